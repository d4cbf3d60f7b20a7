"""The shop said that something had worked although it had not."""

from collections.abc import Iterable

from kitka.analyzer.page.failures import answer, subject
from kitka.analyzer.purchase.announced import not_kept
from kitka.analyzer.purchase.basket import AMOUNTS
from kitka.analyzer.purchase.belied import EARLY_S, belied
from kitka.analyzer.purchase.writes import Write, Writes
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.cues import Cues
from kitka.analyzer.session.elements import describe
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import ADD, NEGATED, REMOVE, SUCCEEDED, says
from kitka.recorder.model import Message, Total

AT_ONCE_S = 0.2
"""What is said by then was not waited for."""


def find(context: Context) -> Iterable[Friction]:
    writes, cues = context.facts.writes, context.facts.cues
    named = len(writes.all)
    for place, write in enumerate([*writes.all, *writes.unnamed]):
        for told in writes.messages(write, context.limits["answer_s"]) if place < named else ():
            kept = not_kept(writes, write, told)
            if kept:
                cost_s = context.until_next_action(told.at_s, context.limits["cap_s"])
                yield belied(context, write, told, cost_s, f"but {kept}", cause=kept)
                break
        said = praise(context, writes, write)
        if said and place >= named and said.at_s > write.answered_s + AT_ONCE_S:
            continue  # a second try may have gone well, of which pages do not tell
        why = failure(context, writes, cues, write) if said else ""
        if said and why:
            cost_s = context.until_next_action(said.at_s, context.limits["cap_s"])
            really = f"but it had not happened: {why}"
            yield belied(context, write, said, cost_s, really, cause=why)
        elif not said and place < named and (hoped := hopeful(context, writes, write)):
            yield never_taken_back(context, write, hoped)


def hopeful(context: Context, writes: Writes, write: Write) -> Moment[Total] | None:
    """An amount that was shown as wished for before the answer came, which was a failure, and that
    stood there still when it had been known for long, with nothing said about it."""
    if not write.failed or write.until_s - write.answered_s < context.limits["settled_s"]:
        return None
    view, basket = write.view, writes.basket
    if view.end_s - write.answered_s < context.limits["settled_s"]:
        return None
    if any(
        m.event.severity == "error" for m in writes.messages(write, context.limits["settled_s"])
    ):
        return None
    for what in AMOUNTS:
        before = basket.amount(what, write.at_s)
        early = basket.amounts_between(what, write.at_s, write.answered_s - EARLY_S)
        until_s = min(write.until_s, view.end_s)
        stands = (basket.amounts_between(what, write.at_s, until_s) or early)[-1:]
        if before and early and stands == early[-1:]:
            rise = early[-1].event.amount - before.event.amount
            wished = rise > 0 if says(ADD, write.element) else says(REMOVE, write.element) and rise
            if wished and early[-1].view_key == before.view_key:
                return None if shown_again(context, writes, write, early[-1]) else early[-1]
    return None


def shown_again(context: Context, writes: Writes, write: Write, hoped: Moment[Total]) -> bool:
    """The next page has the same amount, with nothing added or set since: it had happened, in the
    browser, or by another try."""
    until_s = writes.basket.next_addition_s(write.at_s + 0.1)
    later = writes.basket.amounts_between(hoped.event.what, write.answered_s, until_s)
    other = next((m for m in later if m.page != hoped.page), None)
    return other is not None and abs(other.event.amount - hoped.event.amount) < 0.01


def never_taken_back(context: Context, write: Write, shown: Moment[Total]) -> Friction:
    event, total = write.requests[0].event, shown.event
    return context.friction(
        write.at_s,
        context.until_next_action(write.answered_s, context.limits["cap_s"]),
        write.element,
        f"After {describe(write.element)} was pressed the {total.what} was shown as "
        f"{total.amount:.2f} and stayed so, but it had not happened: {subject(event)}: "
        f"{answer(event)}.",
        values={"message": "", "cause": f"{subject(event)}: {answer(event)}"},
        moments=(write.at_s, shown.at_s, write.answered_s),
        where=shown.view_key,
        rect=write.rect,
    )


def praise(context: Context, writes: Writes, write: Write) -> Moment[Message] | None:
    """A status message with words of success, and no error beside it."""
    found = None
    for message in writes.messages(write, context.limits["answer_s"]):
        if message.event.severity == "error":
            return None
        text = message.event.text
        if found is None and SUCCEEDED.search(text) and not NEGATED.search(text):
            found = message
    return found


def failure(context: Context, writes: Writes, cues: Cues, write: Write) -> str:
    """What shows that nothing came of it."""
    if write.failed and not writes.moved(write):
        event = write.requests[0].event
        return f"{subject(event)}: {answer(event)}"
    if not write.ok or not says(ADD, write.element):
        return ""
    return still_empty(context, writes, cues, write)


def still_empty(context: Context, writes: Writes, cues: Cues, write: Write) -> str:
    """Added as the first thing, and a page that came next called the basket empty and stayed so.
    Where something had been in it before, ``session_lost`` judges."""
    basket, purchase = writes.basket, writes.purchase
    until = min(basket.next_addition_s(write.at_s + 0.1), context.timeline.end_s)
    known = (m for what in AMOUNTS for m in basket.amounts_between(what, 0.0, until))
    if any(m.event.amount > 0 for m in known):
        return ""
    for cue in cues.of("empty_basket"):
        settled = cue.end_s - cue.start_s >= context.limits["settled_s"]
        stayed = settled or cue.end_s >= cue.view.end_s
        mine = write.answered_s < cue.view.asked_s and cue.start_s <= until
        steps = purchase.next_step_s(cue.start_s) <= until
        if mine and stayed and not steps and not basket.edited(write.at_s, cue.start_s):
            return f"{cue.view.path or 'the next page'} called the basket empty"
    return ""


RULE = Rule(
    title="Success after error",
    description="The shop told the shopper that something had been added, saved or sent, but the "
    "request behind it had failed or nothing had come of it. They find out late.",
    applies="Needs a status message, or plain words or the button's own, of success (Finnish, "
    "Swedish, English, German), soon after a press all of whose own writing requests failed, "
    "with nothing moving on (also where what was set is sent off a moment later, if it was said "
    "without waiting); or after an addition to a basket that the next page called empty. Also "
    "where an accepted change was answered with a new total, and another stood beside it, "
    "unmoved; or an amount that was shown as wished for before the answer came, which was a "
    "failure, and that was not taken back, there or by the next page. Not where an "
    "error was told, too, or where a second try by the page went well.",
    cost="Until the shopper did something else, at most the cap.",
    remedy="Say that it worked when the answer has come, not before; take a hopeful display back "
    "when the request fails, and say so.",
    source="Nielsen's first heuristic, visibility of system status",
    error=True,
    find=find,
    family="promises",
)
