"""What a promise says, without how it is worded: its numbers, whether it is free, its words."""

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
    r"|inte (gratis|fri)|egen bekostnad|nicht kostenlos|auf eigene kosten",
    re.I,
)
AT_LEAST = re.compile(
    r"\b(from|starting|over|above|at least|alk(aen)?|alkaen|yli|vähintään|från|över|minst|ab|über|"
    r"mindestens|ca|about|noin|cirka|etwa|up to|jopa|upp till|bis zu)\b",
    re.I,
)
"""A bound, or an order over an amount: it does not say exactly how much."""
WORD = re.compile(r"[^\W\d_]{3,}")


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


def contradicts(before: str, now: str) -> bool:
    """Whether what is promised now is not what was promised before. Other words for the same,
    more or fewer of them, and a narrower span within the one promised before are no change."""
    if " ".join(before.casefold().split()) == " ".join(now.casefold().split()):
        return False
    old, new = meaning(before), meaning(now)
    if old.vague or new.vague:
        return False
    if old.free != new.free:
        return bool(old.free and (new.numbers - {0.0} or DEAR.search(now))) or bool(
            DEAR.search(before)
        )
    if old.numbers and new.numbers:
        if old.numbers <= new.numbers or new.numbers <= old.numbers:
            return False
        inside = old.high > 0 and all(old.low <= number <= old.high for number in new.numbers)
        return not inside
    if old.numbers or new.numbers:
        return False  # one of them does not say how much or how long
    shared = old.words & new.words
    return bool(old.words and new.words) and len(shared) < min(len(old.words), len(new.words)) / 2
