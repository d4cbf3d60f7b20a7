"""Frictions of the same rule at the same place and step, over sessions, ranked.

Priority (after Nielsen 1994: frequency, impact, persistence) = lower bound of the adjusted-Wald
interval of frequency × impact × (1 + persistence) / 2. The lower bound keeps one shopper of two
from outranking nine of ten.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kitka.analyzer.results import Element, Friction, SessionResult
from kitka.analyzer.rules import Rule, discover, limits
from kitka.analyzer.session.places import keys_of, merged, places_of
from kitka.analyzer.study.cohorts import cohort_key
from kitka.analyzer.study.remedies import remedy_of
from kitka.analyzer.study.scenario_results import Finding, Impact, Seen
from kitka.analyzer.study.statistics import adjusted_wald, median
from kitka.recorder.model import Actor, Scenario


def finding_id(actor: Actor, cohort: str, place: str) -> str:
    """Of the place with this id as one cohort (its key) met it; the same in every analysis."""
    parts = (actor, cohort, place)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def ids_of(result: SessionResult, friction: Friction) -> tuple[str, ...]:
    """The ids by which the finding of a session's friction may be asked for, the surest first."""
    cohort = cohort_key(result)
    places = places_of(result.scenario, friction)
    return tuple(finding_id(result.actor, cohort, place) for place in places)


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
    ordered = sorted(sessions, key=lambda session: (session.started, session.id))
    found = [(session, friction) for session in ordered for friction in session.frictions]
    rules = {rule.id: rule for rule in discover()}
    made = []
    for group in merged([(session.language, friction) for session, friction in found]):
        hits = _hits(found[index] for index in group)
        first = hits[0].frictions[0]
        towards = [s for s in ordered if worked_towards(s, scenario, first.step)]
        made.append(_finding(hits, towards, rules.get(first.rule)))
    return tuple(sorted(made, key=lambda f: (-f.priority, -f.cost_s, f.id)))


def _hits(found: Iterable[tuple[SessionResult, Friction]]) -> list[Hit]:
    sessions: dict[str, SessionResult] = {}
    frictions: dict[str, list[Friction]] = defaultdict(list)
    for session, friction in found:
        sessions[session.id] = session
        frictions[session.id].append(friction)
    return [Hit(session, tuple(frictions[id])) for id, session in sessions.items()]


def entered(sessions: Sequence[SessionResult], scenario: Scenario, step: str) -> int:
    """How many sessions worked towards ``step`` at some time."""
    return sum(1 for session in sessions if worked_towards(session, scenario, step))


def worked_towards(session: SessionResult, scenario: Scenario, step: str) -> bool:
    """It had reached the mandatory step before ``step``; ``""`` is the time after the last."""
    names = [s.name for s in scenario.steps]
    index = names.index(step) if step in names else len(names)
    before = [s.name for s in scenario.steps[:index] if not s.optional][-1:]
    return not before or any(s.reached and s.name == before[0] for s in session.steps)


def lost_to(session: SessionResult) -> Friction | None:
    """The friction that explains best why a session had no success: that of its likeliest reason,
    else the one that hindered it last. None where the evidence is thin, and where it was not the
    shop's fault."""
    end = session.abandoned
    if end is None or session.outcome == "completed":
        return None
    if session.failed_by in ("script", "recorder"):
        return None
    if end.reasons:
        top = end.reasons[0]
        mine = [f for f in session.frictions if f.rule == top.rule]
        return min(mine, key=lambda f: abs(f.at_s - top.at_s), default=None)
    mine = [f for f in session.frictions if f.rule == end.after and f.at_s <= end.at_s]
    return max(mine, key=lambda f: f.at_s, default=None)


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


def _finding(hits: Sequence[Hit], towards: Sequence[SessionResult], rule: Rule | None) -> Finding:
    """``hits`` and ``towards`` (all that worked towards the step) in order of time."""
    one, friction = hits[0].session, hits[0].frictions[0]
    subject = "" if friction.element else str(friction.evidence.values.get("subject", ""))
    rate = adjusted_wald(len(hits), max(len(towards), len(hits)))
    impact = impact_of(hits, rule)
    persistence = sum(1 for hit in hits if len(hit.frictions) > 1) / len(hits)
    title = rule.title if rule else friction.rule
    places = _places(hits)
    ids = tuple(finding_id(one.actor, cohort_key(one), place) for place in places)
    element = _element(hits)
    met = {hit.session.id for hit in hits}
    last = hits[-1].session
    return Finding(
        id=ids[0],
        scenario=one.scenario,
        rule=friction.rule,
        title=f"{title}: {subject}" if subject else title,
        step=friction.step,
        element=element,
        sessions=rate.x,
        of=rate.n,
        cost_s=median([hit.cost_s for hit in hits]) or 0.0,
        priority=rate.low * impact * (1 + persistence) / 2,
        factors=Impact(rate.x / rate.n, rate.low, rate.high, impact, persistence),
        remedy=remedy_of(rule.remedy if rule else "", element, [hit.frictions for hit in hits]),
        session_ids=tuple(sorted(met)),
        occurrences=sum(len(hit.frictions) for hit in hits),
        labels=tuple(dict.fromkeys(hit.session.label for hit in hits if hit.session.label)),
        places=places,
        ids=ids,
        lost_ids=tuple(
            sorted(hit.session.id for hit in hits if lost_to(hit.session) in hit.frictions)
        ),
        first=Seen(one.label, one.started),
        last=Seen(last.label, last.started),
        free_since=sum(1 for s in towards if s.started > last.started and s.id not in met),
    )


def _places(hits: Sequence[Hit]) -> tuple[str, ...]:
    """Every key's id. The smallest of the surest kind is the first, whatever session came first,
    so that another session seldom changes it."""
    keys = {
        (key[0], key, place)
        for hit in hits for friction in hit.frictions
        for key, place in zip(
            keys_of(friction), places_of(hit.session.scenario, friction), strict=True
        )
    }  # fmt: skip
    return tuple(place for _, _, place in sorted(keys))


def _element(hits: Sequence[Hit]) -> Element | None:
    """The description that most sessions gave of the element."""
    described = Counter(
        (e.role, e.name, e.selector, e.test_id or "") for hit in hits
        if (e := hit.frictions[0].element)
    )  # fmt: skip
    if not described:
        return None
    # Of as many, one that does not depend on who came first.
    (role, name, selector, test_id), _ = min(described.items(), key=lambda it: (-it[1], it[0]))
    return Element(role, name, selector, test_id or None)
