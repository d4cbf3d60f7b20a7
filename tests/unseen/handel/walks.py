"""Who goes to this shop, what is wrong with it, and what should be said of that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unseen.handel.shop import serving
from unseen.handel.sound import (
    EVA,
    accept,
    comparing,
    correcting,
    in_list,
    on_to_delivery,
    on_to_payment,
    pay,
    put_in,
    swatch,
    thanks,
    to_basket,
    to_checkout,
    with_a_mouse,
    with_a_thumb,
    with_keys,
    write_address,
)
from unseen.measuring import Defect, Shop
from unseen.person import Person, Way


def guide(you: Person) -> None:
    """The size guide is opened, only that nothing of it is ever seen."""
    you.wait(1)
    you.insist(you.link("Storleksguide"))
    swatch(you, "M")
    put_in(you)


def once_more(you: Person) -> None:
    """The first request is refused for an old nonce, the second goes through."""
    swatch(you, "M")
    you.insist(
        you.button("Lägg i varukorg"),
        lambda: you.page.get_by_text("har lagts i din varukorg").is_visible(),
    )
    you.wait(1)
    to_basket(you)
    you.wait(1)


def greyed(you: Person) -> None:
    """The button stays grey although a size has been chosen."""
    swatch(you, "M")
    you.insist(you.button("Lägg i varukorg"))
    swatch(you, "L")
    you.insist(you.button("Lägg i varukorg"))


def sorting(you: Person) -> None:
    """The list is loaded anew, in the same order, and the choice is forgotten."""
    for _ in range(2):
        you.wait(1)
        you.choose(you.field("Sortering"), "Pris: lägst till högst")
        you.wait(3)
    in_list(you, "Lammullströja Lo")
    you.wait(1)


def under_glass(you: Person) -> None:
    """A chat's transparent frame lies over the way to the checkout."""
    you.wait(1)
    you.insist(you.link("Gå till kassan"))
    you.wait(1)


def refused_below(you: Person) -> None:
    """Thrown back to the first section; the reason lies in a folded box of the third."""
    for _ in range(2):
        accept(you)
        you.press(you.button("Slutför köp"))
        you.button("Fortsätt till leverans").wait_for()
        you.wait(3)
        on_to_delivery(you)
        on_to_payment(you)
    you.wait(1)


def four_numbers(you: Person) -> None:
    """Each way of writing the telephone number is refused for another reason."""
    for phone, says in (
        ("070-123 45 67", "bara innehålla siffror"),
        ("0701234567", "Ange landsnummer"),
        ("+46701234567", "Otillåtet tecken"),
    ):
        you.type(you.field("Telefon"), phone)
        you.press(you.button("Fortsätt till leverans"))
        you.page.get_by_text(says).wait_for()
        you.wait(2)
    you.type(you.field("Telefon"), "0046701234567")
    on_to_delivery(you)


def other_country(you: Person) -> None:
    """The country chosen last: the block is drawn again, without what was written."""
    write_address(you)
    you.choose(you.field("Land"), "Finland")
    you.wait(3)
    you.fill_in(**EVA)
    you.type(you.field("Postnummer"), "00100")
    you.type(you.field("Ort"), "Helsingfors")
    you.type(you.field("Telefon"), "+358401234567")
    on_to_delivery(you)


def postcode(you: Person) -> None:
    """A late answer for the first digits is written over those that came after."""
    you.type(you.field("E-post"), "eva@example.com")
    you.fill_in(**EVA)
    for _ in range(2):
        you.type(you.field("Postnummer"), "50332")
        you.wait(2.5)
    you.type(you.field("Telefon"), "0701234567")
    you.wait(1)


def asked_again(you: Person) -> None:
    """The second section wants what was written in the first."""
    write_address(you)
    on_to_delivery(you)
    you.wait(1)
    for label, text in {
        "Mottagarens förnamn": "Eva",
        "Mottagarens efternamn": "Lindqvist",
        "Leveransgata": "Storgatan 12",
        "Leveranspostnr": "50332",
        "Leveransort": "Borås",
    }.items():
        you.type(you.field(label), text)
    on_to_payment(you)


def must_log_in(you: Person) -> None:
    """The address is known, so a layer wants the password, and there is no other way."""
    write_address(you)
    for _ in range(2):
        you.press(you.button("Fortsätt till leverans"))
        you.page.get_by_text("Logga in för att slutföra").wait_for()
        you.wait(3)
        you.press(you.button("Stäng"))
        you.wait(1)


def refused_by_bank(you: Person) -> None:
    """The bank said no: the order's page tells it in plain words."""
    pay(you)
    you.page.get_by_text("nekat transaktionen").wait_for()
    you.wait(3)


