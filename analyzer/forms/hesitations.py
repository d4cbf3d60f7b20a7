"""How long somebody stopped before each field, beside this person's own other fields.

Where nobody else's numbers are known, a person's own are: whoever is at each of several fields at
once, and at one of them not for a long while, stops because of that field. The longest of the
others is the measure, not their middle: of one person there are few.

Before a choice (a way to deliver) the page is read, too. There the person's own looks at other
pages, until something was done in them, stand beside those at other choices.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from dataclasses import dataclass
from statistics import median
from typing import Any

from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Blur, Change, Choice, Click, Focus, Layer, Submit, Target

FETCHED = re.compile(
    r"\bcard|kort|karte|\bcvc|\bcvv|security code|turvakoodi|iban|account n|tilinumero|kontonummer"
    r"|voucher|coupon|promo|gift|discount|alennus|etukoodi|kuponki|lahja|rabatt|gutschein"
    r"|phone|mobile|puhelin|telefon|mobil|\btan\b|one.?time|kertakäyt|vahvistuskoodi|engångs"
    r"|\bcode\b|code$|koodi|kod\b|\bpin\b|\botp\b|\bsms\b|henkilötunnus|\bhetu\b|personn(?:ummer|r)"
    r"|y-tunnus|\bvat\b|\btax\b|org\.?\s?n|customer n|asiakasnumero|kundnummer|kundennummer"
    r"|passport"
    r"|verif|password|salasana|lösenord|passwor[dt]|kennwort|search|haku|sök|suche",
    re.I,
)
"""What people rightly fetch first: a card, a number, a code that is sent to them."""
NEAR_S = 0.8
"""A press and the focus that it gives are one; Tab leaves one field and enters the next."""


@dataclass(frozen=True)
class Stop:
    """``waited_s`` seconds from going into a field until ``at_s``: its first change, or that it was
    left ``empty``."""

    at_s: float
    waited_s: float
    target: Target
    where: tuple[str, int]
    empty: bool


@dataclass(frozen=True)
class Odd:
    """A stop, the median of all the person's fields, and the longest of the ``n`` others."""

    stop: Stop
    n: int
    usual_s: float
    longest_s: float


def odd_stops(timeline: Timeline, least_s: float, factor: float, fields: float) -> list[Odd] | None:
    """Stops of at least ``least_s`` seconds and ``factor`` times the longest of ``fields`` others
    of the same person, one per field; None where too few were typed into to say."""
    everything = _stops(timeline)
    own: dict[str, float] = {}
    for stop in everything:
        if not stop.empty:
            key = identity(element_of(stop.target))
            own[key] = max(own.get(key, 0.0), stop.waited_s)
    longest = sorted(((waited_s, key) for key, waited_s in own.items()), reverse=True)[:2]
    usual_s = median(own.values()) if own else 0.0
    found: dict[str, Odd] = {}
    for stop in everything:
        key = identity(element_of(stop.target))
        n = len(own) - (key in own)
        if key in found or n < fields or FETCHED.search(stop.target.name):
            continue
        most_s = next(waited_s for waited_s, other in longest if other != key)
        if stop.waited_s >= max(least_s, factor * most_s):
            found[key] = Odd(stop, n, usual_s, most_s)
    return list(found.values()) if len(own) >= fields else None


