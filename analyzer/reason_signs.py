"""Causes of an ending that no rule tells: what the last views showed, and what the person said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from kitka.analyzer.reason_kinds import Grade, kind_of
from kitka.analyzer.reason_words import (
    CARD,
    DELIVERY,
    PAYMENT,
    RETURNS,
    TRUST,
    about,
    spoken_of,
)
from kitka.analyzer.results import Element, Friction, ReasonKind, Reference
from kitka.analyzer.rules import limits
from kitka.analyzer.steps import Path
from kitka.analyzer.timeline import Moment, PageView
from kitka.analyzer.totals import Doings, in_checkout_since
from kitka.recorder.model import Change, Crash, Cue, Focus, OffSite, Submit, Total

CHOSEN: dict[str, ReasonKind] = {
    "extra_costs": "extra cost",
    "account": "account",
    "complicated": "too long",
    "total_unclear": "no total",
    "errors": "error",
    "trust": "trust",
    "delivery_slow": "delivery",
    "returns": "returns",
    "payment_methods": "payment methods",
    "payment_failed": "declined",
}
"""The options of the question ``stopped_reason``."""

QUESTIONS = {"stopped_why": "what made them stop", "hesitated.what": "what made them hesitate"}


@dataclass(frozen=True)
class Cause:
    """Something that may have ended an attempt. ``grade`` names its number in ``[reasons]``,
    ``scale`` (0–1) makes less of it; ``until_s`` is when it was over, ``where`` its view. What came
    several times came last at ``last_s`` (0: at ``at_s``)."""

    kind: ReasonKind
    rule: str
    text: str
    at_s: float
    grade: str
    scale: float = 1.0
    element: Element | None = None
    step: str = ""
    until_s: float = 0.0
    where: tuple[str, int] = ("", -1)
    last_s: float = 0.0


class Signs:
    """What the log of one session shows about its ending at ``end_s`` without any friction."""

    def __init__(
        self,
        path: Path,
        frictions: Sequence[Friction],
        end_s: float,
        reference: Reference | None = None,
    ) -> None:
        self.reference = reference
        self.path = path
        self.timeline = path.timeline
        self.end_s = end_s
        self.frictions = frictions
        self.told = {(f.evidence.page, f.evidence.view, f.rule) for f in frictions}
        self.limits = limits("reasons")
        self.last = self.timeline.view_at(end_s)

    def causes(self) -> Iterable[Cause]:
        """All of them. Only of purchases: returning something has other reasons."""
        yield from self._broken()
        if self.last is None or self.path.scenario.phase != "purchase":
            return
        yield from self._looked_up()
        if self.in_checkout:
            if not self._hindered(self.last, "stopped", "money", "effort"):
                yield from self._price()
            yield from self._no_total()
            yield from self._turned_back()
            if not self._hindered(self.last, "stopped", "money"):
                yield from self._choices(self.last)
        if self.in_checkout or self.path.last_reached(self.end_s) > 0:
            yield from self._account(self.last)
            yield from self._long_form(self.last)

    def _hindered(self, view: PageView, *grades: Grade) -> bool:
        """Something went wrong there that says more than what the view merely showed."""
        here = [f for f in self.frictions if (f.evidence.page, f.evidence.view) == view_key(view)]
        return any(kind_of(friction)[1] in grades for friction in here)

    @cached_property
    def in_checkout(self) -> bool:
        return in_checkout_since(self.timeline, self.path) <= self.end_s

    def _cause(
        self, kind: ReasonKind, text: str, view: PageView, grade: Grade, scale: float = 1.0
    ) -> Cause:
        return Cause(
            kind, "", text, min(max(0.0, view.shown_s), self.end_s), grade, scale,
            step=self.path.towards(view.asked_s), until_s=min(view.end_s, self.end_s),
            where=(view.page, view.number),
        )  # fmt: skip

    def _broken(self) -> Iterable[Cause]:
        for crash in self.timeline.all(Crash):
            if crash.at_s <= self.end_s:
                step = self.path.towards(crash.at_s)
                yield Cause("error", "", "The page crashed.", crash.at_s, "stopped", step=step)
        longest = limits("outcome")["unanswered_s"]
        for wait in self.path.waits.after_presses:
            nothing = wait.end == "nothing" and wait.end_s >= self.end_s - 1.0
            if nothing and wait.seconds >= longest and wait.press:
                text = f"The last press had no answer for {wait.seconds:.0f} s."
                step = self.path.towards(wait.start_s)
                yield Cause("error", "", text, wait.start_s, "stopped", element=wait.press.element,
                            step=step, until_s=wait.end_s, where=wait.press.where)  # fmt: skip

    # ---------------------------------------------------------------- money

    def _price(self) -> Iterable[Cause]:
        """The total, or the delivery price, went up in the view at which the attempt ended."""
        last = self.last
        if last is None or (last.page, last.number, "late_cost") in self.told:
            return
        shown = [m for m in self._amounts("total") if m.at_s <= self.end_s]
        here = [m for m in shown if m.view_key == (last.page, last.number)]
        before = [m for m in shown if m.at_s < (here[0].at_s if here else 0.0)]
        if here and before:
            old, new = before[-1].event.amount, here[-1].event.amount
            least = max(self._late["amount"], self._late["share"] * old)
            mine = Doings(self.timeline).explain(before[-1], here[0])
            if new - old >= least - 0.005 and not mine:
                text = f"The total rose from {old:.2f} to {new:.2f} in the last view that was seen."
                yield self._cause("extra cost", text, last, "looked_up")
                return
        deliveries = self._amounts("delivery")
        fresh = [m for m in deliveries if m.view_key == (last.page, last.number)]
        earlier = [m for m in deliveries if m.at_s < last.began_s]
        known = max((m.event.amount for m in earlier), default=0.0)
        dearer = max((m.event.amount for m in fresh), default=0.0) - known
        if dearer >= self._late["amount"]:
            price = f"{known + dearer:.2f}"
            text = f"The last view that was seen was the first to name a delivery price of {price}."
            yield self._cause("extra cost", text, last, "looked_up")

    @property
    def _late(self) -> dict[str, float]:
        return limits("late_cost")

    def _amounts(self, what: str) -> list[Moment[Total]]:
        return [m for m in self.timeline.all(Total) if m.event.what == what and m.event.amount]

    def _no_total(self) -> Iterable[Cause]:
        """Paying was asked for before any total had been shown. Where none was ever seen, it may
        also be that it cannot be recognised: other sessions tell."""
        pay = next((v for v in self._views() if self._asks_to_pay(v)), None)
        if not self.path.scenario.watch.total or pay is None:
            return
        totals = self._amounts("total")
        if any(m.at_s <= max(pay.shown_s + 1.0, pay.began_s) for m in totals):
            return
        if not totals and self.reference is not None and not self.reference.total_seen:
            return
        sure = bool(totals) or self.reference is not None
        text = "Paying was asked for before any total had been shown."
        scale = 1.0 if sure else self.limits["undecided"]
        yield self._cause("no total", text, pay, "looked_up", scale)

    def _turned_back(self) -> Iterable[Cause]:
        """Back from a page that asks to pay and shows no total, where pages before showed one."""
        totals = self._amounts("total")
        seen = {m.view_key for m in totals}
        for friction in self.frictions:
            where = friction.evidence.page, friction.evidence.view
            view = self.timeline.view(*where) if friction.rule == "step_bounce" else None
            if view is None or where in seen or not self._asks_to_pay(view):
                continue
            if any(m.at_s < view.began_s for m in totals):
                text = "The page that asked to pay showed no total, and the shopper turned back."
                yield self._cause("no total", text, view, "looked_up")
                return

    def _views(self) -> Iterable[PageView]:
        return (view for view in self.timeline.views if view.began_s <= self.end_s)

    def _asks_to_pay(self, view: PageView) -> bool:
        words = about(view)
        named = bool(PAYMENT.search(words)) and not DELIVERY.search(words)
        return (named and not RETURNS.search(words)) or self._card(view, Focus)

    def _card(self, view: PageView, kind: type[Focus] | type[Change]) -> bool:
        touched = (m.event.target for m in view.all(kind) if m.at_s <= self.end_s)
        return any(CARD.search(f"{t.name} {t.selector} {t.test_id or ''}") for t in touched)

    # ---------------------------------------------------------------- choices

    def _choices(self, last: PageView) -> Iterable[Cause]:
        """A choice of delivery or of payment was looked at and left."""
        stay_s = self.timeline.seconds(max(last.shown_s, last.began_s), self.end_s)
        if stay_s < self.limits["choice_s"] or self._went_on(last):
            return
        words, typed = about(last), self._typed(last)
        if DELIVERY.search(words) and not PAYMENT.search(words) and not typed:
            text = f"The attempt ended at the choice of delivery, after {stay_s:.0f} s there."
            yield self._cause("delivery", text, last, "effort")
        elif self._asks_to_pay(last) and not self._card(last, Change) and not typed:
            if self._card(last, Focus):
                text = "A field for card details was entered and left empty, and nothing followed."
                yield self._cause("trust", text, last, "effort")
            else:
                text = f"No way of paying was taken in {stay_s:.0f} s at the choice of them."
                yield self._cause("payment methods", text, last, "effort")

    def _went_on(self, view: PageView) -> bool:
        """A form was sent from there, or the way led to the payment provider."""
        trips = self.timeline.all(OffSite)
        if any(m.event.away and view.began_s <= m.at_s <= self.end_s for m in trips):
            return True
        return any(not m.event.refused and m.at_s <= self.end_s for m in view.all(Submit))

    def _typed(self, view: PageView) -> bool:
        return any(m.event.target.text_entry for m in view.all(Change) if m.at_s <= self.end_s)

    def _account(self, last: PageView) -> Iterable[Cause]:
        """The last view asked for an account and offered no way without."""
        cues = {m.event.what for m in last.all(Cue) if m.event.present}
        told = (last.page, last.number, "forced_account") in self.told
        if "account" in cues and not cues & {"guest", "signed_in"} and not told:
            text = "The last view asked for an account, and no way on without one was seen."
            yield self._cause("account", text, last, "looked_up")

    def _looked_up(self) -> Iterable[Cause]:
        """A page about returns, delivery or who the shop is, read just before the end."""
        told: set[ReasonKind] = set()
        steps = {id(reached.view) for reached in self.path.reached if reached}
        for view in reversed(list(self._views())):
            if self.timeline.seconds(view.end_s, self.end_s) > self.limits["window_s"]:
                return
            kind = self._topic(view)
            if kind is None or kind in told or id(view) in steps:
                continue
            told.add(kind)
            yield self._cause(kind, f"{view.path} was looked up just before the end.", view,
                              "looked_up")  # fmt: skip

    def _topic(self, view: PageView) -> ReasonKind | None:
        words = about(view)
        if RETURNS.search(words):
            return "returns"
        if TRUST.search(words) and self.in_checkout:
            return "trust"
        checkout = self.in_checkout and view.began_s >= in_checkout_since(self.timeline, self.path)
        if DELIVERY.search(words) and not checkout and not view.all(Submit):
            return "delivery"
        return None

    def _long_form(self, last: PageView) -> Iterable[Cause]:
        """Very many fields had been filled in, and the attempt ended in the middle of them."""
        fields = {
            m.event.target.selector for m in self.timeline.all(Change)
            if m.event.target.text_entry and m.at_s <= self.end_s
        }  # fmt: skip
        if len(fields) >= self.limits["fields"] and self._typed(last) and not self._went_on(last):
            text = f"The attempt ended in a form, after {len(fields)} fields had been filled in."
            yield self._cause("too long", text, last, "effort")


def view_key(view: PageView) -> tuple[str, int]:
    return view.page, view.number


def said(path: Path, end_s: float) -> Iterable[Cause]:
    """What the person answered about this session, and what a researcher noted near its end.

    The words themselves are not repeated: they belong to whoever wrote them.
    """
    step = path.towards()
    for answer in path.timeline.answers:
        if answer.item == "stopped_reason":
            for option in answer.value.split():
                if option in CHOSEN:
                    kind = CHOSEN[option]
                    text = f"The person named {kind} as the main reason."
                    yield Cause(kind, "said", text, end_s, "said_choice", step=step)
        elif answer.item in QUESTIONS:
            grade = "said_why" if answer.item == "stopped_why" else "said_hesitated"
            for kind in spoken_of(answer.value):
                text = f"Asked {QUESTIONS[answer.item]}, the person spoke of {kind}."
                yield Cause(kind, "said", text, end_s, grade, step=step)
    window_s = limits("reasons")["window_s"]
    for note in path.timeline.notes:
        if note.tag == "note" and note.at_s >= end_s - window_s:
            for kind in spoken_of(note.text):
                text = f"A note about the end speaks of {kind}."
                yield Cause(kind, "said", text, min(note.at_s, end_s), "said_note", step=step)
