"""Signs of money: what the last view was the first to charge, and paying without a total."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kitka.analyzer.purchase.totals import CENT
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.kinds import Grade, promised
from kitka.analyzer.reasons.scene import Scene, words_of
from kitka.analyzer.rules import limits
from kitka.analyzer.session.views import PageView
from kitka.analyzer.words import VOUCHER
from kitka.recorder.model import Change, Message, Promise, Total

DAYS_NAMED = re.compile(r"\d{1,3}")
PRICED = re.compile(r"[€$£]|\b(eur|sek|nok|dkk|kr|chf|usd|gbp)\b|\d[.,:]\d", re.I)
"""Sums, dates and times are no days."""


def money(scene: Scene) -> Iterable[Cause]:
    """Before the checkout everybody looks at prices; there only what is put on top of them."""
    last = scene.stopped_in
    if last is None:
        return
    news = last is not scene.views[0]  # before the first view nothing had been named
    if news and not scene.hindered(last, "stopped", "money", "effort"):
        risen = list(_price(scene, last)) if scene.in_checkout else []
        yield from risen or _on_top(scene, last)
    if not scene.in_checkout:
        return
    yield from _worse(scene, last)
    yield from _for_a_code(scene)
    yield from _no_total(scene)
    yield from list(_turned_back(scene)) or _left_out(scene, last)


def _price(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The view at which the attempt ended was the first to charge something. A price that had
    been named before is none: it stands on the last view of nearly every attempt. Nor is one that
    nobody stayed to read."""
    if scene.stay_s(last) < scene.limits["arrival_s"] or scene.told(last, "late_cost"):
        return
    grade, late = _taken_in(scene, last), limits("late_cost")
    key = (last.page, last.number)
    deliveries = scene.amounts("delivery")
    known = max((m.event.amount for m in deliveries if m.at_s < last.began_s), default=0.0)
    shown = [m for m in scene.amounts("total") if m.at_s <= scene.end_s]
    here = [m for m in shown if m.view_key == key]
    before = [m for m in shown if m.at_s < (here[0].at_s if here else 0.0)]
    if here and before:
        old, new = before[-1].event.amount, here[-1].event.amount
        least = max(late["amount"], late["share"] * old)
        mine = scene.facts.doings.explain(before[-1], here[0])
        if new - old >= least - 0.005 and new - old > known + CENT and not mine:
            text = f"The total rose from {old:.2f} to {new:.2f} in the last view that was seen."
            yield scene.cause("extra cost", text, last, grade)
            return
    fresh = [m for m in deliveries if m.view_key == key and m.at_s <= scene.end_s]
    dearer = max((m.event.amount for m in fresh), default=0.0) - known
    if dearer >= late["amount"]:
        price = f"{known + dearer:.2f}"
        text = f"The last view that was seen was the first to name a delivery price of {price}."
        yield scene.cause("extra cost", text, last, grade)


