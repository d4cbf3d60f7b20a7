"""The task bar inside a shop: what it says, what can be said in it, and what it copies."""

from __future__ import annotations

import gzip
import re

import pytest
from inpage.bar import EN, GOAL, HOST, ROOT, texts
from playwright.sync_api import expect

SOURCES = ROOT / "recorder" / "inpage" / "taskbar"


# ---------------------------------------------------------------- what it says


def test_every_text_is_there_in_both_languages_and_is_used():
    assert list(texts("fi")) == list(texts("en"))
    source = "".join(path.read_text() for path in SOURCES.glob("*.ts"))
    assert [key for key in EN if f'"{key}"' not in source] == []


def test_it_stands_under_html_closed_and_named(tried):
    tried.open("taskbar_checkout.html?plain", hidden=True)
    host = tried.page.locator(HOST)
    assert host.evaluate("host => [host.parentNode.tagName, host.shadowRoot, host.lang]") == [
        "HTML", None, "en",
    ]  # fmt: skip
    assert tried.errors == [] and tried.console == []


def test_closed_it_is_pressed_all_the_same(tried):
    tried.open("taskbar_checkout.html?plain", hidden=True)
    box = tried.page.locator(HOST).bounding_box()
    assert box
    tried.page.mouse.click(box["x"] + box["width"] - 26, box["y"] + box["height"] / 2)
    assert tried.told() == ["aside menu begin"]


def test_the_task_and_the_details(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["task"])
    expect(tried.page.get_by_role("dialog", name=EN["task"])).to_contain_text(GOAL)
    tried.press(EN["details"])
    expect(tried.page.get_by_role("dialog", name=EN["details"])).to_contain_text("Aino Testinen")
    tried.press(EN["details"])
    expect(tried.page.locator(HOST).get_by_role("dialog")).to_have_count(0)
    assert tried.told() == [
        "aside task begin", "aside task end", "aside buyer begin", "aside buyer end",
    ]  # fmt: skip


def test_without_a_buyer_there_are_no_details(tried):
    tried.open("taskbar_checkout.html?plain", buyer=[])
    expect(tried.button(EN["task"])).to_be_visible()
    expect(tried.button(EN["details"])).to_have_count(0)


