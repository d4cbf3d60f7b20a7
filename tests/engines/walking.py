"""The way of a participant, described once for every engine."""

from __future__ import annotations

from engines.driving import Visit

BOXES = "() => [...document.querySelectorAll('[type=checkbox]')].map((box) => box.id)"
BACKPACK = "Kaarna 18 L small backpack"


def to_the_shop(visit: Visit, link: str, *, language: str) -> None:
    """Welcome, consent, questions, the task; then the shop with the recorder and the bar."""
    visit.goto(link)
    if visit.run("() => document.documentElement.lang") != language:
        visit.push_on("Suomi" if language == "fi" else "English", "link")
    visit.push_on("Aloita" if language == "fi" else "Begin")
    for name in visit.run(
        "() => [...document.querySelectorAll('[type=checkbox]')].map((b) => b.id)"
    ):
        visit.push(f"#{name}", "css")
    answer(visit)
    visit.push("input[type=radio]", "css")
    answer(visit)
    visit.fill("textarea", "Quick & easy <b>I hope</b>", "css")
    answer(visit)
    answer(visit)
    visit.until_awake()
    visit.until_bar()


def answer(visit: Visit) -> None:
    """The button that goes on is the first of a form of ours."""
    visit.push_on("main form .buttons button", "css")


def choose(visit: Visit, question: str, value: str) -> None:
    visit.push(f"[name='q-{question}'][value='{value}']", "css")


def to_the_basket(visit: Visit) -> None:
    visit.push_on("Backpacks", "link")
    visit.push_on(BACKPACK, "link")
    visit.push_on("Add to basket")
    visit.push_on("View basket", "link")
    visit.fill("Quantity", "2")
    visit.push("Update")
    visit.until("() => document.body.textContent.includes('Your basket total is now')")


def to_the_review(visit: Visit) -> None:
    visit.push_on("Proceed to checkout", "link")
    visit.fill("E-mail address", "aino+P01@example.com")
    visit.push_on("Continue")
    for label, text in (
        ("First name", "Aino"),
        ("Last name", "Virtanen"),
        ("Street address", "Mannerheimintie 1"),
        ("Postcode", "00100"),
        ("City", "Helsinki"),
    ):
        visit.fill(label, text)
    visit.push_on("Continue")
    visit.push("Pickup point", "field")
    visit.push_on("Continue to payment")
    visit.push("Pay at the bank", "field")
    visit.push_on("Review order")


def over_the_bank(visit: Visit, bank: str) -> None:
    """To the payment provider's own site, which nobody records, and back."""
    visit.push_on("Place order and pay")
    visit.until("(bank) => location.origin === bank", bank)
    assert not visit.run("() => !!window[Symbol.for('kitka.recorder')]")
    visit.push_on("Pay €")
    visit.until_at("/thank-you/")
    visit.until_awake()
    visit.until_bar()


def say(visit: Visit, *keys: str, language: str) -> None:
    """Press buttons of the task bar, and go where it leads."""
    visit.until_bar()
    before = visit.run("() => performance.timeOrigin")
    for key in keys:
        visit.press_in_bar(key, language)
    visit.until_another(before)
    visit.until("() => location.pathname.startsWith('/p/')")


def heading(visit: Visit) -> str:
    return str(visit.run("() => document.querySelector('h1').textContent"))
