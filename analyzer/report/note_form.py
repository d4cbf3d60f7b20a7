"""What is asked to be noted beside a session → a checked note. Pure."""

from __future__ import annotations

import hashlib
import math
import re
import secrets
from collections.abc import Mapping

import msgspec

from kitka.recorder.model import Note, NoteTag, Record

LONGEST = 2_000
AHEAD_S = 5.0
"""Clocks differ a little: a note may come from this far in the future."""
_ID = re.compile(r"[0-9a-f]{32}")


class Unacceptable(ValueError):
    """What was asked for cannot be kept; the message says why."""


class Asked(Record, frozen=True, forbid_unknown_fields=True):
    """``at_s`` None: now. ``id``, made by who asks, lets the same be asked twice."""

    tag: NoteTag = "note"
    text: str = ""
    author: str = ""
    at_s: float | None = None
    id: str = ""


def asked(body: bytes) -> Asked:
    """From JSON. Raises Unacceptable."""
    try:
        return msgspec.json.decode(body, type=Asked)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise Unacceptable(str(error)) from None


def asked_by_form(form: Mapping[str, str]) -> Asked:
    """From a form's fields. Raises Unacceptable."""
    fields = {key: form[key] for key in ("tag", "text", "author", "at_s", "id") if form.get(key)}
    try:
        return msgspec.convert(fields, Asked, strict=False)
    except msgspec.MsgspecError as error:
        raise Unacceptable(str(error)) from None


def note(wanted: Asked, session: str, elapsed_s: float) -> Note:
    """The note to keep. Raises Unacceptable: too long, at an impossible moment."""
    at_s = elapsed_s if wanted.at_s is None else wanted.at_s
    if not (math.isfinite(at_s) and 0 <= at_s <= elapsed_s + AHEAD_S):
        raise Unacceptable(f"at_s {at_s}: the session has {elapsed_s:.0f} s")
    text, author = wanted.text.strip(), wanted.author.strip()
    if len(text) > LONGEST or len(author) > 40:
        raise Unacceptable(f"text: at most {LONGEST} characters, author: at most 40")
    if wanted.id and not _ID.fullmatch(wanted.id):
        raise Unacceptable("id: 32 hexadecimal digits")
    if wanted.tag == "note" and not text:
        raise Unacceptable("text: a note without words is none")
    return Note(_id(wanted.id, session), session, round(at_s, 2), wanted.tag, text, author)


def _id(given: str, session: str) -> str:
    """The same for the same session only: nobody's id replaces a note beside another session."""
    if not given:
        return secrets.token_hex(16)
    return hashlib.sha256(f"{session}:{given}".encode()).hexdigest()[:32]
