"""Frictions of the same rule at the same element and step, over sessions, ranked.

Priority (``method.md`` §8) = lower bound of the adjusted-Wald interval of frequency × impact ×
(1 + persistence) / 2. The lower bound keeps one shopper of two from outranking nine of ten.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kitka.analyzer.cohorts import cohort_key
from kitka.analyzer.elements import identity
from kitka.analyzer.results import Element, Finding, Friction, Impact, SessionResult
from kitka.analyzer.rules import Rule, discover, limits
from kitka.analyzer.statistics import adjusted_wald, median
from kitka.recorder.model import Actor, Scenario

Place = tuple[str, str, str, str]
"""Rule, step, identity of the element, subject (what failed, where there is no element)."""


def place_of(friction: Friction) -> Place:
    """What makes two frictions the same finding."""
    subject = "" if friction.element else str(friction.evidence.values.get("subject", ""))
    return friction.rule, friction.step, identity(friction.element), subject


def finding_id(scenario: str, actor: Actor, place: Place, cohort: str = "") -> str:
    """Stable over analyses: the same place in the same scenario for the same cohort (its key)."""
    parts = (scenario, actor, *place, *([cohort] if cohort else []))
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def id_of(result: SessionResult, friction: Friction) -> str:
    """The id of the finding that a friction of this session belongs to."""
    return finding_id(result.scenario, result.actor, place_of(friction), cohort_key(result))


@dataclass(frozen=True)
class Hit:
    """All frictions of one place in one session."""

    session: SessionResult
    frictions: tuple[Friction, ...]

    @property
    def cost_s(self) -> float:
        return sum(friction.cost_s for friction in self.frictions)


def findings(sessions: Sequence[SessionResult], scenario: Scenario) -> tuple[Finding, ...]:
    """The findings of sessions of one cohort, highest priority first, ties by cost.

    Sessions that count for nothing are expected to have been left out.
    """
    places: dict[Place, list[Hit]] = defaultdict(list)
    for session in sessions:
        here: dict[Place, list[Friction]] = defaultdict(list)
        for friction in session.frictions:
            here[place_of(friction)].append(friction)
        for place, frictions in here.items():
            places[place].append(Hit(session, tuple(frictions)))
    rules = {rule.id: rule for rule in discover()}
    found = [
        _finding(place, hits, entered(sessions, scenario, place[1]), rules.get(place[0]))
        for place, hits in places.items()
    ]
    return tuple(sorted(found, key=lambda f: (-f.priority, -f.cost_s, f.id)))


def entered(sessions: Sequence[SessionResult], scenario: Scenario, step: str) -> int:
    """Sessions that worked towards ``step`` at some time: they had reached the mandatory step
    before it. ``""`` is the time after the last step."""
    names = [s.name for s in scenario.steps]
    index = names.index(step) if step in names else len(names)
    before = [s.name for s in scenario.steps[:index] if not s.optional][-1:]
    reached = [{s.name for s in session.steps if s.reached} for session in sessions]
    return sum(1 for done in reached if not before or before[0] in done)


def impact_of(hits: Sequence[Hit], rule: Rule | None) -> int:
    """1–4 from the outcomes and the time of the sessions that met it.

    4: at least half of them did not succeed. 3: a malfunction, and it took more than half as much
    time again as the step needed without it. 2: time was lost. 1: nothing of that is visible.
    """
    limit = limits("findings")
    unsuccessful = sum(1 for hit in hits if hit.session.outcome != "completed")
    if unsuccessful / len(hits) >= limit["unsuccessful_share"]:
        return 4
    cost = median([hit.cost_s for hit in hits]) or 0.0
    share = median([_time_loss(hit) for hit in hits]) or 0.0
    if rule and rule.error and cost >= limit["loss_s"] and share > limit["loss_share"]:
        return 3
    return 2 if cost >= limit["loss_s"] else 1


def _time_loss(hit: Hit) -> float:
    """Cost as a share of the step's time without it; 0 where the step has no time."""
    step = hit.frictions[0].step
    duration = next((s.duration_s for s in hit.session.steps if s.name == step), None)
    if duration is None:
        return 0.0
    rest = duration - hit.cost_s
    return hit.cost_s / rest if rest > 0 else float(hit.cost_s > 0)


def _finding(place: Place, hits: Sequence[Hit], of: int, rule: Rule | None) -> Finding:
    first = hits[0]
    name, step, _, subject = place
    rate = adjusted_wald(len(hits), max(of, len(hits)))
    impact = impact_of(hits, rule)
    persistence = sum(1 for hit in hits if len(hit.frictions) > 1) / len(hits)
    labels = Counter(hit.session.label for hit in hits if hit.session.label)
    title = rule.title if rule else name
    return Finding(
        id=id_of(first.session, first.frictions[0]),
        scenario=first.session.scenario,
        rule=name,
        title=f"{title}: {subject}" if subject else title,
        step=step,
        element=_element(hits),
        sessions=rate.x,
        of=rate.n,
        cost_s=median([hit.cost_s for hit in hits]) or 0.0,
        priority=rate.low * impact * (1 + persistence) / 2,
        factors=Impact(rate.x / rate.n, rate.low, rate.high, impact, persistence),
        remedy=rule.remedy if rule else "",
        session_ids=tuple(hit.session.id for hit in hits),
        occurrences=sum(len(hit.frictions) for hit in hits),
        labels=tuple(sorted(labels)),
    )


def _element(hits: Sequence[Hit]) -> Element | None:
    """The description that most sessions gave of the element."""
    described = Counter(
        (e.role, e.name, e.selector, e.test_id) for hit in hits
        if (e := hit.frictions[0].element)
    )  # fmt: skip
    return Element(*described.most_common(1)[0][0]) if described else None
