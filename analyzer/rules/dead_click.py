"""A press on a control that nothing visible answered."""

from collections.abc import Iterable

from kitka.analyzer.elements import describe, element_of, identity
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.timeline import Moment, first_visible_ms
from kitka.recorder.model import Click

TIMER_MS = 10
"""A browser's timer may ring a little early."""


def find(context: Context) -> Iterable[Friction]:
    for burst in bursts(context):
        verdicts = [verdict(context, click) for click in burst]
        if verdicts[-1] != "dead" or "alive" in verdicts or "pending" in verdicts:
            continue
        first, last = burst[0], burst[-1]
        target = first.event.target
        reaction = context.timeline.reaction(last)
        observed = reaction.observed_ms / 1000 if reaction else 0.0
        times = "" if len(burst) == 1 else f" {len(burst)} times"
        wasted = context.until_next_action(last.at_s, context.limits["cap_s"])
        yield context.friction(
            first.at_s,
            last.at_s - first.at_s + wasted,
            element_of(target),
            f"{describe(element_of(target))} was pressed{times} and nothing that a shopper could "
            f"see followed in {observed:.1f} s.",
            values={"clicks": len(burst), "observed_s": observed},
            moments=[click.at_s for click in burst],
            where=first.view_key,
            rect=target.rect,
        )


def bursts(context: Context) -> Iterable[list[Moment[Click]]]:
    """Clicks on the same control of a view, each soon after the one before, taken as one."""
    burst: list[Moment[Click]] = []
    for click in context.timeline.all(Click):
        target = click.event.target
        if not target.interactive or target.text_entry or target.unobservable or target.ignore:
            continue
        same = burst and click.view_key == burst[-1].view_key and (
            identity(element_of(target)) == identity(element_of(burst[-1].event.target))
        )  # fmt: skip
        if not (same and click.at_s - burst[-1].at_s <= context.limits["burst_s"]):
            if burst:
                yield burst
            burst = []
        burst.append(click)
    if burst:
        yield burst


def verdict(context: Context, click: Moment[Click]) -> str:
    """``alive``, ``pending`` (the shop was asked), ``unknown`` (not watched for long enough) or
    ``dead``."""
    reaction = context.timeline.reaction(click)
    if reaction is None:
        return "unknown"
    if first_visible_ms(reaction) is not None:
        return "alive"
    if context.timeline.asked(click):
        return "pending"
    return "dead" if reaction.observed_ms >= context.limits["observed_ms"] - TIMER_MS else "unknown"


RULE = Rule(
    title="Dead click",
    description="A button, link or other control was pressed and for the whole time of watching "
    "nothing visible happened: no change of the page, navigation, focus, scroll, selection, input, "
    "dialog, tab or download. The shopper cannot tell whether the shop is broken or slow.",
    applies="Controls only. Text fields, canvas, media, frames, downloads, links to new tabs and "
    "what the shop marked are never dead; a press watched for too short a time is not known; a "
    "press that asked the shop and waits is a matter of slow_response.",
    cost="From the first press until the shopper did something else, at most the cap.",
    remedy="Make the control work, or disable it and say what is missing. Where the answer takes "
    "time, show within 0.1 s that the press was taken.",
    source="PostHog dead clicks 1.374 (2500 ms); Sentry slow click (same eligible elements)",
    error=True,
    find=find,
)
