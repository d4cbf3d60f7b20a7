"""Recordings of the rules about finding the way: what fires, and what looks like it and is none."""

from __future__ import annotations

from typing import Any

from walks.builder import Walk, button, entry, fields, link
from walks.common import ADD, CONTINUE, LEFT, PROCEED, address, basket, method

from kitka.analyzer.results import Distribution, Reference
from kitka.recorder.model import (
    Blur,
    Change,
    Cue,
    Layer,
    Message,
    OffSite,
    Scroll,
    Target,
    Thrash,
    Visibility,
)

BACK = {"navigation": "back_forward"}
SEARCH = Target(
    "searchbox", "Haku", "#haku", tag="input", type="search", interactive=True, text_entry=True
)
PATH = (
    "/", "/catalogue/*/", "/basket/", "/checkout/shipping-address/", "/checkout/shipping-method/",
    "/checkout/payment-details/", "/checkout/preview/", "/checkout/thank-you/",
)  # fmt: skip
SCRIPT = Reference("s" * 16, 1, PATH, PATH)
PEOPLE = Reference(
    "p" * 16, 1, PATH, PATH, people=14,
    fields={"textbox=Postcode": Distribution(14, 1.4, 0.8, 3.0),
            "textbox=Company id": Distribution(4, 1.0, 0.2, 1.2)},
    pages={"desktop /checkout/shipping-address/": Distribution(14, 2.5, 1.5, 5.0),
           "desktop /basket/": Distribution(3, 0.0, 0.0, 0.0)},
)  # fmt: skip


OWN = ("First name", "Last name", "Town", "Region")


def follow(walk: Any, at_s: float, name: str, url: str, **view: Any) -> Any:
    """A link that leads to a document."""
    return walk.press(at_s, link(name), dict(LEFT)).open(at_s + 0.02, url, **view)


def u_turn_fires() -> Any:
    walk = follow(Walk(), 0.2, "Front page", "/")
    walk = follow(walk, 2.0, "Backpacks", "/category/3/", title="Tents").open(4.0, "/", **BACK)
    walk = follow(walk, 6.0, "Backpacks for a day", "/category/1/", title="Backpacks | Shop")
    walk = follow(walk, 10.0, "Backpack", "/catalogue/backpack_1/")
    walk.press(16.0, ADD, dict(LEFT)).submit(16.005, "add_to_basket", ADD, fields(True, "Quantity"))
    walk = follow(walk.open(16.02, "/basket/"), 22.0, "Delivery prices", "/info/delivery/")
    return walk.open(26.0, "/basket/", **BACK)  # the browser's own button


def u_turn_quiet() -> Any:
    walk = follow(Walk(), 0.2, "Front page", "/")
    walk = follow(walk, 3.0, "Sale", "/sale/").open(6.0, "/", **BACK)  # looking around
    walk = follow(walk, 6.5, "Sale", "/sale/").open(7.0, "/", **BACK)  # and again
    walk = follow(walk, 8.0, "Backpack", "/catalogue/backpack_1/")
    walk = follow(walk, 14.0, "Basket", "/basket/")
    walk = follow(walk, 18.0, "Front page", "/")
    for place in range(3):  # products are compared
        walk = follow(walk, 30.0 + 6 * place, "Pack", f"/catalogue/pack_{place}/")
        walk.open(33.0 + 6 * place, "/", **BACK)
    for place, name in enumerate(("red-bag", "blue-bag")):  # by addresses without a number
        walk = follow(walk, 50.0 + 6 * place, name, f"/shop/{name}")
        walk.open(53.0 + 6 * place, "/", **BACK)
    walk = follow(walk, 62.0, "Terms", "/info/terms/")
    walk.open(80.0, "/", **BACK)  # read
    walk = follow(walk, 84.0, "Terms", "/info/terms/")
    walk.open(87.0, "/", **BACK)  # looked at once more, on purpose
    walk = follow(walk, 90.0, "Club", "/club/")
    walk.event(92.0, Change, target=entry("Email"))
    walk.open(94.0, "/", **BACK)  # something was done there
    walk.press(100.0, link("Offers"), dict(LEFT)).open(100.02, "/go/").open(100.1, "/")  # redirect
    walk.press(110.0, button("Size guide"), {"mutation": 5, "navigation": 9})
    walk.route(110.01, "/size-guide")  # a layer that has an address
    walk.event(
        110.1, Layer, id=1, state="shown", asked=True, target=Target("dialog", "Sizes", "#d")
    )
    walk.press(113.0, button("Close"), {"mutation": 5}).route(113.02, "/")
    walk.press(120.0, button("Pay"), dict(LEFT)).driver(
        120.2, OffSite, origin="https://pay.example", payment=True
    )
    walk.open(120.3, "/pay/").driver(124.0, OffSite, origin="https://shop.example", away=False)
    return walk.open(124.1, "/", **BACK)


