"""What really happened in one session, written down by the shopper: the ground truth."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

from kitka.recorder.model import Record


class AnyFlaw(Protocol):
    """What is read of ``demo_shop.flaws.Flaw``."""

    @property
    def name(self) -> str: ...
    @property
    def rule(self) -> str: ...
    @property
    def step(self) -> str: ...
    @property
    def element(self) -> Mapping[str, str] | None: ...
    @property
    def also(self) -> tuple[str, ...]: ...


class Deed(Record, frozen=True):
    """One thing the shopper did (``press``, ``change``) or came to (``arrive``).

    ``at_s`` counts from the shopper's first look. ``towards`` is the step being worked towards.
    """

    at_s: float
    what: str
    towards: str
    role: str = ""
    name: str = ""


class Slip(Record, frozen=True):
    """A mistake of the shopper's own that the shop rightly refused."""

    at_s: float
    kind: str
    towards: str
    name: str = ""


class Left(Record, frozen=True):
    """The shopper left: towards which step, because of which flaw (``""``: for no reason)."""

    towards: str
    flaw: str = ""


class Truth(Record, frozen=True):
    """One session as it really was. ``fault``: the shopper could not go on; it is left out."""

    key: str
    made_by: str
    session: str
    met: tuple[str, ...] = ()
    slips: tuple[Slip, ...] = ()
    left: Left | None = None
    seconds: float = 0.0
    fault: str = ""
    used: tuple[str, ...] = ()
    """Benign widgets that were used."""
    deeds: tuple[Deed, ...] = ()


class Diary:
    """Kept while shopping. ``steps`` are the names of the scenario's steps, in order."""

    def __init__(self, steps: Sequence[str]) -> None:
        self.steps = tuple(steps)
        self.reached = -1
        self.deeds: list[Deed] = []
        self.slips: list[Slip] = []
        self.met: list[str] = []
        self._met_after: dict[str, int] = {}
        self.used: list[str] = []
        self.views: list[str] = []
        self._begun = time.monotonic()

    @property
    def seconds(self) -> float:
        return round(time.monotonic() - self._begun, 2)

    @property
    def towards(self) -> str:
        """The step being worked towards; the last one once everything is reached."""
        return self.steps[min(self.reached + 1, len(self.steps) - 1)]

    def arrive(self, step: str) -> None:
        """A page is shown that is ``step``; it counts where it is the next one."""
        if step in self.steps and self.steps.index(step) == self.reached + 1:
            self.reached += 1
        self.deeds.append(Deed(self.seconds, "arrive", step))

    def did(self, what: str, role: str, name: str) -> None:
        self.deeds.append(Deed(self.seconds, what, self.towards, role, name))

    def slip(self, kind: str, name: str) -> None:
        self.slips.append(Slip(self.seconds, kind, self.towards, name))

    def meet(self, flaw: str) -> None:
        if flaw not in self.met:
            self.met.append(flaw)
            self._met_after[flaw] = self.reached

    def in_the_way(self) -> str:
        """The flaw met last, unless the shopper has got two steps further since: what is in the
        way there is something else."""
        last = self.met[-1] if self.met else ""
        return last if last and self.reached - self._met_after[last] <= 1 else ""

    def is_behind(self, step: str) -> bool:
        """Whether ``step`` was left behind already: somebody was thrown back, or went back."""
        return step in self.steps and self.steps.index(step) < self.reached

    def has_reached(self, step: str) -> bool:
        return step in self.steps and self.reached >= self.steps.index(step)


SHOWN_AT_ITS_STEP = frozenset({"late_cost", "total_mismatch", "promise_changed"})
"""Rules whose flaws belong to the step that shows them, not to the way there."""


SHOWN_BY_THE_SECOND = frozenset({"repeat_click_needed", "validation_loop"})
"""Rules of what only shows when the same control is used again."""

USED = frozenset(
    {"button", "link", "textbox", "searchbox", "combobox", "spinbutton", "radio", "checkbox"}
)
"""Roles of what is pressed or filled in; all else is looked at."""


def has_met(diary: Diary, flaw: AnyFlaw) -> bool:
    """Whether the shopper did the thing at which the flaw shows itself.

    With an element: used it while working towards the flaw's step. Without: the page before that
    step was shown (the step itself, where the flaw is what it shows).
    """
    if flaw.rule in SHOWN_AT_ITS_STEP:
        return diary.has_reached(flaw.step)
    if flaw.element and flaw.element.get("role") in USED:
        deeds = sum(
            deed.what in ("press", "change")
            and deed.towards == flaw.step
            and same_name(deed.name, flaw.element.get("name", ""))
            for deed in diary.deeds
        )
        return deeds >= (2 if flaw.rule in SHOWN_BY_THE_SECOND else 1)
    index = diary.steps.index(flaw.step) if flaw.step in diary.steps else 0
    return diary.reached >= index - 1


def same_name(one: Any, other: Any) -> bool:
    """Accessible names of the same control, forgiving what is put behind them."""
    a, b = (" ".join(str(name).casefold().split()) for name in (one, other))
    if not a or not b:
        return a == b
    return a == b or a.startswith(b) or b.startswith(a)
