"""A change of the basket was accepted, and what was shown stayed as it had been."""

from collections.abc import Iterable
from itertools import pairwise

from kitka.analyzer.purchase.badges import Badge, outdated_badge
from kitka.analyzer.purchase.edits import Edit, Edits
from kitka.analyzer.purchase.readings import Reading, Readings
from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.elements import describe
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Request, Total


def find(context: Context) -> Iterable[Friction]:
    if not (context.scenario.watch.total or context.scenario.watch.lines):
        raise NotApplicable("the scenario watches neither a total nor lines")
    limits = context.limits
    facts = context.facts
    settled_s, read_s = limits["settled_s"], limits["read_s"]
    edits = Edits(facts.purchase, facts.basket, facts.cues, settled_s, read_s)
    for edit in edits.without_effect():
        yield unchanged(context, edits, edit)
    known = Readings(facts, edits)
    back = list(restored(context, known))
    yield from back
    told = {(friction.evidence.page, friction.evidence.view) for friction in back}
    for last, now in [*known.older(settled_s, read_s), *known.fallen(settled_s, read_s)]:
        if (now[0].page, now[0].number) not in told:
            told.add((now[0].page, now[0].number))
            yield outdated(context, last, now)
    badge = outdated_badge(facts.writes, facts.cues, settled_s, read_s)
    if badge:
        yield miscounted(context, badge)


def unchanged(context: Context, edits: Edits, edit: Edit) -> Friction:
    amount = edits.shown_before(edit)
    return context.friction(
        edit.at_s,
        context.until_next_action(edit.accepted_s, context.limits["cap_s"]),
        edit.element,
        f"The shop accepted the change made with {describe(edit.element)}, but {amount} was still "
        "shown as before.",
        values={"shown": amount, "subject": edit.view.path, "kind": "unchanged"},
        moments=(edit.at_s, edit.accepted_s),
        where=(edit.view.page, edit.view.number),
    )


def restored(context: Context, known: Readings) -> Iterable[Friction]:
    """A page from the back/forward cache showed an amount that its next load contradicts."""
    told: set[str] = set()
    for before, now in pairwise(known.all):
        (old_view, old), (new_view, new) = before, now
        fresh = new_view.document and new_view.path == old_view.path
        if not (fresh and kept(old_view)) or old_view.path in told:
            continue
        gap = abs(new.event.amount - old.event.amount)
        if gap < context.limits["amount"] or asked_for(context, old, new):
            continue
        told.add(old_view.path)
        shown = f"{old.event.amount:.2f} {old.event.currency}".strip()
        yield context.friction(
            old.at_s,
            context.until_next_action(old.at_s, context.limits["cap_s"]),
            Element(name=old.event.what, selector=context.scenario.watch.total or ""),
            f"Back on {old_view.path}, {shown} was shown; loaded anew, the same page said "
            f"{new.event.amount:.2f}.",
            values={"shown": shown, "true": new.event.amount, "subject": old_view.path,
                    "kind": "restored"},
            moments=(old.at_s, new.at_s),
            where=(old_view.page, old_view.number),
        )  # fmt: skip


def asked_for(context: Context, old: Moment[Total], new: Moment[Total]) -> bool:
    """Something was put in, taken out, counted anew or chosen since: a voucher, too."""
    facts, since_s, until_s = context.facts, old.at_s, new.at_s
    return (
        facts.doings.explain(old, new)
        or facts.basket.added(since_s, until_s)
        or facts.basket.edited(since_s, until_s)
        or facts.choices.made(since_s, until_s)
    )


def kept(view: PageView) -> bool:
    """Out of the browser's cache, or drawn by going back, from what a browser or a script had kept:
    nothing more was asked for."""
    event = view.event
    if event is None:
        return False
    back = event.navigation == "back_forward" and not view.all(Request)
    return event.cause == "restore" or (back and event.cause == "load")


def outdated(context: Context, last: Moment[Total], now: Reading) -> Friction:
    """A view showed what had been true before."""
    view, shown = now
    amount = f"{shown.event.amount:.2f} {shown.event.currency}".strip()
    return context.friction(
        shown.at_s,
        context.until_next_action(shown.at_s, context.limits["cap_s"]),
        Element(name=shown.event.what, selector=context.scenario.watch.total or ""),
        f"{view.path} showed {amount} again, an amount from before; {last.event.amount:.2f} had "
        "been shown last, and nothing had been changed in between.",
        values={"shown": amount, "true": last.event.amount, "subject": view.path, "kind": "older"},
        moments=(last.at_s, shown.at_s),
        where=(view.page, view.number),
    )


def miscounted(context: Context, badge: Badge) -> Friction:
    """The basket's link counted nothing, and there was something in it."""
    view, shown = badge.view, badge.shown
    element = badge.element
    if isinstance(shown.event, Total):
        true = shown.event.amount
        there = f"there was {true:.2f} {shown.event.currency}".strip() + " in it"
    else:
        true, there = 1.0, f"the page itself said: “{shown.event.text[:80]}”"
    return context.friction(
        badge.at_s,
        min(context.limits["cap_s"], context.timeline.seconds(view.shown_s, badge.at_s)),
        element,
        f"{describe(element)} stood on {view.path} after something had been put into the basket; "
        f"{there}.",
        values={"shown": "0", "true": true, "subject": view.path, "kind": "count"},
        moments=(badge.at_s, shown.at_s),
        where=(view.page, view.number),
        rect=badge.link.rect,
    )


RULE = Rule(
    title="Stale amounts",
    description="The shopper changed a quantity or removed a line, the shop accepted it, and the "
    "amounts shown afterwards were exactly those from before; or a page came back out of the "
    "browser's cache, or a view was drawn, with an amount that was no longer true; "
    "or, where only a total is shown, it fell "
    "back to what it had been before the basket was made larger; "
    "or the basket's link still counted nothing on a page loaded after an addition.",
    applies="Needs watch.total or watch.lines. Amounts that were left before they had settled "
    "count where the next lines that the shop showed were others. Only changes that were "
    "accepted: a request of the shop's own that went well, or a form after which the next page "
    "came; not where an error or a limit was told, where changes followed each other quickly, or "
    "where a quantity was typed and not sent. The same page must be seen again for a cached one "
    "to be contradicted, and nothing may have been changed in between. A count is belied only by "
    "the basket that is come to next, or by the page's own words.",
    cost="Until the shopper did something else, at most the cap.",
    remedy="Draw amounts from the shop's answer, not beside it, and fetch them anew in `pageshow` "
    "when the page is `persisted`.",
    source="web.dev, back/forward cache: update stale or sensitive data after a restore; "
    "Nielsen's first heuristic, visibility of system status",
    error=True,
    find=find,
    family="promises",
)
