"""What was promised on the way of a purchase, and what the shopper's choices may change of it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kitka.analyzer.presses.onward import Onward
from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Promise, Target, Total

MASK = "•••"
NOT_ABOUT_IT = re.compile(
    r"\bterms|condition|privacy|\bagree|\baccept|newsletter|remember|\bsave\b"
    r"|billing|same (address|as)"
    r"|\behdo|hyväksy|tietosuoja|uutiskirje|muista|tallenna|laskutus|sama osoite"
    r"|villkor|godkänn|integritet|nyhetsbrev|kom ihåg|\bspara|fakturaadress|samma adress"
    r"|\bagb\b|akzeptier|einverstanden|datenschutz|merken|speichern"
    r"|rechnungsadresse|gleiche adresse"
    r"|\bcard\b|invoice|paypal|klarna|swish|mobilepay|vipps|(apple|google).pay|\bpay (now|later|by)"
    r"|kortti|\blasku\b|verkkopank|osamaks|maksutap|\bkort(betalning)?\b|faktura\b|delbetal"
    r"|betalsätt|karte\b|rechnung\b|lastschrift|vorkasse|zahlungsart|sofortüberw|debit|credit",
    re.I,
)
"""A tick for the terms or a letter, and the way of paying: they change neither when a thing comes
nor whether it can be given back."""
RETURNS = re.compile(
    r"return|refund|palaut|vaihto|retur|ångerrätt|öppet köp|rückgab|umtausch|widerruf"
    r"|warrant|guarantee|takuu|garanti|gewähr",
    re.I,
)
PLACES = re.compile(
    r"countr|\bmaa\b|kohdemaa|toimitusmaa|\bland\b|market|voucher|coupon|code", re.I
)


def explains(target: Target, name: str, text: str) -> bool:
    """Whether what a shopper chose may change a promise: whether a thing can be given back depends
    on no way of delivery or paying, when it comes on no way of paying."""
    chosen = f"{target.name} {target.selector} {target.test_id or ''}".replace("_", " ")
    if NOT_ABOUT_IT.search(target.name):
        return False
    if not RETURNS.search(f"{name.replace('_', ' ')} {text}"):
        return True
    return target.role not in ("radio", "radiogroup") or bool(PLACES.search(chosen))


@dataclass(frozen=True)
class Said:
    """A promise as a view said it in the end; ``amount`` of the watched delivery price."""

    at_s: float
    text: str
    view: PageView
    amount: float | None = None


def on_the_way(purchase: Purchase) -> Sequence[PageView]:
    """The view from which the first thing was put into the basket, and later ones that belong to
    a step behind it: what other products promise is another matter."""
    path = purchase.path
    added = next((press.at_s for press in purchase.additions), purchase.began_s)
    before = [view for view in purchase.timeline.views if view.began_s <= added]
    first = before[-1:] if added != float("inf") else []
    floor = max((path.step_of(view) for view in first), default=-1)
    later = [
        view for view in purchase.timeline.views
        if view.began_s > added and path.step_of(view) > floor
    ]  # fmt: skip
    return [*first, *later]


def promised(views: Sequence[PageView], onward: Onward) -> dict[str, list[Said]]:
    """By name, what each view said last, and last before the shopper went on in it."""
    found: dict[str, list[Said]] = defaultdict(list)
    for view in views:
        for name, said in _said(view):
            before = found[name][-1] if found[name] else None
            if before and before.view is view and not _stood(before, said, onward):
                found[name].pop()
            found[name].append(said)
    return found


def _said(view: PageView) -> list[tuple[str, Said]]:
    """In order."""
    said = [(m.event.name, Said(m.at_s, m.event.text, view)) for m in view.all(Promise)]
    for m in view.all(Total):
        if m.event.what == "delivery":
            text = f"{m.event.amount:.2f} {m.event.currency}".strip()
            said.append(("delivery price", Said(m.at_s, text, view, m.event.amount)))
    # What repeats something that was typed is masked: it does not say what it says.
    return [(name, one) for name, one in said if one.text.strip() and MASK not in one.text]


def _stood(before: Said, now: Said, onward: Onward) -> bool:
    """Whether it was still said when the shopper went on; a price of nothing may only have waited
    for the delivery to be chosen."""
    key = (now.view.page, now.view.number)
    return before.amount != 0 and onward.only(key, before.at_s, now.at_s)
