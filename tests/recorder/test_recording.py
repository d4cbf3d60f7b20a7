"""``record()`` on a real browser context, whoever drives it."""

import contextlib
import re
from types import SimpleNamespace

import pytest
from playwright.sync_api import Browser, BrowserContext, Error
from support import events

from kitka.analyzer.analyze import analyze
from kitka.demo_shop import DemoShop
from kitka.recorder import record
from kitka.recorder.browser import find_browser
from kitka.recorder.errors import BrowserError, KitkaError, ScenarioError
from kitka.recorder.model import (
    Alert,
    Click,
    Console,
    Crash,
    Dialog,
    JsError,
    OffSite,
    StepMark,
    Tab,
    View,
)
from kitka.recorder.network import check_network
from kitka.recorder.scenario import SHIPPED, load_scenario
from kitka.recorder.script import Attempt, run_attempt
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store

SCENARIO = load_scenario(SHIPPED / "guest_checkout.toml")


@pytest.mark.parametrize(
    ("name", "device"),
    [
        ("guest_checkout", "desktop"),
        ("guest_checkout", "phone"),
        ("offsite_payment", "desktop"),
        ("find_product", "phone"),
        ("order_status_and_exchange", "desktop"),
    ],
)
def test_shipped_scenarios_complete_without_friction(
    shop: DemoShop, store: Store, browser: Browser, playwright, name: str, device: str
) -> None:
    """The clean shop: every step reached, nothing lost, nothing found."""
    attempt = Attempt(
        scenario=str(SHIPPED / f"{name}.toml"),
        shop=Shop(url=shop.url, payment=(shop.payment_url,)),
        device=device,
    )
    done = run_attempt(playwright, browser, attempt, store)
    session = store.session(done.session)
    scenario = load_scenario(SHIPPED / f"{name}.toml")
    result = analyze(store.log(session), scenario)
    assert (done.error, result.outcome, result.drifted) == ("", "completed", ())
    assert [step.name for step in result.steps if not step.reached] == []
    assert list(result.frictions) == []
    assert store.log(session).gaps == ()
    marks = events(store, session.id, StepMark)
    pictures = [store.asset(mark.screenshot) for mark in marks if mark.screenshot]
    assert len(pictures) >= len(marks) - 1  # one at most was thrown away: the script was too quick
    assert all(picture.content[:2] == b"\xff\xd8" for picture in pictures)


def test_leaving_for_the_payment_provider_is_kept_and_its_page_is_not(
    shop: DemoShop, store: Store, browser: Browser, playwright
) -> None:
    attempt = Attempt(
        scenario=str(SHIPPED / "offsite_payment.toml"),
        shop=Shop(url=shop.url, payment=(shop.payment_url,)),
    )
    done = run_attempt(playwright, browser, attempt, store)
    trips = [(e.away, e.payment) for e in events(store, done.session, OffSite)]
    assert trips == [(True, True), (False, False)]
    assert {view.origin for view in events(store, done.session, View)} == {shop.url}


