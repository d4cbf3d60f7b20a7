"""The pages over HTTP: from the link to the thanks, and every way out."""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from participants.stages import INSTAGRAM, STAGES
from participants.walk import ANSWERS, BASE, CONSENT, Person, Site

from kitka.recorder.participants.visitor import visitor
from kitka.recorder.sessions import IDLE_MS, close_idle
from kitka.recorder.store import Store
from kitka.recorder.study import keep_study
from kitka.recorder.taskbar import shown_code, task_bar


def test_the_whole_way(site: Site, person: Person) -> None:
    assert person.stage == "welcome"
    person.to_task()
    assert person.stage == "task"
    person.does("done")
    person.does("stop")
    assert person.stage == "end"
    site.at += 5
    person.answers()
    assert person.stage == "thanks"
    assert person.known.finished == site.at
    assert [s.said for s in person.now.sessions] == ["done", "stop"]
    assert [s.task for s in person.now.sessions] == list(person.known.order)
    kept = {(a.session, a.item): a.value for a in person.now.answers}
    first, second = (s.id for s in person.now.sessions)
    assert kept["", "buying_for"] == "self"
    assert kept[first, "seq"] == "6"
    assert kept[first, "hesitated.what"] == "The postcode"
    assert kept[second, "stopped_reason"] == "extra_costs"
    assert (first, "stopped_why") not in kept


def test_a_get_changes_nothing(site: Site) -> None:
    """Not even of a page that is over: the file is as it was, seen from another connection."""
    paths = [bring(site.invite()) for bring, _ in STAGES.values()]
    with Store.open(site.store.path) as other:
        before, version = dump(site.store.path), other.data_version()
        for path in paths:
            client = site.client()
            for _ in range(2):
                assert client.get(path).status_code in (200, 404)
            client.head(path)
            assert "Set-Cookie" not in client.get(path).headers
        assert other.data_version() == version
        assert dump(site.store.path) == before


def dump(path: str) -> list[bytes]:
    return [Path(f"{path}{end}").read_bytes() for end in ("", "-wal")]


def test_opening_is_the_first_press_not_the_first_look(site: Site, person: Person) -> None:
    person.get()
    assert person.known.opened == 0
    site.at += 10
    person.send("begin")
    assert person.known.opened == site.at and person.stage == "consent"


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


# ---------------------------------------------------------------- the shop


def test_a_task_opens_the_shop_with_a_key(site: Site, person: Person) -> None:
    person.to_task()
    response = person.send("start")
    address, _, key = response.location.partition("#kitka=")
    assert response.status_code == 303 and address == "http://127.0.0.1:8000/"
    opened = site.store.session_of_key(key)
    assert opened is not None and opened.session == person.session
    assert person.session.study_version == person.known.version
    assert person.session.pseudonym == person.known.pseudonym
    assert person.known.started == site.at


def test_returning_to_the_shop_goes_on_with_the_same_session(site: Site, person: Person) -> None:
    person.to_task()
    first = person.send("start").location
    second = person.send("return").location
    assert first != second and len(person.now.sessions) == 1
    for address in (first, second):
        assert site.store.session_of_key(address.partition("#kitka=")[2]) is not None


def test_a_double_tap_begins_one_session(person: Person) -> None:
    person.to_task()
    form = {**person.form(person.get().get_data(as_text=True)), "act": "start"}
    places = [person.post(form).location for _ in range(2)]
    assert all("#kitka=" in place for place in places)
    assert len(person.now.sessions) == 1


def test_many_at_once_begin_one_session(person: Person) -> None:
    person.to_task()
    form = {**person.form(person.get().get_data(as_text=True)), "act": "start"}

    def tap(_: int) -> str:
        return Person(person.site, person.token).post(form).location

    with ThreadPoolExecutor(8) as pool:
        places = list(pool.map(tap, range(16)))
    assert all("#kitka=" in place for place in places)
    assert len(person.now.sessions) == 1


def test_after_a_day_the_task_begins_again(site: Site, person: Person) -> None:
    person.to_task()
    person.send("start")
    site.at += 25 * 3_600_000
    assert "#kitka=" in person.send("return").location
    assert [session.attempt for session in person.now.sessions] == [1, 2]


