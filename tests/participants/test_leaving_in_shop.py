"""What a key in the shop may ask for, and what only a page of our own does."""

from __future__ import annotations

import pytest
from msgspec.structs import replace
from participants.walk import Person, Site

from kitka.recorder.sessions import end_session


def test_who_wants_to_be_erased_in_the_shop_confirms_it_here(site: Site, person: Person) -> None:
    person.to_task()
    person.send("start")
    # as /kitka/said does for {"what": "leave", "keep": false}
    end_session(site.store, person.session.id, said="leave", at=site.at)
    site.store.change_participant(
        person.known.id, lambda known: replace(known, left=site.at, wish_erase=True)
    )
    page = f"{person.path}/withdraw"
    assert person.get("/p/next").location == page
    shown = person.get(page).text
    assert shown.count('name="act"') == 1 and 'value="erase"' in shown
    assert person.send("erase", page).location == "/p/erased"
    assert site.store.participant_by_token(person.token) is None
    assert site.store.sessions() == []


def test_what_is_consented_to_includes_for_how_long(site: Site, person: Person) -> None:
    person.consents()
    consent = person.known.consent
    assert consent is not None
    assert consent.retention_days == site.version.document.retention_days


def test_an_open_link_takes_in_so_many(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kitka.recorder.participants.acts.MOST_PEOPLE", 2)
    study, link = site.version.study, f"/p/open/{site.version.document.name}"
    form = {"act": "begin", "stage": "welcome:-1::", "language": "en"}
    headers = {"Sec-Fetch-Site": "same-origin"}
    codes = [site.client().post(link, data=form, headers=headers).status_code for _ in range(3)]
    assert codes == [303, 303, 503]
    assert len(site.store.participants(study)) == 2
