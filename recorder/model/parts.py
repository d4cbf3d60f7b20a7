"""What events are made of: elements, fields, and the event itself."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model.base import Record


class Rect(Record, array_like=True, frozen=True):
    """CSS pixels, relative to the viewport."""

    x: float
    y: float
    width: float
    height: float


class Target(Record, frozen=True):
    """An element, described so that the same button is the same button in every session."""

    role: str = ""
    name: str = ""
    selector: str = ""
    test_id: str | None = None
    tag: str = ""
    type: str = ""
    interactive: bool = False
    """A control, a link or something with a pointer cursor or a click handler attribute."""
    text_entry: bool = False
    """Takes typed text: a click in it shows a caret and needs no other answer."""
    unobservable: Literal["", "download", "new_tab", "canvas", "media", "frame", "mailto"] = ""
    """Why a click here may be answered where the page cannot see it."""
    ignore: bool = False
    """Marked by the shop to be left out of friction (``.ph-no-deadclick``, ``data-dd-…``)."""
    disabled: bool = False
    """``disabled`` or ``aria-disabled``, its own or that of what it stands in."""
    stepper: bool = False
    """A button that makes the number beside it larger or smaller."""
    rect: Rect | None = None


class FieldState(Record, frozen=True):
    """One field of a form at one moment, without its value.

    ``key`` is stable over a re-rendered form (name attribute, else id, else selector).
    ``sensitive`` marks passwords and card data, which shops rightly do not give back.
    """

    key: str
    target: Target
    filled: bool
    invalid: bool = False
    sensitive: bool = False


class Event(Record, tag_field="kind", kw_only=True, frozen=True):
    """One timed fact. ``view`` counts the views of a page (document) from 0; −1 for the driver."""

    t: float
    view: int = -1
