"""Messages that a payment was refused, told apart from all that only sounds like it."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache

from kitka.analyzer.purchase.course import Payment, Purchase
from kitka.analyzer.purchase.declined_words import (
    CONDITIONAL,
    DECLINED,
    NO_PAYMENT,
    NOT_YET,
    OTHER_REASON,
    UNCHARGED,
)
from kitka.analyzer.words import CANCELLED, LIMITED, SESSION_OVER
from kitka.recorder.model import Alert, Cue, Message, Rect

SENTENCE = re.compile(r"(?<=[.!?])\s+")


@dataclass(frozen=True)
class News:
    """What a page said after a payment; ``marked`` where its place or role makes it an error,
    ``known`` where the page itself took it for a refusal."""

    at_s: float
    text: str
    view_key: tuple[str, int]
    rect: Rect | None
    marked: bool
    known: bool = False


@dataclass(frozen=True)
class Decline:
    """One payment and the message that refused it."""

    payment: Payment
    message: News


class Declines:
    """The refused payments of a session; a message answers a payment for ``answer_s``."""

    def __init__(self, purchase: Purchase, answer_s: float) -> None:
        self._purchase, self._answer_s = purchase, answer_s

    @cached_property
    def all(self) -> list[Decline]:
        """One per payment, in order."""
        found: dict[float, Decline] = {}
        for news in self._news():
            payment = self._purchase.payment_before(news.at_s)
            # The words last: most of what a shop says comes after no payment.
            if payment and self._answers(payment, news) and (news.known or refuses(news.text)):
                found.setdefault(payment.at_s, Decline(payment, news))
        return [found[at_s] for at_s in sorted(found)]

    def _news(self) -> list[News]:
        """Messages first: they say more than the title of their page."""
        timeline = self._purchase.timeline
        said = [
            News(m.at_s, m.event.text, m.view_key, m.event.target.rect, m.event.severity == "error")
            for m in timeline.all(Message)
        ]
        titled = [
            News(view.began_s, view.event.title, (view.page, view.number), None, False)
            for view in timeline.views
            if view.event
        ]
        spoken = [
            News(m.at_s, m.event.message, m.view_key, None, True) for m in timeline.all(Alert)
        ]
        return [*said, *spoken, *titled, *self._shown()]

    def _shown(self) -> list[News]:
        """What stands in the plain text of a page: not where it stood before anybody paid, nor
        beside the news of a cancellation."""
        timeline = self._purchase.timeline
        cues = [m for m in timeline.all(Cue) if m.event.what == "declined" and m.event.present]
        cancelled = {m.view_key for m in timeline.all(Message) if CANCELLED.search(m.event.text)}
        if any(self._purchase.payment_before(cue.at_s) is None for cue in cues):
            return []
        return [
            News(cue.at_s, "", cue.view_key, cue.event.target.rect, False, known=True)
            for cue in cues
            if cue.view_key not in cancelled
        ]

    def _answers(self, payment: Payment, news: News) -> bool:
        """Soon after it, the order not placed. What is no error by its mark (a toast, a status, a
        title) tells of this payment only where nothing else was pressed in between."""
        timeline = self._purchase.timeline
        if timeline.seconds(payment.at_s, news.at_s) > self._answer_s:
            return False
        if news.at_s >= self._purchase.done_s:
            return False
        return news.marked or news.at_s < self._purchase.next_press_s(payment.at_s)

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


@lru_cache(maxsize=2048)
def refuses(text: str) -> bool:
    """News of a refused payment: neither an explanation beforehand nor a cancellation, nor of what
    is to come."""
    if CONDITIONAL.search(text) or CANCELLED.search(text):
        return False
    news = " ".join(
        sentence
        for sentence in SENTENCE.split(text)
        if not any(why.search(sentence) for why in (CONDITIONAL, NOT_YET, NO_PAYMENT))
    )
    if DECLINED.search(news):
        return True
    otherwise = (LIMITED, SESSION_OVER, OTHER_REASON)
    return bool(UNCHARGED.search(news)) and not any(why.search(text) for why in otherwise)
