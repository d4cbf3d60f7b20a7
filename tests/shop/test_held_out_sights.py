"""That flaws of what pages show, and of how long they take, do what they say."""

import re
from collections.abc import Callable

import pytest
from buying import ADDRESS_PAGE, BASKET, EMAIL, METHOD, PAYMENT, PRODUCT, review_card
from playwright.sync_api import Page, expect

Visit = Callable[..., Page]

BACKPACK = "Kaarna 18 L small backpack"
BACKPACKS = "/catalogue/category/backpacks_1/"
ORDER_STATUS = "/order-status/"
ON_TOP = """([x, y]) => {
  const link = document.elementFromPoint(x, y).closest("a");
  return link && link.className;
}"""


def middle_of(page: Page, selector: str) -> list[float]:
    box = page.locator(selector).first.bounding_box()
    assert box
    return [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2]


@pytest.mark.parametrize(
    ("flaw", "place", "selector", "words"),
    [
        ("notes_by_their_keys", METHOD, ".option-card p", "checkout.delivery.pickup-point.note"),
        ("merge_tags_on_front", "/", ".from-letter", "Hi *|FNAME|*, "),
        ("icon_letters_left_behind", PRODUCT, ".assurances li", "\ue901"),
    ],
)
def test_words_that_nobody_should_read(
    visit: Visit, flaw: str, place: str, selector: str, words: str
) -> None:
    page = visit(place, flaw)
    expect(page.locator(selector).first).to_contain_text(words)


def test_a_font_that_is_not_there(visit: Visit) -> None:
    page = visit("/", "icon_letters_left_behind")
    with page.expect_response("**/retki-icons.*") as answer:
        page.goto(page.url + PRODUCT.lstrip("/"))
    assert answer.value.status == 404


def test_trusted_seal_after_bundling(visit: Visit) -> None:
    page = visit(BASKET, "trusted_seal_after_bundling")
    with page.expect_response("**/trusted-nordic-shop.png") as answer:
        page.get_by_role("button", name="Proceed to checkout").click()
    assert answer.value.status == 404
    expect(page.get_by_role("img", name="Trusted Nordic Shop")).to_be_visible()


def test_policy_forgot_pictures(visit: Visit) -> None:
    page = visit(METHOD, "policy_forgot_pictures")
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")
    picture = page.get_by_role("img", name=BACKPACK)
    expect(picture).to_be_visible()
    assert picture.evaluate("image => [image.complete, image.naturalWidth]") == [True, 0]
    assert any("Content Security Policy" in text for text in said)
    review_card(page)
    page.get_by_role("button", name="Place order").wait_for()
    assert page.locator(".summary-lines img").evaluate("image => image.naturalWidth") > 0


def test_cookie_check_in_circles(visit: Visit) -> None:
    page = visit(BASKET, "cookie_check_in_circles")
    with page.expect_event("requestfailed") as failed:
        page.get_by_role("button", name="Proceed to checkout").click()
    assert failed.value.failure == "net::ERR_TOO_MANY_REDIRECTS"
    page.wait_for_url("chrome-error:**")
    page.go_back()
    page.get_by_role("button", name="Proceed to checkout").click()
    expect(page.get_by_label("E-mail address")).to_be_visible()


def test_goes_well_with_it(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PRODUCT, "goes_well_with_it"))
    page.get_by_role("button", name="Add to basket").click()
    dialog = page.get_by_role("dialog", name="Goes well with it")
    expect(dialog).to_be_visible()
    dialog.get_by_role("button", name="No, thanks").click()
    expect(dialog).to_have_count(0)
    page.get_by_role("link", name="View basket").click()
    page.wait_for_url("**/basket/")


def test_advert_between_pages(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(BACKPACKS, "advert_between_pages"))
    page.get_by_role("link", name=BACKPACK).click()
    advert = page.get_by_role("dialog", name="Advertisement")
    expect(advert).to_be_visible()
    assert page.url.endswith(f"{BACKPACKS}#vignette")
    advert.get_by_role("button", name="Close ad").click()
    page.wait_for_url("**/kaarna-*/")
    page.go_back()
    page.get_by_role("link", name=BACKPACK).click()
    page.wait_for_url("**/kaarna-*/")


