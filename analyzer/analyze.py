"""From one session's log to its result. Pure: no I/O, no clock."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from kitka.analyzer.abandonment import abandonment, end_of
from kitka.analyzer.audit import audit_of
from kitka.analyzer.facts import Facts
from kitka.analyzer.outcome import Outcome, is_mistaken, judge
from kitka.analyzer.results import Friction, Reference, SessionResult
from kitka.analyzer.rules import (
    Context,
    NotApplicable,
    Rule,
    in_use,
    limits,
    rules_version,
    version_of,
)
from kitka.analyzer.session.path import Comparison, compare, normalised, way
from kitka.analyzer.session.said import said_of
from kitka.analyzer.session.steps import Path, step_results
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.study.exceptions import NONE, Exceptions, leave_out
from kitka.analyzer.study.observations import observe
from kitka.analyzer.study.summarize import summarize
from kitka.recorder.model import Scenario, SessionLog, View

__all__ = ["analyze", "rules_version", "summarize"]


def analyze(
    log: SessionLog,
    scenario: Scenario,
    rules: Sequence[Rule] | None = None,
    reference: Reference | None = None,
    exceptions: Exceptions = NONE,
) -> SessionResult:
    """What one session shows: steps, outcome, frictions, abandonment (seconds of the session).

    ``rules`` None means all that are in use. ``reference`` is what other sessions showed: the
    script's way, for the detours of people and for relative rules. Frictions at ``exceptions``
    (places) stand apart and explain nothing.
    Never raises on a torn log; a rule that breaks is named in ``not_applicable``.
    """
    timeline = Timeline(log)
    path = Path(timeline, scenario)
    facts = Facts(path)
    found, not_applicable = find_frictions(facts, rules, reference)
    frictions, excepted = leave_out(found, scenario.name, exceptions)
    outcome = judge(facts, frictions)
    session = log.session
    completed = outcome.kind == "completed"
    last = path.reached[-1] if completed else None
    end_s = last.at_s if last else end_of(timeline)
    duration_s = timeline.seconds(0.0, end_s)
    result = SessionResult(
        id=session.id,
        scenario=scenario.name,
        actor=session.actor,
        outcome=outcome.kind,
        label=session.label,
        device=session.device,
        network=session.network,
        browser=session.browser,
        started=session.started,
        duration_s=duration_s,
        steps=step_results(path),
        frictions=frictions,
        abandoned=None if completed else abandonment(facts, frictions, reference),
        failed_by=outcome.failed_by,
        error=outcome.error,
        drifted=path.drifted,
        not_applicable=not_applicable,
        gaps=timeline.gaps,
        attempt=session.attempt,
        webdriver=any(m.event.webdriver for m in timeline.all(View)),
        participant=session.participant,
        reference=reference.hash if reference else "",
        views=way(path),
        excluded=session.excluded,
        replay_gaps=timeline.replay_gaps,
        audit=audit_of(path),
        rules=version_of(rules),
        excepted=excepted,
        observations=observe(path),
    )
    if session.actor != "participant":
        return result
    return _of_a_person(result, path, outcome, compare(path, reference), end_s)


def _of_a_person(
    result: SessionResult, path: Path, outcome: Outcome, compared: Comparison, end_s: float
) -> SessionResult:
    """With what only people have: a study, something to say, detours, help, asides."""
    timeline = path.timeline
    session = timeline.session
    said = said_of(timeline)
    return replace(
        result,
        pseudonym=session.pseudonym,
        study=session.study,
        study_version=session.study_version,
        task=session.task,
        language=session.language,
        protocol=session.protocol,
        pilot=session.pilot,
        automated=session.automated,
        open=not session.ended,
        said=said,
        mistaken=is_mistaken(outcome, said),
        path=compared.path,
        detours=compared.detours,
        similarity=compared.similarity,
        assisted=any(note.tag == "assist" and note.at_s <= end_s for note in timeline.notes),
        aside_s=max(0.0, end_s - result.duration_s),
    )


def find_frictions(
    facts: Facts, rules: Sequence[Rule] | None, reference: Reference | None
) -> tuple[tuple[Friction, ...], dict[str, str]]:
    """The frictions of all rules by time, and why a rule could not judge."""
    found: list[Friction] = []
    not_applicable: dict[str, str] = {}
    for rule in in_use() if rules is None else rules:
        context = Context(rule.id, facts, limits(rule.id), reference)
        try:
            found += list(rule.find(context))
        except NotApplicable as reason:
            not_applicable[rule.id] = str(reason)
        except Exception as error:  # one broken rule must not lose the session
            not_applicable[rule.id] = f"rule broke: {type(error).__name__}: {error}"
    placed = [replace(friction, where=_where(facts.path, friction)) for friction in found]
    return tuple(sorted(placed, key=lambda f: (f.at_s, f.rule))), not_applicable


def _where(path: Path, friction: Friction) -> str:
    """The normalised view on which it happened; ``""`` where the log lost it."""
    evidence = friction.evidence
    view = path.timeline.view(evidence.page, evidence.view) or path.timeline.view_at(friction.at_s)
    return normalised(view, path.scenario) if view else ""
