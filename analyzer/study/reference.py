"""What other sessions showed, made from their results: what a session is judged against."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import msgspec
from msgspec.structs import replace

from kitka.analyzer.results import Reference, SessionResult
from kitka.analyzer.study.observations import distributions, durations, snapshot


def reference_of(results: Iterable[SessionResult]) -> Reference | None:
    """What sessions of one scenario showed; None where there is nothing to judge against.

    The way is that of completed scripts, the distributions are those of a snapshot of people
    (:mod:`observations`). The hash changes with these alone: another script that goes the same
    way, or another person before the next stride, changes nothing for those who were measured.
    """
    everybody = list(results)
    ways = sorted(
        (
            one.views
            for one in everybody
            if one.actor == "script" and one.outcome == "completed" and one.views
        ),
        key=lambda views: (len(views), views),
    )
    people = snapshot(everybody)
    scripts = [one for one in everybody if one.actor == "script" and one.outcome == "completed"]
    if not ways and not people:
        return None
    told = Reference(
        hash="",
        sessions=0,
        views=tuple(sorted({view for views in ways for view in views})),
        path=ways[0] if ways else (),
        people=len(people),
        fields=distributions(one.observations.fields for one in people),
        pages=distributions(one.observations.pages for one in people),
        steps=distributions(durations(one) for one in people),
        total_seen=any(one.observations.total_seen for one in (*scripts, *people)),
    )
    digest = hashlib.sha256(msgspec.json.encode(("2", told), order="sorted")).hexdigest()
    return replace(told, hash=digest[:16], sessions=len(ways))