def test_fathers_day_apostrophe(visit: Visit) -> None:
    page = visit("/", "fathers_day_apostrophe")
    with page.expect_event("pageerror") as thrown:
        page.get_by_role("link", name="Backpacks", exact=True).click()
    assert thrown.value.name == "SyntaxError"
    expect(page.locator(".campaign-ribbon")).to_have_text("")


def test_date_hydrated_otherwise(visit: Visit) -> None:
    page = visit(ORDER_STATUS, "date_hydrated_otherwise")
    page.get_by_label("Order number").fill("100001")
    page.get_by_label("E-mail address").fill(EMAIL)
    with page.expect_event("pageerror") as thrown:
        page.get_by_role("button", name="Show my order").click()
    assert "React error #418" in str(thrown.value)
    expect(page.get_by_text("Ordered on")).to_have_text(re.compile(r"Ordered on [\d/.]+$"))


def test_arrives_by_attribute(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PAYMENT, "arrives_by_attribute"))
    review_card(page)
    said = page.locator("[data-arrives]").evaluate("n => getComputedStyle(n, '::after').content")
    assert said == '"Arrives " "undefined"' or said == '"Arrives undefined"'


@pytest.mark.parametrize("width", [1280, 390])
def test_what_was_found_moves_below_the_offer(visit: Visit, width: int) -> None:
    page = visit("/", "offer_picture_without_height")
    page.set_viewport_size({"width": width, "height": 800})
    picture = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="480"/>'
    waiting = []
    page.route("**/offers/week.svg", lambda route: waiting.append(route))
    page.goto(page.url + "search/?q=tent")
    while not waiting:
        page.evaluate("0")
    aim = middle_of(page, ".product-card__link img")
    assert page.evaluate(ON_TOP, aim) == "product-card__link"
    waiting[0].fulfill(body=picture, content_type="image/svg+xml")
    page.locator(".week-offer .is-there").wait_for()
    assert page.evaluate(ON_TOP, aim) == "week-offer"


def test_tiles_move_below_the_news(visit: Visit) -> None:
    page = visit("/", "news_of_unequal_height")
    page.locator('.news[data-at="1"]').wait_for()
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 800})
        page.locator(".news").evaluate("news => { news.dataset.at = '0'; }")
        page.locator(".category-tiles a").first.scroll_into_view_if_needed()
        aim = middle_of(page, ".category-tiles a")
        page.locator(".news").evaluate("news => { news.dataset.at = '1'; }")
        assert page.evaluate(ON_TOP, aim) == "news"


def test_each_field_answers_late(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(ADDRESS_PAGE, "focus_copies_page"))
    took = page.evaluate(
        "() => { const begun = performance.now();"
        "document.getElementById('id_postcode').focus(); return performance.now() - begun; }"
    )
    assert took >= 650


def test_billboard_without_place(visit: Visit, errors: Callable[[Page], Page]) -> None:
    page = errors(visit(PRODUCT, "billboard_without_place"))
    page.wait_for_function("sessionStorage.getItem('billboard') === 'filled'")
    shifts = page.evaluate(
        "() => new Promise((resolve) => new PerformanceObserver((list) => resolve("
        "list.getEntries().reduce((sum, entry) => sum + entry.value, 0)))"
        ".observe({type: 'layout-shift', buffered: true}))"
    )
    assert shifts > 0.3


def test_lazy_picture_after_pixel(visit: Visit) -> None:
    page = visit("/", "lazy_picture_after_pixel")
    waiting = []
    page.route("**/partners/pixel.gif", lambda route: waiting.append(route))
    page.goto(page.url + PRODUCT.lstrip("/"), wait_until="domcontentloaded")
    picture = page.locator(".product-page__picture")
    assert (picture.get_attribute("src") or "").startswith("data:image/svg+xml")
    while not waiting:
        page.evaluate("0")
    waiting[0].fulfill(body=b"", status=204)
    expect(picture).to_have_attribute("src", re.compile("^/media/"))


def test_abandoned_basket_noted(visit: Visit) -> None:
    page = visit(BASKET, "abandoned_basket_noted")
    page.get_by_role("button", name="Proceed to checkout").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    with page.expect_request("**/basket-reminder/"):
        page.get_by_label("Continue as a guest").focus()


def test_live_counts_take_connections(visit: Visit) -> None:
    page = visit(BASKET, "live_counts_take_connections")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_role("link", name="Retki & Co").click()
    page.wait_for_load_state()
    while sum("/live-count/" in url for url in asked) < 8:
        page.evaluate("0")
