"""Fast repeated presses at the same place."""

import re
from bisect import bisect_left
from collections.abc import Iterable
from math import hypot
from urllib.parse import urlsplit

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.timeline import first_visible_ms
from kitka.analyzer.session.views import Moment
from kitka.analyzer.session.waits import CLOCKS_S
from kitka.analyzer.words import ADD, REMOVE, says
from kitka.recorder.model import Click, Request, Setting, Target, Total

ONE_FURTHER = re.compile(
    r"^[\W\d_]*$|\b(next|prev\w*|back|forward|more|less|load|plus|minus|increase|decrease|up|down"
    r"|left|right|zoom|undo|redo|skip|again|another|refresh|reload|shuffle|arrow|chevron|slide)\b"
    r"|seuraav|edelli|lisää|enemmän|vähem|suuren|pienen|kumoa|uudelleen"
    r"|nästa|föregående|\bmer\b|\bfler|mindre|\böka|minska|ångra|\bigen\b"
    r"|weiter|zurück|nächst|vorherig|\bmehr\b|weniger|größer|kleiner|rückgängig|erneut",
    re.I,
)
"""What is rightly pressed many times: pagers, steppers, calendars, carousels, zooms."""
READS = re.compile(r"graphql|search|query|browse|haku|filter|suggest|products?$", re.I)
"""Addresses that are asked by POST, and only read."""


def find(context: Context) -> Iterable[Friction]:
    for burst in bursts(context):
        if len(burst) < context.limits["clicks"]:
            continue
        if answered(context, burst) and not ordered_again(context, burst):
            continue
        first, last = burst[0], burst[-1]
        target = first.event.target
        span = last.at_s - first.at_s
        wasted = context.until_next_action(last.at_s, context.limits["cap_s"])
        yield context.friction(
            first.at_s,
            span + wasted,
            element_of(target),
            f"{describe(element_of(target))} was pressed {len(burst)} times within {span:.1f} s.",
            values={"clicks": len(burst), "span_s": round(span, 3)},
            moments=[click.at_s for click in burst],
            where=first.view_key,
            rect=target.rect,
        )


def bursts(context: Context) -> Iterable[list[Moment[Click]]]:
    """Runs of clicks on one element, each close in time and place to the one before."""
    burst: list[Moment[Click]] = []
    twins = context.presses.answers.twins
    for click in context.timeline.all(Click):
        target, twin = click.event.target, twins.get((click.page, click.event.id))
        if twin and twin.at_s < click.at_s:
            continue  # of one press
        nowhere = target.tag in ("html", "body")  # beside everything: on no element at all
        if target.text_entry or target.unobservable or target.ignore or nowhere:
            continue
        if target.role == "slider" and moved(context, click):
            continue
        if burst and not follows(context, burst[-1], click):
            yield burst
            burst = []
        burst.append(click)
    if burst:
        yield burst


def moved(context: Context, slider: Moment[Click]) -> bool:
    """The press set the slider: that it stands elsewhere is its answer, whatever follows later."""
    settings = context.timeline.all(Setting)
    first = bisect_left(settings, slider.at_s - CLOCKS_S, key=lambda setting: setting.at_s)
    return any(
        m.event.kept and same(m.event.target, slider.event.target)
        for m in settings[first : first + 2]
        if m.at_s <= slider.at_s + CLOCKS_S
    )


def follows(context: Context, before: Moment[Click], click: Moment[Click]) -> bool:
    one, two = before.event, click.event
    return (
        before.view_key == click.view_key
        and same(one.target, two.target)
        and (click.at_s - before.at_s) * 1000 < context.limits["gap_ms"]
        and hypot(two.x - one.x, two.y - one.y) <= context.limits["distance_px"]
    )


def same(one: Target, two: Target) -> bool:
    """A button may call itself otherwise once it was pressed (“Adding…”)."""
    place = one.selector and one.selector == two.selector
    return bool(place) or identity(element_of(one)) == identity(element_of(two))


def answered(context: Context, burst: list[Moment[Click]]) -> bool:
    """The presses selected text, scrolled, or each of them visibly changed something before
    the next, as with steppers, toggles, carousels and calendars."""
    reactions = [context.timeline.reaction(click) for click in burst]
    if any(r and ("selection" in r.after or "scroll" in r.after) for r in reactions):
        return True
    within_s = context.limits["gap_ms"] / 1000
    later = [*(click.at_s for click in burst[1:]), burst[-1].at_s + within_s]
    if leads_further(burst[0].event.target):
        # Who wants five presses five times, and each is answered in its turn, if soon enough; the
        # last ones may tell that there is no more.
        later = [click.at_s + within_s for click in burst]
        for _ in range(min(int(context.limits["clicks"]), len(burst)) - 1):
            if reactions[-1] is None or first_visible_ms(reactions[-1]) is None:
                burst, reactions, later = burst[:-1], reactions[:-1], later[:-1]
    for click, reaction, next_s in zip(burst, reactions, later, strict=True):
        visible = first_visible_ms(reaction) if reaction else None
        if visible is None or click.at_s + visible / 1000 > next_s:
            return False
    return True


def leads_further(target: Target) -> bool:
    named = f"{target.name} {target.test_id or ''}".strip()
    return target.stepper or bool(ONE_FURTHER.search(named))


def ordered_again(context: Context, burst: list[Moment[Click]]) -> bool:
    """Each press was answered and had the shop write something down, again and again the same,
    and no amount followed: the control does not keep what it was pressed for. Where nothing is
    written, a toggle cannot be told from a carousel."""
    target = burst[0].event.target
    if len(burst) < context.limits["ordered"] or leads_further(target):
        return False
    if says(ADD, element_of(target)) or says(REMOVE, element_of(target)):
        return False
    for click in burst:
        reaction = context.timeline.reaction(click)
        if reaction is None or {"selection", "scroll", "navigation"} & reaction.after.keys():
            return False
        own = [m.event for m in context.timeline.requests(click) if not m.event.third_party]
        if not any(writes(request) for request in own):
            return False
    totals = context.timeline.all(Total)
    place = bisect_left(totals, burst[0].at_s, key=lambda total: total.at_s)
    until_s = burst[-1].at_s + context.limits["gap_ms"] / 1000
    return not (place < len(totals) and totals[place].at_s <= until_s)


def writes(request: Request) -> bool:
    """Not what only reads by POST, as GraphQL and searches do."""
    reads = request.method in ("GET", "HEAD") or READS.search(urlsplit(request.url).path)
    return not reads


RULE = Rule(
    title="Rage click",
    description="The same element was pressed several times in quick succession and not every "
    "press was answered: the shopper expected something to happen.",
    applies="Not text fields, where double and triple clicks select; not where a press selected "
    "text, scrolled or set a slider, nor where every press visibly changed something (steppers, "
    "toggles, carousels, calendars), unless each of five presses or more was answered and had the "
    "shop write something, with no amount that followed, on what neither adds, removes nor leads "
    "one further. What leads one further (steppers, pagers) is answered if each answer came within "
    "a second, as it is meant to be pressed many times. Canvas, media and frames cannot be judged.",
    cost="From the first press until the shopper did something else, at most the cap.",
    remedy="Answer the first press: work, or show at once that work has begun; make what looks "
    "pressable pressable.",
    source="PostHog rage clicks (3, 1000 ms per gap, 30 px); Datadog's selection and scroll "
    "exclusions; PostHog issues 40880 and 39068 for steppers and calendars",
    find=find,
)
