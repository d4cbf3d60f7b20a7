"""Where a participant is in a study, from what is stored of them and nothing else. Pure."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from typing import Literal

from kitka.recorder.model import Answer, Option, Participant, Question, Record, Session, Study

StageName = Literal[
    "welcome", "consent", "declined", "before", "expectations", "task", "in_shop", "lapsed",
    "after", "stopped", "end", "thanks", "left",
]  # fmt: skip


class Stage(Record, frozen=True):
    """What comes next for a participant.

    ``place`` counts their tasks from 0 in their own order, ``task`` is its number in the study.
    ``session`` is the attempt that is meant; ``questions`` are asked now, all on one page.
    """

    name: StageName
    place: int = -1
    task: int = -1
    session: str = ""
    questions: tuple[Question, ...] = ()

    @property
    def key(self) -> str:
        """Stands in the page's form: what answers another stage than the current one is stale."""
        asked = self.questions[0].id if self.questions else ""
        return ":".join((self.name, str(self.place), self.session[:8], asked))


def stage(
    study: Study, participant: Participant, sessions: Sequence[Session], answers: Iterable[Answer]
) -> Stage:
    """The current stage. ``sessions`` and ``answers`` are all of this person's, the oldest first.

    A question counts as answered once there is a row for it, an empty one for what was skipped.
    """
    if participant.left or any(session.said == "leave" for session in sessions):
        return Stage("left")
    if participant.consent is None:
        if participant.declined:
            return Stage("declined")
        return Stage("consent" if participant.opened else "welcome")
    given = {(answer.session, answer.item) for answer in answers}
    once: tuple[tuple[StageName, tuple[Question, ...]], ...] = (
        ("before", (*study.segments, *study.before)),
        ("expectations", study.expectations),
    )
    for name, questions in once:
        if asked := _unanswered(questions, "", given):
            return Stage(name, questions=asked)
    last_attempts = []
    for place, task in enumerate(participant.order):
        attempts = [session for session in sessions if session.task == task]
        if not attempts:
            return Stage("task", place, task)
        if found := _of_attempt(study, place, attempts[-1], given):
            return found
        last_attempts.append(attempts[-1])
    said = {session.said for session in last_attempts}
    if asked := _unanswered(_concerning(study.end, said), "", given):
        return Stage("end", questions=asked)
    return Stage("thanks")


def _of_attempt(
    study: Study, place: int, session: Session, given: set[tuple[str, str]]
) -> Stage | None:
    """What is still to be done about one attempt; None if nothing is."""
    here = (place, session.task, session.id)
    if not session.said:
        if not session.ended:
            return Stage("in_shop", *here)
        if session.ended != "closed":  # nobody said how it ended; "closed": the researcher did
            return Stage("lapsed", *here)
    if asked := _unanswered(_concerning(study.after, {session.said}), session.id, given):
        return Stage("after", *here, asked)
    if session.said == "stop" and (asked := _unanswered(study.stopped, session.id, given)):
        # One at a time: reasons in sight put words into the open answer.
        return Stage("stopped", *here, asked[:1])
    return None


def _concerning(questions: Sequence[Question], said: AbstractSet[str]) -> tuple[Question, ...]:
    """Questions on completing are not put to who did not, nor those on stopping."""
    needed = {"": "", "completed": "done", "stopped": "stop"}
    return tuple(q for q in questions if not q.only or needed[q.only] in said)


def _unanswered(
    questions: Iterable[Question], session: str, given: set[tuple[str, str]]
) -> tuple[Question, ...]:
    return tuple(question for question in questions if (session, question.id) not in given)


def task_order(study: Study, participant: str) -> tuple[int, ...]:
    """The order of the tasks for the participant with this id: the same whenever it is asked."""
    order = list(range(len(study.tasks)))
    if study.order == "random":
        random.Random(f"{participant}:tasks").shuffle(order)
    return tuple(order)


def options_for(question: Question, participant: str) -> tuple[Option, ...]:
    """The options as this participant sees them, every time alike; ``last`` stays last."""
    options = list(question.options)
    if question.shuffle:
        random.Random(f"{participant}:{question.id}").shuffle(options)
    return (*options, *question.last)
