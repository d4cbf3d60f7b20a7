"""An error that could have been told at the field came only when the form was sent."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from kitka.analyzer.elements import describe, element_of, identity
from kitka.analyzer.refusals import Attempt
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.views import Moment
from kitka.recorder.model import Blur, FieldState


def find(context: Context) -> Iterable[Friction]:
    if not context.timeline.all(Blur):
        raise NotApplicable("no field was left in this session")
    left = visits(context)
    for series in context.presses.attempts.values():
        refused = [(i, a) for i, a in enumerate(series) if a.refused and not a.silent]
        if len(refused) != 1:
            continue  # refused again and again: validation_loop tells it
        place, attempt = refused[0]
        late = [found for s in wrong(attempt) if (found := long_left(context, left, attempt, s))]
        if late:
            again = series[place + 1].submit.at_s if place + 1 < len(series) else None
            yield told(context, attempt, late, again)


def visits(context: Context) -> dict[tuple[str, str], list[Moment[Blur]]]:
    """The times at which a field was left with something in it, by page and field."""
    found: dict[tuple[str, str], list[Moment[Blur]]] = defaultdict(list)
    for blur in context.timeline.all(Blur):
        if blur.event.changed and blur.event.filled:
            found[blur.page, identity(element_of(blur.event.target))].append(blur)
    return found


def wrong(attempt: Attempt) -> Iterable[FieldState]:
    """Fields that had been filled and were refused by name."""
    sent = {state.key for state in attempt.submit.event.fields if state.filled}
    shown = attempt.shown.event.fields if attempt.shown else attempt.submit.event.fields
    return (s for s in shown if s.invalid and s.key in sent and not s.sensitive)


def long_left(
    context: Context, left: dict[tuple[str, str], list[Moment[Blur]]], attempt: Attempt,
    state: FieldState,
) -> tuple[FieldState, float] | None:  # fmt: skip
    submit = attempt.submit
    known = left.get((submit.page, identity(element_of(state.target))), [])
    place = bisect_right(known, submit.at_s, key=lambda blur: blur.at_s) - 1
    if place < 0:
        return None
    waited = context.timeline.seconds(known[place].at_s, submit.at_s)
    return (state, waited) if waited >= context.limits["left_s"] else None


def told(
    context: Context, attempt: Attempt, late: list[tuple[FieldState, float]], again: float | None
) -> Friction:
    state, waited = max(late, key=lambda found: found[1])
    element = element_of(state.target)
    end_s = again if again is not None else context.timeline.last_visible_s
    lost = context.timeline.seconds(attempt.answered_s, end_s)
    return context.friction(
        attempt.submit.at_s,
        min(context.limits["cap_s"], lost),
        element,
        f"{describe(element)} was left {waited:.0f} s before the form was sent, and only then was "
        "it said that it is wrong.",
        values={"left_s": round(waited, 1), "fields": len(late)},
        where=attempt.submit.view_key,
        rect=state.target.rect,
    )


RULE = Rule(
    title="Late validation",
    description="A field had been filled and left, and its error was shown only when the whole "
    "form was sent: the shopper has to come back to it.",
    applies="Fields that had been filled and that the refusal names; not passwords and card data, "
    "not a form that was refused again and again (validation_loop tells that), nor one whose field "
    "was left just before it was sent.",
    cost="From the refusal to the next time the form was sent, else to the end, at most the cap.",
    remedy="Check a field when it is left, and say so beside it; take the error away as soon as it "
    "is mended.",
    source="method.md §9, late validation; Baymard on inline validation",
    find=find,
    family="forms",
    off="most server-rendered shops check a form only when it is sent, and whether an earlier word "
    "was possible (a code that only the server knows) cannot be seen in the log: its precision on "
    "sound shops is not known",
)
