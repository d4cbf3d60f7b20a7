"""One thing that may have ended an attempt."""

from __future__ import annotations

from dataclasses import dataclass

from kitka.analyzer.results import Element, ReasonKind


@dataclass(frozen=True)
class Cause:
    """Something that may have ended an attempt. ``grade`` names its number in ``[reasons]``,
    ``scale`` (0–1) makes less of it; ``until_s`` is when it was over, ``where`` its view. What came
    several times came last at ``last_s`` (0: at ``at_s``)."""

    kind: ReasonKind
    rule: str
    text: str
    at_s: float
    grade: str
    scale: float = 1.0
    element: Element | None = None
    step: str = ""
    until_s: float = 0.0
    where: tuple[str, int] = ("", -1)
    last_s: float = 0.0
