"""A field before which somebody stopped for far longer than others, or than elsewhere."""

from collections.abc import Iterable, Mapping

from kitka.analyzer.forms.hesitations import Odd, odd_choices, odd_stops
from kitka.analyzer.results import Distribution, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.study.observations import field_of, hesitation_s
from kitka.recorder.model import Change


def find(context: Context) -> Iterable[Friction]:
    limits, reference = context.limits, context.reference
    if context.timeline.session.protocol == "think_aloud":
        raise NotApplicable("who thinks aloud stops to speak")
    known = {
        key: usual for key, usual in (reference.fields if reference else {}).items()
        if usual.n >= limits["sessions"]
    }  # fmt: skip
    odd = odd_stops(context.timeline, limits["own_s"], limits["own_factor"], limits["own_fields"])
    choices = odd_choices(
        context.timeline, limits["choice_s"], limits["choice_factor"], limits["choice_looks"]
    )
    if not known and odd is None and choices is None:
        raise NotApplicable(f"fewer than {limits['sessions']:.0f} people show what is usual")
    yield from beside_others(context, known)
    for one in odd or ():
        if identity(element_of(one.stop.target)) not in known:
            yield beside_own(context, one, before_field(one))
    for one in choices or ():
        # Before the checkout a page is read, and some list stands beside what is read.
        if one.stop.at_s >= context.facts.purchase.checkout_s:
            yield beside_own(context, one, before_choice(one))


def beside_others(context: Context, known: Mapping[str, Distribution]) -> Iterable[Friction]:
    limits = context.limits
    told = set()
    for change in context.timeline.all(Change):
        usual = known.get(field_of(change))
        waited_s = hesitation_s(context.timeline, change)
        if usual is None or waited_s is None or field_of(change) in told:
            continue
        least_s = max(limits["least_s"], limits["factor"] * usual.p90)
        if waited_s <= least_s:
            continue
        told.add(field_of(change))
        target = change.event.target
        yield context.friction(
            change.at_s - waited_s,
            waited_s - usual.mean,
            element_of(target),
            f"{waited_s:.0f} s passed between entering {describe(element_of(target))} and the "
            f"first change; nine of ten people need at most {usual.p90:.1f} s.",
            values={"waited_s": round(waited_s, 1), "p90_s": usual.p90, "n": usual.n},
            moments=(change.at_s,),
            where=change.view_key,
            rect=target.rect,
        )


def before_field(odd: Odd) -> str:
    end = "that it was left empty" if odd.stop.empty else "the first change"
    return (
        f"between entering {describe(element_of(odd.stop.target))} and {end}; at {odd.n} other "
        f"fields this person needed at most {odd.longest_s:.1f} s."
    )


def before_choice(odd: Odd) -> str:
    return (
        f"before {describe(element_of(odd.stop.target))} was chosen, and nothing else was done; "
        f"of {odd.n} other pages and choices none took this person more than {odd.longest_s:.1f} s."
    )


def beside_own(context: Context, odd: Odd, where: str) -> Friction:
    stop = odd.stop
    return context.friction(
        stop.at_s - stop.waited_s,
        stop.waited_s - odd.usual_s,
        element_of(stop.target),
        f"{stop.waited_s:.0f} s passed {where}",
        values={"waited_s": round(stop.waited_s, 1), "own_s": round(odd.longest_s, 1), "n": odd.n},
        moments=(stop.at_s,),
        where=stop.where,
        rect=stop.target.rect,
    )


RULE = Rule(
    title="Hesitation",
    description="Before a field somebody stopped for much longer than people usually do there, "
    "or than before all others: what is asked for was not understood, not at hand, or not given "
    "gladly.",
    applies="Beside other people where enough of them filled in the same field, else beside the "
    "person's own other fields, if there are enough: then only where the person went there by a "
    "press or a key, for far longer than at any other field, and not for what has to be fetched "
    "first (a card, a phone number, a code). Silent sessions only: who thinks aloud stops to "
    "speak. Time of asides or while the page was hidden does not count, nor what the browser "
    "filled in or the buyer's details gave. Once per field. Before a choice in the checkout "
    "(radio buttons, a list) the time counts in which it stood in the window and nothing was "
    "pressed, typed or scrolled, where it is far longer than this person looked at any other page "
    "before doing something.",
    cost="What was longer than the mean of that field, or the median of the person's others.",
    remedy="Say beside the field why it is needed and in what form, or leave it out.",
    source="Matomo: from focus to first change; signals: above max(5 s, the field's p90)",
    find=find,
    family="way",
)
