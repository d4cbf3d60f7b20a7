"""What researchers decided, read from and written to one workspace file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kitka.analyzer.study.reviews import Decision, history
from kitka.analyzer.study.scenario_results import Finding
from kitka.recorder.model import Mark, Review
from kitka.workspace.shared import SharedWorkspace


class WorkspaceReviews:
    """Implements :class:`kitka.analyzer.report.review_source.ReviewSource`."""

    def __init__(self, shared: SharedWorkspace) -> None:
        self._shared = shared

    def history(self, finding: Finding) -> Sequence[Decision]:
        with self._shared.store() as store:
            reviews = store.reviews(finding.scenario)
        sessions = [one for one in self._shared.results() if one.scenario == finding.scenario]
        return history(finding, reviews, sessions)

    def review(self, review: Review) -> None:
        with self._shared.store() as store:
            store.add_review(review)
        self._shared.changed()

    def marks(self, session: str = "") -> Mapping[str, Sequence[Mark]]:
        with self._shared.store() as store:
            return store.marks(session)

    def mark(self, mark: Mark) -> bool:
        with self._shared.store() as store:
            return store.save_mark(mark)

    def unmark(self, mark: Mark) -> None:
        with self._shared.store() as store:
            store.delete_mark(mark.session, mark.id)
