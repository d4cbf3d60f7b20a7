"""What the task bar shows to one participant, in their language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

from kitka.recorder.model import Bar, BuyerDetail, Participant, StudyVersion, Text

_TEXTS = Path(__file__).resolve().parent / "participants" / "texts"


def task_bar(
    study: StudyVersion, participant: Participant, task: int, *, language: str, next: str
) -> Bar:
    """The bar for task number ``task`` (from 0). ``next``: where it goes after it.

    Without the code for another browser: whoever has that is the participant, and every script of
    the shop's page can read what the page is told. The page at ``next`` shows it.
    """
    asked = study.document
    language = language or asked.languages[0]
    return Bar(
        language=language,
        goal=in_language(asked.tasks[task].goal, language),
        buyer=tuple(
            BuyerDetail(
                detail.key,
                in_language(detail.label, language),
                detail.value.replace("{participant}", participant.pseudonym),
            )
            for detail in asked.buyer
        ),
        next=next,
        texts=bar_texts(language),
    )


def in_language(text: Text, language: str) -> str:
    """``text`` in ``language``, else in English, else in whatever there is."""
    return text.get(language) or text.get("en") or next(iter(text.values()), "")


def shown_code(code: str) -> str:
    """``ABCD-EFGH``: read out and typed more easily than eight letters in a row."""
    return f"{code[:4]}-{code[4:]}" if len(code) == 8 else code


@cache
def bar_texts(language: str) -> dict[str, str]:
    """The bar's own words (``texts/bar.<language>.toml``), English where there are none."""
    path = _TEXTS / f"bar.{language}.toml"
    if not path.is_file():
        path = _TEXTS / "bar.en.toml"
    if not path.is_file():
        return {}
    words = tomllib.loads(path.read_text(encoding="utf-8"))
    return {key: value for key, value in words.items() if isinstance(value, str)}
