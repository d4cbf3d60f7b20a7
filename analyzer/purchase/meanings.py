"""What a promise says without how it is worded (its numbers, how long, whether it is free), and so
whether what is promised now is what was promised before."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = re.compile(r"\d+(?:[ \u00a0\u202f.]\d{3})+(?!\d)|\d+")
CENTS = re.compile(r"(\d)[.,](\d{2})(?!\d)")
RANGE = re.compile(r"(\d+)\s*(?:[-–—]|to|bis|till|\.\.\.|…)\s*(\d+)")
FREE = re.compile(
    r"\bfree\b(?! \d)|maksuton|maksutta|ilmai(nen|seksi|set)|\bgratis\b"
    r"|fria? (frakt|leverans|retur)|fraktfri"
    r"|kostenlos|kostenfrei|versandfrei",
    re.I,
)
DEAR = re.compile(
    r"\bnot free|not included|own (cost|expense)|ei (ole )?(maksut|ilmai)|omalla kust"
    r"|inte (gratis|fri)|egen bekostnad|nicht kostenlos|auf eigene kosten"
    r"|\bno (free )?returns?\b|(not|n[’']t) be (returned|exchanged)|non-?returnable|final sale"
    r"|ei (voi )?palaut|ei palautusoikeutta|(kan|går) inte (att )?returner|ing(en|et) (retur|öppet)"
    r"|vom umtausch ausgeschlossen|nicht (zurückgegeben|umgetauscht)|keine (rückgabe|retouren)",
    re.I,
)
SOON = re.compile(
    r"\b(?:(same.day|today|tänään|samana päivänä|idag|i dag|samma dag|heute|noch heute)"
    r"|(next.day|tomorrow|overnight|huomenna|seuraavana päivänä|imorgon|i morgon|nästa dag"
    r"|morgen|nächste[nr]? tag))\b",
    re.I,
)
"""A day that is named from today on."""
SENT = re.compile(
    r"\border|\bship|\bsen[dt]|dispatch|tilaa|tilau|lähe|beställ|skicka|bestell|versand|verschick",
    re.I,
)
"""Not when a thing comes, but when it is ordered or goes."""
WEEKDAYS = tuple(re.compile(rf"\b(?:{names})", re.I) for names in (
    "monday|maanantai|måndag|montag", "tuesday|tiistai|tisdag|dienstag",
    "wednesday|keskiviik|onsdag|mittwoch", "thursday|torstai|torsdag|donnerstag",
    "friday|perjantai|fredag|freitag", "saturday|lauantai|lördag|samstag",
    "sunday|sunnuntai|söndag|sonntag",
))  # fmt: skip
DATE = re.compile(
    r"\b\d{1,2}[./]\s?\d{1,2}(?:[./]|\b)(?!\s?(?:€|eur|kr))|\b\d{4}-\d\d-\d\d\b"
    r"|\b\d{1,2}\.? (?:jan|feb|mar|apr|ma[yij]|jun|jul|aug|sep|o[ck]t|nov|de[cz]|märz|tammi|helmi"
    r"|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)"
    r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2}\b",
    re.I,
)
"""A day of the calendar."""
IN_STOCK = re.compile(r"\bin stock|varastossa|i lager|auf lager|vorrätig|lieferbar", re.I)
OUT_OF_STOCK = re.compile(
    r"out of stock|not in stock|sold out|back.?order|unavailable|ei varastossa|loppu|tilaustuote"
    r"|slut i lager|inte i lager|slutsål|restnot|beställningsvara|nicht (auf lager|vorrätig|liefer)"
    r"|ausverkauft|vergriffen",
    re.I,
)
NEARLY_OUT = re.compile(
    r"\b(almost|nearly|soon|melkein|lähes|pian|kohta|snart|nästan|bald|fast) (sold out|out of stock"
    r"|loppu\w*|slut(såld)?\b|ausverkauft|vergriffen)|loppuu (pian|kohta)|loppuunmyynti|loppumassa",
    re.I,
)
"""There is some left, which hurries."""
LEFT = re.compile(
    r"\d+ ?\+? ?(kpl|pcs|pieces|items|st|stk|stück|left|in stock|jäljellä|varastossa|kvar|i lager"
    r"|übrig|auf lager)\b|\b(in stock|varastossa|i lager|auf lager)[:,( ]*\d+(?=\s*($|[),;.]))",
    re.I,
)
"""How many there are, which changes with every order."""
AT_LEAST = re.compile(
    r"\b(from|starting|over|above|at least|alk(aen)?|alkaen|yli|vähintään|från|över|minst|ab|über|"
    r"mindestens|ca|about|noin|cirka|etwa|up to|jopa|upp till|bis zu)\b",
    re.I,
)
"""A bound, or an order over an amount: it does not say exactly how much."""
CUT = re.compile(
    r"\b(was|now|before|regular|normal|sale|reduced|price|eur|sek|kr|nyt|ennen|norm|ovh|hinta|"
    r"alennettu|tarjous|nu|tidigare|ord|ordinarie|pris|rea|jetzt|nur|statt|bisher|uvp|preis)\b",
    re.I,
)
"""What stands beside a price that was cut and the one that holds now."""
PERCENT = re.compile(r"[-–−]?\s?\d+\s*%")
WORD = re.compile(r"[^\W\d_]{3,}")
SPAN = re.compile(r"(?<![\d.,])(\d+)(?:\s*(?:[-–—]|to|bis|till|\.\.\.|…)\s*(\d+))?(?![\d.,]*\d)")
UNITS: tuple[tuple[re.Pattern[str], float, float], ...] = tuple(
    (re.compile(words), low, high)
    for words, low, high in (
        (r"hours?\b|\bh\b|tun(ti|nin|tia|nissa)|timm(e|ar)|stunden?\b", 1 / 24, 1 / 24),
        (r"\b(work)?days?\b|päiv|vrk|\bpv\b|dag(ar|en)?\b|tagen?\b", 1, 1),
        (r"weeks?\b|viik|\bvko|veck(a|or)|wochen?\b", 5, 7),
        (r"months?\b|kuukau|\bkk\b|månad|monat", 20, 31),
    )
)
"""What a unit of time is in days; a week may be its working days."""
_UNITS = (
    r"(?:\d+\s*(?:hours?|hrs?|h|minutes?|mins?|m|seconds?|secs?|s|tun\w*|t|minuut\w*|timm\w*|tim"
    r"|minut\w*|stunden?|std|minuten?|sek\w*)\b[\s.,:]*(?:(?:and|ja|och|und)\s+)?)+"
)
COUNTDOWN = re.compile(
    r"\b\d{1,3}:\d{2}:\d{2}\b|\b(?:order|buy|check ?out|tilaa|osta|beställ|köp|handla|bestellen?"
    r"|bestellst|kaufen?)\b"
    r"(?:(?!deliver|ship|arriv|get it|toimit|lähe|saap|lever|skick|liefer|versand|versend)\D){0,40}"
    + _UNITS,
    re.I,
)
"""For how long something is still so: it runs down while one shops, and promises the same."""
NAMED = len(UNITS)
"""The unit of a day that is named, beside those of ``UNITS``."""


def days(text: str) -> tuple[float, float, int] | None:
    """From and to how many days it says that something takes, and in which unit; None where it
    names no time, or several."""
    plain = " ".join(text.casefold().split())
    spans = list(SPAN.finditer(plain))
    soon = SOON.search(plain)
    if soon and not spans and not SENT.search(plain):
        return (0.0, 0.0, NAMED) if soon[1] else (1.0, 1.0, NAMED)
    behind = " ".join(plain[spans[0].end() :].split()[:2]) if len(spans) == 1 else ""
    named = [place for place, (words, _, _) in enumerate(UNITS) if words.search(behind)]
    if len(named) != 1:
        return None
    _, low, high = UNITS[named[0]]
    first, last = spans[0][1], spans[0][2] or spans[0][1]
    return float(first) * low, float(last) * high, named[0]


@dataclass(frozen=True)
class Meaning:
    numbers: frozenset[float]
    low: float
    high: float
    free: bool
    vague: bool
    words: frozenset[str]


def meaning(text: str) -> Meaning:
    plain = " ".join(text.casefold().split())
    # 4,90 and 4.90 are the same price; in whole units the cents would be numbers of their own.
    whole = CENTS.sub(r"\1c\2", plain)
    numbers: set[float] = set()
    for found in re.finditer(r"(\d+)c(\d{2})", whole):
        numbers.add(float(f"{found[1]}.{found[2]}"))
    rest = re.sub(r"\d+c\d{2}", " ", whole)
    numbers |= {float(re.sub(r"\D", "", found)) for found in NUMBER.findall(rest)}
    span = RANGE.search(rest)
    low, high = (float(span[1]), float(span[2])) if span else (0.0, 0.0)
    free = bool(FREE.search(plain)) and not DEAR.search(plain)
    vague = bool(AT_LEAST.search(plain))
    return Meaning(frozenset(numbers), low, high, free, vague, frozenset(WORD.findall(plain)))


def sold_out(text: str) -> bool:
    """It says so of the thing itself: not that it soon may be, nor of one way to get it."""
    text = NEARLY_OUT.sub(" ", text)
    return bool(OUT_OF_STOCK.search(text)) and not IN_STOCK.search(OUT_OF_STOCK.sub(" ", text))


def contradicts(before: str, now: str) -> bool:
    """Whether what is promised now is not what was promised before. Other words for the same,
    more or fewer of them, and a narrower span within the one promised before are no change."""
    if " ".join(before.casefold().split()) == " ".join(now.casefold().split()):
        return False
    before, now = COUNTDOWN.sub(" ", before), COUNTDOWN.sub(" ", now)
    if IN_STOCK.search(before) and not OUT_OF_STOCK.search(before) and sold_out(now):
        return True
    old, new = meaning(LEFT.sub(" ", before)), meaning(LEFT.sub(" ", now))
    if old.vague or new.vague:
        return False
    if old.free != new.free:
        return bool(old.free and (new.numbers - {0.0} or DEAR.search(now))) or bool(
            DEAR.search(before)
        )
    if bool(DATE.search(before)) != bool(DATE.search(now)) and (days(before) or days(now)):
        return False  # a date says nothing of how many days it is away
    was, will = days(before), days(now)
    if was and will and was[2] != will[2]:  # days before, and weeks now
        return was[1] < will[0] or will[1] < was[0]
    if old.numbers and new.numbers:
        if _cut_forgotten(before, new):
            return True
        if old.numbers <= new.numbers or new.numbers <= old.numbers:
            return False
        inside = old.high > 0 and all(old.low <= number <= old.high for number in new.numbers)
        return not inside
    if old.numbers or new.numbers:
        return False  # one of them does not say how much or how long
    named, later = _weekdays(before), _weekdays(now)
    if named and later:
        return not named & later
    if IN_STOCK.search(before) and NEARLY_OUT.search(now):
        return False
    shared = old.words & new.words
    return bool(old.words and new.words) and len(shared) < min(len(old.words), len(new.words)) / 2


def _weekdays(text: str) -> set[int]:
    return {place for place, names in enumerate(WEEKDAYS) if names.search(text)}


def _cut_forgotten(before: str, new: Meaning) -> bool:
    """Two prices and nothing else had stood there, so the dearer one was struck out; now it is the
    dearer one that is asked. Prices without tax, of a range or for members say so."""
    plain = PERCENT.sub(" ", before)
    if re.search(r"[^\W\d_]|[-–—/(]", CUT.sub(" ", plain)):
        return False
    prices = meaning(plain).numbers
    return len(prices) == 2 and new.numbers == {max(prices)}
