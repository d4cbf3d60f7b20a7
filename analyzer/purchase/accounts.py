"""Views that asked for an account: asked for by the shopper or not, and those thrown back to."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from kitka.analyzer.purchase.course import Purchase, gives_password
from kitka.analyzer.purchase.totals import CHOICES, TEXT_FIELDS, counts
from kitka.analyzer.results import Element
from kitka.analyzer.session.cues import Cues, Shown
from kitka.analyzer.session.elements import element_of
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import (
    GUEST,
    LOG_IN,
    LOG_IN_PLACE,
    LOG_OUT,
    NOT_NEEDED,
    OPEN_ACCOUNT,
    PAY,
    PROCEED,
    SESSION_OVER,
    says,
)
from kitka.recorder.model import Change, Click, Message, Request, Scenario, Submit, Target

NOBODY = frozenset({401, 419, 440})
"""What a shop answers when it does not know (any more) who asks: HTTP; Laravel; IIS."""
NO_ADDRESS = frozenset({"email", "password", "search"})


class Accounts:
    """The unasked demands for an account in one session."""

    def __init__(self, purchase: Purchase, cues: Cues) -> None:
        self.purchase = purchase
        self.timeline = purchase.timeline
        self.cues = cues

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """Log-in boxes that stand beside every page of the shop."""
        began = self.purchase.began_s
        return frozenset(cue.key for cue in self.cues.of("account") if cue.start_s < began)

    @cached_property
    def unasked(self) -> list[Shown]:
        """While something was being bought, without a press that asked for it."""
        began, done = self.purchase.began_s, self.purchase.done_s
        return [
            cue for cue in self.cues.of("account")
            if began <= cue.start_s < done and cue.key not in self._everywhere
            and not self._asked(cue)
        ]  # fmt: skip

    def _asked(self, cue: Shown) -> bool:
        press = self.purchase.press_before(cue.start_s)
        if press is None or says(LOG_OUT, press.element):
            return press is not None
        return says(LOG_IN, press.element) and not (
            says(PROCEED, press.element) or says(PAY, press.element)
        )

    @cached_property
    def passwords(self) -> list[float]:
        """When a password was given."""
        typed = [m.at_s for m in self.timeline.all(Change) if m.event.target.type == "password"]
        sent = [
            m.at_s for m in self.timeline.all(Submit)
            if not m.event.refused and gives_password(m.event)
        ]  # fmt: skip
        return sorted([*typed, *sent])

    @cached_property
    def thrown_back(self) -> list[Shown]:
        """Had been past it already, and pushed on; or the page says that the session is over."""
        began, done = self.purchase.began_s, self.purchase.done_s
        alone = [
            cue for cue in [*self.cues.of("session_over"), *self._said_over]
            if began <= cue.start_s < done and not self.cues.in_view("account", cue.view)
            and not self._asked(cue) and self.pushed_on(cue)
            and (not self._went_on(cue) or self._gave_again(cue))
        ]  # fmt: skip
        return [*(cue for cue in self.unasked if self._is_thrown_back(cue)), *alone]

    @cached_property
    def _said_over(self) -> list[Shown]:
        """Views whose messages alone say that the session is over, as an error (a warning that it
        will be says so before), or whose documents were answered with a status that does."""
        found: dict[tuple[str, int], Shown] = {}
        for m in self.timeline.all(Message):
            view = self.timeline.view_of(m)
            over = m.event.severity == "error" and SESSION_OVER.search(m.event.text)
            if view and over and not self.cues.in_view("session_over", view):
                shown = Shown(m.at_s, view.end_s, m.event.target, view, "session_over")
                found.setdefault(m.view_key, shown)
        for view in self.timeline.views:
            if view.load and view.load.status in NOBODY and not self.refused(view):
                nobody = Shown(view.shown_s, view.end_s, Target(), view, "session_over")
                found.setdefault((view.page, view.number), nobody)
        return sorted(found.values(), key=lambda cue: cue.start_s)

    def refused(self, view: PageView) -> bool:
        """It answers a password that was sent: that was wrong, and nothing is over."""
        last = self.sent_to(view)
        return last is not None and gives_password(last.event)

    def _gave_again(self, cue: Shown) -> bool:
        """What had been filled in before it was filled in again, on the same pages, before a step
        was reached that is further than any before: it was lost."""
        path = self.purchase.path
        before = max(path.last_reached(cue.start_s), path.furthest(cue.start_s))
        on_s = min((r.since_s for r in path.reached[before + 1 :] if r), default=float("inf"))
        first = self._filled(0.0, cue.start_s)
        return bool(first) and len(first & self._filled(cue.start_s, on_s)) >= TEXT_FIELDS

    def _filled(self, since_s: float, until_s: float) -> set[tuple[str, str]]:
        """Fields of text, with the paths of their pages."""
        views = (
            (m, self.timeline.view_of(m)) for m in self.timeline.all(Change)
            if since_s <= m.at_s < until_s and m.event.target.text_entry
            and not counts(m.event.target)
        )  # fmt: skip
        return {(view.path, m.event.target.selector) for m, view in views if view}

    def chosen_in(
        self, where: tuple[str, int], since_s: float, until_s: float
    ) -> list[Element | None]:
        """What was pressed of radio buttons, ticks and the like in a view, in order."""
        view = self.timeline.view(*where)
        return [
            element_of(m.event.target) for m in (view.all(Click) if view else ())
            if since_s <= m.at_s < until_s and m.event.target.role in CHOICES
        ]  # fmt: skip

    def only_with(self, cue: Shown) -> bool:
        """A password was given, and the control that went on from there opens the account and
        places the order in one, with nothing chosen there: who has come so far as a guest is asked
        for it after all."""
        where = (cue.view.page, cue.view.number)
        if NOT_NEEDED.search(cue.target.name):
            return False
        for sent in cue.view.all(Submit):
            if sent.at_s < cue.start_s or sent.event.refused or sent.event.via is None:
                continue
            via = element_of(sent.event.via)
            both = says(OPEN_ACCOUNT, via) and (says(PAY, via) or says(PROCEED, via))
            if both and gives_password(sent.event):
                return not self.chosen_in(where, 0.0, sent.at_s)
        return False

    def sent_to(self, view: PageView) -> Moment[Submit] | None:
        """What was sent last before a view, if it was sent from the one before it."""
        sent = self.timeline.all(Submit)
        place = bisect_right(sent, view.asked_s + 0.05, key=lambda submit: submit.at_s)
        last = sent[place - 1] if place else None
        before = self.timeline.view_of(last) if last else None
        if last is None or before is None or self.purchase.next_view(before) is not view:
            return None
        return last

    def to_be_opened(self, cue: Shown) -> bool:
        """A page of its own, come to by going on, that is by its title about a new account and not
        about logging in, too: nobody who had one is asked for it again there."""
        title = cue.view.event.title if cue.view.event else ""
        new, rest = OPEN_ACCOUNT.search(title), OPEN_ACCOUNT.sub(" ", title)
        return bool(new) and not LOG_IN.search(rest) and self.pushed_on(cue)

    def _went_on(self, cue: Shown) -> bool:
        """A further step was reached after it, and no password had been given: nothing was lost."""
        given = any(cue.start_s <= at_s for at_s in self.passwords)
        return not given and self.purchase.path.went_on(cue.start_s, float("inf"))

    def _is_thrown_back(self, cue: Shown) -> bool:
        view = cue.view
        if any(reached and reached.view is view for reached in self.purchase.path.reached):
            return False
        if self.cues.in_view("session_over", view):
            return True
        if self.only_with(cue):
            return False  # nothing of what had been passed was asked for again
        over = any(SESSION_OVER.search(m.event.text) for m in view.all(Message))
        if not (over or self.pushed_on(cue)):
            return False
        if not over and self.to_be_opened(cue):
            return False
        signed_in = self.cues.last_before("signed_in", cue.start_s)
        if signed_in is not None and signed_in.view is not view:
            return True
        if self._passed_before(cue):
            return True
        if not (over or LOG_IN_PLACE.search(view.path) or self._turned_away(cue)):
            return False
        return self._well_on_s < view.asked_s or self._had_written(cue)

    def pushed_on(self, cue: Shown) -> bool:
        """No wish to go elsewhere: a form was sent, a button or “continue” pressed, or nothing
        at all (the shop went there by itself). A link may have been meant."""
        press = self.purchase.press_before(cue.start_s)
        if cue.view.event and cue.view.event.navigation == "back_forward":
            return False
        if cue.view.event and cue.view.event.cause in ("pop", "restore"):
            return False
        if press is None or press.element is None or press.element.role != "link":
            return True
        return says(PROCEED, press.element) or says(PAY, press.element)

    def _passed_before(self, cue: Shown) -> bool:
        """An earlier view asked for an account or offered the guest's way, and a step was reached
        after it."""
        earlier = (
            self.cues.last_before("account", cue.view.asked_s - 0.01),
            self.cues.last_before("guest", cue.view.asked_s - 0.01),
        )
        since = max((e.start_s for e in earlier if e and e.view is not cue.view), default=None)
        if since is None or since < self.purchase.began_s:
            return False
        return self.purchase.next_step_s(since) < cue.view.asked_s

    def _turned_away(self, cue: Shown) -> bool:
        """What the last press sent was not taken from somebody who is not logged in (any more)."""
        press = self.purchase.press_before(cue.start_s)
        return press is not None and any(
            press.at_s - 0.1 <= m.at_s <= cue.start_s
            and m.event.status in NOBODY and m.event.method not in ("GET", "HEAD")
            and not m.event.third_party
            for m in self.timeline.all(Request)
        )  # fmt: skip

    def _had_written(self, cue: Shown) -> bool:
        """In a step of the checkout that asked for no account more than an e-mail address had been
        filled in. Who asks for an account asks for it before that, or there."""
        steps = {
            (r.view.page, r.view.number) for r in self.purchase.path.reached
            if r and not self.cues.in_view("account", r.view)
        }  # fmt: skip
        written = {
            m.event.target.selector for m in self.timeline.all(Change)
            if self.purchase.began_s <= m.at_s < cue.start_s and m.view_key in steps
            and m.event.target.text_entry and m.event.target.type not in NO_ADDRESS
            and not counts(m.event.target)
        }  # fmt: skip
        return len(written) >= TEXT_FIELDS

    @cached_property
    def _well_on_s(self) -> float:
        """A step was reached inside the checkout, after it had begun."""
        return self.purchase.next_step_s(self.purchase.checkout_s)


def about_accounts(scenario: Scenario) -> bool:
    """One of the steps is itself to log in or to register."""
    for step in scenario.steps:
        urls = " ".join(condition.url or "" for condition in step.reached)
        if LOG_IN_PLACE.search(f"{step.name} {urls}") and not GUEST.search(step.name):
            return True
    return False