def gone(you: Person) -> None:
    """Another way of delivery, and the form is replaced by two lines about the session."""
    you.wait(1)
    you.press(you.page.get_by_label("Hemleverans"))
    you.page.get_by_text("din session har gått ut").wait_for()
    you.wait(3)
    you.press(you.link("Återvänd till butiken"))
    you.wait(1.5)


def newsletter(you: Person) -> None:
    """While the address is being written a layer takes the keys."""
    fields = {"E-post": "eva@example.com", **EVA, "Postnummer": "50332", "Ort": "Borås"}
    for label, text in fields.items():
        you.type(you.field(label), text)
        no = you.button("Nej tack")
        if no.is_visible():
            you.wait(2)
            you.press(no)
            you.wait(0.8)
            you.type(you.field(label), text)
    you.type(you.field("Telefon"), "0701234567")
    on_to_delivery(you)


def one_out(you: Person) -> None:
    """A line is taken out, the sum stays as it was."""
    you.wait(1)
    you.press(you.link("Ta bort Yllesockor"))
    you.page.get_by_text("Yllesockor har tagits bort").wait_for()
    you.wait(4)
    to_checkout(you)
    you.wait(1)


def on_to_the_end(you: Person) -> None:
    """Through the sections, reading."""
    you.wait(1)
    write_address(you)
    on_to_delivery(you)
    you.wait(1)
    on_to_payment(you)
    you.wait(2)
    pay(you)
    thanks(you)


def buying_a_shawl(you: Person) -> None:
    """From the goods' page to the end."""
    you.wait(1.5)
    swatch(you, "M")
    put_in(you)
    to_basket(you)
    to_checkout(you)
    on_to_the_end(you)


def counting(you: Person) -> None:
    """Put in and confirmed, but the header says none, on this page and the next."""
    swatch(you, "M")
    put_in(you)
    you.wait(1)
    you.aim(you.page.locator(".cart-contents"))
    you.wait(2.5)
    you.press(you.link("Ull"))
    you.page.wait_for_url("**/kategori/ull/")
    you.aim(you.page.locator(".cart-contents"))
    you.wait(2)
    you.press(you.page.locator(".cart-contents"))
    you.page.wait_for_url("**/varukorg/")
    you.wait(1.5)


def looking(you: Person) -> None:
    """A size is chosen and what it costs, or how it looks, is looked at."""
    you.wait(1)
    you.press(you.page.get_by_role("radio", name="M", exact=True))
    you.wait(3)
    put_in(you)


def it_was_there(you: Person) -> None:
    """An error is shown, so the goods are put in again: there are two now."""
    swatch(you, "M")
    for _ in range(2):
        you.press(you.button("Lägg i varukorg"))
        you.page.get_by_text("kunde inte läggas i varukorgen").wait_for()
        you.wait(2.5)
    you.press(you.page.locator(".cart-contents"))
    you.page.wait_for_url("**/varukorg/")
    you.wait(2)
    you.press(you.button("Minska Lammullströja Lo"))
    you.wait(2)


def slipped(you: Person) -> None:
    """A banner comes as the finger goes down."""
    you.aim(you.button("Lägg Halsduk Dis i varukorg"))
    you.page.locator("#fri-frakt").wait_for()
    you.down_up()
    you.wait(2)
    you.page.go_back()
    you.wait(1)


def more(you: Person) -> None:
    """The answer comes and the script stumbles over it."""
    you.wait(1)
    you.insist(you.button("Visa fler produkter"))


def coupon(you: Person) -> None:
    """The line is cut; the basket stays grey."""
    you.wait(1)
    you.press(you.link("Har du en rabattkod?"))
    you.type(you.field("Rabattkod"), "HOST10")
    you.press(you.button("Använd rabattkod"))
    you.wait(5)
    you.page.reload()
    you.wait(2)


def slow(you: Person) -> None:
    """From one address to the next, and the next."""
    you.wait(1)
    to_checkout(you)
    you.button("Fortsätt till leverans").wait_for()
    you.wait(2)


def paid_and_lost(you: Person) -> None:
    """Paid, and back in a shop that knows nothing of it."""
    pay(you)
    you.page.get_by_text("Din varukorg är tom").wait_for()
    you.wait(4)


def searching(you: Person) -> None:
    """Whatever is looked for, the same four things are shown."""
    for words in ("lammullströja", "tröja", "ulltröja dam"):
        you.type(you.field("Sök produkter"), words)
        you.press(you.button("Sök"))
        you.page.get_by_text(f"Inspireras av vårt sortiment: ”{words}”").wait_for()
        you.wait(2.5)
    you.press(you.link("Ull"))
    in_list(you, "Lammullströja Lo")


