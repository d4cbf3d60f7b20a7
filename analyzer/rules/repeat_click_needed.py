"""Only the second press on a control worked."""

from collections.abc import Iterable

from kitka.analyzer.presses.series import meant
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of


def find(context: Context) -> Iterable[Friction]:
    for series in context.presses.repeated:
        first, worked = series.unanswered[0], series.worked
        lost = context.timeline.seconds(first.at_s, worked.at_s)
        target = meant(first)
        presses = len(series.unanswered) + 1
        yield context.friction(
            first.at_s,
            min(lost, context.limits["cap_s"]),
            element_of(target),
            f"{describe(element_of(target))} had to be pressed {presses} times: nothing followed "
            f"the first press, and {lost:.1f} s later the same press worked at once.",
            values={"clicks": presses, "later_s": round(lost, 3)},
            moments=[*(click.at_s for click in series.unanswered), worked.at_s],
            where=first.view_key,
            rect=target.rect,
        )


RULE = Rule(
    title="Pressed again before it worked",
    description="A control did nothing when it was pressed, and worked when it was pressed once "
    "more: its script was not ready, or the first press was swallowed. Who does not try again "
    "believes that the shop is broken.",
    applies="The first press got no answer of its own (what came after the second press is taken "
    "for the second's) and asked nothing of the shop, or nothing had come of the shop's good "
    "answer for a second, or the page held its form back without a word; and the second, at least "
    "0.5 s later, worked within a second. Two quicker presses are a habit. Not where something was "
    "entered or another thing pressed in between, nor where a key did what a mouse or finger had "
    "not, nor where every press was answered (toggles, steppers, "
    "“load more”), nor text fields and what cannot be observed.",
    cost="From the first press to the one that worked, at most the cap.",
    remedy="Attach the handler before the control can be seen, or let the browser do the work "
    "without a script (a real link, a real submit button); never swallow the first press to close "
    "or to focus something.",
    source="Nielsen 1993: 1 s for an effect to be taken for the press's own; 0.5 s is the usual "
    "double-click time; web.dev on hydration and the uncanny valley of pages that look ready",
    error=True,
    find=find,
)
