"""Which of the submissions that were answered without a word had been refused."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from kitka.analyzer.forms import groups
from kitka.analyzer.forms.purpose import collects, idle
from kitka.analyzer.forms.replies import PRESS_S
from kitka.analyzer.forms.stood import leads_on, stood
from kitka.analyzer.forms.submissions import Attempt, sent_again
from kitka.analyzer.presses.series import control
from kitka.analyzer.presses.unheard import out_of_sight
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click, FieldState

BUSY_S = 60.0
"""For so long at most a form that was sent keeps a second sending back."""


def hear_silence(path: Path, series: list[Attempt]) -> None:
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
                again = (
                    (place > 0 and series[place - 1].silent and sent_again(path, series, place - 1))
                    or sent_again(path, series, place)
                    or stood(path, attempt.submit, attempt.answered_s)
                )
                silent = (again and _came_back(path, attempt)) or _unheard(path, series, place)
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
    view, clicks = path.timeline.view_after(press), path.timeline.all(Click)
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
