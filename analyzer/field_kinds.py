"""What a field is for, as far as its type and its name tell: what it may rightly refuse."""

from __future__ import annotations

import re

from kitka.recorder.model import Target

EXPIRY = re.compile(r"expir|\bexp\b|cc-exp|mm\s*/|voimassa|giltig|gültig|ablauf", re.I)
"""A year of four digits is rightly made one of two."""
DIGITS = frozenset({"tel", "number"})
PHONE = re.compile(r"phone|mobile|puhelin|matkapuh|\bgsm\b|telefon|mobil|handy|\btel\b", re.I)
STREET = re.compile(
    r"street|\baddress\b|address.?line|\bosoite|(katu|lähi|posti|toimitus|laskutus)osoite"
    r"|\badress|(gatu|leverans|post)adress|straße|strasse|anschrift",
    re.I,
)


def is_expiry(target: Target) -> bool:
    """When a card ends."""
    return bool(EXPIRY.search(f"{target.name} {target.selector}"))


def by_digits(target: Target) -> bool:
    """A phone number or a date, where a country's code or a century may rightly go."""
    return target.type in DIGITS or is_expiry(target)


def is_phone(target: Target) -> bool:
    return target.type == "tel" or bool(PHONE.search(f"{target.name} {target.selector}"))


def takes_all(target: Target) -> bool:
    """Letters and digits alike are a part of it: here no key is one that the field may rightly
    refuse, so that a single one that did not arrive is no slip of the shopper's."""
    if by_digits(target) or is_phone(target):
        return False
    return target.type == "email" or target.tag == "textarea" or bool(STREET.search(target.name))
