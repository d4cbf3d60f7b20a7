"""Other ways in than the personal link: by cookie, by code, by the open link; who comes so, and in
which language."""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from participants.stages import INSTAGRAM, STAGES
from participants.walk import ANSWERS, BASE, Person, Site

from kitka.recorder.participants.visitor import visitor
from kitka.recorder.taskbar import shown_code, task_bar

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
