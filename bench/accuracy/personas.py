"""Who the simulated shoppers are. Numbers are of ordinary people at an ordinary pace."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Input = Literal["mouse", "touch", "keyboard"]

PACE = 2.0
"""Reading, thinking, pointing and typing take this many times less than a person's time. Waits at
hindrances (``patience_s``, ``look_s``, presses in a row) are never shortened: rules count them."""


@dataclass(frozen=True)
class Persona:
    """How somebody shops. Seconds and rates are real ones, before ``PACE``.

    ``reading_s``: per view, median. ``pointing``: factor on the time that Fitts' law gives.
    ``key_s``: between two keystrokes (KLM's K: 0.20 s is 55 words a minute, 0.28 s 40).
    ``slip_rate``: mistyped characters per character, all noticed and corrected with Backspace.
    ``look_s``: how long a press may stay without any visible answer before it is tried again;
    ``patience_s``: the same while the browser shows that it is loading. ``retries``: presses
    after the first one. ``burst``: tries again in quick succession instead of one by one.
    ``double_press``: chance that a link is double-clicked by habit. ``rereads``: chance to scroll
    through a page and back. ``wanders``: chance to look at another page first. ``forgets``:
    chance to leave out a field (a slip that the shop rightly refuses). ``leaves``: whether a
    hindrance makes them leave the shop.
    """

    name: str
    inputs: tuple[Input, ...]
    reading_s: float
    pointing: float
    key_s: float
    slip_rate: float
    look_s: float
    patience_s: float
    retries: int
    burst: bool = False
    double_press: float = 0.0
    rereads: float = 0.0
    wanders: float = 0.0
    forgets: float = 0.0
    leaves: bool = False

    def input_on(self, device: str) -> Input:
        """What they use there: a thumb on a phone, whatever they are used to on a desktop."""
        if device == "phone":
            return "touch"
        return next(way for way in self.inputs if way != "touch")


_ALL = (
    Persona(
        name="hasty",
        inputs=("mouse", "touch"),
        reading_s=0.6,
        pointing=0.8,
        key_s=0.14,
        slip_rate=0.04,
        look_s=2.6,
        patience_s=9.0,
        retries=2,
        burst=True,
        double_press=0.15,
        forgets=0.15,
    ),
    Persona(
        name="careful",
        inputs=("mouse", "touch"),
        reading_s=2.4,
        pointing=1.2,
        key_s=0.24,
        slip_rate=0.01,
        look_s=4.5,
        patience_s=20.0,
        retries=1,
        rereads=0.5,
    ),
    Persona(
        name="lost",
        inputs=("mouse", "touch"),
        reading_s=2.0,
        pointing=1.2,
        key_s=0.28,
        slip_rate=0.02,
        look_s=4.0,
        patience_s=15.0,
        retries=2,
        rereads=0.4,
        wanders=0.5,
        leaves=True,
    ),
    Persona(
        name="phone thumb",
        inputs=("touch", "mouse"),
        reading_s=1.2,
        pointing=1.0,
        key_s=0.22,
        slip_rate=0.03,
        look_s=3.4,
        patience_s=12.0,
        retries=2,
    ),
    Persona(
        name="keyboard only",
        inputs=("keyboard",),
        reading_s=1.2,
        pointing=1.0,
        key_s=0.12,
        slip_rate=0.02,
        look_s=3.5,
        patience_s=15.0,
        retries=1,
    ),
    Persona(
        name="impatient",
        inputs=("mouse", "touch"),
        reading_s=0.5,
        pointing=0.8,
        key_s=0.16,
        slip_rate=0.03,
        look_s=2.2,
        patience_s=6.0,
        retries=3,
        burst=True,
        leaves=True,
    ),
)

PERSONAS: Mapping[str, Persona] = {persona.name: persona for persona in _ALL}
