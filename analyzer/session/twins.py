"""Two clicks of one press: the pointer's own, and the one that a page or the browser makes of it
for the hidden field behind a drawn choice, a label or a card."""

from __future__ import annotations

from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click

Key = tuple[str, int]
"""Page and the click's id in it."""
AT_ONCE_S = 0.05
"""Nobody presses twice within it: the shortest double presses take about 0.08 s (judgement)."""


def twins(timeline: Timeline) -> dict[Key, Moment[Click]]:
    """Of each such pair, by either click, the other one."""
    found: dict[Key, Moment[Click]] = {}
    last: dict[str, Moment[Click]] = {}
    for click in timeline.all(Click):
        before = last.get(click.page)
        last[click.page] = click
        if before and _one_press(before, click):
            found[before.page, before.event.id] = click
            found[click.page, click.event.id] = before
    return found


def _one_press(before: Moment[Click], click: Moment[Click]) -> bool:
    if click.at_s - before.at_s > AT_ONCE_S or before.view_key != click.view_key:
        return False
    one, two = before.event, click.event
    if one.target.selector == two.target.selector:
        return False  # pressed by a script again and again
    forwarded = (two.x, two.y) == (0, 0)  # a script's ``click()`` has no place
    return (one.x, one.y) == (two.x, two.y) or forwarded