@pytest.mark.parametrize(
    ("said", "stage"), [("done", "after"), ("stop", "after"), ("again", "in_shop")]
)
def test_who_comes_back_after_a_while(site: Site, person: Person, said: str, stage: str) -> None:
    person.to_task()
    person.send("start")
    site.at += IDLE_MS + 1
    close_idle(site.store, site.at)
    assert person.stage == "lapsed"
    person.send(said)
    assert person.stage == stage


def test_the_shop_may_be_where_the_form_leads(person: Person) -> None:
    person.to_task()
    policy = person.get().headers["Content-Security-Policy"]
    assert "form-action 'self' http://127.0.0.1:8000" in policy
    assert "script-src 'self'" in policy and "unsafe" not in policy


# ---------------------------------------------------------------- leaving


def test_leaving_keeps_what_may_be_used(site: Site, person: Person) -> None:
    person.to_task()
    person.send("start")
    site.at += 7
    person.send("keep", f"{person.path}/withdraw")
    assert person.stage == "left"
    assert person.known.left == site.at
    assert (person.session.said, person.session.ended) == ("leave", "closed")


@pytest.mark.parametrize("name", ["consent", "in shop", "thanks", "left"])
def test_everything_can_be_erased_by_the_link(site: Site, person: Person, name: str) -> None:
    STAGES[name][0](person)
    id = person.known.id
    response = person.send("erase", f"{person.path}/withdraw")
    assert response.location == "/p/erased"
    assert "Max-Age=0" in response.headers["Set-Cookie"]
    assert site.store.participant(id) is None
    assert site.store.sessions_of(id) == [] and site.store.answers(participant=id) == []
    assert person.get().status_code == 404


def test_erasing_leaves_the_free_pages_to_whoever_sees_to_them(site: Site, person: Person) -> None:
    told: list[str] = []
    site.people.erased = lambda: told.append("erased")
    person.consents()
    person.send("erase", f"{person.path}/withdraw")
    assert told == ["erased"]


def test_who_has_finished_goes_back_unchanged(person: Person) -> None:
    STAGES["thanks"][0](person)
    person.send("keep", f"{person.path}/withdraw")
    assert person.stage == "thanks" and person.known.left == 0


# ---------------------------------------------------------------- other ways in


def test_next_leads_on_by_the_cookie(site: Site, person: Person) -> None:
    assert person.get("/p/next").location == "/p/code"
    person.consents()
    assert person.get("/p/next").location == person.path
    person.send("erase", f"{person.path}/withdraw")
    person.client.set_cookie("kitka_p", person.token, path="/p")
    assert person.get("/p/next").location == "/p/erased"


def test_the_browser_that_opens_the_shop_finds_the_way_back(site: Site, person: Person) -> None:
    """The link was opened on a phone, after the consent was given on a desk."""
    person.to_task()
    phone = Person(site, person.token)
    phone.get()
    phone.send("start")
    assert phone.get("/p/next").location == person.path


def test_a_code_continues_in_another_browser(site: Site, person: Person) -> None:
    person.to_task()
    person.send("start")
    other = Person(site, person.token)
    code = person.known.code
    typed = f" {code[:4].lower()}-{code[4:].lower()} "
    response = other.post({"code": typed}, "/p/code")
    assert response.location == person.path
    assert f"kitka_p={person.token}" in response.headers["Set-Cookie"]
    assert other.get("/p/next").location == person.path
    assert "Return to the shop" in other.get().get_data(as_text=True)


@pytest.mark.parametrize(("language", "says"), [("en", "type the code"), ("fi", "kirjoita koodi")])
def test_the_code_stands_on_our_page_and_not_in_the_shops(
    site: Site, language: str, says: str
) -> None:
    person = site.invite(language=language)
    STAGES["in shop"][0](person)
    code = shown_code(person.known.code)
    page = person.get(person.get("/p/next").location).get_data(as_text=True)
    assert f"{says} {code}." in page and f"{BASE}/p/code" in page
    bar = task_bar(site.version, person.known, 0, language=language, next=f"{BASE}/p/next")
    told = msgspec.json.encode(bar).decode()
    assert bar.code == "" and person.known.code not in told and code not in told