def _stops(timeline: Timeline) -> list[Stop]:
    """Each going into a text field by the shopper's own hand, in order: where the page itself had
    put the focus, the page may have been read meanwhile."""
    clicks: dict[tuple[tuple[str, int], str], list[float]] = defaultdict(list)
    for click in timeline.all(Click):
        # A press on what surrounds a field, no control itself, hands the focus on to the field.
        at = click.event.target.selector if click.event.target.interactive else ""
        clicks[click.view_key, at].append(click.at_s)
    lefts: dict[tuple[str, int], list[float]] = defaultdict(list)
    for blur in timeline.all(Blur):
        lefts[blur.view_key].append(blur.at_s)
    layers = [m.at_s for m in timeline.all(Layer)]
    found = []
    ends: list[tuple[Moment[Any], float]] = [
        (m, m.event.hesitation_ms) for m in timeline.all(Change) if m.event.how == "typed"
    ]
    ends += [(m, m.event.dwell_ms) for m in timeline.all(Blur) if not m.event.changed]
    for m, since_ms in sorted(ends, key=lambda end: end[0].at_s):
        target, focus_s = m.event.target, m.at_s - since_ms / 1000
        by_buyer = isinstance(m.event, Change) and m.event.from_buyer
        empty = isinstance(m.event, Blur)
        if not target.text_entry or target.ignore or by_buyer or (empty and m.event.filled):
            continue
        if target.tag == "textarea" or target.role == "searchbox":
            continue  # what is written there is thought out there
        began_s = _first(clicks[m.view_key, target.selector], focus_s - NEAR_S, m.at_s)
        if began_s is None:
            began_s = _first(clicks[m.view_key, ""], focus_s - NEAR_S, focus_s + 0.01)
        if began_s is None:
            began_s = _first(lefts[m.view_key], focus_s - NEAR_S, focus_s + 0.01)
        if began_s is None or timeline.was_hidden(began_s, m.at_s):
            continue
        if _first(layers, began_s, m.at_s) is not None:
            continue
        waited_s = timeline.seconds(max(began_s, focus_s), m.at_s)
        found.append(Stop(m.at_s, waited_s, target, m.view_key, empty))
    return found


def _first(times: list[float], since_s: float, until_s: float) -> float | None:
    place = bisect_left(times, since_s)
    return times[place] if place < bisect_right(times, until_s) else None


def odd_choices(
    timeline: Timeline, least_s: float, factor: float, looks: float
) -> list[Odd] | None:
    """Choices before which somebody stopped for at least ``least_s`` seconds and ``factor`` times
    the longest of ``looks`` other looks at a page or stops before a choice; None where there are
    too few to say."""
    layers = [m.at_s for m in timeline.all(Layer)]
    stops = [stop for choice in timeline.all(Choice) if (stop := _before(timeline, choice, layers))]
    if not stops:
        return None
    looks_at = {
        (view.page, view.number): timeline.seconds(*span)
        for view in timeline.views
        if (span := _look(view)) and not timeline.was_hidden(*span)
    }
    waits: list[tuple[float, object]] = [(look_s, where) for where, look_s in looks_at.items()]
    waits += [(stop.waited_s, id(stop)) for stop in stops]
    longest = sorted(waits, key=lambda wait: wait[0], reverse=True)[:3]
    usual_s = median(waited_s for waited_s, _ in waits)
    found, enough = [], False
    for stop in stops:
        n = len(waits) - 1 - (stop.where in looks_at)
        if n < looks:
            continue
        enough = True
        most_s = next((w for w, whose in longest if whose not in (id(stop), stop.where)), 0.0)
        if stop.waited_s >= max(least_s, factor * most_s):
            found.append(Odd(stop, n, usual_s, most_s))
    return found if enough else None


def _before(timeline: Timeline, choice: Moment[Choice], layers: list[float]) -> Stop | None:
    """None where the shopper was led elsewhere meanwhile."""
    event, began_s = choice.event, choice.at_s - choice.event.waited_ms / 1000
    led_away = _first(layers, began_s, choice.at_s) is not None
    if event.target.ignore or led_away or timeline.was_hidden(began_s, choice.at_s):
        return None
    waited_s = timeline.seconds(began_s, choice.at_s)
    return Stop(choice.at_s, waited_s, event.target, choice.view_key, False)


def _look(view: PageView) -> tuple[float, float] | None:
    """From when a page was shown until the first thing that was done in it."""
    done = (m.at_s for m in view.moments if isinstance(m.event, (Click, Change, Focus, Submit)))
    first_s = min((at_s for at_s in done if at_s >= view.shown_s), default=None)
    return None if first_s is None else (view.shown_s, first_s)
