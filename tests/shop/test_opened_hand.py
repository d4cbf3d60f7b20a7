"""Presses, forms and what moves, of opened flaws: each does what it says."""

from collections.abc import Callable

from buying import (
    ADDRESS,
    ADDRESS_PAGE,
    BASKET,
    EMAIL,
    GATEWAY,
    METHOD,
    PAYMENT,
    PRODUCT,
    Shopper,
    press_at,
    review_card,
)
from playwright.sync_api import Dialog, Locator, Page, expect

from kitka.demo_shop import DemoShop

Visit = Callable[..., Page]
Watch = Callable[[Page], Page]

BACKPACK = "Kaarna 18 L small backpack"


def on_top_of(target: Locator) -> str:
    """Which element a press in the middle of it would meet."""
    return str(
        target.evaluate(
            """node => {
              const at = node.getBoundingClientRect();
              return document.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2).tagName;
            }"""
        )
    )


def update(page: Page, quantity: int = 2) -> None:
    page.get_by_label("Quantity").fill(str(quantity))
    page.get_by_role("button", name="Update").click()
    page.get_by_text("Your basket total is now").wait_for()


def open_backpacks(page: Page) -> None:
    page.get_by_role("link", name="Backpacks").first.click()
    page.wait_for_url("**/category/**")


def give_email(page: Page, email: str = EMAIL) -> None:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_role("button", name="Continue").click()


def go_on_to_payment(page: Page) -> None:
    page.get_by_role("button", name="Continue to payment").click()


# ------------------------------------------------------------------ presses


def test_chat_frame_oversized(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "chat_frame_oversized"))
    button = page.get_by_role("button", name="Proceed to checkout")
    assert on_top_of(button) == "A"
    update(page)
    greeting = page.frame_locator(".chat-frame").get_by_text("Any questions?")
    expect(greeting).to_have_css("opacity", "1")
    expect(greeting).to_have_css("opacity", "0")
    expect(button).to_be_visible()
    assert on_top_of(button) == "IFRAME"
    button.press("Enter")
    page.wait_for_url("**/checkout/")


def test_collapse_of_another_version(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PRODUCT, "collapse_of_another_version"))
    before = page.locator("body").inner_html()
    page.get_by_role("button", name="Size and fit").click()
    expect(page.get_by_text("Back length")).to_be_hidden()
    assert page.locator("body").inner_html() == before


def test_sort_kept_by_cache(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/search/?q=tent", "sort_kept_by_cache"))
    before = page.locator(".product-grid").inner_text()
    for order in ("Price, low to high", "Price, high to low"):
        page.get_by_label("Sort by").select_option(order)
        page.wait_for_url("**sort=price-**")
        expect(page.get_by_label("Sort by").locator("option:checked")).to_have_text(order)
        assert page.locator(".product-grid").inner_text() == before


def test_minimum_order_untold(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "minimum_order_untold"))
    update(page)
    button = page.get_by_role("button", name="Proceed to checkout")
    expect(button).to_be_disabled()
    assert "100" not in page.locator("main").inner_text()
    page.get_by_label("Quantity").fill("3")
    page.get_by_role("button", name="Update").click()
    expect(button).to_have_attribute("href", GATEWAY)


def test_json_was_html(visit: Visit) -> None:
    page = visit(METHOD, "json_was_html")
    with page.expect_event("pageerror") as thrown, page.expect_response("**/shipping-method/") as a:
        go_on_to_payment(page)
    assert "SyntaxError" in str(thrown.value.name)
    assert a.value.status == 200
    go_on_to_payment(page)
    page.wait_for_url("**/payment-details/")


def test_pattern_backtracks(visit: Visit, errors: Watch) -> None:
    page = errors(visit(ADDRESS_PAGE, "pattern_backtracks"))
    field = page.get_by_label("Instructions for the courier")
    field.fill("Please leave it beneath the green gate")
    assert field.get_attribute("data-print") == "text"
    plain, broken = field.evaluate(
        """field => ["", "!"].map((more) => {
          const begun = performance.now();
          field.value += more;
          field.dispatchEvent(new Event("input", { bubbles: true }));
          return performance.now() - begun;
        })"""
    )
    assert broken > 20 * (plain + 1)  # ms; how many depends on the machine
    assert field.get_attribute("data-print") == "picture"


