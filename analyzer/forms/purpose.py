"""What a form is for, by its fields first and by its words second."""

from __future__ import annotations

import re

from kitka.analyzer.forms.field_kinds import NUMBER_OF
from kitka.analyzer.session.elements import element_of, pressed
from kitka.analyzer.words import ADD, matches, says
from kitka.recorder.model import FieldState, Submit, Target

PERSONAL = frozenset({"email", "tel", "password"})
TEXT_FIELDS = 2
"""So many fields of text that are no search and no quantity make a form of personal data."""

QUANTITY = re.compile(
    r"quantit|qty|m(?:ää|aa)r(?:ä|a)|\bkpl\b|antal(?!ya)|anzahl|menge|cantidad|amount_of", re.I
)
SEARCH = re.compile(
    r"search|\bquery\b|^q$|\bhaku|\bhae\b|etsi(?!mi)|\bsök|suche|filter|suodat|filtr|"
    r"\bsort|j(?:ä|a)rjest",
    re.I,
)
NEWSLETTER = re.compile(r"newsletter|uutiskirje|nyhetsbrev|subscri|prenumerer|abonnier", re.I)


def is_quantity(target: Target, key: str = "") -> bool:
    """A number of pieces. Some shops have everything that is made of digits in a field for
    numbers: a postcode, a telephone, a card."""
    if target.role == "spinbutton" or target.type == "number":
        return not NUMBER_OF.search(f"{target.name} {key}")
    return matches(QUANTITY, f"{target.name} {key} {target.selector} {target.test_id or ''}")


def is_search(target: Target, key: str = "") -> bool:
    """A field that looks for something: a search box, a filter, an order of sorting."""
    if target.role == "searchbox" or target.type == "search":
        return True
    return any(SEARCH.search(words) for words in (target.name, key, target.test_id or ""))


def collects(submit: Submit, *, personal: bool = False) -> bool:
    """Whether a form asks the shopper for something that the shop wants to know, and is no search,
    filter, basket line or newsletter. ``personal``: something about the person."""
    words = f"{submit.form} {submit.target.name} {submit.via.name if submit.via else ''}"
    asked = [s for s in submit.fields if not (_is_search(s) or is_quantity(s.target, s.key))]
    if not asked or NEWSLETTER.search(words) or SEARCH.search(submit.form):
        return False
    if not personal:
        return True
    texts = [s for s in asked if s.target.text_entry or s.target.type in PERSONAL]
    if any(s.sensitive or s.target.type in PERSONAL for s in asked):
        return True
    return len(texts) >= TEXT_FIELDS


def asks_to_enter(submit: Submit) -> bool:
    """Whether there is anything that a refusal could be about besides pieces and searches: of a
    form that puts something into the basket, what is typed or wanting; choosing alone is none."""
    states = [s for s in submit.fields if not _is_search(s)]
    asked = [s for s in states if not is_quantity(s.target, s.key)]
    if len(asked) < len(states) or says(ADD, element_of(pressed(submit))):
        return any(s.target.text_entry or not s.filled for s in asked)
    return bool(asked)


def idle(submit: Submit) -> bool:
    """Nothing is missing in a form that asks nothing personal: that it is not sent is no refusal
    of what was entered, its button is dead."""
    return all(s.filled for s in submit.fields) and not collects(submit, personal=True)


def _is_search(state: FieldState) -> bool:
    return is_search(state.target, state.key)
