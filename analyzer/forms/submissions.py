"""One submission and its answer: passed on, refused in words, or nothing said."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kitka.analyzer.forms import groups
from kitka.analyzer.forms.replies import Replies
from kitka.analyzer.forms.stood import leads_on
from kitka.analyzer.presses.busy import GOING_ON
from kitka.analyzer.session.elements import element_of, identity, pressed
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import SUCCEEDED
from kitka.recorder.model import Click, FieldState, Form, ReactionKind, Submit

POINTING: frozenset[ReactionKind] = frozenset({"invalid", "focus", "scroll"})
LEADING: frozenset[ReactionKind] = frozenset({"focus", "scroll", "dialog"})


@dataclass(frozen=True)
class Attempt:
    """One submission and its answer. ``shown`` is the same form as shown again, if it was.

    ``refused``: by the browser, by the page or by the shop. ``lost`` are the fields that had been
    filled and came back empty (never sensitive ones); ``messages`` and ``invalid`` say why.
    ``press`` is the press that sent it. ``silent``: it was refused and nothing at all said why;
    ``out_of_view``: all that said so stood outside of the window, to which nothing led.
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
    out_of_view: bool = False


def attempt_of(answers: Replies, path: Path, submit: Moment[Submit], until: float) -> Attempt:
    """A submission and what answered it before ``until``, seconds of the session; ``silent`` only
    says yet that nothing was said."""
    event = submit.event
    shown = answers.form(submit, until)
    messages = answers.messages(submit, shown, until)
    errors = [m.event.text for m in messages if m.event.severity == "error"]
    went_on = path.went_on(submit.at_s, min(until, _answered(submit, shown) + 0.5))
    states = shown.event.fields if shown else event.fields if event.refused else ()
    invalid = [state.target.name or state.key for state in states if state.invalid]
    lost = _lost(event.fields, shown.event.fields) if shown and not event.refused else []
    if shown and not (errors or went_on) and shown.page != submit.page and leads_on(event):
        # Who wants to go on and has the same form before them was not told that all went well.
        errors = [m.event.text for m in messages if not SUCCEEDED.search(m.event.text)]
    praised = not errors and not invalid and any(m.event.severity == "status" for m in messages)
    if went_on or praised:
        errors, invalid, lost = [], [], []
    press = answers.press(submit)
    if groups.grouped(event):
        # Other buttons stand beside the same fields: what was marked before may be nothing to this.
        answered = press is not None and path.waits.answers.first_ms(press) is not None
        invalid = invalid if shown or not answered else []
        lost = lost if errors or invalid else []
    emptied = any(state.target.type != "checkbox" for state in lost)
    said = any(not GOING_ON.search(m.event.text) for m in messages)  # “Checking…” says nothing yet
    worded = bool(said or emptied or went_on) or (bool(invalid) and not event.unseen)
    held_back = event.refused == "native" or (
        event.refused == "prevented"
        and not groups.grouped(event)
        and _points_at_something(path, press)
    )
    refused = held_back or bool(errors or invalid) or len(lost) >= 2
    hidden = bool(errors) and not (invalid or lost) and answers.out_of_view(submit, messages)
    return Attempt(
        submit, shown, refused, tuple(errors), tuple(invalid), tuple(lost),
        _answered(submit, shown), press, not worded, hidden and not _led_there(path, press),
    )  # fmt: skip


def _points_at_something(path: Path, press: Moment[Click] | None) -> bool:
    """A handler that holds a form back may well have done in the page what was asked (a basket
    that the page keeps itself), or send it only once: it refuses where it points at a field."""
    return press is None or bool(path.waits.answers.own(press).keys() & POINTING)


def _led_there(path: Path, press: Moment[Click] | None) -> bool:
    """The page took the shopper to what it said, or to its field."""
    return press is not None and bool(path.waits.answers.own(press).keys() & LEADING)


def _answered(submit: Moment[Submit], shown: Moment[Form] | None) -> float:
    return shown.at_s if shown else submit.at_s


def _lost(sent: Sequence[FieldState], back: Sequence[FieldState]) -> list[FieldState]:
    now = {state.key: state for state in back}
    return [
        state for state in sent
        if state.filled and not state.sensitive and state.key in now
        and not now[state.key].filled and not now[state.key].sensitive
    ]  # fmt: skip


def sent_again(path: Path, series: Sequence[Attempt], place: int) -> bool:
    """The next attempt sent the same once more from the same page, with no step reached between.
    What came back without a word may be rightly there (a profile that was saved): that it was a
    refusal shows only so."""
    now = series[place]
    if place + 1 >= len(series) or now.submit.event.via is None:
        return False
    later = series[place + 1].submit
    before, after = path.timeline.view_of(now.submit), path.timeline.view_of(later)
    same_page = before is not None and after is not None and before.path == after.path
    views = path.timeline.views
    first = bisect_right(views, now.submit.at_s, key=lambda view: view.began_s)
    last = bisect_right(views, later.at_s, key=lambda view: view.began_s)
    if before is not None and first < last and views[first].path != before.path:
        return False  # it led on, and the shopper came back
    same_button = identity(element_of(pressed(now.submit.event))) == identity(
        element_of(pressed(later.event))
    )
    stood = not path.went_on(now.submit.at_s, later.at_s)
    return same_page and same_button and stood
