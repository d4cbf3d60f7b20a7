"""What a visitor's page has to load, as `gzip -9` leaves it."""

from __future__ import annotations

import gzip

import pytest
from inpage.standin import DIST

pytestmark = pytest.mark.usefixtures("bundle")


def size(*names: str) -> int:
    return sum(len(gzip.compress((DIST / f"{name}.js").read_bytes(), 9)) for name in names)


def test_what_every_visitor_loads():
    assert size("kitka") <= 3_000


def test_what_a_participants_page_loads_without_replay_and_task_bar():
    """The aim is 16 kB. What is here is all that the analyzer reads, and no library any more; this
    bound keeps it from growing while the aim is missed."""
    assert size("kitka", "signals") <= 23_200
