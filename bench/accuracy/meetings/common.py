"""Deeds that several flaws want."""

from __future__ import annotations

import contextlib

from playwright.sync_api import Error, Locator

from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed


def nothing(shopper: Shopper) -> None:
    """The next time."""


def see(name: str, seconds: float = 0.0) -> Deed:
    """It is there to be seen: a look of so many real seconds; whoever is put off leaves."""

    def looked(shopper: Shopper) -> None:
        shopper.hand.wait(seconds)
        shopper.diary.meet(name)
        shopper.read(0.6)
        shopper.hindered()

    return looked


def follow(shopper: Shopper, link: Locator | None, name: str) -> bool:
    """Press a link that leads to another page."""
    return link is not None and shopper.press(link, name, "link")


def glance_and_back(shopper: Shopper, flaw: str) -> None:
    """Not what was expected behind that link: a look, and back by the browser's button."""
    shopper.hand.wait(shopper.random.uniform(1.6, 2.8))
    shopper.diary.meet(flaw)
    with contextlib.suppress(Error):
        shopper.page.go_back()
    shopper.eyes.settle()
    shopper.hand.wait(0.3)
    shopper.hindered()


def search_in_vain(flaw: str) -> tuple[Deed, ...]:
    """Twice with other words, which do not help; then by the product's own name."""

    def search_for(words: str) -> Deed:
        def search_again(shopper: Shopper) -> None:
            shopper.data["words"] = words
            shopper.read(0.6)
            if words == "":
                shopper.diary.meet(flaw)
                shopper.hindered()

        return search_again

    return search_for("light tent"), search_for("two person tent"), search_for("")


def back_to_the_bank(flaw: str) -> Deed:
    """Paid, and not where a paid order should have led: back to where it was paid."""

    def went_back(shopper: Shopper) -> None:
        shopper.diary.meet(flaw)
        shopper.read()
        shopper.hindered()
        shopper.page.go_back()
        shopper.eyes.settle()

    return went_back
