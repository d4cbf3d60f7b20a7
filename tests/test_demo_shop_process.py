"""The demo shop's process: its gates, how it is started, what it refuses, and how it ends."""

import base64
import json
import os
import select
import signal
import socket
import subprocess
import sys
import urllib.error
from pathlib import Path

import pytest
from buying import Shopper
from playwright.sync_api import Browser, BrowserContext, expect

from kitka.demo_shop import DemoShop, DemoShopError, serve

ROOT = Path(__file__).parent.parent


# --- gates ---------------------------------------------------------------------------------


def test_basic_auth_and_cookie_wall(browser: Browser) -> None:
    with serve(basic_auth=("retki", "salaisuus"), cookie_wall=True) as shop:
        for path in ("/", "/static/shop/shop.css"):
            assert Shopper(shop).send(path)[0] == 401
        context = browser.new_context(
            http_credentials={"username": "retki", "password": "salaisuus"}
        )
        context.set_default_timeout(8000)
        consent_wall_blocks(context, shop, "Accept all cookies", "accepted")
        context.clear_cookies()
        consent_wall_blocks(context, shop, "Reject optional cookies", "rejected")
        context.close()


def consent_wall_blocks(context: BrowserContext, shop: DemoShop, button: str, kept: str) -> None:
    page = context.new_page()
    page.goto(f"{shop.url}/")
    wall = page.get_by_role("dialog", name="We use cookies")
    expect(wall).to_be_visible()
    page.keyboard.press("Escape")
    expect(wall).to_be_visible()
    over = page.evaluate("document.elementFromPoint(100, 30).closest('dialog') !== null")
    assert over, "what is behind the wall can be reached"
    page.get_by_role("button", name=button).click()
    expect(wall).to_have_count(0)
    assert {c["name"]: c["value"] for c in context.cookies()}["retki_cookie_consent"] == kept
    page.get_by_role("link", name="Backpacks").first.click()
    page.wait_for_url("**/backpacks_1/")
    expect(wall).to_have_count(0)
    page.close()


# --- starting and ending -------------------------------------------------------------------


def test_kill_and_a_shop_that_does_not_answer() -> None:
    with serve() as shop:
        shop.kill()
        with pytest.raises(urllib.error.URLError):
            Shopper(shop).send("/")
        with pytest.raises(DemoShopError, match="does not answer"):
            shop.reset()


def test_it_ends_with_its_parent() -> None:
    code = (
        "import time\nfrom kitka.demo_shop import serve\n"
        "with serve() as shop:\n    print(shop.process.pid, flush=True)\n    time.sleep(60)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert parent.stdout is not None
    child = os.pidfd_open(int(parent.stdout.readline()))
    parent.kill()
    parent.wait()
    parent.stdout.close()
    ended, _, _ = select.select([child], [], [], 10)
    os.close(child)
    assert ended, "the shop outlived its parent"


def test_signals_end_it_without_a_word(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kitka.demo_shop", "--port", "0", "--payment-port", "0"]
    for number in (signal.SIGTERM, signal.SIGINT):
        process = subprocess.Popen(
            [*command, "--data", str(tmp_path / "shop")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        assert process.stdout is not None
        ready = json.loads(process.stdout.readline())
        assert set(ready) == {"shop", "payment"}
        process.send_signal(number)
        assert process.communicate(timeout=10) == ("", "")
        assert process.returncode == 0


def test_wrong_use_is_one_line_and_exit_2(tmp_path: Path) -> None:
    taken = socket.create_server(("127.0.0.1", 0))
    (tmp_path / "file").write_text("")
    cases = {
        ("--flaw", "dead_buton"): "dead_button",
        ("--port", str(taken.getsockname()[1])): "--port 0 takes a free one",
        ("--data", str(tmp_path / "file" / "shop")): "not writable",
        ("--basic-auth", "nobody"): "USER:PASSWORD",
    }
    for arguments, expected in cases.items():
        done = subprocess.run(
            [sys.executable, "-m", "kitka.demo_shop", *arguments],
            capture_output=True,
            text=True,
            cwd=ROOT,
            timeout=30,
            check=False,
        )
        assert (done.returncode, done.stdout) == (2, "")
        assert expected in done.stderr and done.stderr.count("\n") == 1, done.stderr
    taken.close()
    with pytest.raises(DemoShopError, match="dead_button"), serve(flaws=["dead_buton"]):
        pass


def test_importing_the_package_loads_no_django() -> None:
    code = "import sys, kitka.demo_shop, kitka.demo_shop.flaws; print('django' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True
    )
    assert done.stdout.strip() == "False"


def test_basic_auth_takes_the_right_password_only() -> None:
    from kitka.demo_shop.gate import basic_auth_gate

    gate = basic_auth_gate(lambda environ, start: [b"in"], "u", "p")
    statuses: list[str] = []
    for credentials, answer in ((b"u:p", [b"in"]), (b"u:q", None), (b"", None)):
        header = "Basic " + base64.b64encode(credentials).decode()
        body = gate({"HTTP_AUTHORIZATION": header}, lambda status, _: statuses.append(status))
        assert answer is None or body == answer
    assert statuses == ["401 Unauthorized"] * 2
