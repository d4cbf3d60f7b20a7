"""A person at this machine: how a session ends, what is kept, what the researcher gets."""

import contextlib
import os
import pty
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from lab.sitting import Begin, Lab, kept, look_around
from playwright.sync_api import BrowserContext, Error, expect

from kitka.demo_shop import DemoShop
from kitka.recorder.model import Change, Copied, Crash, Note, Said, Tab, Unreachable, View
from kitka.recorder.store import Store


def wait_kept(lab: Lab, kind: type) -> None:
    deadline = time.monotonic() + 30
    while not kept(lab.db, lab.session().id, kind):
        assert time.monotonic() < deadline, f"no {kind.__name__} has been kept"


def test_ended_in_the_bar(begin: Begin, shop: DemoShop) -> None:
    lab, person = begin("--protocol", "think_aloud", "--language", "fi", "--pilot")
    look_around(person)
    person.press_in_bar("Lopettaisin tähän", "Kyllä, lopettaisin tähän")
    code, out, session = lab.end()
    assert code == 0
    assert "guest_checkout desktop: " in out and "P01: said: I would stop here" in out
    assert (session.ended, session.said, session.actor) == ("closed", "stop", "participant")
    assert session.said_at > session.started
    assert (session.pseudonym, session.protocol, session.language, session.pilot) == (
        "P01", "think_aloud", "fi", True,
    )  # fmt: skip
    assert [said.what for said in kept(lab.db, session.id, Said)] == ["stop"]
    assert {view.url for view in kept(lab.db, session.id, View)} >= {"/", "/basket/"}
    with Store.open(lab.db) as store:
        assert store.log(session).gaps == ()
        participant = store.participant(session.participant)
        assert participant is not None
        assert (participant.pseudonym, participant.pilot) == ("P01", True)
        assert store.addresses(session.id)  # what the pages are made of, without any step


def test_ended_by_closing_the_last_tab(begin: Begin, shop: DemoShop) -> None:
    lab, person = begin()
    look_around(person)
    first = person.page
    with first.context.expect_page() as opened:
        first.evaluate("window.open('/order-status/', '_blank') && null")
    person.page = opened.value
    person.sees_bar()
    first.close()  # one of two: the session goes on
    person.page.get_by_role("link", name="Backpacks").first.click()
    person.page.wait_for_url("**/category/**")
    person.page.close()
    code, out, session = lab.end()
    assert code == 0 and "the window was closed" in out
    assert (session.ended, session.said) == ("closed", "")
    assert [tab.state for tab in kept(lab.db, session.id, Tab)][-2:] == ["closed", "closed"]
    assert "/order-status/" in [view.url for view in kept(lab.db, session.id, View)]


def test_ended_by_the_researchers_note(begin: Begin) -> None:
    lab, person = begin()
    look_around(person)
    session = lab.session()
    with Store.open(lab.db) as store:
        store.save_note(Note("n1", session.id, 1.0, "note", "reads the delivery costs twice"))
        store.save_note(Note("n2", session.id, 2.0, "end", author="Maija"))
    code, out, session = lab.end()
    assert code == 0 and "ended by the researcher" in out
    assert (session.ended, session.said) == ("closed", "")
    assert "/basket/" in [view.url for view in kept(lab.db, session.id, View)]


def test_ctrl_c_keeps_what_was_done(begin: Begin) -> None:
    lab, person = begin()
    look_around(person)
    person.page.get_by_label("Quantity").fill("3")
    lab.stop()
    code, out, session = lab.end()
    assert code == 130 and "stopped by Ctrl-C" in out
    assert (session.ended, session.error) == ("interrupted", "")
    # What was done a moment before is there too: the page was asked for it.
    assert kept(lab.db, session.id, Change)
    with Store.open(lab.db) as store:
        assert store.log(session).gaps == ()


def test_a_page_that_crashes_opens_again(begin: Begin, shop: DemoShop) -> None:
    lab, person = begin()
    look_around(person)
    with person.page.context.expect_page() as opened, contextlib.suppress(Error):
        person.page.goto("chrome://crash")
    person.page = opened.value
    person.page.wait_for_url(f"{shop.url}/basket/")
    person.sees_bar()
    person.press_in_bar("I'm finished", "Yes, I'm finished")
    code, _, session = lab.end()
    assert (code, session.said) == (0, "done")
    assert len(kept(lab.db, session.id, Crash)) == 1


def test_the_researchers_page(begin: Begin, context: BrowserContext) -> None:
    """On another device: by its link only, live, and what it notes ends the session."""
    hand, terminal = pty.openpty()
    try:
        lab, person = begin(stdin=terminal)
        look_around(person)
        page = context.new_page()
        refused = page.goto(lab.link.split("/access/")[0])
        assert refused is not None and refused.status == 403
        page.goto(lab.link)
        expect(page.get_by_role("heading", level=1)).to_contain_text("P01")
        expect(page.locator("#happened")).to_contain_text("Add to basket")
        page.locator('#note-form [data-tag="sync"]').click()
        expect(page.locator("#notes > li")).to_have_count(1)
        page.locator('#note-form [data-tag="end"]').click()
        page.get_by_role("button", name="End the task").click()
        lab.hears("ended by the researcher")
        lab.hears("stays open for notes")
        page.get_by_label("Note", exact=True).fill("asked for an invoice afterwards")
        page.get_by_role("button", name="Keep note").click()
        expect(page.locator("#notes")).to_contain_text("asked for an invoice afterwards")
        lab.stop()
        code, _, session = lab.end()
    finally:
        os.close(hand)
        os.close(terminal)
    assert (code, session.ended) == (0, "closed")
    with Store.open(lab.db) as store:
        assert [note.tag for note in store.notes(session.id)] == ["sync", "end", "note"]


