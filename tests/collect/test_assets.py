"""What a participant's page uploads of the shop, and what is taken over from scripts."""

import hashlib

import msgspec
import pytest
from collecting import CHECKOUT, SCENARIO, SHOP, START, Person, Server, person

from kitka.recorder.collect import bounds
from kitka.recorder.model import Session
from kitka.recorder.sessions import end_session
from kitka.recorder.store import KnownAddress

CSS, PICTURE = f"{SHOP}/a.css", f"{CHECKOUT}/b.png?w=2"


def script_session(server: Server, *, shop: str = "kaarna", actor: str = "script") -> str:
    made = Session(
        id=f"{actor}-{shop}", scenario="bag", scenario_hash=server.store.add_scenario(
            SCENARIO, at=START), actor=actor, started=START, shop=shop,
    )  # fmt: skip
    server.store.save_session(made)
    return made.id


def fetched(server: Server, session: str, url: str, content: bytes = b"a{}") -> str:
    hash = server.store.add_asset(content, "text/css")
    server.store.add_address(session, KnownAddress(url, hash, etag='"1"', fresh_until=5.0))
    return hash


def wanted(server: Server, who: Person, *urls: str) -> list[str]:
    answer = server.post("wanted", {"key": who.key, "urls": urls})
    assert answer.status == 200
    return answer.json["wanted"]


# ------------------------------------------------------------ wanted


def test_what_is_not_there_is_wanted_once(server: Server, someone: Person) -> None:
    assert wanted(server, someone, CSS, PICTURE, CSS) == [CSS, PICTURE]
    assert server.upload(someone.key, CSS, b"a{}", "text/css").status == 204
    assert wanted(server, someone, CSS, PICTURE) == [PICTURE]


def test_what_a_script_fetched_is_taken_over(server: Server, someone: Person) -> None:
    cdn = "https://cdn.example/font.woff2"
    session = script_session(server)
    hashes = {url: fetched(server, session, url, url.encode()) for url in (CSS, cdn)}
    assert wanted(server, someone, CSS, cdn, PICTURE) == [PICTURE]
    assert server.store.addresses(someone.session.id) == hashes
    # Scripts go on to ask the shop only whether it has changed.
    assert server.store.last_known([CSS])[CSS].etag == '"1"'


def test_the_newest_that_a_script_fetched_counts(server: Server, someone: Person) -> None:
    session = script_session(server)
    fetched(server, session, CSS, b"old")
    newest = fetched(server, script_session(server, shop=f"{SHOP}"), CSS, b"new")
    wanted(server, someone, CSS)
    assert server.store.addresses(someone.session.id) == {CSS: newest}


def test_nobody_elses_page_and_no_other_shop_is_believed(server: Server, someone: Person) -> None:
    fetched(server, script_session(server, shop="another"), CSS)
    other = person(server.store)
    server.upload(other.key, CSS, b"body{display:none}", "text/css")
    assert wanted(server, someone, CSS) == [CSS]
    assert server.store.addresses(someone.session.id) == {}


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/a.css",
        "http://shop.example/a.css",
        "https://shop.example:8443/a.css",
        "https://shop.example.evil.example/a.css",
        "https://shop.example@evil.example/a.css",
        "https://evil.example\\@shop.example/a.css",
        "https://user:password@shop.example/a.css",
        "//shop.example/a.css",
        "/a.css",
        "../../etc/passwd",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "data:text/css,a{}",
        "https://shop.example/\x00.css",
        "https://shop.example/a b.css",
        "https://shop.example\n/a.css",
        "https://[shop.example/a.css",
        "https://shop.example:99999/a.css",
        "https:///a.css",
        "",
        "https://shop.example/" + "a" * bounds.URL_CHARACTERS,
    ],
)
def test_no_address_but_the_shops_is_accepted(server: Server, someone: Person, url: str) -> None:
    assert wanted(server, someone, url) == []
    if "\n" not in url:
        assert server.upload(someone.key, url, b"a{}", "text/css").status == 400
    assert server.store.addresses(someone.session.id) == {}


def test_one_question_has_bounds(server: Server, someone: Person) -> None:
    urls = [f"{SHOP}/{number}.png" for number in range(bounds.WANTED_URLS + 1)]
    assert len(wanted(server, someone, *urls[:-1])) == bounds.ASSETS
    assert server.post("wanted", {"key": someone.key, "urls": urls}).status == 413


# ------------------------------------------------------------ uploads


def test_what_was_uploaded_is_kept_for_this_session(server: Server, someone: Person) -> None:
    answer = server.upload(someone.key, PICTURE, b"\x89PNG\x00\xff", "image/png; charset=x")
    assert (answer.status, answer.headers["Access-Control-Allow-Origin"]) == (204, SHOP)
    (hash,) = server.store.addresses(someone.session.id).values()
    kept = server.store.asset(hash)
    assert (kept.type, kept.content) == ("image/png", b"\x89PNG\x00\xff")


