"""How a person presses: looks whether something happened, tries again, gives up, leaves."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, MutableMapping, Sequence
from random import Random

from playwright.sync_api import Error, Locator, Page

from bench.accuracy.diary import AnyFlaw, Diary, has_met
from bench.accuracy.eyes import Eyes, seen
from bench.accuracy.hand import Hand, Unreachable
from bench.accuracy.personas import Persona

LIMIT_S = 240.0
"""Longer than any session takes on an idle machine: the benchmark has lost its way."""


class GoneAway(Exception):
    """The shopper leaves the shop, for the reason of ``flaw`` or for none."""

    def __init__(self, flaw: str = "") -> None:
        super().__init__(flaw)
        self.flaw = flaw


class Stuck(Exception):
    """The shopper does not know how to go on: a fault of the benchmark, not of the shop."""


class Presser:
    """One persona with a goal. ``flaws`` are those that are on: the shopper knows how to meet
    them, never what a rule would say. ``leaves``: "flaw" at the first hindrance, "whim" anywhere,
    "" never by themselves."""

    def __init__(
        self,
        page: Page,
        persona: Persona,
        device: str,
        random: Random,
        diary: Diary,
        data: MutableMapping[str, str],
        flaws: Sequence[AnyFlaw] = (),
        traps: Sequence[str] = (),
        leaves: str = "",
        told_by_deed: frozenset[str] = frozenset(),
    ) -> None:
        self.persona = persona
        self.device = device
        self.random = random
        self.diary = diary
        self.data = data
        self.flaws = tuple(flaws)
        self.traps = tuple(traps)
        self.leaves = leaves
        self.page = page
        self.hand = Hand(page, persona, device, random)
        self.eyes = Eyes(page)
        self.done: set[str] = set()
        """Names of what is done once per session (meeting a flaw, using a trap)."""
        self.tried: dict[str, int] = {}
        self.told_by_deed = told_by_deed
        """Flaws of which a deed says when they are met."""
        self._begun = time.monotonic()

    # ------------------------------------------------------------ noticing

    def notice(self) -> None:
        """Write down which flaws have shown themselves by now."""
        for flaw in self.flaws:
            if flaw.name in self.told_by_deed or flaw.name in self.diary.met:
                continue
            if has_met(self.diary, flaw):
                self.diary.meet(flaw.name)

    def first(self, what: str) -> bool:
        """True the first time that it is asked about ``what``."""
        fresh = what not in self.done
        self.done.add(what)
        return fresh

    def count(self, what: str) -> int:
        """How often it was asked about ``what`` before."""
        self.tried[what] = self.tried.get(what, -1) + 1
        return self.tried[what]

    def is_used(self, trap: str) -> bool:
        return trap in self.diary.used

    def use(self, trap: str, deed: Callable[[], None]) -> None:
        """Use a benign widget; one that cannot be got at is let be."""
        with contextlib.suppress(Unreachable, Error):
            deed()
            self.diary.used.append(trap)

    def hindered(self) -> None:
        """Something is in the way. Whoever is of the kind to leave does so now."""
        self.notice()
        if time.monotonic() - self._begun > LIMIT_S:
            self.give_up("it takes for ever")
        flaw = self.diary.in_the_way()
        if self.leaves == "flaw" and flaw:
            self.read(1.0)
            raise GoneAway(flaw)

    def give_up(self, why: str) -> None:
        """No way on. A flaw is to blame where one was met, else the benchmark."""
        self.notice()
        if self.diary.met:
            raise GoneAway(self.diary.met[-1])
        raise Stuck(why)

    def read(self, times: float = 1.0) -> None:
        self.hand.pause(self.persona.reading_s * times)

    # ------------------------------------------------------------ pressing

    def press(
        self, target: Locator, name: str, role: str = "button", *, again: bool = True
    ) -> bool:
        """Press and look; where nothing happens, again as the persona does. True: it changed."""
        before = self._press_once(target, name, role)
        if self.answered(before):
            return True
        if not again:
            return False
        for _ in range(self.persona.retries):
            self.hindered()
            if self.eyes.look() != before or not seen(target):
                return True  # it came while we were about to try again
            if self.persona.burst and self.hand.input != "keyboard":
                self.hand.click(self.random.choice((3, 4)), self.random.uniform(0.18, 0.28))
                self.diary.did("press", role, name)
            else:
                before = self._press_once(target, name, role)
            if self.answered(before):
                return True
        self.hindered()
        return False

    def answered(self, before: str) -> bool:
        """Whether what is seen changes, for as long as the persona looks on."""
        self.notice()
        persona = self.persona
        leaving = self.leaves == "flaw" and bool(self.diary.met)
        patience_s = persona.look_s if leaving else persona.patience_s
        changed = self.eyes.wait_for_change(before, persona.look_s, patience_s)
        if changed:
            self.eyes.settle()
        return changed

    def _press_once(self, target: Locator, name: str, role: str) -> str:
        """The press itself; what was to be seen before it."""
        hand = self.hand
        self.put_away_layers()
        if hand.input == "keyboard":
            choice = role in ("radio", "checkbox")
            (hand.tab_into if role == "radio" else hand.tab_to)(target)
            before = self.eyes.look()
            self.diary.did("press", role, name)
            hand.page.keyboard.press("Space" if choice else "Enter")
            return before
        box = hand.reach(target)
        hand.point(box)
        if self.eyes.is_covered(*hand.at) and self.put_away_layers():
            hand.point(hand.reach(target))
        before = self.eyes.look()
        twice = role == "link" and self.random.random() < self.persona.double_press
        self.diary.did("press", role, name)
        hand.click(2 if twice else 1)
        return before

    def press_quickly(
        self, target: Locator, name: str, times: int, gap_s: float = 0.25, role: str = "button"
    ) -> None:
        """Press some times in succession, whatever comes of it."""
        if self.hand.input == "keyboard":
            self.hand.tab_to(target)
        else:
            self.hand.point(self.hand.reach(target))
        for number in range(times):
            if number:
                self.hand.wait(gap_s)
            self.diary.did("press", role, name)
            if self.hand.input == "keyboard":
                self.page.keyboard.press("Space" if role == "checkbox" else "Enter")
            else:
                self.hand.click()
        self.hand.wait(0.3)

    def put_away_layers(self) -> bool:
        """Close what lies over the page and says how to."""
        out = self.eyes.way_out()
        if out is None:
            return False
        for flaw in self.flaws:
            if flaw.element and flaw.element.get("role") == "dialog":
                self.diary.meet(flaw.name)
        self.hindered()
        self.read(0.6)
        before = self.eyes.look()
        try:
            if self.hand.input == "keyboard":
                self.hand.tab_to(out)
                self.page.keyboard.press("Enter")
            else:
                self.hand.point(self.hand.reach(out))
                self.hand.click()
        except Unreachable:
            self.page.keyboard.press("Escape")
        self.eyes.wait_for_change(before, 2.0, 2.0)
        return True
