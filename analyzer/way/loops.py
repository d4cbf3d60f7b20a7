"""Going in circles: the same page three times within seconds."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from kitka.analyzer.presses.answers import BY_HAND
from kitka.analyzer.session.elements import identity
from kitka.analyzer.session.views import PageView
from kitka.analyzer.way.visits import DOINGS, GLANCE_S, TWICE_S, Visits, address, sent
from kitka.recorder.model import Click

BETWEEN = 30
"""Visits that are looked at to tell a loop from a walk around."""


def loops(way: Visits, times: int, within_s: float, circle_s: float) -> list[list[PageView]]:
    """Runs of ``times`` visits to one and the same page, by navigation, within ``within_s``;
    within ``circle_s`` where nothing was done on any of the pages but to be led on."""
    found: list[list[PageView]] = []
    by_address: dict[str, list[int]] = {}
    for place, view in enumerate(way.visits):
        if not _by_itself(way, place):
            by_address.setdefault(address(view), []).append(place)
    for places in by_address.values():
        used = -1
        for start in range(len(places) - times + 1):
            run = places[start : start + times]
            first, last = way.visits[run[0]], way.visits[run[-1]]
            took_s = way.timeline.seconds(first.asked_s, last.asked_s)
            soon = took_s <= within_s or (took_s <= circle_s and _nothing_done(way, run))
            if soon and run[0] > used and not _comparing(way, run):
                found.append([way.visits[place] for place in run])
                used = run[-1]
    apart: list[list[PageView]] = []
    for one in sorted(found, key=lambda views: views[0].asked_s):
        if not apart or one[0].asked_s >= apart[-1][-1].asked_s:
            apart.append(one)  # of one circle, the page that came first
    return apart


def _by_itself(way: Visits, place: int) -> bool:
    """A page that is shown again because a form was sent (refused, or a basket's own), or
    whose address a script only wrote anew."""
    view, before = way.visits[place], way.visits[place - 1] if place else None
    if view.event is not None and view.event.cause == "replace":
        return True
    if before is None:
        return False
    if not view.document and address(before) == address(view):
        return True
    if _pressed_twice(way, before, view):
        return True
    return sent(before, view) and not _in_a_circle(way, place)


def _pressed_twice(way: Visits, before: PageView, view: PageView) -> bool:
    """The same link was pressed again before the page that it led to had been looked at, as in
    a double press; the link stands on that page, too."""
    first, again = way.led(before), way.led(view)
    if first is None or again is None or address(before) != address(view):
        return False
    soon = way.timeline.seconds(first.at_s, again.at_s) <= TWICE_S
    return soon and identity(first.element) == identity(again.element)


def _in_a_circle(way: Visits, place: int) -> bool:
    """Sent from this page on to another, and by the form there back again: neither was
    refused, and nobody chose to turn back."""
    if place < 2:
        return False
    first, between, back = way.visits[place - 2 : place + 1]
    return address(first) == address(back) != address(between) and sent(first, between)


def _nothing_done(way: Visits, run: Sequence[int]) -> bool:
    """Of all that was visited: nothing filled in, sent or chosen, no way back by the browser's
    own buttons, and each page left by the one press made there."""
    views = way.visits[run[0] : run[-1] + 1]
    for view in views[1:]:
        event = view.event
        if event is None or event.navigation in BY_HAND or event.cause in ("pop", "restore"):
            return False
    return not any(
        any(isinstance(m.event, DOINGS) for m in view.moments) or len(view.all(Click)) != 1
        for view in views[:-1]
    )


def _comparing(way: Visits, run: Sequence[int]) -> bool:
    """Different things were looked at in between: that is how one shops."""
    if run[-1] - run[0] > BETWEEN:
        return True
    places = [place for one, other in pairwise(run) for place in range(one + 1, other)]
    between = [way.visits[place] for place in places]
    # Where the page before led on by itself nobody chose what was looked at.
    one_of_many = any(
        "*" in way.name(way.visits[place]) and not _led_on(way, place) for place in places
    )
    return len({address(view) for view in between}) > 1 or one_of_many


def _led_on(way: Visits, place: int) -> bool:
    """Nothing was pressed on the page before, which had been seen, and no browser's button: it
    led on by itself. A press that led there leads nowhere else."""
    if not place:
        return False
    before, view = way.visits[place - 1], way.visits[place]
    event = view.event
    if not view.document or event is None or event.navigation in BY_HAND:
        return False
    press, first = way.led(view), way.led(before)
    # What was pressed before is no cause; what was pressed there would be another press.
    alone = press is None or (first is not None and press is first)
    seen = view.asked_s - before.shown_s >= GLANCE_S
    acted = any(m.at_s >= before.shown_s for m in before.all(Click))
    return alone and seen and not acted
