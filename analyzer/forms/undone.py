"""What the shopper had entered and found gone, without having taken it away: told by the page.

A form may come back empty after another page (a log-in, a check for robots), on the way back to it,
or be drawn anew because something beside it was set; none of that is the answer to a submission.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kitka.analyzer.forms.purpose import NEWSLETTER, is_quantity, is_search
from kitka.analyzer.presses.answers import SHOWN_S
from kitka.analyzer.purchase.edits import went_well
from kitka.analyzer.purchase.writes import READS
from kitka.analyzer.session.elements import element_of, pressed
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import request_span
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import ONWARD, REMOVE, SUCCEEDED, VOUCHER, says
from kitka.recorder.model import (
    Change,
    Click,
    Event,
    FieldState,
    Message,
    Request,
    Submit,
    Target,
    Undone,
)

ANEW = re.compile(
    r"\b(add|reset|another|new|different|start (over|again))\b|nollaa|\b(uusi|toinen|eri)\b|lisää"
    r"|återställ|\b(ny|nytt|annan|annat)\b|lägg till|zurücksetzen|\bneue?s?\b|\bandere|hinzufügen",
    re.I,
)
"""Asks for an empty form."""
PUT_AWAY = re.compile(
    r"\b(cancel|discard|(log|sign) ?out)\b|peruuta|hylkää|kirjaudu ulos|avbryt|kassera|logga ut"
    r"|abbrechen|verwerfen|abmelden|ausloggen",
    re.I,
)
"""What had been entered is given up by it, or its owner has left."""
SHUT = re.compile(r"^\W*(close|dismiss|sulje|stäng|schließen|[x×✕✖])\W*$", re.I)
BACK = re.compile(r"\bback\b|\bprevious\b|takaisin|edelli|tillbaka|föregående|zurück", re.I)
LOOKED_AT = 24
"""So many presses and submissions before a loss are looked through for what caused it."""
SEEN_S = 1.5
"""What a press brings about at once, the page tells within it (``RESTORED_MS``)."""
SENT_S = 0.1
"""A press and the form that it sent."""
E = TypeVar("E", bound=Event)


@dataclass(frozen=True)
class Loss:
    """``fields``, of ``filled`` that had been entered, stood there empty; ``again`` when the same
    was entered in some of them anew. ``cause`` is what was pressed or sent last before."""

    seen: Moment[Undone]
    fields: tuple[FieldState, ...]
    filled: int
    again: tuple[float, ...]
    cause: Target | None
    at_s: float


def losses(path: Path) -> Iterable[Loss]:
    """Losses that the shopper had to do with: entered again, or where the attempt ended."""
    told = path.timeline.all(Undone)
    for place, seen in enumerate(told):
        if seen.event.what != "emptied":
            continue
        fields = tuple(s for s in seen.event.fields if is_asked(s))
        keys = {state.key for state in fields}
        again = tuple(
            m.at_s for m in told[place + 1 : place + 1 + LOOKED_AT]
            if m.event.what == "again" and keys & {s.key for s in m.event.fields}
        )  # fmt: skip
        view = path.timeline.view_of(seen)
        if not fields or view is None or not (again or _ended_there(path, seen, view)):
            continue
        cause, at_s = _cause(path, seen, view, keys)
        if _asked_for(path, seen, view, cause, at_s) or _put_away(path, seen, keys, bool(again)):
            continue
        if (
            _of_next_order(path, seen, fields)
            or _was_taken(path, seen, fields, at_s)
            or (not again and _was_added(path, seen, fields, cause, at_s))
        ):
            continue
        yield Loss(seen, fields, max(seen.event.filled, len(fields)), again, cause, at_s)


def is_asked(state: FieldState) -> bool:
    """What is tried out is no work: searches, quantities and codes."""
    target, words = state.target, f"{state.target.name} {state.key}"
    spared = target.ignore or state.sensitive or is_quantity(target, state.key)
    return not (spared or is_search(target, state.key) or VOUCHER.search(words))


def _ended_there(path: Path, seen: Moment[Undone], view: PageView) -> bool:
    """No other page was opened, and nothing was sent any more."""
    if path.completed:
        return False
    later = [other for other in path.timeline.views[-LOOKED_AT:] if other.began_s > seen.at_s]
    if any(other.path != view.path for other in later):
        return False
    sent = path.timeline.all(Submit)
    return not sent or sent[-1].at_s <= seen.at_s


def _cause(
    path: Path, seen: Moment[Undone], view: PageView, keys: set[str]
) -> tuple[Target | None, float]:
    """A link that led there; else the submission of these very fields, unless a step was reached by
    it; else the last press before."""
    timeline, until_s = path.timeline, seen.at_s
    presses: list[Moment[Click] | Moment[Change]] = [
        m for m in _before(timeline.all(Click), until_s) if not m.event.target.text_entry
    ]  # fmt: skip
    presses += [m for m in _before(timeline.all(Change), until_s) if m.event.target.tag == "select"]
    last = max(presses, key=lambda moment: moment.at_s, default=None)
    if (
        last is not None
        and last.view_key != seen.view_key
        and timeline.view_after(last) is not view
    ):
        last = None
    if last is None or last.event.target.role != "link":
        for sent in reversed(_before(timeline.all(Submit), until_s)):
            own = keys & {state.key for state in sent.event.fields}
            if 2 * len(own) >= len(keys) and not path.went_on(sent.at_s, until_s):
                return timeline.sender(sent), sent.at_s
    return (last.event.target, last.at_s) if last else (None, until_s)


def _asked_for(
    path: Path, seen: Moment[Undone], view: PageView, cause: Target | None, at_s: float
) -> bool:
    """The shopper's own reload, a press that empties or begins anew, or it was taken, and said."""
    reloaded = view.document and view.event is not None and view.event.navigation == "reload"
    if reloaded and (cause is None or view.asked_s - at_s > SHOWN_S):
        return True
    element = element_of(cause)
    if element is None:
        return False
    if cause is not None and (cause.type == "reset" or NEWSLETTER.search(element.name)):
        return True
    if says(REMOVE, element) or ANEW.search(element.name):
        return True
    said = _within(path.timeline.all(Message), at_s, seen.at_s + SEEN_S)
    good = any(m.event.severity == "status" and SUCCEEDED.search(m.event.text) for m in said)
    return good and not any(m.event.severity == "error" for m in said)


