"""What several rules ask of one session, each found once, when it is first asked for.

It is built one way only: the timeline, the steps on it, the purchase, and what rests on these. Who
judges (rules, the outcome, the reasons for an ending) takes it from here and builds none anew.
"""

from __future__ import annotations

from functools import cached_property

from kitka.analyzer.presses.onward import Onward
from kitka.analyzer.presses.verdicts import Presses
from kitka.analyzer.purchase.accounts import Accounts
from kitka.analyzer.purchase.basket import Basket
from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.purchase.totals import Choices, Doings
from kitka.analyzer.purchase.writes import Writes
from kitka.analyzer.session.cues import Cues
from kitka.analyzer.session.steps import Path
from kitka.analyzer.way.turns import Way


class Facts:
    """One session as its judges see it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.timeline = path.timeline
        self.scenario = path.scenario

    @cached_property
    def presses(self) -> Presses:
        """The verdict on every press."""
        return Presses(self.path)

    @cached_property
    def purchase(self) -> Purchase:
        return Purchase(self.path)

    @cached_property
    def basket(self) -> Basket:
        return Basket(self.purchase)

    @cached_property
    def writes(self) -> Writes:
        return Writes(self.purchase, self.basket)

    @cached_property
    def doings(self) -> Doings:
        return Doings(self.timeline)

    @cached_property
    def choices(self) -> Choices:
        return Choices(self.timeline)

    @cached_property
    def onward(self) -> Onward:
        return Onward(self.timeline)

    @cached_property
    def cues(self) -> Cues:
        return Cues(self.timeline)

    @cached_property
    def accounts(self) -> Accounts:
        return Accounts(self.purchase, self.cues)

    @cached_property
    def way(self) -> Way:
        return Way(self.purchase)
