"""One session's frictions against what really happened: right, missed, false."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from bench.accuracy.diary import Truth, same_name
from bench.accuracy.plan import Walk
from kitka.analyzer.results import Friction, SessionResult
from kitka.demo_shop.flaws import FLAWS, Flaw

Verdict = Literal["right", "again", "also", "slip", "unmet", "false"]

ABOUT: frozenset[Verdict] = frozenset({"also", "false"})
"""What leads whoever reads the report to a defect although its own rule was silent."""

SLIP_RULES = frozenset({"validation_loop", "late_validation", "field_struggle"})
"""What a rule may tell of a mistake of the shopper's own: neither right nor wrong."""


@dataclass
class Told:
    """One friction and what it was. ``flaw`` is the one it names, "" for none."""

    friction: Friction
    verdict: Verdict
    flaw: str = ""


@dataclass
class Scored:
    """One session. ``hits`` and ``misses`` are flaws that were met, ``elsewise`` those of the
    misses that something else was told about (:func:`is_about`); ``told`` every friction that
    counts: those of one rule at one step and place (:func:`merged`) are one."""

    walk: Walk
    truth: Truth
    result: SessionResult
    hits: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)
    elsewise: list[str] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)

    @property
    def false(self) -> list[Friction]:
        return [one.friction for one in self.told if one.verdict == "false"]

    @property
    def clean(self) -> bool:
        return not self.walk.flaws


Neutral = Callable[[Friction, Sequence[Flaw]], bool]


def score(
    walk: Walk,
    truth: Truth,
    result: SessionResult,
    *,
    only: frozenset[str] | None = None,
    neutral: Neutral | None = None,
) -> Scored:
    """Compare. ``only`` limits both to some rules; what is ``neutral`` does not count."""
    on = [FLAWS[name] for name in walk.flaws]
    met = [FLAWS[name] for name in truth.met]
    if only is not None:
        met = [flaw for flaw in met if flaw.rule in only]
    scored = Scored(walk, truth, result)
    for friction in merged(result.frictions, only):
        verdict, flaw = _verdict(friction, on, truth, scored.hits)
        if verdict == "right":
            scored.hits.append(flaw)
        elif verdict == "false" and neutral and neutral(friction, on):
            verdict = "also"
        scored.told.append(Told(friction, verdict, flaw))
    missed = [flaw for flaw in met if flaw.name not in scored.hits]
    scored.misses = [flaw.name for flaw in missed]
    scored.elsewise = [
        flaw.name
        for flaw in missed
        if any(is_about(one.friction, flaw) for one in scored.told if one.verdict in ABOUT)
    ]
    return scored


def merged(frictions: Iterable[Friction], only: frozenset[str] | None = None) -> list[Friction]:
    """The first friction of each rule at each step and place, as findings merge them."""
    first: dict[tuple[str, ...], Friction] = {}
    for friction in frictions:
        if only is None or friction.rule in only:
            first.setdefault((friction.rule, friction.step, *_place(friction)), friction)
    return list(first.values())


def _place(friction: Friction) -> tuple[str, ...]:
    """Within one session: role and name of the element, the selector of one without a name,
    what failed where there is no element (``analyzer/session/places.py`` does it over sessions)."""
    element = friction.element
    if element is None:
        return ("", str(friction.evidence.values.get("subject", "")))
    if not element.name:
        return (element.role, "", element.selector)
    return (element.role, element.name)


def _verdict(
    friction: Friction, on: Sequence[Flaw], truth: Truth, hits: Sequence[str]
) -> tuple[Verdict, str]:
    for flaw in on:
        if names(friction, flaw):
            if flaw.name not in truth.met:
                return "unmet", flaw.name
            return ("again" if flaw.name in hits else "right"), flaw.name
    for flaw in on:  # another defect threw the shopper back, and this one was met once more
        if flaw.name in hits and flaw.element and is_of(friction, flaw):
            return "again", flaw.name
    for flaw in on:
        if flaw.name in truth.met and friction.rule in flaw.also and is_near(friction, flaw):
            return "also", flaw.name
    if friction.rule == "field_abandoned" and truth.left and truth.left.towards == friction.step:
        return "also", truth.left.flaw  # it says where the attempt ended, and there it did
    if friction.rule in SLIP_RULES and any(s.towards == friction.step for s in truth.slips):
        return "slip", ""
    return "false", ""


