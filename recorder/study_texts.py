"""The texts, questions and buyer of a study file, in every language of the study."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from kitka.recorder.config import line_of
from kitka.recorder.errors import ScenarioError
from kitka.recorder.model import Detail, Option, Question, Text
from kitka.recorder.participants.catalogue import catalogue
from kitka.recorder.study_shape import DetailTable, OptionTable, QuestionTable, StudyTable, Written

NAME = re.compile(r"[A-Za-z0-9_-]{1,64}")
"""Ids stand in addresses, forms and columns."""

_PLACE = re.compile(r"\{[^}]*\}")
_LONGEST_VALUE = 200
_POINTS = range(2, 12)


class StudyTexts:
    """One study file: everything that may be wrong with it has a line."""

    def __init__(self, path: Path, file: StudyTable) -> None:
        self.path = path
        self.file = file
        self._source = path.read_text(encoding="utf-8")
        self._own = {table.id: n for n, table in enumerate(file.questions.own)}

    def wrong(self, where: Sequence[str], what: str) -> ScenarioError:
        """``file:line: key: what``."""
        line = line_of(self._source, [*where])
        return ScenarioError(f"{self.path}:{line}: {'.'.join(where)}: {what}")

    def text(self, written: Written, where: Sequence[str]) -> Text:
        """In every language of the study and in no other."""
        languages = self.file.languages
        given = {languages[0]: written} if isinstance(written, str) else written
        missing = [language for language in languages if not given.get(language, "").strip()]
        if missing:
            raise self.wrong(where, f"the text is missing in {', '.join(missing)}")
        return {language: given[language].strip() for language in languages}

    # ------------------------------------------------------------ questions

    def questions(self, where: list[str], ids: tuple[str, ...]) -> tuple[Question, ...]:
        """The questions with these ids: the study's own, or of the catalogue."""
        found = []
        for id in ids:
            known = catalogue().question(id)
            if id in self._own:
                found.append(self._own_question(self._own[id]))
            elif known:
                found.append(self._translated(known))
            else:
                there = ", ".join([*self._own, *(q.id for q in catalogue().questions)])
                raise self.wrong(where, f"no question '{id}' (there are: {there})")
        return tuple(found)

    def _cut(self, text: Text) -> Text:
        return {language: text[language] for language in self.file.languages} if text else {}

    def _translated(self, question: Question) -> Question:
        """A question of the catalogue in the study's languages alone."""

        def options(given: tuple[Option, ...]) -> tuple[Option, ...]:
            return tuple(Option(option.id, self._cut(option.text)) for option in given)

        return msgspec.structs.replace(
            question,
            text=self._cut(question.text),
            low=self._cut(question.low),
            high=self._cut(question.high),
            follow_up=self._cut(question.follow_up),
            options=options(question.options),
            last=options(question.last),
        )

    def _own_question(self, number: int) -> Question:
        table = self.file.questions.own[number]
        place = ["questions", "own", str(number)]
        if not NAME.fullmatch(table.id):
            raise self.wrong([*place, "id"], f"'{table.id}': letters, digits, - and _ only")
        if catalogue().question(table.id):
            raise self.wrong([*place, "id"], f"'{table.id}' is a question of the catalogue")
        follow_up = table.follow_up
        if follow_up and table.kind != "yes_no":
            raise self.wrong([*place, "follow_up"], "only a yes_no question has one")
        return Question(
            id=table.id,
            kind=table.kind,
            text=self.text(table.text, [*place, "text"]),
            low=self._end(table, "low", place),
            high=self._end(table, "high", place),
            points=table.points,
            options=self._options(table, "options", place),
            last=self._options(table, "last", place),
            multiple=table.multiple,
            shuffle=table.shuffle,
            optional=table.optional,
            follow_up=self.text(follow_up, [*place, "follow_up"]) if follow_up else {},
            only=table.only,
        )

    def _end(self, table: QuestionTable, key: Literal["low", "high"], place: list[str]) -> Text:
        if table.kind != "scale":
            return {}
        if table.points not in _POINTS:
            raise self.wrong([*place, "points"], f"a scale has {_POINTS[0]} to {_POINTS[-1]}")
        written: Written = getattr(table, key)
        if not written:
            raise self.wrong(place, f"the scale '{table.id}' needs {key}, the text of that end")
        return self.text(written, [*place, key])

    def _options(
        self, table: QuestionTable, key: Literal["options", "last"], place: list[str]
    ) -> tuple[Option, ...]:
        given: list[OptionTable] = getattr(table, key)
        if table.kind == "choice" and len(table.options) + len(table.last) < 2:
            raise self.wrong(place, f"the choice '{table.id}' needs at least 2 options")
        ids = [option.id for option in (*table.options, *table.last)]
        for option in given:
            if not NAME.fullmatch(option.id) or ids.count(option.id) > 1:
                raise self.wrong(
                    [*place, key],
                    f"option '{option.id}': each once, letters, digits, - and _ only",
                )
        return tuple(Option(o.id, self.text(o.text, [*place, key])) for o in given)

    def check_used(self, used: set[str]) -> None:
        """A question that nobody is asked was forgotten somewhere."""
        for id, number in self._own.items():
            if id not in used:
                place = ["questions", "own", str(number)]
                raise self.wrong(place, f"'{id}' is asked nowhere; name it in before, after or end")

    # ------------------------------------------------------------ the buyer

    def detail(self, key: str, given: str | DetailTable) -> Detail:
        """One line of ``[buyer]``, under the label that the key customarily has or its own."""
        table = given if isinstance(given, DetailTable) else DetailTable(given)
        where = ["buyer", key]
        if not NAME.fullmatch(key):
            raise self.wrong(where, "letters, digits, - and _ only")
        if not table.value.strip() or len(table.value) > _LONGEST_VALUE:
            raise self.wrong(where, f"write a value of 1 to {_LONGEST_VALUE} characters")
        for place in _PLACE.findall(table.value):
            if place != "{participant}":
                raise self.wrong(where, f"only {{participant}} is filled in, not {place}")
        if table.label:
            label = self.text(table.label, [*where, "label"])
        elif key in catalogue().buyer:
            label = self._cut(catalogue().buyer[key])
        else:
            customary = ", ".join(catalogue().buyer)
            raise self.wrong(
                where,
                f"has no label of its own; write {{ value = …, label = … }} (known: {customary})",
            )
        return Detail(key, label, table.value)
