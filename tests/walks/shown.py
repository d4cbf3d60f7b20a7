"""What the shop's pages show and say in a recording, and the controls that stand beside it."""

from __future__ import annotations

from typing import Any

from walks.builder import button, entry

from kitka.recorder.model import Cue, Message, Request, Target, Total

QUANTITY = Target("spinbutton", "Quantity", "#q", tag="input", type="number", interactive=True)
PASSWORD = entry("Password", type="password")
EMPTY = Target("heading", "Your basket is empty", "h1.empty")
OVER = Target("", "Your session has expired.", "p.over", tag="p")
ALERT = Target("alert", "", ".alert-danger")
STATUS = Target("status", "", ".alert-success")
GUEST = button("Continue as guest")
REMOVE = button("Remove", "#remove-1")
MORE = button("+", "#more", stepper=True)
RADIO = Target("radio", "Parcel locker", "#locker", tag="input", type="radio", interactive=True)


def total(walk: Any, at_s: float, amount: float, delivery: float | None = None) -> Any:
    walk.event(at_s, Total, amount=amount, currency="EUR")
    if delivery is not None:
        walk.event(at_s, Total, amount=delivery, currency="EUR", what="delivery")
    return walk


def lines(walk: Any, at_s: float, amount: float, count: int = 1) -> Any:
    return walk.event(at_s, Total, amount=amount, currency="EUR", what="lines", count=count)


def cue(walk: Any, at_s: float, what: str, target: Target, present: bool = True) -> Any:
    return walk.event(at_s, Cue, what=what, target=target, present=present)


def says(walk: Any, at_s: float, text: str, error: bool = True, **more: Any) -> Any:
    severity = "error" if error else "status"
    target = ALERT if error else STATUS
    return walk.event(at_s, Message, target=target, text=text, severity=severity, **more)


def posts(walk: Any, at_s: float, status: int = 200, **more: Any) -> Any:
    """The request that the last press started."""
    return walk.event(
        at_s, Request, url="/api/basket", method="POST", status=status, failed=status >= 400,
        duration_ms=200, click=walk.clicks, **more,
    )  # fmt: skip