def _on_top(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The view at which the attempt ended was the first whose total was more than its lines: by a
    tax, a fee or a delivery that was put on top of the prices that one had come for."""
    if scene.stay_s(last) < scene.limits["arrival_s"]:
        return
    here = _put_on_top(scene, last)
    earlier = [_put_on_top(scene, view) for view in scene.views if view.began_s < last.began_s]
    known = [m.event.amount for m in scene.amounts("delivery") if m.at_s < last.began_s]
    more = here - max([*earlier, *known, 0.0])
    if more < limits("late_cost")["amount"]:
        return
    named = (m.event.amount for m in scene.amounts("delivery"))
    delivery = any(abs(amount - here) <= CENT for amount in named)  # that much is nearly everywhere
    if delivery and scene.hindered(last, "blemish"):
        return
    text = f"In the last view that was seen the total was {here:.2f} more than its lines."
    yield scene.cause("extra cost", text, last, "effort" if delivery else _taken_in(scene, last))


def _worse(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last view was the first to promise less: more days until it comes, or fewer to send it
    back. What the shopper chose meanwhile is their own doing."""
    if scene.stay_s(last) < scene.limits["arrival_s"] or scene.told(last, "promise_changed"):
        return
    earlier = {
        m.event.name: m for m in scene.timeline.all(Promise) if m.at_s < last.began_s
    }  # fmt: skip
    for moment in last.all(Promise):
        kind, name = promised(moment.event.name), moment.event.name
        if moment.at_s > scene.end_s or kind not in ("delivery", "returns"):
            continue
        before = earlier.get(name)
        if before is None or scene.facts.choices.made(before.at_s, moment.at_s):
            continue
        old, new = _days(before.event.text), _days(moment.event.text)
        if old and new and (new > old if kind == "delivery" else new < old):
            text = f"“{before.event.text[:80]}” had become “{moment.event.text[:80]}”."
            yield scene.cause(kind, text, last, "looked_up", at_s=moment.at_s)
            return


def _for_a_code(scene: Scene) -> Iterable[Cause]:
    """A page was the first to speak of a discount, and the shopper turned back from it without
    having gone on: to look for what would make it cheaper. What is advertised on every page sends
    nobody anywhere, nor does one that was entered there and taken."""
    for there, _ in reversed(scene.turns):
        if scene.timeline.seconds(there.end_s, scene.end_s) > scene.limits["window_s"]:
            return
        said = [m.event.text for m in there.all(Message) if VOUCHER.search(m.event.text)]
        entered = any(VOUCHER.search(words_of(m.event.target)) for m in there.all(Change))
        if not said or entered or scene.went_on(there) or there.began_s < scene.checkout_s:
            continue
        elsewhere = {
            m.event.text for view in scene.views if view.path != there.path
            for m in view.all(Message)
        }  # fmt: skip
        if said[-1] not in elsewhere:
            told = f"The shopper turned back from {there.path}, which had said: “{said[-1][:100]}”"
            yield scene.cause("extra cost", told, there, "looked_up", until_s=scene.end_s)
            return


def _days(text: str) -> int:
    """The most that a promise names; 0 for none, or where a part of it is hidden."""
    found = [int(number) for number in DAYS_NAMED.findall(text)]
    return max(found) if found and "•" not in text and not PRICED.search(text) else 0


def _put_on_top(scene: Scene, view: PageView) -> float:
    """By how much the total of a view is more than the sum of its lines; 0 where either is
    missing."""
    shown = {m.event.what: m.event.amount for m in view.all(Total) if m.at_s <= scene.end_s}
    total, lines = shown.get("total", 0.0), shown.get("lines", 0.0)
    return max(0.0, total - lines) if total and lines else 0.0


def _taken_in(scene: Scene, view: PageView) -> Grade:
    return "looked_up" if scene.stay_s(view) >= scene.limits["glance_s"] else "effort"


def _no_total(scene: Scene) -> Iterable[Cause]:
    """Paying was asked for before any total had been shown. Where none was ever seen, it may
    also be that it cannot be recognised: other sessions tell."""
    pay = next((view for view in scene.views if scene.asks_to_pay(view)), None)
    if not scene.path.scenario.watch.total or pay is None:
        return
    totals = scene.amounts("total")
    if any(m.at_s <= max(pay.shown_s + 1.0, pay.began_s) for m in totals):
        return
    if not totals and scene.reference is not None and not scene.reference.total_seen:
        return
    sure = bool(totals) or scene.reference is not None
    text = "Paying was asked for before any total had been shown."
    # Every session of the shop is asked so: what happened in this one says more.
    met = scene.last is not None and scene.hindered(scene.last, "effort")
    scale = 1.0 if sure and not met else scene.limits["undecided"]
    yield scene.cause("no total", text, pay, "looked_up", scale=scale)


def _turned_back(scene: Scene) -> Iterable[Cause]:
    """Back from a page that asks to pay and shows no total, where pages before showed one, without
    having been refused anything there."""
    totals = scene.amounts("total")
    seen = {m.view_key for m in totals}
    for there, _ in reversed(scene.turns):
        if scene.timeline.seconds(there.end_s, scene.end_s) > scene.limits["window_s"]:
            return
        refused = any(m.event.severity == "error" for m in there.all(Message))
        if (there.page, there.number) in seen or refused or scene.went_on(there):
            continue
        if asks_for_it(scene, there) and any(m.at_s < there.began_s for m in totals):
            text = "The page that asked to pay showed no total, and the shopper turned back."
            yield scene.cause("no total", text, there, "looked_up")
            return


def _left_out(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The page that asks to pay, or to place the order, does not show the total that had stood on
    every page of the way to it, and nothing was done there any more."""
    glance = scene.stay_s(last) < scene.limits["glance_s"]
    if (
        not scene.is_step(last)
        or not asks_for_it(scene, last)
        or glance
        or scene.went_on(last)
        or scene.typed(last)
    ):
        return
    if scene.hindered(last, "stopped", "money", "effort"):
        return
    seen = {m.view_key for m in scene.amounts("total") if m.at_s <= scene.end_s}
    on_way = [v for v in scene.views if scene.is_step(v) and v.began_s < last.began_s][-2:]
    shown = len(on_way) == 2 and all((v.page, v.number) in seen for v in on_way)
    if shown and (last.page, last.number) not in seen:
        text = "The last page showed no total, where all before it on the way had."
        yield scene.cause("no total", text, last, "effort")


def asks_for_it(scene: Scene, view: PageView) -> bool:
    """It asks to pay, or to place the order: after it there is only the last step."""
    return scene.asks_to_pay(view) or scene.path.step_of(view) == len(scene.path.scenario.steps) - 2
