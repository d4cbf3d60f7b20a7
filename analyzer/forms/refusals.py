"""What became of every submission of a session: passed on, or refused, with a word or without."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

import msgspec

from kitka.analyzer.forms import groups
from kitka.analyzer.forms.replies import PRESS_S, Replies
from kitka.analyzer.forms.silences import hear_silence
from kitka.analyzer.forms.submissions import Attempt, attempt_of, sent_again
from kitka.analyzer.purchase.totals import CHOICES
from kitka.analyzer.session.elements import pressed
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Change, Click, Setting, Submit


def attempts(timeline: Timeline, path: Path) -> dict[str, list[Attempt]]:
    """All submissions by form key, in order."""
    submits = timeline.all(Submit)
    answers = Replies(timeline)
    found: dict[str, list[Attempt]] = defaultdict(list)
    for place, submit in enumerate(submits):
        until = submits[place + 1].at_s if place + 1 < len(submits) else float("inf")
        found[_key(timeline, submit)].append(attempt_of(answers, path, submit, until))
    for key, series in found.items():
        if groups.grouped(series[0].submit.event):
            found[key] = _hear_group(path, series)
        else:
            hear_silence(path, series)
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
            after = series[place + 1].submit if sent_again(path, series, place) else None
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
