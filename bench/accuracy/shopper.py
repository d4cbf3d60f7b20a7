"""A person in the shop: one who presses (``pressing.py``), fills in forms and looks round."""

from __future__ import annotations

import contextlib

from playwright.sync_api import Error, Locator

from bench.accuracy.diary import USED, Left
from bench.accuracy.pressing import GoneAway, Presser, Stuck

__all__ = ["GoneAway", "Shopper", "Stuck", "chosen", "same_value", "value_of"]


AIMS = 3
"""Keys that a popup took while it opened are the hand's own slip: no list is to blame for it."""


class Shopper(Presser):
    """One persona with a goal."""

    # ------------------------------------------------------------ filling in

    def go_into(self, target: Locator, name: str, role: str = "textbox") -> None:
        """Put the focus into a field as the persona does."""
        self.put_away_layers()
        if self.hand.input == "keyboard":
            self.hand.tab_to(target)
        else:
            self.hand.point(self.hand.reach(target))
            self.hand.click()
        self.diary.did("change", role, name)

    def fill(self, target: Locator, name: str, value: str, *, retype: bool = False) -> bool:
        """Type ``value``, look at it, and type it again where it did not arrive.

        True where it stands there in the end.
        """
        has = value_of(target)
        if same_value(has, value) and not retype:
            return True
        for attempt in range(1 + self.persona.retries):
            if attempt:
                self.read(0.5)
                self.hindered()
            self.go_into(target, name)
            has = value_of(target)
            if attempt and has and value.startswith(has) and len(value) - len(has) <= 2:
                self.page.keyboard.press("End")
                self.hand.type(value[len(has) :])  # only the end is missing
            else:
                if has:
                    self.hand.clear(target)
                self.hand.type(value)
            self.hand.pause(0.2)
            if same_value(value_of(target), value):
                return True
        self.hindered()
        return False

    def choose(self, target: Locator, name: str, label: str) -> bool:
        """Pick ``label`` from a list. True where it is chosen in the end."""
        for attempt in range(1 + self.persona.retries):
            if attempt:
                self.read(0.5)
                self.hindered()
            if chosen(target) == label:
                return True
            self.go_into(target, name, "combobox")
            for _ in range(AIMS):
                if self.hand.input != "keyboard":
                    self.page.keyboard.press("Escape")  # the popup; the list keeps the focus
                    self.hand.pause(0.15)
                self._step_to(target, label)
                self.hand.pause(0.3)
                if chosen(target) == label:
                    return True
        return chosen(target) == label

    def _step_to(self, target: Locator, label: str) -> None:
        """To an entry of a focused list by the arrow keys."""
        with contextlib.suppress(Error):
            places: list[str] = target.evaluate("s => [...s.options].map(o => o.text.trim())")
            at: int = target.evaluate("s => s.selectedIndex")
            away = places.index(label) - at if label in places else 0
            for _ in range(abs(away)):
                self.page.keyboard.press("ArrowDown" if away > 0 else "ArrowUp")
                self.hand.pause(0.12)

    def tick(self, target: Locator, name: str, role: str = "radio") -> None:
        """Choose a radio button or tick a box, unless it is."""
        with contextlib.suppress(Error):
            if not target.is_checked(timeout=2_000):
                self._press_once(target, name, role)
                self.hand.pause(0.3)

    # ------------------------------------------------------------ looking round

    def look_around(self) -> None:
        """Take a new page in; whoever is put off by what it shows leaves now."""
        for flaw in self.flaws:
            seen_only = not flaw.element or flaw.element.get("role") not in USED
            told = flaw.name in self.told_by_deed
            if seen_only and not told and flaw.name in self.diary.met:
                self.read(0.6)
                self.hindered()
        self.reread()

    def reread(self) -> None:
        """Down the page and up again."""
        if self.hand.input == "keyboard" or self.random.random() > self.persona.rereads:
            return
        by = self.random.uniform(250, 500)
        self.hand.scroll(by)
        self.read(0.6)
        self.hand.scroll(-by)

    def leave_on_a_whim(self) -> None:
        """No reason at all: the telephone rings."""
        if self.leaves == "whim":
            raise GoneAway

    def left(self, gone: GoneAway) -> Left:
        return Left(self.diary.towards, gone.flaw)


def value_of(target: Locator) -> str:
    with contextlib.suppress(Error):
        return target.input_value(timeout=2_000)
    return ""


def chosen(target: Locator) -> str:
    with contextlib.suppress(Error):
        return str(target.evaluate("s => (s.selectedOptions[0] || {}).text || ''")).strip()
    return ""


def same_value(one: str, other: str) -> bool:
    """A person reads over spaces that a shop puts in or takes out."""
    return "".join(one.split()) == "".join(other.split())
