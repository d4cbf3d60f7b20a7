"""What a shop's page gets: the scripts, and what the recorder tells to the holder of a key."""

import gzip
import hashlib
from pathlib import Path

import msgspec
import pytest
from collecting import CHECKOUT, SCENARIO, SHOP, START, Person, Server, invite, person, signals

from kitka.recorder.collect import bounds
from kitka.recorder.model import Scenario, StudyVersion
from kitka.recorder.sessions import (
    LINK_MS,
    LONGEST_MS,
    begin_session,
    end_session,
    resume_session,
    shop_address,
)
from kitka.recorder.sharing import share_of

OTHER = "https://other.example"


# ------------------------------------------------------------ scripts


def test_any_shop_may_load_the_script(server: Server, dist: Path) -> None:
    answer = server.ask("GET", "/kitka.js", origin=OTHER)
    assert (answer.status, answer.body) == (200, (dist / "kitka.js").read_bytes())
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.headers["Access-Control-Allow-Origin"] == "*"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.headers["Cache-Control"] == "public, max-age=300"
    assert "Set-Cookie" not in answer.headers


def test_it_is_sent_packed_and_only_once(server: Server, dist: Path) -> None:
    first = server.ask("GET", "/kitka.js", headers={"Accept-Encoding": "gzip, br"})
    assert gzip.decompress(first.body) == (dist / "kitka.js").read_bytes()
    again = {"Accept-Encoding": "gzip, br", "If-None-Match": first.headers["ETag"]}
    answer = server.ask("GET", "/kitka.js", headers=again)
    assert (answer.status, answer.body) == (304, b"")


def test_a_bundle_is_for_ever_under_its_hash(server: Server, dist: Path) -> None:
    content = (dist / "signals.js").read_bytes()
    hash = hashlib.sha256(content).hexdigest()[:12]
    answer = server.ask("GET", f"/kitka/{hash}/signals.js")
    assert answer.body == content
    assert "immutable" in answer.headers["Cache-Control"]
    old = server.ask("GET", "/kitka/0123456789ab/signals.js")
    assert (old.body, old.headers["Cache-Control"]) == (content, "no-store")


@pytest.mark.parametrize(
    "path",
    [
        "/kitka/0123456789ab/recorder.js",
        "/kitka/0123456789ab/..%2f..%2fintake.js",
        "/kitka/0123456789ab/..%2f..%2f..%2fpyproject.toml",
        "/kitka/../server.py",
        "/kitka/batches",
        "/kitka/wake",
    ],
)
def test_nothing_else_is_read_from_the_server(server: Server, path: str) -> None:
    assert server.ask("GET", path).status in (404, 405)


def test_a_script_that_is_not_built_says_so_to_us_alone(
    server: Server, dist: Path, someone: Person, caplog: pytest.LogCaptureFixture
) -> None:
    (dist / "replay.js").unlink()
    answer = server.post("wake", {"key": someone.key})
    assert answer.status == 503
    assert str(dist).encode() not in answer.body
    assert "npm run build" in caplog.text


# ------------------------------------------------------------ waking


def test_the_holder_of_a_key_learns_what_to_do(server: Server, someone: Person) -> None:
    answer = server.post("wake", {"key": someone.key})
    assert answer.status == 200
    assert answer.headers["Access-Control-Allow-Origin"] == SHOP
    assert "Access-Control-Allow-Credentials" not in answer.headers
    told = answer.json
    assert told["config"] == {
        "session": someone.session.id,
        "origins": [SHOP, CHECKOUT],
        "elsewhere": ["https://pay.example", "https://bank.example"],
        "seek": [{"what": "selector", "value": "#paid"}],
        "total": "#total",
        "delivery": None,
        "lines": None,
        "promises": {},
        "replay": True,
        "binding": "__kitka",
        "buyer": ["aino+P01@example.com"],
    }
    assert told["share"] == ".shop.example"
    assert told["fresh"] == f"{SHOP}/fresh/"
    assert told["idle_ms"] == 1_800_000
    bar = told["bar"]
    assert (bar["language"], bar["goal"]) == ("en", "Buy a bag.")
    assert bar["buyer"] == [{"key": "email", "label": "E-mail", "value": "aino+P01@example.com"}]
    assert bar["next"] == "https://kitka.example/p/next"
    code = someone.participant.code  # it makes whoever has it the participant: not for the shop
    assert "code" not in bar and code not in str(told).replace("-", "")
    assert set(told["bundles"]) == {"signals", "replay", "taskbar", "notices"}
    for address in told["bundles"].values():
        path = address.removeprefix("https://kitka.example")
        assert "immutable" in server.ask("GET", path).headers["Cache-Control"]


