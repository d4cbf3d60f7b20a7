"""Studies: versions that lock at the first real participant, and the settings of a workspace."""

from __future__ import annotations

import hashlib

import msgspec

from kitka.recorder.model import Study, StudyVersion
from kitka.recorder.store.log import LogTables


def study_hash(study: Study) -> str:
    """Identity of what participants are asked: tasks, order, protocol, buyer and every question.

    sha256 of the content, 16 hex digits. What else a file says may change under them.
    """
    asked = (
        study.tasks, study.order, study.protocol, study.languages, study.buyer, study.segments,
        study.before, study.expectations, study.after, study.stopped, study.end,
    )  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(asked, order="sorted")).hexdigest()[:16]


class StudyTables(LogTables):
    """What participants are asked, in versions."""

    def save_study(self, study: Study, *, at: float) -> StudyVersion:
        """Keep what the file says now, ``at`` ms since 1970.

        The same questions as a version before: that version, with the rest brought up to date.
        Others: a new version, in the place of the newest if nobody has met that one yet.
        """
        id = self.ensure_study(study.name, shop=study.shop_url, at=at)
        key, document = study_hash(study), msgspec.json.encode(study).decode()
        with self._transaction():
            versions = self._versions(id)
            known = next((v for v in versions if v.hash == key), None)
            if known is None:
                newest = versions[-1] if versions else None
                number = newest.number + 1 if newest else 1
                if newest and not self._is_met(id, newest.hash):
                    number = newest.number
                    self._db.table("study_versions").delete((id, newest.hash))
                known = StudyVersion(id, key, number, study, at)
            row = {"study": id, "hash": key, "number": known.number, "document": document,
                   "created": known.created, "locked": known.locked}  # fmt: skip
            self._db.table("study_versions").upsert(row, pk=("study", "hash"))
        return msgspec.structs.replace(known, document=study)

    def _is_met(self, study: str, version: str) -> bool:
        """Somebody consented to it, or a session was held under it (in a lab, perhaps by people
        of whom nothing else is known)."""
        return bool(
            self._scalar(
                "select exists(select 1 from participants where study = :study"
                " and document ->> 'version' = :version)"
                " or exists(select 1 from sessions where study = :study"
                " and document ->> 'study_version' = :version)"
                " or exists(select 1 from study_versions where study = :study"
                " and hash = :version and locked > 0)",
                study=study,
                version=version,
            )
        )

    def _versions(self, study: str) -> list[StudyVersion]:
        rows = self._rows("select * from study_versions where study = ? order by number", study)
        return [
            StudyVersion(
                row["study"],
                row["hash"],
                row["number"],
                msgspec.json.decode(row["document"], type=Study),
                row["created"],
                row["locked"],
            )
            for row in rows
        ]

    def study_versions(self, study: str) -> list[StudyVersion]:
        """Every version of the study with this id, the oldest first."""
        return self._versions(study)

    def newest_studies(self) -> list[StudyVersion]:
        """The newest version of every study that has participants' parts, by name."""
        ids = [row["study"] for row in self._rows("select distinct study from study_versions")]
        return sorted((self._versions(id)[-1] for id in ids), key=lambda v: v.document.name)

    def study_id(self, name: str) -> str | None:
        row = next(self._rows("select id from studies where name = ?", name), None)
        return str(row["id"]) if row else None

    def lock_study(self, study: str, version: str, *, at: float) -> None:
        """The first real participant of this version has consented."""
        with self._transaction():
            self._db.execute(
                "update study_versions set locked = ? where study = ? and hash = ? and locked = 0",
                (at, study, version),
            )

    # ------------------------------------------------------------ settings

    def setting(self, name: str) -> str | None:
        row = next(self._rows("select value from settings where name = ?", name), None)
        return str(row["value"]) if row else None

    def keep_setting(self, name: str, value: str) -> str:
        """Keep ``value`` unless there is one already; the one that stands is returned."""
        with self._transaction():
            self._db.table("settings").insert({"name": name, "value": value}, ignore=True)
        return self.setting(name) or value

    def set_setting(self, name: str, value: str) -> None:
        with self._transaction():
            self._db.table("settings").upsert({"name": name, "value": value}, pk="name")