def test_in_a_study(begin: Begin) -> None:
    lab, person = begin("--study", "two_backpacks")
    person.sees_bar()
    person.press_in_bar("The details")
    person.press_in_bar("Copy: First name")
    person.press_in_bar("I'm finished", "Yes, I'm finished")
    _, _, session = lab.end()
    assert (session.task, session.protocol, session.said) == (0, "silent", "done")
    assert [copied.field for copied in kept(lab.db, session.id, Copied)] == ["first_name"]
    with Store.open(lab.db) as store:
        (version,) = store.study_versions(session.study)
        assert (version.hash, version.locked > 0) == (session.study_version, True)
        (participant,) = store.participants(session.study)
        assert (participant.id, participant.version) == (session.participant, version.hash)


def test_leaving_with_everything_erased(begin: Begin) -> None:
    lab, person = begin()
    person.sees_bar()
    person.press_in_bar("More", "Leave the study", "Leave and erase my data", "Yes, leave")
    code, out, _ = lab.end(left=False)
    assert code == 0 and "P01: left the study" in out and "erased" in out
    with Store.open(lab.db) as store:
        assert store.sessions() == [] and store.people() == []


def test_the_network_goes_and_comes_back(begin: Begin, shop: DemoShop) -> None:
    lab, person = begin()
    look_around(person)
    cdp = person.page.context.new_cdp_session(person.page)
    line = {"latency": 0, "downloadThroughput": -1, "uploadThroughput": -1}
    cdp.send("Network.enable")
    cdp.send("Network.emulateNetworkConditions", {"offline": True, **line})
    with contextlib.suppress(Error):
        person.page.goto(f"{shop.url}/order-status/")
    cdp.send("Network.emulateNetworkConditions", {"offline": False, **line})
    person.page.goto(f"{shop.url}/order-status/")
    person.sees_bar()
    person.page.close()
    code, _, session = lab.end()
    assert (code, session.ended) == (0, "closed")
    assert len(kept(lab.db, session.id, Unreachable)) == 1
    assert kept(lab.db, session.id, View)[-1].url == "/order-status/"


def test_the_same_person_again(begin: Begin) -> None:
    for _ in range(2):
        lab, person = begin()
        person.sees_bar()
        person.page.close()
        lab.process.wait(timeout=60)
    with Store.open(lab.db) as store:
        first, second = store.sessions()
    assert first.participant == second.participant
    assert (first.attempt, second.attempt) == (1, 2)


def test_a_lab_that_is_killed_takes_its_server_along(begin: Begin, context: BrowserContext) -> None:
    lab, person = begin()
    person.sees_bar()
    wait_kept(lab, View)  # a page's first batch takes a moment longer than its bar
    lab.process.kill()
    address = lab.link.split("/access/")[0]
    deadline = time.monotonic() + 30
    while answers(address):
        assert time.monotonic() < deadline, "the server is still there"
    session = lab.session()
    assert session.ended == ""  # and what it had until then is kept
    assert kept(lab.db, session.id, View)


def answers(address: str) -> bool:
    try:
        urllib.request.urlopen(address, timeout=5).close()
    except urllib.error.HTTPError as error:
        error.close()
    except OSError:
        return False
    return True


# --- a window that is really there ----------------------------------------------------------------


@pytest.fixture
def screen() -> Iterator[str]:
    """The name of a display that nobody looks at."""
    if shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb (apt-get install xvfb)")
    reading, writing = os.pipe()
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x900x24", "-nolisten", "tcp"],
        pass_fds=(writing,),
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as told:
        number = told.readline().strip()
    yield f":{number}"
    process.terminate()
    process.wait()


def test_in_a_visible_window_the_person_answers_the_shops_questions(
    begin: Begin, screen: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", screen)
    lab, person = begin(headed=True)
    person.sees_bar()
    person.page.on("dialog", lambda dialog: dialog.accept())
    assert person.page.evaluate("confirm('Empty the basket?')") is True
    person.press_in_bar("I'm finished", "Yes, I'm finished")
    code, _, session = lab.end()
    assert (code, session.said) == (0, "done")


def test_without_a_screen(begin: Begin, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    with pytest.raises(AssertionError, match="this machine has no screen"):
        begin(headed=True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--participant", "maija@example.com"), "give a pseudonym such as P01"),
        (("--study", "two_backpacks", "--language", "sv"), "--language sv: study two_backpacks"),
        (("--shop", "http://127.0.0.1:9"), "not reachable: connection refused"),
        (("--device", "abacus"), "--device abacus: not desktop, phone"),
        (("--consent", "all"), "--consent all: write what was agreed to, of signals, replay"),
        (("--consent", "clips"), "clips are parts of the replay; write replay,clips"),
        (("--consent", ""), "has not agreed to anything yet; give --consent with what"),
    ],
)
def test_wrong_use_in_one_line(begin: Begin, arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(AssertionError) as error:
        begin(*arguments)
    (line,) = (line for line in str(error.value).splitlines() if "kitka: " in line)
    assert said in line and "Traceback" not in str(error.value)