def _put_away(path: Path, seen: Moment[Undone], keys: set[str], again: bool) -> bool:
    """Since the fields were filled in the shopper cancelled, or logged out, or shut what they stood
    in and did not miss them."""
    clicks = _before(path.timeline.all(Click), seen.at_s)
    names = {state.target.name for state in seen.event.fields if state.key in keys}
    entered = [
        m.at_s for m in _before(path.timeline.all(Change), seen.at_s)
        if m.event.target.name in names
    ]  # fmt: skip
    return any(
        PUT_AWAY.search(m.event.target.name) or (not again and SHUT.search(m.event.target.name))
        for m in clicks
        if m.at_s > max(entered, default=0.0) and m.event.target.role in ("button", "link")
    )


def _of_next_order(path: Path, seen: Moment[Undone], fields: Sequence[FieldState]) -> bool:
    """What had been entered was used: the last step was reached with it, and whoever comes back to
    the same forms after that has begun anew. No shop has to remember a guest."""
    done = path.reached[-1] if path.completed else None
    if done is None or seen.at_s <= done.since_s:
        return False
    names = {state.target.name for state in fields}
    return not any(
        done.since_s < change.at_s and change.event.target.name in names
        for change in _before(path.timeline.all(Change), seen.at_s)
    )


def _was_added(
    path: Path,
    seen: Moment[Undone],
    fields: Sequence[FieldState],
    cause: Target | None,
    at_s: float,
) -> bool:
    """A line of a chat, one of several addresses: what was entered last went with the press that
    came next, of which nothing bad was said, and it was not missed."""
    entered = _before(path.timeline.all(Change), at_s)
    if len(fields) > 1 or cause is None or cause.role != "button" or not entered:
        return False
    press = next((m for m in reversed(_before(path.timeline.all(Click), at_s))), None)
    if press is None or press.at_s != at_s or press.view_key != seen.view_key:
        return False
    asked = [m.event for m in path.timeline.requests(press)]
    said = _within(path.timeline.all(Message), at_s, seen.at_s + SEEN_S)
    last = element_of(entered[-1].event.target) == element_of(fields[0].target)
    onward = says(ONWARD, element_of(cause)) or any(m.event.severity == "error" for m in said)
    return last and not onward and all(went_well(request) for request in asked)


def asked_anew(path: Path, seen: Moment[Undone]) -> bool:
    """A saved or corrected address that was fetched, however long it took: since it was chosen
    nobody has typed in the field that it went into."""
    timeline, own = path.timeline, element_of(seen.event.fields[0].target)
    deeds: list[Moment[Click] | Moment[Change]] = [
        *_before(timeline.all(Click), seen.at_s), *_before(timeline.all(Change), seen.at_s)
    ]  # fmt: skip
    chosen = [m for m in deeds if not m.event.target.text_entry and m.view_key == seen.view_key]
    deed = max(chosen, key=lambda m: m.at_s, default=None)
    if deed is None:
        return False
    if any(m.at_s > deed.at_s and element_of(m.event.target) == own for m in deeds):
        return False
    return any(
        deed.at_s - SENT_S <= m.at_s <= deed.at_s + 5 * SENT_S
        and not m.event.third_party
        and abs(request_span(m)[1] - seen.at_s) <= SEEN_S
        for m in _before(timeline.all(Request), seen.at_s)
    )


def _was_taken(path: Path, seen: Moment[Undone], fields: Sequence[FieldState], at_s: float) -> bool:
    """A question, a review, a friend's address: all that was sent stands there empty for the next
    one, in the same view, the shop's answer was good, and nothing was to follow."""
    timeline = path.timeline
    sent = next((m for m in _before(timeline.all(Submit), at_s) if m.at_s == at_s), None)
    press = next(
        (m for m in reversed(_before(timeline.all(Click), at_s)) if at_s - m.at_s <= SENT_S), None
    )
    if sent is None or press is None or sent.view_key != seen.view_key or sent.event.refused:
        return False
    button, texts = pressed(sent.event), [s for s in sent.event.fields if s.target.text_entry]
    if says(ONWARD, element_of(button)) or {s.key for s in texts if s.filled} - {
        s.key for s in fields
    }:
        return False
    wrote = [m.event for m in timeline.requests(press) if m.event.method not in READS]
    said = _within(timeline.all(Message), at_s, seen.at_s + SEEN_S)
    good = bool(wrote) and all(went_well(request) for request in wrote)
    return good and not any(m.event.severity == "error" for m in said)


def _before(moments: Sequence[Moment[E]], until_s: float) -> Sequence[Moment[E]]:
    place = bisect_left(moments, until_s + 0.001, key=lambda moment: moment.at_s)
    return moments[max(0, place - LOOKED_AT) : place]


def _within(moments: Sequence[Moment[E]], since_s: float, until_s: float) -> Sequence[Moment[E]]:
    first = bisect_left(moments, since_s, key=lambda moment: moment.at_s)
    last = bisect_right(moments, until_s, key=lambda moment: moment.at_s)
    return moments[first : min(last, first + LOOKED_AT)]
