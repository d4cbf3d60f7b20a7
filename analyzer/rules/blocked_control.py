"""Something else lay over a control and received the press."""

from collections.abc import Iterable

from kitka.analyzer.elements import describe, element_of
from kitka.analyzer.press_series import meant, runs
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.recorder.model import Click


def find(context: Context) -> Iterable[Friction]:
    judged = [
        click for click in context.timeline.all(Click)
        if context.presses.verdict(click) == "blocked"
    ]  # fmt: skip
    for run in runs(judged, context.limits["merge_s"]):
        first, last = run[0], run[-1]
        target, over = meant(first), element_of(first.event.target)
        times = "" if len(run) == 1 else f" {len(run)} times"
        wasted = context.until_next_action(last.at_s, context.limits["cap_s"])
        yield context.friction(
            first.at_s,
            context.timeline.seconds(first.at_s, last.at_s) + wasted,
            element_of(target),
            f"{describe(element_of(target))} was aimed at{times}, but {describe(over)} lay over it "
            "and took the press.",
            values={"clicks": len(run), "over": describe(over)},
            moments=[click.at_s for click in run],
            where=first.view_key,
            rect=target.rect,
        )


RULE = Rule(
    title="Blocked control",
    description="A control can be seen, but something that is no part of it lies over it and "
    "receives the press: the control never hears of it.",
    applies="The page names the control that lay under the press. Not where a layer was open there "
    "(interruption tells that) or closed by the press, as a dialog's backdrop is, nor where the "
    "press was answered and whatever lay over the control did not stay.",
    cost="From the first press until the shopper did something else, at most the cap.",
    remedy="Take the element that the evidence names away, or let it pass presses on "
    "(pointer-events: none); check the order of layers at every width of the window.",
    source="CSS Pointer Events, hit testing; Playwright's actionability check “receives events”",
    error=True,
    find=find,
)
