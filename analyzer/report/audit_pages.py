"""What the audit's part of a scenario's page shows."""

from __future__ import annotations

from dataclasses import dataclass

from kitka.analyzer.report.parts import ElementText


@dataclass(frozen=True)
class AuditRow:
    """One thing that is wrong, and what to do. ``impact`` is one of axe-core's four words."""

    impact: str
    title: str
    text: str
    element: ElementText | None
    steps: str
    where: str
    """Sessions and devices that it was seen in."""
    mend: str
    help: str


@dataclass(frozen=True)
class AuditPart:
    """``sizes`` says how large the checkout is beside the published averages; ``missing`` which
    checks could not be made and why; ``nothing`` what to say where there is no row."""

    sizes: str
    rows: tuple[AuditRow, ...]
    missing: tuple[str, ...]
    nothing: str
