"""Whether a field that a form was refused for was the shopper's own slip."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kitka.analyzer.forms.field_kinds import is_person
from kitka.analyzer.forms.replies import ANSWER_S
from kitka.analyzer.forms.retracted import named
from kitka.analyzer.forms.submissions import Attempt
from kitka.analyzer.purchase.declined_words import DECLINED
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import AT_A_LOSS, NO_SUCH, SESSION_OVER
from kitka.recorder.model import Blur, Change, FieldState, Message

ASKS = re.compile(
    r"\d|[A-Z]{4}|\bmust\b|\bformat|\bstart|\bwith(out)?\b|\blike\b|such as|e\.g\.|\bonly\b"
    r"|at (least|most)|country|taken|exists?\b|already|in use|\buse\b|deliver|too (short|long)\b"
    r"|character|muo(to|dossa|toa)|\besim|\bilman\b|\bvain\b|vähintään|enintään|käytä|käytössä"
    r"|varattu|maakoodi|merkki|\bska\b|\bmåste\b|\bendast\b|\butan\b|t\.\s?ex|\bminst\b|upptag"
    r"|används|landskod|tecken|\bmuss\b|\bohne\b|\bnur\b|mindestens|höchstens|z\.\s?B|vergeben"
    r"|bereits|ländervorwahl|zeichen"
)
"""The word says what is wanted, which could have stood beside the field, or what only the shop
knows."""
EMAIL = re.compile(r"\be.?mail|sähköposti|\be.?post(adress)?\b", re.I)
OUT = re.compile(
    r"sold out|out of stock|no such|found no|loppuun|loppunut|slutsåld|slut i lager|ausverkauft"
    r"|vergriffen",
    re.I,
)
PASSWORD = re.compile(r"password|pass ?code|salasana|lösenord|passwort|kennwort", re.I)
KEY = 1
"""A letter or digit put right is a slip; of marks alone nobody knew that they were wanted."""
LOOKED_AT = 8


def is_slip(timeline: Timeline, attempt: Attempt, state: FieldState) -> bool:
    """One key put it right, or it was a name or an e-mail address, which everybody knows how to
    write, and nothing was asked of it but to be right."""
    visits, key = timeline.all(Blur), identity(element_of(state.target))
    first = bisect_right(visits, attempt.submit.at_s, key=lambda blur: blur.at_s)
    mended = next(
        (
            m.event for m in visits[first : first + LOOKED_AT]
            if m.event.changed and identity(element_of(m.event.target)) == key
        ),
        None,
    )  # fmt: skip
    if mended and mended.typed == KEY and mended.corrections <= KEY:
        return True
    words = " ".join(attempt.messages)
    known = is_person(state.target) or bool(EMAIL.search(state.target.name))
    return known and not ASKS.search(words)


def blamed(timeline: Timeline, attempt: Attempt, again_s: float | None) -> list[FieldState]:
    """Fields that bear no mark, but beside which an error stands; or the one that was changed, and
    no other, before the form was sent again at ``again_s``, if the only error names it by its
    label or names none."""
    fields, found = attempt.submit.event.fields, []
    known = timeline.all(Message)
    first = bisect_left(known, attempt.submit.at_s, key=lambda m: m.at_s)
    said = [
        m for m in known[first : first + LOOKED_AT]
        if m.event.text in attempt.messages and m.at_s <= attempt.answered_s + ANSWER_S
    ]  # fmt: skip
    for message in said:
        state = named(fields, message)
        if message.event.field is not None:
            found += [state] if state else []
        elif (
            len({m.event.text for m in said}) == 1
            and again_s is not None
            and not _of_else(message, fields)
        ):
            changed = _changed(timeline, fields, message.at_s, again_s)
            found += [changed] if changed and state in (None, changed) else []
    return found


def _of_else(message: Moment[Message], fields: Sequence[FieldState]) -> bool:
    """It says that the shop is at a loss, that something ended or ran out, or that it knows no such
    number: what only the shop can know, once it is asked. Who logs in mistook one of two."""
    text = message.event.text
    words = (AT_A_LOSS, SESSION_OVER, NO_SUCH, OUT, DECLINED)
    if any(pattern.search(text) for pattern in words):
        return True
    secret = any(state.sensitive or state.target.type == "password" for state in fields)
    return secret and bool(PASSWORD.search(text)) and not ASKS.search(text)


def _changed(
    timeline: Timeline, fields: Sequence[FieldState], since_s: float, until_s: float
) -> FieldState | None:
    """The only one of ``fields`` that was changed in between."""
    changes = timeline.all(Change)
    first, last = (bisect_left(changes, at_s, key=lambda m: m.at_s) for at_s in (since_s, until_s))
    keys = {identity(element_of(m.event.target)) for m in changes[first:last]}
    own = [state for state in fields if identity(element_of(state.target)) in keys]
    return own[0] if len(own) == len(keys) == 1 else None