def step_bounce_fires() -> Any:
    walk = method().press(36.0, CONTINUE, dict(LEFT)).submit(36.005, "method", CONTINUE)
    walk.open(36.02, "/checkout/payment-details/").open(41.0, "/checkout/shipping-method/", **BACK)
    return walk.press(60.0, CONTINUE, dict(LEFT)).submit(60.005, "method", CONTINUE)


def step_bounce_quiet() -> Any:
    # Back to the basket to go on shopping, long before the checkout.
    walk = follow(basket(), 9.0, "Backpack", "/catalogue/backpack_1/")
    walk = follow(walk, 11.0, "Basket", "/basket/")
    walk.press(14.0, PROCEED, dict(LEFT)).open(14.02, "/checkout/shipping-address/")
    walk.press(30.0, CONTINUE, dict(LEFT)).submit(
        30.005, "address", CONTINUE, fields(True, "First name", "Street", "City")
    )
    walk.open(30.02, "/checkout/shipping-method/")
    # Back to mend the address: something is changed there.
    walk = follow(walk, 34.0, "Change", "/checkout/shipping-address/")
    walk.event(38.0, Change, target=entry("Street")).press(44.0, CONTINUE, dict(LEFT))
    walk.open(44.02, "/checkout/shipping-method/").press(50.0, CONTINUE, dict(LEFT))
    walk.submit(50.005, "method", CONTINUE).open(50.02, "/checkout/payment-details/")
    # Refused: the shop itself sends back.
    walk.press(56.0, button("Pay"), dict(LEFT)).submit(56.005, "card", button("Pay"))
    walk.open(56.02, "/checkout/shipping-method/")
    walk.event(56.5, Message, target=Target("alert", "", ".alert"), text="Choose a delivery")
    walk.press(62.0, CONTINUE, dict(LEFT)).open(62.02, "/checkout/payment-details/")
    return walk.open(90.0, "/checkout/shipping-method/", **BACK)  # after reading


def page_loop_fires() -> Any:
    walk = basket()
    for place in range(3):  # the link to the terms leads through the account back to the basket
        walk = follow(walk, 12.0 + 4 * place, "Terms", "/account/")
        walk = follow(walk, 14.0 + 4 * place, "Continue", "/basket/")
    return walk


def page_loop_quiet() -> Any:
    walk = follow(Walk(), 0.2, "Bags", "/bags/")
    for place in range(1, 5):  # pages and filters of a list
        walk = follow(walk, 2.0 * place, "Next", f"/bags/?page={place}")
    for place in range(3):  # different things are looked at
        walk = follow(walk, 12.0 + 4 * place, "Pack", f"/catalogue/pack_{place}/")
        walk.open(14.0 + 4 * place, "/bags/", **BACK)
    walk.open(30.0, "/checkout/shipping-address/")
    for place in range(3):  # a form that refuses
        walk.press(34.0 + 4 * place, CONTINUE, dict(LEFT)).submit(
            34.005 + 4 * place, "address", CONTINUE, fields(True, "Street")
        )
        walk.open(34.02 + 4 * place, "/checkout/shipping-address/")
    for place in range(4):  # a script writes the address anew
        walk.route(50.0 + place, "/checkout/shipping-address/")
    for place in range(3):  # slowly
        walk = follow(walk, 60.0 + 20 * place, "Basket", "/basket/")
        walk = follow(walk, 70.0 + 20 * place, "Address", "/checkout/shipping-address/")
    return walk


