"""Pages about studies in a browser: live without reload, notes by key, nothing that axe minds."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from kitka.recorder.model import Aside, View

ROOT = Path(__file__).resolve().parents[2]
STUDY = "/studies/two_backpacks"
PAYING = "p120".ljust(32, "0")
PAUSED = "p130".ljust(32, "0")
STOPPED = "p080".ljust(32, "0")
BESIDE = f"/sessions/{PAUSED}/beside"
SHOP = "https://shop.example"

PAGES = ["/", STUDY, f"/sessions/{STOPPED}", f"/sessions/{PAUSED}", BESIDE,
         "/scenarios/guest_checkout"]  # fmt: skip


@pytest.fixture
def base(study_app: Flask, served: Callable[[Flask], str]) -> str:
    return served(study_app)


def sign(study: Any, session: str, *events: Any, seq: int) -> None:
    """The page of an open session sends ``events`` now."""
    made = study.store.session(session)
    study.send(made, f"key-of-{session}", events, seq=seq, received=time.time() * 1000)


def axe(page: Page) -> list[str]:
    """What axe-core calls serious or critical."""
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {json.dumps([node['target'] for node in one['nodes']])}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_is_fit_for_everybody(base: str, watched: Any, path: str, width: int) -> None:
    page = watched.page
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{base}{path}")
    for details in page.locator("details").all():
        details.evaluate("one => one.open = true")
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert watched.complaints == []
    assert watched.foreign(base) == []


@pytest.mark.parametrize("path", [STUDY, f"/sessions/{STOPPED}", BESIDE])
def test_pages_are_as_fit_in_the_dark(base: str, watched: Any, path: str) -> None:
    page = watched.page
    page.emulate_media(color_scheme="dark")
    page.goto(f"{base}{path}")
    assert axe(page) == []


# ---------------------------------------------------------------- live


def test_the_list_follows_without_reload(base: str, watched: Any, study: Any) -> None:
    page = watched.page
    page.goto(f"{base}{STUDY}")
    page.evaluate("window.same = true")
    row = page.locator("#live-rows li", has_text="P13")
    expect(row).to_contain_text("Paused")
    expect(row.locator(".ago")).to_contain_text("ago")
    sign(study, PAUSED, Aside(t=90_000, view=1, what="pause", state="end"),
         View(t=91_000, view=2, url="/checkout/address/", origin=SHOP, title="<b>Address</b>"),
         seq=1)  # fmt: skip
    expect(row).to_contain_text("In the shop")
    expect(row).to_contain_text("reached Delivery address; next Payment")
    expect(row.locator(".page")).to_have_text("<b>Address</b>")
    expect(page.locator("#live-aloud")).to_contain_text("P13: In the shop")
    assert page.evaluate("window.same")
    assert watched.complaints == []


def test_a_screen_reader_hears_only_what_has_changed(base: str, watched: Any, study: Any) -> None:
    page = watched.page
    page.goto(f"{base}{STUDY}")
    with page.expect_response("**/live.json"):
        pass
    assert page.locator("#live-aloud").text_content() == ""
    sign(study, PAYING, View(t=170_000, view=4, url="/checkout/thank-you/", origin=SHOP), seq=1)
    expect(page.locator("#live-aloud")).to_have_text(
        "P12: In the shop. reached Order placed, the last"
    )


def test_who_ends_makes_the_figures_old(base: str, watched: Any, study: Any) -> None:
    page = watched.page
    page.goto(f"{base}{STUDY}")
    expect(page.locator("#live-stale")).to_be_hidden()
    ended = msgspec.structs.replace(study.store.session(PAUSED), ended="closed", said="stop")
    study.store.save_session(ended)
    expect(page.locator("#live-stale")).to_be_visible()
    page.locator("#live-stale a").click()
    expect(page.locator("#live-stale")).to_be_hidden()


def test_it_says_when_the_server_does_not_answer(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}{STUDY}")
    page.route("**/live.json", lambda route: route.abort())
    expect(page.locator("#live-trouble")).to_contain_text("has not answered since")
    page.unroute("**/live.json")
    expect(page.locator("#live-trouble")).to_be_hidden()


def test_a_page_that_nobody_looks_at_asks_nothing(base: str, watched: Any) -> None:
    page = watched.page
    page.clock.install()
    page.goto(f"{base}{STUDY}")
    with page.expect_response("**/live.json"):
        pass
    hide = """(hidden) => {
        Object.defineProperty(document, 'hidden', {configurable: true, get: () => hidden});
        document.dispatchEvent(new Event('visibilitychange'));
    }"""
    page.evaluate(hide, True)
    asked = len(watched.requests)
    page.clock.run_for(20_000)
    assert len(watched.requests) == asked
    with page.expect_response("**/live.json"):
        page.evaluate(hide, False)


def test_without_scripts_the_list_is_as_of_now(base: str, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}{STUDY}")
    expect(page.locator("#live-rows li")).to_have_count(2)
    expect(page.locator("#as-of")).to_contain_text("As of")
    context.close()


# ---------------------------------------------------------------- forms


def test_people_are_invited_and_their_links_copied(base: str, watched: Any, study: Any) -> None:
    page = watched.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(f"{base}{STUDY}")
    page.get_by_label("Invite").fill("2")
    page.get_by_role("button", name="Make links").click()
    expect(page.locator("#people ~ .banner")).to_contain_text("2 more people are invited")
    newest = study.store.participants(study.version.study)[-1]
    page.get_by_role("button", name=f"Copy the link of {newest.pseudonym}").click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == f"{base}/p/{newest.token}"


def test_a_session_is_left_out_and_taken_in_again(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}{STUDY}")
    doubt = page.locator(".doubts li", has_text="P14")
    doubt.locator("summary").click()
    expect(doubt.get_by_label("Reason")).to_have_value(
        "guest_checkout in 1.1 s: the others' median is 144 s (n = 6)."
    )
    doubt.get_by_label("Who decides").fill("MK")
    doubt.get_by_role("button", name="Leave out").click()
    expect(page.locator(".task").first).to_contain_text("1 excluded")
    page.get_by_role("button", name="Count it again").click()
    expect(page.locator(".task").first).not_to_contain_text("excluded")


# ---------------------------------------------------------------- beside a person


def notes(study: Any) -> list[tuple[str, str]]:
    return [(note.tag, note.text) for note in study.store.notes(PAUSED)]


def test_notes_are_made_by_key(base: str, watched: Any, study: Any) -> None:
    page = watched.page
    page.goto(f"{base}{BESIDE}")
    expect(page.locator("#last-sign")).to_contain_text("ago")
    page.keyboard.press("t")
    expect(page.locator("#notes li")).to_have_count(2)
    page.keyboard.press("a")
    expect(page.locator("#notes li")).to_have_count(3)
    page.keyboard.press("n")
    page.keyboard.type("Looks for the pane, stops <b>here</b>")
    page.keyboard.press("Enter")
    expect(page.locator("#notes li").first).to_contain_text("stops <b>here</b>")
    page.keyboard.press("p")
    expect(page.locator('button[data-tag="pause"]')).to_have_attribute("aria-pressed", "true")
    expect(page.locator('button[data-tag="pause"]')).to_contain_text("Go on")
    page.keyboard.press("p")
    expect(page.locator("#notes li")).to_have_count(6)
    page.keyboard.press("s")
    expect(page.locator("#notes li")).to_have_count(7)
    assert [tag for tag, _ in notes(study)] == [
        "note", "tag", "assist", "note", "pause", "resume", "sync",
    ]  # fmt: skip
    assert watched.complaints == []


def test_ending_a_task_is_asked_twice(base: str, watched: Any, study: Any) -> None:
    page = watched.page
    page.goto(f"{base}{BESIDE}")
    page.keyboard.press("e")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert axe(page) == []
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    page.keyboard.press("e")
    dialog.get_by_role("button", name="Go on").click()
    expect(dialog).to_be_hidden()
    assert [tag for tag, _ in notes(study)] == ["note"]
    page.keyboard.press("e")
    dialog.get_by_role("button", name="End the task").click()
    expect(page.locator("#notes li")).to_have_count(2)
    assert [tag for tag, _ in notes(study)] == ["note", "end"]


def test_keys_can_be_turned_off_and_do_nothing_while_typing(
    base: str, watched: Any, study: Any
) -> None:
    page = watched.page
    page.goto(f"{base}{BESIDE}")
    page.get_by_label("Your initials").fill("tape")
    page.get_by_label("Keys").uncheck()
    page.locator("body").press("t")
    page.get_by_label("Keys").check()
    page.locator("body").press("s")
    expect(page.locator("#notes li")).to_have_count(2)
    assert notes(study)[1:] == [("sync", "")]


def test_a_note_belongs_to_the_moment_of_its_key(base: str, watched: Any, study: Any) -> None:
    page = watched.page
    page.goto(f"{base}{BESIDE}")
    expect(page.locator("#last-sign")).to_contain_text("ago")
    before = (time.time() * 1000 - study.store.session(PAUSED).started) / 1000
    page.keyboard.press("n")
    page.wait_for_function("since => performance.now() > since", arg=page.evaluate(
        "performance.now() + 1500"))  # fmt: skip
    page.keyboard.type("late")
    page.keyboard.press("Enter")
    expect(page.locator("#notes li")).to_have_count(2)
    note = next(one for one in study.store.notes(PAUSED) if one.text == "late")
    assert abs(note.at_s - before) < 1.0


def test_notes_wait_until_the_server_is_back(base: str, watched: Any, study: Any) -> None:
    page = watched.page
    page.goto(f"{base}{BESIDE}")
    expect(page.locator("#last-sign")).to_contain_text("ago")

    def down(route: Route) -> None:
        route.abort()

    with page.expect_event("requestfailed"):  # the page's own asking: the server is gone now
        page.route("**/sessions/**", down)
    page.keyboard.press("a")
    expect(page.locator("#note-said")).to_contain_text("Not sent yet")
    expect(page.locator("#notes li").first).to_contain_text("not sent")
    expect(page.locator("#beside-trouble")).to_contain_text("your notes are kept here")
    assert [tag for tag, _ in notes(study)] == ["note"]
    page.unroute("**/sessions/**", down)
    page.reload()  # what waits survives the page
    expect(page.locator("#note-said")).to_contain_text("kept")
    expect(page.locator("#notes li")).to_have_count(2)
    assert [tag for tag, _ in notes(study)] == ["note", "assist"]


def test_a_note_is_removed(base: str, watched: Any, study: Any) -> None:
    page = watched.page
    page.goto(f"{base}{BESIDE}")
    page.get_by_role("button", name="Remove the note at 0:41.5").click()
    expect(page.locator("#notes li")).to_have_count(0)
    assert notes(study) == []


def test_thumbs_find_every_button(base: str, watched: Any) -> None:
    page = watched.page
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{base}{BESIDE}")
    for button in page.locator(".note-buttons button").all():
        box = button.bounding_box()
        assert box is not None and box["height"] >= 44 and box["width"] >= 44
        assert box["y"] + box["height"] <= 740


def test_without_scripts_notes_can_be_made_too(base: str, browser: Any, study: Any) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{base}{BESIDE}")
    page.get_by_label("Note", exact=True).fill("by form")
    page.get_by_role("button", name="Keep note").click()
    expect(page.locator("#notes li")).to_have_count(2)
    assert ("note", "by form") in notes(study)
    context.close()


# ---------------------------------------------------------------- recordings made elsewhere


def test_a_recording_goes_along_with_the_timeline(
    base: str, watched: Any, study: Any, study_files: Any, tmp_path: Path
) -> None:
    file = study_files.sound(tmp_path / "voice.wav", seconds=90)
    study.store.add_media(STOPPED, file, name="voice.wav", type="audio/wav", offset_s=-4.0)
    page = watched.page
    page.goto(f"{base}/sessions/{STOPPED}")
    page.wait_for_function("() => document.querySelector('audio').duration > 89")
    page.locator("#entries a", has_text="step reached: Basket").click()
    page.wait_for_function("() => Math.abs(document.querySelector('audio').currentTime - 34) < 0.1")
    assert watched.complaints == []


def test_a_recording_goes_along_with_the_replay(
    base: str,
    watched: Any,
    study: Any,
    study_files: Any,
    recordings: dict[str, Any],
    tmp_path: Path,
) -> None:
    study_files.replay(study, STOPPED, recordings["purchase"])
    file = study_files.sound(tmp_path / "voice.wav", seconds=60)
    study.store.add_media(STOPPED, file, name="voice.wav", type="audio/wav", offset_s=2.0)
    page = watched.page
    page.goto(f"{base}/sessions/{STOPPED}#t=16.0")
    expect(page.locator("#clock")).to_contain_text("0:16.0 /")
    assert not page.get_by_label("Skip pauses").is_checked()
    page.wait_for_function("() => Math.abs(document.querySelector('audio').currentTime - 14) < 0.2")
    page.locator("#play").click()
    page.wait_for_function("() => !document.querySelector('audio').paused")
    page.locator("#play").click()
    page.wait_for_function("() => document.querySelector('audio').paused")
    page.evaluate("document.querySelector('audio').currentTime = 6")  # by its own controls
    expect(page.locator("#clock")).to_contain_text(re.compile(r"0:08\.\d /"))
    assert watched.complaints == []
