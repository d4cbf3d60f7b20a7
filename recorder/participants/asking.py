"""Questions → parts of a form, and what a form sent → answers. Whatever was sent is checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from werkzeug.datastructures import MultiDict

from kitka.recorder.model import Question, Record
from kitka.recorder.participants.journey import options_for
from kitka.recorder.participants.pages import Choice, Field, Problem
from kitka.recorder.participants.words import Words

LONGEST = 2000
"""Characters of one answer."""

WHAT = ".what"
"""Behind a question's id: the item under which its follow-up is kept (``hesitated.what``)."""

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Reply(Record, frozen=True):
    """``values``: item → answer, ``""`` where it was skipped. ``wrong``: question → word's key."""

    values: dict[str, str] = {}
    wrong: dict[str, str] = {}


def read(questions: Sequence[Question], form: MultiDict[str, str]) -> Reply:
    """Take what belongs to ``questions`` from a form; nothing else in it counts."""
    values: dict[str, str] = {}
    wrong: dict[str, str] = {}
    for question in questions:
        sent = form.getlist(_name(question))
        values[question.id] = value = _read_one(question, sent)
        if not value and not question.optional:
            wrong[question.id] = "ask.write" if question.kind == "text" else "ask.choose"
        if question.follow_up and value == "yes":
            more = _text(form.getlist(_name(question) + WHAT))
            if more:
                values[question.id + WHAT] = more
    return Reply(values, wrong)


def _read_one(question: Question, sent: list[str]) -> str:
    """The answer if it is one of those that may be given, else nothing."""
    if question.kind == "text":
        return _text(sent)
    allowed = _allowed(question)
    chosen = [value for value in allowed if value in sent]
    if question.multiple:
        return " ".join(chosen)
    return chosen[0] if len(chosen) == 1 and len(sent) == 1 else ""


def _allowed(question: Question) -> list[str]:
    if question.kind == "scale":
        return [str(point) for point in range(1, question.points + 1)]
    if question.kind == "yes_no":
        return ["yes", "no"]
    return [option.id for option in (*question.options, *question.last)]


def _text(sent: list[str]) -> str:
    """What was written, cut rather than refused: half an answer is worth more than none."""
    plain = sent[0].replace("\r\n", "\n").replace("\r", "\n") if sent else ""
    return _UNPRINTABLE.sub("", plain).strip()[:LONGEST]


def _name(question: Question) -> str:
    return f"q-{question.id}"


# ------------------------------------------------------------ as parts of a form


def fields(
    questions: Sequence[Question], participant: str, words: Words, reply: Reply
) -> tuple[Field, ...]:
    """The form's parts, with what ``reply`` already holds. ``participant``: the id."""
    return tuple(_field(question, participant, words, reply) for question in questions)


def problems(questions: Sequence[Question], words: Words, reply: Reply) -> tuple[Problem, ...]:
    """One line per question that was not answered, leading to its first box."""
    return tuple(
        Problem(
            _name(question) if question.kind == "text" else f"{_name(question)}-1",
            question.text[words.language],
        )
        for question in questions
        if question.id in reply.wrong
    )


def _field(question: Question, participant: str, words: Words, reply: Reply) -> Field:
    language, name = words.language, _name(question)
    given = reply.values.get(question.id, "")
    error = words(reply.wrong[question.id]) if question.id in reply.wrong else ""
    optional = words("frame.optional") if question.optional else ""
    legend = question.text[language]
    if question.kind == "text":
        return Field(
            name, name, "text", legend, optional, words("ask.no_names"), error,
            value=given, limit=LONGEST,
        )  # fmt: skip
    if question.kind == "scale":
        low, high = question.low[language], question.high[language]
        return Field(
            name, name, "scale", legend, optional, "", error,
            _points(name, question.points, given, low, high), low, high,
        )  # fmt: skip
    if question.kind == "yes_no":
        offered = [("yes", words("ask.yes")), ("no", words("ask.no"))]
    else:
        offered = [(o.id, o.text[language]) for o in options_for(question, participant)]
    chosen = given.split()
    return Field(
        name,
        name,
        "many" if question.multiple else "choice",
        legend,
        optional,
        words("ask.several") if question.multiple else "",
        error,
        tuple(
            Choice(f"{name}-{place}", value, label, value in chosen)
            for place, (value, label) in enumerate(offered, 1)
        ),
        follow_up=_follow_up(question, words, reply.values),
    )


def _points(name: str, points: int, given: str, low: str, high: str) -> tuple[Choice, ...]:
    meanings = {1: low, points: high}
    return tuple(
        Choice(f"{name}-{point}", str(point), str(point), given == str(point),
               meanings.get(point, ""))
        for point in range(1, points + 1)
    )  # fmt: skip


def _follow_up(question: Question, words: Words, values: Mapping[str, str]) -> Field | None:
    if not question.follow_up:
        return None
    name = _name(question) + WHAT
    return Field(
        name,
        name,
        "text",
        question.follow_up[words.language],
        words("frame.optional"),
        words("ask.no_names"),
        value=values.get(question.id + WHAT, ""),
        limit=LONGEST,
    )