def search(walk: Any, at_s: float, url: str) -> Any:
    walk.event(at_s, Change, target=SEARCH)
    walk.submit(at_s + 2, "search", button("Search"), fields(True, "Haku"), method="get")
    return walk.open(at_s + 2.02, url)


def search_struggle_fires() -> Any:
    walk = Walk().open(0.2, "/")
    for place, word in enumerate(("reppu", "rinkka", "selk%C3%A4reppu", "laukku")):
        walk = search(walk, 4.0 + 8 * place, f"/haku/?q={word}")
    return follow(walk, 50.0, "Bags", "/bags/")


def search_struggle_quiet() -> Any:
    walk = Walk().open(0.2, "/")
    for place in range(1, 7):  # one word, looked up while it is typed
        walk.route(3.0 + 0.3 * place, f"/search?q={'rucksack'[:place]}")
    walk = follow(walk, 9.0, "Rucksack", "/catalogue/rucksack_3/")
    walk = search(walk, 15.0, "/search?q=tent")
    for place in range(2, 5):  # pages and filters of one search
        walk = follow(walk, 16.0 + 3 * place, "Next", f"/search?q=tent&page={place}")
    walk = search(walk, 34.0, "/search?q=tents")
    walk = follow(walk, 40.0, "Tent", "/catalogue/tent_4/")
    for place, word in enumerate(("lamp", "stove", "rope")):  # each found something
        walk = search(walk, 50.0 + 12 * place, f"/search?q={word}")
        walk.press(57.0 + 12 * place, button("Add to basket"), {"mutation": 40, "request": 5})
    return walk


def detour_fires() -> Any:
    walk = basket()
    pages = ("account", "offers", "stores", "account/lists", "contact", "faq")
    for place, page in enumerate(pages):
        walk = follow(walk, 12.0 + 9 * place, page, f"/{page}/")
    return follow(walk, 70.0, "Basket", "/basket/")


def detour_quiet() -> Any:
    walk = Walk().open(0.2, "/")
    for place, page in enumerate(("bags", "sale", "outdoor", "new")):  # looking around
        walk = follow(walk, 2.0 + 5 * place, page, f"/{page}/")
    walk = follow(walk, 24.0, "Pack", "/catalogue/pack_1/")
    walk = follow(walk, 30.0, "Basket", "/basket/")
    for place, page in enumerate(("bags", "sale", "outdoor", "new")):  # a second thing to buy
        walk = follow(walk, 34.0 + 5 * place, page, f"/{page}/")
    walk = follow(walk, 56.0, "Pack", "/catalogue/pack_2/")
    walk = follow(walk, 62.0, "Basket", "/basket/")
    walk = follow(walk, 66.0, "Delivery", "/info/delivery/")  # looked up on purpose
    walk = follow(walk, 70.0, "Basket", "/basket/")
    for place in range(3):  # asked for an account: another rule's
        walk = follow(walk, 74.0 + 5 * place, "Checkout", f"/login/{'ab'[place % 2]}/")
        walk.event(75.0 + 5 * place, Cue, what="account", target=Target("form", "", "#login"))
    return follow(walk, 90.0, "Address", "/checkout/shipping-address/")


def thrash(
    walk: Any, at_s: float, reversals: int = 6, distance: float = 1900.0, target: Any = None
) -> Any:
    return walk.event(
        at_s, Thrash, duration_ms=1000.0, distance=distance, reversals=reversals, target=target
    )  # fmt: skip


def thrashed_cursor_fires() -> Any:
    walk = thrash(thrash(basket(), 12.0), 15.0)
    menu = Target("button", "Categories", "#menu")
    return thrash(walk, 18.0, reversals=7, distance=700.0, target=menu)


