"""The words of the consent as one participant reads them, and their hash."""

from __future__ import annotations

import hashlib

from kitka.recorder.model import Record, Study
from kitka.recorder.participants.words import Words


class Section(Record, frozen=True):
    """A heading and its paragraphs; with ``listed``, they are points of a list."""

    heading: str
    paragraphs: tuple[str, ...]
    listed: bool = False


class Box(Record, frozen=True):
    """A box to tick, empty at first. ``required``: without it nobody goes on."""

    name: str
    text: str
    required: bool = False


class ConsentText(Record, frozen=True):
    """Everything that is shown before anything is recorded."""

    sections: tuple[Section, ...]
    boxes: tuple[Box, ...]

    @property
    def shown(self) -> str:
        """The words, one paragraph a line."""
        lines: list[str] = []
        for section in self.sections:
            lines += [section.heading, *section.paragraphs]
        return "\n".join([*lines, *(f"[ ] {box.text}" for box in self.boxes)])

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.shown.encode()).hexdigest()


def consent_text(study: Study, words: Words) -> ConsentText:
    """The consent to this study in one language."""
    terms, language = study.consent, words.language
    who = words("consent.who_text", controller=terms.controller, contact=terms.contact)
    recorded = [words("consent.what_shop")]
    if study.payment:
        recorded.append(words("consent.what_payment"))
    recorded += [words(f"consent.{what}") for what in ("what_answers", "what_device")]
    given = words("consent.given_text") if study.buyer else words("welcome.details")
    sections = [
        Section(words("consent.who"), (who,)),
        Section(words("consent.why"), (terms.purpose[language],)),
        Section(words("consent.what"), (*recorded, words("consent.what_cookie")), listed=True),
        Section(
            words("consent.not"), (words("consent.not_typed"), words("consent.not_you")),
            listed=True,
        ),
        Section(words("consent.given"), (given,)),
        Section(words("consent.who_sees"), (terms.recipients[language],)),
        Section(words("consent.kept"), (words("consent.kept_text", days=study.retention_days),)),
        Section(words("consent.basis"), (terms.legal_basis[language],)),
        Section(words("consent.rights"), (words("consent.rights_text", contact=terms.contact),)),
    ]  # fmt: skip
    boxes = [
        Box("age", words("consent.age", age=terms.minimum_age), required=True),
        Box("record", words("consent.record"), required=True),
    ]
    if study.replay:
        boxes.append(Box("replay", words("consent.replay")))
    if study.replay and study.clips:
        boxes.append(Box("clips", words("consent.clips")))
    return ConsentText(tuple(sections), tuple(boxes))
