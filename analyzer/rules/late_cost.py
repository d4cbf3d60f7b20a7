"""The price rose late on the path, and nothing had said why."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kitka.analyzer.facts import Facts
from kitka.analyzer.purchase.landings import is_basket
from kitka.analyzer.purchase.totals import CENT, delivery_explains
from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Change, Total


def find(context: Context) -> Iterable[Friction]:
    shown = totals(context)
    deliveries = [m for m in context.timeline.all(Total) if m.event.what == "delivery"]
    since, onward = past_the_basket_s(context), context.facts.onward
    used: set[float] = set()
    first_rise = to_be_taxed = True
    for place, now in enumerate(shown[1:], 1):
        before = shown[place - 1]
        if not comparable(before, now):
            continue
        old, new = before.event.amount, now.event.amount
        rise = new - old
        least = max(context.limits["amount"], context.limits["share"] * old)
        if rise <= -least:
            used.clear()  # the checkout began anew: the delivery price may come back
        if rise < least - 0.005 or now.at_s < since:
            continue
        if asked_for(context.facts, before, now) or seen(context.facts, shown[:place], now):
            continue
        if deliveries:
            if not dearer_unasked(context, before, now):
                held = holds_delivery(context, before)
                rise -= delivery_explains(deliveries, before, now, rise, used, held)
        elif first_rise:  # no delivery price is watched: the first rise is taken for it
            first_rise = False
            continue
        if rise < least - 0.005:
            continue
        if to_be_taxed and taxed(context, before, now, rise):
            to_be_taxed = False
            continue
        currency = f" {now.event.currency}" if now.event.currency else ""
        view = context.timeline.view_of(now)
        step_s = onward.pressed_s(now.view_key, before.at_s, now.at_s)
        yield context.friction(
            now.at_s,
            0.0,
            Element(name="total", selector=context.scenario.watch.total or ""),
            f"The total rose from {old:.2f} to {new:.2f}{currency} on "
            f"{view.path if view else 'a page'}; {rise:.2f}{currency} of it had not been shown.",
            values={"before": old, "after": new, "unexplained": round(rise, 2),
                    "currency": now.event.currency},
            moments=(before.at_s, now.at_s),
            where=now.view_key,
            step_at_s=step_s if step_s is not None else view.coming_s if view else None,
        )  # fmt: skip


def past_the_basket_s(context: Context) -> float:
    """The checkout had begun, or a step behind the basket's own was reached: that is the last page
    on which the whole price is still early."""
    path = context.path
    baskets = [i for i, step in enumerate(path.scenario.steps) if is_basket(step)]
    later = [r.since_s for r in path.reached[baskets[-1] + 1 :] if r] if baskets else []
    return min([context.facts.purchase.checkout_s, *later])


def taxed(context: Context, before: Moment[Total], now: Moment[Total], rise: float) -> bool:
    """It had been said that tax comes on top, and it is as much as a tax may be."""
    said = before.event.untaxed and not now.event.untaxed
    return said and rise <= context.limits["tax"] * before.event.amount


def comparable(before: Moment[Total], now: Moment[Total]) -> bool:
    """Not where the shopper had the prices shown in another currency."""
    return before.event.currency == now.event.currency or not (
        before.event.currency and now.event.currency
    )


def asked_for(facts: Facts, before: Moment[Total], now: Moment[Total]) -> bool:
    """Whether the shopper had put something in, or chosen something; in one view, more than to
    go on."""
    changed = facts.doings.basket_changed(before.at_s, now.at_s)
    if changed or facts.basket.added(before.at_s, now.at_s):
        return True
    here = before.view_key == now.view_key
    return (
        here
        and facts.doings.explain(before, now)
        and not facts.onward.only(now.view_key, before.at_s, now.at_s)
        and not ran_out(facts, before, now)
    )


def ran_out(facts: Facts, before: Moment[Total], now: Moment[Total]) -> bool:
    """In one view an amount that had been taken off is so no more, and the total rose by just that,
    while the shopper was typing at most: discounts end by the clock, and that the next field was
    being filled in has not ended it. Who takes a voucher away, or chooses what it is not for,
    presses something. An amount that grew by what the total did was typed itself (a donation)."""
    rise = now.event.amount - before.event.amount
    gone = set(before.event.beside) - set(now.event.beside)
    new = set(now.event.beside) - set(before.event.beside)
    if any(abs(row - old - rise) <= CENT for row in new for old in gone):
        return False
    if facts.onward.chose(now.view_key, before.at_s, now.at_s):
        return False
    return any(abs(abs(row) - rise) <= CENT for row in gone)


def dearer_unasked(context: Context, before: Moment[Total], now: Moment[Total]) -> bool:
    """A delivery price had stood beside the total, which held it, and on a later page both are
    more by the same, to the cent, with nothing chosen or entered since: it had not been shown."""
    first, later = context.timeline.view_of(before), context.timeline.view_of(now)
    if first is None or later is None or first is later:
        return False
    fresh = next((m.event.amount for m in later.all(Total) if m.event.what == "delivery"), None)
    if fresh is None or not holds_delivery(context, before):
        return False
    old = next(m.event.amount for m in reversed(first.all(Total)) if m.event.what == "delivery")
    if abs(fresh - old - (now.event.amount - before.event.amount)) > CENT:
        return False
    changes = context.timeline.all(Change)
    since = bisect_left(changes, before.at_s, key=lambda change: change.at_s)
    until = bisect_right(changes, now.at_s, key=lambda change: change.at_s)
    entered = any(m.event.target.text_entry for m in changes[since:until])
    # A way of delivery may be drawn as anything that can be pressed.
    chosen = context.facts.onward.chose(before.view_key, before.at_s, now.at_s)
    return not (entered or chosen or context.facts.choices.made(before.at_s, now.at_s))


def holds_delivery(context: Context, total: Moment[Total]) -> bool:
    """The lines and the delivery price that stood beside it make it, to the cent."""
    view = context.timeline.view_of(total)
    here = {m.event.what: m.event.amount for m in view.all(Total)} if view else {}
    if not {"lines", "delivery"} <= here.keys() or not here["delivery"]:
        return False
    return abs(here["lines"] + here["delivery"] - total.event.amount) <= CENT


def seen(facts: Facts, earlier: Sequence[Moment[Total]], now: Moment[Total]) -> bool:
    """Whether this very total had been shown before, with nothing chosen or changed since: what
    stood in between was wrong, or another page's."""
    return any(
        abs(before.event.amount - now.event.amount) <= CENT
        and not facts.doings.basket_changed(before.at_s, now.at_s)
        and not facts.choices.made(before.at_s, now.at_s)
        for before in earlier
    )


