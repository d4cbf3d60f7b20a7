"""Turning back and going in circles: what u_turn, step_bounce and page_loop tell of.

One going to and fro is told once: by the rule that says most, a step bounce before a loop before a
u-turn. What is no turning back is left out here, for all three.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise

from kitka.analyzer.answers import BY_HAND
from kitka.analyzer.changed import changed_there
from kitka.analyzer.elements import identity
from kitka.analyzer.groups import grouped
from kitka.analyzer.path import normalised
from kitka.analyzer.purchase import Purchase
from kitka.analyzer.rules import limits
from kitka.analyzer.views import PageView
from kitka.analyzer.waits import CLOCKS_S, LINK_S, Press
from kitka.recorder.model import (
    Change,
    Click,
    Cue,
    Layer,
    Message,
    OffSite,
    Scroll,
    Setting,
    Submit,
)

BETWEEN = 30
"""Visits that are looked at to tell a loop from a walk around."""
DOINGS = (Change, Submit, Setting)
"""What is done on a page besides looking and leaving."""
TWICE_S = 0.5
"""Between two presses of one double press: the default of Windows."""
GLANCE_S = 0.3
"""A view that was there for less was not seen: a redirect."""


@dataclass(frozen=True, eq=False)
class Turn:
    """From ``first`` to ``there`` and back to the same view, ``back``; ``stay_s`` seconds there
    without asides. ``press`` led there."""

    first: PageView
    there: PageView
    back: PageView
    stay_s: float
    press: Press | None

    @property
    def since_s(self) -> float:
        return self.press.at_s if self.press else self.there.asked_s


class Way:
    """The visits of one session in order: a view that was shown, reloads of it included."""

    def __init__(self, purchase: Purchase) -> None:
        self.purchase, self.path = purchase, purchase.path
        self.timeline = purchase.timeline
        self.visits = [view for view in self.timeline.views if view.event is not None]
        self._names: dict[int, str] = {}

    def name(self, view: PageView) -> str:
        """The normalised view; ``*`` stands for one of many."""
        if id(view) not in self._names:
            self._names[id(view)] = normalised(view, self.path.scenario)
        return self._names[id(view)]

    @cached_property
    def turns(self) -> list[Turn]:
        """Every going there and back that the shopper did."""
        found = []
        for first, there, back in zip(self.visits, self.visits[1:], self.visits[2:], strict=False):
            same = address(first) == address(back) != address(there)
            if same and self.name(first) != self.name(there) and self._by_shopper(there, back):
                stay_s = self.timeline.seconds(there.shown_s, back.asked_s)
                found.append(Turn(first, there, back, stay_s, self.led(there)))
        return found

    def led(self, view: PageView) -> Press | None:
        """The press that led to a view."""
        waits = self.path.waits
        return waits.cause_of(view) if view.document else waits.press_before(view.asked_s)

    def _by_shopper(self, there: PageView, back: PageView) -> bool:
        """Not a redirect, not the way back from elsewhere, not the closing of a layer."""
        away = _within(self._away, there.asked_s, back.shown_s)
        layered = _within(self._layers, there.asked_s - LINK_S, back.asked_s)
        if away or layered or back.asked_s - there.shown_s < GLANCE_S or there.event is None:
            return False
        navigated = back.event is not None and (
            back.event.navigation == "back_forward" or back.event.cause in ("pop", "restore")
        )
        since_s, until_s = back.asked_s - LINK_S, back.asked_s + CLOCKS_S
        return navigated or any(since_s <= m.at_s <= until_s for m in there.all(Click))

    @cached_property
    def _away(self) -> list[float]:
        return [moment.at_s for moment in self.timeline.all(OffSite)]

    @cached_property
    def _layers(self) -> list[float]:
        """When layers came up that a press had asked for."""
        shown = self.timeline.all(Layer)
        return [m.at_s for m in shown if m.event.asked and m.event.state == "shown"]

    def idle(self, turn: Turn) -> bool:
        """Nothing was done there but to leave: no field, no form, no other press, no reading
        further down than what was before the eyes."""
        there = turn.there
        if any(isinstance(moment.event, DOINGS) for moment in there.moments):
            return False
        presses = len([m for m in there.all(Click) if m.at_s < turn.back.asked_s - LINK_S])
        height = there.event.height if there.event and there.event.height else 720
        scrolled = max((m.event.distance for m in there.all(Scroll)), default=0.0)
        return presses == 0 and scrolled < height

    def bounces(self, within_s: float) -> list[tuple[Turn, int, int]]:
        """Turns from the page of a step of the checkout to that of the step before, at most
        ``within_s`` after arriving, with the indices of both steps."""
        since_s = self.purchase.checkout_s
        found = []
        for turn in self.turns:
            index, back = self._step_of(turn.there), self._step_of(turn.back)
            if index < 2 or back != self._before(index) or turn.stay_s > within_s:
                continue
            shopping = "*" in self.name(turn.back) or turn.there.began_s < since_s
            if not shopping and not self._refused(turn) and not self._for_a_reason(turn):
                found.append((turn, index, back))
        return found

    def _before(self, index: int) -> int:
        """The step reached before this one, on another page; −2 for none."""
        here = self.path.reached[index]
        earlier = [
            place for place, reached in enumerate(self.path.reached[:index])
            if reached and here and self.name(reached.view) != self.name(here.view)
        ]  # fmt: skip
        return earlier[-1] if earlier else -2

    def _step_of(self, view: PageView) -> int:
        """Index of the last step whose page this is (by the view at which it was reached)."""
        name = self.name(view)
        known = [
            index for index, reached in enumerate(self.path.reached)
            if reached and self.name(reached.view) == name
        ]  # fmt: skip
        return known[-1] if known else -1

    def _refused(self, turn: Turn) -> bool:
        views = (turn.there, turn.back)
        said = any(m.event.severity == "error" for view in views for m in view.all(Message))
        # Of fields without a form, a button that led back may be one that says so.
        since_s = turn.back.asked_s - LINK_S
        sent = turn.there.all(Submit)
        return said or any(not grouped(m.event) or m.at_s < since_s for m in sent)

    def _for_a_reason(self, turn: Turn) -> bool:
        """Something was changed on the page that was gone back to: that is what pages are for."""
        changed = any(m.event.how != "autofill" for m in turn.back.all(Change))
        return changed or bool(turn.back.all(Setting)) or changed_there(turn.back)

    def loops(self, times: int, within_s: float, circle_s: float) -> list[list[PageView]]:
        """Runs of ``times`` visits to one and the same page, by navigation, within ``within_s``;
        within ``circle_s`` where nothing was done on any of the pages but to be led on."""
        found: list[list[PageView]] = []
        by_address: dict[str, list[int]] = {}
        for place, view in enumerate(self.visits):
            if not self._by_itself(place):
                by_address.setdefault(address(view), []).append(place)
        for places in by_address.values():
            used = -1
            for start in range(len(places) - times + 1):
                run = places[start : start + times]
                first, last = self.visits[run[0]], self.visits[run[-1]]
                took_s = self.timeline.seconds(first.asked_s, last.asked_s)
                soon = took_s <= within_s or (took_s <= circle_s and self._nothing_done(run))
                if soon and run[0] > used and not self._comparing(run):
                    found.append([self.visits[place] for place in run])
                    used = run[-1]
        apart: list[list[PageView]] = []
        for one in sorted(found, key=lambda views: views[0].asked_s):
            if not apart or one[0].asked_s >= apart[-1][-1].asked_s:
                apart.append(one)  # of one circle, the page that came first
        return apart

    def _by_itself(self, place: int) -> bool:
        """A page that is shown again because a form was sent (refused, or a basket's own), or
        whose address a script only wrote anew."""
        view, before = self.visits[place], self.visits[place - 1] if place else None
        if view.event is not None and view.event.cause == "replace":
            return True
        if before is None:
            return False
        if not view.document and address(before) == address(view):
            return True
        if self._pressed_twice(before, view):
            return True
        return _sent(before, view) and not self._in_a_circle(place)

    def _pressed_twice(self, before: PageView, view: PageView) -> bool:
        """The same link was pressed again before the page that it led to had been looked at, as in
        a double press; the link stands on that page, too."""
        first, again = self.led(before), self.led(view)
        if first is None or again is None or address(before) != address(view):
            return False
        soon = self.timeline.seconds(first.at_s, again.at_s) <= TWICE_S
        return soon and identity(first.element) == identity(again.element)

    def _in_a_circle(self, place: int) -> bool:
        """Sent from this page on to another, and by the form there back again: neither was
        refused, and nobody chose to turn back."""
        if place < 2:
            return False
        first, between, back = self.visits[place - 2 : place + 1]
        return address(first) == address(back) != address(between) and _sent(first, between)

    def _nothing_done(self, run: Sequence[int]) -> bool:
        """Of all that was visited: nothing filled in, sent or chosen, no way back by the browser's
        own buttons, and each page left by the one press made there."""
        views = self.visits[run[0] : run[-1] + 1]
        for view in views[1:]:
            event = view.event
            if event is None or event.navigation in BY_HAND or event.cause in ("pop", "restore"):
                return False
        return not any(
            any(isinstance(m.event, DOINGS) for m in view.moments) or len(view.all(Click)) != 1
            for view in views[:-1]
        )

    def _comparing(self, run: Sequence[int]) -> bool:
        """Different things were looked at in between: that is how one shops."""
        if run[-1] - run[0] > BETWEEN:
            return True
        places = [place for one, other in pairwise(run) for place in range(one + 1, other)]
        between = [self.visits[place] for place in places]
        # Where the page before led on by itself nobody chose what was looked at.
        one_of_many = any(
            "*" in self.name(self.visits[place]) and not self._led_on(place) for place in places
        )
        return len({address(view) for view in between}) > 1 or one_of_many

    def _led_on(self, place: int) -> bool:
        """Nothing was pressed on the page before, which had been seen, and no browser's button: it
        led on by itself. A press that led there leads nowhere else."""
        if not place:
            return False
        before, view = self.visits[place - 1], self.visits[place]
        event = view.event
        if not view.document or event is None or event.navigation in BY_HAND:
            return False
        press, first = self.led(view), self.led(before)
        # What was pressed before is no cause; what was pressed there would be another press.
        alone = press is None or (first is not None and press is first)
        seen = view.asked_s - before.shown_s >= GLANCE_S
        acted = any(m.at_s >= before.shown_s for m in before.all(Click))
        return alone and seen and not acted

    @cached_property
    def _bounced(self) -> list[tuple[Turn, int, int]]:
        return self.bounces(limits("step_bounce")["within_s"])

    @cached_property
    def _looped(self) -> list[list[PageView]]:
        numbers = limits("page_loop")
        return self.loops(int(numbers["visits"]), numbers["within_s"], numbers["circle_s"])

    def bounced_between(self, start_s: float, end_s: float) -> bool:
        return _within(self._bounce_times, start_s, end_s)

    @cached_property
    def _bounce_times(self) -> list[float]:
        return sorted(turn.there.asked_s for turn, _, _ in self._bounced)

    @cached_property
    def _first(self) -> dict[str, PageView]:
        found: dict[str, PageView] = {}
        for view in self.visits:
            found.setdefault(address(view), view)
        return found

    def on_purpose(self, turn: Turn, *, steps: bool = True) -> bool:
        """A page that was known, that of a step (unless these count for nothing), or what came of
        sending a form: nobody had expected anything else there."""
        known = self._first[address(turn.there)] is not turn.there
        account = any(m.event.what == "account" for m in turn.there.all(Cue))  # forced_account
        step = steps and self._step_of(turn.there) >= 0
        return known or account or step or bool(turn.first.all(Submit))

    def chosen_from_s(self, view: PageView) -> float | None:
        """When the shopper first saw this page, if the step reached last by then was led to from
        it: back on the list, one is choosing again, and that step lies ahead."""
        first = self._first[address(view)]
        place = self.path.last_reached(view.asked_s)
        reached = self.path.reached[place] if place >= 0 else None
        after = self.purchase.next_view(first)
        if reached is None or after is None or first is view or not after.document:
            return None
        same = (reached.view.page, reached.view.number) == (after.page, after.number)
        return first.shown_s if same else None

    @cached_property
    def _in_loops(self) -> set[int]:
        """The visits within loops, by identity."""
        place = {id(view): index for index, view in enumerate(self.visits)}
        steps = [0] * (len(self.visits) + 1)
        for run in self._looped:
            steps[place[id(run[0])]] += 1
            steps[place[id(run[-1])] + 1] -= 1
        depths = accumulate(steps)
        return {id(view) for view, depth in zip(self.visits, depths, strict=False) if depth}

    def told(self, turn: Turn) -> bool:
        """Whether a rule that says more tells of this turn."""
        bounced = self.bounced_between(turn.there.asked_s, turn.there.asked_s)
        return bounced or id(turn.there) in self._in_loops


def _sent(before: PageView, view: PageView) -> bool:
    """A form sent from the page before led to this one."""
    return any(m.at_s >= view.asked_s - 2 * LINK_S for m in before.all(Submit))


def _within(times: Sequence[float], start_s: float, end_s: float) -> bool:
    place = bisect_left(times, start_s)
    return place < len(times) and times[place] <= end_s


def address(view: PageView) -> str:
    """Path, query and route: a page, as opposed to its filters and its number."""
    base, mark, fragment = view.url.partition("#")
    return base + (mark + fragment if fragment.startswith(("/", "!/")) else "")
