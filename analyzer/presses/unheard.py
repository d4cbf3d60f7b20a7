"""Presses whose question the shop answered, and nothing of that could be seen."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from kitka.analyzer.presses.answers import Answers
from kitka.analyzer.presses.series import control
from kitka.analyzer.results import Element
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import element_of
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import ADD, ONWARD, says
from kitka.recorder.model import Change, Click, Submit, Tab, Visibility


def well_s(timeline: Timeline, answers: Answers, click: Moment[Click]) -> float | None:
    """When the last of the shop's own good answers came, where the page showed nothing of them;
    None where something could be seen, or failed (``error_click``), or the page was being left."""
    ended_s = timeline.own_requests_end_s(click)
    if ended_s is None or answers.first_ms(click) is not None:
        return None
    if "unloading" in answers.own(click):
        return None
    own = [m.event for m in timeline.requests(click) if not m.event.third_party]
    return ended_s if all(r.status < 400 and not (r.failed or r.aborted) for r in own) else None


def in_vain(timeline: Timeline, answers: Answers, click: Moment[Click], dead_ms: float) -> bool:
    """The answer came soon, nothing was shown for ``dead_ms`` after it, and the shopper did not
    take it for done: the same was pressed again, the page loaded anew, or nothing done any more.
    Who goes on with something else may have got what was asked (something saved without a word)."""
    ended_s = well_s(timeline, answers, click)
    if ended_s is None or (ended_s - click.at_s) * 1000 > dead_ms:
        return False
    if answers.watched_ms(click) < (ended_s - click.at_s) * 1000 + dead_ms:
        return False
    return led_nowhere(timeline, click)


def led_nowhere(timeline: Timeline, click: Moment[Click]) -> bool:
    """What was done next was the same press or a reload; or nothing was."""
    view, clicks = timeline.view_after(click), timeline.all(Click)
    place = bisect_right(clicks, click.at_s, key=lambda other: other.at_s)
    after = clicks[place] if place < len(clicks) else None
    entered = min(_next(timeline.all(Change), click), _next(timeline.all(Submit), click))
    if after is not None and (view is None or after.at_s < view.began_s):
        same = after.view_key == click.view_key and control(after) == control(click)
        # What stays disabled is disabled_click's.
        return same and not after.event.target.disabled and entered >= after.at_s - 0.05
    if view is None:
        # Who saves something for later and goes may have seen all that they wanted.
        owed = expects(element_of(click.event.target)) or reads(timeline, click)
        return entered == float("inf") and owed
    return view.event is not None and view.event.navigation == "reload" and entered > view.began_s


def expects(element: Element | None) -> bool:
    """A press by which people go on, pay or buy: something must come of it that is seen."""
    return says(ONWARD, element) or says(ADD, element)


def reads(timeline: Timeline, click: Moment[Click]) -> bool:
    """It only got things from the shop: what is got is got to be shown, unlike what is saved."""
    own = [m.event for m in timeline.requests(click) if not m.event.third_party]
    return bool(own) and all(request.method in ("GET", "HEAD") for request in own)


def out_of_sight(timeline: Timeline, answers: Answers, click: Moment[Click]) -> bool:
    """What was sent was to be answered elsewhere, and no such place came to be seen: no tab opened,
    and the page was not covered by one. Its form leads into a frame that nobody sees."""
    watched_ms = answers.watched_ms(click)
    if click.event.target.unobservable != "new_tab" or answers.own(click):
        return False
    opened_s = min(_next(timeline.all(Tab), click), _next(timeline.all(Visibility), click))
    seen = opened_s <= click.at_s + watched_ms / 1000
    return not seen and watched_ms >= limits("dead_click")["observed_ms"]


def _next(moments: Sequence[Moment[Any]], click: Moment[Click]) -> float:
    """A press and the submission that it causes are told in one task."""
    place = bisect_right(moments, click.at_s + 0.05, key=lambda moment: moment.at_s)
    return moments[place].at_s if place < len(moments) else float("inf")
