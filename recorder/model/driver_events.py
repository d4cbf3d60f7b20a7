"""What the browser's driver tells."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model.parts import Event


class StepMark(Event, tag="step", kw_only=True, frozen=True):
    """A script's ``step()`` ended at ``t`` after ``duration_ms``.

    ``page`` and ``shown_view`` name the view that ``screenshot`` (an asset's hash) shows.
    """

    name: str
    duration_ms: float
    ok: bool = True
    error: str = ""
    screenshot: str = ""
    page: str = ""
    shown_view: int = -1
    width: int = 0
    height: int = 0


class Console(Event, tag="console", kw_only=True, frozen=True):
    level: str
    text: str


class Dialog(Event, tag="dialog", kw_only=True, frozen=True):
    """A native alert, confirm, prompt or beforeunload dialog; the recorder answered it."""

    type: str
    message: str


class Tab(Event, tag="tab", kw_only=True, frozen=True):
    """A tab opened or closed."""

    state: Literal["opened", "closed"]


class Crash(Event, tag="crash", kw_only=True, frozen=True):
    """A page's renderer crashed."""


class Unreachable(Event, tag="unreachable", kw_only=True, frozen=True):
    """The browser could not load a document at all (connection refused, DNS, TLS)."""

    url: str
    reason: str
