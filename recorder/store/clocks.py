"""The clocks of participants' pages, mapped to ours.

A page stamps its events with its own clock (``clock_origin`` + ``t``), which may be hours off in
either direction. Its *offset* is what has to be added to get our time. What is known of it:

* A batch cannot arrive before it was sent. Its transit, ``received − (clock_origin + sent)``, is
  the offset plus the time on the way, so every transit is an upper bound of the offset. A batch
  that was kept in the browser and sent hours later has a huge transit and says nothing: only the
  smallest transit of a page means anything, and over pages with the same clock the smallest of all.
* No page can send for a session that has not begun (``started`` is our own clock): ``started −
  (clock_origin + sent)`` of its first batch is a lower bound.

Pages of one session mostly share one clock, but not always: the wall clock is set between two
pages, or the session goes on in another browser. So pages are gathered into clocks, the smallest
transit first. A page belongs to a clock that its bounds allow; it is given one of its own

* where they allow none, or
* where it was *steady*: it handed over at moments ``APART_MS`` and more apart with the same
  transit, which late batches (all sent at once) do not, and that is more than ``STEP_MS`` above
  every known clock.

A page that might belong to several takes the one that explains its transit without any delay, else
that of the pages nearest to it on its own clock: whatever came late takes its offset from others.

A clock's offset is its smallest transit. Between 0 and ``SMALL_MS`` that is taken for the time on
the way, and nothing is corrected, unless it would put an event before the session's start. The
uncertainty is how far the true offset may be from the one used, by the bounds above. Not seen: a
computer that slept with a page open (some browsers' monotonic clocks stop meanwhile), and a clock
that was set by less than ``STEP_MS``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

SMALL_MS = 2_000.0
"""A smallest transit up to this is time on the way, not a wrong clock."""
APART_MS = 5_000.0
STEP_MS = 3_000.0
CLOCKS = 8
"""More than that no honest session has; further pages speak for themselves alone."""


class Arrival(NamedTuple):
    """One batch of a page: the page's clock when it was sent, and ours when it arrived (ms)."""

    sent: float
    received: float

    @property
    def transit(self) -> float:
        return self.received - self.sent


class Placing(NamedTuple):
    """What to add to a page's times (ms), and by how much that may be wrong."""

    offset_ms: float
    uncertainty_ms: float


@dataclass(frozen=True)
class _Page:
    transit: float
    """The smallest: upper bound of the offset."""
    since: float
    """Lower bound of the offset."""
    sent: float
    first: float
    """Its first event, by its own clock."""
    steady: bool


@dataclass
class _Clock:
    """``offset``: the smallest transit; ``pages`` are those that showed it by their own."""

    offset: float
    pages: list[_Page] = field(default_factory=list)

    def allowed(self, page: _Page) -> bool:
        return page.since <= self.offset <= page.transit

    def near(self, page: _Page) -> bool:
        return self.allowed(page) and page.transit - self.offset <= STEP_MS

    def distance(self, page: _Page) -> float:
        return min(abs(page.sent - other.sent) for other in self.pages[:CLOCKS])


def place_pages(
    arrivals: Mapping[str, Iterable[Arrival]], firsts: Mapping[str, float], started: float
) -> dict[str, Placing]:
    """Offset and uncertainty of each page of a session that came over the network.

    ``arrivals``: what came of each page, at least one; ``firsts``: the moment of its first event
    by its own clock, where it has any; ``started``: ms since 1970, our clock. See the module.
    """
    pages = {
        name: _page(list(came), firsts.get(name, float("inf")), started)
        for name, came in arrivals.items()
    }
    clocks = _clocks(list(pages.values()))
    chosen = {name: _clock_of(page, clocks) for name, page in pages.items()}
    members: dict[int, list[_Page]] = {}
    for name, clock in chosen.items():
        members.setdefault(id(clock), []).append(pages[name])
    offsets = {
        key: (_offset(clock, members[key], started), max(page.since for page in members[key]))
        for key, clock in {id(clock): clock for clock in chosen.values()}.items()
    }
    placed = {}
    for name, clock in chosen.items():
        offset, since = offsets[id(clock)]
        page = pages[name]
        most = clock.offset if clock.near(page) else page.transit
        placed[name] = Placing(offset, max(most - offset, offset - since, 0.0))
    return placed


def _page(came: list[Arrival], first: float, started: float) -> _Page:
    least = min(came, key=lambda arrival: arrival.transit)
    prompt = [a.received for a in came if a.transit <= least.transit + SMALL_MS]
    return _Page(
        transit=least.transit,
        since=started - min(arrival.sent for arrival in came),
        sent=least.sent,
        first=first,
        steady=max(prompt) - min(prompt) >= APART_MS,
    )


def _clocks(pages: list[_Page]) -> list[_Clock]:
    """The clocks that the pages show, from the smallest offset to the largest."""
    clocks: list[_Clock] = []
    for page in sorted(pages, key=lambda page: page.transit):
        near = next((clock for clock in reversed(clocks) if clock.near(page)), None)
        if near:
            near.pages.append(page)
        elif len(clocks) < CLOCKS and (
            page.steady or not any(clock.allowed(page) for clock in clocks)
        ):
            clocks.append(_Clock(page.transit, [page]))
    return clocks


def _clock_of(page: _Page, clocks: list[_Clock]) -> _Clock:
    near = [clock for clock in clocks if clock.near(page)]
    if near:
        return near[-1]
    allowed = [clock for clock in clocks if clock.allowed(page)]
    if allowed:
        return min(allowed, key=lambda clock: clock.distance(page))
    return _Clock(page.transit, [page])


def _offset(clock: _Clock, pages: list[_Page], started: float) -> float:
    small = 0.0 <= clock.offset <= SMALL_MS
    return 0.0 if small and min(page.first for page in pages) >= started else clock.offset
