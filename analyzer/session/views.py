"""A log's events in seconds of the session, and the views that they make up."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar, cast

from kitka.recorder.model import AnyEvent, Event, Load, SessionLog, View

E_co = TypeVar("E_co", bound=Event, covariant=True)
E = TypeVar("E", bound=Event)

VIEWS = 4_000
"""Of one page. Where a page tells of more, those in the middle are no views of their own."""


@dataclass(frozen=True, slots=True)
class Moment(Generic[E_co]):
    """One event at ``at_s`` seconds of the session."""

    at_s: float
    event: E_co
    page: str

    @property
    def view_key(self) -> tuple[str, int]:
        return self.page, self.event.view


@dataclass(frozen=True, eq=False)
class PageView:
    """One view of one page with what happened in it.

    ``asked_s`` is the start of its navigation (of a single-page route: when it was shown),
    ``began_s`` when the view was first known, ``shown_s`` when its document was ready (in the page
    of a participant, where the recorder wakes late, that may be the earlier), ``end_s`` the last
    that is known of it. ``event`` is None where the log lost it.
    """

    page: str
    number: int
    asked_s: float
    began_s: float
    shown_s: float
    end_s: float
    event: View | None
    load: Load | None
    moments: tuple[Moment[AnyEvent], ...]

    @property
    def coming_s(self) -> float:
        """The last moment at which it was only being gone to: a route is asked for and shown in
        one."""
        return self.asked_s if self.document else self.asked_s - 0.001

    @property
    def url(self) -> str:
        return self.event.url if self.event else ""

    @property
    def path(self) -> str:
        return self.url.partition("#")[0].partition("?")[0]

    @property
    def document(self) -> bool:
        """A document that was loaded, not a route within one or a page brought back."""
        return self.event is not None and self.event.cause == "load"

    def all(self, kind: type[E]) -> list[Moment[E]]:
        return cast("list[Moment[E]]", self._by_kind.get(kind, []))

    @cached_property
    def _by_kind(self) -> dict[type[Any], list[Moment[AnyEvent]]]:
        return by_kind(self.moments)


def sorted_moments(log: SessionLog) -> list[Moment[AnyEvent]]:
    """Every event in seconds since the session started, stably sorted: of one and the same moment
    the page that was heard of first comes first, its batches in their order."""
    started = log.session.started
    batches: list[tuple[str, int, list[Moment[AnyEvent]]]] = []
    first: dict[str, float] = {}
    for batch in log.batches:
        page, base = batch.page, batch.clock_origin + batch.offset_ms - started
        moments = [Moment(round((base + event.t) / 1000, 6), event, page) for event in batch.events]
        batches.append((page, batch.seq, moments))
        first[page] = min([first.get(page, float("inf")), *(m.at_s for m in moments)])
    batches.sort(key=lambda batch: (first[batch[0]], batch[0], batch[1]))
    found = [moment for _, _, moments in batches for moment in moments]
    return sorted(found, key=lambda moment: moment.at_s)


def views_of(moments: list[Moment[AnyEvent]]) -> tuple[PageView, ...]:
    """All views of all pages by the time they began."""
    grouped: dict[tuple[str, int], list[Moment[AnyEvent]]] = defaultdict(list)
    for moment in moments:
        if moment.event.view >= 0:
            grouped[moment.view_key].append(moment)
    last = {moment.page: moment.at_s for moment in moments}
    pages: dict[str, list[tuple[float, int]]] = defaultdict(list)
    for (page, number), members in grouped.items():
        pages[page].append((_start(members).at_s, number))
    views = []
    for page, starts in pages.items():
        starts.sort()
        times = [at_s for at_s, _ in starts]
        surplus = max(0, len(starts) - VIEWS)
        for at_s, number in (*starts[: VIEWS // 2], *starts[VIEWS // 2 + surplus :]):
            later = bisect_right(times, at_s)
            next_s = times[later] if later < len(times) else None
            views.append(_page_view(page, number, grouped[page, number], next_s or last[page]))
    order = {key: place for place, key in enumerate(grouped)}
    views.sort(key=lambda view: order[view.page, view.number])
    return tuple(sorted(views, key=lambda view: (view.began_s, view.asked_s, view.page)))


def by_kind(moments: Iterable[Moment[AnyEvent]]) -> dict[type[Any], list[Moment[AnyEvent]]]:
    found: dict[type[Any], list[Moment[AnyEvent]]] = defaultdict(list)
    for moment in moments:
        found[type(moment.event)].append(moment)
    return found


def _start(members: list[Moment[AnyEvent]]) -> Moment[AnyEvent]:
    return next((m for m in members if isinstance(m.event, View)), members[0])


def _page_view(page: str, number: int, members: list[Moment[AnyEvent]], next_s: float) -> PageView:
    start = _start(members)
    view = start.event if isinstance(start.event, View) else None
    load = next((m.event for m in members if isinstance(m.event, Load)), None)
    document = view is not None and view.cause == "load"
    asked_s = start.at_s - start.event.t / 1000 if document else start.at_s
    asked_s = round(min(asked_s, start.at_s), 6)
    known = load is not None and document and load.dom_ms > 0
    ready_s = round(asked_s + load.dom_ms / 1000, 6) if load and known else start.at_s
    return PageView(
        page=page,
        number=number,
        asked_s=asked_s,
        began_s=start.at_s,
        shown_s=ready_s,
        end_s=max(start.at_s, next_s),
        event=view,
        load=load,
        moments=tuple(members),
    )
