"""Two people at once, each in a browser of their own, through the demo shop and the questions."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from people import Person, Server, as_person, begin_study, open_people_browser, text_of
from playwright.sync_api import Browser, Page, expect

from kitka.analyzer.results import SessionResult
from kitka.demo_shop import DemoShop
from kitka.recorder.model import Answer, Participant
from kitka.recorder.store import Store
from kitka.workspace import Workspace

DESKTOP, PHONE = 0, 1


def buys_and_pays_at_the_bank(person: Person) -> None:
    """Desktop, Finnish: the whole purchase over the payment provider's origin."""
    person.go_to_shop()
    person.walk("offsite_payment")
    person.wait_for_bar()
    person.press_bar("Olen valmis", "Kyllä, olen valmis")
    page = person.page
    page.wait_for_url("**/p/**")
    page.get_by_role("radio").nth(5).check()  # SEQ: 6 of 7
    page.get_by_label("Ei", exact=True).check()
    person.answer()
    person.fill_in(scale=4)
    person.answer()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Kiitos")


def stops_at_the_delivery(person: Person) -> None:
    """Phone, English: as far as the address, then no further."""
    person.go_to_shop()
    person.walk("offsite_payment", until="Delivery method")
    person.press_bar("I would stop here", "Yes, I would stop here")
    page = person.page
    page.wait_for_url("**/p/**")
    page.get_by_role("radio").nth(1).check()  # SEQ: 2 of 7
    page.get_by_label("Yes", exact=True).check()
    page.get_by_role("textbox").fill("It wants my <b>address</b>")
    person.answer()
    expect(page.get_by_role("heading", level=1)).not_to_contain_text("Thank")
    page.get_by_role("textbox").fill("Too many questions")
    person.answer()
    page.get_by_role("checkbox").or_(page.get_by_role("radio")).first.check()
    person.answer()
    person.fill_in(scale=2)
    person.answer()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Thank")


@dataclass
class Studied:
    server: Server
    people: list[Participant]
    results: list[SessionResult]
    answers: list[list[Answer]]


@pytest.fixture(scope="module")
def studied(shop: DemoShop, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Studied]:
    folder = tmp_path_factory.mktemp("two")
    db = folder / "kitka.db"
    with Store.open(db) as store:
        version, people = begin_study(store, shop, folder, "offsite_payment", people=2)
        assert version.number == 1
    with Server(db) as server:
        shop.set_recorder(server.url)
        try:
            both_at_once(server, people)
        finally:
            shop.set_recorder(None)
        workspace = Workspace.open(db)
        results = workspace.results()
        answers = [workspace.store.answers(participant=person.id) for person in people]
        workspace.close()
        by_person = {result.pseudonym: result for result in results}
        yield Studied(server, people, [by_person[p.pseudonym] for p in people], answers)


def both_at_once(server: Server, people: list[Participant]) -> None:
    failures: list[BaseException] = []

    def take_part(who: int, language: str, act: Callable[[Person], None]) -> None:
        try:
            with open_people_browser() as (playwright, browser):
                device = playwright.devices["Pixel 7"] if who == PHONE else None
                page = as_person(browser, device).new_page()
                act(Person(page, f"{server.url}/p/{people[who].token}", language=language))
        except BaseException as error:
            failures.append(error)

    threads = [
        threading.Thread(target=take_part, args=(DESKTOP, "fi", buys_and_pays_at_the_bank)),
        threading.Thread(target=take_part, args=(PHONE, "en", stops_at_the_delivery)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]


def test_both_were_at_it_at_the_same_time(studied: Studied) -> None:
    one, other = studied.results
    assert one.started < other.started + other.duration_s * 1000
    assert other.started < one.started + one.duration_s * 1000


def test_the_one_who_paid_at_the_bank_completed(studied: Studied) -> None:
    result = studied.results[DESKTOP]
    assert (result.outcome, result.said, result.mistaken) == ("completed", "done", False)
    assert all(step.reached for step in result.steps)
    assert (result.device, result.language, result.automated) == ("desktop", "fi", False)
    assert result.gaps == 0
    assert result.frictions == ()


def test_the_one_who_stopped_gave_up_before_the_delivery(studied: Studied) -> None:
    result = studied.results[PHONE]
    assert (result.outcome, result.said, result.mistaken) == ("gave_up", "stop", False)
    assert (result.device, result.language, result.automated) == ("phone", "en", False)
    assert result.abandoned is not None
    assert result.abandoned.step == "Delivery address"
    assert result.abandoned.url == "/checkout/shipping-address/"
    assert result.gaps == 0


def test_what_they_answered_is_kept_with_its_session(studied: Studied) -> None:
    desktop, phone = ({a.item: a for a in given} for given in studied.answers)
    assert (desktop["seq"].value, phone["seq"].value) == ("6", "2")
    assert desktop["seq"].session == studied.results[DESKTOP].id
    assert phone["hesitated"].value == "yes"
    assert phone["stopped_why"].value == "Too many questions"
    assert "stopped_why" not in desktop
    assert "ease" in desktop
    assert "ease" not in phone  # asked of those who completed only


@pytest.fixture
def reader(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_the_study_page_holds_both(studied: Studied, reader: Page) -> None:
    reader.goto(f"{studied.server.url}/studies/outdoor")
    said = text_of(reader)
    assert "P01" in said
    assert "P02" in said
    assert "It wants my <b>address</b>" in said
    assert "Too many questions" in said


@pytest.mark.parametrize("who", [DESKTOP, PHONE])
def test_the_replay_shows_the_shop(studied: Studied, reader: Page, who: int) -> None:
    reader.goto(f"{studied.server.url}/sessions/{studied.results[who].id}")
    frame = reader.frame_locator("iframe").first
    expect(frame.frame_locator("iframe").first.get_by_text("Retki & Co").first).to_be_attached()


@pytest.mark.parametrize("who", [DESKTOP, PHONE])
def test_what_they_typed_stays_in_the_page(studied: Studied, who: int) -> None:
    """On the pages where they typed it: what the shop prints later is the shop's text."""
    with Store.open(studied.server.db) as store:
        pages: dict[str, bytes] = {}
        for item in store.replay(studied.results[who].id):
            pages[item.page] = pages.get(item.page, b"") + bytes(item.event)
    typed = [page for page in pages.values() if b'/checkout/shipping-address/","width"' in page]
    assert typed
    for page in typed:
        for secret in (b"Mannerheimintie", b"Virtanen", b"@example.com"):
            assert secret not in page
