"""What the tests of the task bar share: a page of a shop with the bar in it."""

from __future__ import annotations

import json
import subprocess
import tomllib
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

ROOT = Path(__file__).parents[2]
TEXTS = ROOT / "recorder" / "participants" / "texts"
ESBUILD = [
    "node_modules/.bin/esbuild", "recorder/inpage/taskbar/index.ts", "--bundle", "--minify",
    "--format=iife", "--global-name=kitkaBar", "--target=es2020", "--drop:console",
]  # fmt: skip

HOST = "[data-kitka-bar]"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
BUYER = [
    {"key": "name", "label": "Name", "value": "Aino Testinen"},
    {"key": "email", "label": "E-mail", "value": "p07@study.example"},
    {"key": "card", "label": "Card number", "value": "4242 4242 4242 4242"},
]
GOAL = "You and a friend need two small backpacks for a trip. Buy them as you normally would."

# What the page keeps of the bar's events outlives it: some come when the page is left.
START = """
const told = (event) => {
  const all = JSON.parse(localStorage.getItem("told") ?? "[]");
  localStorage.setItem("told", JSON.stringify([...all, event]));
};
window.answers ??= [];
const say = async (what, keep) => {
  told({ kind: "say", what, keep });
  const answer = window.answers.shift() ?? "known";
  if (answer === "never") await new Promise(() => undefined);
  if (answer !== "known") throw new Error(answer);
};
kitkaBar.start(%s, { emit: told, say }, { open: %s });
"""


def built() -> str:
    """The bar's script, made of the working copy."""
    done = subprocess.run(ESBUILD, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def texts(language: str) -> dict[str, str]:
    return tomllib.loads((TEXTS / f"bar.{language}.toml").read_text())


EN = texts("en")


class Tried:
    """A page of a shop with the bar in it."""

    def __init__(self, page: Page, source: str, shop: str) -> None:
        self.page = page
        self.source = source
        self.shop = shop
        self.errors: list[str] = []
        self.console: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(error.message))
        page.on("console", lambda message: self.console.append(message.text))

    def open(self, path: str, *, hidden: bool = False, **options: Any) -> Tried:
        language = options.get("language", "en")
        bar = {"language": language, "goal": GOAL, "buyer": BUYER, "texts": texts(language)}
        start = START % (json.dumps({**bar, **options}), json.dumps(not hidden))
        self.page.add_init_script(f"(() => {{ {self.source}; {start} }})()")
        self.page.goto(f"{self.shop}/{path}")
        self.page.locator(HOST).wait_for(state="attached")
        return self

    def button(self, name: str) -> Locator:
        return self.page.locator(HOST).get_by_role("button", name=name, exact=True)

    def press(self, *names: str) -> None:
        for name in names:
            self.button(name).click()

    def told(self) -> list[str]:
        """``kind what state`` of each event, and of each call of ``say``."""
        kept = self.page.evaluate("JSON.parse(localStorage.getItem('told') ?? '[]')")
        return [" ".join(str(value) for value in event.values()) for event in kept]

    def focused(self) -> str:
        """The accessible name of what has the focus, in the bar or outside it."""
        name: str = self.page.evaluate(
            """() => {
              let active = document.activeElement;
              while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
              return active.getAttribute("aria-label") || active.name || active.textContent;
            }"""
        )
        return name


def bottom(tried: Tried) -> float:
    """From the bar's lower edge to that of the screen."""
    return tried.page.locator(HOST).evaluate(
        "host => innerHeight - host.getBoundingClientRect().bottom"
    )