def round_and_round(you: Person) -> None:
    """The checkout sends back to the basket and does not say why."""
    for _ in range(4):
        you.wait(2)
        you.press(you.link("Gå till kassan"))
        you.wait(1.5)
    you.button("Fortsätt till leverans").wait_for()
    you.wait(1)


def unsaved(you: Person) -> None:
    """The browser asks whether to leave, of somebody who goes to pay."""
    you.press(you.button("Öka Yllesockor"))
    you.page.get_by_text("Varukorgen är uppdaterad").wait_for()
    you.wait(1.2)
    to_checkout(you)
    you.wait(1.5)


def at(page: str, section: int = 0) -> str:
    return f"/start?till={page}" + (f"&steg={section}" if section else "")


GOODS = "/produkt/2/"
DEFECTS = [
    Defect("guide", "dead_click", "Storleksguide", guide, ("rage_click",), GOODS),
    Defect("engang", "repeat_click_needed", "Lägg i varukorg", once_more,
           ("failed_request", "error_click", "dead_click"), GOODS,
           known_miss="told as an error of the first press, whose class for a moment is an answer"),
    Defect("graknapp", "disabled_click", "Lägg i varukorg", greyed,
           ("dead_click", "rage_click"), GOODS),
    Defect("sortera", "dead_control", "Sortering", sorting, start="/kategori/ull/",
           known_miss="the page comes again with the list as it was, which no log shows"),
    Defect("chattram", "blocked_control", "Gå till kassan", under_glass,
           ("dead_click", "rage_click"), at("/varukorg/"),
           known_miss="a press into a frame is no event of the page's"),
    Defect("tyst", "silent_refusal", "Slutför köp", refused_below,
           ("validation_loop", "form_lost", "page_loop", "step_bounce"), at("/kassa/", 3)),
    Defect("telefon", "validation_loop", "Fortsätt till leverans", four_numbers,
           ("field_struggle", "rejected_input"), at("/kassa/", 1)),
    Defect("landsbyte", "form_lost", "", other_country, ("repeated_entry", "field_struggle"),
           at("/kassa/")),
    Defect("postort", "rejected_input", "Postnummer", postcode, ("field_struggle",), at("/kassa/")),
    Defect("igen", "repeated_entry", "", asked_again, start=at("/kassa/")),
    Defect("konto", "forced_account", "", must_log_in, ("validation_loop",), at("/kassa/")),
    Defect("nekad", "payment_declined", "", refused_by_bank, ("off_site_return_failed",),
           at("/kassa/", 3)),
    Defect("utgangen", "session_lost", "", gone, ("form_lost", "error_click"), at("/kassa/", 2)),
    Defect("nyhetsbrev", "interruption", "", newsletter, ("rejected_input", "field_struggle"),
           at("/kassa/")),
    Defect("rest", "total_mismatch", "", one_out, ("stale_state",), at("/varukorg/")),
    Defect("forsakring", "late_cost", "", on_to_the_end, start=at("/kassa/")),
    Defect("leveranstid", "promise_changed", "", buying_a_shawl, start=GOODS),
    Defect("cachad", "stale_state", "", counting, ("session_lost",), GOODS),
    Defect("mall", "missing_content", "", looking, start=GOODS),
    Defect("variantbild", "broken_image", "", looking, ("failed_request",), GOODS),
    Defect("notis", "error_after_success", "", it_was_there, ("error_click", "stale_state"), GOODS),
    Defect("banner", "layout_shift", "", slipped, ("u_turn",), "/kategori/ull/"),
    Defect("fler", "error_click", "Visa fler", more, ("js_error", "dead_click", "rage_click"),
           "/kategori/garn/"),
    Defect("kupong", "failed_request", "Använd rabattkod", coupon,
           ("dead_click", "error_click", "slow_response"), at("/varukorg/"),
           known_miss="told as the error of its press"),
    Defect("trog", "slow_response", "Gå till kassan", slow, start=at("/varukorg/")),
    Defect("retur", "off_site_return_failed", "", paid_and_lost, ("session_lost",),
           at("/kassa/", 3)),
    Defect("sok", "search_struggle", "", searching),
    Defect("kassaloop", "page_loop", "", round_and_round, ("silent_refusal", "dead_click"),
           at("/varukorg/")),
    Defect("osparat", "native_dialog", "", unsaved, start=at("/varukorg/")),
]  # fmt: skip
SOUND: dict[Way, Any] = {"mouse": with_a_mouse, "touch": with_a_thumb, "keys": with_keys}
QUIET = {"comparing": comparing, "correcting": correcting}
SHOP = Shop("handel", serving, Path(__file__).parent / "shop.toml", DEFECTS, SOUND, QUIET)
