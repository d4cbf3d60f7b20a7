"""Who goes to this shop, what is wrong with it, and what should be said of that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from unseen.laden.shop import serving
from unseen.laden.sound import (
    BUY,
    NEXT,
    PAY,
    pay,
    put_in,
    to_drill,
    with_a_mouse,
    with_a_thumb,
    with_keys,
    write,
)
from unseen.measuring import Defect, Shop
from unseen.person import Person, Way


def measuring(you: Person) -> None:
    you.insist(you.button("Maße anzeigen"))
    put_in(you)


def sorting(you: Person) -> None:
    you.page.get_by_text("Stichsäge").wait_for()
    for order in ("preis", "beliebt", "preis"):
        you.choose(you.page.get_by_label("Sortierung"), order)
        you.wait(2.5)
    you.press(you.button("Ansehen: Akkuschrauber"))
    you.wait(1)


def zooming(you: Person) -> None:
    you.press(you.button("Bild vergrößern"))
    you.wait(0.8)
    you.press(you.button("Schließen"))
    you.insist(you.button(BUY))
    you.page.reload()
    put_in(you)


def greyed(you: Person) -> None:
    write(you)
    you.insist(you.button(NEXT))


def twice(you: Person) -> None:
    write(you)
    you.insist(you.button(NEXT), lambda: you.page.url.endswith("zahlung"))


def without_terms(you: Person) -> None:
    you.insist(you.button(PAY))
    pay(you)


def umlauts(you: Person) -> None:
    you.type(you.field("Name"), "Jürgen Müller")
    you.wait(1)
    you.type(you.field("Name"), "Jürgen Müller")
    write(you, Name="")
    you.press(you.button(NEXT))
    pay(you)


def pasting(you: Person) -> None:
    write(you)
    you.page.evaluate("navigator.clipboard.writeText('erika@example.com')")
    you.press(you.field("E-Mail wiederholen"))
    for _ in range(2):
        you.page.keyboard.press("Control+V")
        you.wait(1.2)
    you.page.keyboard.type("erika@example.com", delay=60)
    you.press(you.button(NEXT))
    pay(you)


def surprised(you: Person) -> None:
    """In the middle of a word, 2.2 s after the shop was shown."""
    you.press(you.field("Suche"))
    you.page.keyboard.type("bohrmaschine", delay=220)
    you.wait(1.5)
    you.press(you.button("Fenster schließen"))
    to_drill(you)


def talked_to(you: Person) -> None:
    aimed = you.button("Zur Kasse")
    you.aim(aimed)
    you.page.get_by_text("Kann ich Ihnen helfen").wait_for()
    you.down_up()
    you.wait(2)
    you.press(you.button("Chat schließen"))
    you.press(aimed)
    you.page.get_by_role("heading", name="Lieferadresse").wait_for()
    you.wait(1)


def looking(you: Person) -> None:
    you.page.get_by_role("heading", name="Bohrmaschine").wait_for()
    you.wait(2)
    put_in(you)


def throwing(you: Person) -> None:
    you.insist(you.button(BUY))


def waiting(you: Person) -> None:
    you.press(you.button(BUY))
    you.page.get_by_text("In den Warenkorb gelegt").wait_for()
    you.wait(1)


def aiming(you: Person) -> None:
    aimed = you.button("Ansehen: Bohrmaschine")
    aimed.wait_for()
    you.wait(0.8)
    you.aim(aimed)
    you.page.get_by_text("Nur heute").wait_for()
    you.down_up()
    you.wait(2)


def thrown_out(you: Person) -> None:
    you.wait(0.5)
    you.press(you.button("Zur Kasse"))
    write(you)
    you.press(you.button(NEXT))
    you.page.get_by_role("heading", name="Anmelden").wait_for()
    you.wait(2)


def helgoland(you: Person) -> None:
    write(you, PLZ="27498", Ort="")
    you.type(you.field("Ort"), "Helgoland")
    you.press(you.button(NEXT))
    you.page.get_by_text("Nach Helgoland").wait_for()
    you.wait(1.5)
    write(you)
    you.press(you.button(NEXT))
    pay(you)


def insured(you: Person) -> None:
    you.wait(1)
    you.press(you.button("Zur Kasse"))
    write(you)
    you.press(you.button(NEXT))
    you.page.get_by_role("heading", name="Zahlung").wait_for()
    you.wait(2)


def toasted(you: Person) -> None:
    you.press(you.button(BUY))
    you.page.get_by_text("Ein Fehler ist aufgetreten").wait_for()
    you.wait(2)
    you.press(you.page.get_by_role("button", name="Warenkorb 1"))
    you.wait(1)


ADDRESS_PAGE = "/kasse/adresse?mit"
DEFECTS = [
    Defect("taub", "dead_click", "Maße anzeigen", measuring, ("rage_click",), "/p/1"),
    Defect("sortierung", "dead_control", "Sortierung", sorting, start="/werkzeuge"),
    Defect("schleier", "blocked_control", BUY, zooming, ("dead_click",), "/p/1"),
    Defect("grau", "disabled_click", NEXT, greyed, start=ADDRESS_PAGE),
    Defect("zweimal", "repeat_click_needed", NEXT, twice, start=ADDRESS_PAGE),
    Defect("stumm", "silent_refusal", PAY, without_terms, ("dead_click",), "/kasse/zahlung?mit"),
    Defect("umlaute", "rejected_input", "Name", umlauts, ("field_struggle",), ADDRESS_PAGE),
    Defect(
        "einfuegen", "rejected_input", "wiederholen", pasting, ("repeated_entry",), ADDRESS_PAGE
    ),
    Defect("rabatt", "interruption", "", surprised),
    Defect("chat", "interruption", "", talked_to, ("blocked_control",), "/warenkorb?mit"),
    Defect("undefiniert", "missing_content", "", looking, start="/p/1"),
    Defect("wirft", "error_click", BUY, throwing, ("js_error", "rage_click"), "/p/1"),
    Defect("rechnet", "long_block", "", waiting, ("slow_response",), "/p/1"),
    Defect("langsam", "slow_response", BUY, waiting, start="/p/1"),
    Defect("springt", "layout_shift", "", aiming, ("dead_click",), "/werkzeuge"),
    Defect("abgemeldet", "session_lost", "", thrown_out, ("error_click",), "/warenkorb?mit"),
    Defect("geleert", "form_lost", NEXT, helgoland, ("field_struggle",), ADDRESS_PAGE),
    Defect("schutz", "late_cost", "", insured, (), "/warenkorb?mit"),
    Defect("toast", "error_after_success", "", toasted, (), "/p/1"),
]
SOUND: dict[Way, Any] = {"mouse": with_a_mouse, "touch": with_a_thumb, "keys": with_keys}
SHOP = Shop("laden", serving, Path(__file__).parent / "shop.toml", DEFECTS, SOUND)