@pytest.mark.parametrize("name", ["declined", "thanks", "left"])
def test_a_code_is_over_with_the_study(person: Person, name: str) -> None:
    STAGES[name][0](person)
    assert person.post({"code": person.known.code}, "/p/code").status_code == 422


def test_codes_cannot_be_tried_out(site: Site, person: Person) -> None:
    person.consents()
    stranger = Person(site, "")
    for _ in range(10):
        assert stranger.post({"code": "AAAABBBB"}, "/p/code").status_code == 422
    refused = stranger.post({"code": person.known.code}, "/p/code")
    assert refused.status_code == 429 and refused.headers["Retry-After"] == "60"
    assert "Set-Cookie" not in refused.headers
    site.at += 60_000
    assert stranger.post({"code": person.known.code}, "/p/code").status_code == 303


def test_the_open_link_makes_a_participant_at_the_press(site: Site) -> None:
    stranger = Person(site, "")
    path = "/p/open/two_backpacks?source=panel&id=a.b-1&bad=%3Cb%3E&" + "&".join(
        f"k{n}={n}" for n in range(9)
    )
    stranger.get(path)
    assert site.store.participants(site.version.study) == []
    location = stranger.send("begin", path).location
    joined = site.store.participants(site.version.study)[0]
    assert location == f"/p/{joined.token}"
    assert joined.opened == site.at
    assert len(joined.source) == 8
    assert joined.source["source"] == "panel" and joined.source["id"] == "a.b-1"
    assert "bad" not in joined.source


def test_another_language_keeps_what_the_open_link_passed(site: Site) -> None:
    stranger = Person(site, "")
    path = "/p/open/two_backpacks"
    page = stranger.get(f"{path}?source=panel&id=a.b-1&lang=en&bad=%22%3E").get_data(as_text=True)
    (address,) = re.findall(r'<a href="([^"]*)" lang="fi"', page)
    assert html.unescape(address) == "?source=panel&id=a.b-1&lang=fi"
    stranger.send("begin", path + html.unescape(address))
    (joined,) = site.store.participants(site.version.study)
    assert joined.source == {"source": "panel", "id": "a.b-1"}
    assert joined.language == "fi"


def test_a_refused_page_keeps_it_too(site: Site) -> None:
    stranger = Person(site, "")
    stranger.headers["Sec-Fetch-Site"] = "cross-site"
    page = stranger.post({}, "/p/open/two_backpacks?source=panel").get_data(as_text=True)
    assert 'href="?source=panel&amp;lang=fi"' in page


def test_begin_pressed_twice_makes_one_participant(site: Site) -> None:
    stranger, path = Person(site, ""), "/p/open/two_backpacks?source=panel"
    page = stranger.get(path).get_data(as_text=True)
    form = {**stranger.form(page), "act": "begin"}

    def press(_: int) -> str:
        return Person(site, "").post(form, path).location

    with ThreadPoolExecutor(8) as pool:
        places = set(pool.map(press, range(40)))  # more than may join in a minute
    (joined,) = site.store.participants(site.version.study)
    assert places == {f"/p/{joined.token}"}
    assert form["once"] not in msgspec.json.encode(joined).decode()
    for _ in range(2):  # each time the page is shown, it may be somebody else who reads it
        stranger.send("begin", path)
    assert len(site.store.participants(site.version.study)) == 3


@pytest.mark.parametrize("once", ["", "x", "a" * 21, "a" * 65, "a b" * 10])
def test_a_value_that_the_page_did_not_give_joins_nobody_to_another(site: Site, once: str) -> None:
    form = {"act": "begin", "once": once}
    for _ in range(2):
        assert Person(site, "").post(form, "/p/open/two_backpacks").status_code == 303
    assert len(site.store.participants(site.version.study)) == 2


