"""Where a finding stands: what was said of it, and what later sessions show. Pure.

*mended* is a promise. Later sessions keep it (then it is verified) or break it (then the finding
is open again, by itself). Every session that counts may break it; only those of the same actor
keep it, for what troubles people seldom troubles a script.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from math import ceil, log

from msgspec.structs import replace

from kitka.analyzer.results import SessionResult
from kitka.analyzer.rules import limits
from kitka.analyzer.session.places import Union, places_of
from kitka.analyzer.study.cohorts import counts
from kitka.analyzer.study.findings import worked_towards
from kitka.analyzer.study.scenario_results import Finding, ScenarioReport, Standing
from kitka.recorder.model import Actor, Record, Review, Scenario


class Decision(Record, frozen=True):
    """One line of a finding's history: a review, or the session that reopened it (then ``review``
    is the one that no longer held). ``at``: ms since 1970."""

    at: float
    review: Review
    reopened_by: str = ""


def grouped(reviews: Iterable[Review]) -> list[list[Review]]:
    """Reviews of the same place together, each group in order of time: those that share a place,
    directly or by others."""
    ordered = sorted(reviews, key=lambda review: (review.at, review.id))
    union: Union[str] = Union()
    for review in ordered:
        union.join([_self(review), *review.places])
    groups: dict[str, list[Review]] = defaultdict(list)
    for review in ordered:
        groups[union.find(_self(review))].append(review)
    return list(groups.values())


def _self(review: Review) -> str:
    return f"review {review.id}"


def reviews_of(finding: Finding, groups: Iterable[Sequence[Review]]) -> list[Review]:
    """All that was said of a finding's place, the oldest first. ``groups``: :func:`grouped`."""
    places = set(finding.places)
    found = [
        review
        for group in groups
        if any(not places.isdisjoint(review.places) for review in group)
        for review in group
    ]
    return sorted(found, key=lambda review: (review.at, review.id))


def with_standings(
    reports: Sequence[ScenarioReport],
    reviews: Sequence[Review],
    sessions: Sequence[SessionResult],
    scenarios: Mapping[str, Scenario],
) -> list[ScenarioReport]:
    """``reports`` with the standing of every finding. ``sessions``: all there are."""
    if not reviews:
        return list(reports)
    made = []
    for report in reports:
        scenario = scenarios[report.scenario]
        mine = [review for review in reviews if review.scenario == report.scenario]
        here = [one for one in sessions if one.scenario == report.scenario]
        stand = _Standings(mine, here, scenario, report.actor)
        made.append(
            replace(
                report,
                findings=tuple(replace(f, standing=stand.of(f)) for f in report.findings),
                excepted=tuple(replace(f, standing=stand.of(f)) for f in report.excepted),
            )
        )
    return made


def history(
    finding: Finding,
    reviews: Sequence[Review],
    sessions: Sequence[SessionResult],
) -> list[Decision]:
    """Everything that happened to a finding, the oldest first: what was said, and each session
    that reopened it. ``sessions``: all of the scenario."""
    said = reviews_of(finding, grouped(reviews))
    shown = places_shown(sessions)
    made = [Decision(review.at, review) for review in said]
    for review, until in zip(said, [*(r.at for r in said[1:]), float("inf")], strict=False):
        again = _again(finding, review, sessions, shown)
        if again is not None and again.started < until:
            made.append(Decision(again.started, review, again.id))
    # Who says that it was mended long ago may be contradicted by what is known already.
    return sorted(made, key=lambda one: (max(one.at, one.review.at), one.reopened_by))


class _Standings:
    """The reviews and sessions of one scenario, for findings of one actor."""

    def __init__(
        self,
        reviews: Sequence[Review],
        sessions: Sequence[SessionResult],
        scenario: Scenario,
        actor: Actor,
    ) -> None:
        self.groups, self.sessions = grouped(reviews), sessions
        self.shown = places_shown(sessions)
        self.scenario, self.actor = scenario, actor

    def of(self, finding: Finding) -> Standing:
        said = reviews_of(finding, self.groups)
        if not said:
            return Standing()
        last = said[-1]
        standing = Standing(
            last.status, last.who, last.why, last.at, last.label, last.since or last.at
        )
        if last.status != "mended":
            return standing
        again = _again(finding, last, self.sessions, self.shown)
        if again is not None:
            return replace(standing, status="open", reopened_by=again.id, reopened_at=again.started)
        later = [
            one for one in since(last, self.sessions)
            if one.actor == self.actor and not one.pilot
            and worked_towards(one, self.scenario, finding.step)
        ]  # fmt: skip
        return replace(standing, without=len(later), needed=enough(*self._before(finding, last)))

    def _before(self, finding: Finding, review: Review) -> tuple[int, int]:
        """How many had met it of those who could, until it was said to be mended."""
        after = {one.id for one in since(review, self.sessions)}
        could = [
            one for one in self.sessions
            if one.id not in after and one.actor == self.actor and counts(one)
            and worked_towards(one, self.scenario, finding.step)
        ]  # fmt: skip
        places = {*finding.places, *review.places}
        met = [one for one in could if not places.isdisjoint(self.shown[one.id])]
        return len(met), len(could)


def enough(met: int, of: int) -> int:
    """Sessions without it that are enough to believe that it is mended: were it as frequent as
    before (``met`` of ``of``), so many in a row would miss it in at most 5 % of cases:
    ln 0.05 ÷ ln (1 − frequency) (the rule of three for rare ones), and never fewer than 3."""
    limit = limits("reviews")
    fewest, chance = ceil(limit["fewest"]), limit["chance"]
    if not 0 < met < of:
        return fewest
    return max(fewest, ceil(log(chance) / log(1 - met / of)))


def since(review: Review, sessions: Iterable[SessionResult]) -> list[SessionResult]:
    """The sessions that count, in order of time, from when something is said to be mended on: of
    its label and those that came up later, else that began later. One without a label belongs to
    the time in which it began. Automated visitors prove nothing."""
    valid = [one for one in sessions if counts(one) and not one.automated]
    valid.sort(key=lambda one: (one.started, one.id))
    if not review.label:
        return [one for one in valid if one.started >= (review.since or review.at)]
    came_up: dict[str, float] = {}
    for one in valid:
        came_up.setdefault(one.label, one.started)
    first = came_up.get(review.label)
    if first is None:
        return []
    return [one for one in valid if (came_up[one.label] if one.label else one.started) >= first]


def places_shown(sessions: Iterable[SessionResult]) -> dict[str, frozenset[str]]:
    """session → the places (each of one rule and step) at which a friction was found."""
    return {
        one.id: frozenset(
            p for friction in one.frictions for p in places_of(one.scenario, friction)
        )
        for one in sessions
    }


def _again(
    finding: Finding,
    review: Review,
    sessions: Iterable[SessionResult],
    shown: Mapping[str, Set[str]],
) -> SessionResult | None:
    """The first session since a *mended* that shows the finding again."""
    if review.status != "mended":
        return None
    places = {*finding.places, *review.places}
    later = since(review, sessions)
    return next((one for one in later if not places.isdisjoint(shown[one.id])), None)
