"""What explains a change of the price that a shopper is shown."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from kitka.analyzer.forms.field_kinds import is_expiry
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import DELIVERS, ONWARD, VOUCHER, matches
from kitka.recorder.model import Change, Click, FieldState, Setting, Submit, Target, Total

QUANTITY = re.compile(r"quantity|qty|amount_of|anzahl|m(ä|a)(ä|a)r(ä|a)|antal|cantidad", re.I)
PERSONAL = frozenset({"email", "tel"})
TEXT_FIELDS = 3
CHOICES = frozenset({"radio", "checkbox", "option", "tab", "switch", "menuitemradio"})
"""Roles of what is chosen: a way of delivery, a way of paying."""
CENT = 0.011
TAXES = (0.06, 0.07, 0.1, 0.12, 0.135, 0.14, 0.15, 0.19, 0.2, 0.21, 0.22, 0.23, 0.24, 0.25, 0.255)
"""Rates of value added tax on goods in the Nordic countries, Germany and most others of Europe
(European Commission, VAT rates): where prices are shown without it, the total holds it. All rates
there are would explain nearly any fee."""
DRAWN_S = 2.0
"""Within it a page that draws a total anew has drawn the delivery price, too."""
DELIVERIES = 20
"""Prices before, between and after two totals that may explain their difference."""


def in_checkout_since(timeline: Timeline, path: Path) -> float:
    """When the checkout had begun: the first form of personal data was sent, or the second half
    of the scenario's steps was entered, whichever came first; infinity if neither did."""
    sent = [m.at_s for m in timeline.all(Submit) if not m.event.refused and _personal(m.event)]
    half = len(path.scenario.steps) // 2
    entered = [r.since_s for r in path.reached[half:] if r] if half else []
    return min([*sent, *entered], default=float("inf"))


def _personal(submit: Submit) -> bool:
    filled = [state for state in submit.fields if state.filled]
    if any(s.sensitive or s.target.type in PERSONAL for s in filled):
        return True
    return sum(1 for s in filled if s.target.text_entry and not _quantity(s)) >= TEXT_FIELDS


def _quantity(state: FieldState) -> bool:
    return bool(QUANTITY.search(state.key)) or counts(state.target)


def counts(target: Target) -> bool:
    named = f"{target.name} {target.selector} {target.test_id or ''}"
    return target.role == "spinbutton" or target.type == "number" or matches(QUANTITY, named)


class Doings:
    """What the shopper did to the basket, or openly to the price, looked up by time."""

    def __init__(self, timeline: Timeline) -> None:
        changes, submits = timeline.all(Change), timeline.all(Submit)
        quantities = [m.at_s for m in changes if counts(m.event.target)]
        sent = [m.at_s for m in submits if any(_quantity(state) for state in m.event.fields)]
        self._basket = sorted([*quantities, *sent])
        self._here: dict[tuple[str, int], list[float]] = defaultdict(list)
        for moment in (*changes, *timeline.all(Click)):
            self._here[moment.view_key].append(moment.at_s)
        for times in self._here.values():
            times.sort()

    def explain(self, before: Moment[Total], now: Moment[Total]) -> bool:
        """Whether the shopper changed the basket between two totals, or caused the change openly:
        in the view that shows both, after a press or a choice made there."""
        if _between(self._basket, before, now):
            return True
        same = before.view_key == now.view_key
        return same and _between(self._here.get(now.view_key, []), before, now)

    def basket_changed(self, since_s: float, until_s: float) -> bool:
        """Whether the shopper changed a quantity within this time."""
        place = bisect_left(self._basket, since_s)
        return place < len(self._basket) and self._basket[place] <= until_s


