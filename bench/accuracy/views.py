"""What a shopper does on each kind of page of the demo shop."""

from __future__ import annotations

from playwright.sync_api import Error, Locator, Page

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.first import ADDRESS, UNCLEAR
from bench.accuracy.shopper import Shopper

PRODUCT = "Kaarna 18 L small backpack"
PASSWORD = "Retki-2026-kesä"


# ------------------------------------------------------------------ ways on


def button(shopper: Shopper, name: str, *, exact: bool = False) -> Locator:
    return shopper.page.get_by_role("button", name=name, exact=exact)


def link(shopper: Shopper, name: str, *, exact: bool = False) -> Locator:
    return shopper.page.get_by_role("link", name=name, exact=exact)


def go_on(shopper: Shopper, name: str, role: str, *others: tuple[str, str]) -> bool:
    """Press the main control; where that does nothing, what else there is (role and name)."""
    for which, called in ((role, name), *others):
        found = seen(shopper.page.get_by_role(which, name=called))  # type: ignore[arg-type]
        if found is not None and shopper.press(found, called, which):
            return True
    return False


def enter(shopper: Shopper, *fields: tuple[str, str]) -> None:
    """Fill the fields (label, key of the data) that do not hold what they should.

    A field that the page complains about is typed anew. Hasty people forget one now and then.
    """
    forgotten = ""
    if "slip" not in shopper.done and not shopper.eyes.complaints():
        if shopper.random.random() < shopper.persona.forgets and not shopper.flaws:
            forgotten = shopper.random.choice(fields)[0]
        shopper.done.add("slip")
    for label, key in fields:
        target = seen(shopper.page.get_by_label(label))
        if target is None:
            continue
        if label == forgotten:
            shopper.diary.slip("forgot", label)
            continue
        wrong = target.get_attribute("aria-invalid") == "true"
        shopper.fill(target, label, shopper.data[key], retype=wrong)


# ------------------------------------------------------------------ the purchase


def front(shopper: Shopper) -> None:
    if any(not shopper.is_used(trap) for trap in shopper.traps) and shopper.first("guide"):
        guide = seen(link(shopper, "Buying guide"))
        if guide is not None and shopper.press(guide, "Buying guide", "link"):
            return
    if "category_leads_astray" in shopper.diary.met:
        tile = seen(shopper.page.get_by_role("main").get_by_role("link", name="Backpacks"))
        if tile is not None and shopper.press(tile, "Backpacks", "link"):
            return
    go_on(shopper, "Backpacks", "link", ("link", "See all products"))


def category(shopper: Shopper) -> None:
    if items_in_basket(shopper.page) > 0 and not shopper.diary.has_reached("Basket"):
        go_on(shopper, "Basket,", "link")
        return
    wander(shopper, "Delivery and returns")
    go_on(shopper, PRODUCT, "link", ("link", "Backpacks"))


def wander(shopper: Shopper, name: str) -> None:
    """Look at another page for a while, in real seconds, and come back."""
    if "wander" in shopper.done:
        return
    shopper.done.add("wander")
    elsewhere = seen(link(shopper, name))
    if elsewhere is None or shopper.random.random() > shopper.persona.wanders:
        return
    if shopper.press(elsewhere, name, "link"):
        shopper.hand.wait(shopper.random.uniform(6, 9))
        shopper.page.go_back()
        shopper.eyes.settle()
        shopper.read()


def product(shopper: Shopper) -> None:
    into = seen(link(shopper, "View basket"))
    if into is not None:
        shopper.press(into, "View basket", "link")
        return
    if items_in_basket(shopper.page) > 0:
        go_on(shopper, "Basket,", "link")
        return
    go_on(shopper, "Add to basket", "button")


def items_in_basket(page: Page) -> int:
    try:
        text = page.locator("[data-basket-count]").first.inner_text(timeout=1_000)
        return int(text.strip() or 0)
    except (Error, ValueError):
        return 0


def basket(shopper: Shopper) -> None:
    quantity = seen(shopper.page.get_by_label("Quantity"))
    if quantity is None:
        go_on(shopper, "Continue shopping", "link", ("link", "Backpacks"))
        return
    if shopper.first("two"):
        if quantity.evaluate("node => node.tagName") == "SELECT":
            before = shopper.eyes.look()
            shopper.choose(quantity, "Quantity", "2")
            if not shopper.answered(before):
                shopper.hindered()
        elif shopper.fill(quantity, "Quantity", "2"):
            shopper.press(button(shopper, "Update").first, "Update")
            return
    go_on(
        shopper,
        "Proceed to checkout",
        "button",
        ("link", "Continue to checkout"),
        ("link", "checkout"),
    )


def gateway(shopper: Shopper) -> None:
    enter(shopper, ("E-mail address", "email"))
    guest = seen(shopper.page.get_by_label("Continue as a guest"))
    if guest is not None:
        shopper.tick(guest, "Continue as a guest")
    elif new := seen(shopper.page.get_by_label("Create an account")):
        shopper.read()
        shopper.hindered()
        shopper.tick(new, "Create an account")
    go_on(shopper, "Continue", "button")


