"""What is agreed to over HTTP: the words, the boxes, the cookie, and the version of the study."""

from __future__ import annotations

import msgspec
import pytest
from participants.walk import CONSENT, Person, Site

from kitka.recorder.study import keep_study

# ---------------------------------------------------------------- consent


def test_consent_is_kept_with_the_words_that_were_shown(site: Site, person: Person) -> None:
    person.consents()
    consent = person.known.consent
    assert consent is not None
    assert (consent.language, consent.at, consent.replay, consent.clips) == (
        "en",
        site.at,
        True,
        False,
    )
    words = site.store.setting(f"consent text {consent.text_hash}")
    assert words is not None
    for told in ("Example Outdoors Ltd", "At most 90 days", "I am at least 18 years old"):
        assert told in words
    assert person.known.version == site.version.hash
    assert (person.known.device, person.known.browser) == ("phone", "Chrome 141")


@pytest.mark.parametrize("box", ["age", "record"])
def test_no_consent_without_the_boxes_that_it_needs(person: Person, box: str) -> None:
    response = person.consents(**{box: ""})
    assert response.status_code == 422
    page = response.get_data(as_text=True)
    assert f'href="#{box}"' in page and "Error: " in page
    assert page.count(" checked") == len(CONSENT) - 1
    assert person.known.consent is None


def test_boxes_are_not_ticked_beforehand(person: Person) -> None:
    person.send("begin")
    assert " checked" not in person.get().get_data(as_text=True)


def test_clips_need_the_replay(person: Person) -> None:
    person.consents(replay="", clips="yes")
    consent = person.known.consent
    assert consent is not None and not consent.replay and not consent.clips


def test_words_that_changed_are_shown_before_they_are_agreed_to(site: Site, person: Person) -> None:
    person.send("begin")
    old = person.form(person.get().get_data(as_text=True))
    terms = msgspec.structs.replace(site.file.study.consent, minimum_age=21)
    study = msgspec.structs.replace(site.file.study, consent=terms)
    keep_study(site.store, msgspec.structs.replace(site.file, study=study), at=site.at)
    assert person.post({**old, "act": "agree", **CONSENT}).status_code == 303
    assert person.stage == "consent"
    assert "at least 21" in person.get().get_data(as_text=True)


def test_declining_is_a_clean_end(site: Site, person: Person) -> None:
    person.send("begin")
    response = person.send("decline")
    assert "Set-Cookie" not in response.headers
    known = person.known
    assert known.declined and known.consent is None
    assert (known.device, known.browser, known.version) == ("", "", "")
    assert person.now.answers == () and person.now.sessions == ()
    person.send("reconsider")
    assert person.stage == "consent"


def test_the_cookie_stays_with_the_pages(site: Site, person: Person) -> None:
    cookie = person.consents().headers["Set-Cookie"]
    for part in (
        f"kitka_p={person.token}",
        "HttpOnly",
        "SameSite=Lax",
        "Path=/p",
        "Max-Age=2592000",
    ):
        assert part in cookie
    assert "Secure" not in cookie
    site.people.base_url = "https://study.example"
    assert "Secure" in site.invite().consents().headers["Set-Cookie"]


def test_the_same_browser_twice_is_noticed(site: Site, person: Person) -> None:
    person.consents()
    second = Person(site, site.invite().token, person.client)
    second.consents()
    assert second.known.same_browser_as == person.known.id
    assert person.known.same_browser_as == ""


# ---------------------------------------------------------------- versions


def changed(site: Site) -> None:
    """The study asks something else from now on."""
    study = msgspec.structs.replace(site.file.study, end=site.file.study.end[1:])
    keep_study(site.store, msgspec.structs.replace(site.file, study=study), at=site.at)


def test_the_first_real_participant_locks_the_version(site: Site) -> None:
    site.invite(pilot=True).consents()
    assert site.store.study_versions(site.version.study)[0].locked == 0
    site.at += 1
    site.invite().consents()
    assert site.store.study_versions(site.version.study)[0].locked == site.at
    site.at += 1
    site.invite().consents()
    assert site.store.study_versions(site.version.study)[0].locked == site.at - 1


def test_who_consented_keeps_their_version(site: Site) -> None:
    early, late = site.invite(), site.invite()
    early.consents()
    changed(site)
    late.consents()
    versions = site.store.study_versions(site.version.study)
    assert [v.number for v in versions] == [1, 2]
    assert early.known.version == versions[0].hash
    assert late.known.version == versions[1].hash
    assert len(early.now.study.end) == len(late.now.study.end) + 1
