"""A press on a control that is disabled, and nothing says why."""

from collections.abc import Iterable

from kitka.analyzer.presses.bursts import bursts, named, told
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule


def find(context: Context) -> Iterable[Friction]:
    for burst in bursts(context, "disabled", context.limits["merge_s"]):
        text = f"{named(burst, 'was pressed')} although it was disabled, and nothing said why."
        yield told(context, burst, context.limits["cap_s"], text, {"clicks": len(burst)})


RULE = Rule(
    title="Disabled control pressed",
    description="A control was pressed that is disabled, and no message, no mark and no focus told "
    "what is missing. The shopper wants to go on and cannot know how.",
    applies="Not where a message stands in the view or comes with the press, or where anything "
    "visible answers within a second; a message about one field is no answer any more once that "
    "was changed. Not what is rightly disabled: a stepper at its end, a control that showed "
    "something just before and was brought to its end by the shopper's own presses (carousel, "
    "pagination), what is disabled while the shop still answers a press, and choices that cannot "
    "be had (sizes, days of a calendar, filters), which show it themselves, nor what says so by "
    "its own name (“Sold out”); a box in a form that is being filled in is no such choice. Text "
    "fields are not judged.",
    cost="From the first press until the shopper did something else, at most the cap.",
    remedy="Keep the control enabled, and answer the press by saying what is missing at the field "
    "that misses it; else say beside the control why it is disabled.",
    source="GOV.UK Design System, buttons: disabled buttons confuse, avoid them; WCAG 2.2 success "
    "criterion 3.3.1, error identification",
    error=True,
    find=find,
)