def thrashed_cursor_quiet() -> Any:
    walk = thrash(basket(), 12.0)  # once: where is it?
    walk = thrash(walk, 14.0, reversals=2)
    walk = thrash(walk, 16.0, distance=300.0)
    return thrash(walk.open(20.0, "/checkout/shipping-address/"), 24.0)


def excess_scroll_fires() -> Any:
    walk = address().event(60.0, Scroll, depth=1.0, distance=9000, reversals=14)
    walk.open(61.0, "/checkout/terms/")  # beside the own pages
    return walk.event(90.0, Scroll, depth=1.0, distance=36000, reversals=30)


def excess_scroll_quiet() -> Any:
    walk = basket().event(11.0, Scroll, depth=1.0, distance=9000, reversals=30)  # n = 3
    walk.open(12.0, "/checkout/shipping-address/")
    walk.event(30.0, Scroll, depth=1.0, distance=3000, reversals=5)  # as others do
    walk.open(31.0, "/checkout/shipping-method/")  # nobody is known, and they scroll so elsewhere
    walk.event(50.0, Scroll, depth=1.0, distance=30000, reversals=30)
    walk.open(51.0, "/checkout/terms/")
    return walk.event(90.0, Scroll, depth=1.0, distance=40000, reversals=40)


def hesitation_fires() -> Any:
    walk = address()
    walk.event(48.0, Change, target=entry("Postcode"), hesitation_ms=16_000)
    walk.event(55.0, Blur, target=entry("Postcode"), dwell_ms=23_000, changed=True)
    for place, name in enumerate(OWN):
        tabbed(walk, 55.0 + 3 * place, name, 1.0)
    return tabbed(walk, 67.0, "CVx2 / 4DBC", 16.0, typed=False)  # beside the person's own


def hesitation_quiet() -> Any:
    walk = address().event(15.0, Blur, target=entry("Title"), changed=True)
    for place, name in enumerate(OWN):
        tabbed(walk, 15.0 + 3 * place, name, 1.0)
    tabbed(walk, 27.0, "Number of your card", 16.0)  # it is fetched first
    tabbed(walk, 45.0, "Fax", 3.9)  # not so much more than elsewhere
    walk.event(30.0, Change, target=entry("Postcode"), hesitation_ms=5_500)  # little above others
    walk.event(50.0, Change, target=entry("Company id"), hesitation_ms=16_000)  # n = 4
    walk.event(70.0, Change, target=entry("Street"), hesitation_ms=16_000)  # nobody is known
    walk.note(72.0, "pause").note(90.0, "resume")
    walk.event(91.0, Change, target=entry("Postcode"), hesitation_ms=20_000)  # a pause in between
    walk.event(110.0, Change, target=entry("Postcode"), hesitation_ms=15_000, from_buyer=True)
    walk.event(130.0, Change, target=entry("Postcode"), hesitation_ms=15_000, how="autofill")
    walk.event(140.0, Visibility, state="hidden").event(150.0, Visibility, state="visible")
    return walk.event(152.0, Change, target=entry("Postcode"), hesitation_ms=15_000)


def tabbed(walk: Any, at_s: float, name: str, waited_s: float, typed: bool = True) -> Any:
    """Tab into a field, a stop, then two seconds of typing, or on without it."""
    if typed:
        at_s += waited_s
        walk.event(at_s, Change, target=entry(name), hesitation_ms=waited_s * 1000)
        return walk.event(at_s + 2, Blur, target=entry(name), dwell_ms=2000, changed=True)
    return walk.event(
        at_s + waited_s, Blur, target=entry(name), dwell_ms=waited_s * 1000, filled=False
    )


def _people(kind: str) -> dict[str, Reference]:
    return {f"{rule}_{kind}": PEOPLE for rule in ("excess_scroll", "hesitation")}


REFERENCES = {
    "detour_fires": SCRIPT, "detour_quiet": SCRIPT, **_people("fires"), **_people("quiet"),
}  # fmt: skip
"""What other sessions showed, for the rules that compare."""
