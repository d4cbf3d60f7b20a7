"""The friction rules on a shop that they were not written with: all of them, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page

from kitka.analyzer.analyze import analyze
from kitka.analyzer.results import SessionResult
from kitka.recorder import record
from kitka.recorder.scenario import load_scenario
from kitka.recorder.store import Store

SCENARIO = load_scenario(Path(__file__).parent / "shop.toml")
ADDRESS = {
    "E-post": "elsa@example.com",
    "Namn": "Elsa Berg",
    "Gatuadress": "Storgatan 1",
    "Postnummer": "11122",
    "Ort": "Stockholm",
}


class Shopper:
    """Presses what a shopper would; every method is one stretch of the way."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def wait(self, ms: int) -> None:
        """What the page is watched for, on its own clock."""
        began = self.page.evaluate("performance.now()")
        self.page.wait_for_function(f"performance.now() - {began} > {ms}")

    def turns(self, times: int) -> None:
        """Until the carousel has advanced so often."""
        self.page.wait_for_selector(f'.bildspel[data-shown="{times}"]')

    def to_product(self) -> None:
        self.page.get_by_label("Sök").press_sequentially("kebne", delay=30)
        self.page.get_by_role("link", name="Kebne 40").click()
        self.page.wait_for_url("**/p/1")

    def to_cart(self) -> None:
        self.press("Lägg i varukorgen")
        self.page.get_by_text("Varan ligger i varukorgen").wait_for()
        self.page.get_by_role("link", name="Varukorg").click()
        self.page.wait_for_url("**/cart")

    def to_address(self) -> None:
        self.press("Till kassan")
        self.page.wait_for_url("**/checkout")

    def address(self, **other: str) -> None:
        for label, value in {**ADDRESS, **other}.items():
            self.page.get_by_label(label).fill(value)
        self.press("Fortsätt")

    def refused(self, text: str) -> None:
        """Shown the error, and watched for as long as the recorder wants to see it."""
        self.page.get_by_text(text).wait_for()
        self.wait(1100)

    def to_pay(self) -> None:
        self.address()
        self.page.wait_for_url("**/checkout/pay")

    def accept(self) -> None:
        self.page.get_by_label("Faktura").check()
        self.page.get_by_label("Jag godkänner villkoren").check()

    def to_done(self) -> None:
        self.accept()
        self.press("Slutför köpet")
        self.page.get_by_text("Tack för din beställning").wait_for()


@pytest.fixture
def visit(context: BrowserContext, store: Store, butik: Any) -> Callable[..., SessionResult]:
    """Record what a shopper does in the shop with one flaw, and judge it."""

    def visit(flaw: str, walk: Callable[[Shopper], None]) -> SessionResult:
        butik.flaw = flaw
        page = context.new_page()
        with record(context, SCENARIO, db=store) as session:
            page.goto(butik.url)
            walk(Shopper(page))
        return analyze(store.log(store.session(session.id)), SCENARIO)

    return visit


def found(result: SessionResult) -> list[tuple[str, str]]:
    return [(f.rule, f.element.name if f.element else "") for f in result.frictions]


def test_a_sound_shop_with_every_trap_is_quiet(visit: Callable[..., SessionResult]) -> None:
    def walk(shopper: Shopper) -> None:
        page = shopper.page
        shopper.turns(3)
        shopper.press("Nästa bild")
        shopper.press("Visa erbjudandet")
        shopper.press("Prenumerera")
        shopper.press("Stäng")
        page.mouse.wheel(0, 900)
        shopper.to_product()
        page.get_by_text("Mått och vikt").click()
        with page.expect_download():
            page.get_by_role("link", name="Hämta katalogen").click()
        with page.expect_popup() as opened:
            page.get_by_role("link", name="Köpvillkor").click()
        opened.value.close()
        for _ in range(5):
            shopper.press("+")
        for _ in range(4):
            shopper.press("−")
        shopper.to_cart()
        page.go_back()
        page.go_forward()
        shopper.to_address()
        shopper.address(Postnummer="111 22")
        shopper.refused("Fem siffror")
        shopper.to_pay()
        shopper.to_done()

    result = visit("", walk)
    assert found(result) == []
    assert result.outcome == "completed"
    assert [step.name for step in result.steps if not step.reached] == []


