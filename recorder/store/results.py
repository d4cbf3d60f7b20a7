"""What the analyzer said, kept as documents; rebuilt at any time."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kitka.recorder.model import Record
from kitka.recorder.store.file import DatabaseFile


class FrictionRow(Record, frozen=True):
    """One friction in columns, to be queried without decoding documents."""

    rule: str
    step: str
    element: str
    at_s: float
    cost_s: float


class FindingRow(Record, frozen=True):
    """One finding; ``document`` is the analyzer's JSON."""

    id: str
    scenario: str
    actor: str
    rule: str
    step: str
    priority: float
    document: bytes


class _Named(Record, frozen=True):
    """Whom a finding's document names."""

    session_ids: tuple[str, ...] = ()


_named = msgspec.json.Decoder(_Named)


class ResultTables(DatabaseFile):
    """Results, frictions and findings with the version of the rules that made them."""

    def save_result(
        self,
        session: str,
        scenario: str,
        version: str,
        document: bytes,
        frictions: Sequence[FrictionRow],
    ) -> None:
        """Replace what was known of one session; of one that was erased meanwhile keep nothing."""
        with self._transaction():
            if not self._scalar("select 1 from sessions where id = ?", session):
                return
            self._db.table("results").insert(
                {"session": session, "version": version, "document": document.decode()},
                pk="session",
                replace=True,
            )
            self._db.table("frictions").delete_where("session = ?", [session])
            self._db.table("frictions").insert_all(
                {
                    "session": session,
                    "scenario": scenario,
                    "rule": friction.rule,
                    "step": friction.step,
                    "element": friction.element,
                    "at_s": friction.at_s,
                    "cost_s": friction.cost_s,
                    "version": version,
                }
                for friction in frictions
            )

    def results(self, version: str) -> dict[str, bytes]:
        """session → result document, as far as made by ``version``."""
        rows = self._rows("select session, document from results where version = ?", version)
        return {row["session"]: row["document"].encode() for row in rows}

    def results_under(self, prefix: str) -> dict[str, bytes]:
        """session → result document, as far as made by ``prefix`` or ``prefix:`` and more."""
        rows = self._rows(
            "select session, document from results where version = ? or substr(version, 1, ?) = ?",
            prefix,
            len(prefix) + 1,
            f"{prefix}:",
        )
        return {row["session"]: row["document"].encode() for row in rows}

    def save_findings(self, version: str, findings: Sequence[FindingRow]) -> None:
        """Replace all findings. Who was erased while they were made is in none of them, and where
        others were counted together with that person, those wait for the next analysis."""
        with self._transaction():
            findings = self._without_erased(findings)
            self._db.table("findings").delete_where()
            self._db.table("findings").insert_all(
                {
                    "id": finding.id,
                    "scenario": finding.scenario,
                    "actor": finding.actor,
                    "rule": finding.rule,
                    "step": finding.step,
                    "priority": finding.priority,
                    "version": version,
                    "document": finding.document.decode(),
                }
                for finding in findings
            )

    def _without_erased(self, findings: Sequence[FindingRow]) -> list[FindingRow]:
        known = {row["id"] for row in self._rows("select id from sessions")}
        gone = [not known.issuperset(_named.decode(row.document).session_ids) for row in findings]
        short = {row.scenario for row, out in zip(findings, gone, strict=True) if out}
        return [
            row
            for row, out in zip(findings, gone, strict=True)
            if not out and not (row.actor == "participant" and row.scenario in short)
        ]
