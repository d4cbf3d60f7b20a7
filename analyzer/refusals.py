"""What became of a submission: passed on, or refused, and what the form looked like after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kitka.analyzer.elements import element_of, identity, pressed
from kitka.analyzer.forms import collects, idle
from kitka.analyzer.steps import Path
from kitka.analyzer.timeline import Moment, Timeline
from kitka.recorder.model import (
    Click,
    FieldState,
    Form,
    Message,
    ReactionKind,
    Request,
    Submit,
)

REFUSAL_STATUS = frozenset({400, 402, 409, 422})
"""What a shop says no with; 402 to a payment, as payment providers' interfaces do."""
ANSWER_S = 5.0
"""A message within this time after a submission or a request is its answer."""
MESSAGES = 32
"""So many of one view answer a submission; nobody reads more."""
PRESS_S = 1.0
"""A press within this time before a submission sent it (Nielsen 1993: 1 s)."""
SAME_S = 0.05
"""The page tells of a press and of the submission that it causes in one task."""
POINTING: frozenset[ReactionKind] = frozenset({"invalid", "focus", "scroll"})
BUSY_S = 60.0
"""For so long at most a form that was sent keeps a second sending back."""


@dataclass(frozen=True)
class Attempt:
    """One submission and its answer. ``shown`` is the same form as shown again, if it was.

    ``refused``: by the browser, by the page or by the shop. ``lost`` are the fields that had been
    filled and came back empty (never sensitive ones); ``messages`` and ``invalid`` say why.
    ``press`` is the press that sent it. ``silent``: it was refused and nothing at all said why.
    """

    submit: Moment[Submit]
    shown: Moment[Form] | None
    refused: bool
    messages: tuple[str, ...]
    invalid: tuple[str, ...]
    lost: tuple[FieldState, ...]
    answered_s: float
    press: Moment[Click] | None = None
    silent: bool = False


def attempts(timeline: Timeline, path: Path) -> dict[str, list[Attempt]]:
    """All submissions by form key, in order."""
    submits = timeline.all(Submit)
    answers = _Answers(timeline)
    found: dict[str, list[Attempt]] = defaultdict(list)
    for place, submit in enumerate(submits):
        until = submits[place + 1].at_s if place + 1 < len(submits) else float("inf")
        found[submit.event.form].append(_attempt(answers, path, submit, until))
    for series in found.values():
        _hear_silence(path, series)
    return found


class _Answers:
    """The forms that were shown again and the messages of a session, to be looked up."""

    def __init__(self, timeline: Timeline) -> None:
        self._forms: dict[str, list[Moment[Form]]] = defaultdict(list)
        for form in timeline.all(Form):
            self._forms[form.event.form].append(form)
        self._messages: dict[tuple[str, int], list[Moment[Message]]] = defaultdict(list)
        for message in timeline.all(Message):
            self._messages[message.view_key].append(message)
        self._clicks: dict[str, list[Moment[Click]]] = defaultdict(list)
        for click in timeline.all(Click):
            self._clicks[click.page].append(click)

    def press(self, submit: Moment[Submit]) -> Moment[Click] | None:
        """The press that sent a form: the last one just before it in its page."""
        known = self._clicks.get(submit.page, [])
        place = bisect_right(known, submit.at_s + SAME_S, key=_at) - 1
        return known[place] if place >= 0 and submit.at_s - known[place].at_s <= PRESS_S else None

    def form(self, submit: Moment[Submit], until: float) -> Moment[Form] | None:
        """The same form as shown next."""
        known = self._forms.get(submit.event.form, [])
        place = bisect_left(known, submit.at_s, key=_at)
        return known[place] if place < len(known) and known[place].at_s <= until else None

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

    def _within(
        self, view: tuple[str, int], since_s: float, until_s: float
    ) -> list[Moment[Message]]:
        known = self._messages.get(view, [])
        first = bisect_left(known, since_s, key=_at)
        return known[first : min(first + MESSAGES, bisect_right(known, until_s, key=_at))]


def _at(moment: Moment[Any]) -> float:
    return moment.at_s


def _attempt(answers: _Answers, path: Path, submit: Moment[Submit], until: float) -> Attempt:
    event = submit.event
    shown = answers.form(submit, until)
    messages = answers.messages(submit, shown, until)
    errors = [m.event.text for m in messages if m.event.severity == "error"]
    states = shown.event.fields if shown else event.fields if event.refused else ()
    invalid = [state.target.name or state.key for state in states if state.invalid]
    lost = _lost(event.fields, shown.event.fields) if shown and not event.refused else []
    went_on = path.last_reached(min(until, _answered(submit, shown) + 0.5)) > path.last_reached(
        submit.at_s
    )
    praised = not errors and not invalid and any(m.event.severity == "status" for m in messages)
    if went_on or praised:
        errors, invalid, lost = [], [], []
    press = answers.press(submit)
    worded = bool(messages or lost or went_on) or (bool(invalid) and not event.unseen)
    held_back = event.refused == "native" or (
        event.refused == "prevented" and _points_at_something(path, press)
    )
    refused = held_back or bool(errors or invalid) or len(lost) >= 2
    return Attempt(
        submit, shown, refused, tuple(errors), tuple(invalid), tuple(lost),
        _answered(submit, shown), press, not worded,
    )  # fmt: skip


