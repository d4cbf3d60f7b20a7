"""What the shopper was about to press moved, or the page jumped about."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable

from kitka.analyzer.elements import describe, element_of, identity
from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.timeline import Moment
from kitka.recorder.model import Click, Rect, Shift, Target, Vital

SHIFTS = 16
SOURCES = 5
"""Of one shift; browsers name no more."""


def find(context: Context) -> Iterable[Friction]:
    yield from before_presses(context)
    worst: dict[tuple[str, int], Moment[Vital]] = {}
    for moment in context.timeline.all(Vital):
        known = worst.get(moment.view_key)
        if moment.event.name == "CLS" and (not known or known.event.value < moment.event.value):
            worst[moment.view_key] = moment
    for where, moment in worst.items():
        vital = moment.event
        if vital.value > context.limits["cls"]:
            view = context.timeline.view_of(moment)
            yield context.friction(
                view.shown_s if view else moment.at_s,
                0.0,
                Element(selector=vital.target) if vital.target else None,
                f"The page jumped about: cumulative layout shift {vital.value:.2f}.",
                values={"cls": vital.value, "subject": view.path if view else ""},
                where=where,
            )


def before_presses(context: Context) -> Iterable[Friction]:
    shifts: dict[str, list[Moment[Shift]]] = defaultdict(list)
    for moment in context.timeline.all(Shift):
        if moment.event.value >= context.limits["shift"]:
            shifts[moment.page].append(moment)
    within_s = context.limits["before_ms"] / 1000
    for click in context.timeline.all(Click):
        event = click.event
        if event.target.ignore:
            continue
        for shift in just_before(shifts.get(click.page, []), click.at_s, within_s):
            ago_s = click.at_s - shift.at_s
            if any(hit(event, moved) for moved in shift.event.sources[:SOURCES]):
                element = element_of(event.target)
                yield context.friction(
                    click.at_s,
                    context.until_next_action(click.at_s, context.limits["cap_s"]),
                    element,
                    f"The page shifted by {shift.event.value:.2f} only {ago_s * 1000:.0f} ms "
                    f"before {describe(element)} was pressed there.",
                    values={"shift": shift.event.value, "ago_ms": round(ago_s * 1000)},
                    moments=(shift.at_s, click.at_s),
                    where=click.view_key,
                    rect=event.target.rect,
                )
                break


def just_before(
    shifts: list[Moment[Shift]], at_s: float, within_s: float
) -> Iterable[Moment[Shift]]:
    """In order; only the last few where the page does nothing but jump."""
    last = bisect_right(shifts, at_s, key=lambda shift: shift.at_s)
    for shift in shifts[max(0, last - SHIFTS) : last]:
        if at_s - shift.at_s <= within_s:
            yield shift


def hit(click: Click, moved: Target) -> bool:
    """The press met what had moved, or the place at which it now is."""
    if identity(element_of(moved)) == identity(element_of(click.target)):
        return True
    return moved.rect is not None and inside(moved.rect, click.x, click.y)


def inside(rect: Rect, x: float, y: float) -> bool:
    return 0 <= x - rect.x <= rect.width and 0 <= y - rect.y <= rect.height


RULE = Rule(
    title="Layout shift",
    description="The page moved just before a press, and the press met what had moved, perhaps "
    "not what was meant; or a page's layout shifted so much that Core Web Vitals call it poor.",
    applies="Shifts without recent input, as the browser reports them. What was meant to be "
    "pressed cannot be known; only that the place moved too late to notice.",
    cost="Until the shopper did something else, at most the cap; 0 for a page as a whole.",
    remedy="Reserve the place of pictures, banners and messages (width and height, min-height), "
    "and let nothing push controls down after the page is shown.",
    source="web-vitals CLS (poor above 0.25); method.md §9, layout shift near click (500 ms)",
    find=find,
    family="page",
)
