"""What people answered, one summary per question, and per task where it was asked after each.

Only whom every other figure counts: nobody who is excluded, no pilots among people, no automated
visitors. Versions of a study are never pooled: the questions are those of one version.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from msgspec.structs import replace

from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.cohorts import reason_left_out
from kitka.analyzer.study.scenario_results import Interval, Rate
from kitka.analyzer.study.statistics import adjusted_wald, mean_interval, percent
from kitka.recorder.model import Answer, Option, Participant, Question, Record, StudyVersion, Text

Part = Literal["segments", "before", "expectations", "after", "stopped", "end"]
PARTS: tuple[Part, ...] = ("segments", "before", "expectations", "after", "stopped", "end")
PER_TASK: frozenset[Part] = frozenset({"after", "stopped"})
YES_NO = (
    Option("yes", {"en": "Yes", "fi": "Kyllä"}),
    Option("no", {"en": "No", "fi": "Ei"}),
)


class OptionCount(Record, frozen=True):
    """How many chose an option, of those who answered (several may have been chosen).

    ``percent`` is None where fewer than 5 answered.
    """

    id: str
    text: Text
    rate: Rate
    percent: int | None


class Words(Record, frozen=True):
    """What one person wrote, as text of theirs; ``session`` is empty for what is asked once."""

    pseudonym: str
    text: str
    session: str = ""
    language: str = ""


class QuestionSummary(Record, frozen=True):
    """The answers to one question; of one task (``scenario``, its place ``task``) where it was
    asked after each.

    ``n`` answered. A scale has ``mean`` (t-interval, n in it) and ``counts`` per box from 1; a
    choice or a yes/no question has ``options``; ``words`` are free texts, also those that were
    given with an option or after a yes.
    """

    part: Part
    question: Question
    n: int
    scenario: str = ""
    task: int = -1
    mean: Interval | None = None
    counts: tuple[int, ...] = ()
    options: tuple[OptionCount, ...] = ()
    words: tuple[Words, ...] = ()


@dataclass(frozen=True)
class _Given:
    """Answers that count, with who gave them."""

    answers: Sequence[Answer]
    people: dict[str, Participant]

    def of(self, item: str) -> list[Answer]:
        return [answer for answer in self.answers if answer.item == item and answer.value.strip()]

    def words(self, items: Iterable[Answer]) -> tuple[Words, ...]:
        found = []
        for answer in items:
            person = self.people[answer.participant]
            found.append(
                Words(person.pseudonym, answer.value.strip(), answer.session, person.language)
            )
        return tuple(sorted(found, key=lambda w: (len(w.pseudonym), w.pseudonym, w.session)))


def questionnaires(
    version: StudyVersion,
    people: Iterable[Participant],
    answers: Iterable[Answer],
    results: Iterable[SessionResult],
    *,
    pilots: bool = False,
) -> tuple[QuestionSummary, ...]:
    """One summary per question of ``version``, in the order in which they are asked.

    ``people``, ``answers`` and ``results`` may be those of the whole study. ``pilots``: theirs
    instead of everybody else's. Texts that go with an answer are items named ``<question>.…``.
    """
    chosen = {
        person.id: person
        for person in people
        if person.version == version.hash
        and person.pilot is pilots
        and not person.automated
        and person.excluded is None
    }
    mine = [answer for answer in answers if answer.participant in chosen]
    sessions = {r.id: r for r in results if reason_left_out(r) in ("", "pilot" if pilots else "")}
    return tuple(_summaries(version, mine, sessions, chosen))


def _summaries(
    version: StudyVersion,
    answers: Sequence[Answer],
    sessions: dict[str, SessionResult],
    people: dict[str, Participant],
) -> Iterator[QuestionSummary]:
    for part in PARTS:
        questions: tuple[Question, ...] = getattr(version.document, part)
        if part not in PER_TASK:
            once = _Given([a for a in answers if not a.session], people)
            for question in questions:
                yield _summary(part, question, once)
            continue
        for place, task in enumerate(version.document.tasks):
            here = [
                a for a in answers
                if (result := sessions.get(a.session)) and result.scenario == task.scenario
                and result.task in (place, -1)
            ]  # fmt: skip
            for question in questions:
                yield _summary(part, question, _Given(here, people), task.scenario, place)


def _summary(
    part: Part, question: Question, given: _Given, scenario: str = "", task: int = -1
) -> QuestionSummary:
    answers = given.of(question.id)
    beside = [a for a in given.answers if a.item.startswith(f"{question.id}.") and a.value.strip()]
    base = QuestionSummary(
        part, question, len(answers), scenario, task, words=given.words(beside)
    )  # fmt: skip
    if question.kind == "text":
        return replace(base, words=given.words([*answers, *beside]))
    if question.kind == "scale":
        values = [value for a in answers if (value := _box(a.value, question.points)) is not None]
        counts = tuple(values.count(box) for box in range(1, question.points + 1))
        mean = mean_interval(values, 1, question.points)
        return replace(base, n=len(values), mean=mean, counts=counts)
    options = YES_NO if question.kind == "yes_no" else (*question.options, *question.last)
    return replace(base, options=_counts(options, answers))


def _box(value: str, points: int) -> int | None:
    """What comes from a participant's page may be anything."""
    number = int(value) if value.strip().isascii() and value.strip().isdigit() else 0
    return number if 1 <= number <= points else None


def _counts(options: Sequence[Option], answers: Sequence[Answer]) -> tuple[OptionCount, ...]:
    chosen = [set(answer.value.split()) for answer in answers]
    found = []
    for option in options:
        rate = adjusted_wald(sum(1 for ids in chosen if option.id in ids), len(chosen))
        found.append(OptionCount(option.id, option.text, rate, percent(rate)))
    return tuple(found)
