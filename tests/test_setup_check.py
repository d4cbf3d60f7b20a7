"""The set-up check on a shop that carries the script, right and wrong."""

import functools
import http.server
import json
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from support import LOOK_TOML

from kitka.commands.beside import served_beside
from kitka.commands.setup_check import setup_check
from kitka.demo_shop import DemoShop
from kitka.recorder.errors import KitkaError
from kitka.recorder.setup_causes import Seen, Tag, fault_of
from kitka.recorder.store import Store

STUDY = """\
title  = "Look around"
shop   = "demo"
tasks  = ["{task}"]
fresh  = "{fresh}"
[consent]
controller = "Example Ltd"
contact    = "research@example.com"
"""
LOOK_SCRIPT = """\
def run(page, step):
    with step("Basket"):
        page.get_by_role("link", name="Basket").first.click()
        page.wait_for_url("**/basket/")
"""
BASE, SHOP = "https://kitka.example", "https://shop.example"


class Setup:
    """A study of the demo shop, a recorder that runs, and the check of the one with the other."""

    def __init__(self, folder: Path, shop: DemoShop, recorder: str) -> None:
        self.folder = folder
        self.db = folder / "kitka.db"
        self.shop = shop
        self.recorder = recorder
        (folder / "studies").mkdir()
        (folder / "scenarios").mkdir()
        self.shop_file(payment=f'["{shop.payment_url}"]')
        self.study("look", LOOK_TOML, LOOK_SCRIPT)

    def shop_file(self, url: str = "", **keys: str) -> None:
        lines = "".join(f"{key} = {value}\n" for key, value in keys.items())
        text = f'[shops.demo]\nurl = "{url or self.shop.url}"\n{lines}'
        (self.folder / "kitka.toml").write_text(text)

    def study(self, task: str, toml: str = "", script: str = "", fresh: str = "") -> None:
        (self.folder / "studies" / "autumn.toml").write_text(STUDY.format(task=task, fresh=fresh))
        if toml:
            (self.folder / "scenarios" / f"{task}.toml").write_text(toml)
        if script:
            (self.folder / "scenarios" / f"{task}.py").write_text(script)

    def check(self, **options: Any) -> int:
        # In a thread of its own: other tests of this process keep a Playwright in this one.
        with ThreadPoolExecutor(1) as apart:
            check = functools.partial(setup_check, base_url=self.recorder, **options)
            return apart.submit(check, self.db, "autumn").result()


@pytest.fixture(scope="module")
def recorder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """``kitka serve`` over a file of this module's, and the file."""
    folder = tmp_path_factory.mktemp("setup")
    Store.open(folder / "kitka.db").close()
    with served_beside(folder / "kitka.db", host="127.0.0.1", port=0) as base_url:
        yield base_url, folder / "kitka.db"


@pytest.fixture
def setup(
    tmp_path: Path,
    shop: DemoShop,
    recorder: tuple[str, Path],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Setup]:
    monkeypatch.chdir(tmp_path)
    made = Setup(tmp_path, shop, recorder[0])
    made.db = recorder[1]
    yield made
    shop.set_recorder(None)


Lines = Callable[[], list[str]]


@pytest.fixture
def lines(capsys: pytest.CaptureFixture[str]) -> Lines:
    return lambda: capsys.readouterr().out.splitlines()


@pytest.mark.parametrize("policy", ["", "allowed"])
def test_all_is_well(setup: Setup, policy: str, capsys: pytest.CaptureFixture[str]) -> None:
    setup.study("offsite_payment", fresh="/fresh/")
    setup.shop.set_recorder(setup.recorder, policy=policy)
    assert setup.check(as_json=True) == 0
    whole = json.loads(capsys.readouterr().out)
    (task,) = whole["tasks"]
    paths = [page["path"] for page in task["pages"]]
    assert whole["good"] and paths[0] == "/" and paths[-1] == "/checkout/thank-you/"
    assert len(paths) >= 9 and task["batches"] >= len(paths)
    assert {page["origin"] for page in task["pages"]} == {setup.shop.url}
    with Store.open(setup.db) as store:
        assert store.sessions() == []  # nobody was ever here
        study = store.study_id("autumn")
        assert study and store.participants(study) == []
        assert store.newest_studies()[0].locked == 0.0


