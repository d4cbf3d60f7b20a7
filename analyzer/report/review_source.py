"""What the pages ask about reviews and marks, and what they may change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from kitka.analyzer.study.reviews import Decision
from kitka.analyzer.study.scenario_results import Finding
from kitka.recorder.model import Mark, Review


class ReviewSource(Protocol):
    """What researchers decided."""

    def history(self, finding: Finding) -> Sequence[Decision]:
        """What was said of a finding and which sessions reopened it, the oldest first."""

    def review(self, review: Review) -> None:
        """Add to a finding's history."""

    def marks(self, session: str = "") -> Mapping[str, Sequence[Mark]]:
        """session → marks; of one session, or of all that have any."""

    def mark(self, mark: Mark) -> bool:
        """Keep a mark. False where the session is gone."""

    def unmark(self, mark: Mark) -> None: ...
