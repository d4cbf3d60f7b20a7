"""What people say about one session: its participant, its researcher, and who left it out."""

from __future__ import annotations

from collections.abc import Iterable

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.build_answers import answer_pairs
from kitka.analyzer.report.build_live import marks, note_row
from kitka.analyzer.report.media import playable
from kitka.analyzer.report.parts import Figure, Link
from kitka.analyzer.report.study_pages import CountingForm, MediaPart, SaidPart
from kitka.analyzer.report.study_source import MediaFile, StudySource
from kitka.analyzer.results import SessionResult
from kitka.recorder.model import StudyVersion

_LANGUAGES = {"en": "English", "fi": "Finnish", "sv": "Swedish"}


def said_part(studies: StudySource, result: SessionResult, addresses: Addresses) -> SaidPart:
    """For a participant's session; a script says nothing."""
    version = _version(studies, result)
    answers = studies.session_answers(result.id)
    record = studies.record(result.id)
    return SaidPart(
        badges=tuple(_badges(result)),
        said=_said(result),
        excluded=exclusion_text(result),
        study=_study_link(version, addresses),
        answers=tuple(
            Figure(question, text)
            for question, text in answer_pairs(version.document if version else None, answers)
        ),
        notes=tuple(note_row(note) for note in studies.notes(result.id)),
        media=tuple(_media(one, result.id, addresses) for one in studies.media(result.id)),
        form=counting_form(result, addresses, ""),
        beside=addresses.beside(result.id) if record and not record.ended else "",
        note_action=addresses.notes(result.id),
    )


def _version(studies: StudySource, result: SessionResult) -> StudyVersion | None:
    versions = studies.versions(studies.study_name(result.study)) if result.study else ()
    return next((one for one in versions if one.hash == result.study_version), None)


def _study_link(version: StudyVersion | None, addresses: Addresses) -> Link | None:
    if version is None:
        return None
    study = version.document
    return Link(f"{study.title}, v{version.number}", addresses.study(study.name, version.number))


def _badges(result: SessionResult) -> Iterable[str]:
    yield from marks(result.pilot, result.automated)
    if result.mistaken:
        yield "mistaken"
    if result.excluded:
        yield "excluded"
    if result.assisted:
        yield "assisted"
    if result.open:
        yield "under way"
    if result.actor == "participant":
        yield result.protocol.replace("_", "-")
    if result.language:
        yield _LANGUAGES.get(result.language, fmt.words(result.language))


def _said(result: SessionResult) -> str:
    """What the person said beside what the log shows; empty for scripts."""
    if result.actor == "script" or result.open:
        return ""
    said = fmt.said(result.said) or "nothing"
    shows = "completed" if result.outcome == "completed" else "not completed"
    end = " → mistaken" if result.mistaken else ""
    return f"said: {said} · the log shows: {shows}{end}"


def _media(file: MediaFile, session: str, addresses: Addresses) -> MediaPart:
    begins = "after" if file.offset_s >= 0 else "before"
    return MediaPart(
        name=fmt.words(file.name),
        kind=playable(file),
        href=addresses.media(session, file.id),
        offset_s=file.offset_s,
        about=f"begins {fmt.seconds(abs(file.offset_s))} {begins} the session",
    )


def counting_form(
    result: SessionResult, addresses: Addresses, suggested: str, back: str = ""
) -> CountingForm:
    return CountingForm(
        action=addresses.counting(result.id),
        excluded=result.excluded is not None,
        suggested=fmt.words(suggested),
        about=f"session {fmt.short_id(result.id)}",
        back=back,
    )


def exclusion_text(result: SessionResult) -> str:
    """``tested by a colleague (MK, 3 Nov 2026, 12:03 UTC)``."""
    if result.excluded is None:
        return ""
    when = fmt.date(result.excluded.at).text
    return f"{fmt.words(result.excluded.reason)} ({fmt.words(result.excluded.who)}, {when})"
