"""The ways of somebody to whom nothing happens, and the stretches that they are made of."""

from __future__ import annotations

from unseen.person import Person

ADDRESS = {"Nimi": "Aino Virta", "Katuosoite": "Mannerheimintie 1", "Postinumero": "00100"}


def cookies(you: Person) -> None:
    you.press(you.button("Selvä"))


def to_product(you: Person) -> None:
    you.press(you.page.get_by_role("link", name="Aamunkoi"))
    you.page.wait_for_url("**/tuote/1")


def put_in(you: Person, many: int = 1) -> None:
    for _ in range(many - 1):
        you.press(you.button("Enemmän"))
    you.press(you.button("Lisää koriin"))
    you.page.get_by_text("Lisätty ostoskoriin").wait_for()


def to_basket(you: Person) -> None:
    you.press(you.page.get_by_role("link", name="Ostoskori"))
    you.page.wait_for_url("**/kori")


def to_address(you: Person) -> None:
    you.press(you.button("Siirry kassalle"))
    you.page.wait_for_url("**/kassa")
    you.press(you.link("Jatka vieraana"))
    you.page.wait_for_url("**/kassa/osoite")


def write_address(you: Person, phone: str = "040 123 4567") -> None:
    you.fill_in(**ADDRESS)
    you.type(you.field("Puhelin"), phone)
    you.type(you.field("Sähköposti"), "aino@example.com")
    you.press(you.button("Jatka toimitustapaan"))


def to_review(you: Person) -> None:
    you.page.wait_for_url("**/kassa/toimitus")
    you.press(you.page.get_by_label("Kotiovelle"))
    you.press(you.button("Jatka yhteenvetoon"))
    you.page.wait_for_url("**/kassa/yhteenveto")


def pay(you: Person) -> None:
    you.press(you.field("Hyväksyn ehdot"))
    you.press(you.button("Siirry maksamaan"))
    you.page.wait_for_url("**/maksu**")
    you.wait(0.6)
    you.press(you.button("Vahvista maksu"))


def thanks(you: Person) -> None:
    you.page.get_by_text("Kiitos tilauksestasi").wait_for()
    you.wait(1)


# ---------------------------------------------------------------- nothing is wrong


def with_a_mouse(you: Person) -> None:
    page = you.page
    you.wait(1)
    you.press(you.button("Seuraava"))
    cookies(you)
    you.aim(you.link("Kahvit"))
    you.press(you.link("Tummat"))
    page.wait_for_url("**/kaikki**")
    you.press(you.button("Suosikki").first)
    to_product(you)
    you.press(page.get_by_role("tab", name="Arviot"))
    you.press(page.get_by_role("tab", name="Kuvaus"))
    you.press(page.get_by_text("Säilytys"))
    you.aim(page.get_by_text("Maussa kaakaota"))
    you.down_up(3)  # selects the line, to look it up elsewhere
    with page.expect_download():
        you.press(you.link("Tuoteseloste"))
    with page.expect_popup() as opened:
        you.press(you.link("Toimitusehdot"))
    you.wait(0.8)
    opened.value.close()
    you.press(you.button("Enemmän"))
    you.press(you.button("Enemmän"))
    you.press(you.button("Vähemmän"))
    you.choose(page.get_by_label("Jauhatus"), "Suodatin")
    put_in(you)
    you.wait(0.8)
    to_basket(you)
    you.type(you.field("Alennuskoodi"), "KESÄ")
    you.press(you.button("Käytä koodi"))
    page.get_by_text("ei ole voimassa").wait_for()
    you.wait(1.3)
    you.type(you.field("Aamunkoi, määrä"), "1")
    you.press(page.get_by_role("heading", name="Ostoskori"))
    to_address(you)
    you.press(you.field("Luo samalla tili"))
    you.press(you.field("Luo samalla tili"))
    write_address(you, "040-x")
    page.get_by_text("Tarkista puhelinnumero").wait_for()
    you.wait(1.3)
    you.type(you.field("Puhelin"), "040 123 4567")
    you.press(you.button("Jatka toimitustapaan"))
    to_review(you)
    pay(you)
    thanks(you)


def with_a_thumb(you: Person) -> None:
    you.wait(0.8)
    cookies(you)
    you.type(you.field("Hae"), "tumma")
    you.press(you.button("Hae"))
    you.page.wait_for_url("**/haku**")
    you.press(you.button("Suosikki").first)
    to_product(you)
    you.press(you.page.get_by_text("Säilytys"))
    put_in(you, 2)
    to_basket(you)
    to_address(you)
    you.page.go_back()
    you.wait(1)
    you.press(you.link("Jatka vieraana"))
    write_address(you)
    to_review(you)
    pay(you)
    thanks(you)


def with_keys(you: Person) -> None:
    you.wait(0.8)
    to_product(you)
    put_in(you, 2)
    to_basket(you)
    to_address(you)
    write_address(you, "+358401234567")
    you.page.wait_for_url("**/kassa/toimitus")
    you.press(you.button("Jatka yhteenvetoon"))
    you.page.wait_for_url("**/kassa/yhteenveto")
    pay(you)
    thanks(you)
