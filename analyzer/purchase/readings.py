"""The amount that each view of a session showed, and which of them were from before."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise
from typing import Literal

from kitka.analyzer.facts import Facts
from kitka.analyzer.purchase.edits import Edits
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.session.waits import Press
from kitka.analyzer.words import LIMITED, PROCEED, says
from kitka.recorder.model import Message, Request, Total

SAID_S = 1.0
"""A message that comes with an amount is about it."""
What = Literal["lines", "total"]
Reading = tuple[PageView, Moment[Total]]


class Readings:
    """What the views showed: their lines where these are watched, else their total."""

    def __init__(self, facts: Facts, edits: Edits) -> None:
        self._timeline, self._purchase, self._edits = facts.timeline, facts.purchase, edits
        self._what: What = "lines" if facts.scenario.watch.lines else "total"
        self._basket, self._choices = facts.basket, facts.choices

    @cached_property
    def _amounts(self) -> list[Moment[Total]]:
        return [m for m in self._timeline.all(Total) if m.event.what == self._what]

    @cached_property
    def all(self) -> list[Reading]:
        """The last amount of each view that showed one, in order."""
        last = {m.view_key: m for m in self._amounts}
        found = [(view, last.get((view.page, view.number))) for view in self._timeline.views]
        return [(view, moment) for view, moment in found if moment is not None]

    def older(self, settled_s: float, read_s: float) -> Iterator[tuple[Moment[Total], Reading]]:
        """What had been shown last, and the view that then showed an amount from before, for
        ``settled_s`` at least (``read_s`` where it asked the shop for nothing more) and with
        nothing changed back: loading it anew brought the right amount, or a change that the shop
        accepted had led from the one to the other."""
        first_shown: dict[tuple[float, int], float] = {}
        for m in self._amounts:
            first_shown.setdefault(state(m), m.at_s)
        for place, (before, now) in enumerate(pairwise(self.all), 1):
            (_, last), (view, shown) = before, now
            since_s = first_shown[state(shown)]
            if state(last) == state(shown) or since_s >= last.at_s:
                continue
            if view.event is not None and view.event.cause == "restore":
                continue  # out of the browser's cache: told as such
            if not self._untouched(last.at_s, shown.at_s) or not self._stood(
                now, settled_s, read_s
            ):
                continue
            after = self.all[place + 1] if place + 1 < len(self.all) else None
            if self._heals(last, now, after) or self._undone(since_s, last, shown):
                yield last, now

    def fallen(self, settled_s: float, read_s: float) -> Iterator[tuple[Moment[Total], Reading]]:
        """As ``older``, where a view shows only a total: what was bought had been made more, the
        amounts of that view (lines and total, where lines are watched) had followed and stood for
        ``read_s``, and after going on the first total that stood for ``settled_s`` was what it had
        been before. Only ever less: a delivery or a tax may make a total larger by just as much."""
        for before, view in pairwise(view for view in self._timeline.views if view.event):
            last = self._agreed(before, read_s)
            shown = self._first_settled(view, settled_s) if last else None
            if last is None or shown is None or not 0 < shown.event.amount < last.event.amount:
                continue
            more = self._made_more(before, last, shown.event.amount)
            told = _told_why(before, shown.at_s) or _told_why(view, shown.at_s + SAID_S)
            if not more or told or not self._untouched(last.at_s, shown.at_s):
                continue
            if self._went_on(view, last, shown):
                yield last, (view, shown)

    def _agreed(self, view: PageView, read_s: float) -> Moment[Total] | None:
        """The last total of a view, where it is the sum of the lines that stood there, too."""
        last = {m.event.what: m for m in view.all(Total)}
        total, lines = last.get("total"), last.get(self._what)
        if total is None or lines is None or total.event.amount != lines.event.amount:
            return None
        following = self._purchase.next_view(view)
        left_s = following.asked_s if following else view.end_s
        read = left_s - max(total.at_s, lines.at_s) >= read_s
        return total if read else None

    def _first_settled(self, view: PageView, settled_s: float) -> Moment[Total] | None:
        """Of a view without lines, the first total that stood for a while."""
        known = [m for m in view.all(Total) if m.event.what == "total"]
        following = self._purchase.next_view(view)
        left_s = following.asked_s if following else view.end_s
        until = [*(m.at_s for m in known[1:]), left_s]
        if any(m.event.what == "lines" for m in view.all(Total)):
            return None
        return next(
            (m for m, end_s in zip(known, until, strict=False) if end_s - m.at_s >= settled_s), None
        )

    def _made_more(self, view: PageView, last: Moment[Total], amount: float) -> bool:
        """What a view showed had been ``amount`` until the shopper changed the basket there."""
        lines = [m for m in view.all(Total) if m.event.what == self._what]
        for old, new in pairwise(lines):
            followed = new.event.amount == last.event.amount and old.event.amount == amount
            if followed and self._basket.edited(old.at_s, new.at_s):
                return True
        return False

    def _went_on(self, view: PageView, last: Moment[Total], shown: Moment[Total]) -> bool:
        """By what leads on, or by the browser's own buttons; nothing was put in or let go of."""
        pressed = [p for p in self._purchase.presses if last.at_s < p.at_s < shown.at_s]
        event = view.event
        by_hand = event is not None and (
            event.navigation == "back_forward" or event.cause in ("pop", "restore")
        )
        return all(map(_onward, pressed)) and (by_hand or bool(pressed))

    def _stood(self, now: Reading, settled_s: float, read_s: float) -> bool:
        """It was not still being fetched."""
        view, shown = now
        following = self._purchase.next_view(view)
        left_s = following.asked_s if following else view.end_s
        least_s = settled_s if view.all(Request) or not view.document else read_s
        return self._timeline.seconds(shown.at_s, left_s) >= least_s

    def _untouched(self, since_s: float, until_s: float) -> bool:
        """The shopper changed nothing that costs."""
        edited = self._basket.edited(since_s, until_s)
        return not (edited or self._choices.made(since_s, until_s))

    def _heals(self, last: Moment[Total], now: Reading, after: Reading | None) -> bool:
        """The same page, loaded anew, shows what had been shown before it."""
        if after is None or state(after[1]) != state(last):
            return False
        anew = after[0].document and after[0].path == now[0].path
        return anew and self._untouched(now[1].at_s, after[1].at_s)

    def _undone(self, since_s: float, last: Moment[Total], shown: Moment[Total]) -> bool:
        """A change that the shop accepted had led from the older amount to the later one, and after
        that the shopper only went on."""
        accepted = any(since_s <= edit.at_s <= last.at_s for edit in self._edits.all)
        pressed = [p for p in self._purchase.presses if last.at_s < p.at_s < shown.at_s]
        return accepted and bool(pressed) and all(_onward(p) for p in pressed)


def _told_why(view: PageView, until_s: float) -> bool:
    """A view said that something went wrong or is limited."""
    return any(
        m.at_s <= until_s and (m.event.severity == "error" or LIMITED.search(m.event.text))
        for m in view.all(Message)
    )


def _onward(press: Press) -> bool:
    """It led on, or went into a field of a form on the way."""
    field = press.element is not None and press.element.role == "textbox"
    return field or says(PROCEED, press.element)


def state(moment: Moment[Total]) -> tuple[float, int]:
    return moment.event.amount, moment.event.count
