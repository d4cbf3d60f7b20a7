"""The sum on display: what the total, the lines and the delivery of a view make together."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from kitka.analyzer.purchase.totals import tax_explains
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Click, Total

CENT = 0.01
LOOK_S = 0.05
"""Amounts that are read in one look are told one after the other."""


@dataclass(frozen=True)
class State:
    """What stood in a view together from ``at_s`` on, long enough to be read where ``stood``.
    ``deliveries``: all prices shown by then."""

    at_s: float
    total: Moment[Total]
    lines: Moment[Total]
    deliveries: tuple[float, ...]
    view: PageView
    stood: bool = True
    delivery: float | None = None
    """The price that this view showed last, if any."""

    @property
    def excess(self) -> float:
        """What the total holds beyond the lines and the delivery shown last; below 0 a discount."""
        here = self.deliveries[-1] if self.deliveries else 0.0
        return round(self.total.event.amount - self.lines.event.amount - here, 2)

    @property
    def prices(self) -> set[float]:
        """Delivery prices that may be in the total."""
        return {0.0, *self.deliveries}

    @property
    def rounding(self) -> float:
        """What rounding each line may make."""
        return CENT * (self.lines.event.count + 1)

    @property
    def adds_up(self) -> bool:
        """The total is the lines and a delivery price, and nothing else."""
        total, lines = self.total.event.amount, self.lines.event.amount
        return any(abs(total - lines - delivery) < self.rounding for delivery in self.prices)

    @property
    def itemised(self) -> bool:
        """Another amount of the summary, or two of them, make the difference: it says why."""
        known = {round(self.lines.event.amount, 2), *(round(price, 2) for price in self.prices)}
        rows = [row for row in self.total.event.beside if round(row, 2) not in known]
        sums = [*rows, *(one + other for one, other in combinations(rows, 2))]
        return any(abs(abs(self.excess) - abs(sum_)) < self.rounding for sum_ in sums)

    @property
    def unit_price(self) -> bool:
        """One line whose watched amount is a piece's price: a matter of the scenario's selector."""
        pieces = self.total.event.amount / self.lines.event.amount
        return self.lines.event.count == 1 and pieces > 1.5 and abs(pieces - round(pieces)) < 0.001

    @property
    def taxed(self) -> bool:
        """A tax that is shown apart would explain it."""
        return tax_explains(self.total.event.amount, self.lines.event.amount, self.prices)

    def same_lines(self, before: State) -> bool:
        return abs(self.lines.event.amount - before.lines.event.amount) < CENT

    def stuck(self, before: State) -> bool:
        """The lines changed and the total did not, to the cent: no discount does that."""
        same = abs(self.total.event.amount - before.total.event.amount) < CENT
        return same and not self.same_lines(before) and before.adds_up and not self.adds_up

    def kept_delivery(self, before: State) -> bool:
        """In the same view another delivery price was shown, and the total grew by that price and
        not by the difference, to the cent: the one before, which was in it, was not taken away."""
        old, new = before.deliveries[-1:], self.deliveries[-1:]
        same = self.view is before.view and self.same_lines(before)
        if not same or not old or not new or old == new or not old[0] or before.excess < 0:
            return False
        rose = self.total.event.amount - before.total.event.amount
        return new[0] > 0 and abs(rose - new[0]) < CENT / 2

    def still_holds(self, before: State) -> bool:
        """The view before showed a delivery price among the rows of the sum, which held it. Now
        less is asked for the delivery, nothing beside the same lines shows the old price, and the
        total is the old one, to the cent."""
        old, new = before.delivery, self.delivery
        if self.view is before.view or old is None or new is None or not self.same_lines(before):
            return False
        total, lines = before.total.event.amount, before.lines.event.amount
        kept = abs(self.total.event.amount - total) < CENT / 2
        held = abs(total - lines - old) < CENT / 2
        if new > old - CENT or not (kept and held) or self.shows(round(old - new, 2)):
            return False  # a row of its own makes up for what the delivery is cheaper
        listed = self.shows(lines) and before.shows(lines)
        return listed and before.shows(old) and not self.shows(old)

    def shows(self, amount: float) -> bool:
        """Whether a row of the summary says this amount."""
        return any(abs(row - amount) < CENT / 2 for row in self.total.event.beside)


def states(timeline: Timeline, stood_s: float, acted_s: float) -> Iterator[State]:
    """Every state of a session, in order; read is what stood for ``stood_s`` seconds, or what the
    shopper pressed something beside after ``acted_s``, or what was drawn last of all after their
    last press, lines and total, as the attempt ended on it. A panel that slides away while the next
    view stands there already shows its lines twice, and nobody reads that."""
    deliveries: list[float] = []
    for view in timeline.views:
        shown = view.all(Total)
        total: Moment[Total] | None = None
        lines: Moment[Total] | None = None
        delivery: float | None = None
        for place, moment in enumerate(shown):
            what = moment.event.what
            if what == "delivery":
                delivery = moment.event.amount
                deliveries.append(delivery)
            elif what == "total":
                total = moment
            else:
                lines = moment
            until = shown[place + 1].at_s if place + 1 < len(shown) else view.end_s
            stood = until - moment.at_s >= stood_s or acted(view, moment.at_s + acted_s, until)
            if until - moment.at_s < LOOK_S:
                continue  # the other amounts of the same look follow
            if total and lines and lines.event.count and lines.event.amount > 0:
                if moment is shown[-1] and view is timeline.views[-1]:
                    stood = stood or drawn_anew(view, total, lines)
                prices = tuple(deliveries[-20:])
                yield State(moment.at_s, total, lines, prices, view, stood, delivery)


def drawn_anew(view: PageView, total: Moment[Total], lines: Moment[Total]) -> bool:
    """Both amounts came after the last press: nothing of what it asked for is still to come."""
    clicks = view.all(Click)
    return bool(clicks) and clicks[-1].at_s < min(total.at_s, lines.at_s)


def acted(view: PageView, since_s: float, until_s: float) -> bool:
    """Whether something was pressed in a view within this time."""
    clicks = view.all(Click)
    place = bisect_left(clicks, since_s, key=lambda click: click.at_s)
    return place < len(clicks) and clicks[place].at_s <= until_s
