"""What shoppers do in the demo shop: in a browser, and over plain HTTP where that will do."""

import http.cookiejar
import re
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any

from playwright.sync_api import Locator, Page, Response

from kitka.demo_shop import DemoShop

ADDRESS = {
    "First name": "Aino",
    "Last name": "Virtanen",
    "Street address": "Kuusitie 4",
    "Postcode": "96100",
    "City": "Rovaniemi",
}
EMAIL = "aino@example.com"


def fill_basket(page: Page, shop: DemoShop, quantity: int = 2) -> None:
    page.goto(f"{shop.url}/")
    page.get_by_label("Search products").fill("small backpack")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Kaarna 18 L small backpack").click()
    page.get_by_role("button", name="Add to basket").click()
    page.get_by_role("link", name="View basket").click()
    page.wait_for_url("**/basket/")
    if quantity > 1:
        page.get_by_label("Quantity").fill(str(quantity))
        page.get_by_role("button", name="Update").click()
        page.get_by_text("Your basket total is now").wait_for()


def fill_address(page: Page, **more: str) -> None:
    """The address, with some of its fields given otherwise."""
    for label, value in (ADDRESS | more).items():
        page.get_by_label(label).fill(value)


def go_to_payment(page: Page) -> None:
    page.get_by_role("button", name="Proceed to checkout").click()
    page.get_by_label("E-mail address").fill(EMAIL)
    page.get_by_role("button", name="Continue").click()
    fill_address(page)
    page.get_by_label("Country").select_option(label="Finland")
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Pickup point").check()
    page.get_by_role("button", name="Continue to payment").click()
    page.wait_for_url("**/payment-details/")


def review_card(page: Page, number: str = "4111 1111 1111 1111") -> None:
    page.get_by_label("Card number").fill(number)
    page.get_by_label("Expiry year").select_option(index=3)
    page.get_by_label("Security code").fill("123")
    page.get_by_label("Name on card").fill("Aino Virtanen")
    page.get_by_role("button", name="Review order").click()


def go_to_provider(page: Page) -> None:
    page.get_by_label("Pay at the bank").check()
    page.get_by_role("button", name="Review order").click()
    page.get_by_role("button", name="Place order").click()
    page.get_by_role("heading", name="Confirm your payment").wait_for()


def total(page: Page) -> str:
    return page.locator("[data-order-total]").inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()


def press_at(page: Page, target: Locator) -> None:
    """With a mouse that goes where the control is, whatever lies over it."""
    box = target.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def statuses(page: Page, path: str) -> list[int]:
    """Fills with the status of each answer from that path."""
    heard: list[int] = []

    def note(answer: Response) -> None:
        if path in answer.url:
            heard.append(answer.status)

    page.on("response", note)
    return heard


def trouble_when_loaded(page: Page) -> list[str]:
    """What goes wrong while a page is loaded anew: errors, warnings, answers of 400 and above."""
    trouble: list[str] = []
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda m: trouble.append(m.text) if m.type in ("error", "warning") else None)
    page.on("response", lambda r: trouble.append(r.url) if r.status >= 400 else None)
    page.reload()
    page.wait_for_load_state("networkidle")
    return trouble


class Shopper:
    """Buys over plain HTTP: for what needs no browser."""

    def __init__(self, shop: DemoShop) -> None:
        self.shop = shop
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _NoRedirect()
        )

    def send(self, path: str, **form: str) -> tuple[int, str]:
        data = urllib.parse.urlencode(form).encode() if form else None
        request = urllib.request.Request(self.shop.url + path, data=data)
        token = next((c.value for c in self.cookies if c.name == "csrftoken"), None)
        if token:
            request.add_header("X-CSRFToken", token)
        try:
            with self.opener.open(request, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    def fill_basket(self, quantity: int = 1) -> None:
        self.send("/catalogue/kaarna-18-l-small-backpack_1/")
        assert self.send("/basket/add/1/", quantity=str(quantity))[0] == 302
        assert self.send("/checkout/", username=EMAIL, options="anonymous")[0] == 302

    def give_address(self) -> tuple[int, str]:
        fields = ("first_name", "last_name", "line1", "postcode", "line4")
        form = dict(zip(fields, ADDRESS.values(), strict=True))
        return self.send("/checkout/shipping-address/", **form, country="FI")

    def choose_delivery(self) -> tuple[int, str]:
        return self.send("/checkout/shipping-method/", method_code="pickup-point")

    def pay(self, **more: str) -> tuple[int, str]:
        year = str(time.gmtime().tm_year + 2)
        card = {"number": "4111111111111111", "expiry_month_0": "12", "expiry_month_1": year}
        card |= {"ccv": "123", "name": "Aino Virtanen", "payment_method": "card"}
        return self.send("/checkout/preview/", **card, **more)

    def buy(self, quantity: int = 1) -> str:
        """Buys, and returns the order number."""
        self.fill_basket(quantity)
        assert self.give_address()[0] == 302
        assert self.choose_delivery()[0] == 302
        status, page = self.pay(action="place_order")
        assert status == 302, re.findall(r'class="alert[^>]*>(.*?)</div>', page, re.DOTALL) or page
        found = re.search(r"data-order-number>(\d+)<", self.send("/checkout/thank-you/")[1])
        assert found
        return found[1]


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


PLACES = (
    "/catalogue/kaarna-18-l-small-backpack_1/",
    "/basket/",
    "/checkout/",
    "/checkout/shipping-address/",
    "/checkout/shipping-method/",
    "/checkout/payment-details/",
)
"""Pages of the purchase path in their order."""
PRODUCT, BASKET, GATEWAY, ADDRESS_PAGE, METHOD, PAYMENT = PLACES


def prepared(shop: DemoShop, place: str) -> list[dict[str, str]]:
    """The cookies of somebody who has just done, over HTTP, what comes before ``place``."""
    shopper = Shopper(shop)
    before = PLACES.index(place) if place in PLACES else 0
    shopper.send(PRODUCT)
    if before >= PLACES.index(BASKET):
        assert shopper.send("/basket/add/1/", quantity="1")[0] == 302
        shopper.send(BASKET)  # reads the message that it was added
    if before >= PLACES.index(ADDRESS_PAGE):
        assert shopper.send(GATEWAY, username=EMAIL, options="anonymous")[0] == 302
    if before >= PLACES.index(METHOD):
        assert shopper.give_address()[0] == 302
    if before >= PLACES.index(PAYMENT):
        assert shopper.choose_delivery()[0] == 302
    return [
        {"name": cookie.name, "value": (cookie.value or "").strip('"'), "url": shop.url}
        for cookie in shopper.cookies
    ]
