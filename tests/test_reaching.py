"""Shops behind basic auth, a cookie wall, a log-in or a certificate of their own."""

import functools
import http.server
import os
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from playwright.sync_api import Browser
from support import LOOK_SCRIPT, LOOK_TOML, Folder, one_line

from kitka.demo_shop import DemoShop
from kitka.demo_shop import serve as serve_shop

WALL = """\
def accept(page):
    page.goto("/")
    page.get_by_role("button", name="Accept all cookies").click()
    page.get_by_role("dialog").wait_for(state="hidden")
"""
CLICKING = """\
def run(page, step):
    with step("Basket"):
        page.get_by_role("link", name="Basket").first.click(timeout=3000)
"""


@pytest.fixture(scope="module")
def guarded() -> Iterator[DemoShop]:
    with serve_shop(basic_auth=("aino", "kuusi"), cookie_wall=True) as shop:
        yield shop


def settings(folder: Folder, shop: str, **keys: str) -> None:
    lines = "".join(f'{key} = "{value}"\n' for key, value in keys.items())
    (folder.path / "kitka.toml").write_text(f'[shops.staging]\nurl = "{shop}"\n{lines}')


def test_without_a_password_it_says_what_to_give(folder: Folder, guarded: DemoShop) -> None:
    done = folder.kitka("run", "look", "--shop", guarded.url)
    assert done.returncode == 2
    assert "wants a user and password (401)" in one_line(done.stderr)


def test_a_cookie_wall_stops_a_script_that_does_not_know_it(
    folder: Folder, guarded: DemoShop
) -> None:
    folder.write("look", LOOK_TOML, CLICKING)
    done = folder.kitka("run", "look", "--shop", guarded.url, "--http-credentials", "aino:kuusi")
    assert done.returncode == 1, done.stdout
    assert "intercepts" in done.stdout or "Timeout" in done.stdout


def test_a_named_shop_brings_its_password_and_passes_the_wall(
    folder: Folder, guarded: DemoShop
) -> None:
    (folder.path / "wall.py").write_text(WALL)
    settings(folder, guarded.url, basic_auth="env:SHOP_AUTH", before="wall:accept")
    folder.write("look", LOOK_TOML, CLICKING)
    env = {**os.environ, "SHOP_AUTH": "aino:kuusi"}
    done = folder.kitka("run", "look", "--shop", "staging", env=env)
    assert done.returncode == 0, done.stdout + done.stderr
    (result,) = folder.results()
    assert result.outcome == "completed"
    # The wall was passed before the session began: nothing of it is in the log.
    assert [step.reached for step in result.steps] == [True, True]


def test_a_secret_that_is_not_in_the_environment_is_named(
    folder: Folder, guarded: DemoShop
) -> None:
    settings(folder, guarded.url, basic_auth="env:SHOP_AUTH_NOT_SET")
    done = folder.kitka("run", "look", "--shop", "staging")
    assert done.returncode == 2
    assert "the environment has no SHOP_AUTH_NOT_SET" in one_line(done.stderr)


def test_a_typo_in_the_settings_is_named(folder: Folder, guarded: DemoShop) -> None:
    settings(folder, guarded.url, basic_auht="x")
    done = folder.kitka("run", "look", "--shop", "staging")
    assert done.returncode == 2
    line = one_line(done.stderr)
    assert "kitka.toml:3: unknown key 'basic_auht'; did you mean 'basic_auth'?" in line


def test_storage_state_brings_the_cookies(
    folder: Folder, guarded: DemoShop, browser: Browser
) -> None:
    context = browser.new_context(
        base_url=guarded.url, http_credentials={"username": "aino", "password": "kuusi"}
    )
    page = context.new_page()
    page.goto("/")
    page.get_by_role("button", name="Accept all cookies").click()
    page.get_by_role("dialog").wait_for(state="hidden")
    context.storage_state(path=folder.path / "state.json")
    context.close()
    folder.write("look", LOOK_TOML, CLICKING)
    done = folder.kitka(
        *("run", "look", "--shop", guarded.url, "--http-credentials", "aino:kuusi"),
        *("--storage-state", "state.json"),
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def private_https(tmp_path: Path) -> Iterator[str]:
    """A shop whose certificate nobody knows."""
    pages = tmp_path / "pages" / "basket"
    pages.mkdir(parents=True)
    for page in (pages, pages.parent):
        (page / "index.html").write_text("<!doctype html><title>Shop</title><h1>Shop</h1>")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(pages.parent))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"https://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_an_unknown_certificate(folder: Folder, private_https: str) -> None:
    folder.write("look", LOOK_TOML, LOOK_SCRIPT)
    done = folder.kitka("run", "look", "--shop", private_https)
    assert done.returncode == 2
    assert "--ignore-https-errors" in one_line(done.stderr)
    done = folder.kitka("run", "look", "--shop", private_https, "--ignore-https-errors")
    assert done.returncode == 0, done.stdout + done.stderr