def test_added_by_alert(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PRODUCT, "added_by_alert"))
    said: list[tuple[str, str]] = []

    def answer(dialog: Dialog) -> None:
        said.append((dialog.type, dialog.message))
        dialog.accept()

    page.on("dialog", answer)
    page.get_by_role("button", name="Add to basket").click()
    expect(page.locator("[data-basket-count]")).to_have_text("1")
    expect(page.locator("h1")).to_have_text(BACKPACK)
    assert said == [("alert", f"{BACKPACK} was added to your basket.")]


def test_stepper_counts_from_before(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "stepper_counts_from_before"))
    sent: list[str] = []
    page.on("request", lambda r: sent.append(r.post_data or "") if r.method == "POST" else None)
    page.get_by_role("button", name="Add one").evaluate(
        "button => { for (let press = 0; press < 4; press += 1) button.click(); }"
    )
    expect(page.get_by_label("Quantity")).to_have_value("1")
    page.get_by_text("Your basket total is now").wait_for()
    expect(page.get_by_label("Quantity")).to_have_value("2")
    assert ["quantity=2" in body for body in sent] == [True] * 4


def test_check_still_running(visit: Visit, errors: Watch) -> None:
    page = errors(visit(GATEWAY, "check_still_running"))
    with page.expect_response("**/address-check/*"):
        give_email(page)
        assert page.url.endswith(GATEWAY)
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")


def test_tag_blocks_paint(visit: Visit, errors: Watch) -> None:
    page = errors(visit(GATEWAY, "tag_blocks_paint"))
    with page.expect_response("**/tags/experiments.js"):
        give_email(page)
        page.wait_for_url("**/shipping-address/", wait_until="commit")
    painted = "performance.getEntriesByName('first-paint')[0]?.startTime"
    page.wait_for_function(painted)
    assert page.evaluate(painted) > 4500


def test_more_is_the_same_page(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/", "more_is_the_same_page"))
    open_backpacks(page)
    expect(page.locator("main")).to_contain_text("3 products")
    with page.expect_response("**page=2") as again:
        page.get_by_role("button", name="Show more").click()
    assert again.value.status == 200
    expect(page.locator(".product-grid > li")).to_have_count(2)


def test_sign_on_hops(visit: Visit, errors: Watch) -> None:
    page = errors(visit(BASKET, "sign_on_hops"))
    passed: list[str] = []
    page.on("request", lambda r: passed.append(r.url) if r.is_navigation_request() else None)
    page.get_by_role("button", name="Proceed to checkout").click()
    page.get_by_label("E-mail address").wait_for()
    assert sum("/sign-on/" in url for url in passed) == 4
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStart") > 4000
    page.reload()
    assert sum("/sign-on/" in url for url in passed) == 4


def test_grey_until_checked(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PAYMENT, "grey_until_checked"))
    review_card(page)
    button = page.get_by_role("button", name="Place order")
    expect(button).to_have_attribute("aria-disabled", "true")
    before = page.locator("body").inner_text()
    press_at(page, button)
    assert page.locator("body").inner_text() == before
    expect(button).not_to_have_attribute("aria-disabled", "true", timeout=9000)
    button.click()
    page.wait_for_url("**/thank-you/")


# ------------------------------------------------------------------ forms


def test_expired_token_unsaid(visit: Visit, errors: Watch) -> None:
    page = errors(visit(METHOD, "expired_token_unsaid"))
    before = page.locator("body").inner_text()
    for _ in range(2):
        with page.expect_navigation():
            go_on_to_payment(page)
        assert page.url.endswith(METHOD)
        assert page.locator("body").inner_text() == before
    go_on_to_payment(page)
    page.wait_for_url("**/payment-details/")


def test_postcode_as_number(visit: Visit, errors: Watch) -> None:
    page = errors(visit(ADDRESS_PAGE, "postcode_as_number"))
    for label, value in {**ADDRESS, "Postcode": "00100"}.items():
        page.get_by_label(label).fill(value)
    page.get_by_role("button", name="Continue").focus()
    expect(page.get_by_label("Postcode")).to_have_value("100")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-method/")


