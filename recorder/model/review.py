"""What researchers decide: about a finding, and about a single friction."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model.base import Record

Status = Literal["open", "planned", "mended", "not a problem"]
Verdict = Literal["real", "false alarm", "missed"]


class Review(Record, frozen=True):
    """Somebody gave a finding a status, ``at`` ms since 1970. Reviews are only ever added.

    ``finding`` is the id that it had then; it is known again by any of its ``places``. *mended*
    holds from the first session with ``label`` on, else from ``since`` (ms since 1970).
    """

    id: str
    finding: str
    scenario: str
    places: tuple[str, ...]
    status: Status
    who: str
    why: str
    at: float
    label: str = ""
    since: float = 0.0


class Mark(Record, frozen=True):
    """Somebody looked at a session, ``at`` ms since 1970, and says of the friction of ``rule`` at
    ``at_s`` seconds that it is real or a false alarm; or that one was missed there (``rule`` may
    be ``other``)."""

    id: str
    session: str
    verdict: Verdict
    rule: str
    at_s: float
    who: str
    at: float
    text: str = ""
