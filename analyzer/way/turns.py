"""Turning back and going in circles: what u_turn, step_bounce and page_loop tell of.

One going to and fro is told once: by the rule that says most, a step bounce before a loop before a
u-turn. What is no turning back is left out here, for all three.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from kitka.analyzer.forms.groups import grouped
from kitka.analyzer.rules import limits
from kitka.analyzer.session.views import PageView
from kitka.analyzer.session.waits import CLOCKS_S, LINK_S, Press
from kitka.analyzer.way.changed import changed_there
from kitka.analyzer.way.loops import loops
from kitka.analyzer.way.visits import DOINGS, GLANCE_S, TWICE_S, Visits, address, within
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


class Way(Visits):
    """Turns, bounces and circles among the visits of one session."""

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

    def _by_shopper(self, there: PageView, back: PageView) -> bool:
        """Not a redirect, not the way back from elsewhere, not the closing of a layer."""
        away = within(self._away, there.asked_s, back.shown_s)
        layered = within(self._layers, there.asked_s - LINK_S, back.asked_s)
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
        # The second of a double press came to this page, and was made for the one before.
        presses = len([
            m for m in there.all(Click)
            if m.at_s < turn.back.asked_s - LINK_S
            and not (m.event.count > 1 and m.at_s - turn.since_s <= TWICE_S)
        ])  # fmt: skip
        height = there.event.height if there.event and there.event.height else 720
        scrolled = max((m.event.distance for m in there.all(Scroll)), default=0.0)
        return presses == 0 and scrolled < height

    def bounces(self, within_s: float) -> list[tuple[Turn, int, int]]:
        """Turns from the page of a step of the checkout to that of the step before, at most
        ``within_s`` after arriving, with the indices of both steps."""
        since_s = self.purchase.checkout_s
        found = []
        for turn in self.turns:
            index, back = self.step_of(turn.there), self.step_of(turn.back)
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

    @cached_property
    def _bounced(self) -> list[tuple[Turn, int, int]]:
        return self.bounces(limits("step_bounce")["within_s"])

    @cached_property
    def _looped(self) -> list[list[PageView]]:
        numbers = limits("page_loop")
        return loops(self, int(numbers["visits"]), numbers["within_s"], numbers["circle_s"])

    def bounced_between(self, start_s: float, end_s: float) -> bool:
        return within(self._bounce_times, start_s, end_s)

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
        step = steps and self.step_of(turn.there) >= 0
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
