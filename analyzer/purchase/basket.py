"""What was in the basket: what showed it, and what the shopper did to it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import Any

from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.purchase.totals import counts
from kitka.analyzer.session.cues import Cues, Shown
from kitka.analyzer.session.views import Moment
from kitka.analyzer.session.waits import Press
from kitka.analyzer.words import PAY, REMOVE, says
from kitka.recorder.model import Change, Click, Setting, Submit, Target, Total

AMOUNTS = ("total", "lines")
MORE = re.compile(
    r"^[+＋]|\b(plus|increase|increment|more|add one|one more)\b|lisää|kasvata|enemmän|öka|fler\b"
    r"|erhöhen|\bmehr\b",
    re.I,
)
"""Names of the stepper that makes a quantity larger."""


class Basket:
    """The basket of one session over time."""

    def __init__(self, purchase: Purchase) -> None:
        self.purchase = purchase
        self.timeline = purchase.timeline
        self._amounts = [m for m in self.timeline.all(Total) if m.event.what in AMOUNTS]

    def next_addition_s(self, after_s: float) -> float:
        """When something was put in next; infinity for never."""
        place = bisect_right(self._additions, after_s)
        return self._additions[place] if place < len(self._additions) else float("inf")

    def added(self, since_s: float, until_s: float) -> bool:
        """Whether something was put in within this time."""
        return self.next_addition_s(since_s) <= until_s

    @cached_property
    def _additions(self) -> list[float]:
        return [press.at_s for press in self.purchase.additions]

    @cached_property
    def _edits(self) -> list[float]:
        """When the shopper removed something or changed a quantity."""
        more = [m.at_s for m in self._steppers if _increases(m.event.target)]
        return sorted([*self._takings, *more])

    @cached_property
    def _steppers(self) -> list[Moment[Click]]:
        return [m for m in self.timeline.all(Click) if m.event.target.stepper]

    @cached_property
    def _takings(self) -> list[float]:
        """When something was removed or a quantity changed that may have become nought: one more
        of a thing empties no basket."""
        edits = [press.at_s for press in self.purchase.presses if says(REMOVE, press.element)]
        edits += [m.at_s for m in self._steppers if not _increases(m.event.target)]
        changed: list[Moment[Any]] = [*self.timeline.all(Change), *self.timeline.all(Setting)]
        edits += [m.at_s for m in changed if counts(m.event.target)]
        edits += [m.at_s for m in self.timeline.all(Submit) if says_remove(m)]
        return sorted(edits)

    def _taken(self, since_s: float, until_s: float) -> bool:
        place = bisect_left(self._takings, since_s)
        return place < len(self._takings) and self._takings[place] <= until_s

    def edited(self, since_s: float, until_s: float) -> bool:
        place = bisect_left(self._edits, since_s)
        return place < len(self._edits) and self._edits[place] <= until_s

    # ---------------------------------------------------------------- evidence

    @cached_property
    def _filled(self) -> list[float]:
        """When it was seen that something is in it."""
        seen = [m.at_s for m in self._amounts if m.event.amount > 0]
        seen += [
            press.at_s for press in self.purchase.additions
            if self._answered(press) and not self._stood_at_nought(press)
        ]  # fmt: skip
        if self.purchase.checkout_s != float("inf"):
            seen.append(self.purchase.checkout_s)
        return sorted(seen)

    def _answered(self, press: Press) -> bool:
        """The shop took it: another page came, or its own request went well."""
        clicks = [m for m in self._clicks.get(press.where, ()) if m.at_s == press.at_s]
        if not clicks:
            return True  # a form that was sent
        reaction = self.timeline.reaction(clicks[0])
        after = reaction.after if reaction else {}
        own = [m.event for m in self.timeline.requests(clicks[0]) if not m.event.third_party]
        if any(event.failed or event.status >= 400 for event in own):
            return False
        return bool({"unloading", "navigation"} & after.keys()) or bool(own)

    def _stood_at_nought(self, press: Press) -> bool:
        """Beside it the basket was shown as empty, and as nothing else until its view ended."""
        here = [m.event.amount for m in self._amounts if m.view_key == press.where]
        return bool(here) and max(here) == 0

    @cached_property
    def _clicks(self) -> dict[tuple[str, int], list[Moment[Click]]]:
        found: dict[tuple[str, int], list[Moment[Click]]] = {}
        for click in self.timeline.all(Click):
            found.setdefault(click.view_key, []).append(click)
        return found

    def last_filled_s(self, before_s: float) -> float | None:
        place = bisect_left(self._filled, before_s) - 1
        return self._filled[place] if place >= 0 else None

    # ---------------------------------------------------------------- emptied

    def emptied(self, cues: Cues) -> list[Shown]:
        """Views that called the basket empty although something had been in it, and the shopper
        had neither emptied it nor bought what was in it."""
        return [cue for cue in cues.of("empty_basket") if self._is_lost(cue)]

    def _is_lost(self, cue: Shown) -> bool:
        filled_s = self.last_filled_s(cue.start_s)
        if filled_s is None or cue.start_s >= self.purchase.done_s:
            return False
        if self._taken(filled_s - 0.001, cue.start_s) or self._removing(cue):
            return False
        if self._amount_in(cue) or self._bought(filled_s, cue):
            return False
        on_s = self.purchase.next_step_s(cue.start_s)
        return on_s == float("inf") or self.next_addition_s(cue.start_s) <= on_s

    def _removing(self, cue: Shown) -> bool:
        """The last that was done before it, whatever else was shown in between."""
        press = self.purchase.press_before(cue.start_s)
        return press is not None and self._taken(press.at_s - 0.1, cue.start_s)

    def _amount_in(self, cue: Shown) -> bool:
        """Since the last press there, an amount stands in the same view: a small basket aside."""
        press = self.purchase.press_before(cue.start_s)
        since = max(cue.view.asked_s, press.at_s if press else 0.0)
        return any(
            m.event.what in AMOUNTS and m.event.amount > 0 and m.at_s > since
            for m in cue.view.all(Total)
        )

    def _bought(self, filled_s: float, cue: Shown) -> bool:
        """The order was placed in between, and a page came that is no step of the scenario."""
        last = self.purchase.press_before(cue.start_s)
        place = bisect_right(self._placed, filled_s)
        placed = place < len(self._placed) and self._placed[place] <= cue.start_s
        return placed and last is not None and not says(PAY, last.element)

    @cached_property
    def _placed(self) -> list[float]:
        return [press.at_s for press in self.purchase.presses if says(PAY, press.element)]

    # ---------------------------------------------------------------- amounts

    def amount(self, what: str, before_s: float) -> Moment[Total] | None:
        """What was last shown before a moment."""
        known = self._by_kind.get(what, [])
        place = bisect_left(known, before_s, key=lambda m: m.at_s) - 1
        return known[place] if place >= 0 else None

    def amounts_between(self, what: str, since_s: float, until_s: float) -> list[Moment[Total]]:
        known = self._by_kind.get(what, [])
        first = bisect_left(known, since_s, key=lambda m: m.at_s)
        return known[first : bisect_right(known, until_s, key=lambda m: m.at_s)]

    @cached_property
    def _by_kind(self) -> dict[str, list[Moment[Total]]]:
        found: dict[str, list[Moment[Total]]] = {}
        for moment in self._amounts:
            found.setdefault(moment.event.what, []).append(moment)
        return found


def _increases(target: Target) -> bool:
    return bool(MORE.search(f"{target.name.strip()} {target.test_id or ''}"))


def says_remove(submit: Moment[Submit]) -> bool:
    via = submit.event.via
    return via is not None and bool(REMOVE.search(via.name))
