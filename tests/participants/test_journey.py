"""Where a participant is, from what is stored of them: every branch, without a server."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from kitka.recorder.model import Answer, Consent, Participant, Session, Study
from kitka.recorder.participants.journey import Stage, options_for, stage, task_order
from kitka.recorder.study import find_study, load_study

STUDY = load_study(find_study("two_backpacks")).study
INVITED = Participant(id="p", study="s", pseudonym="P01", token="t", created=1.0)
AGREED = msgspec.structs.replace(
    INVITED, opened=2.0, order=(1, 0), consent=Consent("hash", "en", 3.0), version="v"
)


def attempt(task: int, number: int = 1, **more: Any) -> Session:
    return Session(
        id=f"session-{task}-{number}", scenario="s", scenario_hash="h", actor="participant",
        started=float(number), task=task, **more,
    )  # fmt: skip


def answered(*items: str, session: str = "") -> list[Answer]:
    return [Answer("p", item, "", 1.0, session) for item in items]


ONCE = answered("buying_for", "customer", "device_known", "expectations")
FIRST, SECOND = "session-1-1", "session-0-1"
AFTER = answered("seq", "hesitated", session=FIRST)
STOPPED = answered("stopped_why", "stopped_reason", session=FIRST)


def at(
    participant: Participant = AGREED,
    sessions: tuple[Session, ...] = (),
    answers: list[Answer] | None = None,
    study: Study = STUDY,
) -> Stage:
    return stage(study, participant, sessions, ONCE if answers is None else answers)


def asked(found: Stage) -> list[str]:
    return [question.id for question in found.questions]


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({}, "welcome"),
        ({"opened": 1.0}, "consent"),
        ({"opened": 1.0, "declined": 2.0}, "declined"),
        ({"left": 2.0}, "left"),
    ],
)
def test_before_consent(change: dict[str, float], name: str) -> None:
    assert at(msgspec.structs.replace(INVITED, **change), answers=[]).name == name


def test_questions_come_before_the_first_task() -> None:
    assert asked(at(answers=[])) == ["buying_for", "customer", "device_known"]
    assert at(answers=ONCE[:1]).name == "before"
    assert asked(at(answers=ONCE[:1])) == ["customer", "device_known"]
    assert at(answers=ONCE[:3]).name == "expectations"
    assert (at().name, at().place, at().task) == ("task", 0, 1)


def test_a_study_that_asks_nothing_begins_with_the_task() -> None:
    quiet = msgspec.structs.replace(STUDY, segments=(), before=(), expectations=())
    assert at(answers=[], study=quiet).name == "task"


def test_in_the_shop_and_after_it() -> None:
    assert at(sessions=(attempt(1),)) == Stage("in_shop", 0, 1, FIRST)
    done = attempt(1, said="done", ended="closed")
    assert asked(at(sessions=(done,))) == ["seq", "hesitated"]
    found = at(sessions=(done,), answers=ONCE + AFTER)
    assert (found.name, found.place, found.task) == ("task", 1, 0)


def test_who_stopped_is_asked_why_one_question_at_a_time() -> None:
    stop = (attempt(1, said="stop", ended="closed"),)
    assert at(sessions=stop).name == "after"
    first = at(sessions=stop, answers=ONCE + AFTER)
    assert (first.name, asked(first)) == ("stopped", ["stopped_why"])
    second = at(sessions=stop, answers=ONCE + AFTER + STOPPED[:1])
    assert asked(second) == ["stopped_reason"]
    assert first.key != second.key
    assert at(sessions=stop, answers=ONCE + AFTER + STOPPED).name == "task"


@pytest.mark.parametrize("ended", ["idle", "raised", "interrupted", "recorder"])
def test_an_attempt_that_ended_without_a_word(ended: str) -> None:
    lapsed = attempt(1, ended=ended)
    assert at(sessions=(lapsed,)).name == "lapsed"
    again = (lapsed, attempt(1, 2))
    assert at(sessions=again).session == "session-1-2"
    late = msgspec.structs.replace(lapsed, said="done")
    assert at(sessions=(late,)).name == "after"


def test_what_the_researcher_ended_is_neither_completed_nor_stopped() -> None:
    closed = (attempt(1, ended="closed"),)
    assert at(sessions=closed).name == "after"
    assert at(sessions=closed, answers=ONCE + AFTER).name == "task"


def test_leaving_ends_everything() -> None:
    assert at(sessions=(attempt(1, said="leave", ended="closed"),)).name == "left"
    assert at(msgspec.structs.replace(AGREED, left=9.0)).name == "left"


@pytest.mark.parametrize(
    ("said", "ease"), [(("done", "done"), True), (("done", "stop"), True), (("stop",) * 2, False)]
)
def test_only_who_completed_is_asked_about_completing(said: tuple[Any, Any], ease: bool) -> None:
    sessions = tuple(
        attempt(task, said=word, ended="closed") for task, word in zip((1, 0), said, strict=True)
    )
    answers = ONCE + AFTER + STOPPED
    for item in ("seq", "hesitated", "stopped_why", "stopped_reason"):
        answers = answers + answered(item, session=SECOND)
    found = at(sessions=sessions, answers=answers)
    assert found.name == "end"
    assert ("ease" in asked(found)) is ease
    rest = answered(*asked(found))
    assert at(sessions=sessions, answers=answers + rest).name == "thanks"


def test_an_item_on_completing_is_skipped_after_a_task_that_was_stopped() -> None:
    ease = next(question for question in STUDY.end if question.id == "ease")
    study = msgspec.structs.replace(STUDY, after=(*STUDY.after, ease))
    done = at(sessions=(attempt(1, said="done", ended="closed"),), study=study)
    stop = at(sessions=(attempt(1, said="stop", ended="closed"),), study=study)
    assert "ease" in asked(done) and "ease" not in asked(stop)


def test_the_order_of_tasks_differs_between_people_and_stays_for_each() -> None:
    orders = {person: task_order(STUDY, person) for person in map(str, range(40))}
    assert set(orders.values()) == {(0, 1), (1, 0)}
    assert orders == {person: task_order(STUDY, person) for person in orders}
    fixed = msgspec.structs.replace(STUDY, order="fixed")
    assert {task_order(fixed, person) for person in orders} == {(0, 1)}


def test_reasons_are_mixed_and_the_last_two_stay_last() -> None:
    reason = next(question for question in STUDY.stopped if question.id == "stopped_reason")
    seen = [[option.id for option in options_for(reason, str(person))] for person in range(20)]
    assert len({tuple(ids) for ids in seen}) > 15
    for ids in seen:
        assert ids[-2:] == ["other", "not_said"]
        assert sorted(ids) == sorted(o.id for o in (*reason.options, *reason.last))
    assert seen[3] == [option.id for option in options_for(reason, "3")]
