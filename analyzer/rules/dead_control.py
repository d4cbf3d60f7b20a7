"""A select, slider, switch or stepper that changes nothing."""

from collections.abc import Iterable

from kitka.analyzer.forms.controls import DeadSetting
from kitka.analyzer.presses.bursts import bursts, named, told
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of

SAYS = {
    "sprang back": "did not keep what was set: it sprang back",
    "tried again": "was set {count} times, and neither the page nor the shop took any notice",
    "owed": "was set, and what it is there to change did not change",
}


def find(context: Context) -> Iterable[Friction]:
    for dead in context.presses.dead_settings:
        yield setting(context, dead)
    for burst in bursts(context, "control", context.limits["merge_s"], steppers=True):
        text = f"{named(burst, 'was pressed')} and the number beside it stayed the same."
        yield told(
            context, burst, context.limits["cap_s"], text, {"count": len(burst), "why": "stepper"}
        )


def setting(context: Context, dead: DeadSetting) -> Friction:
    first, last = dead.first, dead.moments[-1]
    element = element_of(first.event.target)
    count = len(dead.moments)
    wasted = context.until_next_action(last.at_s, context.limits["cap_s"])
    return context.friction(
        first.at_s,
        min(context.limits["cap_s"], context.timeline.seconds(first.at_s, last.at_s)) + wasted,
        element,
        f"{describe(element)} {SAYS[dead.why].format(count=count)}.",
        values={"count": count, "why": dead.why},
        moments=[moment.at_s for moment in dead.moments],
        where=first.view_key,
        rect=first.event.target.rect,
    )


RULE = Rule(
    title="Dead control",
    description="A select, slider, switch, number or stepper was set and nothing came of it: it "
    "sprang back, a list kept its order, a sum stayed the same, or the shopper set it again and "
    "again.",
    applies="What merely collects data (it stands in a form, or a button in the same view takes it "
    "along, or it is one of several radio buttons or boxes) owes no answer. A control that does "
    "not keep its value counts at once where nothing visible came with it, and on the second try "
    "where something did; not where a message says why. A sort or filter owes a new list, a "
    "quantity in a view whose lines are watched a new sum, anything else only what was tried "
    "again. A stepper that worked just before is at its end, and one that takes away has nothing "
    "to take from one piece.",
    cost="From the first setting until the shopper did something else, at most the cap for each.",
    remedy="Connect the control to what it is there to change, and show the change where the "
    "shopper looks; say so where a value cannot be had.",
    source="The published dead clicks (Datadog, Sentry, OpenReplay) leave such controls out; "
    "Nielsen's first heuristic, visibility of system status",
    error=True,
    find=find,
)
