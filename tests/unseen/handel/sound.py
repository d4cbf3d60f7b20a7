"""The ways of somebody to whom nothing happens, and the stretches that they are made of."""

from __future__ import annotations

from unseen.person import Person

EVA = {"Förnamn": "Eva", "Efternamn": "Lindqvist", "Gatuadress": "Storgatan 12"}


def cookies(you: Person) -> None:
    you.press(you.button("Jag förstår"))


def swatch(you: Person, name: str) -> None:
    you.press(you.page.get_by_role("radio", name=name, exact=True))
    you.wait(0.9)


def put_in(you: Person) -> None:
    you.press(you.button("Lägg i varukorg"))
    you.page.get_by_text("har lagts i din varukorg").wait_for()
    you.wait(0.8)


def to_basket(you: Person) -> None:
    you.wait(1.4)  # until the small basket has folded away again
    you.press(you.page.locator(".woocommerce-message").get_by_role("link", name="Visa varukorg"))
    you.page.wait_for_url("**/varukorg/")


def to_checkout(you: Person) -> None:
    you.press(you.link("Gå till kassan"))
    you.page.wait_for_url("**/kassa/**")


def write_address(you: Person, phone: str = "0701234567") -> None:
    you.type(you.field("E-post"), "eva@example.com")
    you.fill_in(**EVA)
    you.type(you.field("Postnummer"), "50332")
    you.type(you.field("Ort"), "Borås")
    you.type(you.field("Telefon"), phone)


def on_to_delivery(you: Person) -> None:
    you.press(you.button("Fortsätt till leverans"))
    you.button("Fortsätt till betalning").wait_for()
    you.wait(0.6)


def on_to_payment(you: Person) -> None:
    you.press(you.button("Fortsätt till betalning"))
    you.button("Slutför köp").wait_for()
    you.wait(0.8)


def accept(you: Person) -> None:
    you.press(you.field("Jag godkänner köpvillkoren"))


def pay(you: Person) -> None:
    accept(you)
    you.press(you.button("Slutför köp"))
    you.page.wait_for_url("**/betala**")
    you.wait(0.8)
    you.press(you.button("Godkänn betalning"))


def thanks(you: Person) -> None:
    you.page.get_by_text("Tack för din beställning").wait_for()
    you.wait(1.2)


def in_list(you: Person, name: str) -> None:
    you.press(you.page.get_by_role("link", name=name).first)
    you.page.wait_for_url("**/produkt/**")
    you.wait(0.8)


# ---------------------------------------------------------------- nothing is wrong


def with_a_mouse(you: Person) -> None:
    page = you.page
    you.wait(1)
    you.press(you.button("Bild 2"))
    cookies(you)
    you.press(you.link("Ull"))
    page.wait_for_url("**/kategori/ull/")
    you.wait(0.8)
    in_list(you, "Lammullströja Lo")
    you.press(you.link("Storleksguide"))
    you.wait(2)
    you.press(you.button("Stäng"))
    swatch(you, "S")
    swatch(you, "M")
    you.press(you.page.get_by_role("tab", name="Omdömen (4)"))
    you.wait(1)
    put_in(you)
    to_basket(you)
    you.wait(1)
    you.press(you.button("Öka Lammullströja Lo"))
    page.get_by_text("Varukorgen är uppdaterad").wait_for()
    you.wait(1)
    you.press(you.button("Minska Lammullströja Lo"))
    you.wait(1.8)
    to_checkout(you)
    write_address(you)
    on_to_delivery(you)
    you.press(you.page.get_by_label("Hemleverans"))
    you.wait(1.2)
    on_to_payment(you)
    pay(you)
    thanks(you)


def with_a_thumb(you: Person) -> None:
    you.wait(0.8)
    cookies(you)
    you.type(you.field("Sök produkter"), "lammull")
    you.wait(1)
    you.press(you.link("Lammullströja Lo ›"))
    you.page.wait_for_url("**/produkt/2/")
    swatch(you, "L")
    put_in(you)
    you.wait(2)
    to_basket(you)
    to_checkout(you)
    write_address(you)
    on_to_delivery(you)
    on_to_payment(you)
    you.press(you.page.get_by_label("Faktura"))
    you.wait(0.8)
    you.press(you.page.get_by_label("Kort eller Swish"))
    pay(you)
    thanks(you)


