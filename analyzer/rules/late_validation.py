"""An error that could have been told at the field came only when the form was sent."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kitka.analyzer.forms.offered import marked, refused_choice
from kitka.analyzer.forms.retracted import Late, retracted
from kitka.analyzer.forms.slips import blamed, is_slip
from kitka.analyzer.forms.stuck import rested
from kitka.analyzer.forms.submissions import Attempt
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of, identity, pressed
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Blur, FieldState, Target


def find(context: Context) -> Iterable[Friction]:
    every = [one for series in context.presses.attempts.values() for one in series]
    every.sort(key=lambda attempt: attempt.submit.at_s)
    for found in retracted(context.timeline, every):
        yield steps_later(context, found, every)
    yield from when_sent(context)


def when_sent(context: Context) -> Iterable[Friction]:
    left = visits(context)
    for series in context.presses.attempts.values():
        refused = [(i, a) for i, a in enumerate(series) if a.refused and not a.silent]
        if len(refused) != 1:
            continue  # refused again and again: validation_loop tells it
        place, attempt = refused[0]
        if attempt.lost or attempt.submit.event.refused == "native":
            continue  # form_lost tells it; the browser's own word comes to every slip
        again = series[place + 1].submit.at_s if place + 1 < len(series) else None
        wrongs = list(marked(attempt)) or [
            s for s in blamed(context.timeline, attempt, again) if s.filled and not s.sensitive
        ]
        late = [found for s in wrongs if (found := long_left(context, left, attempt, s))]
        choice = refused_choice(context.timeline, attempt, wrongs)
        if late:
            yield told(context, attempt, late, again)
        elif choice is not None:
            yield not_to_be_had(context, attempt, choice, again)


def visits(context: Context) -> dict[tuple[str, str], list[Moment[Blur]]]:
    """The times at which a field was left with something in it, by page and field."""
    found: dict[tuple[str, str], list[Moment[Blur]]] = defaultdict(list)
    for blur in context.timeline.all(Blur):
        if blur.event.changed and blur.event.filled and not rested(blur.event):
            found[blur.page, identity(element_of(blur.event.target))].append(blur)
    return found


def long_left(
    context: Context, left: dict[tuple[str, str], list[Moment[Blur]]], attempt: Attempt,
    state: FieldState,
) -> tuple[FieldState, float] | None:  # fmt: skip
    submit = attempt.submit
    known = left.get((submit.page, identity(element_of(state.target))), [])
    place = bisect_right(known, submit.at_s, key=lambda blur: blur.at_s) - 1
    if place < 0:
        return None
    visit = known[place].event
    if visit.lost or visit.altered or visit.elsewhere:
        return None  # rejected_input tells why it is wrong
    if is_slip(context.timeline, attempt, state):
        return None
    waited = context.timeline.seconds(known[place].at_s, submit.at_s)
    return (state, waited) if waited >= context.limits["left_s"] else None


def told(
    context: Context, attempt: Attempt, late: list[tuple[FieldState, float]], again: float | None
) -> Friction:
    state, waited = max(late, key=lambda found: found[1])
    element = element_of(state.target)
    return context.friction(
        attempt.submit.at_s,
        cost(context, attempt, again),
        element,
        f"{describe(element)} was left {waited:.0f} s before the form was sent, and only then was "
        "it said that it is wrong.",
        values={"left_s": round(waited, 1), "fields": len(late)},
        where=attempt.submit.view_key,
        rect=state.target.rect,
    )


def not_to_be_had(
    context: Context, attempt: Attempt, choice: Target, again: float | None
) -> Friction:
    element = element_of(choice)
    return context.friction(
        attempt.submit.at_s,
        cost(context, attempt, again),
        element,
        f"{describe(element)} was offered, and only when the form was sent was it said that it "
        f"cannot be: “{attempt.messages[-1].rstrip('.') if attempt.messages else ''}”.",
        values={"left_s": 0.0, "fields": 1, "offered": "yes"},
        where=attempt.submit.view_key,
        rect=choice.rect,
    )


def cost(context: Context, attempt: Attempt, again: float | None) -> float:
    """Seconds from the refusal on."""
    end_s = again if again is not None else context.timeline.last_visible_s
    lost = context.timeline.seconds(attempt.answered_s, end_s)
    return min(context.limits["cap_s"], lost)


def steps_later(context: Context, late: Late, every: Sequence[Attempt]) -> Friction:
    form, field = late.accepted.submit.event.form, element_of(late.state.target)
    sent = late.sent.submit
    target = pressed(sent.event)
    later = (a.submit for a in every if a.submit.at_s > sent.at_s)
    again = next((submit.at_s for submit in later if submit.event.form == form), None)
    end_s = again if again is not None else context.timeline.last_visible_s
    left_s = context.timeline.seconds(late.accepted.submit.at_s, sent.at_s)
    return context.friction(
        sent.at_s,
        min(context.limits["cap_s"], context.timeline.seconds(late.said.at_s, end_s)),
        element_of(target),
        f"{describe(field)} had been accepted, and only {left_s:.0f} s later, when "
        f"{describe(element_of(target))} was pressed, was it said that it is wrong: "
        f"“{late.said.event.text.rstrip('.')}”.",
        values={"left_s": round(left_s, 1), "fields": 1, "names": field.name if field else ""},
        moments=(late.accepted.submit.at_s, sent.at_s, late.said.at_s),
        where=sent.view_key,
        rect=target.rect,
    )


RULE = Rule(
    title="Late validation",
    description="A field had been filled and left, and its error was shown only when the whole "
    "form was sent, or steps later, when its form had been accepted: the shopper has to come back "
    "to it. So it is with a choice that the page offers and that cannot be had.",
    applies="Fields that had been filled and that the refusal names (or beside which it stands, or "
    "whose change alone made the form pass, if the word could be about it: not that the shop is at "
    "a loss or knows no such number), or that a word about a later "
    "form names by their label, if the shop then leads back to the page of the field, or the "
    "shopper goes there and changes it. Not passwords and card data, quantities and searches, not "
    "a form that was refused again and again (validation_loop tells that) or came back empty, nor "
    "what the browser refused by itself, nor a field that did not take what was typed, nor one "
    "that was left just before its form was sent, unless it offers what to choose from (not dates, "
    "nor numbers of pieces): what is offered is no slip, however late it is chosen. The shopper's "
    "own slip counts as little, as far as it can be told: one letter put it right, or it was a "
    "name or an e-mail address of which nothing more was asked than to be right; other slips look "
    "the same.",
    cost="From the refusal to the next time the form was sent, else to the end, at most the cap.",
    remedy="Check a field when it is left, by everything that a later step will ask of it (the "
    "carrier's limits, too), and say so beside it; take the error away as soon as it is mended.",
    source="Baymard on inline validation",
    find=find,
    family="forms",
)
