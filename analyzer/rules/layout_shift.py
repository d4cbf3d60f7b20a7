"""What the shopper was about to press moved."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kitka.analyzer.page.layers import inside, same, stands_there
from kitka.analyzer.presses.led import led_astray
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click, Shift, Target

CHOICES = frozenset({"radio", "checkbox", "switch"})
SHIFTS = 16
SOURCES = 5
"""Of one shift; browsers name no more."""


def find(context: Context) -> Iterable[Friction]:
    shifts: dict[str, list[Moment[Shift]]] = defaultdict(list)
    for moment in context.timeline.all(Shift):
        if moment.event.value >= context.limits["shift"]:
            shifts[moment.page].append(moment)
    within_s = context.limits["before_ms"] / 1000
    for click in context.timeline.all(Click):
        event = click.event
        if event.target.ignore:
            continue
        aimed = event.aimed
        if aimed and not stays(aimed, event):
            yield moved_away(context, click, aimed)
        if aimed:
            continue  # the page itself tells what the pointer was on
        for shift in just_before(shifts.get(click.page, []), click.at_s, within_s):
            ago_s = click.at_s - shift.at_s
            moved = shift.event.sources[:SOURCES]
            touched = event.pointer != "mouse" and any(hit(event, one) for one in moved)
            if touched or astray(context, click, moved):
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


def stays(aimed: Target, click: Click) -> bool:
    """It had not moved away. What is gone (nothing has its size) and was pressed under the same
    name was only drawn anew, as each second where a button counts down."""
    rect = aimed.rect
    gone = rect is None or not (rect.width or rect.height)
    if gone and same(aimed, click.target):
        return True
    return stands_there(aimed, click) or beside_choice(aimed, click)


def beside_choice(aimed: Target, click: Click) -> bool:
    """The label of a choice reaches far beyond its box: level with the box it stands there still,
    and what took the press (a tooltip) has come over it."""
    if aimed.rect is None or aimed.role not in CHOICES:
        return False
    return -aimed.rect.height <= click.y - aimed.rect.y <= 2 * aimed.rect.height


def astray(context: Context, click: Moment[Click], moved: Sequence[Target]) -> bool:
    """What had just come (a row, a card) took the place of what was meant: the press led away, and
    the shopper came straight back and pressed what had moved. Pictures that come elsewhere on the
    page while somebody looks at one thing after the other displace nothing."""
    target = click.event.target
    if not target.interactive or any(same(one, target) for one in moved):
        return False
    clicks = context.timeline.all(Click)
    after = bisect_right(clicks, click.at_s, key=lambda other: other.at_s)
    next_ = clicks[after].event if after < len(clicks) else None
    if next_ is None or not any(belongs(next_, one) for one in moved):
        return False
    return not same(next_.target, target) and led_astray(context.timeline, click)


def belongs(click: Click, moved: Target) -> bool:
    """The press met what had moved or something in it, by its name where the page has moved on."""
    named = bool(click.target.name) and click.target.name in moved.name
    return named or hit(click, moved)


def moved_away(context: Context, click: Moment[Click], meant: Target) -> Friction:
    aimed, pressed = element_of(meant), element_of(click.event.target)
    under = "finger" if click.event.pointer == "touch" else "pointer"
    return context.friction(
        click.at_s,
        context.until_next_action(click.at_s, context.limits["cap_s"]),
        aimed,
        f"The page moved {describe(aimed)} away from under the {under}; the press met "
        f"{describe(pressed)}.",
        values={"pressed": describe(pressed)},
        where=click.view_key,
        rect=click.event.target.rect,
    )


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


RULE = Rule(
    title="Layout shift",
    description="The page moved just before a press, and the press met what had moved, perhaps "
    "not what was meant.",
    applies="Not what followed an action of the shopper's own. With a mouse, what the resting "
    "pointer was on until less than half a second before is what was meant, however little of the "
    "page moved. A finger rests nowhere: there what stood under it when it came down must have "
    "moved before it went up, or a large shift (as Chromium reports them) what was pressed. Where "
    "the press met what the shift had brought, it must have led away and the shopper have come "
    "straight back to press what had moved.",
    cost="Until the shopper did something else, at most the cap.",
    remedy="Reserve the place of pictures, banners and messages (width and height, min-height), "
    "and let nothing push controls down after the page is shown.",
    source="web.dev: a layout shift is unexpected unless it follows an input within 500 ms; that "
    "one as short before a press misplaces it is judgement",
    find=find,
    family="page",
)
