"""What each friction means as a reason for leaving: its published kind, and how grave it is.

The kinds are those of Baymard's surveys. What kept the shopper from going on is an ``error``, what
only took time or effort is ``too long``; money, accounts, payment and delivery have kinds of their
own (see ``docs/decisions.md``). What none of them names is ``unknown``, and what was seen is told.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kitka.analyzer.reasons.words import (
    ADDRESS,
    ARRIVAL,
    CARD,
    DAYS,
    DELIVERY,
    GIVEN_BACK,
    IDENTITY,
    ON_THE_THING,
    PASSWORD,
    PAYMENT,
    RETURNS,
    SUM,
    spoken_of,
)
from kitka.analyzer.results import Element, Friction, ReasonKind
from kitka.analyzer.words import VOUCHER

Grade = Literal["stopped", "money", "looked_up", "effort", "blemish", "noise"]
"""How well a hindrance of this sort explains an ending by itself; numbers in ``[reasons]``."""

KINDS: Mapping[str, tuple[ReasonKind, Grade]] = {
    # How controls answer.
    "dead_click": ("error", "stopped"),
    "rage_click": ("error", "stopped"),
    "error_click": ("error", "stopped"),
    "repeat_click_needed": ("error", "effort"),
    "disabled_click": ("error", "stopped"),
    "blocked_control": ("error", "stopped"),
    "dead_control": ("error", "stopped"),
    "native_dialog": ("too long", "effort"),
    "slow_response": ("too long", "effort"),
    "long_block": ("too long", "effort"),
    # Forms.
    "validation_loop": ("error", "stopped"),
    "late_validation": ("error", "effort"),  # it had been taken, and was refused after all
    "silent_refusal": ("error", "stopped"),
    "form_lost": ("error", "stopped"),
    "rejected_input": ("error", "stopped"),
    "field_struggle": ("too long", "effort"),
    "repeated_entry": ("too long", "effort"),
    # Says where an attempt ended, not why: whoever leaves a form leaves a field.
    "field_abandoned": ("too long", "noise"),
    # The way.
    "u_turn": ("too long", "noise"),
    "step_bounce": ("too long", "effort"),
    "page_loop": ("too long", "effort"),
    # Who does not find what they want has not complained of a long or complicated checkout.
    "search_struggle": ("unknown", "effort"),
    "detour": ("too long", "effort"),
    "hesitation": ("too long", "noise"),
    "thrashed_cursor": ("error", "effort"),  # what was aimed at did not hold still, or hid
    "excess_scroll": ("too long", "blemish"),
    # Promises.
    "late_cost": ("extra cost", "money"),
    "total_mismatch": ("extra cost", "money"),
    "promise_changed": ("trust", "money"),
    "forced_account": ("account", "stopped"),
    "payment_declined": ("declined", "stopped"),
    "off_site_return_failed": ("error", "stopped"),
    "session_lost": ("error", "stopped"),
    "stale_state": ("error", "effort"),
    "error_after_success": ("error", "stopped"),
    "success_after_error": ("error", "effort"),
    # The page.
    "interruption": ("too long", "effort"),
    "failed_request": ("error", "stopped"),
    "js_error": ("error", "noise"),
    # It keeps nobody from going on: what suffers is the belief in whoever keeps the shop.
    "broken_image": ("trust", "blemish"),
    "missing_content": ("trust", "blemish"),  # what people decide on has kinds of its own
    "layout_shift": ("error", "effort"),  # a press was lost to it
    "poor_vitals": ("too long", "blemish"),
}

CHOICES = frozenset({"radio", "combobox", "listbox", "option", "tab"})
WAITS = frozenset({"slow_response", "long_block"})
"""Their end is the arrival of what was waited for: that is no getting past them."""
STUCK = frozenset({"page_loop", "field_struggle", "step_bounce"})
"""Took time where the shopper got out of it; where not, it is what kept them from going on: who
never gets a field right, or turns round at a page and is never on the way again."""


def kind_of(friction: Friction) -> tuple[ReasonKind, Grade]:
    """Kind and grade of one friction; a rule that nobody placed is noise."""
    kind, grade = KINDS.get(friction.rule, ("too long", "noise"))
    values, rule = friction.evidence.values, friction.rule
    if rule == "promise_changed":
        kind = promised(*(
            " ".join(str(values.get(key, "")) for key in keys)
            for keys in (("promise", "name", "subject"), ("before", "after"))
        ))  # fmt: skip
    elif rule == "missing_content":
        missing = _missing(f"{_words(friction.element)} {values.get('text', '')}")
        kind, grade = (missing, "looked_up") if missing else (kind, grade)
    elif rule == "validation_loop" and values.get("accepted") == "yes":
        kind, grade = "too long", "effort"  # it took several times, and then it went on
    elif rule == "validation_loop" and values.get("choice"):
        kind = _not_to_be_had(friction, str(values["choice"]))
    elif rule == "late_validation" and values.get("offered") == "yes":
        kind, grade = _not_to_be_had(friction, _words(friction.element)), "stopped"
    elif rule == "field_struggle" and float(values.get("wrong", 0)) >= 2:
        kind = "error"  # it took nothing that was tried, as a form that refuses again and again
    elif rule in ("error_click", "failed_request") and "HTTP 402" in str(values.get("cause", "")):
        kind = "declined"  # RFC 9110 keeps 402 for payments, and providers answer so
    elif rule == "u_turn" and values.get("misled") == "yes":
        kind, grade = "error", "looked_up"  # a link that leads to what it does not name
    elif rule == "failed_request" and values.get("type") == "style":
        kind, grade = "trust", "looked_up"  # a bare page is taken for one that is not the shop's
    elif rule == "poor_vitals" and values.get("vital") == "CLS":
        kind = "error"  # what jumps about takes no time: it is broken
    elif rule == "failed_request" and friction.element is None and not friction.cost_s:
        grade = "noise"  # something that a page needs, not the page
    elif rule == "field_abandoned" and IDENTITY.search(_words(friction.element)):
        kind, grade = "trust", "looked_up"  # asked for what people keep to themselves
    elif rule == "field_abandoned" and _hard_to_return(friction):
        kind, grade = "returns", "looked_up"  # asked for what only the thing itself says
    elif rule == "excess_scroll" and _of_delivery(str(values.get("subject", ""))):
        kind = "delivery"  # what the ways of delivery mean was looked for elsewhere on the page
    elif rule == "hesitation" and friction.element:
        asked = asked_by(friction.element.role, _words(friction.element))
        kind, grade = (asked, "effort") if asked else (kind, grade)
    return kind, grade


def _of_delivery(page: str) -> bool:
    """An address may be called “shipping”, too."""
    return bool(DELIVERY.search(page)) and not ADDRESS.search(page) and not PAYMENT.search(page)


def asked_by(role: str, words: str, type_: str = "") -> ReasonKind | None:
    """What a field wants to know, by its role, its name and selector, and its type: what somebody
    who stops there may leave for. None for a field like any other."""
    if IDENTITY.search(words) or CARD.search(words):
        return "trust"
    if type_ == "password" or PASSWORD.search(words):
        return "account"
    if VOUCHER.search(words):
        return "extra cost"  # looking for a code is looking at the price
    if role in CHOICES:  # an address may be called “shipping”, too
        if DELIVERY.search(words) and not PAYMENT.search(words):
            return "delivery"
        return "payment methods" if PAYMENT.search(words) else None
    return None


def _hard_to_return(friction: Friction) -> bool:
    """Giving something back takes a number that has to be looked for on the thing, or on its
    receipt; in a purchase nobody is asked for one."""
    place = f"{friction.step} {friction.where}"
    return bool(ON_THE_THING.search(_words(friction.element)) and GIVEN_BACK.search(place))


def _not_to_be_had(friction: Friction, choice: str) -> ReasonKind:
    """What was offered to choose from and refused is what the shopper wanted: so to be delivered,
    so to pay, or that for what is given back."""
    if GIVEN_BACK.search(f"{friction.step} {friction.where}"):
        return "returns"
    asked = asked_by("radio", choice)
    return asked if asked in ("delivery", "payment methods") else "error"


def _words(element: Element | None) -> str:
    return f"{element.name} {element.selector}" if element else ""


def promised(name: str, said: str = "") -> ReasonKind:
    """What a promise was about, by the name that the scenario gives it, else by what it says."""
    for words in (name.replace("_", " "), said):
        if RETURNS.search(words):
            return "returns"
        if "extra cost" in spoken_of(words):
            return "extra cost"
        if _about_arrival(words):
            return "delivery"
    return "trust"


def _about_arrival(words: str) -> bool:
    return any(pattern.search(words) for pattern in (DELIVERY, DAYS, ARRIVAL))


def _missing(words: str) -> ReasonKind | None:
    """What could not be read; None where it is nothing that people decide on."""
    words = words.replace("_", " ")
    if RETURNS.search(words):
        return "returns"
    if SUM.search(words) or "extra cost" in spoken_of(words):
        return "no total"
    return "delivery" if _about_arrival(words) else None
