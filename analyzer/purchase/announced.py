"""A new total that the shop announced, beside the one that stands there."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from kitka.analyzer.purchase.totals import CENT
from kitka.analyzer.purchase.writes import Write, Writes
from kitka.analyzer.session.elements import identity
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import LIMITED, TOTAL
from kitka.recorder.model import Message, Total

MONEY = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f.,]?\d{3})*[.,]\d{2}(?![\d.,]*\d)")
NEW = re.compile(
    r"\b(now|new|updated|changed)\b|\b(nyt|uusi)\b|päivit|\b(nu|ny|nytt|nya)\b|uppdater|\bjetzt\b"
    r"|\bneue?r?\b|aktualisier",
    re.I,
)
ABOUT_MORE = re.compile(
    r"\bfree\b|deliver|shipping|\bfrom\b|\bover\b|\bmore\b|\bneed|minimum|\bleft\b|\bsav(e|ed|ing)"
    r"|toimitu|ilmai|maksut|väh(in|emm)|puuttu|säästö|alkaen|\byli\b|frakt|leverans|gratis|\bminst"
    r"|\bfrån\b|över|kvar|spara|versand|liefer|kostenlos|mindest|\bab\b|\bnoch\b|spar(en|st)",
    re.I,
)
"""A total that something takes, and not the one there is."""
READ_S = 1.0
"""Nielsen 1993: what stands there after 1 s is taken for true."""


@lru_cache(maxsize=2048)
def announced(text: str) -> float | None:
    """The one amount that is said to be a total; None where there is none, or several. Kept, for
    a shop's messages are alike in every session."""
    amounts = MONEY.findall(text)
    if len(amounts) != 1 or LIMITED.search(text) or ABOUT_MORE.search(text):
        return None
    if not (TOTAL.search(text) and NEW.search(text)):
        return None
    return int(re.sub(r"\D", "", amounts[0])) / 100


def not_kept(writes: Writes, write: Write, said: Moment[Message]) -> str:
    """What stood beside the announced total, unmoved, long enough to be read or until the same was
    pressed once more and brought what had been announced; ``""`` where it came true."""
    amount = announced(said.event.text) if said.event.severity == "status" else None
    if amount is None or not write.ok:
        return ""
    basket, until_s = writes.basket, write.until_s
    view, before = writes.timeline.view_of(said), basket.amount("total", write.at_s)
    if view is None or before is None:
        return ""
    shown: dict[str, Moment[Total]] = {
        m.event.what: m for m in view.all(Total) if m.at_s <= until_s
    }
    total = shown.get("total")
    if total is None:
        return ""
    if abs(total.event.amount - before.event.amount) > CENT or _near(shown, amount):
        return ""
    read = min(until_s, view.end_s) - said.at_s >= READ_S
    if not (read or _brought(writes, write, amount)):
        return ""
    return f"{total.event.amount:.2f} {total.event.currency}".strip() + " stood there as before"


def _near(shown: dict[str, Moment[Total]], amount: float) -> bool:
    """With or without the delivery, it is what is shown."""
    delivery = shown["delivery"].event.amount if "delivery" in shown else 0.0
    known = [m.event.amount for what, m in shown.items() if what != "delivery"]
    return any(
        abs(amount - one - more) <= CENT for one in known for more in (0, delivery, -delivery)
    )


def _brought(writes: Writes, write: Write, amount: float) -> bool:
    """The next write, by the same control, made the total what had been announced."""
    place = bisect_right(writes.all, write.at_s, key=lambda one: one.at_s)
    later = writes.all[place : place + 1]
    return any(
        identity(other.element) == identity(write.element)
        and any(
            abs(m.event.amount - amount) <= CENT
            for m in writes.basket.amounts_between("total", other.at_s, other.until_s)
        )
        for other in later
    )
