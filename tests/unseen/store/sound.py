"""The ways of somebody to whom nothing happens, and the stretches that they are made of."""

from __future__ import annotations

from unseen.person import Person

ADDRESS = {
    "Full name": "Grace Hill",
    "Street address": "4 Mill Lane",
    "Town": "Bath",
    "Postcode": "BA1 1AA",
    "Phone": "07700 900123",
    "Email": "grace@example.com",
}
BUY, NEXT, PAY = "Add to basket", "Continue to delivery", "Pay now"


def write(you: Person, **other: str) -> None:
    for label, text in {**ADDRESS, **other}.items():
        if text:
            you.type(you.field(label), text)


def heading(you: Person, name: str) -> None:
    you.page.get_by_role("heading", name=name).wait_for()


def to_plant(you: Person) -> None:
    you.press(you.link("Monstera"))
    heading(you, "Monstera")
    you.button(BUY).wait_for()


def put_in(you: Person) -> None:
    you.press(you.button(BUY))
    you.page.get_by_text("Added to your basket").wait_for()


def to_address(you: Person) -> None:
    you.press(you.page.get_by_role("link", name="Basket"))
    heading(you, "Your basket")
    you.press(you.button("Checkout"))
    heading(you, "Delivery address")


def card(you: Person) -> None:
    heading(you, "Payment")
    you.type(you.field("Card number"), "4111111111111111")
    you.type(you.field("Expiry (MM/YY)"), "0430")
    you.type(you.field("Security code"), "123")
    you.press(you.button(PAY))


def to_payment(you: Person) -> None:
    you.page.wait_for_url("**/checkout/delivery")
    you.press(you.button("Continue to payment"))


def thanks(you: Person) -> None:
    heading(you, "Thank you for your order")
    you.wait(1)


# ---------------------------------------------------------------- nothing is wrong


def with_a_mouse(you: Person) -> None:
    page = you.page
    you.wait(1)
    you.press(you.button("Next"))
    you.press(you.button("Got it"))
    you.press(you.button("Save Olive tree"))
    you.type(page.get_by_label("Search plants"), "monster")
    you.press(you.button("Search"))
    page.get_by_text("Olive tree").wait_for(state="detached")
    to_plant(you)
    you.press(you.button("Care guide"))
    you.wait(0.9)
    you.press(you.button("Close guide"))
    you.press(you.button("Returns"))
    you.aim(page.get_by_text("Send it back"))
    you.down_up(3)
    with page.expect_popup() as opened:
        you.press(you.link("Terms of sale"))
    you.wait(0.8)
    opened.value.close()
    with page.expect_download():
        you.press(you.link("Care sheet"))
    you.press(you.button("More"))
    you.press(you.button("More"))
    you.press(you.button("Fewer"))
    put_in(you)
    you.wait(0.8)
    you.press(page.get_by_role("link", name="Basket"))
    you.press(you.button("More"))
    you.press(you.button("Fewer"))
    you.type(page.get_by_label("Promo code"), "SPRING")
    you.press(you.button("Apply"))
    page.get_by_text("expired").wait_for()
    you.wait(1.4)
    you.press(you.button("Checkout"))
    write(you, Postcode="BA1")
    you.press(you.button(NEXT))
    page.get_by_text("Please check your postcode").wait_for()
    you.wait(1.3)
    you.type(you.field("Postcode"), "BA1 1AA")
    you.press(you.button(NEXT))
    heading(you, "Delivery")
    you.press(page.get_by_label("Parcel post"))
    you.press(you.button("Any day"))
    you.press(you.button("14"))
    to_payment(you)
    card(you)
    thanks(you)


def with_a_thumb(you: Person) -> None:
    you.wait(1)
    you.press(you.button("Got it"))
    to_plant(you)
    you.press(you.button("More"))
    put_in(you)
    to_address(you)
    you.page.go_back()
    you.wait(1)
    you.press(you.button("Checkout"))
    write(you)
    you.press(you.button(NEXT))
    to_payment(you)
    card(you)
    thanks(you)


def with_keys(you: Person) -> None:
    you.wait(1)
    to_plant(you)
    you.press(you.button("More"))
    put_in(you)
    to_address(you)
    write(you)
    you.press(you.button(NEXT))
    to_payment(you)
    card(you)
    thanks(you)