def test_what_a_study_says_is_text(tried):
    evil = "<img src=x onerror=document.body.remove()>"
    tried.open(
        "taskbar_checkout.html?plain",
        goal=evil,
        buyer=[{"key": "name", "label": evil, "value": evil}],
        texts={**EN, "task": evil, "menu": evil},
    )
    for name in (evil, EN["details"]):
        tried.button(name).first.click()
        expect(tried.page.locator(HOST).get_by_role("dialog")).to_contain_text(evil)
    expect(tried.page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(("what", "yes"), [("done", "done_yes"), ("stop", "stop_yes")])
def test_ending_a_task_takes_two_presses_and_one_of_them_can_be_taken_back(tried, what, yes):
    tried.open("taskbar_checkout.html?plain", next=f"{tried.shop}/taskbar_strict.html")
    tried.press(EN[what], EN[f"{what}_no"])
    assert tried.told() == ["aside menu begin", "aside menu end"]
    tried.press(EN[what])
    with tried.page.expect_navigation(url="**/taskbar_strict.html"):
        tried.press(EN[yes])
    assert tried.told()[2:] == [
        "aside menu begin", "aside menu end", f"said {what}", f"say {what} True",
    ]  # fmt: skip


def test_beside_a_researcher_it_says_thanks_and_stays(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["done"], EN["done_yes"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["thanks"])
    expect(tried.button(EN["done"])).to_have_count(0)
    padding = tried.page.evaluate("getComputedStyle(document.documentElement).paddingBottom")
    assert padding == "0px"
    assert tried.page.evaluate("sessionStorage.length") == 0


def test_what_could_not_be_sent_can_be_tried_again(tried):
    tried.page.add_init_script("window.answers = ['no network', 'never']")
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["stop"], EN["stop_yes"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["failed"])
    tried.press(EN["again"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["wait"])
    assert tried.told()[2:] == ["said stop", "say stop True", "say stop True"]


@pytest.mark.parametrize(("choice", "keep"), [("leave_keep", True), ("leave_erase", False)])
def test_leaving_the_study(tried, choice, keep):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["menu"], EN["leave"], EN["leave_no"])
    tried.press(EN["menu"], EN["leave"], EN[choice], EN["leave_yes"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["thanks"])
    begun = ["aside menu begin", "aside menu end"]
    assert tried.told() == [*begun, *begun, "said leave", f"say leave {keep}"]


@pytest.mark.parametrize("by_key", [False, True], ids=["pointer", "key"])
def test_another_browser_is_our_own_pages_affair(tried, by_key):
    """Its code stands where the shop's scripts cannot read it; the menu leads there."""
    tried.open("taskbar_checkout.html?plain", next=f"{tried.shop}/taskbar_strict.html")
    tried.page.click("[name=first]")
    tried.press(EN["menu"])
    link = tried.page.locator(HOST).get_by_role("link", name=EN["another"])
    box = link.bounding_box()
    assert box and box["width"] >= 44 and box["height"] >= 44
    with tried.page.context.expect_page() as opened:
        link.press("Enter") if by_key else link.click()
    opened.value.wait_for_url("**/taskbar_strict.html")
    assert opened.value.evaluate("window.opener") is None
    assert tried.page.url.endswith("taskbar_checkout.html?plain")
    assert tried.told() == ["aside menu begin"]
    if not by_key:
        assert tried.focused() == "first"


@pytest.mark.parametrize("next", ["", "javascript:alert(1)", "data:text/html,x"])
def test_no_other_browser_without_a_page_of_ours(tried, next):
    tried.open("taskbar_checkout.html?plain", next=next)
    tried.press(EN["menu"])
    expect(tried.button(EN["leave"])).to_be_visible()
    expect(tried.page.locator(HOST).get_by_role("link")).to_have_count(0)


def test_a_pause_outlives_a_reload(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["menu"], EN["pause"])
    tried.page.reload()
    expect(tried.button(EN["resume"])).to_be_visible()
    tried.press(EN["resume"])
    tried.page.reload()
    expect(tried.button(EN["done"])).to_be_visible()
    pauses = [told for told in tried.told() if "pause" in told]
    assert pauses == ["aside pause begin", "aside pause end"] * 2


def test_reading_ends_where_the_page_is_left_and_where_the_shop_is_used(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["details"])
    tried.page.click("[name=first]")
    assert tried.told() == ["aside buyer begin", "aside buyer end"]
    tried.button(f"{EN['copy']}: Name").hover()
    tried.page.goto(f"{tried.shop}/taskbar_strict.html")
    assert tried.told()[2:] == ["aside buyer begin", "aside buyer end"]


# ---------------------------------------------------------------- copying


@pytest.mark.parametrize("with_clipboard", [True, False], ids=["clipboard", "plain-http"])
def test_copying_leaves_the_focus_in_the_field(tried, with_clipboard):
    if with_clipboard:
        tried.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        tried.page.add_init_script("delete Navigator.prototype.clipboard")
    tried.open("taskbar_checkout.html?plain")
    tried.page.click("[name=email]")
    tried.press(EN["details"], f"{EN['copy']}: E-mail")
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["copied"])
    assert tried.focused() == "email"
    tried.page.keyboard.press("Control+v")
    assert tried.page.input_value("[name=email]") == "p07@study.example"
    assert "copied email" in tried.told()
    assert not any("p07@" in told for told in tried.told())


def test_it_stays_small(taskbar):
    assert len(gzip.compress(taskbar.encode(), 9)) <= 11 * 1024
    assert not re.search(r"innerHTML|insertAdjacentHTML|console\.", taskbar)
