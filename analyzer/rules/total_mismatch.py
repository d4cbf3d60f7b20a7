"""The total is more than the lines and the delivery that stand beside it."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from kitka.analyzer.facts import Facts
from kitka.analyzer.purchase.sums import State, states
from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule

EXTRAS = 7
"""Nobody chooses more of what costs."""
NEAR = 20
"""States before and after one that may show what its lines stand for."""


def find(context: Context) -> Iterable[Friction]:
    watch = context.scenario.watch
    if not (watch.total and watch.lines):
        raise NotApplicable("the scenario does not watch both the total and the lines")
    if not watch.delivery:
        raise NotApplicable("the scenario watches no delivery price, which may be in the total")
    every = list(states(context.timeline, context.limits["stood_s"], context.limits["acted_s"]))
    known = [state for state in every if state.stood]
    shown_before = {id(now): before for before, now in pairwise(every)}
    piles = piled(every)
    if not known and not piles:
        raise NotApplicable("no view showed a total and lines together")
    checkout_s = context.facts.purchase.checkout_s
    untaxed = max((place for place, state in enumerate(known) if state.adds_up), default=-1)
    extras: list[float] = []
    told: set[float] = set()
    for state in piles:
        told.update(pile.excess for pile in every if pile.view is state.view)
        yield mismatch(context, state)
    for place, state in enumerate(known):
        before = known[place - 1] if place else None
        if before and chosen(context.facts, before, state):
            extras = [*extras[-EXTRAS:], round(state.excess - before.excess, 2)]
        if state.excess in told:
            continue
        earlier = shown_before.get(id(state))
        stuck = earlier is not None and (state.stuck(earlier) or state.still_holds(earlier))
        # Where later sums go without it, there is no tax that is shown apart.
        near = known[max(0, place - NEAR) : place + NEAR]
        piece = state.unit_price and not stood_right(context.facts, near, state)
        sums = explained(context, state, extras) or (place >= untaxed and state.taxed)
        if not stuck and (piece or sums):
            continue
        told.add(state.excess)
        if stuck or not (before and rose_late(before, state, checkout_s)):
            yield mismatch(context, state)


def piled(every: Sequence[State]) -> list[State]:
    """By view the last total in which a delivery price that was chosen came on top of the one
    before it, where that stood to be read, or happened with one choice after the other."""
    found: dict[tuple[str, int], list[State]] = {}
    for before, now in pairwise(every):
        if now.kept_delivery(before):
            found.setdefault((now.view.page, now.view.number), []).append(now)
    return [
        piles[-1] for piles in found.values()
        if len(piles) > 1 or any(pile.stood for pile in piles)
    ]  # fmt: skip


def explained(context: Context, state: State, extras: Sequence[float]) -> bool:
    if state.itemised:
        return True
    total, lines = state.total.event.amount, state.lines.event.amount
    least = max(context.limits["amount"], context.limits["share"] * total)
    extra = sum(extra for extra in extras if extra > 0)
    for sum_ in {
        lines + delivery + more for delivery in state.prices for more in (0.0, extra, *extras)
    }:
        if total - sum_ < max(state.rounding, least) - 0.005:
            return True
    return False


def stood_right(facts: Facts, known: Sequence[State], state: State) -> bool:
    """The same lines had made the total, or do so later, and the basket was the same: what is
    shown of a line is no piece's price, and the total counts it twice."""
    return any(
        other.adds_up
        and other.same_lines(state)
        and not facts.basket.edited(*sorted((other.at_s, state.at_s)))
        and not facts.basket.added(*sorted((other.at_s, state.at_s)))
        for other in known
        if other is not state
    )


def chosen(facts: Facts, before: State, now: State) -> bool:
    """The shopper chose something in between that may cost (gift wrap, a way of paying)."""
    if now.excess <= before.excess or now.lines.event.amount != before.lines.event.amount:
        return False
    made = facts.choices.made(before.at_s, now.at_s)
    return made or facts.doings.explain(before.total, now.total)


def rose_late(before: State, now: State, checkout_s: float) -> bool:
    """The lines are the same, and a view before had the sum right: the total rose in between,
    which late_cost tells."""
    rose = before.excess < now.excess and now.same_lines(before)
    return rose and now.at_s >= checkout_s and before.view is not now.view


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
        step_at_s=state.view.coming_s,
    )  # fmt: skip


RULE = Rule(
    title="Total does not add up",
    description="In one and the same view the total was more than its lines and the delivery "
    "price together, and nothing shown said why.",
    applies="Needs watch.total, watch.lines and watch.delivery, and amounts that stood together "
    "for a moment. A total below the sum is a discount, unless it stood still when lines "
    "changed. Rounding, other rows of the summary, any delivery price shown before "
    "(unless it stood in the sum, less is asked now, and the total is the old one), a tax "
    "at a European rate that is shown apart (unless later sums go without it), and what "
    "the shopper chose in between explain it; a total that rises between views of the "
    "checkout is late_cost's. One line that goes exactly several times into the total is "
    "the price of a piece, unless they had made the total with the same basket. Each "
    "excess counts once. A delivery price that comes on top of the one chosen before "
    "counts where it stood, or came with one choice after the other.",
    cost="Money, not time: 0. The amount is in the evidence.",
    remedy="Show every part of the price as a line of its own, and reckon lines and total in one "
    "place.",
    source="Directive 2011/83/EU art. 6(1)(e); Baymard, reasons for abandonment (extra costs; "
    "“I could not see the total”)",
    find=find,
    family="promises",
)
