"""What a press that wrote to the shop really did: its requests, what was said, what moved."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from typing import Any

from kitka.analyzer.purchase.basket import AMOUNTS, Basket
from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.purchase.edits import went_well
from kitka.analyzer.results import Element
from kitka.analyzer.session.elements import element_of, pressed
from kitka.analyzer.session.timeline import request_span
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import ADD, FAILED, SUCCEEDED, says
from kitka.recorder.model import (
    Alert,
    Change,
    Click,
    Cue,
    Message,
    Rect,
    Request,
    Setting,
    Submit,
    Target,
)

READS = frozenset({"GET", "HEAD", "OPTIONS"})
TIMER_S = 2.0
"""So long a page may wait for more of the same before it sends it."""
MEASURES = re.compile(
    r"collect|track|event|\blogs?\b|beacon|metric|\brum\b|analytic|telemetr|statist|\bcsp|report"
    r"|pixel|monitor|\bping|vitals|sentry|consent|impression|heartbeat|recommend|experiment|\bab-?test|\bvariant",
    re.I,
)
DIALOG = Target(role="alertdialog", selector="alert")
"""What no page holds."""


@dataclass(frozen=True)
class Write:
    """A press that sent something: by script (``requests`` of the shop's own that are no reads) or
    as a form (``sent``). ``until_s`` is when something was pressed next."""

    at_s: float
    element: Element | None
    rect: Rect | None
    view: PageView
    requests: tuple[Moment[Request], ...]
    sent: bool
    until_s: float

    @property
    def ok(self) -> bool:
        return self.sent or all(went_well(m.event) for m in self.requests)

    @property
    def meant(self) -> list[Request]:
        """What the shopper had asked for: without what only measures."""
        return [m.event for m in self.requests if not MEASURES.search(m.event.url)]

    @property
    def failed(self) -> bool:
        """All that it wrote failed: a second try by the page itself would have gone well."""
        meant = self.meant
        return bool(meant) and not any(went_well(event) for event in meant)

    @property
    def answered_s(self) -> float:
        return max([self.at_s, *(request_span(m)[1] for m in self.requests)])


class Writes:
    """All writing presses of a session, in order, and what followed each."""

    def __init__(self, purchase: Purchase, basket: Basket) -> None:
        self.purchase, self.basket = purchase, basket
        self.timeline = purchase.timeline

    @cached_property
    def all(self) -> list[Write]:
        return sorted([*self._scripted(), *self._sent()], key=lambda write: write.at_s)

    def _scripted(self) -> Iterator[Write]:
        for click in self.timeline.clicks.values():
            view = self.timeline.view_of(click)
            writes = tuple(
                m for m in self.timeline.requests(click)
                if not m.event.third_party and not m.event.aborted
                and m.event.method not in READS
                and m.event.type in ("fetch", "xhr")
            )  # fmt: skip
            if view is None or not writes or click.event.target.ignore:
                continue
            target, until = click.event.target, self.purchase.next_press_s(click.at_s)
            yield Write(click.at_s, element_of(target), target.rect, view, writes, False, until)

    @cached_property
    def unnamed(self) -> list[Write]:
        """Writes that failed and that name no press, because a timer sent them off (what was set
        is saved a moment later): the last deed in their page, just before, is taken for it. What
        measures is nobody's deed."""
        found, known = [], {write.at_s for write in self.all}
        for m in self.timeline.all(Request):
            event, view = m.event, self.timeline.view_of(m)
            writes = event.method not in READS and event.type in ("fetch", "xhr")
            if event.click is not None or not writes or view is None or went_well(event):
                continue
            if event.third_party or event.aborted or MEASURES.search(event.url):
                continue
            deeds = self._deeds.get(m.page, [])
            place = bisect_right(deeds, m.at_s, key=lambda deed: deed.at_s) - 1
            deed = deeds[place] if place >= 0 else None
            if deed is None or m.at_s - deed.at_s > TIMER_S or deed.at_s in known:
                continue
            target, until = deed.event.target, self.purchase.next_press_s(m.at_s)
            found.append(
                Write(deed.at_s, element_of(target), target.rect, view, (m,), False, until)
            )
        return found

    @cached_property
    def _deeds(self) -> dict[str, list[Moment[Any]]]:
        """By page, in order."""
        found: dict[str, list[Moment[Any]]] = {}
        deeds: list[Moment[Any]] = [
            *self.timeline.all(Click), *self.timeline.all(Change), *self.timeline.all(Setting)
        ]  # fmt: skip
        for deed in sorted(deeds, key=lambda deed: deed.at_s):
            found.setdefault(deed.page, []).append(deed)
        return found

    def _sent(self) -> Iterator[Write]:
        for submit in self.timeline.all(Submit):
            event, view = submit.event, self.timeline.view_of(submit)
            if event.refused or event.method == "get" or view is None:
                continue
            after = self.purchase.next_view(view)
            target, until = pressed(event), self.purchase.next_press_s(submit.at_s)
            if after is None or after.page == view.page or after.began_s > until:
                continue  # a script took it
            if after.load and after.load.status >= 400:
                continue
            yield Write(submit.at_s, element_of(target), target.rect, view, (), True, until)

    # ---------------------------------------------------------------- what was said

    def messages(self, write: Write, within_s: float) -> Iterable[Moment[Message]]:
        """What was said of it: soon after the answer came, in its page, or on the next one."""
        until = write.until_s if write.sent else min(write.until_s, write.answered_s + within_s)
        known = self._messages
        place = bisect_left(known, write.at_s, key=lambda m: m.at_s)
        while place < len(known) and known[place].at_s <= until:
            same = known[place].page == write.view.page
            if same != write.sent:  # a form's answer is the next page, a script's the same one
                yield known[place]
            place += 1

    @cached_property
    def _messages(self) -> list[Moment[Message]]:
        """In the page, also in plain words that the page as a whole failed; or in a dialog of the
        browser: a news without a question."""
        more = [
            Moment(m.at_s, _as_message(m.event), m.page)
            for m in self.timeline.all(Alert) if m.event.type == "alert" and m.event.message
        ]  # fmt: skip
        more += [
            Moment(m.at_s, _as_error(m.event), m.page)
            for m in self.timeline.all(Cue) if m.event.what == "failed" and m.event.present
        ]  # fmt: skip
        told = self.timeline.all(Message)
        return sorted([*told, *more], key=lambda m: m.at_s) if more else told

    # ---------------------------------------------------------------- what moved

    def moved(self, write: Write) -> str:
        """What shows that it happened, before anything else was pressed; ``""`` if nothing."""
        reached = self.purchase.next_step_s(write.at_s)
        if reached != float("inf") and reached <= write.until_s:
            path = self.purchase.path
            return f"the step “{path.scenario.steps[path.last_reached(reached)].name}” was reached"
        for what in AMOUNTS:
            before = self.basket.amount(what, write.at_s)
            for now in self.basket.amounts_between(what, write.at_s, self._until(write)):
                old = before.event.amount if before else 0.0
                known = before is not None or self._first_addition(write)
                if known and self._is_change(write, old, now.event.amount):
                    return f"the {what} went from {old:.2f} to {now.event.amount:.2f}"
        return ""

    def _until(self, write: Write) -> float:
        """Of an addition, the next page's amounts tell, too, until something is added again."""
        if not says(ADD, write.element):
            return write.until_s
        last = self.basket.next_addition_s(write.at_s + 0.1)
        views = self.timeline.views
        place = bisect_right(views, write.until_s, key=lambda view: view.began_s)
        after = views[place] if place < len(views) else None
        return min(last, after.end_s if after else float("inf"))

    def _is_change(self, write: Write, old: float, new: float) -> bool:
        return new > old if says(ADD, write.element) else abs(new - old) >= 0.01

    def _first_addition(self, write: Write) -> bool:
        """The first, or after none of which the shop had said anything but that it failed."""
        return says(ADD, write.element) and write.at_s <= self._first_taken_s + 0.1

    @cached_property
    def _first_taken_s(self) -> float:
        """The first addition that was answered by more than errors; a click and the form that it
        sent are one."""
        presses = [press.at_s for press in self.purchase.additions]
        times = [t for place, t in enumerate(presses) if not place or t > presses[place - 1] + 0.1]
        for since_s, until_s in zip_longest(times, times[1:], fillvalue=float("inf")):
            if not self._only_complained(since_s, until_s):
                return since_s
        return float("inf")

    def _only_complained(self, since_s: float, until_s: float) -> bool:
        first = bisect_left(self._messages, since_s, key=lambda m: m.at_s)
        last = bisect_left(self._messages, until_s, key=lambda m: m.at_s)
        return {m.event.severity for m in self._messages[first:last]} == {"error"}


def _as_message(alert: Alert) -> Message:
    wrong = FAILED.search(alert.message) and not SUCCEEDED.search(alert.message)
    return Message(
        t=alert.t, view=alert.view, target=DIALOG, text=alert.message,
        severity="error" if wrong else "status",
    )  # fmt: skip


def _as_error(cue: Cue) -> Message:
    return Message(t=cue.t, view=cue.view, target=cue.target, text=cue.target.name)
