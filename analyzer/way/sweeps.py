"""A page that somebody scrolled to and fro, beside this person's own other pages.

Where nobody else's numbers are known, a person's own are, as with fields (:mod:`hesitations`). A
turn counts only where the way between two of them was a screenful in the mean (a trembling thumb
turns within a few pixels), where screenfuls went by faster than anybody reads them, and where it
was not made to get to something that was then done and back. Where the log knows the places of the
turns, going to the same place and back again, far from where one started, is told from browsing to
and fro: what belongs together stands apart.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Any

from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Change, Click, Layer, Scroll, Setting, Submit

HEIGHT = 720
"""Of a view whose log lost it: CSS pixels of a small desktop's."""
APART = 2.0
"""Screenfuls between two places that cannot be seen together, nor at one flick of the thumb."""
SAME = 0.5
"""Of a screenful: closer turns show the same thing."""
LITTLE = 0.5
"""Screenfuls: what a thumb moves without meaning anything by it."""
EXACTLY = 0.02
"""Of a screenful: nobody's thumb comes to the same place again by chance."""
NEARLY = 0.8
"""Of a page's whole height: from one end of it to the other."""
SHOWN_S = 1.0
"""A page that was there for less shows nothing of how a person scrolls."""


@dataclass(frozen=True)
class Sweep:
    """A view with ``turns`` that nothing done there explains, of ``reversals`` in all, over
    ``screens`` screenfuls in ``stay_s`` seconds; at most ``elsewhere`` on ``n`` other pages."""

    view: PageView
    at_s: float
    reversals: int
    turns: int
    screens: float
    stay_s: float
    elsewhere: int
    n: int
    returns: int = 0
    """Times that the way led back to a place far from where it had just turned."""
    room: float = inf
    """Screenfuls that the page can be scrolled at all."""
    pinned: int = 0
    """Legs of the way between the very same two places: who browses turns now here, now there."""

    def hunted(self, pace_s: float) -> bool:
        """Whole screenfuls between the turns, or nearly all of a page that has no more, each in at
        most ``pace_s`` seconds."""
        least = 1.0 if self.room < LITTLE else min(1.0, NEARLY * self.room)
        far = self.screens >= (self.reversals + 1) * least
        return far and self.stay_s <= pace_s * self.screens


def sweeps(timeline: Timeline) -> list[Sweep]:
    """Of every view that was scrolled, in order."""
    most: dict[str, int] = {}
    for view in timeline.views:
        if view.url and view.end_s - view.shown_s >= SHOWN_S:
            most.setdefault(view.path, 0)
    scrolled = [(m, seen) for m in timeline.all(Scroll) if (seen := timeline.view_of(m))]
    for moment, view in scrolled:
        most[view.path] = max(most.get(view.path, 0), moment.event.reversals)
    highest = sorted(((turns, path) for path, turns in most.items()), reverse=True)[:2]
    once = {id(view): view for _, view in scrolled}
    ways = {key: 2 * _done(view) for key, view in once.items()}
    found = []
    for moment, view in scrolled:
        elsewhere = next((turns for turns, path in highest if path != view.path), 0)
        turns = max(0, moment.event.reversals - ways[id(view)])
        found.append(
            Sweep(
                view,
                moment.at_s,
                moment.event.reversals,
                turns,
                moment.event.distance / (_height(view) or HEIGHT),
                timeline.seconds(view.shown_s, moment.at_s),
                elsewhere,
                len(most) - 1,
                _returns(moment.event, _height(view) or HEIGHT),
                _room(moment.event, _height(view) or HEIGHT),
                _pinned(moment.event, _height(view) or HEIGHT),
            )
        )
    return found


def _returns(scroll: Scroll, screen: float) -> int:
    """Legs of the way that led back to where the one before had begun; none where it turned at the
    end of the page, which is where anybody's way turns."""
    places = (0.0, *scroll.turns)
    end = scroll.height - screen - SAME * screen
    if not scroll.turns or max(scroll.turns) >= end:
        return 0
    return sum(
        abs(a - c) <= SAME * screen and abs(a - b) >= APART * screen
        for a, b, c in zip(places, places[1:], places[2:], strict=False)
    )


def _pinned(scroll: Scroll, screen: float) -> int:
    places = (0.0, *scroll.turns)
    return sum(
        abs(a - c) <= EXACTLY * screen and abs(a - b) >= LITTLE * screen
        for a, b, c in zip(places, places[1:], places[2:], strict=False)
    )


def _room(scroll: Scroll, screen: float) -> float:
    return scroll.height / screen - 1 if scroll.height else inf


def _height(view: PageView) -> int:
    return view.event.height if view.event else 0


def _done(view: PageView) -> int:
    """What was done in a view or laid itself over it: each may have needed a way there and back.
    The last press was what the way ended in, whether it led on or not."""
    acts: list[Moment[Any]] = [
        *view.all(Click), *view.all(Change), *view.all(Setting), *view.all(Submit),
    ]  # fmt: skip
    layers = sum(1 for m in view.all(Layer) if m.event.state == "shown" and not m.event.asked)
    apart, last_s = 0, float("-inf")
    for at_s in sorted(m.at_s for m in acts):
        apart += at_s - last_s > 0.5  # a press, what it sets and what it sends are one
        last_s = at_s
    return max(0, apart - 1) + layers
