"""Messages that a payment was refused, told apart from all that only sounds like it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from kitka.analyzer.purchase import Payment, Purchase
from kitka.analyzer.timeline import Moment
from kitka.analyzer.words import CANCELLED, CONDITIONAL, DECLINED
from kitka.recorder.model import Message


@dataclass(frozen=True)
class Decline:
    """One payment and the message that refused it."""

    payment: Payment
    message: Moment[Message]


class Declines:
    """The refused payments of a session; a message answers a payment for ``answer_s``."""

    def __init__(self, purchase: Purchase, answer_s: float) -> None:
        self._purchase, self._answer_s = purchase, answer_s

    @cached_property
    def all(self) -> list[Decline]:
        """One per payment, in order."""
        found: dict[float, Decline] = {}
        for message in self._purchase.timeline.all(Message):
            if not declines(message.event):
                continue
            payment = self._purchase.payment_before(message.at_s)
            if payment and self._answers(payment, message):
                found.setdefault(payment.at_s, Decline(payment, message))
        return [found[at_s] for at_s in sorted(found)]

    def _answers(self, payment: Payment, message: Moment[Message]) -> bool:
        """Soon after it, the order not placed, and no further press in between that led away."""
        timeline = self._purchase.timeline
        if timeline.seconds(payment.at_s, message.at_s) > self._answer_s:
            return False
        return message.at_s < self._purchase.done_s

    @cached_property
    def runs(self) -> list[list[Decline]]:
        """Refusals one after the other, without a step reached in between."""
        found: list[list[Decline]] = []
        for decline in self.all:
            last = found[-1][-1].message.at_s if found else None
            if last is not None and self._purchase.next_step_s(last) > decline.message.at_s:
                found[-1].append(decline)
            else:
                found.append([decline])
        return found

    @cached_property
    def views(self) -> frozenset[tuple[str, int]]:
        """Views that told of a refused payment."""
        return frozenset(decline.message.view_key for decline in self.all)

    def told(self, since_s: float, until_s: float) -> bool:
        """Whether one was told after ``since_s``, up to ``until_s``."""
        times = [decline.message.at_s for decline in self.all]
        return bisect_right(times, until_s) > bisect_right(times, since_s)


def declines(message: Message) -> bool:
    return message.severity == "error" and refuses(message.text)


def refuses(text: str) -> bool:
    """News of a refused payment: neither an explanation beforehand nor a cancellation."""
    if CONDITIONAL.search(text) or CANCELLED.search(text):
        return False
    return bool(DECLINED.search(text))
