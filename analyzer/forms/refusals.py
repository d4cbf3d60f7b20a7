"""What became of a submission: passed on, or refused, and what the form looked like after."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

import msgspec

from kitka.analyzer.forms import groups
from kitka.analyzer.forms.purpose import collects, idle
from kitka.analyzer.forms.replies import PRESS_S, Replies
from kitka.analyzer.forms.stood import leads_on, stood
from kitka.analyzer.presses.busy import GOING_ON
from kitka.analyzer.presses.series import control
from kitka.analyzer.presses.unheard import out_of_sight
from kitka.analyzer.purchase.totals import CHOICES
from kitka.analyzer.session.elements import element_of, identity, pressed
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import SUCCEEDED
from kitka.recorder.model import (
    Change,
    Click,
    FieldState,
    Form,
    ReactionKind,
    Setting,
    Submit,
)

POINTING: frozenset[ReactionKind] = frozenset({"invalid", "focus", "scroll"})
BUSY_S = 60.0
"""For so long at most a form that was sent keeps a second sending back."""


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


def attempts(timeline: Timeline, path: Path) -> dict[str, list[Attempt]]:
    """All submissions by form key, in order."""
    submits = timeline.all(Submit)
    answers = Replies(timeline)
    found: dict[str, list[Attempt]] = defaultdict(list)
    for place, submit in enumerate(submits):
        until = submits[place + 1].at_s if place + 1 < len(submits) else float("inf")
        found[_key(timeline, submit)].append(_attempt(answers, path, submit, until))
    for key, series in found.items():
        if groups.grouped(series[0].submit.event):
            found[key] = _hear_group(path, series)
        else:
            _hear_silence(path, series)
        found[key] = [_overlooked(path, found[key], place) for place in range(len(found[key]))]
    return found


def _overlooked(path: Path, series: Sequence[Attempt], place: int) -> Attempt:
    """What was said out of view was not found: the same was sent once more with nothing changed, or
    nothing was entered any more."""
    attempt = series[place]
    if not attempt.out_of_view or attempt.silent:
        return attempt
    after = series[place + 1].submit if place + 1 < len(series) else None
    if after is None:
        missed = not _set(path, attempt.submit.at_s, float("inf"))
    else:
        mended = _set(path, attempt.submit.at_s, after.at_s)
        missed = groups.unchanged(path, attempt.submit, after) and not mended
    return replace(attempt, silent=missed, refused=True) if missed else attempt


def _set(path: Path, since_s: float, until_s: float) -> bool:
    """Something was entered or chosen, also by a press on what is drawn as a choice."""
    timeline = path.timeline
    return any(
        since_s < m.at_s < until_s
        for m in (*timeline.all(Change), *timeline.all(Setting), *timeline.all(Click))
        if not isinstance(m.event, Click) or m.event.target.role in CHOICES
    )


def _key(timeline: Timeline, submit: Moment[Submit]) -> str:
    """Without a form, the same place may hold another button, or others' fields on another page."""
    event, view = submit.event, timeline.view_of(submit)
    if not groups.grouped(event):
        return event.form
    return f"{view.path if view else ''} {event.form} {pressed(event).name}"


