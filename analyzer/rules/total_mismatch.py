"""The total is more than the lines and the delivery that stand beside it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.timeline import Moment, PageView
from kitka.analyzer.totals import Choices, Doings, in_checkout_since, tax_explains
from kitka.recorder.model import Total

CENT = 0.01
LOOK_S = 0.05
"""Amounts that are read in one look are told one after the other."""
EXTRAS = 7
"""Nobody chooses more of what costs."""


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

    @property
    def excess(self) -> float:
        """What the total holds beyond the lines and the delivery shown last; below 0 a discount."""
        here = self.deliveries[-1] if self.deliveries else 0.0
        return round(self.total.event.amount - self.lines.event.amount - here, 2)


def find(context: Context) -> Iterable[Friction]:
    watch = context.scenario.watch
    if not (watch.total and watch.lines):
        raise NotApplicable("the scenario does not watch both the total and the lines")
    if not watch.delivery:
        raise NotApplicable("the scenario watches no delivery price, which may be in the total")
    every = list(states(context))
    known = [state for state in every if state.stood]
    shown_before = {id(now): before for before, now in pairwise(every)}
    if not known:
        raise NotApplicable("no view showed a total and lines together")
    checkout_s = in_checkout_since(context.timeline, context.path)
    doings, choices = Doings(context.timeline), Choices(context.timeline)
    untaxed = max((place for place, state in enumerate(known) if adds_up(state)), default=-1)
    extras: list[float] = []
    told: set[float] = set()
    for place, state in enumerate(known):
        before = known[place - 1] if place else None
        if before and chosen(doings, choices, before, state):
            extras = [*extras[-EXTRAS:], round(state.excess - before.excess, 2)]
        earlier = shown_before.get(id(state))
        if earlier and stuck(earlier, state) and state.excess not in told:
            told.add(state.excess)
            yield mismatch(context, state)
            continue
        if explained(context, state, extras) or state.excess in told:
            continue
        taxed = tax_explains(state.total.event.amount, state.lines.event.amount, prices(state))
        if taxed and place >= untaxed:
            continue  # a tax that is shown apart; where later sums go without it, there is none
        if before and before.excess < state.excess and rose_late(before, state, checkout_s):
            told.add(state.excess)  # late_cost tells it
            continue
        told.add(state.excess)
        yield mismatch(context, state)


def states(context: Context) -> Iterator[State]:
    """Every state, in order."""
    deliveries: list[float] = []
    for view in context.timeline.views:
        shown = view.all(Total)
        total: Moment[Total] | None = None
        lines: Moment[Total] | None = None
        for place, moment in enumerate(shown):
            what = moment.event.what
            if what == "delivery":
                deliveries.append(moment.event.amount)
            elif what == "total":
                total = moment
            else:
                lines = moment
            until = shown[place + 1].at_s if place + 1 < len(shown) else view.end_s
            stood = until - moment.at_s >= context.limits["stood_s"]
            if until - moment.at_s < LOOK_S:
                continue  # the other amounts of the same look follow
            if total and lines and lines.event.count and lines.event.amount > 0:
                yield State(moment.at_s, total, lines, tuple(deliveries[-20:]), view, stood)


def explained(context: Context, state: State, extras: Sequence[float]) -> bool:
    total, lines = state.total.event.amount, state.lines.event.amount
    rounding = CENT * (state.lines.event.count + 1)
    least = max(context.limits["amount"], context.limits["share"] * total)
    extra = sum(extra for extra in extras if extra > 0)
    for sum_ in {
        lines + delivery + more for delivery in prices(state) for more in (0.0, extra, *extras)
    }:
        if total - sum_ < max(rounding, least) - 0.005:
            return True
    return unit_price(state)


def prices(state: State) -> set[float]:
    """Delivery prices that may be in the total."""
    return {0.0, *state.deliveries}


def adds_up(state: State) -> bool:
    """The total is the lines and a delivery price, and nothing else."""
    total, lines = state.total.event.amount, state.lines.event.amount
    rounding = CENT * (state.lines.event.count + 1)
    return any(abs(total - lines - delivery) < rounding for delivery in prices(state))


def unit_price(state: State) -> bool:
    """One line whose watched amount is a piece's price: a matter of the scenario's selector."""
    pieces = state.total.event.amount / state.lines.event.amount
    return state.lines.event.count == 1 and pieces > 1.5 and abs(pieces - round(pieces)) < 0.001


def chosen(doings: Doings, choices: Choices, before: State, now: State) -> bool:
    """The shopper chose something in between that may cost (gift wrap, a way of paying)."""
    if now.excess <= before.excess or now.lines.event.amount != before.lines.event.amount:
        return False
    return doings.explain(before.total, now.total) or choices.made(before.at_s, now.at_s)


def stuck(before: State, now: State) -> bool:
    """The lines changed and the total did not, to the cent: no discount does that."""
    same = abs(now.total.event.amount - before.total.event.amount) < CENT
    moved = abs(now.lines.event.amount - before.lines.event.amount) >= CENT
    return same and moved and adds_up(before) and not adds_up(now)


def rose_late(before: State, now: State, checkout_s: float) -> bool:
    """The lines are the same, and a view before had the sum right: the total rose in between."""
    same = abs(now.lines.event.amount - before.lines.event.amount) < CENT
    return same and now.at_s >= checkout_s and before.view is not now.view


def mismatch(context: Context, state: State) -> Friction:
    total, lines, currency = state.total.event, state.lines.event, state.total.event.currency
    unit = f" {currency}" if currency else ""
    delivery = state.deliveries[-1] if state.deliveries else 0.0
    more = "more than they explain" if state.excess > 0 else "less"
    return context.friction(
        state.at_s,
        0.0,
        Element(name="total", selector=context.scenario.watch.total or ""),
        f"On {state.view.path or 'a page'} the total is {total.amount:.2f}{unit}, but its lines "
        f"({lines.amount:.2f}) and delivery ({delivery:.2f}) make {lines.amount + delivery:.2f}: "
        f"{abs(state.excess):.2f}{unit} {more}.",
        values={
            "total": total.amount, "lines": lines.amount, "delivery": delivery,
            "excess": state.excess, "currency": currency,
        },
        moments=(state.lines.at_s, state.total.at_s),
        where=(state.view.page, state.view.number),
        step_at_s=state.view.asked_s,
    )  # fmt: skip


RULE = Rule(
    title="Total does not add up",
    description="In one and the same view the total was more than its lines and the delivery "
    "price together, and nothing shown said why.",
    applies="Needs watch.total, watch.lines and watch.delivery, and amounts that stood together "
    "for a moment. A total below the sum is a discount, unless it stood still when "
    "lines changed. Rounding, any delivery price shown before, a tax at a European rate "
    "that is shown apart (unless later sums go without it), and what the shopper chose "
    "in between explain it; a total that rises between views of the checkout is "
    "late_cost's. One line that goes exactly several times into the total is the price "
    "of a piece. Each excess counts once.",
    cost="Money, not time: 0. The amount is in the evidence.",
    remedy="Show every part of the price as a line of its own, and reckon lines and total in one "
    "place.",
    source="Directive 2011/83/EU art. 6(1)(e); Baymard, reasons for abandonment (extra costs; "
    "“I could not see the total”)",
    find=find,
    family="promises",
)
