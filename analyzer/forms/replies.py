"""What stands around a submission: its form as shown again, messages, and the press before it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from typing import Any, TypeVar

from kitka.analyzer.presses.answers import SHOWN_S
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import AT_A_LOSS, INVALID, LIMITED, LOG_IN, NO_SUCH, VOUCHER
from kitka.recorder.model import Click, Cue, Event, Form, Layer, Message, Request, Submit

REFUSAL_STATUS = frozenset({400, 402, 409, 422})
"""What a shop says no with; 402 to a payment, as payment providers' interfaces do."""
E = TypeVar("E", bound=Event)
UNKNOWN_WHO = 401
ANSWER_S = 5.0
"""A message within this time after a submission or a request is its answer."""
MESSAGES = 32
"""So many of one view answer a submission; nobody reads more."""
PRESS_S = 1.0
"""A press within this time before a submission sent it (Nielsen 1993: 1 s)."""
SAME_S = 0.05
"""The page tells of a press and of the submission that it causes in one task."""


class Replies:
    """The forms that were shown again and the messages of a session, to be looked up."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline
        self._forms: dict[str, list[Moment[Form]]] = defaultdict(list)
        for form in timeline.all(Form):
            self._forms[form.event.form].append(form)
        self._messages: dict[tuple[str, int], list[Moment[Message]]] = defaultdict(list)
        for message in timeline.all(Message):
            self._messages[message.view_key].append(message)

    def press(self, submit: Moment[Submit]) -> Moment[Click] | None:
        """The press that sent a form: the last one just before it in its page."""
        known = self._timeline.clicks_in(submit.page)
        place = bisect_right(known, submit.at_s + SAME_S, key=_at) - 1
        return known[place] if place >= 0 and submit.at_s - known[place].at_s <= PRESS_S else None

    def form(self, submit: Moment[Submit], until: float) -> Moment[Form] | None:
        """The same form as shown next, by the shop: not by a reload of the shopper's own."""
        known = self._forms.get(submit.event.form, [])
        place = bisect_left(known, submit.at_s, key=_at)
        if place < len(known) and known[place].page == submit.page:
            place = bisect_left(known, max(submit.at_s, self._left_s(submit)), key=_at)
        shown = known[place] if place < len(known) and known[place].at_s <= until else None
        return None if shown is None or self._reloaded(submit, shown) else shown

    def _left_s(self, submit: Moment[Submit]) -> float:
        """When the page came that a submission asked for; its own page only stood there still
        until then, with the marks of an earlier refusal and a button that is kept from sending
        twice."""
        after = self._timeline.view_after(submit)
        if after is None or not after.document or submit.event.refused:
            return 0.0
        return after.began_s if after.asked_s - submit.at_s <= PRESS_S else 0.0

    def _reloaded(self, submit: Moment[Submit], shown: Moment[Form]) -> bool:
        """The page was loaded anew long after the submission and what it had asked for."""
        view, press = self._timeline.view_of(shown), self.press(submit)
        if view is None or view.event is None or view.event.navigation != "reload":
            return False
        ended_s = self._timeline.own_requests_end_s(press) if press else None
        return view.asked_s - max(submit.at_s, ended_s or 0.0) > SHOWN_S

    def messages(
        self, submit: Moment[Submit], shown: Moment[Form] | None, until: float
    ) -> list[Moment[Message]]:
        """Messages that answer a submission: in the same view soon after it, or in the view in
        which its form is shown again."""
        found = self._within(submit.view_key, submit.at_s, min(until, submit.at_s + ANSWER_S))
        if shown is not None:
            since, to = max(submit.at_s, shown.at_s - ANSWER_S), min(until, shown.at_s + ANSWER_S)
            again = self._within(shown.view_key, since, to)
            if shown.view_key == submit.view_key:
                known = set(map(id, found))
                again = [message for message in again if id(message) not in known]
            found = sorted([*found, *again], key=_at)
        return found

    def out_of_view(self, submit: Moment[Submit], messages: list[Moment[Message]]) -> bool:
        """All of what was said in the page that sent it stood above or below the window."""
        view = self._timeline.view_of(submit)
        height = view.event.height if view and view.event else 0
        places = [m.event.target.rect for m in messages if m.view_key == submit.view_key]
        return bool(height and places) and len(places) == len(messages) and all(
            rect is not None and (rect.y + rect.height <= 0 or rect.y >= height) for rect in places
        )  # fmt: skip

    def _within(
        self, view: tuple[str, int], since_s: float, until_s: float
    ) -> list[Moment[Message]]:
        known = self._messages.get(view, [])
        first = bisect_left(known, since_s, key=_at)
        return known[first : min(first + MESSAGES, bisect_right(known, until_s, key=_at))]


def _at(moment: Moment[Any]) -> float:
    return moment.at_s


def answered_by_message(timeline: Timeline, moment: Moment[Request]) -> bool:
    """Whether a failed request is a refusal of input that the page explains to the shopper. Whoever
    says in words what is wrong with what was given has not broken down, whatever the status."""
    if moment.event.status in REFUSAL_STATUS:
        return timeline.complained(moment.page, moment.at_s, _heard_until_s(moment))
    if moment.event.status < 400 or moment.event.method in ("GET", "HEAD"):
        return False
    if moment.event.status == UNKNOWN_WHO and _asks_who(timeline, moment):
        return True
    own = _said(timeline, moment)
    if own:
        return _says_what(own)
    return any(_says_what(_said(timeline, m)) for m in _before(timeline, moment))


def _asks_who(timeline: Timeline, moment: Moment[Request]) -> bool:
    """The shop then asked the shopper to sign in: a wish list is somebody's."""
    until_s = _heard_until_s(moment) - ANSWER_S + SHOWN_S
    cues = any(
        m.event.what == "account" and m.event.present
        for m in _between(timeline.all(Cue), moment.at_s, until_s)
    )
    return cues or any(
        m.event.state == "shown" and LOG_IN.search(m.event.target.name)
        for m in _between(timeline.all(Layer), moment.at_s, until_s)
    )


def _between(known: list[Moment[E]], since_s: float, until_s: float) -> list[Moment[E]]:
    first = bisect_left(known, since_s, key=_at)
    return known[first : min(bisect_right(known, until_s, key=_at), first + MESSAGES)]


def _heard_until_s(moment: Moment[Request]) -> float:
    return moment.at_s + max(0.0, moment.event.duration_ms) / 1000 + ANSWER_S


def _before(timeline: Timeline, moment: Moment[Request]) -> list[Moment[Request]]:
    """The same asked before in the same view and answered alike: a message that stands there
    already is not said again."""
    view, event = timeline.view_of(moment), moment.event
    known = view.all(Request) if view else []
    place = bisect_left(known, moment.at_s, key=_at)
    return [
        m for m in known[max(0, place - MESSAGES) : place]
        if (m.event.method, m.event.url, m.event.status) == (event.method, event.url, event.status)
    ]  # fmt: skip


def _said(timeline: Timeline, moment: Moment[Request]) -> list[str]:
    """The errors that came after a request, in words."""
    view = timeline.view_of(moment)
    near = _between(view.all(Message) if view else [], moment.at_s, _heard_until_s(moment))
    return [m.event.text for m in near if m.event.severity == "error"]


def _says_what(said: list[str]) -> bool:
    """What had been given is wrong, and it is not the shop that is at a loss."""
    wrong = any(
        INVALID.search(text)
        or LIMITED.search(text)
        or (VOUCHER.search(text) and NO_SUCH.search(text))
        for text in said
    )
    return wrong and not any(map(AT_A_LOSS.search, said))
