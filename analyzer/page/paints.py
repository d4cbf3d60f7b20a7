"""Web vitals of one visit that say something about the page, and not about the machine.

One value swings with the machine, the network and what else runs there; the limits that Google
publishes are meant for the 75th percentile of many visits. Of one session two things tell a page
that is slow from a slow machine: the session's other pages, which were on the same one, and
something of the page's own in the log that took as long.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kitka.analyzer.session.timeline import Timeline, request_span
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Alert, Block, Click, Layer, Request, Shift, Target, Vital

NEAR_S = 1.0
"""What ended so long before a paint is what the paint had waited for (Nielsen 1993: 1 s)."""
FIRST_PAINT_MS = 3000
"""web.dev: a first paint is poor above 3 s. So late, nothing at all had been there before."""
ASKED_S = 2.5
"""The web vitals give half a second; shops answer later (slow_response's limit)."""
MISLED_S = 0.5
"""The same as layout_shift.before_ms: what that rule tells is not told twice."""
GOOD_TTFB_MS = 800
"""web.dev: a first byte is good up to 0.8 s. A cold start is later."""


class Paints:
    """The vitals of one session's views."""

    def __init__(self, timeline: Timeline) -> None:
        self.timeline = timeline
        self._by_name: dict[str, dict[int, float]] = defaultdict(dict)
        self._worst: dict[int, dict[str, Vital]] = {}
        self._sorted: dict[str, list[float]] = {}
        for view in timeline.views:
            worst: dict[str, Vital] = {m.event.name: m.event for m in view.all(Vital)}
            self._worst[id(view)] = worst
            for name, vital in worst.items():
                self._by_name[name][id(view)] = vital.value

    def of(self, view: PageView) -> dict[str, Vital]:
        """What was told last of each vital of a view."""
        return self._worst[id(view)]

    def stands_out(self, view: PageView, name: str, factor: float, others: float) -> bool:
        """Whether a vital is ``factor`` times the middle of at least so many ``others``."""
        known = self._sorted.get(name)
        if known is None:
            known = self._sorted[name] = sorted(self._by_name[name].values())
        mine = self._by_name[name][id(view)]
        return len(known) > others and mine >= factor * _middle_without(known, mine)

    def waited_for(self, view: PageView, vital: Vital) -> bool:
        """Whether the log shows what a late paint had waited for. A slide of a carousel or a
        dialog that comes later is the largest, too, and nobody had waited for it."""
        at_s = view.asked_s + vital.value / 1000
        worst = self.of(view)
        first = worst.get("FCP")
        if first and first.value >= FIRST_PAINT_MS:
            return True
        layers = (m.at_s for m in view.all(Layer) if m.event.state == "shown")
        if any(abs(at_s - shown_s) <= NEAR_S for shown_s in layers):
            return False
        return any(at_s - NEAR_S <= end_s <= at_s + 0.1 for end_s in self._slow_ends(view))

    def _slow_ends(self, view: PageView) -> Iterable[float]:
        """When requests of a view ended that had taken long: pages tell of others where a press
        began them or they failed."""
        for m in view.all(Request):
            if m.event.duration_ms >= 1000 * NEAR_S and not m.event.aborted:
                yield request_span(m)[1]

    def cold(self, view: PageView) -> bool:
        """The first page of a session, and its document itself was slow in coming."""
        first_byte = self.of(view).get("TTFB")
        known = first_byte is not None and first_byte.value <= GOOD_TTFB_MS
        return view is self.timeline.views[0] and not known

    def jumped(self, view: PageView) -> float:
        """How much of a view moved while it stood there, as scores of layout shifts. What moves
        within ``ASKED_S`` after its coming or a press belongs to these, however late they are
        answered: shops that load their parts one by one move in every sound session. A press
        within ``MISLED_S`` after a shift may be led astray by it; a foot that makes room for what
        is drawn above it is pushed out of sight, and nobody reads it. 0 where a press was led
        astray: that is told as such."""
        clicks = [view.shown_s, *(m.at_s for m in view.all(Click))]
        been: set[tuple[str, float, float]] = set()
        if any(m.event.aimed for m in view.all(Click)):
            return 0.0
        counted = 0.0
        for m in view.all(Shift):
            # Parts that come one by one push others on: none goes back to where it had been.
            again = _moved_back(m.event, been)
            place = bisect_left(clicks, m.at_s - ASKED_S, lo=1 if again else 0)
            near = place < len(clicks) and clicks[place] <= m.at_s + MISLED_S
            if not near and not all(_is_foot(source) for source in m.event.sources):
                counted += m.event.value
        return counted

    def busy_ms(self, view: PageView) -> float:
        """For how long the page's own script held its main thread, in blocks; 0 where a native
        dialog did, which is measured alike."""
        if view.all(Alert):
            return 0.0
        return sum(m.event.duration_ms for m in view.all(Block))


def _middle_without(ordered: Sequence[float], one: float) -> float:
    """The median of sorted values without ``one`` of them: only the three in the middle matter."""
    at, rest = bisect_left(ordered, one), len(ordered) - 1
    low, high = (rest - 1) // 2, rest // 2
    return (ordered[low + (low >= at)] + ordered[high + (high >= at)]) / 2


def _moved_back(shift: Shift, been: set[tuple[str, float, float]]) -> bool:
    """Whether something moved to where it had been moved before; ``been`` remembers."""
    now = {
        (source.selector, source.rect.x, source.rect.y)
        for source in shift.sources if source.rect is not None and not _is_foot(source)
    }  # fmt: skip
    again = bool(now & been)
    been |= now
    return again


def _is_foot(target: Target) -> bool:
    return target.role == "contentinfo" or "footer" in f"{target.tag} {target.selector}".casefold()