def names(friction: Friction, flaw: Flaw) -> bool:
    """Whether a friction says what the flaw is: the same rule, the same step, and, where the flaw
    has one, an element of the same role and name (forgiving what stands behind the name)."""
    return friction.step == flaw.step and is_of(friction, flaw)


def is_of(friction: Friction, flaw: Flaw) -> bool:
    """The same at whatever step."""
    if friction.rule != flaw.rule:
        return False
    if flaw.element is None:
        return True
    if friction.element is None:
        return False
    roles = {flaw.element["role"], friction.element.role}
    same_role = len(roles) == 1 or "" in roles
    return same_role and same_name(friction.element.name, flaw.element["name"])


def is_about(friction: Friction, flaw: Flaw) -> bool:
    """Whether a friction of another rule sends whoever reads it to the place of the flaw: its step
    and, where both have one, its element."""
    if friction.step != flaw.step or friction.rule == "field_abandoned":
        return False
    if flaw.element is None or friction.element is None:
        return True
    return same_name(friction.element.name, flaw.element["name"])


def is_near(friction: Friction, flaw: Flaw) -> bool:
    """From one step before the flaw's on (the page from which its step is worked towards), or at
    no step of the scenario: what a flaw brings with it does not come earlier."""
    steps = STEPS.get(flaw.scenario, ())
    if friction.step not in steps or flaw.step not in steps:
        return True
    return steps.index(friction.step) >= steps.index(flaw.step) - 1


STEPS: dict[str, tuple[str, ...]] = {}
"""Names of the steps by scenario, filled by whoever loads the scenarios."""


# ------------------------------------------------------------------ several sessions


@dataclass(frozen=True)
class Count:
    """How often a rule was right (``tp``), false (``fp``) and silent (``fn``)."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        return self.tp / (self.tp + self.fp) if self.tp + self.fp else float("nan")

    @property
    def recall(self) -> float:
        return self.tp / (self.tp + self.fn) if self.tp + self.fn else float("nan")

    @property
    def f1(self) -> float:
        whole = 2 * self.tp + self.fp + self.fn
        return 2 * self.tp / whole if whole else float("nan")


def by_rule(sessions: Iterable[Scored]) -> Mapping[str, Count]:
    """The counts of each rule; one hit or miss per flaw and session."""
    counts: dict[str, Count] = {}

    def add(rule: str, count: Count) -> None:
        counts[rule] = counts.get(rule, Count()) + count

    for one in sessions:
        for name in one.hits:
            add(FLAWS[name].rule, Count(tp=1))
        for name in one.misses:
            add(FLAWS[name].rule, Count(fn=1))
        for friction in one.false:
            add(friction.rule, Count(fp=1))
    return dict(sorted(counts.items()))


def by_cluster(sessions: Iterable[Scored]) -> Mapping[str, Count]:
    """The counts of each cluster of sessions that are not independent of each other."""
    counts: dict[str, Count] = {}
    for one in sessions:
        own = Count(len(one.hits), len(one.false), len(one.misses))
        counts[one.walk.cluster] = counts.get(one.walk.cluster, Count()) + own
    return counts


# ------------------------------------------------------------------ leaving


@dataclass(frozen=True)
class Ending:
    """A session that ended without success. ``towards`` and ``reason`` as they were; what the
    analyzer says of both."""

    scored: Scored
    towards: str
    said_towards: str
    reason: str
    said_reason: str

    @property
    def step_right(self) -> bool:
        return self.towards == self.said_towards

    @property
    def reason_right(self) -> bool:
        return self.reason == self.said_reason


def ending(one: Scored) -> Ending | None:
    """How a session was left; None where the shopper did not leave."""
    left = one.truth.left
    if left is None:
        return None
    flaw = FLAWS.get(left.flaw)
    abandoned = one.result.abandoned
    steps = STEPS[one.walk.scenario]
    said_towards = said_reason = "(completed)"
    if abandoned is not None:
        index = steps.index(abandoned.step) if abandoned.step in steps else -1
        said_towards = steps[min(index + 1, len(steps) - 1)]
        said_reason = abandoned.reasons[0].kind if abandoned.reasons else "(none)"
    reason = flaw.reason if flaw else "unknown"
    return Ending(one, left.towards, said_towards, reason, said_reason)
