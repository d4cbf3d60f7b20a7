"""``kitka attach``: an audio or video recording made beside a session, aligned to its sync mark."""

from __future__ import annotations

import mimetypes
import re
from pathlib import Path

import click

from kitka.commands.run import Advance, progress_bar
from kitka.recorder.errors import KitkaError
from kitka.recorder.model import Note
from kitka.recorder.store import Store

_CLOCK = re.compile(r"(?:(?:(?P<h>\d+):)?(?P<m>[0-5]?\d):)?(?P<s>\d+(?:\.\d+)?)")


def attach(
    db: Path, session: str, file: Path, *, sync: str | None = None, at: float | None = None
) -> int:
    """Keep ``file`` beside a session. ``session``: its id, or how it begins.

    ``sync`` is the moment in the file (``12.3``, ``0:12.3``) at which the sync mark was set, its
    beginning by default. ``at`` names the second of the session for it where there is no mark.
    """
    if not file.is_file():
        raise KitkaError(f"{file}: cannot be read: No such file or directory; name the recording")
    moment = _moment(sync) if sync is not None else 0.0
    kind = _type(file)
    with Store.open(db, create=False) as store:
        id = session_called(store, session, db)
        place = at if at is not None else _mark(store.notes(id), id)
        offset_s = place - moment
        with progress_bar("attaching", 100) as advance:
            store.add_media(
                id,
                file,
                name=file.name,
                type=kind,
                offset_s=offset_s,
                progress=_Percent(advance),
            )
    where = "after" if offset_s >= 0 else "before"
    click.echo(f"{file.name}: session {id[:8]}, begins {abs(offset_s):.1f} s {where} its start")
    return 0


class _Percent:
    """Moves a bar of 100 as bytes are copied."""

    def __init__(self, advance: Advance) -> None:
        self._advance = advance
        self._shown = 0

    def __call__(self, done: int, size: int) -> None:
        while self._shown < 100 * done // size:
            self._shown += 1
            self._advance("")


def session_called(store: Store, given: str, db: Path) -> str:
    """The id of the session that begins with ``given``. Raises KitkaError."""
    found = [known.id for known in store.sessions() if known.id.startswith(given.lower())]
    if len(found) != 1:
        raise KitkaError(
            f"{given}: {len(found)} sessions begin so in {db}; the first 8 digits of an id will do"
        )
    return found[0]


def _mark(notes: list[Note], session: str) -> float:
    marks = [note.at_s for note in notes if note.tag == "sync"]
    if not marks:
        raise KitkaError(
            f"session {session[:8]} has no sync mark; "
            "give --at SECONDS, the moment of the session that --sync is"
        )
    if len(marks) > 1:
        moments = ", ".join(f"{mark:.1f}" for mark in marks)
        raise KitkaError(
            f"session {session[:8]} has {len(marks)} sync marks ({moments} s); "
            f"say which: --at {marks[-1]:.1f}"
        )
    return marks[0]


def _moment(given: str) -> float:
    """Seconds of ``12.3``, ``0:12.3`` or ``1:02:03.5``."""
    found = _CLOCK.fullmatch(given.strip())
    if found is None:
        raise KitkaError(
            f"--sync {given}: write seconds or minutes:seconds, such as 12.3 or 0:12.3"
        )
    return int(found["h"] or 0) * 3600 + int(found["m"] or 0) * 60 + float(found["s"])


def _type(file: Path) -> str:
    kind, _ = mimetypes.guess_type(file.name)
    if kind is None or not kind.startswith(("audio/", "video/")):
        raise KitkaError(
            f"{file}: is {kind or 'of no known type'}; attach an audio or video file "
            "(.wav, .mp3, .m4a, .mp4, .webm…)"
        )
    return kind
