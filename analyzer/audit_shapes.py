"""The shapes of an audit: of one session, and of what it found over sessions."""

from __future__ import annotations

from kitka.recorder.model import AuditCheck, AuditHit, AuditImpact, Record, Target


class Audited(Record, frozen=True):
    """One page of a session that was audited; ``hits`` are those of this page."""

    step: str
    url: str
    fields: int
    elements: int
    keyboard: str = ""
    error: str = ""
    hits: tuple[AuditHit, ...] = ()
    page: str = ""
    view: int = -1


class SessionAudit(Record, frozen=True):
    """The audit of one session: its pages, and ``hits`` of the whole way by step.

    ``fields`` and ``steps`` are those of the checkout: from the first page that asks for something
    to the success. ``not_applicable``: check → why it could not be made.
    """

    pages: tuple[Audited, ...]
    hits: tuple[tuple[str, AuditHit], ...] = ()
    fields: int = 0
    steps: int = 0
    not_applicable: dict[str, str] = {}


class AuditFinding(Record, frozen=True):
    """The same thing at the same element over audited sessions: ``sessions`` of ``of`` met it,
    in ``steps`` and on ``devices``."""

    check: AuditCheck
    rule: str
    title: str
    text: str
    impact: AuditImpact
    mend: str
    help: str
    element: Target | None
    steps: tuple[str, ...]
    devices: tuple[str, ...]
    sessions: int
    of: int
    count: int = 1
