"""What became of a submission: passed on, or refused, and what the form looked like after."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kitka.analyzer.steps import Path
from kitka.analyzer.timeline import Moment, Timeline
from kitka.recorder.model import FieldState, Form, Message, Request, Submit

REFUSAL_STATUS = frozenset({400, 409, 422})
ANSWER_S = 5.0
"""A message within this time after a submission or a request is its answer."""
MESSAGES = 32
"""So many of one view answer a submission; nobody reads more."""


@dataclass(frozen=True)
class Attempt:
    """One submission and its answer. ``shown`` is the same form as shown again, if it was.

    ``refused``: by the browser, by the page or by the shop. ``lost`` are the fields that had been
    filled and came back empty (never sensitive ones); ``messages`` and ``invalid`` say why.
    """

    submit: Moment[Submit]
    shown: Moment[Form] | None
    refused: bool
    messages: tuple[str, ...]
    invalid: tuple[str, ...]
    lost: tuple[FieldState, ...]
    answered_s: float


def attempts(timeline: Timeline, path: Path) -> dict[str, list[Attempt]]:
    """All submissions by form key, in order."""
    submits = timeline.all(Submit)
    answers = _Answers(timeline)
    found: dict[str, list[Attempt]] = defaultdict(list)
    for place, submit in enumerate(submits):
        until = submits[place + 1].at_s if place + 1 < len(submits) else float("inf")
        found[submit.event.form].append(_attempt(answers, path, submit, until))
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
    refused = bool(event.refused) or bool(errors or invalid) or len(lost) >= 2
    return Attempt(
        submit, shown, refused, tuple(errors), tuple(invalid), tuple(lost),
        _answered(submit, shown),
    )  # fmt: skip


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
