"""Pages for whom nobody knows: no such link, everything erased, a code to type."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import urlencode

from kitka.recorder.participants.pages import (
    Button,
    CodePage,
    Frame,
    MessagePage,
    Tongue,
)
from kitka.recorder.participants.words import LANGUAGES, NAMES, Words

NOTHING: Mapping[str, str] = MappingProxyType({})


def tongues(
    languages: tuple[str, ...], current: str, passed: Mapping[str, str]
) -> tuple[Tongue, ...]:
    """The same page in each language, with what its address passed through."""
    if len(languages) < 2:
        return ()
    return tuple(
        Tongue(
            code,
            NAMES.get(code, code),
            "" if code == current else f"?{urlencode({**passed, 'lang': code})}",
        )
        for code in languages
    )


def stranger_frame(words: Words, h1: str, passed: Mapping[str, str] = NOTHING) -> Frame:
    return Frame(
        language=words.language,
        title=f"{h1} – {words('frame.name')}",
        heading=words("frame.name"),
        skip=words("frame.skip"),
        tongues_label=words("frame.languages"),
        tongues=tongues(LANGUAGES, words.language, passed),
    )


def notice_page(words: Words, table: str, passed: Mapping[str, str] = NOTHING) -> MessagePage:
    """``gone``, ``refused`` or ``erased``: a title and a sentence."""
    title = words(f"{table}.title")
    return MessagePage(
        frame=stranger_frame(words, title, passed),
        h1=title,
        paragraphs=(words(f"{table}.text"),),
    )


def code_page(words: Words, *, typed: str = "", error: str = "") -> CodePage:
    """Where a code from another browser is typed. ``error``: a word's key."""
    told = words(error) if error else ""
    title = words("code.title")
    shown = stranger_frame(words, f"{words('frame.error')}: {title}" if told else title)
    return CodePage(
        frame=shown,
        h1=title,
        text=words("code.text"),
        label=words("code.label"),
        hint=words("code.hint"),
        value=typed[:20],
        error=told,
        button=Button("continue", words("code.go")),
    )
