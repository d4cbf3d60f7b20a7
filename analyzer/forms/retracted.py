"""Fields that a form was taken with, and that a later step found wrong."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kitka.analyzer.forms.purpose import is_quantity, is_search
from kitka.analyzer.forms.replies import ANSWER_S
from kitka.analyzer.forms.submissions import Attempt
from kitka.analyzer.purchase.declined import refuses
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import SESSION_OVER, SUCCEEDED, VOUCHER
from kitka.recorder.model import Change, FieldState, Message

LOOKED_AT = 16
"""So many submissions before a word are looked through; no checkout has more steps."""
WORDS = re.compile(r"[^\W\d_]{4,}")
COMMON = re.compile(
    r"^(your|optional|please|enter|address|number|name|code|valinnainen|osoite|numero|nimi|koodi"
    r"|frivilligt|valfri|adress|nummer|namn|kod|adresse|angabe|the|with|for)$",
    re.I,
)
"""What many fields and messages are called alike says of none which it is."""


@dataclass(frozen=True)
class Late:
    """``said`` once ``sent``, another form, was: ``state`` of ``accepted``, an earlier one, is
    wrong."""

    accepted: Attempt
    state: FieldState
    sent: Attempt
    said: Moment[Message]


def retracted(timeline: Timeline, attempts: Sequence[Attempt]) -> Iterable[Late]:
    """Each such field once; ``attempts`` are all submissions in order."""
    told: set[tuple[str, str]] = set()
    for place, sent in enumerate(attempts):
        until_s = attempts[place + 1].submit.at_s if place + 1 < len(attempts) else float("inf")
        before = attempts[max(0, place - LOOKED_AT) : place]
        for late in _complaints(timeline, before, sent, until_s):
            key = late.accepted.submit.event.form, late.state.key
            if key not in told:
                told.add(key)
                yield late


def _complaints(
    timeline: Timeline, before: Sequence[Attempt], sent: Attempt, until_s: float
) -> Iterable[Late]:
    """What was said once a form had been sent, about a field of one that had been accepted."""
    known = timeline.all(Message)
    since_s = sent.submit.at_s
    first = bisect_left(known, since_s, key=lambda message: message.at_s)
    for said in known[first : first + 4]:
        if said.at_s > min(until_s, since_s + ANSWER_S) or _blesses(said):
            continue
        if named(sent.submit.event.fields, said):
            continue  # it is about what was just sent
        for accepted in reversed(before):
            if accepted.submit.event.form == sent.submit.event.form or not _passed(accepted):
                continue
            state = named(accepted.submit.event.fields, said)
            if state and state.filled and _comes_back(timeline, accepted, state, said):
                yield Late(accepted, state, sent, said)
                return


def _blesses(said: Moment[Message]) -> bool:
    """It is no complaint, or one that another rule tells of (a card, a session, a voucher)."""
    text = said.event.text
    status = said.event.severity == "status" and SUCCEEDED.search(text)
    return bool(status or refuses(text) or SESSION_OVER.search(text) or VOUCHER.search(text))


def _passed(attempt: Attempt) -> bool:
    return not (attempt.refused or attempt.silent or attempt.submit.event.refused or attempt.shown)


def named(fields: Iterable[FieldState], said: Moment[Message]) -> FieldState | None:
    """The field that the words name, by its label's own words or as the page ties it."""
    text, tied = said.event.text.casefold(), said.event.field
    for state in fields:
        target = state.target
        if state.sensitive or is_quantity(target) or is_search(target):
            continue
        if tied is not None and identity(element_of(tied)) == identity(element_of(target)):
            return state
        names = [word for word in WORDS.findall(target.name.casefold()) if not COMMON.match(word)]
        # Without their endings, which differ from sentence to sentence in many languages.
        stems = [word[: max(4, len(word) - 2)] for word in names]
        if stems and any(re.search(rf"\b{re.escape(stem)}", text) for stem in stems):
            return state
    return None


def _comes_back(
    timeline: Timeline, accepted: Attempt, state: FieldState, said: Moment[Message]
) -> bool:
    """The shop led back to the page of the field, or the shopper went there and changed it."""
    origin, here = timeline.view_of(accepted.submit), timeline.view_of(said)
    if origin is None or here is None:
        return False
    if here.path == origin.path and here.document and here.began_s > accepted.submit.at_s:
        return True
    changes = timeline.all(Change)
    first = bisect_right(changes, said.at_s, key=lambda change: change.at_s)
    key = identity(element_of(state.target))
    for change in changes[first : first + LOOKED_AT]:
        view = timeline.view_of(change)
        if identity(element_of(change.event.target)) == key and view and view.path == origin.path:
            return said.event.severity == "error" or here.path != origin.path
    return False