def totals(context: Context) -> list[Moment[Total]]:
    """The totals that can be compared, in order."""
    if not context.scenario.watch.total:
        raise NotApplicable("the scenario watches no total")
    shown = [m for m in context.timeline.all(Total) if m.event.what == "total" and m.event.amount]
    if not shown:
        raise NotApplicable("no total was seen")
    pairs = list(pairwise(shown))
    if pairs and not any(comparable(before, now) for before, now in pairs):
        raise NotApplicable("totals in several currencies")
    return shown


RULE = Rule(
    title="Late cost",
    description="After the checkout had begun the total that the shopper was shown rose by more "
    "than the delivery price that had been shown. Extra costs are the reason for abandonment that "
    "shoppers name most.",
    applies="Needs watch.total. The checkout begins with the first accepted form of personal data "
    "(an e-mail address, or three filled text fields), with the second half of the steps, "
    "or with a step behind the basket's. A rise is the shopper's own doing where the "
    "basket was changed in between, or where an amount changes in the same view after a "
    "press or a choice there; a press that only leads on, as between the parts of a "
    "checkout on one page, is none, nor is typing while a discount runs out. A total "
    "that had been shown before, with nothing chosen or changed since, is no news. Delivery "
    "amounts shown by then explain a rise once each (not one that grew by itself, beside a "
    "total that held the lower one); if none is watched, the first rise is taken for delivery. "
    "Totals of different currencies cannot be compared.",
    cost="Money, not time: 0. The amount is in the evidence.",
    remedy="Show the whole price, with every fee, on the basket page at the latest.",
    source="Baymard, reasons for abandonment (extra costs first in every year since 2016); "
    "Directive 2011/83/EU art. 6(1)(e) and 22",
    find=find,
    family="promises",
)