class Choices:
    """What the shopper chose from: lists, ticks, steppers, vouchers. Typing is none, nor is giving
    what a card says: when it ends changes no price and no promise."""

    def __init__(self, timeline: Timeline) -> None:
        fields: list[Moment[Any]] = [*timeline.all(Change), *timeline.all(Setting)]
        chosen = [
            (m.at_s, m.event.target) for m in fields
            if _voucher(m.event.target)
            or not (m.event.target.text_entry or is_expiry(m.event.target))
        ]  # fmt: skip
        pressed = [
            (m.at_s, m.event.target)
            for m in timeline.all(Click)
            if (m.event.target.role in CHOICES and not is_expiry(m.event.target))
            or m.event.target.stepper
            or _voucher(m.event.target)
            or takes_delivery(m.event.target)
        ]  # fmt: skip
        made = sorted([*chosen, *pressed], key=lambda choice: choice[0])
        self._times = [at_s for at_s, _ in made]
        self._targets = [target for _, target in made]

    def made(self, since_s: float, until_s: float) -> bool:
        place = bisect_left(self._times, since_s)
        return place < len(self._times) and self._times[place] <= until_s

    def between(self, since_s: float, until_s: float) -> Sequence[Target]:
        """What was chosen within this time, in order."""
        first = bisect_left(self._times, since_s)
        return self._targets[first : bisect_right(self._times, until_s)]


def takes_delivery(target: Target) -> bool:
    """A way of delivery that is drawn as a card to press: what leads on is called after what comes
    next, and says so."""
    if target.role in ("link", "heading", "img") or target.text_entry or target.disabled:
        return False
    return matches(DELIVERS, target.name) and not matches(ONWARD, target.name)


def _voucher(target: Target) -> bool:
    return matches(VOUCHER, f"{target.name} {target.selector}")


def _between(times: list[float], before: Moment[Total], now: Moment[Total]) -> bool:
    place = bisect_left(times, before.at_s)
    return place < len(times) and times[place] <= now.at_s


def delivery_explains(
    deliveries: Sequence[Moment[Total]],
    before: Moment[Total],
    now: Moment[Total],
    rise: float,
    used: set[float],
    held: bool = False,
) -> float:
    """How much of a rise from ``before`` to ``now`` the delivery prices shown by then explain.

    A price that fits exactly explains the whole rise, once (``used`` remembers), but none that
    the total before had ``held``. One that was shown only now explains as much as it is, or as it
    is dearer than the price shown before.
    """
    deliveries = _about(deliveries, before, now)
    told = [d.at_s <= before.at_s or d.view_key == before.view_key for d in deliveries]
    known = [d for d, earlier in zip(deliveries, told, strict=True) if earlier]
    fresh = [
        d for d, earlier in zip(deliveries, told, strict=True)
        if not earlier and (d.at_s <= now.at_s or d.view_key == now.view_key)
    ]  # fmt: skip
    prior = known[-1].event.amount if known else 0.0
    if before.view_key == now.view_key:
        fresh = [
            d for d in deliveries
            if d.view_key == now.view_key and before.at_s < d.at_s <= now.at_s + DRAWN_S
        ]  # fmt: skip
        changes = {
            round(after.event.amount - first.event.amount, 2)
            for first, after in pairwise(deliveries) if after in fresh
        }  # fmt: skip
    else:
        changes = set()
    dearer = {round(d.event.amount - prior, 2) for d in fresh} | changes
    shown = [] if held else [*known, *fresh]
    exact = {round(d.event.amount, 2) for d in shown} | dearer
    for amount in sorted(exact - used):
        if abs(amount - rise) <= CENT:
            used.add(amount)
            return rise
    return max(0.0, min(rise, max(dearer, default=0.0)))


def _about(
    deliveries: Sequence[Moment[Total]], before: Moment[Total], now: Moment[Total]
) -> Sequence[Moment[Total]]:
    """The delivery prices shown around two totals: all of them, but in a log of very many."""
    first = bisect_left(deliveries, before.at_s, key=lambda d: d.at_s)
    last = bisect_right(deliveries, now.at_s, key=lambda d: d.at_s)
    return deliveries[max(0, first - DELIVERIES) : min(last, first + DELIVERIES) + DELIVERIES]


def tax_explains(total: float, lines: float, deliveries: Iterable[float]) -> bool:
    """Whether the total is the lines with a tax on them (or on them and the delivery), to the
    cent."""
    for delivery in deliveries:
        for rate in TAXES:
            taxed = (lines * (1 + rate) + delivery, (lines + delivery) * (1 + rate))
            if any(abs(total - sum_) <= CENT for sum_ in taxed):
                return True
    return False
