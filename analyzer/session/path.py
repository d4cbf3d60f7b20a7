"""The way through the views, and how it compares with the script's.

A view is known by its address without query, language and numbers; one that a step is recognised
by, by the step's own pattern: any product is a product.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from kitka.analyzer.results import PathKind, Reference
from kitka.analyzer.session.conditions import url_matches
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Record, Scenario

_LANGUAGE = re.compile(r"^/[a-z]{2}(?:[-_][a-zA-Z]{2})?(?=/|$)")
_NUMBER = re.compile(
    r"(?:(?<=[/_=])\d+|(?<=-)\d{3,}|(?<=[/_=-])(?=[a-f-]*\d)[0-9a-f-]{8,})(?=[/.]|$)"
)
"""Numbers and hashes at the end of a part of an address; ``step-2`` is a name."""

LONGEST = 600
"""Views of two ways that are compared with one another (the work is their product)."""
ADDRESS = 1_000
"""Characters of an address that tell it from others."""


def normalised(view: PageView, scenario: Scenario) -> str:
    """``/catalogue/*/`` for ``/fi/catalogue/pack_12/?q=1``."""
    url = view.url[:ADDRESS]
    for step in scenario.steps:
        for condition in step.reached:
            glob = condition.url
            if glob and "*" in glob and "?" not in glob and url_matches(glob, url):
                return glob
    address, mark, route = url.partition("#")
    path = address.partition("?")[0] + (mark + route if route.startswith(("/", "!/")) else "")
    return _NUMBER.sub("*", _LANGUAGE.sub("", path) or "/")


def views_shown(path: Path) -> list[PageView]:
    """The views until success (all of them without), in the order in which they were shown."""
    last = path.reached[-1] if path.completed else None
    return [
        view for view in path.timeline.views
        if view.url and (last is None or view.began_s <= last.at_s)
    ]  # fmt: skip


def way(path: Path) -> tuple[str, ...]:
    """The normalised views in order, the same one in a row once (a reload is no other view)."""
    keys = (normalised(view, path.scenario) for view in views_shown(path))
    return tuple(key for key, _ in groupby(keys))


def similarity(one: Sequence[str], other: Sequence[str]) -> float:
    """Longest common subsequence ÷ the longer way, 0–1: 1 is the same way.

    1 minus the metric of Bakkelund 2009. Likeness to the shortest way foretells success better
    than lostness does (Gwizdka & Spence 2007).
    """
    longer = max(len(one), len(other))
    return _common(one, other) / longer if longer else 1.0


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Length of the longest common subsequence. Beginning and end that are the same are taken off
    first; of what is left between, the first ``LONGEST`` of each are compared."""
    same = 0
    while same < min(len(one), len(other)) and one[same] == other[same]:
        same += 1
    one, other = one[same:], other[same:]
    tail = 0
    while tail < min(len(one), len(other)) and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    between = len(one) - tail, len(other) - tail
    return same + tail + _lcs(one[: between[0]][:LONGEST], other[: between[1]][:LONGEST])


def _lcs(one: Sequence[str], other: Sequence[str]) -> int:
    row = [0] * (len(other) + 1)
    for mine in one:
        diagonal = 0
        for place, theirs in enumerate(other, 1):
            kept = row[place]
            row[place] = diagonal + 1 if mine == theirs else max(kept, row[place - 1])
            diagonal = kept
    return row[-1]


class Comparison(Record, frozen=True):
    """How somebody who completed got there. ``similarity`` is None without a script's path."""

    path: PathKind = ""
    detours: tuple[str, ...] = ()
    similarity: float | None = None


def compare(path: Path, reference: Reference | None) -> Comparison:
    """The way of a participant who completed, against the script's.

    A view that no completed script showed is a detour. Without such a script, coming back to a
    view that had been left is one (comparing products looks the same: say so where it is shown).
    """
    if not path.completed or path.timeline.session.actor != "participant":
        return Comparison()
    if reference is None or not reference.views:
        detours = _returns(path)
        return Comparison("detours" if detours else "direct", detours)
    detours = _off_path(path, frozenset(reference.views))
    alike = similarity(way(path), reference.path)
    return Comparison("detours" if detours else "direct", detours, alike)


def _off_path(path: Path, known: frozenset[str]) -> tuple[str, ...]:
    """One entry per place off the path, in the order of the first visit."""
    visits: dict[str, list[PageView]] = {}
    before = ""
    for view in views_shown(path):
        key = normalised(view, path.scenario)
        if key not in known and key != before:
            visits.setdefault(key, []).append(view)
        before = key
    return tuple(_told(views) for views in visits.values())


def _told(views: Sequence[PageView]) -> str:
    first = views[0]
    title = f" “{first.event.title}”" if first.event and first.event.title else ""
    times = f", {len(views)} times" if len(views) > 1 else ""
    return f"{first.path}{title} at {first.shown_s:.0f} s{times}"


def _returns(path: Path) -> tuple[str, ...]:
    left: set[str] = set()
    found: list[str] = []
    before = ""
    for view in views_shown(path):
        key = normalised(view, path.scenario)
        if key == before:
            continue
        if key in left:
            found.append(f"back to {view.path} at {view.shown_s:.0f} s")
        left.add(before)
        before = key
    return tuple(found)
