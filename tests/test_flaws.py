"""Flaws that a script meets, switched on: the findings name their rule at their step and element.

What people meet is measured by `make accuracy`; that each flaw does what it says, tests/shop/.
"""

import pytest
from playwright.sync_api import Browser, Playwright

from kitka.analyzer.analyze import analyze, summarize
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.scenario_results import Finding
from kitka.demo_shop import DemoShop
from kitka.demo_shop.flaws import FLAWS, MEASURED_BEFORE, Flaw
from kitka.recorder.scenario import SHIPPED, load_scenario
from kitka.recorder.script import Attempt, run_attempt
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store
from kitka.scenarios import parts


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A script that waits in vain gives up sooner: dead is known after 2.5 s."""
    monkeypatch.setattr(parts, "PATIENCE_MS", 5_000)


def walk(
    playwright: Playwright,
    browser: Browser,
    shop: DemoShop,
    store: Store,
    name: str,
    device: str = "desktop",
) -> SessionResult:
    path = SHIPPED / f"{name}.toml"
    attempt = Attempt(
        scenario=str(path),
        shop=Shop(url=shop.url, payment=(shop.payment_url,)),
        device=device,
    )
    done = run_attempt(playwright, browser, attempt, store)
    return analyze(store.log(store.session(done.session)), load_scenario(path))


def names(flaw: Flaw, finding: Finding) -> bool:
    """Whether the finding says what the flaw states of itself."""
    element = finding.element
    same_element = (
        element is None
        if flaw.element is None
        else element is not None
        and (element.role, element.name) == (flaw.element["role"], flaw.element["name"])
    )
    return (finding.rule, finding.step) == (flaw.rule, flaw.step) and same_element


@pytest.mark.parametrize(
    ("flaw", "device"),
    [
        *((FLAWS[name], "desktop") for name in sorted(MEASURED_BEFORE)),
        # below the fold there: the page scrolls, then it is pressed
        (FLAWS["dead_button"], "phone"),
    ],
    ids=lambda value: getattr(value, "name", value),
)
def test_a_flaw_is_found_where_it_is(
    flaw: Flaw,
    device: str,
    shop: DemoShop,
    store: Store,
    browser: Browser,
    playwright: Playwright,
) -> None:
    shop.set_flaws([flaw.name])
    try:
        result = walk(playwright, browser, shop, store, flaw.scenario, device)
    finally:
        shop.set_flaws([])
    (report,) = summarize([result], load_scenario(SHIPPED / f"{flaw.scenario}.toml"))
    said = [(f.rule, f.step, f.element) for f in report.findings]
    assert any(names(flaw, finding) for finding in report.findings), said


def test_a_phone_in_the_shop_without_flaws_meets_nothing(
    shop: DemoShop, store: Store, browser: Browser, playwright: Playwright
) -> None:
    """On a desktop: test_end_to_end.py."""
    result = walk(playwright, browser, shop, store, "guest_checkout", "phone")
    assert result.outcome == "completed"
    assert [(f.rule, f.evidence.text) for f in result.frictions] == []
