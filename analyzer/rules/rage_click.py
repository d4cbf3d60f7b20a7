"""Fast repeated presses at the same place."""

from collections.abc import Iterable
from math import hypot

from kitka.analyzer.elements import describe, element_of, identity
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.timeline import Moment, first_visible_ms
from kitka.recorder.model import Click


def find(context: Context) -> Iterable[Friction]:
    for burst in bursts(context):
        if len(burst) < context.limits["clicks"] or answered(context, burst):
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
    for click in context.timeline.all(Click):
        target = click.event.target
        nowhere = target.tag in ("html", "body")  # beside everything: on no element at all
        if target.text_entry or target.unobservable or target.ignore or nowhere:
            continue
        if burst and not follows(context, burst[-1], click):
            yield burst
            burst = []
        burst.append(click)
    if burst:
        yield burst


def follows(context: Context, before: Moment[Click], click: Moment[Click]) -> bool:
    one, two = before.event, click.event
    return (
        before.view_key == click.view_key
        and identity(element_of(one.target)) == identity(element_of(two.target))
        and (click.at_s - before.at_s) * 1000 < context.limits["gap_ms"]
        and hypot(two.x - one.x, two.y - one.y) <= context.limits["distance_px"]
    )


def answered(context: Context, burst: list[Moment[Click]]) -> bool:
    """The presses selected text, scrolled, or each of them visibly changed something before
    the next, as with steppers, toggles, carousels and calendars."""
    reactions = [context.timeline.reaction(click) for click in burst]
    if any(r and ("selection" in r.after or "scroll" in r.after) for r in reactions):
        return True
    later = [*(click.at_s for click in burst[1:]), burst[-1].at_s + context.limits["gap_ms"] / 1000]
    for click, reaction, next_s in zip(burst, reactions, later, strict=True):
        visible = first_visible_ms(reaction) if reaction else None
        if visible is None or click.at_s + visible / 1000 > next_s:
            return False
    return True


RULE = Rule(
    title="Rage click",
    description="The same element was pressed several times in quick succession and not every "
    "press was answered: the shopper expected something to happen.",
    applies="Not text fields, where double and triple clicks select; not where a press selected "
    "text or scrolled, nor where every press visibly changed something (steppers, toggles, "
    "carousels, calendars). Canvas, media and frames cannot be judged.",
    cost="From the first press until the shopper did something else, at most the cap.",
    remedy="Answer the first press: work, or show at once that work has begun; make what looks "
    "pressable pressable.",
    source="PostHog rage clicks (3, 1000 ms per gap, 30 px); Datadog's selection and scroll "
    "exclusions; PostHog issues 40880 and 39068 for steppers and calendars",
    find=find,
)
