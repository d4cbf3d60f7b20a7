"""What a visitor's page has to load, as `gzip -9` leaves it."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from inpage.standin import DIST

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.usefixtures("bundle")


def size(*names: str) -> int:
    return sum(len(gzip.compress((DIST / f"{name}.js").read_bytes(), 9)) for name in names)


def test_the_readme_says_these_sizes():
    cost = (ROOT / "README.md").read_text().partition("## What it costs")[2].partition("##")[0]
    said = [float(number) for number in re.findall(r"([\d.]+)\s+kB", cost)]
    names = ("kitka", "signals", "notices", "replay", "taskbar")
    assert said == pytest.approx([size(name) / 1000 for name in names], rel=0.05)


def test_what_every_visitor_loads():
    assert size("kitka") <= 3_000


def test_what_a_participants_page_loads_without_replay_and_task_bar():
    """The aim of 16 kB is missed. Of what is over it, 10 kB tell whether keys, settings and presses
    had their effect and what they were aimed at (typing, settings, under, aim, groups, steppers,
    net, styles, signs, waves, holdups), without which the rules that rest on them would guess, and
    1 kB reads amounts as shops write them; the rest is all that the analyzer reads, and no library.
    This bound keeps it from growing."""
    assert size("kitka", "signals") <= 37_600