def with_keys(you: Person) -> None:
    you.wait(0.8)
    cookies(you)
    in_list(you, "Lammullströja Lo")
    you.press(you.page.get_by_role("radio", name="M", exact=True))
    you.wait(1)
    put_in(you)
    to_basket(you)
    to_checkout(you)
    write_address(you)
    on_to_delivery(you)
    on_to_payment(you)
    pay(you)
    thanks(you)


def comparing(you: Person) -> None:
    """Filters, sorting, three goods looked at in turn, the returns page, a tab of terms."""
    page = you.page
    you.wait(0.8)
    you.press(you.link("Garn"))
    page.wait_for_url("**/kategori/garn/")
    cookies(you)
    you.wait(1)
    you.press(you.button("Visa fler produkter"))
    page.get_by_role("link", name="Vantar Rim").wait_for()
    you.wait(1)
    you.choose(you.field("Sortering"), "Pris: lägst till högst")
    page.wait_for_url("**orderby=pris**")
    you.wait(1.2)
    you.press(you.field("Under 200 kr"))
    page.wait_for_url("**under200**")
    you.wait(1.2)
    you.press(you.field("Under 200 kr"))
    you.wait(1.8)
    for name in ("Halsduk Dis", "Lammullströja Lo"):
        in_list(you, name)
        you.wait(4.5)
        page.go_back()
        you.wait(2.2)
    in_list(you, "Lammullströja Lo")
    you.press(page.get_by_alt_text("Vy b"))
    you.wait(0.6)
    you.press(page.get_by_alt_text("Vy c"))
    you.wait(0.6)
    you.press(you.button("Lägg i varukorg"))
    page.get_by_text("Välj ett alternativ först").wait_for()
    you.wait(1)
    swatch(you, "M")
    put_in(you)
    you.wait(1.5)
    you.press(you.link("Retur"))
    page.wait_for_url("**/retur/")
    you.press(page.get_by_text("När får jag pengarna?"))
    you.wait(2.5)
    you.press(page.get_by_role("link", name="Varukorg", exact=False).first)
    page.wait_for_url("**/varukorg/")
    to_checkout(you)
    write_address(you)
    on_to_delivery(you)
    on_to_payment(you)
    pay(you)
    thanks(you)


def correcting(you: Person) -> None:
    """A wrong coupon and a right one, a line taken out, another country, errors mended once."""
    page = you.page
    you.wait(0.8)
    cookies(you)
    you.press(you.button("Lägg Yllesockor i varukorg"))
    page.get_by_text("har lagts i din varukorg").wait_for()
    you.wait(2.4)
    in_list(you, "Lammullströja Lo")
    swatch(you, "M")
    put_in(you)
    you.wait(1.5)
    to_basket(you)
    you.press(you.link("Har du en rabattkod?"))
    you.type(you.field("Rabattkod"), "HÖST")
    you.press(you.button("Använd rabattkod"))
    page.get_by_text("Rabattkoden finns inte").wait_for()
    you.wait(1.5)
    you.press(you.link("Har du en rabattkod?"))
    you.type(you.field("Rabattkod"), "HOST10")
    you.press(you.button("Använd rabattkod"))
    page.get_by_text("Rabattkoden har använts").wait_for()
    you.wait(1.5)
    you.press(you.link("Ta bort Yllesockor"))
    page.get_by_text("Yllesockor har tagits bort").wait_for()
    you.wait(1.5)
    to_checkout(you)
    write_address(you, "070")
    you.press(you.button("Fortsätt till leverans"))
    page.get_by_text("inte ett giltigt telefonnummer").wait_for()
    you.wait(1.5)
    you.choose(you.field("Land"), "Finland")
    you.wait(1.2)
    you.type(you.field("Postnummer"), "00100")
    you.type(you.field("Ort"), "Helsingfors")
    you.type(you.field("Telefon"), "+358401234567")
    on_to_delivery(you)
    you.press(you.page.get_by_label("Hemleverans"))
    you.wait(1)
    on_to_payment(you)
    you.press(you.link("Ändra").last)
    you.wait(1)
    you.press(you.page.get_by_label("Ombud"))
    you.wait(1)
    on_to_payment(you)
    you.press(you.button("Slutför köp"))
    page.get_by_text("godkänn köpvillkoren").wait_for()
    you.wait(1.5)
    pay(you)
    thanks(you)
