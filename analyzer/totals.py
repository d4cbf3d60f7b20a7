"""What explains a change of the price that a shopper is shown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kitka.analyzer.steps import Path
from kitka.analyzer.timeline import Moment, Timeline
from kitka.recorder.model import Change, Click, FieldState, Submit, Target, Total

QUANTITY = re.compile(r"quantity|qty|amount_of|anzahl|m(ä|a)(ä|a)r(ä|a)|antal|cantidad", re.I)
PERSONAL = frozenset({"email", "tel"})
TEXT_FIELDS = 3
CENT = 0.011


def in_checkout_since(timeline: Timeline, path: Path) -> float:
    """When the checkout had begun: the first form of personal data was sent, or the second half
    of the scenario's steps was entered, whichever came first; infinity if neither did."""
    sent = [m.at_s for m in timeline.all(Submit) if not m.event.refused and _personal(m.event)]
    half = len(path.scenario.steps) // 2
    entered = [r.since_s for r in path.reached[half:] if r] if half else []
    return min([*sent, *entered], default=float("inf"))


def _personal(submit: Submit) -> bool:
    filled = [state for state in submit.fields if state.filled]
    if any(s.sensitive or s.target.type in PERSONAL for s in filled):
        return True
    return sum(1 for s in filled if s.target.text_entry and not _quantity(s)) >= TEXT_FIELDS


def _quantity(state: FieldState) -> bool:
    return bool(QUANTITY.search(state.key)) or _counts(state.target)


def _counts(target: Target) -> bool:
    named = f"{target.name} {target.selector} {target.test_id or ''}"
    return target.role == "spinbutton" or target.type == "number" or bool(QUANTITY.search(named))


def own_doing(timeline: Timeline, before: Moment[Total], now: Moment[Total]) -> bool:
    """Whether the shopper changed the basket between two totals, or caused the change openly:
    in the view that shows both, after a press or a choice made there."""
    changes = [m for m in timeline.all(Change) if before.at_s <= m.at_s <= now.at_s]
    submits = [m for m in timeline.all(Submit) if before.at_s <= m.at_s <= now.at_s]
    if any(_counts(m.event.target) for m in changes):
        return True
    if any(_quantity(state) for m in submits for state in m.event.fields):
        return True
    if before.view_key != now.view_key:
        return False
    presses = [m for m in timeline.all(Click) if before.at_s <= m.at_s <= now.at_s]
    return any(m.view_key == now.view_key for m in [*changes, *presses])


def delivery_explains(
    deliveries: Sequence[Moment[Total]],
    before: Moment[Total],
    now: Moment[Total],
    rise: float,
    used: set[float],
) -> float:
    """How much of a rise from ``before`` to ``now`` the delivery prices shown by then explain.

    A price that fits exactly explains the whole rise, once (``used`` remembers). One that was
    shown only now explains as much as it is, or as it is dearer than the price shown before.
    """
    known = [d for d in deliveries if d.at_s <= before.at_s or d.view_key == before.view_key]
    fresh = [
        d for d in deliveries
        if d not in known and (d.at_s <= now.at_s or d.view_key == now.view_key)
    ]  # fmt: skip
    if before.view_key == now.view_key:
        fresh = [d for d in deliveries if d.view_key == now.view_key and d.at_s > before.at_s]
    prior = known[-1].event.amount if known else 0.0
    dearer = {round(d.event.amount - prior, 2) for d in fresh}
    exact = {round(d.event.amount, 2) for d in [*known, *fresh]} | dearer
    for amount in sorted(exact - used):
        if abs(amount - rise) <= CENT:
            used.add(amount)
            return rise
    return max(0.0, min(rise, max(dearer, default=0.0)))