def address(shopper: Shopper) -> None:
    enter(shopper, *ADDRESS)
    go_on(shopper, "Continue", "button")


def method(shopper: Shopper) -> None:
    pickup = seen(shopper.page.get_by_label("Pickup point"))
    if pickup is not None:
        shopper.tick(pickup, "Pickup point")
    go_on(shopper, "Continue to payment", "button")


def pay_by_card(shopper: Shopper) -> None:
    page = shopper.page
    card = seen(page.get_by_label("Card", exact=True))
    if card is not None:
        shopper.tick(card, "Card")
    enter(shopper, ("Card number", "card_number"))
    year = seen(page.get_by_label("Expiry year"))
    if year is not None:
        label = str(year.evaluate("s => s.options[3].text.trim()"))
        shopper.choose(year, "Expiry year", label)
    enter(
        shopper,
        ("Security code", "card_code"),
        (UNCLEAR, "card_code"),
        ("Name on card", "card_name"),
    )
    go_on(shopper, "Review order", "button")


def pay_at_the_bank(shopper: Shopper) -> None:
    bank = seen(shopper.page.get_by_label("Pay at the bank"))
    if bank is not None:
        shopper.tick(bank, "Pay at the bank")
    go_on(shopper, "Review order", "button")


def register(shopper: Shopper) -> None:
    """The account that nobody asked for."""
    shopper.hindered()
    for label in ("E-mail address", "Email address", "Password", "Confirm password"):
        for field in shopper.page.get_by_label(label, exact=True).filter(visible=True).all()[:1]:
            value = PASSWORD if "assword" in label else shopper.data["email"]
            shopper.fill(field, label, value)
    go_on(shopper, "Register", "button", ("button", "Create"), ("button", "Continue"))


def offer(shopper: Shopper) -> None:
    """Something that stands in the way and wants to be declined."""
    shopper.hindered()
    go_on(shopper, "No thanks", "link", ("button", "No thanks"))


def guide(shopper: Shopper) -> None:
    """Its widgets are used before; then on to the shop."""
    go_on(shopper, "Backpacks", "link")


def review(shopper: Shopper) -> None:
    go_on(shopper, "Place order", "button")


def bank(shopper: Shopper) -> None:
    go_on(shopper, "Pay €", "button")


def lost_page(shopper: Shopper) -> None:
    """A page that belongs to no step: its own way on, else back."""
    shopper.hindered()
    for name in ("Try again", "Continue as a guest", "Back to", "Continue shopping", "Basket,"):
        found = seen(link(shopper, name)) or seen(button(shopper, name))
        if found is not None and shopper.press(found, name, "link"):
            return
    shopper.page.go_back()


def nothing(shopper: Shopper) -> None:
    pass


# ------------------------------------------------------------------ before and after


def search(shopper: Shopper) -> None:
    field = seen(shopper.page.get_by_label("Search products"))
    if field is None:
        return
    shopper.fill(field, "Search products", shopper.data["words"])
    if shopper.random.random() < 0.5:
        shopper.diary.did("press", "button", "Search")
        shopper.page.keyboard.press("Enter")
        shopper.hand.wait(0.3)
        return
    go_on(shopper, "Search", "button")


def results(shopper: Shopper) -> None:
    tents = shopper.page.get_by_role("main").get_by_role("link", name="tent")
    found = seen(tents)
    if found is not None and shopper.press(found, "tent", "link"):
        return
    if not shopper.data["words"]:
        go_on(shopper, "All products", "link")
        return
    search(shopper)


def any_tent(shopper: Shopper) -> None:
    tents = shopper.page.get_by_role("main").get_by_role("link", name="tent")
    found = seen(tents) or seen(link(shopper, "Tents"))
    if found is not None:
        shopper.press(found, "tent", "link")


def find_order(shopper: Shopper) -> None:
    """From anywhere to the order's page, by the foot of the page."""
    if items := seen(foot(shopper, "Order status")):
        shopper.press(items, "Order status", "link")


def ask_for_order(shopper: Shopper) -> None:
    enter(shopper, ("Order number", "order"), ("E-mail address", "email"))
    go_on(shopper, "Show my order", "button")


def order_page(shopper: Shopper) -> None:
    if items := seen(foot(shopper, "Exchange a product")):
        shopper.press(items, "Exchange a product", "link")


def exchange(shopper: Shopper) -> None:
    page = shopper.page
    if not shopper.diary.has_reached("Order status"):
        find_order(shopper)
        return
    enter(shopper, ("Order number", "order"), ("E-mail address", "email"))
    if which := seen(page.get_by_label("Which product?")):
        shopper.choose(which, "Which product?", shopper.data["product"])
    if reason := seen(page.get_by_label("What is the reason?")):
        shopper.choose(reason, "What is the reason?", "Wrong size")
    if other := seen(page.get_by_label("Another size or colour")):
        shopper.tick(other, "Another size or colour")
    go_on(shopper, "Send the request", "button")


def foot(shopper: Shopper, name: str) -> Locator:
    return shopper.page.get_by_role("contentinfo").get_by_role("link", name=name)
