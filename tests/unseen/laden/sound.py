"""The ways of somebody to whom nothing happens, and the stretches that they are made of."""

from __future__ import annotations

from unseen.person import Person

ADDRESS = {
    "Name": "Erika Weber",
    "Straße": "Lindenallee 4",
    "PLZ": "10115",
    "Ort": "Berlin",
    "Telefon": "015112345678",
    "E-Mail": "erika@example.com",
}
BUY, NEXT, PAY = "In den Warenkorb", "Weiter zur Zahlung", "Jetzt kaufen"


def write(you: Person, **other: str) -> None:
    for label, text in {**ADDRESS, **other}.items():
        if text:
            you.type(you.field(label), text)


def to_drill(you: Person) -> None:
    you.type(you.field("Suche"), "bohr")
    you.press(you.page.get_by_role("option", name="Bohrmaschine"))
    you.page.get_by_role("heading", name="Bohrmaschine").wait_for()


def put_in(you: Person) -> None:
    you.press(you.button(BUY))
    you.page.get_by_text("In den Warenkorb gelegt").wait_for()


def to_address(you: Person) -> None:
    you.press(you.page.get_by_role("button", name="Warenkorb 2"))
    you.page.get_by_role("heading", name="Warenkorb").wait_for()
    you.press(you.button("Zur Kasse"))
    you.page.get_by_role("heading", name="Lieferadresse").wait_for()


def pay(you: Person) -> None:
    you.page.get_by_role("heading", name="Zahlung").wait_for()
    you.press(you.page.get_by_label("Ich stimme den AGB zu"))
    you.press(you.button(PAY))
    you.page.get_by_text("Danke für Ihre Bestellung").wait_for()
    you.wait(1)


# ---------------------------------------------------------------- nothing is wrong


def with_a_mouse(you: Person) -> None:
    page = you.page
    you.wait(1)
    you.press(you.button("Vor"))
    you.press(you.button("Vor"))
    you.press(you.button("Einverstanden"))
    you.press(you.button("Alle Werkzeuge"))
    page.get_by_text("Stichsäge").wait_for()
    you.choose(page.get_by_label("Sortierung"), "preis")
    page.get_by_text("Stichsäge").wait_for()
    you.press(page.get_by_label("Preis bis", exact=True))
    page.get_by_text("Bohrmaschine").wait_for()
    you.press(you.button("Merken").first)
    you.press(you.button("Ansehen: Bohrmaschine"))
    you.press(you.button("Bild vergrößern"))
    you.wait(1)
    you.press(you.button("Schließen"))
    you.press(you.button("Maße anzeigen"))
    you.wait(0.8)
    you.press(you.button("Schließen"))
    you.press(page.get_by_role("tab", name="Technik"))
    you.aim(page.get_by_text("750 W"))
    you.down_up(2)
    for _ in range(3):
        you.press(you.button("Mehr"))
    for _ in range(2):
        you.press(you.button("Weniger"))
    with page.expect_download():
        you.press(you.link("Anleitung"))
    you.aim(you.button(BUY))
    you.down_up(2)  # the habit of the double click
    page.get_by_text("In den Warenkorb gelegt").first.wait_for()
    you.wait(1)
    you.press(page.get_by_role("button", name="Warenkorb").last)
    you.press(page.get_by_role("button", name="Warenkorb").first)
    page.get_by_role("heading", name="Warenkorb").wait_for()
    you.press(you.button("Weniger"))
    you.type(you.field("Gutschein"), "SOMMER5")
    you.press(you.button("Einlösen"))
    page.get_by_text("abgelaufen").wait_for()
    you.wait(1.4)
    you.press(you.button("Zur Kasse"))
    you.press(page.get_by_label("Kundenkonto anlegen"))
    write(you, PLZ="1011", Ort="")
    you.type(you.field("Ort"), "Berlin")
    you.press(you.button(NEXT))
    page.get_by_text("Bitte fünf Ziffern").wait_for()
    you.wait(1.2)
    you.type(you.field("PLZ"), "10115")
    you.press(you.button(NEXT))
    page.get_by_role("heading", name="Zahlung").wait_for()
    you.press(page.get_by_label("Kundenkarte"))
    you.press(page.get_by_label("Stelle 1"))
    page.keyboard.type("4821", delay=140)
    pay(you)


def with_a_thumb(you: Person) -> None:
    you.wait(0.8)
    you.press(you.button("Einverstanden"))
    to_drill(you)
    you.press(you.button("Mehr"))
    put_in(you)
    to_address(you)
    write(you)
    you.press(you.button(NEXT))
    pay(you)


def with_keys(you: Person) -> None:
    you.wait(0.8)
    to_drill(you)
    you.press(you.button("Mehr"))
    put_in(you)
    to_address(you)
    write(you)
    you.press(you.button(NEXT))
    pay(you)
