"""What a field is for, as far as its type and its name tell: what it may rightly refuse."""

from __future__ import annotations

import re

from kitka.recorder.model import Target

EXPIRY = re.compile(
    r"expir|valid (until|thru|through)|\bexp\b|cc-exp|mm\s*/|voimassa|giltig|gültig|ablauf", re.I
)
"""A year of four digits is rightly made one of two."""
DIGITS = frozenset({"tel", "number"})
PHONE = re.compile(r"phone|mobile|puhelin|matkapuh|\bgsm\b|telefon|mobil|handy|\btel\b", re.I)
STREET = re.compile(
    r"street|\baddress\b|address.?line|\bosoite|(katu|lähi|posti|toimitus|laskutus)osoite"
    r"|\badress|(gatu|leverans|post)adress|straße|strasse|anschrift",
    re.I,
)

PERSON = re.compile(
    r"(first|last|given|family|full|your|sur).?name|^name|etunimi|sukunimi|^nimi|koko nimi"
    r"|förnamn|efternamn|^namn|vorname|nachname|familienname",
    re.I,
)
PLACE = re.compile(
    r"\bcity\b|\btown\b|kaupunki|paikkakunta|postitoimipaikka|\bort\b|postort|\bstad\b|\bstadt\b"
    r"|wohnort",
    re.I,
)
LONG_SECRET = re.compile(
    r"card.?(number|no\b)|cc-number|kortin numero|korttinumero|kort(ets )?n(ummer|r)|kartennummer"
    r"|pass(word|phrase|wort)|salasana|lösenord|kennwort",
    re.I,
)
NUMBER_OF = re.compile(
    r"post.?(code|number|nummer|numero|nr)|postal|\bzip\b|plz|leitzahl|phone|mobile|puhelin|telefon"
    r"|card|kort|karte|year|month|\bday\b|vuosi|kuukausi|\bår\b|månad|jahr|monat|birth|synty|född"
    r"|geburt|house|talon|haus|\bpin\b|\bcode\b|koodi|\bkod\b|account|konto|reference|viite"
    r"|(order|customer|member|invoice).?(no\b|number)|(tilaus|asiakas|jäsen|lasku)n?numero"
    r"|(order|kund|medlems|faktura|bestell|kunden|rechnungs)n(ummer|r)\b",
    re.I,
)
"""What consists of digits and counts nothing."""


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


def as_it_is(target: Target) -> bool:
    """A name or place is spelt with every letter: that one of it is swallowed (an umlaut, mostly)
    is never the shopper's slip."""
    return takes_all(target) or is_person(target) or bool(PLACE.search(target.name))


def is_person(target: Target) -> bool:
    """Somebody's name or e-mail address, which nobody but the shopper knows how to spell; a town
    or street may be put right."""
    return target.type == "email" or bool(PERSON.search(target.name.strip(" *:")))


def is_long_secret(target: Target) -> bool:
    """A password or the number of a card, all of which is meant; a security code is short, and a
    key that is held too long goes beyond it."""
    return bool(LONG_SECRET.search(f"{target.name} {target.selector}"))
