"""Cohorts in addresses: what may be counted together has one name in the query."""

from __future__ import annotations

from collections.abc import Iterable

from kitka.analyzer.report import format as fmt
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.cohorts import cohort_key
from kitka.analyzer.study.scenario_results import ScenarioReport


def cohort_of(one: ScenarioReport | SessionResult) -> str:
    """``script``, ``participant`` (people outside any study), or the cohort's key."""
    if one.actor == "script":
        return "script"
    key = one.cohort_key if isinstance(one, ScenarioReport) else cohort_key(one)
    return key or "participant"


def cohort_title(report: ScenarioReport) -> str:
    """``Script``, ``Participants``, ``checkout v2 · silent``."""
    if report.actor == "script":
        return "Script"
    return report.cohort if report.study else fmt.actor(report.actor) + _apart(report)


def _apart(report: ScenarioReport) -> str:
    """Outside a study the cohort's name says only what is special about it."""
    special = [part for part in report.cohort.split(" · ") if part and part != "silent"]
    return "".join(f" · {part}" for part in special)


def chosen(reports: Iterable[ScenarioReport], wanted: str) -> ScenarioReport | None:
    """The report that is asked for: by cohort, by actor (the first), or the first of all."""
    known = list(reports)
    exact = [one for one in known if cohort_of(one) == wanted]
    by_actor = [one for one in known if one.actor == wanted]
    if wanted and not exact and not by_actor:
        return None
    return next(iter(exact or by_actor or known), None)
