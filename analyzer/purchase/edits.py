"""Changes of the basket that the shop accepted, and the amounts before and after them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kitka.analyzer.forms.groups import grouped
from kitka.analyzer.purchase.basket import AMOUNTS, Basket
from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.purchase.totals import counts
from kitka.analyzer.results import Element
from kitka.analyzer.session.cues import Cues
from kitka.analyzer.session.elements import element_of, pressed
from kitka.analyzer.session.timeline import request_span
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import ADD, LIMITED, REMOVE, VOUCHER, says
from kitka.recorder.model import (
    Change,
    Click,
    Message,
    Request,
    Setting,
    Sighting,
    Submit,
    Total,
)

Amounts = dict[str, tuple[float, int]]


@dataclass(frozen=True)
class Edit:
    """A quantity was changed or a line removed at ``at_s``; at ``accepted_s`` the shop had taken
    it."""

    at_s: float
    accepted_s: float
    element: Element | None
    view: PageView


class Edits:
    """The accepted edits of one session; ``settled_s`` is how long amounts may take to follow,
    ``read_s`` how long old ones have to stand there to be taken for what is true."""

    def __init__(
        self, purchase: Purchase, basket: Basket, cues: Cues, settled_s: float, read_s: float
    ) -> None:
        self._purchase, self._settled_s, self._read_s = purchase, settled_s, read_s
        self._cues = cues
        self._timeline, self._basket = purchase.timeline, basket

    @cached_property
    def all(self) -> list[Edit]:
        found = sorted([*self._presses(), *self._settings(), *self._forms()], key=lambda e: e.at_s)
        merged: list[Edit] = []
        for edit in found:  # a press and the form that it sends are one
            if merged and edit.at_s - merged[-1].at_s <= 0.1:
                merged[-1] = edit
            else:
                merged.append(edit)
        return merged

    def _presses(self) -> Iterator[Edit]:
        for click in self._timeline.all(Click):
            target = click.event.target
            element = element_of(target)
            view = self._timeline.view_of(click)
            edits = target.stepper or (says(REMOVE, element) and not says(VOUCHER, element))
            if not edits or target.disabled or view is None:
                continue
            own = [m for m in self._timeline.requests(click) if not m.event.third_party]
            writes = [m for m in own if m.event.method not in ("GET", "HEAD")]
            if writes and all(went_well(m.event) for m in own):
                accepted = max(request_span(m)[1] for m in writes)
                yield Edit(click.at_s, accepted, element, view)

    def _settings(self) -> Iterator[Edit]:
        """A number or a list beside a line that is sent at once."""
        for moment in self._timeline.all(Setting):
            target, view = moment.event.target, self._timeline.view_of(moment)
            asked = moment.event.after.get("request")
            if view is None or asked is None or not counts(target) or not moment.event.kept:
                continue
            if self._purchase.next_press_s(moment.at_s) <= moment.at_s + asked / 1000 + 0.05:
                continue  # what was pressed next asked the shop
            if not self._failed_after(view, moment.at_s):
                yield Edit(moment.at_s, moment.at_s + asked / 1000, element_of(target), view)

    def _failed_after(self, view: PageView, at_s: float) -> bool:
        times = self._failures.get((view.page, view.number), [])
        place = bisect_left(times, at_s)
        return place < len(times) and times[place] - at_s <= self._settled_s

    @cached_property
    def _failures(self) -> dict[tuple[str, int], list[float]]:
        """Of each view, when requests began that failed."""
        found: dict[tuple[str, int], list[float]] = defaultdict(list)
        for m in self._timeline.all(Request):
            if not went_well(m.event):
                found[m.view_key].append(m.at_s)
        return found

    def _forms(self) -> Iterator[Edit]:
        """A form with a quantity that had been changed, or one that removes, after which the next
        page came, or which a script sent."""
        for submit in self._timeline.all(Submit):
            view, target = self._timeline.view_of(submit), pressed(submit.event)
            if view is None or submit.event.refused or ADD.search(target.name):
                continue
            removes = submit.event.via is not None and bool(REMOVE.search(target.name))
            if VOUCHER.search(f"{target.name} {submit.event.form}"):
                continue
            if not (removes or self._changed_quantity(view, submit.at_s)):
                continue
            if grouped(submit.event) and not any(counts(s.target) for s in submit.event.fields):
                continue  # a quantity beside it is sent by something else
            accepted = self._by_script(submit)
            if accepted is not None:
                yield Edit(submit.at_s, accepted, element_of(target), view)
                continue
            after = self._purchase.next_view(view)
            if after and after.document and not (after.load and after.load.status >= 400):
                yield Edit(submit.at_s, after.shown_s, element_of(target), view)

    def _by_script(self, submit: Moment[Submit]) -> float | None:
        """When the requests of the press that sent a form had all gone well; None without."""
        clicks = self._timeline.all(Click)
        place = bisect_right(clicks, submit.at_s + 0.05, key=lambda click: click.at_s) - 1
        if place < 0 or clicks[place].page != submit.page:
            return None
        own = [m for m in self._timeline.requests(clicks[place]) if not m.event.third_party]
        writes = [m for m in own if m.event.method not in ("GET", "HEAD")]
        near = submit.at_s - clicks[place].at_s <= 0.1
        if not (near and writes and all(went_well(m.event) for m in own)):
            return None
        return max(request_span(m)[1] for m in writes)

    def _changed_quantity(self, view: PageView, before_s: float) -> bool:
        return self._quantities.get((view.page, view.number), float("inf")) <= before_s

    @cached_property
    def _quantities(self) -> dict[tuple[str, int], float]:
        """Of each view, when a quantity was first changed there."""
        found: dict[tuple[str, int], float] = {}
        moments: list[Moment[Any]] = [
            *self._timeline.all(Change), *self._timeline.all(Setting), *self._timeline.all(Click)
        ]  # fmt: skip
        for m in moments:
            target = m.event.target
            if target.stepper or (counts(target) and not isinstance(m.event, Click)):
                found[m.view_key] = min(m.at_s, found.get(m.view_key, m.at_s))
        return found

    # ---------------------------------------------------------------- without effect

    def without_effect(self) -> Iterator[Edit]:
        for place, edit in enumerate(self.all):
            next_s = self.all[place + 1].at_s if place + 1 < len(self.all) else float("inf")
            before_s = self.all[place - 1].at_s if place else float("-inf")
            quick = min(next_s - edit.accepted_s, edit.at_s - before_s) < self._settled_s
            if not quick and self._unchanged(edit, next_s):
                yield edit

    def _unchanged(self, edit: Edit, next_s: float) -> bool:
        before = self._amounts(edit.view, edit.at_s)
        if not any(amount > 0 for amount, _ in before.values()) or self._told_why(edit, next_s):
            return False
        shown = self._shown.get((edit.view.page, edit.view.number), [])
        place = bisect_right(shown, edit.at_s, key=lambda m: m.at_s)
        if (place < len(shown) and shown[place].at_s <= next_s) or self._emptied(edit, next_s):
            return False
        following = self._purchase.next_view(edit.view)
        left_s = following.asked_s if following else edit.view.end_s
        if min(left_s, next_s, self._timeline.end_s) - edit.accepted_s >= self._settled_s:
            return True
        if following is None or following.began_s > next_s:
            return False
        if left_s - edit.accepted_s >= self._read_s and self._belied(edit, before, next_s):
            return True
        first = following.all(Total)
        acted = self._purchase.next_press_s(following.began_s)
        after = {
            m.event.what: (m.event.amount, m.event.count) for m in first
            if m.event.what in before and m.at_s <= min(next_s, acted)
        }  # fmt: skip
        return after.keys() == before.keys() and after == before

    def _emptied(self, edit: Edit, next_s: float) -> bool:
        """The last line was removed, and its amount went with it: the page calls the basket empty,
        or what a step waits for (a line of the basket) is gone."""
        until = min(next_s, edit.accepted_s + self._settled_s)
        if self._cues.between("empty_basket", edit.at_s, until):
            return True
        seen = edit.view.all(Sighting)
        place = bisect_left(seen, edit.at_s, key=lambda m: m.at_s)
        return any(not m.event.present for m in seen[place:] if m.at_s <= until)

    def _belied(self, edit: Edit, before: Amounts, next_s: float) -> bool:
        """The lines that the shop showed next were others, and nothing had changed them since."""
        until = min(next_s, self._basket.next_addition_s(edit.at_s))
        later = self._basket.amounts_between("lines", edit.accepted_s, until)
        if not later or "lines" not in before:
            return False
        vouchers = (
            press for press in self._purchase.presses
            if edit.at_s < press.at_s < later[0].at_s and says(VOUCHER, press.element)
        )  # fmt: skip
        now = later[0].event
        return (now.amount, now.count) != before["lines"] and not any(vouchers)

    def _told_why(self, edit: Edit, next_s: float) -> bool:
        until = min(next_s, self._purchase.next_press_s(edit.at_s + 0.05))
        following = self._purchase.next_view(edit.view)
        for view in (edit.view, following):
            times = self._refusals.get((view.page, view.number), []) if view else []
            place = bisect_right(times, edit.at_s)
            if place < len(times) and times[place] <= until:
                return True
        return False

    @cached_property
    def _refusals(self) -> dict[tuple[str, int], list[float]]:
        """Of each view, when it said that something went wrong or is limited."""
        found: dict[tuple[str, int], list[float]] = defaultdict(list)
        for m in self._timeline.all(Message):
            if m.event.severity == "error" or LIMITED.search(m.event.text):
                found[m.view_key].append(m.at_s)
        return found

    @cached_property
    def _shown(self) -> dict[tuple[str, int], list[Moment[Total]]]:
        found: dict[tuple[str, int], list[Moment[Total]]] = defaultdict(list)
        for m in self._timeline.all(Total):
            if m.event.what in AMOUNTS:
                found[m.view_key].append(m)
        return found

    def _amounts(self, view: PageView, before_s: float) -> Amounts:
        """What the view showed last of each kind."""
        last = (self._basket.amount(what, before_s + 0.0005) for what in AMOUNTS)
        return {
            m.event.what: (m.event.amount, m.event.count)
            for m in last
            if m is not None and m.view_key == (view.page, view.number)
        }

    def shown_before(self, edit: Edit) -> str:
        """The amount that stood there, in words."""
        key = (edit.view.page, edit.view.number)
        last = [self._basket.amount(what, edit.at_s + 0.0005) for what in AMOUNTS]
        amount = next(m.event for m in last if m is not None and m.view_key == key)
        return f"{amount.amount:.2f} {amount.currency}".strip()


def went_well(request: Request) -> bool:
    return not (request.failed or request.aborted) and request.status < 400
