"""The replay streams of a session's documents → one list of events for rrweb's Replayer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from heapq import merge
from typing import Any

from kitka.analyzer.report.css import Mapper, rewrite
from kitka.analyzer.report.disarm import Disarmer, asset_mapper
from kitka.analyzer.report.source import ReplayPage, RrwebEvent

_FULL_SNAPSHOT, _INCREMENTAL, _META = 2, 3, 4
_MUTATION, _MEDIA, _STYLE_RULE, _CANVAS, _FONT = 0, 7, 8, 9, 10
_DECLARATION, _ADOPTED = 13, 15
_UNPLAYED = {_MEDIA, _CANVAS, _FONT}


def replay_events(
    pages: Sequence[ReplayPage], assets: Mapping[str, str], address: Callable[[str], str]
) -> list[RrwebEvent]:
    """What the player plays, in order of time (``timestamp``: ms of the session).

    ``address`` gives the report's address of an asset's hash. Documents without a full snapshot
    cannot be rebuilt and are left out.
    """
    mapper = asset_mapper(assets, address)
    disarmers = {page.page: Disarmer(mapper) for page in pages}
    events = (
        _whole(event, disarmers[page], mapper) for page, event in _shown(pages) if _played(event)
    )
    return [event for event in events if event]


def _whole(event: RrwebEvent, disarmer: Disarmer, mapper: Mapper) -> RrwebEvent | None:
    """``None`` for what is no rrweb event: a page may send what it likes, at any depth."""
    try:
        return _disarmed(event, disarmer, mapper)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError):
        return None


def _shown(pages: Sequence[ReplayPage]) -> Iterator[tuple[str, RrwebEvent]]:
    """One document at a time: the one that was drawn last.

    Node ids begin anew in each document, so a late change of the one before, or of another tab,
    must not be applied to the one on show.
    """
    streams = [_stream(page) for page in pages if _drawable(page)]
    current = ""
    for _, page, event in merge(*streams, key=lambda item: item[0]):
        if event.get("type") in (_META, _FULL_SNAPSHOT):
            current = page
        if page == current:
            yield page, event


def _drawable(page: ReplayPage) -> bool:
    return any(
        event.get("type") == _FULL_SNAPSHOT and isinstance(event.get("data"), dict)
        for event in page.events
    )


def _stream(page: ReplayPage) -> list[tuple[float, str, RrwebEvent]]:
    """From the last meta before the first full snapshot on: nothing can be drawn earlier."""
    events = sorted(
        (event for event in page.events if isinstance(event.get("data"), dict)),
        key=lambda event: event["timestamp"],
    )
    first = next(i for i, event in enumerate(events) if event.get("type") == _FULL_SNAPSHOT)
    metas = [i for i in range(first) if events[i].get("type") == _META]
    start = metas[-1] if metas else first
    return [(event["timestamp"], page.page, event) for event in events[start:]]


def _played(event: RrwebEvent) -> bool:
    """Custom and plugin events, canvas, media and fonts are not replayed."""
    kind = event.get("type")
    if kind == _INCREMENTAL:
        return event["data"].get("source") not in _UNPLAYED
    return kind in (_FULL_SNAPSHOT, _META)


def _disarmed(event: RrwebEvent, disarmer: Disarmer, mapper: Mapper) -> RrwebEvent:
    data = event["data"]
    if event["type"] == _FULL_SNAPSHOT:
        disarmer.reset()
        data = {**data, "node": disarmer.node(data["node"])}
    elif event["type"] == _INCREMENTAL:
        data = _incremental(data, disarmer, mapper)
    return {"type": event["type"], "timestamp": event["timestamp"], "data": data}


def _incremental(data: dict[str, Any], disarmer: Disarmer, mapper: Mapper) -> dict[str, Any]:
    source = data.get("source")
    if source == _MUTATION:
        return _mutation(data, disarmer)
    if source == _STYLE_RULE:
        return _style_rule(data, mapper)
    if source == _DECLARATION and data.get("set"):
        changed = data["set"]
        return {**data, "set": {**changed, "value": _css(changed.get("value"), mapper)}}
    if source == _ADOPTED:
        return {**data, "styles": [_sheet(sheet, mapper) for sheet in data.get("styles") or []]}
    return data


def _mutation(data: dict[str, Any], disarmer: Disarmer) -> dict[str, Any]:
    adds = [
        {**one, "node": disarmer.node(one["node"], disarmer.tags.get(one["parentId"]) == "style")}
        for one in data.get("adds", ())
    ]
    attributes = [
        {**one, "attributes": disarmer.attributes(one["id"], one["attributes"])}
        for one in data.get("attributes", ())
    ]
    texts = [
        {**one, "value": disarmer.style_text(one["id"], one["value"])}
        for one in data.get("texts", ())
    ]
    return {**data, "adds": adds, "attributes": attributes, "texts": texts}


def _style_rule(data: dict[str, Any], mapper: Mapper) -> dict[str, Any]:
    changed = _sheet(data, mapper, "adds")
    for key in ("replace", "replaceSync"):
        if key in changed:
            changed[key] = _css(changed[key], mapper)
    return changed


def _sheet(sheet: dict[str, Any], mapper: Mapper, key: str = "rules") -> dict[str, Any]:
    rules = [{**one, "rule": _css(one.get("rule"), mapper)} for one in sheet.get(key) or ()]
    return {**sheet, key: rules}


def _css(text: Any, mapper: Mapper) -> Any:
    return rewrite(text, mapper) if isinstance(text, str) else text