def test_redirect_forgets_form(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/exchange/", "redirect_forgets_form"))

    def fill() -> None:
        page.get_by_label("Order number").fill("100001")
        page.get_by_label("E-mail address").fill("aino@example.com")
        page.get_by_label("Which product?").select_option(label=BACKPACK)
        page.get_by_label("What is the reason?").select_option(label="Wrong size")
        page.get_by_label("Another size or colour").check()
        page.get_by_role("button", name="Send the request").click()

    fill()
    expect(page.get_by_role("alert")).to_contain_text("Please try again.")
    for label in ("Order number", "Which product?", "What is the reason?"):
        expect(page.get_by_label(label)).to_have_value("")
    fill()
    page.wait_for_url("**/received/")


def test_address_not_remembered(shop: DemoShop) -> None:
    shopper = Shopper(shop)
    shop.set_flaws(["address_not_remembered"])
    try:
        shopper.fill_basket()
        assert shopper.give_address()[0] == 302
        form = (
            shopper.send(ADDRESS_PAGE)[1].split('id="new_shipping_address"')[1].split("</form")[0]
        )
        shop.set_flaws([])
        kept = shopper.send(ADDRESS_PAGE)[1]
    finally:
        shop.set_flaws([])
    assert 'value="Kuusitie 4"' not in form
    assert 'value="Kuusitie 4"' in kept


def test_plus_tag_cut_off(visit: Visit, errors: Watch) -> None:
    page = errors(visit(GATEWAY, "plus_tag_cut_off"))
    field = page.get_by_label("E-mail address")
    field.fill("aino+1@example.com")
    page.get_by_label("Continue as a guest").focus()
    expect(field).to_have_value("aino@example.com")
    page.get_by_role("button", name="Continue").click()
    page.wait_for_url("**/shipping-address/")


# ------------------------------------------------------------------ what moves, what comes


def test_message_folds_away(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PRODUCT, "message_folds_away"))
    page.get_by_role("button", name="Add to basket").click()
    link = page.get_by_role("link", name="View basket")
    expect(link).to_be_visible()
    button = page.get_by_role("button", name="Add to basket")
    before = button.bounding_box()
    expect(link).to_have_count(0)
    after = button.bounding_box()
    assert before and after and before["y"] - after["y"] > 40


def test_notifications_asked(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PRODUCT, "notifications_asked"))
    button = page.get_by_role("button", name="Add to basket")
    assert on_top_of(button) == "BUTTON"
    sheet = page.get_by_role("dialog", name="Never miss a deal again")
    expect(sheet).to_be_visible()
    assert on_top_of(button) == "DIV"
    sheet.get_by_role("button", name="Maybe later").click()
    button.click()
    expect(page.locator("[data-basket-count]")).to_have_text("1")


def test_exit_offer(visit: Visit, errors: Watch) -> None:
    page = errors(visit(PRODUCT, "exit_offer"))
    page.mouse.move(400, 300)
    offer = page.get_by_role("dialog", name="Wait! 5 % off your first order")
    expect(offer).to_have_count(0)
    page.mouse.move(420, 2)
    expect(offer).to_be_visible()
    offer.get_by_role("button", name="No thanks").click()
    page.mouse.move(400, 2)
    expect(offer).to_have_count(0)
    page.get_by_role("button", name="Add to basket").click()
    expect(page.locator("[data-basket-count]")).to_have_text("1")


def test_sponsored_comes_first(visit: Visit, errors: Watch) -> None:
    page = errors(visit("/", "sponsored_comes_first"))
    open_backpacks(page)
    link = page.get_by_role("link", name=BACKPACK)
    place = link.bounding_box()
    page.locator(".sponsored").wait_for()
    assert place and link.bounding_box() != place
    page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.get_by_role("heading", name="Tunturi 28 L day backpack").wait_for()
    page.go_back()
    link.click()
    page.get_by_role("heading", name=BACKPACK).wait_for()
