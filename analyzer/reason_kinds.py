"""What each friction means as a reason for leaving: its published kind, and how grave it is.

The kinds are those of Baymard's surveys. What kept the shopper from going on is an ``error``, what
only took time or effort is ``too long``; money, accounts, payment and delivery have kinds of their
own (see ``docs/decisions.md``).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from kitka.analyzer.reason_words import DELIVERY, IDENTITY, RETURNS, spoken_of
from kitka.analyzer.results import Friction, ReasonKind

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
    "late_validation": ("too long", "effort"),
    "silent_refusal": ("error", "stopped"),
    "form_lost": ("error", "stopped"),
    "rejected_input": ("error", "stopped"),
    "field_struggle": ("too long", "effort"),
    "repeated_entry": ("too long", "effort"),
    "field_abandoned": ("too long", "effort"),
    # The way.
    "u_turn": ("too long", "noise"),
    "step_bounce": ("too long", "effort"),
    "page_loop": ("too long", "effort"),
    "search_struggle": ("too long", "effort"),
    "detour": ("too long", "effort"),
    "hesitation": ("too long", "noise"),
    "thrashed_cursor": ("too long", "noise"),
    "excess_scroll": ("too long", "noise"),
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
    "broken_image": ("error", "blemish"),
    "missing_content": ("error", "blemish"),
    "layout_shift": ("error", "blemish"),
    "poor_vitals": ("too long", "noise"),
}

WAITS = frozenset({"slow_response", "long_block"})
"""Their end is the arrival of what was waited for: that is no getting past them."""


def kind_of(friction: Friction) -> tuple[ReasonKind, Grade]:
    """Kind and grade of one friction; a rule that nobody placed is effort."""
    kind, grade = KINDS.get(friction.rule, ("too long", "noise"))
    values = friction.evidence.values
    if friction.rule == "promise_changed":
        kind = _promise(
            " ".join(str(values.get(key, "")) for key in ("promise", "name", "subject"))
        )
    elif friction.rule == "validation_loop" and values.get("accepted") == "yes":
        kind, grade = "too long", "effort"  # it took several times, and then it went on
    elif friction.rule == "failed_request" and friction.element is None and not friction.cost_s:
        grade = "noise"  # something that a page needs, not the page
    elif friction.rule == "field_abandoned" and _identity(friction):
        kind, grade = "trust", "looked_up"  # asked for what people keep to themselves
    return kind, grade


def _identity(friction: Friction) -> bool:
    element = friction.element
    return element is not None and bool(IDENTITY.search(f"{element.name} {element.selector}"))


def _promise(name: str) -> ReasonKind:
    """What a promise was about, by the name that the scenario gives it."""
    words = name.replace("_", " ")
    if RETURNS.search(words):
        return "returns"
    if "extra cost" in spoken_of(words):
        return "extra cost"
    return "delivery" if DELIVERY.search(words) else "trust"
