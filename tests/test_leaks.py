"""What a shopper types is in no decoded blob: every batch and asset unpacked, traces unzipped."""

import io
import zipfile
from collections.abc import Iterator

import pytest
import zstandard
from PIL import Image
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, Playwright
from support import events

from kitka.demo_shop import DemoShop
from kitka.recorder import pictures, record
from kitka.recorder.model import (
    Alert,
    Blur,
    Condition,
    JsError,
    Scenario,
    Step,
    StepMark,
    Undone,
    View,
)
from kitka.recorder.scenario import SHIPPED, load_scenario
from kitka.recorder.script import Attempt, run_attempt
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store

PASSWORD = "Kuusi palaa 5 korttia!"
CARD = "4111 1111 1111 1111"
NOTE = "salainen toive lahjasta"
HIDDEN = "piilotettu-arvo-8842"
SECRETS = (PASSWORD, CARD, CARD.replace(" ", ""), NOTE, HIDDEN, "Kuusi+palaa", "Kuusi%20palaa")

SCENARIO = Scenario("pay", "Pay", (Step("Paid", (Condition(url="/paid"),)),))
FORM = f"""<!doctype html><title>Pay</title><main>
<form method=post action=/paid>
<label>Password <input type=password name=password autocomplete=current-password></label>
<label><input type=checkbox id=show> Show</label>
<label>Card <input name=card autocomplete=cc-number></label>
<input type=hidden name=token value="{HIDDEN}">
<label>Wish <textarea name=wish></textarea></label>
<div contenteditable role=textbox aria-label=Greeting></div>
<button type=button id=check>Check</button>
<button>Pay</button></form></main>
<script>
const form = document.querySelector("form");
form.check.onclick = () => refuse("Card " + form.card.value);
const refuse = (text) => console.error(new Error(text)) ?? alert(text);
form.show.onclick = () => form.password.type = form.show.checked ? "text" : "password";
form.card.addEventListener("input", () => form.card.setAttribute("value", form.card.value));
form.card.addEventListener("input", () => form.token.value = form.card.value);
</script>"""
ECHO = """<script>
form.password.addEventListener("input", () => document.title = "Pay " + form.password.value);
form.wish.addEventListener("input", () => {
  let echo = document.querySelector("output") || form.appendChild(document.createElement("output"));
  echo.textContent = form.wish.value;
});
</script>"""


def blobs(store: Store) -> Iterator[tuple[str, bytes]]:
    """Every value of every table, blobs decoded as far as they go."""
    db = store._db
    for table in db.table_names():
        for row in db[table].rows:
            for column, value in row.items():
                where = f"{table}.{column}"
                if isinstance(value, str):
                    yield where, value.encode()
                elif table == "traces" and column == "bytes":
                    with zipfile.ZipFile(io.BytesIO(value)) as archive:
                        for name in archive.namelist():
                            yield f"{where}/{name}", archive.read(name)
                elif table == "batches" and column == "events":
                    yield f"{where}.{row['stream']}", zstandard.decompress(value, 1 << 26)
                elif isinstance(value, bytes):
                    yield where, value


def leaks(store: Store) -> set[tuple[str, str]]:
    """(secret, where) of everything that can be found, also as JSON or HTML would spell it."""
    found = set()
    for where, content in blobs(store):
        for secret in SECRETS:
            for spelling in (secret, secret.replace("!", "\\u0021"), secret.replace(" ", "&nbsp;")):
                if spelling.encode() in content:
                    found.add((secret, where))
    return found


def shown(store: Store, session: str) -> list:
    """(batch, view) of every view of a session."""
    log = store.log(store.session(session))
    return [(b, event) for b in log.batches for event in b.events if isinstance(event, View)]


@pytest.fixture
def pay_page(context: BrowserContext) -> Page:
    html = {"body": FORM}

    def answer(route) -> None:
        # A shop that renders the form again with what was typed in it, as many do.
        body = html["body"]
        if route.request.method == "POST":
            body = body.replace("<textarea name=wish>", f"<textarea name=wish>{NOTE}")
            body = body.replace("name=card ", f'name=card value="{CARD}" ')
            body = body.replace("name=password ", f'name=password value="{PASSWORD}" ')
        route.fulfill(body=body, content_type="text/html; charset=utf-8")

    context.route("**/*", answer)
    page = context.new_page()
    page.html = html
    return page


def fill_and_pay(page: Page, step) -> None:
    page.goto("http://shop.test/")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_label("Show").check()
    page.get_by_label("Card").press_sequentially(CARD)
    page.get_by_label("Wish").fill(NOTE)
    page.get_by_label("Greeting").fill(NOTE)
    page.get_by_role("button", name="Check").click()  # a native dialog that repeats what was typed
    with step("Paid"):  # a picture of the filled form, and of the form shown again
        page.get_by_label("Card").press("End")
    page.get_by_role("button", name="Pay").click()
    page.wait_for_url("**/paid")
    with step("Paid"):
        page.get_by_label("Password").wait_for()