def test_missing_on_one_page(setup: Setup, lines: Lines) -> None:
    setup.shop.set_recorder(setup.recorder, missing_on=["/basket/"])
    assert setup.check() == 1
    said = lines()
    assert "  ✓ /" in said
    tag = f'<script async src="{setup.recorder}/kitka.js"></script>'
    assert f"  ✗ /basket/: the script is not there → put {tag} into this page's <head>" in said
    assert any("they do not show “Basket”" in line for line in said)


@pytest.mark.parametrize(
    ("policy", "cause", "directive"),
    [
        ("no-script", "blocks the script", "script-src"),
        ("no-connect", "blocks the script's calls", "connect-src"),
    ],
)
def test_a_policy_blocks(
    setup: Setup, lines: Lines, policy: str, cause: str, directive: str
) -> None:
    setup.shop.set_recorder(setup.recorder, policy=policy)
    assert setup.check() == 1
    fault = f"the Content-Security-Policy {cause} → add {setup.recorder} to its {directive}"
    said = lines()
    assert f"  ✗ /: {fault}" in said and f"  ✗ /basket/: {fault}" in said
    assert any("nothing arrived" in line for line in said)


def test_a_consent_manager_holds_it_back(setup: Setup, lines: Lines) -> None:
    setup.shop.set_recorder(setup.recorder, held=True)
    assert setup.check() == 1
    (first, *_) = (line for line in lines() if "✗" in line)
    assert 'holds the script back (type="text/plain", data-cookieconsent="statistics")' in first


def test_the_recorder_is_down(setup: Setup) -> None:
    setup.recorder = "http://127.0.0.1:9"
    with pytest.raises(KitkaError, match=r"does not answer .* start it: kitka serve --db") as error:
        setup.check()
    assert "\n" not in str(error.value)


def test_pages_name_another_recorder(setup: Setup, lines: Lines) -> None:
    setup.shop.set_recorder("http://127.0.0.1:9")
    assert setup.check() == 1
    assert any("the script comes from http://127.0.0.1:9/kitka.js" in line for line in lines())


def test_the_recorder_serves_another_file(setup: Setup, lines: Lines) -> None:
    setup.shop.set_recorder(setup.recorder)
    setup.db = setup.folder / "mine.db"
    assert setup.check() == 1
    assert any(f"it serves another file: kitka serve --db {setup.db}" in line for line in lines())


def test_an_origin_that_is_not_declared(setup: Setup, lines: Lines) -> None:
    """The same shop by its other name, to which its front page leads."""
    setup.shop.set_recorder(setup.recorder)
    other = setup.shop.url.replace("127.0.0.1", "localhost")
    script = f"def run(page, step):\n    page.goto('{other}/basket/')\n"
    setup.study("look", LOOK_TOML, script)
    assert setup.check() == 1
    (line,) = (line for line in lines() if "localhost" in line)
    assert f"✗ {other}/basket/: {other} is not declared as an origin of the shop" in line


@pytest.fixture
def forgetful(tmp_path: Path, recorder: tuple[str, Path]) -> Iterator[str]:
    """A shop whose front page leads on and drops what follows # in its address."""
    pages = tmp_path / "forgetful"
    (pages / "home").mkdir(parents=True)
    (pages / "index.html").write_text("<!doctype html><script>location.replace('/home/')</script>")
    (pages / "home" / "index.html").write_text(
        f'<!doctype html><script async src="{recorder[0]}/kitka.js"></script><h1>Shop</h1>'
    )
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(pages))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_redirect_that_drops_the_key(setup: Setup, lines: Lines, forgetful: str) -> None:
    setup.shop_file(url=forgetful)
    setup.study("look", LOOK_TOML, "def run(page, step):\n    page.wait_for_url('**/home/')\n")
    assert setup.check() == 1
    said = lines()
    assert "  ✗ /home/: the personal link's key did not arrive" in said[1].split(" →")[0]
    assert not any("  ✗ /:" in line or "  ✓ /" in line for line in said)


