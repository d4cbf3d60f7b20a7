"""The report's addresses. Builders take one of these, so they need no Flask."""

from __future__ import annotations

from typing import Protocol

from kitka.recorder.model import Participant


class Addresses(Protocol):
    def scenario(self, name: str, cohort: str) -> str: ...

    def finding(self, finding: str) -> str: ...

    def findings(self, name: str, cohort: str, label: str, device: str, status: str) -> str:
        """The findings of a scenario with one status."""

    def review(self, finding: str) -> str:
        """Where a finding is given a status."""

    def marks(self, session: str) -> str:
        """Where frictions are marked."""

    def session(self, session: str, at_s: float | None = None) -> str: ...

    def player(self, session: str) -> str: ...

    def replay(self, session: str) -> str: ...

    def asset(self, digest: str) -> str: ...

    def session_asset(self, session: str, digest: str) -> str: ...

    def media(self, session: str, media: str) -> str: ...

    def study(self, name: str, version: int | None = None) -> str:
        """Of the newest version without a number."""

    def live(self, name: str) -> str: ...

    def invite(self, name: str) -> str: ...

    def open_study(self, name: str) -> str:
        """Where the open link is switched on and off."""

    def counting(self, session: str) -> str:
        """Where it is decided whether a session counts."""

    def beside(self, session: str) -> str: ...

    def beside_data(self, session: str) -> str: ...

    def notes(self, session: str) -> str: ...

    def personal_link(self, participant: Participant) -> str:
        """Absolute: it is handed on."""

    def open_link(self, study: str) -> str:
        """Absolute, with a name for where it was put."""
