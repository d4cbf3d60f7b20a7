"""Somebody at a shop: moves a mouse, taps or tabs, types key by key, waits, presses again."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Literal

from playwright.sync_api import Locator, Page

Way = Literal["mouse", "touch", "keys"]

PHONE = {"viewport": {"width": 390, "height": 780}, "has_touch": True, "is_mobile": True}
_FOCUSED = "element => element === document.activeElement"
_RADIOS = 'element => element.matches("input[type=radio]") ? element.name : ""'
_SAME_GROUP = (
    "name => document.activeElement.type === 'radio' && document.activeElement.name === name"
)


class Person:
    """One pair of hands. Nothing here asks whether an element can be pressed: people don't."""

    def __init__(self, page: Page, way: Way = "mouse") -> None:
        self.page = page
        self.way = way
        self._x, self._y = 400.0, 300.0
        self._chance = random.Random(7)

    def wait(self, seconds: float) -> None:
        self.page.wait_for_timeout(seconds * 1000)

    # ------------------------------------------------------------ finding

    def button(self, name: str) -> Locator:
        return self.page.get_by_role("button", name=name, exact=True)

    def link(self, name: str) -> Locator:
        return self.page.get_by_role("link", name=name, exact=True)

    def field(self, label: str) -> Locator:
        return self.page.get_by_label(label, exact=True)

    # ------------------------------------------------------------ pressing

    def press(self, target: Locator) -> None:
        """At its middle, wherever that is and whatever lies over it."""
        if self.way == "keys":
            self.tab_to(target)
            kind = target.evaluate("e => e.matches('input[type=radio],input[type=checkbox]')")
            self.page.keyboard.press("Space" if kind else "Enter")
            self.wait(0.15)
            return
        self.aim(target)
        self.down_up()

    def aim(self, target: Locator) -> None:
        """The pointer goes there, not quite straight; the page is scrolled before."""
        target.wait_for(state="visible")
        x, y = self._middle(target)
        height = (self.page.viewport_size or {"height": 720})["height"]
        if not 70 < y < height - 110:
            if self.way == "mouse":
                self.page.mouse.move(self._x, self._y)
                self.page.mouse.wheel(0, y - height / 2)
            else:
                self.page.evaluate("by => scrollBy(0, by)", y - height / 2)
            self.wait(0.4)
            x, y = self._middle(target)
        if self.way == "mouse":
            for part in (0.15, 0.4, 0.7, 0.9, 1.0):
                bow = 30 * part * (1 - part)
                self.page.mouse.move(
                    self._x + (x - self._x) * part + bow, self._y + (y - self._y) * part - bow
                )
                self.page.wait_for_timeout(self._chance.uniform(15, 40))
        self._x, self._y = x, y

    def down_up(self, times: int = 1) -> None:
        for turn in range(times):
            if turn:
                self.wait(0.12)
            if self.way == "touch":
                self.page.touchscreen.tap(self._x, self._y)
            else:
                self.page.mouse.down(click_count=turn + 1)
                self.page.wait_for_timeout(70)
                self.page.mouse.up(click_count=turn + 1)
        self.wait(0.15)

    def _middle(self, target: Locator) -> tuple[float, float]:
        """Of what has come to rest: nobody presses what is still being laid out."""
        box, before = target.bounding_box(), None
        while box != before or not box:
            self.page.wait_for_timeout(120)
            box, before = target.bounding_box(), box
        return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2

    def tab_to(self, target: Locator) -> None:
        target.wait_for(state="visible")
        group = target.evaluate(_RADIOS)
        for _ in range(80):
            if target.evaluate(_FOCUSED):
                return
            if group and self.page.evaluate(_SAME_GROUP, group):
                self.page.keyboard.press("ArrowDown")
            else:
                self.page.keyboard.press("Tab")
        raise AssertionError(f"{target} is not reached by Tab")

    # ------------------------------------------------------------ filling

    def type(self, target: Locator, text: str) -> None:
        if self.way == "keys":
            self.tab_to(target)
            self.page.keyboard.press("Control+A")
        else:
            self.press(target)
            if target.input_value():
                self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text, delay=self._chance.uniform(35, 60))

    def fill_in(self, **fields: str) -> None:
        for label, text in fields.items():
            self.type(self.field(label.replace("_", " ")), text)

    def choose(self, target: Locator, option: str) -> None:
        """From a list that the browser draws itself, so that no mouse of ours gets there."""
        self.tab_to(target) if self.way == "keys" else self.press(target)
        if self.way != "keys":
            self.page.keyboard.press("Escape")
        target.select_option(option)
        self.wait(0.15)

    # ------------------------------------------------------------ at something that does not work

    def insist(self, target: Locator, until: Callable[[], bool] | None = None) -> None:
        """Press, wait three seconds, press again, wait again."""
        for _ in range(2):
            self.press(target)
            self.wait(3)
            if until and until():
                return
