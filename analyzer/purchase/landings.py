"""Where a shopper landed who came back from paying, and what was wrong there."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from kitka.analyzer.purchase.course import Purchase, Return
from kitka.analyzer.session.cues import Cues
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import BASKET, CANCELLED
from kitka.recorder.model import Focus, Message, Offer, OffSite, Step, Total, Unreachable

FRONT = re.compile(r"/(?:[a-z]{2}(?:[-_][a-zA-Z]{2})?/?)?")
"""The front page, with or without a language."""
GLANCE_S = 0.3
"""What was there for less was a redirect (as in ``turns``)."""
CHAIN = 16
"""Pages that follow each other by themselves; browsers give up at about as many."""


@dataclass(frozen=True)
class Landing:
    """The pages that followed each other by themselves after a return, and what they said, until
    the shopper did something (``until_s``). ``early``: the last of them is one from before the
    basket; ``left_to_pay``: from there the shopper went to the provider once more, pressing
    nothing, which no page from before the basket does by itself. ``dead_end``: the last is no
    step, shows nothing that a purchase is about, and nothing was done or came after it."""

    back: Return
    timeline: Timeline
    until_s: float
    views: tuple[PageView, ...]
    messages: tuple[Moment[Message], ...]
    early: bool = False
    left_to_pay: bool = False
    dead_end: bool = False

    @property
    def own_doing(self) -> bool:
        """Cancelled at the provider, or gone back with the browser."""
        said = any(CANCELLED.search(m.event.text) for m in self.messages)
        addressed = any(CANCELLED.search(view.url) for view in self.views)
        first = self.views[0].event if self.views else None
        walked = first is not None and (
            first.navigation in ("back_forward", "reload") or first.cause in ("pop", "restore")
        )
        return said or addressed or walked

    def failure(self, cues: Cues, stayed_s: float, waited_s: float) -> str:
        """What was wrong, in words; ``""`` if nothing. ``stayed_s``: how long a page must have
        stood to be more than one that was passed through, ``waited_s``: to have been waited for."""
        return (
            self._broken()
            or self._complaint()
            or self._failed(cues)
            or self._thrown_out(cues)
            or self._started_again(stayed_s)
            or self._sent_back(stayed_s)
            or self._stands_still(waited_s)
        )

    def _broken(self) -> str:
        for view in self.views:
            if view.load and view.load.status >= 400:
                return f"{view.path} answered with HTTP {view.load.status}"
        for lost in self.timeline.all(Unreachable):
            if self.views and self.views[0].asked_s <= lost.at_s <= self.until_s:
                return "the shop's page could not be loaded"
        return ""

    def _complaint(self) -> str:
        errors = [m.event.text for m in self.messages if m.event.severity == "error"]
        return f"the shop said: “{errors[0].rstrip('.')}”" if errors else ""

    def _failed(self, cues: Cues) -> str:
        since_s = self.back.view.began_s
        said = cues.between("failed", since_s, self.until_s)
        return f"{self.views[-1].path} said that it had failed" if said and self.views else ""

    def _thrown_out(self, cues: Cues) -> str:
        since_s = self.back.view.began_s
        if cues.between("empty_basket", since_s, self.until_s):
            return "the basket was called empty"
        asked = cues.between("account", since_s, self.until_s)
        return "the shop asked to log in" if asked else ""

    def _started_again(self, least_s: float) -> str:
        """The page that had led away was there again without a word, and stayed."""
        if self.messages or not self.views:
            return ""
        last = self.timeline.view_at(min(self.back.left_s, self.views[0].began_s) - 0.001)
        now = self.views[-1]
        same = last is not None and last.path == now.path
        return (
            f"{now.path} was shown again without a word" if same and self._stayed(least_s) else ""
        )

    def _sent_back(self, least_s: float) -> str:
        """A page from before the basket stood there, without a word. On a basket with everything
        in it one lands who has cancelled at the provider, too."""
        if self.messages or not self.early or not (self.left_to_pay or self._stayed(least_s)):
            return ""
        return f"{self.views[-1].path} was shown, from before that, without a word"

    def _stands_still(self, least_s: float) -> str:
        """A page that waits for ever, or is blank."""
        if self.messages or not self.dead_end:
            return ""
        since_s = min(view.shown_s for view in self.views)
        if self.timeline.seconds(since_s, self.timeline.last_visible_s) < least_s:
            return ""
        return f"{self.views[-1].path} neither said what had become of it nor led on"

    def _stayed(self, least_s: float) -> bool:
        now = self.views[-1]
        return self.timeline.seconds(now.shown_s, max(now.end_s, now.shown_s)) >= least_s


def landing(purchase: Purchase, back: Return, cues: Cues, seen_s: float) -> Landing:
    shown = purchase.timeline.views
    until = purchase.next_press_s(back.view.began_s)
    until = min(until, _reloaded_s(purchase, back.view, cues, seen_s))
    again = _paid_again_s(purchase, back.view, cues, seen_s)
    until = min(until, again)
    first = bisect_left(shown, back.view.began_s, key=lambda view: view.began_s)
    last = bisect_right(shown, until, key=lambda view: view.began_s)
    views = shown[first:last][:CHAIN]
    messages = tuple(m for view in views for m in view.all(Message) if m.at_s <= until)
    early = bool(views) and (_early(purchase, views[-1]) or _behind(purchase, back, views[-1]))
    left = again <= until and again != float("inf")
    dead = until == float("inf") == purchase.done_s and _shows_nothing(purchase, views)
    return Landing(back, purchase.timeline, until, views, messages, early, left, dead)


def _shows_nothing(purchase: Purchase, views: tuple[PageView, ...]) -> bool:
    """No step, no amounts, no choice: nothing to look through before it is ordered."""
    now = views[-1] if views else None
    if now is None or purchase.path.step_of(now) >= 0 or now is not purchase.timeline.views[-1]:
        return False
    return not any((now.all(Total), now.all(Offer), now.all(Focus)))


def _paid_again_s(purchase: Purchase, view: PageView, cues: Cues, seen_s: float) -> float:
    """When a page from before the basket, or one that asks to log in, was left for the provider
    again; infinity for never."""
    # Silent log-ins pass by themselves, but at once, and not to where one has just paid.
    asked = cues.in_view("account", view)
    if not (asked or _early(purchase, view)):
        return float("inf")
    after = purchase.next_view(view)
    left_s = after.began_s if after else float("inf")
    trips = purchase.timeline.all(OffSite)
    stood_s = view.shown_s + (seen_s if asked else GLANCE_S)
    first = bisect_right(trips, stood_s, key=lambda trip: trip.at_s)
    for trip in trips[first : first + 2]:
        if trip.event.away and trip.event.payment and trip.at_s <= left_s:
            return trip.at_s
    return float("inf")


def _reloaded_s(purchase: Purchase, view: PageView, cues: Cues, seen_s: float) -> float:
    """When the basket that the shopper had come back to, and that was called empty, was loaded
    anew: by hand, as only pages that wait for the payment load themselves; infinity for never."""
    title = view.event.title if view.event else ""
    after = purchase.next_view(view)
    if after is None or after.event is None or after.event.navigation != "reload":
        return float("inf")
    stood_s = purchase.timeline.seconds(view.shown_s, after.asked_s)
    basket = BASKET.search(title) and cues.in_view("empty_basket", view)
    return after.asked_s - 0.001 if basket and stood_s >= seen_s else float("inf")


def _early(purchase: Purchase, view: PageView) -> bool:
    """The front page, or a page that shows nothing further than the steps before the basket's."""
    steps = purchase.path.scenario.steps
    baskets = [i for i, step in enumerate(steps) if is_basket(step)]
    shown = purchase.path.step_of(view)
    return FRONT.fullmatch(view.path) is not None or 0 <= shown < min(baskets, default=0)


def _behind(purchase: Purchase, back: Return, view: PageView) -> bool:
    """A page of the checkout that had been passed before the one that led away."""
    left = purchase.timeline.view_at(min(back.left_s, view.began_s) - 0.001)
    steps = purchase.path.scenario.steps
    basket = max((i for i, step in enumerate(steps) if is_basket(step)), default=-1)
    return left is not None and basket < purchase.path.step_of(view) < purchase.path.step_of(left)


@lru_cache(maxsize=512)
def is_basket(step: Step) -> bool:
    """Whether a step is to come to the basket, by its name and addresses."""
    words = f"{step.name} {' '.join(condition.url or '' for condition in step.reached)}"
    return bool(BASKET.search(words.replace("-", " ").replace("_", " ")))
