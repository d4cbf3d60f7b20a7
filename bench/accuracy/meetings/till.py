"""What shoppers do at opened flaws of the forms and of what is promised at the till."""

from __future__ import annotations

from collections.abc import Mapping

from bench.accuracy.eyes import seen
from bench.accuracy.meetings.common import back_to_the_bank, nothing, see
from bench.accuracy.shopper import GoneAway, Shopper
from bench.accuracy.widgets import Deed

EMAILED = "482913"
WRITTEN = (" A", " as 1", " A 1")
"""Behind street and house number: twice as the register does not have it, then as it has."""
WAITS_S = 8


# ------------------------------------------------------------------ forms


def wait_for_the_code(shopper: Shopper) -> None:
    """With the cursor in the field: the mail comes after minutes, and nobody stays so long."""
    name, page = "Code from our e-mail", shopper.page
    email, field = seen(page.get_by_label("E-mail address")), seen(page.get_by_label(name))
    if email is None or field is None:
        return
    shopper.fill(email, "E-mail address", shopper.data["email"])
    shopper.go_into(field, name)
    if shopper.leaves != "flaw":
        shopper.hand.type(EMAILED)
        return
    shopper.hand.wait(shopper.random.uniform(5.0, 8.0))
    again = seen(page.get_by_role("button", name="Send the code again"))
    if again is not None and shopper.random.random() < 0.5:
        shopper.press(again, "Send the code again", again=False)
        shopper.go_into(field, name)
        shopper.hand.wait(shopper.random.uniform(3.0, 5.0))
    shopper.diary.meet("code_by_email_delayed")
    raise GoneAway("code_by_email_delayed")


def write_as_the_register(shopper: Shopper) -> None:
    """Street and number as everybody writes them, then with what one could think of."""
    name, house = "Street address", shopper.data["street"]
    field = seen(shopper.page.get_by_label(name))
    after = seen(shopper.page.get_by_label("Postcode"))
    if field is None or after is None:
        return
    for attempt, street in enumerate((house, *(house + more for more in WRITTEN))):
        shopper.fill(field, name, street, retype=True)
        shopper.go_into(after, "Postcode")
        shopper.read(0.8)
        if attempt == 1 or attempt == 2:
            shopper.hindered()
    shopper.data["street"] = house + WRITTEN[-1]


def bill_to(shopper: Shopper) -> None:
    for name, key in (
        ("Billing street", "street"),
        ("Billing postcode", "postcode"),
        ("Billing city", "city"),
    ):
        if field := seen(shopper.page.get_by_label(name)):
            shopper.fill(field, name, shopper.data[key])
            shopper.hindered()


def take_slot(slot: str) -> Deed:
    def taken(shopper: Shopper) -> None:
        if slots := seen(shopper.page.get_by_label("Delivery slot")):
            shopper.choose(slots, "Delivery slot", slot)

    return taken


def write_the_whole_year(shopper: Shopper) -> None:
    """As people say a date; once more, for it must have been a slip; then as it will have it."""
    name = "Valid until"
    field = seen(shopper.page.get_by_role("textbox", name=name))
    after = seen(shopper.page.get_by_label("Security code"))
    years = shopper.page.get_by_label("Expiry year")
    if field is None or after is None:
        return
    year = str(years.evaluate("list => list.options[3].text.trim()"))
    for attempt, typed in enumerate((f"12/{year}", f"12/{year}", f"12/{year[2:]}")):
        shopper.go_into(field, name)
        if attempt:
            shopper.hand.clear(field)
        shopper.hand.type(typed)
        shopper.go_into(after, "Security code")
        shopper.read(0.8)
        if attempt == 1:
            shopper.hindered()


def take_the_money(shopper: Shopper) -> None:
    page = shopper.page
    if money := seen(page.get_by_label("My money back")):
        shopper.tick(money, "My money back")
    if send := seen(page.get_by_role("button", name="Send the request")):
        shopper.press(send, "Send the request")


# ------------------------------------------------------------------ promises


def type_until_released(shopper: Shopper) -> None:
    """The beginning of the card number; then the basket is before them, and it is empty."""
    name, page = "Card number", shopper.page
    field = seen(page.get_by_label(name))
    if field is None:
        return
    shopper.go_into(field, name)
    shopper.hand.type(shopper.data["card_number"][:6])
    for _ in range(WAITS_S * 4):
        if "/basket/" in page.url:
            break
        shopper.hand.wait(0.25)
    shopper.eyes.settle()
    shopper.diary.meet("reservation_released")
    shopper.read()
    shopper.hindered()


def watch_the_clock(shopper: Shopper) -> None:
    """The discount ends while the card is typed; whoever types fast sees it end all the same."""
    name = "Card number"
    field = seen(shopper.page.get_by_label(name))
    if field is None:
        return
    shopper.fill(field, name, shopper.data["card_number"])
    for _ in range(WAITS_S * 4):
        if shopper.page.get_by_text("−10 % has ended").count():
            break
        shopper.hand.wait(0.25)
    shopper.diary.meet("discount_runs_out")
    shopper.read()
    shopper.hindered()


MEETINGS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("code_by_email_delayed", "gateway"): (wait_for_the_code,),
    ("address_not_in_register", "address"): (write_as_the_register,),
    ("invoice_address_anew", "payment"): (bill_to,),
    ("slot_just_taken", "method"): (
        take_slot("Tuesday, 16–18"), take_slot("Tuesday, 18–20"), take_slot("Wednesday, 16–18"),
    ),
    ("expiry_takes_two_of_four", "payment"): (write_the_whole_year,),
    ("discount_runs_out", "payment"): (watch_the_clock,),
    ("counted_once_more", "basket"): (nothing, see("counted_once_more")),
    ("header_from_cache", "product"): (nothing, see("header_from_cache")),
    ("return_without_parameters", "payment"): (nothing, see("return_without_parameters")),
    ("login_after_bank", "login"): (back_to_the_bank("login_after_bank"),),
    ("reservation_released", "payment"): (type_until_released,),
}  # fmt: skip
PASTS: Mapping[tuple[str, str], tuple[Deed, ...]] = {
    ("no_other_size", "exchange"): (take_the_money,),
}
EXPLICIT = frozenset(
    {
        "code_by_email_delayed", "discount_runs_out", "counted_once_more", "header_from_cache",
        "return_without_parameters", "login_after_bank", "reservation_released",
    }
)  # fmt: skip
NOBODY_LEAVES = frozenset({"replica_knows_no_order"})
"""It is the last page."""
EVERYBODY_LEAVES = frozenset({"code_by_email_delayed"})
