"""The whole server as a process: who may read what, and who cannot stop it."""

from __future__ import annotations

import re
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from people import Server, free_port
from support import KITKA

from kitka.recorder.store import Store

PUBLIC = "http://kitka.test"


class Open(Server):
    """As participants reach it, so that the report asks for the researcher's link."""

    arguments = ("--public", PUBLIC)


def fetch(url: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    request = urllib.request.Request(
        url, headers={k.replace("_", "-"): v for k, v in headers.items()}
    )
    try:
        with urllib.request.build_opener(Unfollowed).open(request, timeout=10) as answer:
            return answer.status, dict(answer.headers), answer.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, dict(error.headers), error.read()


class Unfollowed(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("serving") / "kitka.db"
    Store.open(path).close()
    return path


@pytest.fixture(scope="module")
def here(db: Path) -> Iterator[str]:
    with Server(db) as server:
        yield server.url


@pytest.fixture(scope="module")
def public(db: Path) -> Iterator[tuple[str, str]]:
    """The address, and the path of the researcher's link."""
    with Open(db) as server:
        link = re.search(rf"{PUBLIC}(/access/\S+)", server.said)
        assert link, server.said
        yield server.url, link.group(1)


def test_the_report_asks_for_the_link(public: tuple[str, str]) -> None:
    url, link = public
    for path in ("/", "/studies/x", "/sessions/x", "/static/report/report.css", "/assets/x", "//"):
        assert fetch(url + path)[0] in (403, 404), path
    status, headers, _ = fetch(url + link)
    assert (status, headers["location"]) == (303, "/")
    cookie = headers["set-cookie"].split(";")[0]
    assert "HttpOnly" in headers["set-cookie"]
    status, headers, body = fetch(f"{url}/", Cookie=cookie)
    assert status == 200 and b"Kitka" in body
    assert headers["cache-control"] == "private, no-store"
    assert fetch(f"{url}/kitka.js")[0] == 200


@pytest.mark.parametrize("cookie", ["kitka_access=", "kitka_access=ä", "kitka_access=x"])
def test_a_made_up_cookie_opens_nothing(public: tuple[str, str], cookie: str) -> None:
    url, _ = public
    assert fetch(f"{url}/", Cookie=cookie.encode("utf-8").decode("latin-1"))[0] == 403


@pytest.mark.parametrize(
    "onward",
    ["//evil.example", "/%09/evil.example", "/\\evil.example", "https://evil.example", "x"],
)
def test_the_link_leads_nowhere_else(public: tuple[str, str], onward: str) -> None:
    url, link = public
    status, headers, _ = fetch(f"{url}{link}?next={onward}")
    assert (status, headers["location"]) == (303, "/")


def test_on_this_machine_only_its_own_names_are_answered(here: str) -> None:
    assert fetch(f"{here}/")[0] == 200
    assert fetch(f"{here}/", Host="evil.example")[0] == 403
    assert fetch(f"{here}/", X_Forwarded_For="192.0.2.1")[0] == 403


def test_unfinished_requests_do_not_stop_it(here: str) -> None:
    port = int(here.rpartition(":")[2])
    hanging = []
    for _ in range(64):
        one = socket.create_connection(("127.0.0.1", port))
        one.sendall(
            b"POST /kitka/batches HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 1000\r\n\r\n{"
        )
        hanging.append(one)
    try:
        assert fetch(f"{here}/kitka.js")[0] == 200
        assert fetch(f"{here}/")[0] == 200
    finally:
        for one in hanging:
            one.close()


def test_what_is_too_large_is_refused_unread(here: str) -> None:
    status = 0
    try:
        urllib.request.urlopen(f"{here}/kitka/batches", data=b"x" * (6 * 1024 * 1024), timeout=20)
    except urllib.error.HTTPError as error:
        with error:
            status = error.code
    except OSError:
        status = 413  # it hung up while we were still talking
    assert status == 413
    assert fetch(f"{here}/kitka.js")[0] == 200


@pytest.mark.parametrize("public", ["kitka.example", "ftp://kitka.example", "https://x/path"])
def test_a_public_address_that_is_none(db: Path, public: str) -> None:
    done = subprocess.run(
        [*KITKA, "serve", "--db", str(db), "--port", str(free_port()), "--public", public],
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 2
    assert done.stderr == f"kitka: --public {public}: write https://host, without a path\n"
