"""What a form offered to choose from, and was refused for when it was chosen.

Whoever types may mistype; a choice that a page offers is never the shopper's slip. The shop knew
before that it cannot be had (or could have asked when it was chosen), whenever that was.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from kitka.analyzer.forms.field_kinds import NUMBER_OF, is_expiry
from kitka.analyzer.forms.purpose import is_quantity, is_search
from kitka.analyzer.forms.retracted import named
from kitka.analyzer.forms.submissions import Attempt
from kitka.analyzer.purchase.declined import refuses
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import Change, FieldState, Message, Target

OFFERED = frozenset({"radio", "combobox", "listbox"})
FOR_MORE = re.compile(
    r"\b(choose|select|pick|enter|fill in|give|provide|required|missing)\b|\bvalitse|\banna\b|täytä"
    r"|syötä|puuttu|pakolli|\bvälj|\bange\b|fyll i|saknas|wähl|angeben|eingeben|ausfüllen|fehlt",
    re.I,
)
"""Words that ask for what is wanting."""
ANOTHER = re.compile(
    r"\b(an)?other\b|different|earlier|later|longer|valid|\bnot?\b|n[’']t\b|cannot|unavailable"
    r"|sold out|taken|full\b|instead|toinen|toista|\bmuu|\beri\b|kelvolli|voimassa|\bei(vät)?\b"
    r"|täynnä|varattu|annan|annat|andra|giltig|\binte\b|\bkan ej\b|full(bok|t)|slut|\bander|gültig"
    r"|nicht|kein|belegt|vergeben|ausgebucht",
    re.I,
)
"""Words that say that what was chosen is not to be had."""
LOOKED_AT = 64
"""So many changes before a form was sent are looked through for what was chosen."""


def asks_for_more(text: str) -> bool:
    """It wants something besides (a place to fetch it from), and says nothing against what was
    chosen."""
    return bool(FOR_MORE.search(text)) and not ANOTHER.search(text)


def marked(attempt: Attempt) -> Iterable[FieldState]:
    """Fields that had been filled and were refused by name."""
    sent = {state.key for state in attempt.submit.event.fields if state.filled}
    shown = attempt.shown.event.fields if attempt.shown else attempt.submit.event.fields
    return (s for s in shown if s.invalid and s.key in sent and not s.sensitive)


def refused_choice(
    timeline: Timeline, attempt: Attempt, wrong: Sequence[FieldState]
) -> Target | None:
    """What the shopper had chosen, for which the form was refused; ``wrong`` are the fields that
    the refusal names. A date of several lists, or a number of pieces, may be a slip; what becomes
    of a payment is told elsewhere; and who is asked for more had chosen what can be had."""
    if any(refuses(text) for text in attempt.messages):
        return None
    if attempt.messages and all(map(asks_for_more, attempt.messages)):
        return None
    for state in wrong:
        target = state.target
        counted = is_quantity(target, state.key) or is_search(target, state.key)
        dated = is_expiry(target) or NUMBER_OF.search(f"{target.name} {state.key}")
        if target.role in OFFERED and not (target.text_entry or counted or dated):
            if not state.invalid and _about_text(timeline, attempt):
                continue
            chosen = _chosen(timeline, attempt, target)
            if chosen is not None:
                return chosen
    return None


def _about_text(timeline: Timeline, attempt: Attempt) -> bool:
    """The words name a field that was written in: it does not go with the choice (a postcode with
    the country), and either may be the slip."""
    texts = [s for s in attempt.submit.event.fields if s.filled and s.target.text_entry]
    known = timeline.all(Message)
    first = bisect_left(known, attempt.submit.at_s, key=lambda message: message.at_s)
    said = [m for m in known[first : first + LOOKED_AT] if m.event.text in attempt.messages]
    return any(m.event.field is None and named(texts, m) for m in said)


def _chosen(timeline: Timeline, attempt: Attempt, target: Target) -> Target | None:
    """The last that was set of that field: radio buttons of one name are one field, and bear
    numbers behind it; what was set before is nobody's choice."""
    changes, submit = timeline.all(Change), attempt.submit
    last = bisect_right(changes, submit.at_s, key=lambda change: change.at_s)
    for change in reversed(changes[max(0, last - LOOKED_AT) : last]):
        found = change.event.target
        if change.page != submit.page or found.role != target.role:
            continue
        same = identity(element_of(found)) == identity(element_of(target))
        if same or (target.role == "radio" and _unnumbered(found) == _unnumbered(target)):
            return found
    return None


def _unnumbered(target: Target) -> str:
    return re.sub(r"\d+", "", target.selector)
