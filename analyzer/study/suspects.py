"""Whom somebody should look at before the figures are believed. A suggestion: nobody is excluded
by it, and each text says the numbers behind it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from kitka.analyzer.results import SessionResult
from kitka.analyzer.rules import limits
from kitka.analyzer.study.cohorts import cohort_key, reason_left_out
from kitka.analyzer.study.statistics import median
from kitka.recorder.model import Answer, Participant, Record, Study

Kind = Literal["speeder", "straight_liner", "duplicate"]


class Suspicion(Record, frozen=True):
    """``participant`` is an id; ``sessions`` are those that it is about."""

    participant: str
    pseudonym: str
    kind: Kind
    text: str
    sessions: tuple[str, ...] = ()


def suspects(
    results: Iterable[SessionResult],
    answers: Iterable[Answer],
    people: Iterable[Participant],
    studies: Iterable[Study],
) -> list[Suspicion]:
    """Suspicions about participants who count now, by pseudonym.

    ``results`` with the scripts' own sessions of the same scenarios; ``studies`` (every version)
    say which answers are on scales. Pilots, automated and excluded ones are nobody's concern.
    """
    everything = list(results)
    known = {
        p.id: p for p in people if not (p.pilot or p.automated or p.excluded)
    }  # fmt: skip
    sessions = [r for r in everything if r.participant in known and not reason_left_out(r)]
    found = [
        *_speeders(sessions, _script_times(everything), known),
        *_straight_liners(sessions, answers, known, _scales(studies)),
        *_duplicates(sessions, known),
    ]
    return sorted(found, key=lambda s: (len(s.pseudonym), s.pseudonym, s.kind, s.text))


def _script_times(results: Sequence[SessionResult]) -> dict[str, float]:
    """Scenario → median seconds of the scripts that completed it."""
    times: dict[str, list[float]] = defaultdict(list)
    for result in results:
        if result.actor == "script" and result.outcome == "completed":
            times[result.scenario].append(result.duration_s)
    return {name: middle for name, all_s in times.items() if (middle := median(all_s))}


def _speeders(
    sessions: Sequence[SessionResult], scripts: dict[str, float], known: dict[str, Participant]
) -> Iterator[Suspicion]:
    """Who completed, or says so, faster than the script or than most others by far. Stopping early
    is no speeding."""
    limit = limits("suspects")
    completed: dict[tuple[str, str], list[SessionResult]] = defaultdict(list)
    for session in sessions:
        if session.outcome == "completed":
            completed[session.scenario, cohort_key(session)].append(session)
    for session in sessions:
        if session.outcome != "completed" and not session.mistaken:
            continue
        others = [
            other.duration_s
            for other in completed[session.scenario, cohort_key(session)]
            if other.participant != session.participant
        ]
        usual = median(others) or 0.0
        reasons = []
        if len(others) >= limit["others"] and session.duration_s < limit["fast_share"] * usual:
            reasons.append(f"the others' median is {usual:.0f} s (n = {len(others)})")
        script_s = scripts.get(session.scenario, 0.0)
        if session.duration_s < script_s:
            reasons.append(f"the script itself takes {script_s:.1f} s")
        if reasons:
            text = f"{session.scenario} in {session.duration_s:.1f} s: {' and '.join(reasons)}."
            yield _suspicion(known[session.participant], "speeder", text, (session.id,))


def _scales(studies: Iterable[Study]) -> frozenset[str]:
    return frozenset(
        question.id
        for study in studies
        for part in (study.segments, study.before, study.expectations, study.after, study.stopped,
                     study.end)
        for question in part
        if question.kind == "scale"
    )  # fmt: skip


def _straight_liners(
    sessions: Sequence[SessionResult],
    answers: Iterable[Answer],
    known: dict[str, Participant],
    scales: frozenset[str],
) -> Iterator[Suspicion]:
    limit = limits("suspects")
    counting = {session.id for session in sessions}
    given: dict[str, list[Answer]] = defaultdict(list)
    for answer in answers:
        if answer.item in scales and answer.session in counting and answer.value.strip():
            given[answer.participant].append(answer)
    for participant, mine in given.items():
        about = {answer.session: None for answer in mine}
        values = {answer.value.strip() for answer in mine}
        if len(values) > 1 or len(mine) < limit["answers"] or len(about) < limit["tasks"]:
            continue
        if participant in known:
            text = (
                f"All {len(mine)} answers on scales, over {len(about)} tasks, are {values.pop()}."
            )
            yield _suspicion(known[participant], "straight_liner", text, tuple(about))


def _duplicates(
    sessions: Sequence[SessionResult], known: dict[str, Participant]
) -> Iterator[Suspicion]:
    mine: dict[str, list[str]] = defaultdict(list)
    for session in sessions:
        mine[session.participant].append(session.id)
    for person in known.values():
        other = known.get(person.same_browser_as)
        if other is not None and other.id != person.id:
            text = f"Came with the same browser as {other.pseudonym}."
            yield _suspicion(person, "duplicate", text, tuple(mine[person.id]))
    for key, value, people in _shared_ids(list(known.values())):
        for person in people:
            others = ", ".join(p.pseudonym for p in people if p.id != person.id)
            text = f"Came with {key}={value}, as did {others}."
            yield _suspicion(person, "duplicate", text, tuple(mine[person.id]))


def _shared_ids(people: Sequence[Participant]) -> Iterator[tuple[str, str, list[Participant]]]:
    """Pass-through ids that several people share. A parameter whose values mostly differ is taken
    for an id of people; one that most share names where they come from."""
    values: dict[str, dict[str, list[Participant]]] = defaultdict(lambda: defaultdict(list))
    for person in people:
        for key, value in person.source.items():
            if value:
                values[key][value].append(person)
    for key, shared in values.items():
        sizes = Counter({value: len(group) for value, group in shared.items()})
        if len(shared) / sizes.total() < limits("suspects")["distinct_share"]:
            continue
        for value, group in shared.items():
            if len(group) > 1:
                yield key, value, group


def _suspicion(
    person: Participant, kind: Kind, text: str, sessions: tuple[str, ...]
) -> Suspicion:  # fmt: skip
    return Suspicion(person.id, person.pseudonym, kind, text, sessions)
