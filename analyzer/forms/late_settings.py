"""Choices that the shop was asked about and answered late: a delivery, a country, a sort order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from kitka.analyzer.session.timeline import VISIBLE, Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click, Setting

OWN = frozenset({"input", "focus", "selection", "scroll", "visibility"})
"""What the control and the shopper do by themselves."""
PRESS_S = 0.15
"""A box that is ticked is pressed, too: then the press is told."""


def late_settings(timeline: Timeline, least_s: float) -> Iterable[tuple[Moment[Setting], float]]:
    """Settings of which nothing could be seen for ``least_s`` seconds, though the shop had been
    asked at once, until something could; and how long that was. Nothing else was done meanwhile."""
    clicks = timeline.all(Click)
    for setting in timeline.all(Setting):
        after = setting.event.after
        seen = [ms for kind, ms in after.items() if kind in VISIBLE and kind not in OWN]
        if not (setting.event.kept and seen and "request" in after) or setting.event.target.ignore:
            continue
        waited_s = min(seen) / 1000
        if waited_s < least_s or after["request"] >= min(seen):
            continue
        until_s = setting.at_s + waited_s
        place = bisect_left(clicks, setting.at_s - PRESS_S, key=lambda click: click.at_s)
        pressed = place < len(clicks) and clicks[place].at_s <= setting.at_s + 0.05
        acted = setting.at_s + 0.05 < timeline.next_action_s(setting.at_s) < until_s - 0.05
        if not (pressed or acted or timeline.was_hidden(setting.at_s, until_s)):
            yield setting, waited_s
