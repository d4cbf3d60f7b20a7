"""The questions and labels that every study can name by id."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from kitka.recorder.config import read_toml
from kitka.recorder.model import Question, Record, Text


class Catalogue(Record, frozen=True, forbid_unknown_fields=True):
    """``questions`` in the order of the file; ``buyer``: customary key → label."""

    questions: tuple[Question, ...]
    buyer: dict[str, Text]

    def question(self, id: str) -> Question | None:
        return next((question for question in self.questions if question.id == id), None)


@cache
def catalogue() -> Catalogue:
    return read_toml(Path(__file__).parent / "catalogue.toml", Catalogue)
