"""What the pages about studies and people ask for, answered from one workspace file."""

from __future__ import annotations

from collections.abc import Sequence

from kitka.analyzer.report.study_source import Live, LiveLog, MediaFile
from kitka.analyzer.results import SessionResult
from kitka.recorder.model import Answer, Exclusion, Note, Participant, Session, StudyVersion
from kitka.recorder.study import CLOSED, OPEN, open_setting
from kitka.workspace.live import Watch
from kitka.workspace.shared import SharedWorkspace


class WorkspaceStudies:
    """Implements :class:`kitka.analyzer.report.study_source.StudySource`."""

    def __init__(self, shared: SharedWorkspace) -> None:
        self._shared = shared
        self._watch = Watch(shared)

    # ------------------------------------------------------------ studies

    def newest(self) -> Sequence[StudyVersion]:
        with self._shared.store() as store:
            return store.newest_studies()

    def versions(self, name: str) -> Sequence[StudyVersion]:
        with self._shared.store() as store:
            id = store.study_id(name)
            return store.study_versions(id) if id else ()

    def study_name(self, study: str) -> str:
        return next((v.document.name for v in self.newest() if v.study == study), "")

    def participants(self, name: str) -> Sequence[Participant]:
        with self._shared.store() as store:
            id = store.study_id(name)
            return store.participants(id) if id else ()

    def answers(self, name: str) -> Sequence[Answer]:
        with self._shared.store() as store:
            id = store.study_id(name)
            people = store.participants(id) if id else []
            return [a for p in people for a in store.answers(participant=p.id)]

    def sessions(self, name: str) -> Sequence[SessionResult]:
        with self._shared.store() as store:
            id = store.study_id(name)
        return [result for result in self._shared.results() if id and result.study == id]

    def live(self, name: str, now: float) -> Live:
        with self._shared.store() as store:
            id = store.study_id(name)
        return self._watch.live(id, now) if id else Live()

    def invite(self, name: str, number: int, *, pilot: bool, at: float) -> Sequence[Participant]:
        with self._shared.store() as store:
            id = store.study_id(name)
            return store.add_participants(id, number, at=at, pilot=pilot) if id else ()

    def is_open(self, name: str) -> bool:
        with self._shared.store() as store:
            return store.setting(open_setting(name)) == OPEN

    def open(self, name: str, may: bool) -> None:
        with self._shared.store() as store:
            store.set_setting(open_setting(name), OPEN if may else CLOSED)

    # ------------------------------------------------------------ one session

    def record(self, session: str) -> Session | None:
        with self._shared.store() as store:
            return store.session(session)

    def session_answers(self, session: str) -> Sequence[Answer]:
        with self._shared.store() as store:
            return store.answers(session=session)

    def notes(self, session: str) -> Sequence[Note]:
        with self._shared.store() as store:
            return store.notes(session)

    def live_log(self, session: str) -> LiveLog | None:
        return self._watch.log(session)

    def media(self, session: str) -> Sequence[MediaFile]:
        with self._shared.store() as store:
            return [
                MediaFile(m.id, m.name, m.type, m.offset_s, m.size) for m in store.media(session)
            ]

    def media_bytes(self, session: str, media: str, start: int, length: int) -> bytes:
        if not any(one.id == media for one in self.media(session)):
            return b""
        with self._shared.store() as store:
            return store.media_chunk(media, start, length)

    def count(self, session: str, exclusion: Exclusion | None) -> None:
        with self._shared.store() as store:
            store.exclude_session(session, exclusion)
        self._shared.changed()

    def save_note(self, note: Note) -> None:
        with self._shared.store() as store:
            store.save_note(note)
        self._shared.changed()

    def remove_note(self, note: Note) -> None:
        with self._shared.store() as store:
            store.delete_note(note.id)
        self._shared.changed()
