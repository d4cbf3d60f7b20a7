"""The simulated hand: ways, times and slips, without a browser."""

from itertools import pairwise
from math import hypot
from random import Random

import pytest

from bench.accuracy.hand import NEIGHBOURS, fitts_s, keystrokes, minimum_jerk, way


def typed(keys):
    """What stands in the field in the end."""
    text = []
    for key in keys:
        if key == "Backspace":
            text.pop()
        else:
            text.append(key)
    return "".join(text)


def test_pointing_takes_longer_the_farther_and_the_smaller():
    assert fitts_s(600, 20) > fitts_s(100, 20) > fitts_s(100, 200)
    assert fitts_s(300, 50) == pytest.approx(0.1 + 0.15 * 2.807, abs=1e-3)  # ID 2.807 bits


def test_the_way_is_slow_at_both_ends_and_ends_where_it_should():
    points = way(Random(1), (0, 0), (400, 100), 0.6)
    steps = [hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points)]
    middle = steps[len(steps) // 2]
    assert points[-1] == (400, 100)
    assert steps[0] < middle / 4
    assert steps[-1] < middle / 4
    assert (minimum_jerk(0), minimum_jerk(0.5), minimum_jerk(1)) == (0, 0.5, 1)


def test_the_same_seed_makes_the_same_movement_and_another_a_different_one():
    one, same, other = (way(Random(seed), (0, 0), (300, 200), 0.4) for seed in (7, 7, 8))
    assert one == same != other


def test_slips_are_neighbouring_keys_and_are_all_corrected():
    text = "mannerheimintie 00100"
    keys = keystrokes(Random(3), text, 0.3)
    assert typed(keys) == text
    slips = [keys[at - 1] for at, key in enumerate(keys) if key == "Backspace"]
    meant = [keys[at + 1] for at, key in enumerate(keys) if key == "Backspace"]
    assert len(slips) >= 3
    assert all(slip in NEIGHBOURS[right] for slip, right in zip(slips, meant, strict=True))
    assert keystrokes(Random(3), text, 0.0) == list(text)
