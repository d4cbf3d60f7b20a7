"""Which sessions may be compared, and which of them count.

Actors, studies, their versions, protocols, pilots and automated visitors are never pooled: each
makes a cohort of its own. Within a cohort some sessions are left out of every figure, and every
figure says so.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.scenario_results import Counted
from kitka.recorder.model import StudyVersion

Reason = Literal["", "automated", "pilot", "recorder", "excluded", "still open"]
REASONS: tuple[Reason, ...] = ("recorder", "excluded", "still open", "pilot", "automated")
"""In the order in which figures name them."""

Versions = Mapping[tuple[str, str], tuple[str, int]]
"""(study id, version hash) → (name of the study, number of the version)."""


def versions_of(known: Iterable[StudyVersion]) -> dict[tuple[str, str], tuple[str, int]]:
    """What :func:`cohort_name` needs to know of studies."""
    return {(v.study, v.hash): (v.document.name, v.number) for v in known}


def kind_of_visitor(result: SessionResult) -> Literal["", "pilot", "automated"]:
    """A pilot that a robot opened is a robot's."""
    return "automated" if result.automated else "pilot" if result.pilot else ""


def cohort_key(result: SessionResult) -> str:
    """Equal for sessions that may be pooled, by what each says of itself; ``""`` for scripts and
    for silent sessions of people outside any study."""
    if result.actor == "script":
        return ""
    protocol = "" if result.protocol == "silent" else result.protocol
    parts = (result.study, result.study_version, protocol, kind_of_visitor(result))
    return ":".join(parts) if any(parts) else ""


def cohort_name(result: SessionResult, versions: Versions) -> str:
    """``checkout v2 · silent``; ``""`` for scripts. A version that is not known has its hash."""
    if result.actor == "script":
        return ""
    name, number = versions.get((result.study, result.study_version), ("", 0))
    study = f"{name} v{number}" if name else ""
    if result.study_version and not name:
        study = f"study {result.study[:8]} version {result.study_version[:8]}"
    parts = (study, result.protocol.replace("_", "-"), kind_of_visitor(result))
    return " · ".join(part for part in parts if part)


def reason_left_out(result: SessionResult) -> Reason:
    """Why a session is in no figure about people; ``""`` where it counts.

    A session without an end is no outcome yet. Nobody is excluded but by somebody.
    """
    return kind_of_visitor(result) or fault_of(result)


def fault_of(result: SessionResult) -> Reason:
    """The same within the cohort of a session's own kind."""
    if result.failed_by == "recorder":
        return "recorder"
    if result.excluded is not None:
        return "excluded"
    return "still open" if result.open else ""


def counts(result: SessionResult) -> bool:
    """Whether a session stands in the figures of its own cohort."""
    return not fault_of(result)


def counted(sessions: Sequence[SessionResult], beside: Sequence[SessionResult] = ()) -> Counted:
    """``sessions`` of one cohort; ``beside`` are the pilots and automated visitors who came by the
    same door and have a cohort of their own."""
    reasons = Counter([fault_of(s) for s in sessions] + [kind_of_visitor(s) for s in beside])
    total = len(sessions) + len(beside)
    return Counted(reasons[""], total, {r: reasons[r] for r in REASONS if reasons[r]})
