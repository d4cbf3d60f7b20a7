"""Something else lay over a control and received the press."""

from collections.abc import Iterable

from kitka.analyzer.presses.bursts import bursts, named, told
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of


def find(context: Context) -> Iterable[Friction]:
    for burst in bursts(context, "blocked", context.limits["merge_s"]):
        over = describe(element_of(burst[0].event.target))
        text = f"{named(burst, 'was aimed at')}, but {over} lay over it and took the press."
        yield told(
            context, burst, context.limits["cap_s"], text, {"clicks": len(burst), "over": over}
        )


RULE = Rule(
    title="Blocked control",
    description="A control can be seen, but something that is no part of it lies over it and "
    "receives the press: the control never hears of it.",
    applies="The page names the control that lay under the press. Not where a layer was open there "
    "(interruption tells that; but a veil that followed the shopper's own press, stays, and left "
    "two presses without an answer blocks) or closed by the press, as a dialog's backdrop is, nor "
    "where the press was answered and whatever lay over the control did not stay. A link that is "
    "stretched over its card takes what is meant for the controls in it: where it led away, only "
    "if the shopper came straight back.",
    cost="From the first press until the shopper did something else, at most the cap.",
    remedy="Take the element that the evidence names away, or let it pass presses on "
    "(pointer-events: none); check the order of layers at every width of the window.",
    source="CSS Pointer Events, hit testing; Playwright's actionability check “receives events”",
    error=True,
    find=find,
)
