"""The end of one attempt, as the signs look at it: its views, what was done last, and where."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from kitka.analyzer.facts import Facts
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.kinds import Grade, kind_of
from kitka.analyzer.reasons.words import CARD, DELIVERY, PAYMENT, RETURNS, about
from kitka.analyzer.results import Element, Friction, ReasonKind, Reference
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Change, Click, Focus, OffSite, Setting, Submit, Target, Total

ACTS = (Click, Focus, Change, Setting, Submit)
TOGETHER_S = 0.05
"""Events of one act: the press in a field, its focus, the first letter."""
FIELDS = frozenset({"textbox", "spinbutton", "combobox", "listbox", "radio", "checkbox", "slider"})
ELSEWHERE = 2
"""Fields after the troublesome one: the next may be reached by the key that leaves it."""


class Scene:
    """One session until its end at ``end_s`` (seconds of the session)."""

    def __init__(
        self,
        facts: Facts,
        frictions: Sequence[Friction],
        end_s: float,
        reference: Reference | None = None,
    ) -> None:
        self.facts, self.path, self.timeline = facts, facts.path, facts.timeline
        self.frictions, self.end_s, self.reference = frictions, end_s, reference
        self.limits = limits("reasons")
        self.last = self.timeline.view_at(end_s)
        self._told = {(f.evidence.page, f.evidence.view, f.rule) for f in frictions}

    def cause(
        self,
        kind: ReasonKind,
        text: str,
        view: PageView,
        grade: Grade,
        *,
        at_s: float | None = None,
        until_s: float | None = None,
        element: Element | None = None,
        scale: float = 1.0,
    ) -> Cause:
        """What a view shows to be a cause: since it was shown and as long as it stood there,
        unless ``at_s`` and ``until_s`` say otherwise."""
        begun = max(0.0, view.shown_s) if at_s is None else at_s
        over = view.end_s if until_s is None else until_s
        return Cause(
            kind, "", text, min(begun, self.end_s), grade, scale, element=element,
            step=self.path.towards(view.asked_s), until_s=min(over, self.end_s),
            where=(view.page, view.number),
        )  # fmt: skip

    # ---------------------------------------------------------------- the way

    @cached_property
    def views(self) -> list[PageView]:
        return [view for view in self.timeline.views if view.began_s <= self.end_s]

    @cached_property
    def stopped_in(self) -> PageView | None:
        """The view in which the shopper gave up: the last one, or the one before where they only
        went back or to where they had come in, and left from there at a glance."""
        last = self.last
        if last is None or len(self.views) < 2 or last.event is None:
            return last
        event, door = last.event, self.views[0]
        home = last.path == door.path and not self.is_step(last)
        back = event.navigation == "back_forward" or event.cause in ("pop", "restore")
        glance = self.stay_s(last) < self.limits["glance_s"] and not self.acts(last)
        return self.views[-2] if (home or back) and glance else last

    @property
    def in_checkout(self) -> bool:
        return self.checkout_s <= self.end_s

    @property
    def checkout_s(self) -> float:
        """When the checkout had begun; infinity if never."""
        return self.facts.purchase.checkout_s

    @cached_property
    def turns(self) -> list[tuple[PageView, PageView]]:
        """Views that were left again, back to a place that had been seen before; and that place."""
        seen: set[str] = set()
        found = []
        for there, back in pairwise(self.views):
            # One with the same address is the same page again: a reload, a form that came back.
            if back.url and back.url in seen and there.path != back.path:
                found.append((there, back))
            seen.add(there.url)
        return found

    def is_step(self, view: PageView) -> bool:
        """Whether a view is the page of a step, reached in order or not."""
        return self.path.step_of(view) >= 0

    def stay_s(self, view: PageView) -> float:
        """Seconds that a view stood before the shopper, without asides."""
        until = min(view.end_s if view is not self.last else self.end_s, self.end_s)
        return self.timeline.seconds(max(view.shown_s, view.began_s), until)

    # ---------------------------------------------------------------- what was done there

    def acts(self, view: PageView) -> list[Moment[Any]]:
        """Presses, entries and what was sent in a view until the end, in order."""
        found = [m for kind in ACTS for m in view.all(kind) if m.at_s <= self.end_s]
        return sorted(found, key=lambda moment: moment.at_s)

    def idle_s(self, view: PageView) -> float:
        """Seconds for which nothing had been done when the attempt, or the view, ended."""
        acts = self.acts(view)
        since = acts[-1].at_s if acts else max(view.shown_s, view.began_s)
        until = self.end_s if view is self.last else min(view.end_s, self.end_s)
        return self.timeline.seconds(since, max(since, until))

    def done_after(self, view: PageView, at_s: float, besides: Target) -> bool:
        """Whether something else than ``besides`` was pressed, entered or sent after ``at_s``."""
        same = identity(element_of(besides))
        later = (m for m in self.acts(view) if m.at_s > at_s + TOGETHER_S)
        return any(
            isinstance(m.event, Submit)
            or (m.event.target.interactive and identity(element_of(m.event.target)) != same)
            for m in later
        )

    def went_on(self, view: PageView) -> bool:
        """A form was sent from there, or the way led to the payment provider."""
        trips = self.timeline.all(OffSite)
        if any(m.event.away and view.began_s <= m.at_s <= self.end_s for m in trips):
            return True
        return any(not m.event.refused and m.at_s <= self.end_s for m in view.all(Submit))

    def typed(self, view: PageView) -> bool:
        return any(m.event.target.text_entry for m in view.all(Change) if m.at_s <= self.end_s)

    def entered(self, view: PageView) -> Moment[Focus] | Moment[Click] | None:
        """The field of text that was gone into last, by hand: pages put the focus somewhere when
        they are opened, too."""
        ready = max(view.shown_s, view.began_s) + self.limits["arrival_s"]
        found: list[Moment[Focus] | Moment[Click]] = []
        found += [m for m in view.all(Focus) if m.at_s >= ready]
        found += view.all(Click)
        known = (m for m in found if m.event.target.text_entry and m.at_s <= self.end_s)
        return max(known, key=lambda m: m.at_s, default=None)

    # ---------------------------------------------------------------- what it showed

    def stood_until(self, where: tuple[str, int]) -> float:
        """When a view was over, or the attempt; 0 for one that is not known."""
        view = self.timeline.view(*where)
        return min(view.end_s, self.end_s) if view else 0.0

    def told(self, view: PageView, rule: str) -> bool:
        return (view.page, view.number, rule) in self._told

    def hindered(self, view: PageView, *grades: Grade) -> bool:
        """Something went wrong there that says more than what the view merely showed; of the last
        view also what had cost time just before it came."""
        where = (view.page, view.number)
        just_s = self.end_s - self.limits["choice_s"]
        for friction in self.frictions:
            here = (friction.evidence.page, friction.evidence.view) == where
            just_now = friction.cost_s > 0 and friction.at_s + friction.cost_s >= just_s
            met = here or (view is self.last and just_now)
            if met and kind_of(friction)[1] in grades and not self.left_behind(friction):
                return True
        return False

    def left_behind(self, friction: Friction) -> bool:
        """Trouble with one field, after which others were filled in and that one was let be: it may
        still be wrong, but it is not where the shopper stopped."""
        if friction.element is None or friction.element.role not in FIELDS:
            return False
        over_s = max([friction.at_s + friction.cost_s, *friction.evidence.moments])
        if self._changed.get(identity(friction.element), -1.0) > over_s:
            return False
        later = len(self._change_times) - bisect_right(self._change_times, over_s)
        return later >= ELSEWHERE

    @cached_property
    def _changed(self) -> dict[str, float]:
        """Field → when it was changed last."""
        return {
            identity(element_of(m.event.target)): m.at_s
            for m in self.timeline.all(Change) if m.at_s <= self.end_s
        }  # fmt: skip

    @cached_property
    def _change_times(self) -> list[float]:
        return sorted(self._changed.values())

    def amounts(self, what: str) -> list[Moment[Total]]:
        return [m for m in self.timeline.all(Total) if m.event.what == what and m.event.amount]

    def asks_to_pay(self, view: PageView) -> bool:
        words = about(view)
        named = bool(PAYMENT.search(words)) and not DELIVERY.search(words)
        return (named and not RETURNS.search(words)) or self.card(view, Focus)

    def card(self, view: PageView, kind: type[Focus] | type[Change]) -> bool:
        touched = (m.event.target for m in view.all(kind) if m.at_s <= self.end_s)
        return any(CARD.search(words_of(target)) for target in touched)


def words_of(target: Target) -> str:
    return f"{target.name} {target.selector} {target.test_id or ''}"
