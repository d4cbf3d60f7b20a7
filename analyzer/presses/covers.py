"""What lay over the pages of a session, and what became of the presses that it took."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Mapping

from kitka.analyzer.presses.answers import Answers
from kitka.analyzer.presses.causes import CLOCK_S
from kitka.analyzer.presses.led import led_astray
from kitka.analyzer.presses.series import Verdict, control
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Blur, Click, Focus, Layer

Cover = tuple[Moment[Layer], float]
"""A layer and when it was gone."""
DEALT_WITH = frozenset({"dialog", "alertdialog", "menu", "listbox", "search", "navigation", "form"})
PRESSED_S = 0.5
"""From when the pointer goes down until the click is told, at most."""
CLOSED_S = 1.0
"""A layer that is gone within this time after a press outside it was closed by it."""
LOOKED_AT = 64
"""So many presses under one layer are looked through; nobody tries more often."""


class Covers:
    """What lay over the pages of a session, and when; ``of`` are the limits of ``presses``."""

    def __init__(
        self, timeline: Timeline, answers: Answers, of: Mapping[str, float], dead_ms: float
    ) -> None:
        self._timeline, self._answers = timeline, answers
        self._limits, self._dead_ms = of, dead_ms
        layers = timeline.all(Layer)
        gone = {(m.page, m.event.id): m.at_s for m in layers if m.event.state == "gone"}
        self._clicks = timeline.all(Click)
        self._shown: dict[str, list[Cover]] = defaultdict(list)
        for m in layers:
            if m.event.state == "shown":
                until = gone.get((m.page, m.event.id), float("inf"))
                self._shown[m.page].append((m, until))
        self._focused: dict[str, list[Moment[Focus] | Moment[Blur]]] = defaultdict(list)
        moved: list[Moment[Focus] | Moment[Blur]] = [*timeline.all(Focus), *timeline.all(Blur)]
        for moment in sorted(moved, key=lambda moment: moment.at_s):
            self._focused[moment.page].append(moment)

    def opened_by(self, click: Moment[Click]) -> bool:
        """Whether the press was answered when the pointer went down, before it was told."""
        return self._layer_opened(click) or self._field_focused(click)

    def _field_focused(self, click: Moment[Click]) -> bool:
        """The page gave the focus to another field, as lists do that can be searched: it came
        there by no press of that field, and is there still."""
        known = self._focused.get(click.page, [])
        last = bisect_left(known, click.at_s, key=lambda moment: moment.at_s)
        if not last or click.at_s - known[last - 1].at_s > PRESSED_S:
            return False
        focus, at_s = known[last - 1].event, known[last - 1].at_s
        if not isinstance(focus, Focus) or not focus.target.text_entry:
            return False
        own = identity(element_of(focus.target)) == identity(element_of(click.event.target))
        before = self._before(click)
        return not own and (before is None or before.at_s < at_s - CLOCK_S)

    def _before(self, click: Moment[Click]) -> Moment[Click] | None:
        place = bisect_left(self._clicks, click.at_s, key=lambda other: other.at_s)
        return self._clicks[place - 1] if place else None

    def _layer_opened(self, click: Moment[Click]) -> bool:
        """Something opened when the pointer went down, before the click was told: selects and menus
        of many component libraries do, and then often lie over the control themselves. What came
        soon after the press before is that one's doing."""
        known = self._shown.get(click.page, [])
        last = bisect_right(known, click.at_s, key=lambda shown: shown[0].at_s)
        if not last:
            return False
        layer, until_s = known[last - 1]
        if not layer.event.asked or until_s < click.at_s or click.at_s - layer.at_s > PRESSED_S:
            return False
        before = self._before(click)
        return before is None or layer.at_s - before.at_s > CLOSED_S

    def verdict(self, click: Moment[Click]) -> Verdict:
        """Of a press that something took which is no part of the control. What an open layer takes
        is ``interruption``'s; a layer that the press closed did what it should."""
        cover = self._over(click)
        if click.event.target.ignore or (cover and not self._stays(cover, click)):
            return "unknown"
        if not self._answers.soon(click, self._dead_ms):
            watched = self._answers.watched_ms(click) >= self._limits["heard_ms"]
            return "blocked" if watched and not self._answers.asked(click) else "unknown"
        known = self._timeline.clicks_in(click.page)
        place = bisect_right(known, click.at_s, key=lambda other: other.at_s)
        following = known[place] if place < len(known) else None
        stayed = (
            following is not None and following.event.under is not None
            and control(following) == control(click)
        )  # fmt: skip
        if click.event.target.interactive:  # a link that is stretched over its card
            return "blocked" if led_astray(self._timeline, click) else "alive"
        return "blocked" if stayed else "alive"

    def _stays(self, cover: Cover, click: Moment[Click]) -> bool:
        """A veil that took two presses or more, and none of them was answered."""
        if not _is_veil(cover, click):
            return False
        known = self._timeline.clicks_in(click.page)
        place = bisect_left(known, cover[0].at_s, key=lambda other: other.at_s)
        under = [
            c for c in known[place : place + LOOKED_AT] if c.at_s <= cover[1] and c.event.under
        ]
        return len(under) > 1 and not any(self._answers.soon(c, self._dead_ms) for c in under)

    def _over(self, click: Moment[Click]) -> Cover | None:
        """The layer that lay where the shopper pressed, or that the press closed, with when it
        went. Of very many the last are looked at."""
        known = self._shown.get(click.page, [])
        last = bisect_right(known, click.at_s, key=lambda shown: shown[0].at_s)
        lay = (c for c in known[max(0, last - 16) : last] if _covers(*c, click))
        return next(lay, None)


def _is_veil(cover: Cover, click: Moment[Click]) -> bool:
    """It followed a press of the shopper's (“Updating…”), is nothing that could be dealt with, and
    stays: ``interruption`` tells only of what nobody had asked for."""
    layer, until_s = cover
    dealt_with = layer.event.target.role in DEALT_WITH or layer.event.focus
    return layer.event.asked and not dealt_with and until_s > click.at_s + CLOSED_S


def _covers(layer: Moment[Layer], until_s: float, click: Moment[Click]) -> bool:
    if until_s < click.at_s:
        return False
    rect, event = layer.event.target.rect, click.event
    if rect is None or layer.event.modal or until_s <= click.at_s + CLOSED_S:
        return True
    across = rect.x <= event.x <= rect.x + rect.width
    return across and rect.y <= event.y <= rect.y + rect.height