def test_the_bar_speaks_the_participants_language(server: Server) -> None:
    who = person(server.store, languages=("fi", "en"))
    finn = msgspec.structs.replace(who.participant, language="fi")
    server.store.save_participant(finn)
    session, key = begin_session(
        server.store, who.study, finn, 0, at=START, device="phone", browser="", automated=False
    )
    assert session.language == "fi"
    bar = server.post("wake", {"key": key}).json["bar"]
    assert (bar["language"], bar["texts"]["done"]) == ("fi", "Olen valmis")
    assert bar["goal"] == "Buy a bag."  # said in English only: better than nothing


def test_no_replay_without_consent(server: Server, someone: Person) -> None:
    consent = msgspec.structs.replace(someone.participant.consent, replay=False)
    server.store.save_participant(msgspec.structs.replace(someone.participant, consent=consent))
    told = server.post("wake", {"key": someone.key}).json
    assert told["config"]["replay"] is False
    assert "replay" not in told["bundles"]


def test_no_replay_where_the_study_does_not_use_it(server: Server) -> None:
    told = server.post("wake", {"key": person(server.store, replay=False).key}).json
    assert told["config"]["replay"] is False


def test_an_unknown_key_opens_nothing(server: Server, someone: Person) -> None:
    for key in ("", "x", "x" * 32, "ä" * 32, "x" * 1_000, "x\x00y", someone.key[:-1]):
        answer = server.post("wake", {"key": key})
        assert answer.status == 404
        # The page has to see it, or it would ask for ever.
        assert answer.headers["Access-Control-Allow-Origin"] == SHOP


def test_a_page_of_another_origin_learns_nothing(server: Server, someone: Person) -> None:
    for origin in (OTHER, "http://shop.example", f"{SHOP}.evil.example", "null", "", None):
        answer = server.post("wake", {"key": someone.key}, origin=origin)
        assert (answer.status, b"aino" in answer.body) == (403, False)
        assert "Access-Control-Allow-Origin" not in answer.headers
    unknown = server.post("wake", {"key": "x" * 32}, origin=OTHER)
    assert "Access-Control-Allow-Origin" not in unknown.headers


def test_no_preflight_is_answered(server: Server) -> None:
    asked = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-a"}
    answer = server.ask("OPTIONS", "/kitka/batches", headers=asked)
    assert not [name for name in answer.headers if name.startswith("Access-Control")]


def test_a_session_that_is_over_wakes_no_more(server: Server, someone: Person) -> None:
    end_session(server.store, someone.session.id, said="done", at=START)
    assert server.post("wake", {"key": someone.key}).status == 410


def test_a_key_is_good_for_a_day(server: Server, someone: Person) -> None:
    server.clock.ms += LONGEST_MS
    server.store.sign(someone.key, at=server.clock.ms - 60_000)
    assert server.post("wake", {"key": someone.key}).status == 200
    server.clock.ms += 1
    assert server.post("wake", {"key": someone.key}).status == 410
    assert server.send(someone.key, signals(0)).status == 410


# ------------------------------------------------------------ sessions


def test_a_session_carries_what_it_was_held_under(server: Server, someone: Person) -> None:
    session = server.store.session(someone.session.id)
    assert session == someone.session
    assert (session.actor, session.pseudonym, session.task) == ("participant", "P01", 0)
    assert (session.study_version, session.scenario) == (someone.study.hash, "bag")
    assert (session.device, session.browser) == ("phone", "Firefox 150")
    assert len(someone.key) >= 32
    assert someone.key.encode() not in server.path.read_bytes()


def test_the_next_task_ends_the_one_before(server: Server, someone: Person) -> None:
    again, key = begin_session(
        server.store, someone.study, someone.participant, 0, at=START + 5, device="phone",
        browser="", automated=False,
    )  # fmt: skip
    assert (again.attempt, server.store.session(someone.session.id).ended) == (2, "closed")
    assert server.post("wake", {"key": someone.key}).status == 410
    assert server.post("wake", {"key": key}).status == 200


