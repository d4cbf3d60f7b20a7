"""What the task bar tells: what a participant said, and what time was the study's own."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model.parts import Event

SaidWhat = Literal["done", "stop", "leave"]


class Said(Event, tag="said", kw_only=True, frozen=True):
    """A participant ended the task: ``done`` (I'm finished), ``stop`` (I would stop here) or
    ``leave`` (left the whole study)."""

    what: SaidWhat


class Aside(Event, tag="aside", kw_only=True, frozen=True):
    """Time that belongs to the study, not to the shop, begins or ends: reading the ``buyer``'s
    details or the ``task``, a ``pause``, the ``menu``; in a script's session the ``audit`` of a
    page. Durations leave it out."""

    what: Literal["buyer", "task", "pause", "menu", "audit"]
    state: Literal["begin", "end"]


class Copied(Event, tag="copied", kw_only=True, frozen=True):
    """A detail of the buyer (its key in ``[buyer]``, never its value) was copied from the bar."""

    field: str