def test_the_open_link_is_closed_unless_it_was_opened(site: Site) -> None:
    site.store.set_setting("open link two_backpacks", "closed")
    stranger = Person(site, "")
    assert stranger.get("/p/open/two_backpacks").status_code == 404
    assert stranger.post({"act": "begin"}, "/p/open/two_backpacks").status_code == 404
    assert stranger.get("/p/open/no_such_study").status_code == 404


def test_who_joined_already_goes_on(site: Site, person: Person) -> None:
    person.consents()
    assert person.get("/p/open/two_backpacks").location == person.path


def test_joining_has_a_bound(site: Site) -> None:
    codes = [
        site.client().post("/p/open/two_backpacks", data={"act": "begin"}).status_code
        for _ in range(31)
    ]
    assert codes == [303] * 30 + [429]


# ---------------------------------------------------------------- who comes


@pytest.mark.parametrize(
    ("agent", "device", "browser"),
    [
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
         "Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0", "desktop", "Edge 141"),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0", "desktop",
         "Firefox 144"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
         "Gecko) Version/18.1 Mobile/15E148 Safari/604.1", "phone", "Safari 18"),
        ("Mozilla/5.0 (Linux; Android 15; SM-X200) AppleWebKit/537.36 (KHTML, like Gecko) "
         "SamsungBrowser/28.0 Chrome/130.0.0.0 Safari/537.36", "tablet", "Samsung Internet 28"),
    ],
)  # fmt: skip
def test_real_browsers(agent: str, device: str, browser: str) -> None:
    found = visitor(agent)
    assert (found.device, found.browser) == (device, browser)
    assert not found.robot and not found.in_app


@pytest.mark.parametrize(
    "agent",
    [
        INSTAGRAM,
        "Mozilla/5.0 (Linux; Android 14; Pixel 8; wv) AppleWebKit/537.36 (KHTML, like Gecko) "
        "Version/4.0 Chrome/141.0.0.0 Mobile Safari/537.36",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Mobile/15E148 [FBAN/FBIOS;FBAV/490.0]",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like "
        "Gecko) Mobile/15E148",
        "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/141 Mobile Safari/537.36 "
        "Line/14.1.0",
    ],
)
def test_browsers_inside_apps(person: Person, agent: str) -> None:
    assert visitor(agent).in_app
    person.headers["User-Agent"] = agent
    page = person.get().get_data(as_text=True)
    assert "Open this page in a real browser" in page
    assert f'value="{BASE}{person.path}"' in page


@pytest.mark.parametrize(
    ("agent", "driven"),
    [("Mozilla/5.0 HeadlessChrome/141.0", ""), ("Googlebot/2.1", ""), ("curl/8", ""), ("", ""),
     (None, "yes")],
)  # fmt: skip
def test_robots_are_marked(person: Person, agent: str | None, driven: str) -> None:
    if agent is not None:
        person.headers["User-Agent"] = agent
    person.send("begin", driven=driven)
    assert person.known.automated
    person.headers["User-Agent"] = "Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/144.0"
    person.to_task()
    person.send("start")
    assert person.known.automated and person.session.automated


def test_people_are_not(person: Person) -> None:
    person.to_task()
    person.send("start")
    assert not person.known.automated and not person.session.automated


# ---------------------------------------------------------------- languages


@pytest.mark.parametrize(
    ("prefers", "language"),
    [("fi-FI,fi;q=0.9,en;q=0.5", "fi"), ("sv", "en"), ("de,fi;q=0.1", "fi")],
)
def test_the_browser_proposes_the_language(person: Person, prefers: str, language: str) -> None:
    person.headers["Accept-Language"] = prefers
    assert f'<html lang="{language}">' in person.get().get_data(as_text=True)


def test_a_language_that_is_chosen_stays(person: Person) -> None:
    person.send("begin", f"{person.path}?lang=fi")
    assert person.known.language == "fi"
    page = person.get().get_data(as_text=True)
    assert '<html lang="fi">' in page and "Suostun, jatka" in page
    person.consents()
    consent = person.known.consent
    assert consent is not None and consent.language == "fi"
    page = person.get(f"{person.path}?lang=en").get_data(as_text=True)
    assert '<html lang="fi">' in page
    assert ANSWERS["q-customer"] in page
