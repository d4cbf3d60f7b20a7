"""A hand at a mouse, a keyboard or a touch screen, over Playwright's input. Seeded."""

from __future__ import annotations

import contextlib
import time
from dataclasses import dataclass
from math import hypot, log2
from random import Random

from playwright.sync_api import CDPSession, Error, Locator, Page

from bench.accuracy.personas import PACE, Persona

FITTS_A_S, FITTS_B_S = 0.10, 0.15
"""Shannon form: MT = a + b · log2(D / W + 1) (MacKenzie 1992; illustrative a and b)."""
_SAMPLE_S = 0.02
_FAR_PX = 300
THUMB = (0.6, 0.12, 0.9)
"""Where a swipe begins, as shares of the screen's width: the next where the page does not move."""
NEIGHBOURS = {
    "a": "sq", "b": "vn", "c": "xv", "d": "sf", "e": "wr", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "k": "jl", "l": "k", "m": "n", "n": "bm", "o": "ip", "p": "o",
    "q": "w", "r": "et", "s": "ad", "t": "ry", "u": "yi", "v": "cb", "w": "qe", "x": "zc",
    "y": "tu", "z": "x", **{d: f"{(int(d) - 1) % 10}{(int(d) + 1) % 10}" for d in "0123456789"},
}  # fmt: skip
"""Keys that a finger hits instead (QWERTY)."""


@dataclass(frozen=True)
class Box:
    """A rectangle in CSS px of the viewport."""

    x: float
    y: float
    width: float
    height: float


class Unreachable(Exception):
    """The control cannot be got at: not on the page, or Tab never comes to it."""


def fitts_s(distance: float, width: float) -> float:
    """Seconds to point at something ``width`` px wide, ``distance`` px away."""
    return FITTS_A_S + FITTS_B_S * log2(distance / max(width, 1.0) + 1)


def minimum_jerk(share: float) -> float:
    """How much of a way is done after ``share`` of its time (Flash & Hogan 1985), 0 to 1."""
    return 10 * share**3 - 15 * share**4 + 6 * share**5


def way(
    random: Random, start: tuple[float, float], end: tuple[float, float], seconds: float
) -> list[tuple[float, float]]:
    """Points of a slightly curved way every 20 ms, the end last."""
    (x0, y0), (x1, y1) = start, end
    bend = random.gauss(0, 0.08)
    middle_x = (x0 + x1) / 2 - bend * (y1 - y0)
    middle_y = (y0 + y1) / 2 + bend * (x1 - x0)
    count = max(2, round(seconds / _SAMPLE_S))
    points = []
    for step in range(1, count + 1):
        u = minimum_jerk(step / count)
        points.append(
            (
                (1 - u) ** 2 * x0 + 2 * u * (1 - u) * middle_x + u * u * x1,
                (1 - u) ** 2 * y0 + 2 * u * (1 - u) * middle_y + u * u * y1,
            )
        )
    points[-1] = end
    return points


def keystrokes(random: Random, text: str, slip_rate: float) -> list[str]:
    """What is pressed to get ``text``: now and then a neighbouring key, then Backspace."""
    pressed = []
    for letter in text:
        wrong = NEIGHBOURS.get(letter.lower())
        if wrong and random.random() < slip_rate:
            pressed += [random.choice(wrong), "Backspace"]
        pressed.append(letter)
    return pressed


