"""Who is recorded in the lab, and what of it: what was agreed to is asked for, kept and held to."""

import os
import pty
from pathlib import Path

import msgspec
import pytest
from lab.sitting import Begin, kept, look_around

from kitka.commands.lab_consent import WITHOUT_STUDY
from kitka.recorder.driver import wall_ms
from kitka.recorder.model import Consent, Exclusion, Participant, View
from kitka.recorder.participants.consent import consent_text
from kitka.recorder.participants.words import words
from kitka.recorder.store import Store
from kitka.recorder.study import find_study, keep_study, load_study


@pytest.mark.parametrize(
    ("typed", "replay", "clips"),
    [("signals", False, False), ("replay,clips", True, True)],
)
def test_what_was_agreed_to_is_kept_and_held_to(
    begin: Begin, typed: str, replay: bool, clips: bool
) -> None:
    lab, person = begin("--study", "two_backpacks", "--language", "fi", consent=typed)
    look_around(person)
    person.page.close()
    _, _, session = lab.end()
    assert lab.replayed() is replay
    assert kept(lab.db, session.id, View)
    with Store.open(lab.db) as store:
        (version,) = store.study_versions(session.study)
        participant = store.participant(session.participant)
        assert participant is not None and participant.consent is not None
        consent, text = participant.consent, consent_text(version.document, words("fi"))
        assert (consent.replay, consent.clips, consent.language) == (replay, clips, "fi")
        assert (consent.text_hash, consent.retention_days) == (text.hash, 90)
        assert store.setting(f"consent text {text.hash}") == text.shown
        assert sorted(participant.order) == list(range(len(version.document.tasks)))


def test_the_researcher_is_asked_before_anything_opens(begin: Begin) -> None:
    hand, terminal = pty.openpty()
    try:
        os.write(hand, b"y\nn\n")
        lab, person = begin(consent=None, stdin=terminal)
        look_around(person)
        person.page.close()
        lab.hears("stays open for notes")
        lab.stop()
        lab.end()
    finally:
        os.close(hand)
        os.close(terminal)
    assert not lab.replayed()
    with Store.open(lab.db) as store:
        consent = someone(store).consent
        assert consent is not None and not consent.replay and not consent.clips
        assert store.setting(f"consent text {consent.text_hash}") == WITHOUT_STUDY


def test_who_does_not_agree_is_not_recorded(begin: Begin, tmp_path: Path) -> None:
    hand, terminal = pty.openpty()
    try:
        os.write(hand, b"n\n")
        with pytest.raises(AssertionError, match="has not agreed to the recording"):
            begin(consent=None, stdin=terminal)
    finally:
        os.close(hand)
        os.close(terminal)
    with Store.open(tmp_path / "kitka.db") as store:
        assert store.people() == [] and store.sessions() == []


def someone(store: Store) -> Participant:
    """The only one there is."""
    (person,) = store.participants_called("P01")
    return person


def invited(db: Path, **what: object) -> Participant:
    """Somebody of the study who has their own page already."""
    with Store.open(db) as store:
        at = wall_ms()  # whoever came long ago is erased by the server beside the lab
        version = keep_study(store, load_study(find_study("two_backpacks")), at=at)
        person = store.add_participants(version.study, 1, at=at)[0]
        person = msgspec.structs.replace(person, opened=at, version=version.hash, **what)
        store.save_participant(person)
    return person


def test_what_was_agreed_to_on_the_own_page_stands(begin: Begin, tmp_path: Path) -> None:
    consent = Consent("shown there", "en", wall_ms())
    invited(tmp_path / "kitka.db", consent=consent, order=(1, 0))
    lab, person = begin("--study", "two_backpacks", consent="replay")
    look_around(person)
    person.page.close()
    _, _, session = lab.end()
    assert not lab.replayed()
    with Store.open(lab.db) as store:
        participant = store.participant(session.participant)
    assert participant is not None
    assert (participant.consent, participant.order) == (consent, (1, 0))


@pytest.mark.parametrize(
    ("what", "said"),
    [
        ({"declined": 3.0}, "P01: chose not to take part and is not recorded; name another"),
        ({"left": 3.0}, "P01: has left the study and is not recorded; name another"),
    ],
)
def test_who_wanted_out_is_not_recorded(
    begin: Begin, tmp_path: Path, what: dict[str, float], said: str
) -> None:
    before = invited(tmp_path / "kitka.db", **what)
    with pytest.raises(AssertionError, match=said):
        begin("--study", "two_backpacks")
    with Store.open(tmp_path / "kitka.db") as store:
        assert store.participant(before.id) == before and store.sessions() == []


def test_leaving_overwrites_no_newer_decision(begin: Begin) -> None:
    lab, person = begin("--study", "two_backpacks")
    person.sees_bar()
    with Store.open(lab.db) as store:
        before, excluded = someone(store), Exclusion("other", "the researcher", 5.0)
        store.change_participant(
            before.id, lambda found: msgspec.structs.replace(found, finished=7.0, excluded=excluded)
        )
    person.press_in_bar("More", "Leave the study", "Leave, my data may be used", "Yes, leave")
    lab.end()
    with Store.open(lab.db) as store:
        after = someone(store)
    assert after.left and (after.finished, after.excluded) == (7.0, excluded)
    with pytest.raises(AssertionError, match="has left the study"):
        begin("--study", "two_backpacks")
