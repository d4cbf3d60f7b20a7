"""What a person at this machine agreed to, aloud or on paper: typed, or asked at the terminal."""

from __future__ import annotations

import hashlib
import sys

import click

from kitka.recorder.errors import KitkaError
from kitka.recorder.model import Consent, Record, Study
from kitka.recorder.participants.consent import consent_text
from kitka.recorder.participants.words import words
from kitka.recorder.store import Store

WITHOUT_STUDY = (
    "What I do in the shop in this session is recorded. Only if I allow it, a replay of the pages "
    "is kept, with what I type hidden, and parts of it may be shown to those who build the shop. "
    "I may stop or leave at any time, and have everything about me erased."
)
"""What is agreed to where there is no study with words of its own."""

_PARTS = ("signals", "replay", "clips")


class Terms(Record, frozen=True):
    """The words that somebody agrees to, and what may be allowed besides the recording itself.
    ``retention_days``: as they name it, 0 where they name none."""

    shown: str
    hash: str
    language: str
    replay: bool = True
    clips: bool = True
    retention_days: int = 0


def terms_of(study: Study | None, language: str) -> Terms:
    """The terms of ``study`` in one of its languages; one sentence in English without a study."""
    if study is None:
        digest = hashlib.sha256(WITHOUT_STUDY.encode()).hexdigest()
        return Terms(WITHOUT_STUDY, digest, "en")
    text = consent_text(study, words(language))
    clips = study.replay and study.clips
    return Terms(text.shown, text.hash, language, study.replay, clips, study.retention_days)


def parts_of(typed: str) -> frozenset[str]:
    """What ``--consent`` names; nothing where it was not typed. Raises KitkaError."""
    named = frozenset(part.strip() for part in typed.split(",") if part.strip())
    if not named <= set(_PARTS):
        raise KitkaError(
            f"--consent {typed}: write what was agreed to, of {', '.join(_PARTS)}, with commas "
            "between"
        )
    if "clips" in named and "replay" not in named:
        raise KitkaError(f"--consent {typed}: clips are parts of the replay; write replay,clips")
    return named | {"signals"} if named else named


def agree(who: str, typed: str, terms: Terms, store: Store, *, at: float) -> Consent:
    """The consent of ``who``, its words kept. Raises KitkaError where there is none."""
    given = parts_of(typed) or _ask(who, terms)
    store.keep_setting(f"consent text {terms.hash}", terms.shown)
    return Consent(
        text_hash=terms.hash,
        language=terms.language,
        at=at,
        replay=terms.replay and "replay" in given,
        clips=terms.clips and {"replay", "clips"} <= given,
        retention_days=terms.retention_days,
    )


def say_what_stands(who: str, typed: str, stands: Consent) -> None:
    """Somebody agreed before, perhaps to less than is typed now: only they can change that."""
    allowed = {"signals"} | {part for part in ("replay", "clips") if getattr(stands, part)}
    if parts_of(typed) - allowed:
        click.echo(
            f"kitka: --consent {typed}: {who} agreed before, to "
            f"{','.join(part for part in _PARTS if part in allowed)}; that stands",
            err=True,
        )


def _ask(who: str, terms: Terms) -> frozenset[str]:
    if not sys.stdin.isatty():
        raise KitkaError(
            f"--participant {who}: has not agreed to anything yet; give --consent with what they "
            f"agreed to, of {', '.join(_PARTS)}"
        )
    click.echo(terms.shown, err=True)
    if not click.confirm(f"\nHas {who} agreed to: recording of the session?", err=True):
        raise KitkaError(f"--participant {who}: has not agreed to the recording; nothing was begun")
    given = {"signals"}
    if terms.replay and click.confirm("  the replay?", err=True):
        given.add("replay")
        if terms.clips and click.confirm("  clips of it, for those who build the shop?", err=True):
            given.add("clips")
    return frozenset(given)
