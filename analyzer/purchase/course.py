"""A purchase as rules see it: since when it went on, what was paid, who came back from paying."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property

from kitka.analyzer.purchase.totals import CHOICES, in_checkout_since
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.session.waits import Press
from kitka.analyzer.words import ADD, BASKET, PAY, says
from kitka.recorder.model import Click, OffSite, Submit, Total


@dataclass(frozen=True)
class Payment:
    """A payment was tried (or was come back from) at ``at_s``; ``press`` is what began it."""

    at_s: float
    press: Press | None


@dataclass(frozen=True)
class Return:
    """Back from a payment provider: ``view`` is the first of the shop's own after it."""

    left_s: float
    view: PageView
    press: Press | None


class Purchase:
    """One session's purchase. Times are seconds of the session, infinity for never."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.timeline = path.timeline
        self.presses = path.waits.presses
        self._press_times = [press.at_s for press in self.presses]

    @cached_property
    def checkout_s(self) -> float:
        return in_checkout_since(self.timeline, self.path)

    @cached_property
    def done_s(self) -> float:
        """When the success condition was met, or its page was shown without the steps before."""
        last = self.path.reached[-1] if self.path.completed else None
        shown = self.path.shown_anyway.get(len(self.path.reached) - 1, float("inf"))
        return last.since_s if last else shown

    @cached_property
    def additions(self) -> list[Press]:
        """Presses that put something into the basket, by their words."""
        return [press for press in self.presses if says(ADD, press.element)]

    @cached_property
    def began_s(self) -> float:
        """Since when something was to be bought: it was put into the basket, the basket's step was
        reached, an amount was shown, or the checkout had begun."""
        added = [press.at_s for press in self.additions[:1]]
        shown = [
            m.at_s for m in self.timeline.all(Total)
            if m.event.what in ("total", "lines") and m.event.amount > 0
        ]  # fmt: skip
        basket = [
            reached.since_s
            for step, reached in zip(self.path.scenario.steps, self.path.reached, strict=True)
            if reached and BASKET.search(f"{step.name} {reached.view.path}".replace("-", " "))
        ]
        return min([*added, *shown[:1], *basket, self.checkout_s], default=float("inf"))

    def press_before(self, at_s: float) -> Press | None:
        """The last press by then, however long before."""
        place = bisect_right(self._press_times, at_s) - 1
        return self.presses[place] if place >= 0 else None

    def next_view(self, view: PageView) -> PageView | None:
        """The view that was shown next, of whatever page."""
        place = self._order.get((view.page, view.number), -1) + 1
        views = self.timeline.views
        return views[place] if 0 < place < len(views) else None

    @cached_property
    def _order(self) -> dict[tuple[str, int], int]:
        return {(v.page, v.number): place for place, v in enumerate(self.timeline.views)}

    def next_press_s(self, at_s: float) -> float:
        """When something was pressed next; one press is a click and the sending it causes."""
        place = bisect_right(self._press_times, at_s + 0.1)
        return self._press_times[place] if place < len(self.presses) else float("inf")

    # ---------------------------------------------------------------- paying

    @cached_property
    def payments(self) -> list[Payment]:
        """Card data sent, the order placed, or back from the provider, in order."""
        found = [Payment(back.view.began_s, back.press) for back in self.returns]
        found += [
            Payment(submit.at_s, self.press_before(submit.at_s + 0.01))
            for submit in self.timeline.all(Submit)
            if not submit.event.refused and card_data(submit.event)
        ]
        for click in self.timeline.all(Click):
            target = click.event.target
            if click.at_s < self.began_s or target.role in CHOICES or target.disabled:
                continue
            press = self.press_before(click.at_s)
            if press and says(PAY, press.element):
                found.append(Payment(click.at_s, press))
        return sorted(found, key=lambda payment: payment.at_s)

    @cached_property
    def _payment_times(self) -> list[float]:
        return [payment.at_s for payment in self.payments]

    def payment_before(self, at_s: float) -> Payment | None:
        place = bisect_right(self._payment_times, at_s) - 1
        return self.payments[place] if place >= 0 else None

    @cached_property
    def returns(self) -> list[Return]:
        """The driver tells both ways of a trip, a participant's page that it was come to."""
        found: dict[tuple[str, int], Return] = {}
        away: Moment[OffSite] | None = None
        for trip in self.timeline.all(OffSite):
            if trip.event.away:
                away = trip if trip.event.payment or away is None else away
                continue
            paid = trip.event.payment or (away is not None and away.event.payment)
            view = self._landed(trip, away.at_s if away else trip.at_s)
            if paid and view:
                left_s = away.at_s if away else view.asked_s
                press = self.path.waits.press_before(left_s) or self.press_before(left_s)
                found.setdefault((view.page, view.number), Return(left_s, view, press))
            away = None
        return sorted(found.values(), key=lambda back: back.view.began_s)

    def _landed(self, trip: Moment[OffSite], since_s: float) -> PageView | None:
        own = self.timeline.view_of(trip)
        if own:
            return own
        views = self.timeline.views
        first = bisect_right(views, since_s, key=lambda view: view.began_s)
        later = (v for v in views[first : first + 8] if v.event and v.event.cause in DOCUMENTS)
        return next(later, None)

    # ---------------------------------------------------------------- getting on

    @cached_property
    def _reached(self) -> list[tuple[float, int]]:
        known = [(r.since_s, i) for i, r in enumerate(self.path.reached) if r]
        return sorted(known)

    def next_step_s(self, at_s: float) -> float:
        """When a step was reached for the first time after this moment."""
        place = bisect_left(self._reached, (at_s, len(self.path.reached)))
        return self._reached[place][0] if place < len(self._reached) else float("inf")

    def until_on(self, at_s: float, cap_s: float) -> float:
        """Seconds until the next step was reached, else until the end; at most ``cap_s``."""
        on_s = self.next_step_s(at_s)
        until = on_s if on_s != float("inf") else self.timeline.last_visible_s
        return min(cap_s, self.timeline.seconds(at_s, until))


DOCUMENTS = ("load", "restore")


def card_data(submit: Submit) -> bool:
    """Sends something sensitive that is no password."""
    return any(s.filled and s.sensitive and s.target.type != "password" for s in submit.fields)


def gives_password(submit: Submit) -> bool:
    return any(s.filled and s.target.type == "password" for s in submit.fields)
