"""What shoppers do at held-out flaws of accounts, costs, payments and what is said of them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

from playwright.sync_api import Error

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.common import back_to_the_bank, follow, nothing, see
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import Deed

OTHER = "Tunturi 28 L day backpack"
CODE = "TRAIL10"
WAITS_MS = 8_000


# ------------------------------------------------------------------ basket


def one_will_do(shopper: Shopper) -> None:
    """That there ought to be two is remembered later."""
    shopper.first("two")


def two_after_all(shopper: Shopper) -> None:
    shopper.done.discard("two")


def back_for_the_second(shopper: Shopper) -> None:
    """One? There ought to be two."""
    shopper.read()
    follow(shopper, seen(shopper.page.get_by_role("link", name="Back to basket")), "Back to basket")


def try_another_backpack(shopper: Shopper) -> None:
    """A larger one as well? It is put into the basket and taken out again."""
    page = shopper.page
    for role, name in (
        ("link", "Backpacks"),
        ("link", OTHER),
        ("button", "Add to basket"),
        ("link", "View basket"),
    ):
        there = seen(page.get_by_role(role, name=name))  # type: ignore[arg-type]
        if there is None or not shopper.press(there, name, role):
            return
        shopper.read(0.6)
    name = f"Remove {OTHER}"
    if remove := seen(page.get_by_role("button", name=name)):
        shopper.press(remove, name)
        shopper.read()
        shopper.hindered()


def apply_code(shopper: Shopper) -> None:
    name = "Discount code"
    field = seen(shopper.page.get_by_label(name))
    button = seen(shopper.page.get_by_role("button", name="Apply"))
    if field is None or button is None:
        return
    shopper.fill(field, name, CODE)
    shopper.press(button, "Apply")
    shopper.read()
    shopper.hindered()


# ------------------------------------------------------------------ pages that come wrong


def send_again_from_before(shopper: Shopper) -> None:
    """Refresh and try again, it says: back to the form, which the browser has kept."""
    shopper.read()
    shopper.hindered()
    shopper.page.go_back()
    shopper.eyes.settle()


def reload_the_payment(shopper: Shopper) -> None:
    if seen(shopper.page.get_by_text("Your basket is empty.")) is None:
        return
    shopper.diary.meet("store_version_raised")
    shopper.read()
    shopper.hindered()
    shopper.page.reload()
    shopper.eyes.settle()


def wait_for_the_bank(shopper: Shopper) -> None:
    """It waits for the bank; then there was no payment. Reloading is worth a try."""
    with contextlib.suppress(Error):
        shopper.page.get_by_text("We have not received your payment.").wait_for(timeout=WAITS_MS)
    shopper.diary.meet("bank_calls_too_late")
    shopper.read()
    shopper.hindered()
    shopper.page.reload()
    shopper.eyes.settle()


def pay_again(shopper: Shopper) -> None:
    name = "Payment refused"
    button = shopper.page.get_by_role("button", name=name)
    with contextlib.suppress(Error):
        button.wait_for(timeout=WAITS_MS)
    if again := seen(button):
        shopper.press(again, name)
        with contextlib.suppress(Error):
            shopper.page.wait_for_url("**/thank-you/", timeout=WAITS_MS)


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("outbox_never_emptied", "method"): (see("outbox_never_emptied"),),
    ("basket_for_members", "register"): (see("basket_for_members"),),
    ("guests_below_ninety", "gateway"): (nothing, see("guests_below_ninety")),
    ("bank_calls_too_late", "returned"): (wait_for_the_bank,),
    ("router_without_return_route", "returned"): (back_to_the_bank("router_without_return_route"),),
    ("button_tells_of_refusal", "review"): (nothing, pay_again),
    ("page_expired_early", "address"): (nothing, send_again_from_before),
    ("store_version_raised", "payment"): (reload_the_payment,),
    ("tag_leaves_basket_out", "basket"): (one_will_do, two_after_all),
    ("tag_leaves_basket_out", "address"): (back_for_the_second, see("tag_leaves_basket_out")),
    ("translated_total_detached", "basket"): (try_another_backpack,),
    ("code_judged_by_shape", "basket"): (nothing, apply_code),
}
EXPLICIT = frozenset(
    {
        "outbox_never_emptied", "basket_for_members", "guests_below_ninety", "bank_calls_too_late",
        "router_without_return_route", "store_version_raised", "tag_leaves_basket_out",
    }
)  # fmt: skip
NOBODY_LEAVES = frozenset({"mail_down_request_kept"})
"""It is the last page."""