def test_sessions_follow_each_other_on_one_context(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    page = context.new_page()
    ids = []
    for path in ("/", "/basket/"):
        with record(context, SCENARIO, db=store) as session:
            page.goto(shop.url + path)
        ids.append(session.id)
    page.goto(shop.url + "/catalogue/")  # nobody records this
    seen = [{view.url for view in events(store, id, View)} for id in ids]
    assert seen == [{"/"}, {"/", "/basket/"}] or seen == [{"/"}, {"/basket/"}]


def test_two_sessions_at_once_on_one_context_are_refused(
    store: Store, context: BrowserContext
) -> None:
    with (
        record(context, SCENARIO, db=store),
        pytest.raises(KitkaError, match="is being recorded already"),
        record(context, SCENARIO, db=store),
    ):
        pass
    with record(context, SCENARIO, db=store):  # the refusal broke nothing
        pass


def test_a_page_that_is_open_already_is_recorded(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    page = context.new_page()
    page.goto(shop.url)
    with record(context, SCENARIO, db=store) as session:
        page.get_by_role("link", name="Backpacks").first.click()
        page.wait_for_url("**/backpacks_1/")
    assert next(view.url for view in events(store, session.id, View)) == "/"
    assert events(store, session.id, Click)[0].target.name == "Backpacks"


def test_a_tab_that_opens_later_is_recorded(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    with record(context, SCENARIO, db=store) as session:
        page = context.new_page()
        page.goto(shop.url)
        with context.expect_page() as opened:
            page.evaluate("window.open('/basket/')")
        opened.value.wait_for_url("**/basket/")
    assert "/basket/" in {view.url for view in events(store, session.id, View)}
    assert [tab.state for tab in events(store, session.id, Tab)] == ["opened", "opened"]


def test_a_context_closed_inside_the_block_ends_the_session(
    shop: DemoShop, store: Store, browser: Browser
) -> None:
    context = browser.new_context()
    with record(context, SCENARIO, db=store) as session:
        page = context.new_page()
        page.goto(shop.url)
        with session.step("Front page"):
            pass
        context.close()
    assert store.session(session.id).ended == "closed"
    assert events(store, session.id, View)


def test_a_failed_step_is_marked_and_raises(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    with pytest.raises(Error), record(context, SCENARIO, db=store) as session:
        page = context.new_page()
        page.goto(shop.url)
        with session.step("Basket"):
            page.get_by_role("button", name="No such thing").click(timeout=200)
    (mark,) = events(store, session.id, StepMark)
    assert (mark.name, mark.ok) == ("Basket", False)
    assert "Timeout" in mark.error
    assert store.asset(mark.screenshot) is not None
    assert store.session(session.id).ended == "raised"


def test_a_step_that_the_scenario_does_not_have_is_named(
    store: Store, context: BrowserContext
) -> None:
    with (
        pytest.raises(ScenarioError, match=r"step\('Baskt'\).*Basket"),
        record(context, SCENARIO, db=store) as session,
        session.step("Baskt"),
    ):
        pass


@pytest.mark.parametrize(
    ("work", "tells"),
    [
        ("fetch('/stock').then((r) => r.json())", "driver"),
        ("(async () => { const r = await fetch('/stock'); await r.json(); })()", "driver"),
        ("fetch('/stock?cut').then((r) => r.json())", "driver"),
        ("new Response('<').json()", "page"),
        ("fetch('/stock').then((r) => r.text()).then((t) => JSON.parse(t))", "page"),
    ],
)
def test_a_page_in_place_of_json_is_told_once(
    shop: DemoShop, store: Store, context: BrowserContext, work: str, tells: str
) -> None:
    """Of what ``Response.json()`` rejects with Chromium tells no window."""
    context.route("**/stock", lambda route: route.fulfill(body="<!doctype html><p>Aino</p>"))
    context.route(re.compile("stock.cut"), lambda route: route.fulfill(body='{"name": "Aino'))
    with record(context, SCENARIO, db=store) as session:
        page = context.new_page()
        page.goto(shop.url)
        with context.expect_event("weberror"):
            page.evaluate(f"() => {{ setTimeout(() => {{ {work}; }}); }}")
        page.goto(shop.url + "/basket/")
    told = events(store, session.id, JsError)
    assert len(told) == 1, told
    (error,) = told
    assert "JSON" in error.message and error.rejection
    assert (error.view >= 0) == (tells == "page")
    assert tells == "page" or not re.search("doctype|Aino", error.message)
    (friction,) = analyze(store.log(store.session(session.id)), SCENARIO).frictions
    assert friction.rule == "js_error"


def test_a_crashed_page_is_an_event_and_the_session_goes_on(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    with record(context, SCENARIO, db=store) as session:
        page = context.new_page()
        page.goto(shop.url)
        with page.expect_event("crash"), contextlib.suppress(Error):
            page.goto("chrome://crash")
        other = context.new_page()
        other.goto(shop.url + "/basket/")
    assert len(events(store, session.id, Crash)) == 1
    assert "/basket/" in {view.url for view in events(store, session.id, View)}


def test_console_errors_are_kept_with_long_numbers_masked(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    with record(context, SCENARIO, db=store) as session:
        page = context.new_page()
        page.goto(shop.url)
        page.evaluate("console.error('card 4111 1111 1111 1111 refused')")
        page.evaluate("console.log('chatter')")
    assert [e.text for e in events(store, session.id, Console)] == ["card ••• refused"]


def test_a_native_dialog_is_answered_and_kept(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    with record(context, SCENARIO, db=store) as session:
        page = context.new_page()
        page.goto(shop.url)
        assert page.evaluate("confirm('Empty your basket?')") is False
    (dialog,) = events(store, session.id, Dialog)
    assert (dialog.type, dialog.message) == ("confirm", "")  # only the page can mask what it says
    (alert,) = events(store, session.id, Alert)
    assert (alert.type, alert.message) == ("confirm", "Empty your basket?")


def test_what_pages_of_others_say_is_not_kept(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    with record(context, SCENARIO, db=store, payment_origins=[shop.payment_url]) as session:
        page = context.new_page()
        page.goto(shop.payment_url)
        page.evaluate("console.error('declined, Virtanen'); alert('Virtanen')")
    assert events(store, session.id, Console) == []
    assert [dialog.message for dialog in events(store, session.id, Dialog)] == [""]


@pytest.mark.parametrize("who", ["page", "context"])
def test_a_script_that_answers_its_own_dialogs_still_does(
    shop: DemoShop, store: Store, context: BrowserContext, who: str
) -> None:
    with record(context, SCENARIO, db=store):
        page = context.new_page()
        (page if who == "page" else context).on("dialog", lambda dialog: dialog.accept())
        page.goto(shop.url)
        assert page.evaluate("confirm('Empty your basket?')") is True


def test_a_slow_network_holds_on_every_page(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    with record(context, SCENARIO, db=store, network="offline"):
        for _ in range(2):
            page = context.new_page()
            with pytest.raises(Error, match="ERR_INTERNET_DISCONNECTED"):
                page.goto(shop.url)


def test_throttling_is_refused_where_it_cannot_be_done() -> None:
    """Firefox cannot be had here: what matters is only what the context says of its engine."""
    firefox = SimpleNamespace(browser=SimpleNamespace(browser_type=SimpleNamespace(name="firefox")))
    with pytest.raises(BrowserError, match="only Chromium can be slowed down, not firefox"):
        check_network(firefox, "slow-3g")


def test_participants_leave_no_screenshots_and_no_console(
    shop: DemoShop, store: Store, context: BrowserContext
) -> None:
    with record(context, SCENARIO, db=store, actor="participant") as session:
        page = context.new_page()
        page.goto(shop.url)
        with session.step("Front page"):
            page.evaluate("console.error('private')")
    (mark,) = events(store, session.id, StepMark)
    assert mark.screenshot == ""
    log = store.log(store.session(session.id))
    assert not any("private" in str(batch.events) for batch in log.batches)


def test_the_data_of_a_session_is_its_own(store: Store, context: BrowserContext) -> None:
    mails = []
    for _ in range(2):
        with record(context, SCENARIO, db=store) as session:
            mails.append(session.data["email"])
    assert len(set(mails)) == 2
    assert mails[0].startswith("aino+")


def test_a_browser_of_its_own_can_be_named(monkeypatch: pytest.MonkeyPatch, playwright) -> None:
    monkeypatch.setenv("KITKA_BROWSER", "no-such-browser")
    with pytest.raises(BrowserError, match="KITKA_BROWSER=no-such-browser: no such program"):
        find_browser(playwright)
