"""Presses on one control, soon after each other, told as one friction: what disabled_click,
blocked_control and dead_control have in common."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kitka.analyzer.presses.series import Verdict, meant, runs
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click

Burst = list[Moment[Click]]


def bursts(
    context: Context, verdict: Verdict, within_s: float, *, steppers: bool = False
) -> Iterable[Burst]:
    """The presses that are judged so (``steppers``: on those only), by control, each within
    ``within_s`` seconds of the one before."""
    judged = [
        click for click in context.timeline.all(Click)
        if context.presses.verdict(click) == verdict
        and (click.event.target.stepper or not steppers)
    ]  # fmt: skip
    return runs(judged, within_s)


def named(burst: Burst, pressed: str) -> str:
    """The control that was meant, and how often: ``Button “Pay” was pressed 3 times``."""
    times = "" if len(burst) == 1 else f" {len(burst)} times"
    return f"{describe(element_of(meant(burst[0])))} {pressed}{times}"


def told(
    context: Context, burst: Burst, cap_s: float, text: str, values: Mapping[str, float | str]
) -> Friction:
    """It cost from the first press until the shopper did something else after the last, of that
    at most ``cap_s`` seconds."""
    first, last = burst[0], burst[-1]
    target = meant(first)
    wasted = context.until_next_action(last.at_s, cap_s)
    return context.friction(
        first.at_s,
        context.timeline.seconds(first.at_s, last.at_s) + wasted,
        element_of(target),
        text,
        values=values,
        moments=[click.at_s for click in burst],
        where=first.view_key,
        rect=target.rect,
    )
