"""The document that ``kitka analyze --json`` prints; its schema is ``docs/analyze.schema.json``."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kitka.analyzer.results import Abandoned, Element, Evidence, Friction, SessionResult
from kitka.analyzer.rules import rules_version
from kitka.analyzer.study.scenario_results import Finding, Interval, ScenarioReport, Seen, Standing

Json = dict[str, Any]


def document(results: Iterable[SessionResult], reports: Iterable[ScenarioReport]) -> Json:
    """Everything the analyzer knows, as plain JSON values. Seconds count from a session's start;
    seconds are rounded to 1 ms, priorities to 0.0001."""
    reports, results = list(reports), list(results)
    return {
        "rules_version": next((r.rules for r in results if r.rules), rules_version()),
        "sessions": [_session(result) for result in results],
        "scenarios": [_scenario(report) for report in reports],
        "findings": [
            _finding(finding, report) for report in reports for finding in report.findings
        ],
    }


def _session(result: SessionResult) -> Json:
    return {
        "id": result.id,
        "scenario": result.scenario,
        "actor": result.actor,
        "outcome": result.outcome,
        "failed_by": result.failed_by or None,
        "error": result.error,
        "label": result.label,
        "device": result.device,
        "network": result.network,
        "browser": result.browser,
        "attempt": result.attempt,
        "started": result.started,
        "duration_s": round(result.duration_s, 3),
        "steps": [
            {
                "name": step.name,
                "reached": step.reached,
                "optional": step.optional,
                "at_s": _seconds(step.at_s),
                "duration_s": _seconds(step.duration_s),
                "machine_s": _seconds(step.machine_s),
                "url": step.url,
                "error": step.error,
            }
            for step in result.steps
        ],
        "frictions": [_friction(friction) for friction in result.frictions],
        "excepted": len(result.excepted),
        "abandoned": _abandoned(result.abandoned),
        "drifted": list(result.drifted),
        "not_applicable": dict(result.not_applicable),
        "gaps": result.gaps,
        "replay_gaps": result.replay_gaps,
        "aside_s": _seconds(result.aside_s),
        "person": _person(result) if result.actor == "participant" else None,
    }


def _abandoned(lost: Abandoned | None) -> Json | None:
    if lost is None:
        return None
    return {
        "step": lost.step,
        "element": _element(lost.element),
        "after": lost.after,
        "at_s": _seconds(lost.at_s),
        "since_s": _seconds(lost.since_s),
        "url": lost.url,
        "title": lost.title,
        "friction": lost.friction or None,
        "friction_s": _seconds(lost.friction_s),
        "reasons": [
            {
                "kind": reason.kind,
                "rule": reason.rule or None,
                "text": reason.text,
                "at_s": _seconds(reason.at_s),
                "before_s": _seconds(reason.before_s),
                "weight": round(reason.weight, 4),
                "element": _element(reason.element),
                "step": reason.step,
            }
            for reason in lost.reasons
        ],
    }


def _person(result: SessionResult) -> Json:
    """What only sessions of people have. The pseudonym is the only name that is known."""
    excluded = result.excluded
    return {
        "pseudonym": result.pseudonym,
        "study": result.study,
        "study_version": result.study_version,
        "task": result.task,
        "language": result.language,
        "protocol": result.protocol,
        "pilot": result.pilot,
        "automated": result.automated,
        "open": result.open,
        "said": result.said or None,
        "mistaken": result.mistaken,
        "assisted": result.assisted,
        "path": result.path or None,
        "detours": list(result.detours),
        "similarity": None if result.similarity is None else round(result.similarity, 4),
        "excluded": excluded
        and {"reason": excluded.reason, "who": excluded.who, "at": excluded.at},
    }


def _friction(friction: Friction) -> Json:
    return {
        "rule": friction.rule,
        "step": friction.step,
        "element": _element(friction.element),
        "at_s": _seconds(friction.at_s),
        "cost_s": _seconds(friction.cost_s),
        "where": friction.where,
        "evidence": _evidence(friction.evidence),
    }


def _evidence(evidence: Evidence) -> Json:
    rect = evidence.rect
    return {
        "text": evidence.text,
        "values": dict(evidence.values),
        "moments": [_seconds(moment) for moment in evidence.moments],
        "page": evidence.page,
        "view": evidence.view,
        "rect": [rect.x, rect.y, rect.width, rect.height] if rect else None,
    }


def _scenario(report: ScenarioReport) -> Json:
    rate = report.completion
    return {
        "name": report.scenario,
        "actor": report.actor,
        "cohort": report.cohort,
        "sessions": report.sessions,
        "counted": {
            "n": report.counted.n,
            "total": report.counted.total,
            "left_out": dict(report.counted.left_out),
        },
        "outcomes": dict(report.outcomes),
        "completion": {
            "x": rate.x,
            "n": rate.n,
            "low": round(rate.low, 4),
            "high": round(rate.high, 4),
        },
        "time": _interval(report.time),
        "said": dict(report.said),
        "mistaken": report.mistaken,
        "assisted": report.assisted,
        "paths": dict(report.paths),
        "reasons": dict(report.reasons),
        "steps": [
            {
                "name": step.name,
                "entered": step.entered,
                "reached": step.reached,
                "median_s": _seconds(step.median_s),
                "machine_median_s": _seconds(step.machine_median_s),
                "against_script": _interval(step.against_script),
            }
            for step in report.steps
        ],
    }


def _finding(finding: Finding, report: ScenarioReport) -> Json:
    factors = finding.factors
    return {
        "id": finding.id,
        "scenario": finding.scenario,
        "actor": report.actor,
        "cohort": report.cohort,
        "rule": finding.rule,
        "title": finding.title,
        "step": finding.step,
        "element": _element(finding.element),
        "sessions": finding.sessions,
        "of": finding.of,
        "occurrences": finding.occurrences,
        "cost_s": _seconds(finding.cost_s),
        "priority": round(finding.priority, 4),
        "impact": factors.impact,
        "frequency": {"low": round(factors.low, 4), "high": round(factors.high, 4)},
        "persistence": round(factors.persistence, 4),
        "remedy": finding.remedy,
        "labels": list(finding.labels),
        "first_seen": _seen(finding.first),
        "last_seen": _seen(finding.last),
        "free_since": finding.free_since,
        "session_ids": list(finding.session_ids),
        "lost_session_ids": list(finding.lost_ids),
        "standing": _standing(finding.standing),
    }


def _seen(seen: Seen) -> Json:
    return {"label": seen.label, "at": seen.at}


def _standing(standing: Standing) -> Json:
    mended = standing.status == "mended" or bool(standing.reopened_by)
    return {
        "status": standing.status,
        "who": standing.who,
        "why": standing.why,
        "at": standing.at or None,
        "mended": {
            "label": standing.label,
            "since": standing.since,
            "without": standing.without,
            "needed": standing.needed,
            "verified": standing.verified,
            "reopened_by": standing.reopened_by or None,
        }
        if mended
        else None,
    }


def _interval(interval: Interval | None) -> Json | None:
    if interval is None:
        return None
    return {
        "kind": interval.kind,
        "value": _seconds(interval.value),
        "n": interval.n,
        "low": _seconds(interval.low),
        "high": _seconds(interval.high),
    }


def _element(element: Element | None) -> Json | None:
    if element is None:
        return None
    return {
        "role": element.role,
        "name": element.name,
        "selector": element.selector,
        "test_id": element.test_id,
    }


def _seconds(value: float | None) -> float | None:
    return None if value is None else round(value, 3)
