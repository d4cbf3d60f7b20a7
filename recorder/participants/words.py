"""The texts of the pages, by language."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "texts"

LANGUAGES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if "." not in path.stem))
"""Languages that the pages are written in. (``bar.*.toml`` belong to the task bar.)"""

NAMES = {"en": "English", "fi": "Suomi"}
"""What a language calls itself."""


class Words:
    """``words("task.progress", number=1, count=2)``: one text, its places filled in."""

    def __init__(self, language: str, texts: dict[str, str]) -> None:
        self.language = language
        self.texts = texts

    def __call__(self, key: str, **places: object) -> str:
        return self.texts[key].format_map(places)


@cache
def words(language: str) -> Words:
    """The texts in one of ``LANGUAGES``."""
    with (FOLDER / f"{language}.toml").open("rb") as file:
        tables = tomllib.load(file)
    texts = {f"{table}.{key}": text for table, keys in tables.items() for key, text in keys.items()}
    return Words(language, texts)
