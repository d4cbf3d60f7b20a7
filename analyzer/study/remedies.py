"""What would mend a finding: the rule's advice, and what its evidence names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kitka.analyzer.results import Element, Friction
from kitka.analyzer.session.elements import describe

LONGEST = 160
"""Characters of one particular."""
_NOTHING = frozenset({"", "yes", "no"})
_LEFT_OUT = frozenset({"subject", "currency"})
"""The subject stands in the title."""


def remedy_of(advice: str, element: Element | None, met: Sequence[Sequence[Friction]]) -> str:
    """``advice``, and what it is about here: the element, and what the evidence says in words
    (fields, messages, causes), the most common of each, with its n where that is not all.

    ``met``: the frictions of each session.
    """
    told = [f"{name}: {text}" for name, text in _particulars(met)]
    here = "; ".join([*([describe(element)] if element else []), *told])
    if not here:
        return advice
    return f"{advice} Here: {here}.".strip()


def _particulars(met: Sequence[Sequence[Friction]]) -> list[tuple[str, str]]:
    found: dict[str, Counter[str]] = {}
    for frictions in met:
        said = {
            (name, value)
            for friction in frictions
            for name, value in friction.evidence.values.items()
            if isinstance(value, str) and value not in _NOTHING and name not in _LEFT_OUT
        }
        for name, value in said:
            found.setdefault(name, Counter())[value] += 1
    return [(name.replace("_", " "), _most(found[name], len(met))) for name in sorted(found)]


def _most(said: Counter[str], sessions: int) -> str:
    text, number = min(said.items(), key=lambda item: (-item[1], item[0]))
    short = text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
    quoted = f"“{short}”"
    return quoted if number == sessions else f"{quoted} ({number} of {sessions} sessions)"
