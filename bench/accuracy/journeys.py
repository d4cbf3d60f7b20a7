"""The ways through the demo shop, by what the page shows: whoever is thrown back finds the way."""

from __future__ import annotations

import fnmatch
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from playwright.sync_api import Error, Page

from bench.accuracy import views as on
from bench.accuracy.hand import Unreachable
from bench.accuracy.meetings import HURRIED, before_acting
from bench.accuracy.meetings.page import read_on, returned
from bench.accuracy.passing import after_failing
from bench.accuracy.shopper import Shopper

Act = Callable[[Shopper], None]
AT_MOST = 9
"""Nobody does the same thing on the same page more often."""


@dataclass(frozen=True)
class View:
    """A kind of page. ``path`` is a glob; ``shows`` a selector that must be there, too. ``step``
    is the scenario's step that it is."""

    name: str
    path: str
    act: Act
    step: str = ""
    shows: str = ""

    def is_here(self, page: Page) -> bool:
        path = urlsplit(page.url).path
        if not fnmatch.fnmatch(path, self.path):
            return False
        try:
            return not self.shows or page.locator(self.shows).first.is_visible()
        except Error:
            return False


@dataclass(frozen=True)
class Journey:
    """The views of a scenario, the more particular ones first; ``goal`` is the last one's name."""

    views: tuple[View, ...]
    goal: str

    def view(self, page: Page) -> View:
        return next(view for view in self.views if view.is_here(page))


def walk(shopper: Shopper, journey: Journey) -> None:
    """Until the goal. Raises GoneAway or Stuck."""
    times: dict[str, int] = {}
    last = ""
    whim_at = shopper.random.randint(2, 6)
    while True:
        shopper.eyes.settle()
        view = journey.view(shopper.page)
        again = view.name == last
        thrown_back = shopper.diary.is_behind(view.step)
        shopper.diary.arrive(view.step)
        shopper.notice()
        if view.name == journey.goal:
            shopper.read(0.6)
            return
        times[view.name] = times.get(view.name, 0) + 1
        if times[view.name] > AT_MOST:
            shopper.give_up(f"again and again: {view.name}")
        if not (HURRIED & {flaw.name for flaw in shopper.flaws}):
            shopper.read(0.6 if again else 1.0)
        if again or thrown_back or (times[view.name] > 1 and shopper.eyes.complaints()):
            shopper.hindered()
        if not again:
            shopper.diary.views.append(view.name)
            shopper.look_around()
        last = view.name
        if len(shopper.diary.views) >= whim_at:
            shopper.leave_on_a_whim()
        try:
            before_acting(shopper, view.name)
            if again and view.is_here(shopper.page):
                after_failing(shopper, view.name)
            if view.is_here(shopper.page):
                view.act(shopper)
        except Unreachable:
            shopper.hindered()


def _purchase(pay: Act) -> Journey:
    return Journey(
        (
            View("front", "/", on.front, "Front page"),
            View("sorry", "*", on.lost_page, shows="h1:has-text('Something went wrong')"),
            View("returned", "/checkout/payment-return/", returned),
            View("bank", "/pay", on.bank),
            View("extras", "/extras/*", on.offer),
            View("guide", "/guide/", on.guide),
            View("register", "/accounts/register/", on.register),
            View("login", "/accounts/login/", on.lost_page),
            View("thanks", "/checkout/thank-you/", on.nothing, "Order placed"),
            View("review", "/checkout/preview/", on.review, "Review", "#place_order_form"),
            View("payment", "/checkout/preview/", pay, "Payment", "#payment-form"),
            View("payment", "/checkout/payment-details/", pay, "Payment"),
            View("method", "/checkout/shipping-method/", on.method, "Delivery method"),
            View("address", "/checkout/shipping-address/", on.address, "Delivery address"),
            View("gateway", "/checkout/", on.gateway, "Guest details"),
            View("basket", "/basket/", on.basket, "Basket"),
            View("category", "/catalogue/category/*", on.category),
            View("category", "/catalogue/", on.category),
            View("product", "/catalogue/*/", on.product, "Product page"),
            View("elsewhere", "*", on.lost_page),
        ),
        "thanks",
    )


_SORRY = View("sorry", "*", on.lost_page, shows="h1:has-text('Something went wrong')")

JOURNEYS = {
    "guest_checkout": _purchase(on.pay_by_card),
    "offsite_payment": _purchase(on.pay_at_the_bank),
    "find_product": Journey(
        (
            _SORRY,
            View("front", "/", on.search, "Front page"),
            View("results", "/search/*", on.results, "Search results"),
            View("category", "/catalogue/category/*", on.any_tent),
            View("category", "/catalogue/", on.any_tent),
            View("product", "/catalogue/*/", on.nothing, "Product page"),
            View("elsewhere", "*", on.search),
        ),
        "product",
    ),
    "order_status_and_exchange": Journey(
        (
            _SORRY,
            View("front", "/", on.find_order, "Front page"),
            View(
                "order",
                "/accounts/order-status/*",
                on.order_page,
                "Order status",
                "[data-order-status]",
            ),
            View("ask", "/order-status/", on.ask_for_order),
            View("help", "/help/*", read_on),
            View("received", "/exchange/received/", on.nothing, "Exchange requested"),
            View("exchange", "/exchange/", on.exchange, "Exchange form"),
            View("elsewhere", "*", on.find_order),
        ),
        "received",
    ),
}


def journey_of(scenario: str) -> Journey:
    return JOURNEYS[scenario]


def scenarios() -> Sequence[str]:
    return tuple(JOURNEYS)