def test_the_first_of_one_address_stays(server: Server, someone: Person) -> None:
    assert server.upload(someone.key, CSS, b"first", "text/css").status == 204
    assert server.upload(someone.key, CSS, b"second", "text/css").status == 204
    (hash,) = server.store.addresses(someone.session.id).values()
    assert server.store.asset(hash).content == b"first"
    assert b"second" not in b"".join(f.read_bytes() for f in server.path.parent.glob("kitka.db*"))


def test_an_upload_never_stands_for_what_a_script_fetched(server: Server, someone: Person) -> None:
    """The same bytes under another type would spoil the replays of everybody else."""
    server.upload(someone.key, PICTURE, b"a{}", "image/png")
    fetched_hash = fetched(server, script_session(server), CSS, b"a{}")
    assert fetched_hash == hashlib.sha256(b"a{}").hexdigest()
    assert server.store.asset(fetched_hash).type == "text/css"


@pytest.mark.parametrize(
    "type, url, status",
    [
        ("text/css", CSS, 204),
        ("image/svg+xml", f"{SHOP}/a.svg", 204),
        ("font/woff2", f"{SHOP}/a.woff2", 204),
        ("application/font-woff", f"{SHOP}/a.woff", 204),
        ("application/octet-stream", f"{SHOP}/a.woff2", 204),
        ("application/octet-stream", f"{SHOP}/a.exe", 415),
        ("text/html", CSS, 415),
        ("text/javascript", CSS, 415),
        ("application/json", CSS, 415),
        ("image/", CSS, 415),
        ("image/png\x00text/html", CSS, 415),
        ("image/" + "a" * 100, CSS, 415),
        ("", CSS, 415),
    ],
)
def test_only_what_a_replay_shows_is_kept(
    server: Server, someone: Person, type: str, url: str, status: int
) -> None:
    assert server.upload(someone.key, url, b"a{}", type).status == status
    assert len(server.store.addresses(someone.session.id)) == (status == 204)


def test_one_asset_has_bounds(server: Server, someone: Person) -> None:
    most = b"x" * bounds.ASSET_BYTES
    assert server.upload(someone.key, f"{SHOP}/1.png", most).status == 204
    assert server.upload(someone.key, f"{SHOP}/2.png", most + b"x").status == 413
    assert server.upload(someone.key, f"{SHOP}/3.png", most * 3).status == 413
    assert list(server.store.addresses(someone.session.id)) == [f"{SHOP}/1.png"]


def test_a_session_has_bounds_in_assets(
    server: Server, someone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kitka.recorder.collect.state.ASSETS_BYTES", 10)
    monkeypatch.setattr("kitka.recorder.collect.state.ASSETS", 3)
    session = script_session(server)
    fetched(server, session, CSS, b"taken over, which costs nothing")
    assert wanted(server, someone, CSS) == []
    assert server.upload(someone.key, f"{SHOP}/1.png", b"12345").status == 204
    assert server.upload(someone.key, f"{SHOP}/2.png", b"123456").status == 413
    assert server.upload(someone.key, f"{SHOP}/2.png", b"12345").status == 204
    assert server.upload(someone.key, f"{SHOP}/3.png", b"").status == 413
    assert wanted(server, someone, f"{SHOP}/4.png") == []
    assert len(server.store.addresses(someone.session.id)) == 3


def test_uploads_need_an_open_session_and_its_own_key(server: Server, someone: Person) -> None:
    assert server.upload("x" * 32, CSS, b"a{}", "text/css").status == 404
    assert server.upload("", CSS, b"a{}", "text/css").status == 404
    evil = server.upload(someone.key, CSS, b"a{}", "text/css", "https://evil.example")
    assert evil.status == 403
    end_session(server.store, someone.session.id, said="done", at=START)
    assert server.post("wanted", {"key": someone.key, "urls": [CSS]}).status == 410
    assert server.upload(someone.key, CSS, b"a{}", "text/css").status == 204  # late
    server.clock.ms += 11 * 60_000
    assert server.upload(someone.key, PICTURE, b"a{}", "text/css").status == 410


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"--x\r\n",
        b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nabc\r\n--x--\r\n',
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="../../../x"\r\n\r\n\r\n',
        b"--x\r\nContent-Disposition: form-data; name=\r\n\r\n" * 100,
        b'--x\r\nContent-Disposition: form-data; name="key"\r\n\r\n'
        + b"k" * 100_000
        + b"\r\n--x--",
        b"\x00" * 1_000,
    ],
)
def test_a_form_that_is_none_is_refused(server: Server, body: bytes) -> None:
    headers = {"Content-Type": "multipart/form-data; boundary=x"}
    assert server.ask("POST", "/kitka/asset", body, headers).status in (400, 404, 413)
    assert server.ask("POST", "/kitka/asset", body).status in (400, 404, 413)


def test_a_sessions_own_shop_decides(server: Server) -> None:
    other = person(server.store, name="winter", origins=("https://winter.example",))
    ask = {"key": other.key, "urls": [CSS, "https://winter.example/a.css"]}
    answer = server.post("wanted", ask, "https://winter.example")
    assert answer.json == {"wanted": ["https://winter.example/a.css"]}
    assert msgspec.json.decode(answer.body)