def dead(shopper: Shopper) -> None:
    shopper.turns(4)
    shopper.press("Visa erbjudandet")
    shopper.wait(2800)


def impatient(shopper: Shopper) -> None:
    shopper.turns(4)
    shopper.page.get_by_role("button", name="Visa erbjudandet").click(click_count=4, delay=60)
    shopper.wait(2800)


def failing(shopper: Shopper) -> None:
    shopper.to_product()
    shopper.press("Lägg i varukorgen")
    shopper.wait(1100)


def search(shopper: Shopper) -> None:
    shopper.wait(1100)
    shopper.page.get_by_label("Sök").press_sequentially("kebne", delay=30)
    shopper.wait(1000)


def buying(shopper: Shopper) -> None:
    shopper.to_product()
    shopper.to_cart()
    shopper.to_address()
    shopper.to_pay()
    shopper.to_done()


def twice_refused(shopper: Shopper) -> None:
    shopper.to_product()
    shopper.to_cart()
    shopper.to_address()
    for postcode in ("111 22", "SE-11122"):
        shopper.address(Postnummer=postcode)
        shopper.refused("Fem siffror")
    shopper.to_pay()


def refused_by_shop(shopper: Shopper) -> None:
    shopper.to_product()
    shopper.to_cart()
    shopper.to_address()
    shopper.address(Ort="Ankeborg")
    shopper.refused("Dit kör vi inte")
    shopper.to_pay()


def refused_by_page(shopper: Shopper) -> None:
    shopper.to_product()
    shopper.to_cart()
    shopper.to_address()
    shopper.address(Postnummer="111 22")
    shopper.refused("Fem siffror")
    shopper.to_pay()


def waiting(shopper: Shopper) -> None:
    shopper.wait(2000)
    shopper.to_product()


def pressing_meanwhile(shopper: Shopper) -> None:
    shopper.wait(2000)
    shopper.to_product()
    for _ in range(3):
        shopper.press("+")
        shopper.wait(300)


def aimed(shopper: Shopper) -> None:
    shopper.to_product()
    shopper.to_cart()
    shopper.to_address()
    shopper.to_pay()
    shopper.accept()
    shopper.wait(700)
    button = shopper.page.get_by_role("button", name="Slutför köpet")
    button.hover()
    shopper.page.locator(".kampanj").wait_for()
    button.click()
    shopper.page.get_by_text("Tack för din beställning").wait_for()


KOP, SLUTFOR, OFFER = "Lägg i varukorgen", "Slutför köpet", "Visa erbjudandet"


@pytest.mark.parametrize(
    ("flaw", "walk", "expected"),
    [
        pytest.param("dead", dead, [("dead_click", OFFER)], id="no handler"),
        pytest.param(
            "dead", impatient, [("dead_click", OFFER), ("rage_click", OFFER)], id="impatient"
        ),
        pytest.param("throws", failing, [("error_click", KOP)], id="handler throws"),
        pytest.param("basket", failing, [("error_click", KOP)], id="request of a press fails"),
        pytest.param("search", search, [("failed_request", "")], id="search while typing fails"),
        pytest.param("", twice_refused, [("validation_loop", "Fortsätt")], id="refused twice"),
        pytest.param("cleared", refused_by_shop, [("form_lost", "Fortsätt")], id="shop clears"),
        pytest.param("cleared", refused_by_page, [("form_lost", "Fortsätt")], id="page clears"),
        pytest.param(
            "cleared soon", refused_by_page, [("form_lost", "Fortsätt")], id="page clears soon"
        ),
        pytest.param("fee", buying, [("late_cost", "total")], id="unannounced fee"),
        pytest.param("timer", waiting, [("js_error", "")], id="timer throws"),
        # In two views: two frictions, and none of them is the fault of what was pressed then.
        pytest.param("ticking", pressing_meanwhile, [("js_error", "")] * 2, id="ticking error"),
        # It moves by a banner's height, and is pressed where it stands by then.
        pytest.param("shift", aimed, [], id="button moves and is followed"),
    ],
)
def test_one_flaw_is_one_friction(
    visit: Callable[..., SessionResult],
    flaw: str,
    walk: Callable[[Shopper], None],
    expected: list[tuple[str, str]],
) -> None:
    assert sorted(found(visit(flaw, walk))) == expected