def _attempt(answers: Replies, path: Path, submit: Moment[Submit], until: float) -> Attempt:
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
    out_of_view = bool(errors) and not (invalid or lost) and answers.out_of_view(submit, messages)
    if out_of_view and press is not None:
        out_of_view = not path.waits.answers.own(press).keys() & {"focus", "scroll", "dialog"}
    return Attempt(
        submit, shown, refused, tuple(errors), tuple(invalid), tuple(lost),
        _answered(submit, shown), press, not worded, out_of_view,
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
                again = (
                    again
                    or _same(path, series, place)
                    or stood(path, attempt.submit, attempt.answered_s)
                )
                silent = (again and _came_back(path, attempt)) or _unheard(path, series, place)
        if not event.refused:
            sent = attempt
        refused = attempt.refused or (silent and bool(event.refused))
        series[place] = replace(attempt, silent=silent, refused=refused)


def _hear_group(path: Path, series: Sequence[Attempt]) -> list[Attempt]:
    """The same for fields without a form; a press on their button that did nothing is an attempt
    too, where a field that was changed after it made the next one work."""
    found: list[Attempt] = []
    for place, attempt in enumerate(series):
        submit, press = attempt.submit, attempt.press
        if not groups.asks(submit.event):
            found.append(replace(attempt, silent=False))
            continue
        vain = [] if attempt.refused else groups.made_good(path, submit, press)
        known = set(map(id, vain))
        found = [other for other in found if id(other.press) not in known]
        found += [_in_vain(path, attempt, click) for click in vain]
        before = found[-1] if found and groups.unchanged(path, found[-1].submit, submit) else None
        refused = before is not None and before.refused
        if attempt.silent and groups.held_back(path, submit, press, refused):
            attempt = _refused_by_page(path, attempt)
        else:
            after = series[place + 1].submit if _same(path, series, place) else None
            twice = (before and before.silent) or (after and groups.unchanged(path, submit, after))
            stayed = attempt.silent and groups.stayed(path, submit, press)
            if stayed and found and _stands_there(found[-1], submit):
                # The same words say it still: only what is new is told of by the page.
                words = found[-1].messages
                attempt = replace(attempt, silent=False, refused=True, messages=words)
            else:
                attempt = replace(attempt, silent=bool(stayed and twice))
        found.append(attempt)
    return found


def _stands_there(before: Attempt, submit: Moment[Submit]) -> bool:
    """What the attempt before was told, in the same view."""
    return before.refused and bool(before.messages) and before.submit.view_key == submit.view_key


def _in_vain(path: Path, worked: Attempt, press: Moment[Click]) -> Attempt:
    """A press before the one that ``worked``, as the attempt that it was."""
    lacked = groups.missing(path, worked.submit, press.at_s)
    states = tuple(
        msgspec.structs.replace(state, filled=state.filled and state not in lacked)
        for state in worked.submit.event.fields
    )
    event = msgspec.structs.replace(worked.submit.event, fields=states)
    submit = Moment(press.at_s, event, press.page)
    attempt = Attempt(submit, None, True, (), (), (), press.at_s, press, True)
    return _refused_by_page(path, attempt)


def _refused_by_page(path: Path, attempt: Attempt) -> Attempt:
    """Without a word, unless what an earlier attempt was told stands there still."""
    submit = attempt.submit
    view = path.timeline.view_of(submit)
    since_s = view.began_s if view else submit.at_s
    told = path.timeline.complained(submit.page, since_s, submit.at_s + PRESS_S)
    event = msgspec.structs.replace(submit.event, refused="prevented")
    return replace(attempt, submit=replace(submit, event=event), refused=True, silent=not told)


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
    failure of its own. Like a password, a tick (for the terms) is rightly asked for anew."""
    submit, shown = attempt.submit, attempt.shown
    if shown is None or shown.page == submit.page or submit.event.method == "get":
        return False
    view = path.timeline.view_of(shown)
    if view and view.load and view.load.status >= 400:
        return False
    if _kept(submit.event.fields) != _kept(shown.event.fields):
        return False
    # A way of delivery is nothing personal; but the next question of a row is another one, and who
    # chose and pressed what leads on does not want the same choice again.
    chosen = leads_on(submit.event) and _names(submit.event.fields) == _names(shown.event.fields)
    return chosen or collects(submit.event, personal=True)


def _unheard(path: Path, series: Sequence[Attempt], place: int) -> bool:
    """The page's script sent it and the shop answered, and nothing was shown of that, nor did
    anything come of it later: a check said no, and nobody wrote what becomes visible then. Or it
    was answered where nobody sees it."""
    attempt = series[place]
    submit, press = attempt.submit, attempt.press
    if press is None or submit.event.via is None or attempt.shown is not None:
        return False
    answers = path.waits.answers
    if groups.stayed(path, submit, press) or out_of_sight(path.timeline, answers, press):
        return _led_nowhere(path, press)
    before = series[place - 1] if place else None
    quick = answers.asked(press) and answers.first_ms(press) is None
    return (
        quick and before is not None and before.silent
        and groups.unchanged(path, before.submit, submit) and _led_nowhere(path, press)
    )  # fmt: skip


def _led_nowhere(path: Path, press: Moment[Click]) -> bool:
    """The shopper tried again, turned to a field, loaded the page anew or left. Who goes on with
    something else may have got what was asked (a profile that is saved without a word)."""
    views = path.timeline.views
    place = bisect_right(views, press.at_s, key=lambda view: view.began_s)
    view = views[place] if place < len(views) else None
    clicks = path.timeline.all(Click)
    place = bisect_right(clicks, press.at_s, key=lambda click: click.at_s)
    after = clicks[place] if place < len(clicks) else None
    if after is not None and (view is None or after.at_s < view.began_s):
        return after.event.target.text_entry or control(after) == control(press)
    return view is None or (view.event is not None and view.event.navigation == "reload")


def _kept(states: Sequence[FieldState]) -> dict[str, bool]:
    asked_anew = (s.key for s in states if s.sensitive or s.target.type == "checkbox")
    left_out = set(asked_anew)
    return {state.key: state.filled for state in states if state.key not in left_out}


def _names(states: Sequence[FieldState]) -> dict[str, str]:
    return {state.key: state.target.name for state in states}


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


def _answered(submit: Moment[Submit], shown: Moment[Form] | None) -> float:
    return shown.at_s if shown else submit.at_s


def _lost(sent: Sequence[FieldState], back: Sequence[FieldState]) -> list[FieldState]:
    now = {state.key: state for state in back}
    return [
        state for state in sent
        if state.filled and not state.sensitive and state.key in now
        and not now[state.key].filled and not now[state.key].sensitive
    ]  # fmt: skip
