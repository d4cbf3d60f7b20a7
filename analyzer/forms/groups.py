"""Fields that stand in no form, with the button that sends them: how single-page shops are made.

The page tells of a press on such a button as of a form that is sent (``Submit`` with no method).
Whether it was more than a button shows by what was wanting, or by what made it work in the end.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kitka.analyzer.forms.purpose import SEARCH, TEXT_FIELDS, collects
from kitka.analyzer.forms.replies import REFUSAL_STATUS
from kitka.analyzer.presses.series import control
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import PAY, PROCEED, VOUCHER, says
from kitka.recorder.model import Change, Click, FieldState, Submit, Target

HEARD_MS = 1000.0
"""A press that was watched for less is not known to be without an answer (Nielsen 1993: 1 s)."""
CONSENT = re.compile(
    r"\bterms\b|conditions|\b(i )?(accept|agree)\b|ehdot|ehtoja|hyväksyn|villkor|godkänner"
    r"|\bagb\b|akzeptier|bedingungen|stimme .{0,40}zu",
    re.I,
)
LOOKED_AT = 64
"""So many presses before one that worked are looked through; nobody tries more often."""
CHANGES = 256
"""So many changes of one view are looked through; no step has more fields."""


def grouped(submit: Submit) -> bool:
    """Sent by a button beside its fields, without a form."""
    return submit.method == "" and submit.target.tag not in ("", "form")


def asks(submit: Submit) -> bool:
    """It wants something of the shopper that a shop can refuse: no search, filter or voucher."""
    button = submit.via.name if submit.via else ""
    return collects(submit) and not (SEARCH.search(button) or VOUCHER.search(button))


def held_back(
    path: Path, submit: Moment[Submit], press: Moment[Click] | None, before: bool
) -> bool:
    """Something that is wanted was missing or wrong, and the press did nothing at all: the page
    saw it (a required field is empty), the field's label says so by an asterisk, it is the consent
    to the terms, or it had been refused ``before`` and nothing was changed since. So it is with
    what somebody has entered of themselves, by the button that leads on: the page does not like
    something of it. Any other button that does nothing although nothing is wanting is dead."""
    if press is None or not in_vain(path, press):
        return False
    fields = submit.event.fields
    wanting = any(not s.filled and ("*" in s.target.name or is_consent(s)) for s in fields)
    return submit.event.refused == "prevented" or wanting or before or _gave_all(path, submit)


def is_consent(state: FieldState) -> bool:
    return state.target.role == "checkbox" and bool(CONSENT.search(state.target.name))


def _gave_all(path: Path, submit: Moment[Submit]) -> bool:
    """Fields of text about a person, filled in here by hand, and the button that leads on."""
    button = element_of(submit.event.via)
    if not (says(PAY, button) or says(PROCEED, button)):
        return False
    entered = _changed(path, submit, 0.0, submit.at_s)
    texts = {identity(element_of(m.event.target)) for m in entered if m.event.target.text_entry}
    return len(texts) >= TEXT_FIELDS and collects(submit.event, personal=True)


def in_vain(path: Path, press: Moment[Click]) -> bool:
    """Nothing to see, nothing asked, nothing thrown."""
    answers, target = path.waits.answers, press.event.target
    if target.disabled or target.ignore or press.event.under is not None:
        return False
    own = answers.own(press).keys() - {"request", "unloading", "input"}
    return not own and not answers.asked(press) and answers.watched_ms(press) >= HEARD_MS


def unchanged(path: Path, before: Moment[Submit], submit: Moment[Submit]) -> bool:
    """Sent from the same view with the same in its fields."""
    same = before.view_key == submit.view_key
    return same and not _changed(path, submit, before.at_s, submit.at_s)


def stayed(path: Path, submit: Moment[Submit], press: Moment[Click] | None) -> bool:
    """The shop was asked and answered, and nothing of that could be seen: not even the way back
    from a button that had shown that it works."""
    answers, timeline = path.waits.answers, path.timeline
    button = element_of(submit.event.via)
    leads_on = says(PAY, button) or says(PROCEED, button)
    if press is None or not answers.asked(press):
        return False
    if not (leads_on or collects(submit.event, personal=True)):
        return False
    ended_s = timeline.own_requests_end_s(press)
    went_well = all(
        (m.event.status < 400 and not m.event.failed) or m.event.status in REFUSAL_STATUS
        for m in timeline.requests(press)
    )  # fmt: skip
    if ended_s is None or not went_well or answers.first_ms(press) is not None:
        return False
    return answers.watched_ms(press) >= (ended_s - press.at_s) * 1000 + HEARD_MS


def made_good(
    path: Path, submit: Moment[Submit], press: Moment[Click] | None
) -> list[Moment[Click]]:
    """Presses on the same button that were in vain, until a field of the group was changed and
    this one worked: that was what they had lacked."""
    answers = path.waits.answers
    if press is None or not (answers.first_ms(press) is not None or answers.asked(press)):
        return []
    found: list[Moment[Click]] = []
    for click in _before(path, press):
        if control(click) == control(press):
            if not in_vain(path, click):
                break
            found.append(click)
    if not found:
        return []
    changed = _changed(path, submit, found[-1].at_s, press.at_s)
    return [click for click in reversed(found) if changed and click.at_s < changed[-1].at_s]


def missing(path: Path, submit: Moment[Submit], at_s: float) -> tuple[FieldState, ...]:
    """The fields that were first changed after ``at_s``."""
    later = [m.event.target for m in _changed(path, submit, at_s, submit.at_s)]
    earlier = [m.event.target for m in _changed(path, submit, 0.0, at_s)]
    return tuple(
        state for state in submit.event.fields
        if _is_of(state, later) and not _is_of(state, earlier)
    )  # fmt: skip


def _before(path: Path, press: Moment[Click]) -> Iterator[Moment[Click]]:
    clicks = path.timeline.all(Click)
    place = bisect_right(clicks, press.at_s, key=lambda click: click.at_s)
    for click in reversed(clicks[max(0, place - LOOKED_AT) : place]):
        if click.view_key == press.view_key and click.event.id < press.event.id:
            yield click


def _changed(
    path: Path, submit: Moment[Submit], since_s: float, until_s: float
) -> list[Moment[Change]]:
    """The last changes of a group's fields in its view within this time."""
    view = path.timeline.view_of(submit)
    known = view.all(Change) if view else []
    first = bisect_right(known, since_s, key=lambda change: change.at_s)
    last = bisect_right(known, until_s, key=lambda change: change.at_s)
    return [
        m for m in known[max(first, last - CHANGES) : last]
        if any(_is_of(state, [m.event.target]) for state in submit.event.fields)
    ]  # fmt: skip


def _is_of(state: FieldState, targets: list[Target]) -> bool:
    """Radio buttons of one name are one field, told by the first of them."""
    own = identity(element_of(state.target))
    return any(
        identity(element_of(target)) == own or target.role == state.target.role == "radio"
        for target in targets
    )
