"""What the tests do in a browser, the same in every engine: real presses and real keys."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Any

PATIENCE_S = 20.0
LOOK_S = 0.05

FIND = """(kind, name) => {
  if (!document.body) return null;
  const seen = (selector) => [...document.body.querySelectorAll(selector)]
    .filter((element) => element.getClientRects().length > 0);
  if (kind === "css") return seen(name)[0] ?? null;
  const calls = (element) => element.textContent.trim() || element.value || element.ariaLabel || "";
  const named = (selector) => seen(selector)
    .find((element) => calls(element).replace(/\\s+/g, " ").includes(name));
  if (kind === "link") return named("a[href]") ?? null;
  if (kind === "button") return named("button, [type=submit]") ?? null;
  return named("label")?.control ?? seen(`[aria-label="${name}"]`)[0] ?? null;
}"""
"""An element as a person would name it: a ``link``, a ``button``, the ``field`` of a label."""

PLACE = """(element) => {
  for (const { left, top, width, height } of element.getClientRects()) {
    const [x, y] = [Math.floor(left + width / 2), Math.floor(top + height / 2)];
    if (width && height && element.contains(document.elementFromPoint(x, y))) return [x, y];
  }
  return null;
}"""
"""Where a press hits an element: links that go around blocks have boxes without a size."""

ANOTHER = """(before) => performance.timeOrigin !== before
  && location.href !== 'about:blank' && document.readyState === 'complete'"""
"""Another document stands. (Firefox shows an empty one for a moment where it changes processes.)"""

ROW = ("task", "details", "done", "stop", "menu")
"""The bar's buttons in the order in which the Tab key goes through them (taskbar/bar.ts)."""
IN_PANEL = 2
"""How often Tab goes on from a panel to its first answer: before that comes its cross."""


class Lost(Exception):
    """The document went away while it was being asked."""


class Visit(ABC):
    """One browser profile with its windows; nothing of it is left afterwards."""

    @abstractmethod
    def goto(self, address: str) -> None: ...

    @abstractmethod
    def run(self, function: str, *arguments: Any) -> Any:
        """Call a JavaScript function in the page; an element that it returns can be pressed.

        Raises Lost.
        """

    @abstractmethod
    def press_at(self, x: float, y: float) -> None:
        """With the mouse, at a place of the viewport."""

    @abstractmethod
    def type(self, text: str) -> None:
        """With the keyboard, to whatever has the focus."""

    @abstractmethod
    def paste(self) -> None:
        """With the keyboard."""

    @abstractmethod
    def press_in_bar(self, key: str, language: str, of: str = "") -> None:
        """A button of the task bar, by the key of its text (texts/bar.en.toml): one of ``ROW``, or
        the first answer of the panel that is open. ``of``: what else it is called by."""

    @property
    @abstractmethod
    def tabs(self) -> Sequence[str]: ...

    @abstractmethod
    def open_tab(self) -> None:
        """An empty one; what follows happens in it."""

    @abstractmethod
    def look_at(self, tab: str) -> None: ...

    @abstractmethod
    def close_tab(self) -> None:
        """As its cross does. Then one has to look at another."""

    # ---------------------------------------------------------------- made of these

    def press(self, element: Any) -> None:
        """With the mouse, where nothing covers it."""
        self.press_at(*self.until_place(element))

    def until_place(self, element: Any) -> tuple[float, float]:
        x, y = self.until(PLACE, element)
        return x, y

    def until(self, function: str, *arguments: Any, seconds: float = PATIENCE_S) -> Any:
        """Wait for a function in the page to return something true."""
        deadline = time.monotonic() + seconds
        while True:
            try:
                if found := self.run(function, *arguments):
                    return found
            except Lost:
                pass
            assert time.monotonic() < deadline, f"it never came, on {self.where()}: {function}"
            time.sleep(LOOK_S)

    def where(self) -> str:
        try:
            return str(self.run("() => location.href"))
        except Lost:
            return "no page"

    def find(self, kind: str, name: str) -> Any:
        found = self.until(f"(...asked) => ({FIND})(...asked)", kind, name)
        # In the middle, not under the task bar.
        self.run("(e) => e.scrollIntoView({ block: 'center', behavior: 'instant' })", found)
        return found

    def push(self, name: str, kind: str = "button") -> None:
        self.press(self.find(kind, name))

    def push_on(self, name: str, kind: str = "button") -> None:
        """Press what leads to another document, and wait for that."""
        found = self.find(kind, name)
        before = self.run("() => performance.timeOrigin")
        self.press(found)
        self.until_another(before)

    def until_another(self, before: float) -> None:
        self.until(ANOTHER, before)

    def fill(self, name: str, text: str, kind: str = "field") -> None:
        """As people do: press into it, and type over what stands there."""
        field = self.find(kind, name)
        self.press(field)
        self.run("(field) => field.select()", field)
        self.type(text)

    def until_at(self, path: str) -> None:
        self.until(
            "(path) => location.pathname.endsWith(path) && document.readyState === 'complete'", path
        )

    def until_awake(self) -> None:
        self.until("() => !!window[Symbol.for('kitka.recorder')]?.emit")

    def until_bar(self) -> None:
        self.until("() => !!document.querySelector('[data-kitka-bar]')")


class Engine(ABC):
    """A browser that is installed here."""

    name: str
    called: str
    """The browser and its version as the participants' pages read them."""

    @abstractmethod
    def visit(self) -> Visit: ...

    @abstractmethod
    def leave(self, visit: Visit) -> None: ...

    @abstractmethod
    def close(self) -> None: ...
