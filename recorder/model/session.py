"""One attempt at a scenario."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model.base import Record

Actor = Literal["script", "participant"]
Protocol = Literal["silent", "think_aloud"]
NoteTag = Literal["note", "tag", "assist", "pause", "resume", "end", "sync"]


class Exclusion(Record, frozen=True):
    """Somebody decided that a session or a participant does not count. ``at``: ms since 1970."""

    reason: str
    who: str
    at: float


class Session(Record, frozen=True):
    """One attempt at one scenario by one actor.

    ``started`` is ms since 1970 on the recorder's wall clock; session time counts from there.
    ``ended`` says how the recorder saw the end: ``""`` still open or lost, ``"closed"`` orderly,
    ``"raised"`` the script raised, ``"interrupted"`` Ctrl-C, ``"recorder"`` our own fault,
    ``"idle"`` no sign for 30 minutes.

    ``study_version`` is the hash of the tasks and questions it was held under, ``task`` the place
    of the scenario among them, from 0. ``participant`` is the id of a person, ``pseudonym`` what
    people call them (``P07``). ``automated`` marks a participant's link that a robot opened.
    """

    id: str
    scenario: str
    scenario_hash: str
    actor: Actor
    started: float
    label: str = ""
    shop: str = ""
    device: str = "desktop"
    network: str = ""
    browser: str = ""
    participant: str = ""
    study: str = ""
    ended: Literal["", "closed", "raised", "interrupted", "recorder", "idle"] = ""
    error: str = ""
    attempt: int = 1
    pseudonym: str = ""
    study_version: str = ""
    task: int = -1
    language: str = ""
    protocol: Protocol = "silent"
    pilot: bool = False
    automated: bool = False
    said: Literal["", "done", "stop", "leave"] = ""
    said_at: float = 0.0
    excluded: Exclusion | None = None


class Note(Record, frozen=True):
    """What a researcher noted beside a session, ``at_s`` seconds after its start.

    ``tag``: ``assist`` help was given, ``pause``/``resume`` the clock does not count, ``end`` the
    researcher ended the task, ``sync`` the mark that an external recording is aligned to.
    """

    id: str
    session: str
    at_s: float
    tag: NoteTag = "note"
    text: str = ""
    author: str = ""
