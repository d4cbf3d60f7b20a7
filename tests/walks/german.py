"""A German shop that nobody tuned on: the stretches of a session, and how one ended."""

from __future__ import annotations

from walks.builder import Walk, button, entry, fields, link, steps

from kitka.analyzer.abandonment import abandonment
from kitka.analyzer.facts import Facts
from kitka.analyzer.results import Evidence, Friction
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import Blur, Change, Focus, Message, Scenario, Target, Total, Watch

LADEN = Scenario(
    name="kauf",
    title="Kauf als Gast",
    steps=steps(
        ("Produkt", "/produkt/*"),
        ("Warenkorb", "/warenkorb"),
        ("Adresse", "/kasse/adresse"),
        ("Lieferung", "/kasse/versand"),
        ("Zahlung", "/kasse/zahlung"),
        ("Danke", "/kasse/danke"),
    ),
    watch=Watch(total=".summe", delivery=".versandkosten", lines=".posten"),
)
LEFT = {"unloading": 4.0}
NEXT = button("Weiter")
ALERT = Target("alert", "", ".meldung", tag="div")
NAMES = ("Vorname", "Nachname", "Straße", "Postleitzahl", "Ort")


def shelf():
    """Front page, then a product."""
    walk = (
        Walk(scenario="kauf")
        .open(0.2, "/", title="Laden am Eck")
        .press(3, link("Zelte"), dict(LEFT))
    )
    return walk.open(3.02, "/produkt/zelt-2", title="Zelt für zwei | Laden am Eck")


def korb():
    walk = shelf().press(8, button("In den Warenkorb"), dict(LEFT))
    return walk.open(8.02, "/warenkorb", title="Warenkorb | Laden am Eck")


def adresse():
    walk = korb().press(14, button("Zur Kasse"), dict(LEFT))
    return walk.open(14.02, "/kasse/adresse", title="Adresse | Laden am Eck")


def versand(at_s=30.0, dom_ms=300):
    walk = adresse()
    for place, name in enumerate(NAMES):
        walk.event(16 + 2 * place, Change, target=entry(name))
    walk.press(at_s, NEXT, dict(LEFT)).submit(at_s + 0.005, "adresse", NEXT, fields(True, *NAMES))
    return walk.open(at_s + 0.02, "/kasse/versand", dom_ms, title="Versand | Laden am Eck")


def zahlung():
    walk = versand().event(30.5, Total, amount=80.0)
    walk.press(36, NEXT, dict(LEFT)).submit(36.005, "versand", NEXT)
    return walk.open(36.02, "/kasse/zahlung", title="Zahlung | Laden am Eck")


def radio(name):
    return Target("radio", name, f"#{name}", tag="input", type="radio", interactive=True)


def said(walk, at_s, text, severity="error", **more):
    """The shop says something, where it says everything."""
    return walk.event(at_s, Message, target=ALERT, text=text, severity=severity, **more)


def hit(rule, at_s, cost_s=0.0, page="p00", view=0, element=None, text="", **values):
    evidence = Evidence(text or f"{rule} happened.", values, (at_s,), page, view)
    return Friction(rule, "", element, at_s, cost_s, evidence)


def end(walk, *frictions, scenario=LADEN):
    return abandonment(Facts(Path(Timeline(walk.log()), scenario)), frictions)


def kinds(walk, *frictions, scenario=LADEN):
    return [reason.kind for reason in end(walk, *frictions, scenario=scenario).reasons]


def left_field(name, at_s, dwell_s=3.0, walk=None, target=None, **values):
    """The address form, ended in one of its fields."""
    walk, target = walk or adresse(), target or entry(name)
    begun = at_s - dwell_s
    walk.event(begun, Focus, target=target).event(begun + 0.3, Change, target=target)
    return walk.event(
        at_s, Blur, target=target, dwell_ms=dwell_s * 1000, changed=True, filled=True, **values
    )
