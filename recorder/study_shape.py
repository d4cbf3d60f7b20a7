"""What may stand in a study file: its tables and keys."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model import Protocol, Record

Written = str | dict[str, str]
"""A text in a file: language → text, or one string where the study has one language."""


class OptionTable(Record, forbid_unknown_fields=True, frozen=True):
    id: str
    text: Written


class QuestionTable(Record, forbid_unknown_fields=True, frozen=True):
    id: str
    kind: Literal["scale", "choice", "yes_no", "text"]
    text: Written
    low: Written = ""
    high: Written = ""
    points: int = 7
    options: list[OptionTable] = []
    last: list[OptionTable] = []
    multiple: bool = False
    shuffle: bool = False
    optional: bool = False
    follow_up: Written = ""
    only: Literal["", "completed", "stopped"] = ""


class QuestionsTable(Record, forbid_unknown_fields=True, frozen=True):
    before: tuple[str, ...] = ()
    expectations: tuple[str, ...] = ("expectations",)
    after: tuple[str, ...] | None = None
    stopped: tuple[str, ...] = ("stopped_why", "stopped_reason")
    end: tuple[str, ...] = ()
    own: list[QuestionTable] = []


class ConsentTable(Record, forbid_unknown_fields=True, frozen=True):
    controller: str
    contact: str
    purpose: Written = ""
    legal_basis: Written = ""
    recipients: Written = ""
    minimum_age: int = 18


class DetailTable(Record, forbid_unknown_fields=True, frozen=True):
    value: str
    label: Written = ""


class StudyTable(Record, forbid_unknown_fields=True, frozen=True):
    title: str
    shop: str
    tasks: tuple[str, ...]
    consent: ConsentTable
    languages: tuple[str, ...] = ("en",)
    heading: Written = ""
    order: Literal["fixed", "random"] = "fixed"
    protocol: Protocol = "silent"
    replay: bool = True
    clips: bool = True
    payment: tuple[str, ...] = ()
    fresh: str = ""
    retention_days: int = 90
    segments: tuple[str, ...] = ()
    buyer: dict[str, str | DetailTable] = {}
    questions: QuestionsTable = QuestionsTable()