def test_a_script_that_fails_and_one_that_is_not_there(setup: Setup, lines: Lines) -> None:
    setup.shop.set_recorder(setup.recorder)
    setup.study("look", LOOK_TOML, "def run(page, step):\n    raise KeyError('colour')\n")
    assert setup.check() == 1
    assert any("the script stopped: KeyError" in line for line in lines())
    (setup.folder / "scenarios" / "look.py").unlink()
    assert setup.check() == 3
    assert any("look: not checked: " in line and "no script beside it" in line for line in lines())


def test_a_shop_that_may_take_real_orders(setup: Setup) -> None:
    setup.shop_file(url="https://shop.example")
    with pytest.raises(KitkaError, match="may take real orders"):
        setup.check()


# --- causes that no demo shop has, from what a browser would tell -------------------------------


def fault(**seen: Any) -> str:
    tags = (Tag(f"{BASE}/kitka.js"),)
    found = fault_of(
        Seen(**{"origin": SHOP, "path": "/", "tags": tags, **seen}), base_url=BASE, origins=(SHOP,)
    )
    return found.cause if found else ""


def test_causes() -> None:
    blocked = {"/kitka.js": "net::ERR_BLOCKED_BY_CLIENT"}
    assert "content blocker" in fault(failed=blocked)
    assert "could not be loaded" in fault(failed={"/kitka.js": "net::ERR_NAME_NOT_RESOLVED"})
    assert "answers with 502" in fault(answered={"/kitka.js": 502})
    loaded = {"/kitka.js": 200}
    assert "key did not arrive" in fault(answered=loaded, first=True)
    assert "did not reach this page" in fault(answered=loaded)
    assert "calls to" in fault(answered=loaded, failed={"/kitka/wake": "net::ERR_FAILED"})
    assert "nothing records" in fault(answered={**loaded, "/kitka/wake": 200})
    mixed = f"Mixed Content: … requested an insecure script '{BASE}/kitka.js'"
    assert "https page" in fault(complaints=(mixed,))


def test_what_is_no_fault() -> None:
    answered = {"/kitka.js": 200, "/kitka/batches": 204}
    cut_short = {"/kitka/batches": "net::ERR_ABORTED"}
    assert fault(awake=True, answered=answered, failed=cut_short) == ""
    assert fault(awake=True, tags=(), answered=answered) == ""  # a tag manager took it away again
    others = (
        "Loading the script 'https://ads.example/x.js' violates the following Content Security "
        f"Policy directive: \"script-src 'self' {BASE}\"."
    )
    assert fault(awake=True, complaints=(others,)) == ""


def test_messages_of_browsers_about_policies() -> None:
    for what, directive in (
        (f"Refused to load the script '{BASE}/kitka.js' because it", "script-src 'self'"),
        (f"Loading the script '{BASE}/kitka.js'", "script-src-elem 'self'"),
        (f"blocked a script (script-src-elem) at {BASE}/kitka.js because it", "default-src 'self'"),
    ):
        text = f'{what} violates the following Content-Security-Policy directive: "{directive}"'
        assert fault(complaints=(text,)) == "the Content-Security-Policy blocks the script"
    text = (
        f"Refused to connect to '{BASE}/kitka/wake' because it violates the following Content "
        "Security Policy directive: \"default-src 'self'\""
    )
    assert fault(complaints=(text,)) == "the Content-Security-Policy blocks the script's calls"