class Hand:
    """Moves, presses, taps, tabs and types as one persona does."""

    def __init__(self, page: Page, persona: Persona, device: str, random: Random) -> None:
        self.page = page
        self.persona = persona
        self.input = persona.input_on(device)
        self.random = random
        size = page.viewport_size or {"width": 1280, "height": 800}
        self.at = (size["width"] * 0.5, size["height"] * 0.4)
        self._cdp: CDPSession | None = None

    # ------------------------------------------------------------ time

    def wait(self, seconds: float) -> None:
        """Real seconds."""
        with contextlib.suppress(Error):  # the page is leaving: its successor is looked at next
            self.page.wait_for_timeout(seconds * 1000)

    def pause(self, seconds: float) -> None:
        """A person's seconds, which are shortened, with some spread."""
        self.wait(seconds * self.random.lognormvariate(0, 0.3) / PACE)

    # ------------------------------------------------------------ pointing

    def point(self, box: Box) -> None:
        """Move into ``box``; far ways overshoot now and then and are corrected."""
        random = self.random
        aim = (
            box.x + box.width * min(0.9, max(0.1, random.gauss(0.5, 0.14))),
            box.y + box.height * min(0.85, max(0.15, random.gauss(0.5, 0.14))),
        )
        distance = hypot(aim[0] - self.at[0], aim[1] - self.at[1])
        if self.input == "touch":
            self.at = aim
            self.pause(0.25)
            return
        if distance > _FAR_PX and random.random() < 0.25:
            past = 1 + random.uniform(0.03, 0.07)
            over = tuple(a + (b - a) * past for a, b in zip(self.at, aim, strict=True))
            self._move((over[0], over[1]), min(box.width, box.height))
            self.pause(0.1)
        self._move(aim, min(box.width, box.height))

    def _move(self, aim: tuple[float, float], width: float) -> None:
        distance = hypot(aim[0] - self.at[0], aim[1] - self.at[1])
        seconds = fitts_s(distance, width) * self.persona.pointing / PACE
        begun = time.monotonic()
        for number, (x, y) in enumerate(way(self.random, self.at, aim, seconds), 1):
            self.page.mouse.move(x, y)
            ahead = begun + number * _SAMPLE_S - time.monotonic()
            if ahead > 0.002:
                self.page.wait_for_timeout(ahead * 1000)
        self.at = aim

    def go_to(self, x: float, y: float) -> None:
        """Move to a place of the viewport (CSS px)."""
        self._move((x, y), 40.0)

    def click(self, times: int = 1, gap_s: float = 0.12) -> None:
        """Press where the hand is."""
        for number in range(times):
            if number:
                self.wait(gap_s)
            if self.input == "touch":
                self.page.touchscreen.tap(*self.at)
                continue
            self.page.mouse.down(click_count=number + 1 if gap_s < 0.4 else 1)
            self.wait(self.random.uniform(0.05, 0.1))
            self.page.mouse.up(click_count=number + 1 if gap_s < 0.4 else 1)

    def scroll(self, by: float) -> None:
        """``by`` CSS px, down where positive, in turns of a wheel or a swipe."""
        if self.input == "touch":
            self._swipe(by)
            return
        turn = 110.0
        while abs(by) > 1:
            step = max(-turn, min(turn, by))
            self.page.mouse.wheel(0, step)
            by -= step
            self.wait(0.03)
        self.wait(0.15)

    def _swipe(self, by: float) -> None:
        if self._cdp is None:
            self._cdp = self.page.context.new_cdp_session(self.page)
        size = self.page.viewport_size or {"width": 400, "height": 800}
        middle, reach = size["height"] * 0.5, size["height"] * 0.3
        while abs(by) > 1:
            part = max(-2 * reach, min(2 * reach, by))
            for column in THUMB:  # a slider under the thumb takes the swipe for itself
                before = self._scrolled(part)
                self._drag(size["width"] * column, middle + part / 2, -part)
                if before is None or self._scrolled(part) != before:
                    break
            by -= part
        self.wait(0.2)

    def _scrolled(self, by: float) -> float | None:
        """How far the page is scrolled, in CSS px; None where it goes no further that way."""
        with contextlib.suppress(Error):
            y, end = self.page.evaluate(
                "() => [scrollY, document.documentElement.scrollHeight - innerHeight]"
            )
            return y if (y > 1 if by < 0 else y < end - 1) else None
        return None

    def _drag(self, x: float, y: float, by: float) -> None:
        """One finger from (x, y), slow enough at its end for the page not to glide on."""
        assert self._cdp is not None
        with contextlib.suppress(Error):
            self._touch("touchStart", x, y)
            for step in range(1, 13):
                self._touch("touchMove", x, y + by * minimum_jerk(step / 12))
                self.wait(0.012)
            self.wait(0.06)
            self._touch("touchEnd")

    def _touch(self, kind: str, *at: float) -> None:
        assert self._cdp is not None
        points = [{"x": at[0], "y": at[1]}] if at else []
        self._cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    # ------------------------------------------------------------ getting at a control

    def reach(self, target: Locator) -> Box:
        """Bring ``target`` into view, as far as it is not. Raises Unreachable."""
        size = self.page.viewport_size or {"width": 1280, "height": 800}
        for _ in range(8):
            box = box_of(target)
            if box is None:
                break
            margin = 12.0
            if box.y >= margin and box.y + box.height <= size["height"] - margin:
                return box
            if box.height > size["height"] - 2 * margin and -box.height < box.y < size["height"]:
                return box
            before = box.y
            self.scroll(box.y + box.height / 2 - size["height"] * 0.5)
            after = box_of(target)
            if after is not None and abs(after.y - before) < 1:
                return after  # the page ends here
        box = box_of(target)
        if box is None:
            raise Unreachable(str(target))
        return box

    def tab_to(self, target: Locator, limit: int = 70) -> None:
        """Press Tab until ``target`` has the focus. Raises Unreachable."""
        for _ in range(limit):
            if _is_focused(target):
                return
            self.page.keyboard.press("Tab")
            self.pause(0.05)
        raise Unreachable(f"Tab does not come to {target}")

    def tab_into(self, target: Locator) -> None:
        """Of a group of radio buttons only one is a stop: from there the arrows lead on."""
        group = f'input[name="{target.get_attribute("name")}"]'
        for _ in range(70):
            if _is_focused(target):
                return
            if self.page.locator(f"{group}:focus").count():
                self.page.keyboard.press("ArrowDown")
            else:
                self.page.keyboard.press("Tab")
            self.pause(0.05)
        raise Unreachable(f"Tab does not come to {target}")

    # ------------------------------------------------------------ typing

    def type(self, text: str) -> None:
        """Keystroke by keystroke, with slips that are corrected."""
        for key in keystrokes(self.random, text, self.persona.slip_rate):
            if key == "Backspace":
                self.pause(self.persona.key_s * 1.5)
                self.page.keyboard.press("Backspace")
            elif len(key) == 1 and key.isascii():
                self.page.keyboard.press("Space" if key == " " else key)
            else:
                self.page.keyboard.insert_text(key)
            self.pause(self.persona.key_s)

    def clear(self, target: Locator) -> None:
        """Empty the focused field: select everything, delete."""
        self.page.keyboard.press("ControlOrMeta+a")
        self.pause(0.1)
        self.page.keyboard.press("Delete")
        self.pause(0.1)

    def paste(self, text: str) -> None:
        """Put ``text`` into the focused field from the clipboard, by a real paste."""
        self.page.evaluate(_PASTE_SOURCE, text)
        self.page.keyboard.press("ControlOrMeta+v")
        self.pause(0.2)


_PASTE_SOURCE = "text => navigator.clipboard.writeText(text)"


def box_of(target: Locator) -> Box | None:
    """Where ``target`` is: the largest line of it where a link runs over several. None where it is
    not there or gone while we looked."""
    try:
        found = target.evaluate(_LARGEST_RECT, timeout=2_000)
    except Error:
        return None
    return Box(*found) if found else None


_LARGEST_RECT = """node => [...node.getClientRects()]
  .map((r) => [r.x, r.y, r.width, r.height])
  .sort((a, b) => b[2] * b[3] - a[2] * a[3])[0]"""


def _is_focused(target: Locator) -> bool:
    try:
        return bool(target.evaluate("node => node === document.activeElement", timeout=2_000))
    except Error:
        return False