def _points_at_something(path: Path, press: Moment[Click] | None) -> bool:
    """A handler that holds a form back may well have done in the page what was asked (a basket
    that the page keeps itself), or send it only once: it refuses where it points at a field."""
    return press is None or bool(path.waits.answers.own(press).keys() & POINTING)


def _hear_silence(path: Path, series: list[Attempt]) -> None:
    """Settles which of the attempts at one form, all of them without a word so far, were refused
    silently."""
    sent: Attempt | None = None
    for place, attempt in enumerate(series):
        event = attempt.submit.event
        silent = False
        if attempt.silent and collects(event):
            if event.refused:
                silent = _held_back(path, attempt) and not _busy(sent, attempt)
            else:
                again = place > 0 and series[place - 1].silent and _same(path, series, place - 1)
                silent = _came_back(path, attempt) and (again or _same(path, series, place))
        if not event.refused:
            sent = attempt
        refused = attempt.refused or (silent and bool(event.refused))
        series[place] = replace(attempt, silent=silent, refused=refused)


def _held_back(path: Path, attempt: Attempt) -> bool:
    """The browser refused it at a field that cannot be seen, or a handler did, and the page showed
    nothing of it."""
    event, press, answers = attempt.submit.event, attempt.press, path.waits.answers
    own = answers.own(press).keys() - {"request", "unloading", "error", "input"} if press else set()
    if event.refused == "native":
        return event.unseen and not own - {"invalid", "focus"}
    if press is None or answers.watched_ms(press) < 1000 * PRESS_S:
        return False
    invalid = any(state.invalid for state in event.fields)
    return not (own or invalid or path.waits.answers.asked(press) or idle(event))


def _busy(sent: Attempt | None, attempt: Attempt) -> bool:
    """The same form was sent a moment ago: it is rightly not sent twice."""
    return (
        sent is not None
        and sent.submit.view_key == attempt.submit.view_key
        and attempt.submit.at_s - sent.submit.at_s <= BUSY_S
    )


def _came_back(path: Path, attempt: Attempt) -> bool:
    """The shop showed the form again just as it had been sent, in a new document that is no
    failure of its own."""
    submit, shown = attempt.submit, attempt.shown
    if shown is None or shown.page == submit.page or submit.event.method == "get":
        return False
    view = path.timeline.view_of(shown)
    if view and view.load and view.load.status >= 400:
        return False
    sent = {state.key: state.filled for state in submit.event.fields if not state.sensitive}
    back = {state.key: state.filled for state in shown.event.fields if not state.sensitive}
    return sent == back and collects(submit.event, personal=True)


def _same(path: Path, series: Sequence[Attempt], place: int) -> bool:
    """The next attempt sent the same once more from the same page, with no step reached between.
    What came back without a word may be rightly there (a profile that was saved): that it was a
    refusal shows only so."""
    now = series[place]
    if place + 1 >= len(series) or now.submit.event.via is None:
        return False
    later = series[place + 1].submit
    before, after = path.timeline.view_of(now.submit), path.timeline.view_of(later)
    same_page = before is not None and after is not None and before.path == after.path
    same_button = identity(element_of(pressed(now.submit.event))) == identity(
        element_of(pressed(later.event))
    )
    stood = path.last_reached(later.at_s) == path.last_reached(now.submit.at_s)
    return same_page and same_button and stood


def _answered(submit: Moment[Submit], shown: Moment[Form] | None) -> float:
    return shown.at_s if shown else submit.at_s


def _lost(sent: Sequence[FieldState], back: Sequence[FieldState]) -> list[FieldState]:
    now = {state.key: state for state in back}
    return [
        state for state in sent
        if state.filled and not state.sensitive and state.key in now
        and not now[state.key].filled and not now[state.key].sensitive
    ]  # fmt: skip


def answered_by_message(timeline: Timeline, moment: Moment[Request]) -> bool:
    """Whether a failed request is a refusal of input that the page explains to the shopper."""
    if moment.event.status not in REFUSAL_STATUS:
        return False
    limit = moment.at_s + max(0.0, moment.event.duration_ms) / 1000 + ANSWER_S
    return timeline.complained(moment.page, moment.at_s, limit)