def test_nothing_typed_is_in_the_database(pay_page: Page, store: Store) -> None:
    with record(pay_page.context, SCENARIO, db=store) as session:
        fill_and_pay(pay_page, session)
    kinds = {where for where, _ in blobs(store)}
    assert {"batches.events.signals", "batches.events.replay", "assets.bytes"} <= kinds
    # What comes near the values was there: shown in a dialog, written to the console, and counted
    # where it is no secret.
    assert [e.message for e in events(store, session.id, JsError)] == ["Error: Card •••"]
    assert [alert.message for alert in events(store, session.id, Alert)] == ["Card •••"]
    typed = {blur.target.name: blur.typed for blur in events(store, session.id, Blur)}
    assert typed["Card"] == typed["Password"] == 0 < typed["Wish"]
    assert leaks(store) == set()


def test_what_was_entered_and_is_gone_is_told_without_a_word_of_it(
    context: BrowserContext, store: Store
) -> None:
    """The page compares what stands there with what was entered, and keeps a hash of it for the
    next page: only that it is gone, and how many letters, leaves the page."""
    fields = (
        "<form><label>Wish <input name=wish></label><label>Gift <input name=gift></label>"
        "<label>Verse <div contenteditable role=textbox aria-label=Verse></div></label></form>"
        "<script>document.querySelector('[contenteditable]').oninput = ({ target }) => {"
        " if (target.textContent.length > 5) target.textContent = target.textContent.slice(0, 5)"
        "}</script>"
    )
    context.route(
        "**/*", lambda route: route.fulfill(body=fields, content_type="text/html; charset=utf-8")
    )
    page = context.new_page()
    wish, gift = page.get_by_label("Wish"), page.get_by_label("Gift")

    def wait_for(what: str) -> None:
        for _ in range(200):
            if what in [event.what for event in events(store, session.id, Undone)]:
                return
            page.wait_for_timeout(50)
        raise AssertionError(f"nothing {what} was told of")

    with record(context, SCENARIO, db=store) as session:
        page.goto("http://shop.test/")
        page.wait_for_load_state("networkidle")
        page.get_by_label("Verse").press_sequentially(NOTE)
        for field in (wish, gift):
            field.press_sequentially(NOTE)
        gift.press("Tab")
        page.goto("http://shop.test/?again")  # empty, and known by its hash
        page.wait_for_load_state("networkidle")
        wait_for("emptied")
        wish.press_sequentially(NOTE)
        wish.press("Tab")
        wait_for("again")
    seen = events(store, session.id, Undone)
    assert {event.what for event in seen} == {"emptied", "altered", "again"}
    assert leaks(store) == set()


def test_a_picture_hides_what_is_typed_while_it_is_taken(
    pay_page: Page, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A screenshot takes three frames and the script does not wait for it: here it types between
    the look at the page before the picture and the picture itself."""
    take_picture = pictures.take_picture

    def typed_meanwhile(page: Page, cdp: CDPSession | None) -> bytes:
        page.get_by_label("Card").fill(CARD)
        return take_picture(page, cdp)

    monkeypatch.setattr(pictures, "take_picture", typed_meanwhile)
    with record(pay_page.context, SCENARIO, db=store) as session:
        pay_page.goto("http://shop.test/")
        box = pay_page.get_by_label("Card").bounding_box()
        with session.step("Paid"):
            pass
    (mark,) = events(store, session.id, StepMark)
    picture = Image.open(io.BytesIO(store.asset(mark.screenshot).content))
    middle = picture.getpixel((box["x"] + box["width"] / 2, box["y"] + box["height"] / 2))
    assert max(middle) < 90  # painted over; an empty or a readable field is white here


def test_a_picture_of_a_page_that_is_gone_is_thrown_away(pay_page: Page, store: Store) -> None:
    with record(pay_page.context, SCENARIO, db=store) as session:
        pay_page.goto("http://shop.test/")
        with session.step("Paid"):
            pass
        pay_page.goto("http://shop.test/other")
        pay_page.wait_for_load_state("networkidle")
    (mark,) = events(store, session.id, StepMark)
    views = {batch.page: view.url for batch, view in shown(store, session.id)}
    assert mark.screenshot == "" or views[mark.page] == "/"


def test_a_planted_leak_is_found(pay_page: Page, store: Store) -> None:
    """The same search finds what a shop itself writes into its page as plain text."""
    pay_page.html["body"] = FORM + ECHO
    with record(pay_page.context, SCENARIO, db=store) as session:
        fill_and_pay(pay_page, session)
    assert NOTE in {secret for secret, _ in leaks(store)}


def test_a_planted_leak_in_a_trace_is_found(store: Store) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("trace.network", f'{{"postData": "card={CARD}"}}')
    store._db.execute("PRAGMA foreign_keys = OFF")
    store.save_trace("s", made.getvalue())
    assert (CARD, "traces.bytes/trace.network") in leaks(store)


def test_a_whole_purchase_leaves_no_card_number(
    shop: DemoShop, store: Store, browser: Browser, playwright: Playwright
) -> None:
    """The demo shop puts card number and code into hidden fields of its review page."""
    attempt = Attempt(
        scenario=str(SHIPPED / "guest_checkout.toml"), shop=Shop(url=shop.url), trace="on"
    )
    done = run_attempt(playwright, browser, attempt, store)
    assert done.traced
    data = load_scenario(SHIPPED / "guest_checkout.toml").data
    assert data["card_number"] == CARD
    assert any(where.startswith("traces.bytes/trace.trace") for where, _ in blobs(store))
    assert leaks(store) == set()
