"""The demo shop with Kitka's script in it, right and wrong, and the address that begins anew."""

import functools
import http.server
import re
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from kitka.demo_shop import DemoShop, DemoShopError, serve

PRODUCT = "/catalogue/kaarna-18-l-small-backpack_1/"
HERE = "document.documentElement.dataset.kitka === 'here'"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The origin of a server with a ``kitka.js`` that says that it ran, and calls home."""
    folder: Path = tmp_path_factory.mktemp("recorder")
    (folder / "kitka.js").write_text(
        "document.documentElement.dataset.kitka = 'here';"
        "fetch(new URL('/kitka.js', document.currentScript.src), {mode: 'no-cors'})"
        ".then(() => { document.documentElement.dataset.home = 'reached' },"
        " () => { document.documentElement.dataset.home = 'blocked' });"
    )
    handler = functools.partial(_Quiet, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def bare(shop: DemoShop) -> Iterator[DemoShop]:
    """The tests' shop, without the script again afterwards."""
    yield shop
    shop.set_recorder(None)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    context.set_default_timeout(8000)
    yield context.new_page()
    context.close()


def test_every_page_but_the_providers_carries_the_script(
    bare: DemoShop, script: str, page: Page
) -> None:
    page.goto(bare.url)
    assert page.locator("script[src$='kitka.js']").count() == 0
    bare.set_recorder(script)
    for path in ("/", PRODUCT, "/basket/", "/order-status/", "/nowhere/"):
        page.goto(bare.url + path)
        page.wait_for_function(HERE)
        assert page.locator("head script[async][src$='kitka.js']").count() == 1
    page.goto(f"{bare.payment_url}/pay?token=x")
    assert page.locator("script").count() == 0


def test_under_a_strict_policy_that_names_the_recorder(
    bare: DemoShop, script: str, page: Page
) -> None:
    bare.set_recorder(script, policy="allowed")
    complaints: list[str] = []
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    page.goto(bare.url + PRODUCT)
    page.wait_for_function("document.documentElement.dataset.home === 'reached'")
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").click()
    page.get_by_label("Quantity").fill("2")
    page.get_by_role("button", name="Update").click()  # in the background, by a script of the shop
    page.get_by_text("Your basket total is now").wait_for()
    assert complaints == []


@pytest.mark.parametrize(
    ("policy", "directive"), [("no-script", "script-src"), ("no-connect", "connect-src")]
)
def test_a_policy_that_forgets_the_recorder(
    bare: DemoShop, script: str, page: Page, policy: str, directive: str
) -> None:
    bare.set_recorder(script, policy=policy)
    with page.expect_console_message(lambda m: script in m.text and directive in m.text):
        page.goto(bare.url)


def test_a_consent_manager_that_holds_it_back_and_a_page_without(
    bare: DemoShop, script: str, page: Page
) -> None:
    bare.set_recorder(script, held=True)
    page.goto(bare.url)
    expect(page.locator("script[type='text/plain'][data-cookieconsent]")).to_have_count(1)
    assert not page.evaluate(HERE)
    bare.set_recorder(script, missing_on=["/basket/"])
    page.goto(f"{bare.url}/basket/")
    assert page.locator("script[src$='kitka.js']").count() == 0
    page.goto(bare.url)
    page.wait_for_function(HERE)


def test_what_is_no_way_to_carry_it_is_said(bare: DemoShop) -> None:
    with pytest.raises(DemoShopError, match="is no origin"):
        bare.set_recorder("kitka.example/kitka.js")
    with pytest.raises(DemoShopError, match="allowed, no-script, no-connect"):
        bare.set_recorder("http://kitka.example", policy="strict")  # type: ignore[arg-type]
    with pytest.raises(DemoShopError, match="is no origin"), serve(recorder="kitka"):
        pass


def test_from_the_start(script: str, page: Page) -> None:
    with serve(recorder=script, csp=True) as shop:
        answer = page.goto(shop.url)
        assert answer is not None
        assert script in answer.headers["content-security-policy"]
        page.wait_for_function(HERE)


def test_begin_anew(bare: DemoShop, page: Page) -> None:
    page.goto(bare.url + PRODUCT)
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").click()
    assert page.locator("[data-basket-count]").inner_text() == "1"
    page.goto(f"{bare.url}/fresh/")
    expect(page).to_have_url(re.compile(r"/$"))
    page.goto(f"{bare.url}/basket/")
    expect(page.get_by_text("Your basket is empty")).to_be_visible()
