"""How often the rules were right, by those who looked: marks → a precision of one's own, with n.

A mark knows its friction by session, rule and moment. Where newer rules find it no more, one that
was real is missed from then on, and one that was a false alarm is none any longer.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kitka.analyzer.results import Friction, SessionResult
from kitka.analyzer.rules import limits
from kitka.analyzer.study.scenario_results import Rate
from kitka.analyzer.study.statistics import adjusted_wald
from kitka.recorder.model import Mark, Record

OTHER = "other"
"""The rule of a friction that was missed and that no rule is about."""


class Marked(Record, frozen=True):
    """The marks beside one session. ``on``: for each friction, the last mark of everybody who
    marked it. ``missed``: what no rule found, by whoever said so or had called it real."""

    on: tuple[tuple[Mark, ...], ...]
    missed: tuple[Mark, ...]


class RulePrecision(Record, frozen=True):
    """``precision``: real of those that were marked and not disputed; ``found`` is all there were.
    ``disputed`` were called real by some and a false alarm by others."""

    rule: str
    precision: Rate
    found: int
    disputed: int
    missed: int


def marked(frictions: Sequence[Friction], marks: Iterable[Mark]) -> Marked:
    """Which of a session's marks belongs to which of its frictions."""
    ordered = sorted(marks, key=lambda mark: (mark.at, mark.id))
    said: list[dict[str, Mark]] = [{} for _ in frictions]
    lost: dict[tuple[str, float, str], Mark] = {}
    added: list[Mark] = []
    for mark in ordered:
        if mark.verdict == "missed":
            added.append(mark)
            continue
        place = _nearest(frictions, mark, limits("marks")["same_s"])
        if place is not None:
            said[place][mark.who] = mark
        else:
            lost[mark.rule, mark.at_s, mark.who] = mark
    near = limits("marks")["near_s"]
    missed = [mark for mark in added if _nearest(frictions, mark, near) is None]
    gone = {(m.rule, m.at_s): m for m in lost.values() if m.verdict == "real"}
    missed += [m for m in gone.values() if not _disputed(m, lost.values())]
    on = tuple(tuple(sorted(by.values(), key=lambda mark: (mark.at, mark.id))) for by in said)
    return Marked(on, tuple(sorted(missed, key=lambda mark: (mark.at_s, mark.id))))


def _nearest(frictions: Sequence[Friction], mark: Mark, within_s: float) -> int | None:
    near = [
        (abs(friction.at_s - mark.at_s), place)
        for place, friction in enumerate(frictions)
        if friction.rule == mark.rule and abs(friction.at_s - mark.at_s) <= within_s
    ]
    return min(near)[1] if near else None


def _disputed(mark: Mark, marks: Iterable[Mark]) -> bool:
    return any(
        (one.rule, one.at_s) == (mark.rule, mark.at_s) and one.verdict != mark.verdict
        for one in marks
    )


def precision(
    sessions: Iterable[SessionResult], marks: Mapping[str, Sequence[Mark]]
) -> tuple[RulePrecision, ...]:
    """Per rule that was marked in these sessions, by id; the last, ``""``, is all rules together.

    Precision = real ÷ (real + false), with its adjusted-Wald interval. ``marks``: by session.
    Frictions at places that are no problem are in no figure. Empty where nobody marked anything.
    """
    tally: dict[str, Counter[str]] = defaultdict(Counter)
    found: Counter[str] = Counter()
    for session in sessions:
        found.update(friction.rule for friction in session.frictions)
        mine = marked([*session.frictions, *session.excepted], marks.get(session.id, ()))
        for friction, said in zip(session.frictions, mine.on, strict=False):
            verdicts = {mark.verdict for mark in said}
            if verdicts:
                verdict = verdicts.pop() if len(verdicts) == 1 else "disputed"
                tally[friction.rule][verdict] += 1
        for mark in mine.missed:
            tally[mark.rule]["missed"] += 1
    if not tally:
        return ()
    whole = sum(tally.values(), Counter())
    rows = [_row(rule, tally[rule], found[rule]) for rule in sorted(tally)]
    return (*rows, _row("", whole, found.total()))


def _row(rule: str, tally: Counter[str], found: int) -> RulePrecision:
    real = tally["real"]
    rate = adjusted_wald(real, real + tally["false alarm"])
    return RulePrecision(rule, rate, found, tally["disputed"], tally["missed"])