def test_an_old_link_into_the_shop_wakes_nothing(server: Server, someone: Person) -> None:
    """Whoever finds it must not be recorded as somebody else."""
    old = resume_session(server.store, someone.session, at=START)
    server.clock.ms = START + LINK_MS + 1
    server.store.sign(someone.key, at=server.clock.ms)  # the participant goes on
    assert server.post("wake", {"key": old}).status == 410
    assert server.post("wake", {"key": someone.key}).status == 200


def test_however_often_somebody_returns_there_are_few_keys(server: Server, someone: Person) -> None:
    assert server.send(someone.key, signals(0)).status == 204
    keys = [resume_session(server.store, someone.session, at=START + n) for n in range(1, 30)]
    (number,) = server.store._db.execute("select count(*) from session_keys").fetchone()
    assert number == 8
    used = server.store.session_of_key(keys[-1])
    assert (used.batches, used.bytes) == (1, bounds.EVENT_BYTES)  # bounds are not reset by it
    assert server.post("wake", {"key": keys[-1]}).status == 200
    assert server.post("wake", {"key": keys[0]}).status == 404


def test_another_browser_goes_on_with_a_key_of_its_own(server: Server, someone: Person) -> None:
    key = resume_session(server.store, someone.session, at=START)
    assert key and key != someone.key
    assert server.send(key, signals(0)).status == 204
    assert server.send(someone.key, signals(0, page="b2")).status == 204
    assert server.stored(someone.session.id) == [("a1", 0), ("b2", 0)]
    used = server.store.session_of_key(key)
    assert used.batches == 2  # the bounds are those of the session, however many keys it has
    end_session(server.store, someone.session.id, said="stop", at=START)
    ended = server.store.session(someone.session.id)
    assert resume_session(server.store, ended, at=START) is None


@pytest.mark.parametrize(
    "start, address",
    [
        ("/", f"{SHOP}/#kitka=KEY"),
        ("/?lang=fi", f"{SHOP}/?lang=fi#kitka=KEY"),
        ("/#/basket", f"{SHOP}/#/basket&kitka=KEY"),
        ("https://checkout.shop.example/a", "https://checkout.shop.example/a#kitka=KEY"),
    ],
)
def test_the_key_travels_in_the_fragment(
    server: Server, someone: Person, start: str, address: str
) -> None:
    scenario: Scenario = msgspec.structs.replace(SCENARIO, start=start)
    version: StudyVersion = someone.study
    assert shop_address(version, scenario, "KEY") == address


@pytest.mark.parametrize(
    "origins, share",
    [
        ((SHOP,), ""),
        ((SHOP, SHOP), ""),
        ((SHOP, CHECKOUT), ".shop.example"),
        (("https://www.shop.fi", "https://pay.shop.fi"), ".shop.fi"),
        (("https://a.eu.shop.fi", "https://b.eu.shop.fi"), ".eu.shop.fi"),
        (("http://localhost:8000", "http://localhost:8001"), "host"),
        (("http://shop.fi", "https://shop.fi"), "host"),
        (("https://127.0.0.1", "https://127.0.0.2"), ""),
        (("https://[::1]", "https://[::2]"), ""),
        (("https://a.co.uk", "https://b.co.uk"), ""),
        (("https://a.myshopify.com", "https://b.myshopify.com"), ""),
        (("https://shop.fi", "https://shop.se"), ""),
        (("https://shop.fi", "https://myshop.fi"), ""),
        ((SHOP, CHECKOUT, OTHER), ""),
    ],
)
def test_a_cookie_reaches_as_far_as_browsers_let_it(origins: tuple[str, ...], share: str) -> None:
    assert share_of(origins) == share


def test_two_people_of_one_study_have_keys_of_their_own(server: Server, someone: Person) -> None:
    other = invite(server.store, someone.study)
    session, key = begin_session(
        server.store, someone.study, other, 0, at=START, device="desktop", browser="",
        automated=False,
    )  # fmt: skip
    assert server.send(key, signals(0)).status == 204
    assert server.stored(session.id) == [("a1", 0)]
    assert server.stored(someone.session.id) == []
