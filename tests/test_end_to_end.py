"""One real session through every part: shop, browser, database file, server process, report."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from playwright.sync_api import Browser, Page, expect
from support import KITKA, Folder

from kitka.demo_shop import DemoShop

SCHEMA = Path(__file__).resolve().parent.parent / "docs" / "analyze.schema.json"


@pytest.fixture(scope="module")
def recorded(shop: DemoShop, tmp_path_factory: pytest.TempPathFactory) -> Folder:
    """A folder in which one guest checkout was recorded, and one with a dead button."""
    folder = Folder(tmp_path_factory.mktemp("study"))
    done = folder.kitka("run", "guest_checkout", "--shop", shop.url, "--label", "clean")
    assert done.returncode == 0, done.stdout + done.stderr
    shop.set_flaws(["dead_button"])
    try:
        done = folder.kitka("run", "guest_checkout", "--shop", shop.url, "--label", "dead")
    finally:
        shop.set_flaws([])
    assert done.returncode == 1, done.stdout + done.stderr
    return folder


@pytest.fixture(scope="module")
def report(recorded: Folder) -> Iterator[str]:
    """The address at which a real server process shows it."""
    server = subprocess.Popen(
        [*KITKA, "serve", "--port", "0"],
        cwd=recorded.path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    line = server.stdout.readline()
    found = re.search(r"http://\S+", line)
    assert found, line + (server.stderr.read() if server.poll() is not None else "")
    yield found.group(0)
    server.terminate()
    server.communicate(timeout=20)


@pytest.fixture
def reader(browser: Browser, report: str) -> Iterator[Page]:
    """A page in which nothing may complain."""
    complaints: list[str] = []
    context = browser.new_context(base_url=report)
    page = context.new_page()
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    yield page
    context.close()
    assert complaints == []


def test_analyze_prints_one_document_that_keeps_its_schema(recorded: Folder) -> None:
    done = recorded.kitka("analyze", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    document = json.loads(done.stdout)
    jsonschema.validate(document, json.loads(SCHEMA.read_text()))
    clean, dead = document["sessions"]
    assert (clean["outcome"], clean["frictions"]) == ("completed", [])
    assert dead["outcome"] == "failed"
    assert dead["abandoned"]["after"] == "dead_click"
    assert dead["abandoned"]["element"]["name"] == "Proceed to checkout"
    assert [finding["rule"] for finding in document["findings"]] == ["dead_click"]


def test_run_json_is_the_same_document(shop: DemoShop, folder: Folder) -> None:
    done = folder.kitka("run", "look", "--shop", shop.url, "--json")
    assert (done.returncode, done.stderr) == (0, "")
    jsonschema.validate(json.loads(done.stdout), json.loads(SCHEMA.read_text()))


def test_a_reader_comes_from_the_overview_to_the_moment(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_role("link", name="Guest checkout, paid by card").first.click()
    reader.get_by_role("link", name="Dead click").first.click()
    expect(reader.get_by_role("main")).to_contain_text("Proceed to checkout")
    reader.get_by_role("link", name="Watch at").first.click()
    replayed = reader.frame_locator("iframe").frame_locator("iframe")
    expect(replayed.get_by_text("Proceed to checkout").first).to_be_visible()


def test_the_replay_shows_the_recorded_page_in_its_own_style(reader: Page) -> None:
    reader.goto("/")
    reader.get_by_role("link", name="Guest checkout, paid by card").first.click()
    reader.locator("a[href*='/sessions/']").last.click()
    replayed = reader.frame_locator("iframe").frame_locator("iframe")
    heading = replayed.get_by_role("heading", level=1)
    expect(heading).to_have_text(re.compile("Gear for short trips"))
    header = replayed.locator("header").first
    # Not the browser's own style: the shop's stylesheet was kept and is applied.
    expect(header).not_to_have_css("background-color", "rgba(0, 0, 0, 0)")
