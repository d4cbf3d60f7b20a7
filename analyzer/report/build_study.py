"""Everything about one version of a study → its page. Versions are never counted together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.address import Addresses
from kitka.analyzer.report.build_answers import question_groups
from kitka.analyzer.report.build_live import live_part
from kitka.analyzer.report.build_people import left_out, person_rows, suspicions
from kitka.analyzer.report.build_reviewing import precision_part
from kitka.analyzer.report.build_tasks import study_tasks
from kitka.analyzer.report.parts import Link
from kitka.analyzer.report.review_source import ReviewSource
from kitka.analyzer.report.rows import bar
from kitka.analyzer.report.source import Source
from kitka.analyzer.report.study_pages import InviteForm, Measure, Stage, StudyPage, StudyRow
from kitka.analyzer.report.study_source import StudySource
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.cohorts import counts, kind_of_visitor
from kitka.analyzer.study.funnel import StudyFunnel, funnel
from kitka.analyzer.study.questionnaires import questionnaires
from kitka.analyzer.study.scenario_results import ScenarioReport
from kitka.analyzer.study.suspects import suspects
from kitka.recorder.model import Participant, Study, StudyVersion

MOST_INVITED = 200
_DAY_MS = 86_400_000.0
_LANGUAGES = {"en": "English", "fi": "Finnish", "sv": "Swedish"}
_STAGES = {
    "invited": "Invited",
    "opened": "Opened the link",
    "consented": "Consented",
    "started": "Started a task",
    "finished": "Finished",
}


def study_page(
    source: Source,
    studies: StudySource,
    addresses: Addresses,
    name: str,
    *,
    version: int = 0,
    now: float,
    invited: int = 0,
    reviews: ReviewSource | None = None,
) -> StudyPage | None:
    """``version`` 0: the newest. None where there is no such study or version."""
    versions = studies.versions(name)
    chosen = next((v for v in versions if v.number == version), None)
    if not version and versions:
        chosen = versions[-1]
    if chosen is None:
        return None
    newest = chosen is versions[-1]
    everybody = studies.participants(name)
    people = [p for p in everybody if p.version == chosen.hash or (newest and not p.version)]
    sessions = [s for s in studies.sessions(name) if s.study_version == chosen.hash]
    answers = studies.answers(name)
    summaries = questionnaires(chosen, people, answers, sessions)
    way = funnel(people)
    scripts = [s for t in chosen.document.tasks for s in source.sessions(t.scenario, "script")]
    return StudyPage(
        title=chosen.document.title,
        name=name,
        facts=_facts(chosen.document),
        versions=tuple(_version(v, chosen, everybody, versions, addresses) for v in versions),
        version_note=_version_note(chosen),
        live=live_part(studies.live(name, now), name, addresses, now),
        stages=_stages(way),
        apart=_apart(way, sessions),
        tasks=study_tasks(
            chosen, _reports(source, chosen, sessions), sessions, summaries, addresses
        ),
        groups=question_groups(summaries, source.scenario_title, addresses),
        suspicions=suspicions(
            suspects([*scripts, *sessions], answers, people, [chosen.document]),
            sessions,
            source.scenario_title,
            addresses,
        ),
        left_out=left_out(sessions, source.scenario_title, addresses),
        people=person_rows(people, sessions, source.scenario_title, addresses),
        invite=_invite(name, studies, addresses) if newest else None,
        notice=_invited(invited),
        erase=f"kitka erase --pilots --study {name}" if _has_pilots(people, sessions) else "",
        retention=_retention(chosen.document, people, sessions),
        precision=precision_part(
            reviews, [one for one in sessions if counts(one) and not kind_of_visitor(one)]
        ),
    )


def study_rows(studies: StudySource, addresses: Addresses, now: float) -> tuple[StudyRow, ...]:
    """Every study in the overview, as its newest version stands."""
    return tuple(_row(one, studies, addresses, now) for one in studies.newest())


def _row(version: StudyVersion, studies: StudySource, addresses: Addresses, now: float) -> StudyRow:
    name = version.document.name
    people = [p for p in studies.participants(name) if p.version in ("", version.hash)]
    way = funnel(people).people
    finished, invited = way.count("finished"), way.count("invited")
    under_way = len(studies.live(name, now).people)
    return StudyRow(
        href=addresses.study(name),
        title=version.document.title,
        name=name,
        version=f"v{version.number}" + (", locked" if version.locked else ""),
        shop=version.document.shop or version.document.shop_url,
        invited=str(invited),
        finished=f"{finished} of {invited}",
        bar=bar(finished, invited, invited),
        under_way=f"{under_way} now" if under_way else "",
    )


def _facts(study: Study) -> tuple[Measure, ...]:
    languages = ", ".join(_LANGUAGES.get(one, one) for one in study.languages)
    order = "random order" if study.order == "random" else "this order"
    replay = "signals and replay" if study.replay else "signals only, no replay"
    return (
        Measure("Shop", study.shop or study.shop_url, study.shop_url if study.shop else ""),
        Measure("Tasks", str(len(study.tasks)), f"in {order}" if len(study.tasks) > 1 else ""),
        Measure("Protocol", fmt.humanize(study.protocol.replace("_", "-")), ""),
        Measure("Languages", languages, ""),
        Measure("Recorded", replay, ""),
    )


def _version(
    version: StudyVersion,
    chosen: StudyVersion,
    people: Sequence[Participant],
    versions: Sequence[StudyVersion],
    addresses: Addresses,
) -> Link:
    met = sum(1 for person in people if person.version == version.hash)
    number = None if version is versions[-1] else version.number
    return Link(
        f"v{version.number}, met by {met}",
        addresses.study(version.document.name, number),
        version is chosen,
    )


def _version_note(version: StudyVersion) -> str:
    if not version.locked:
        return "Not locked yet: its tasks and questions may still change until somebody consents."
    return (
        f"Locked since {fmt.date(version.locked).text}, when its first participant consented. "
        "Other tasks or questions would make a new version; versions are never counted together."
    )


def _reports(
    source: Source, version: StudyVersion, sessions: Sequence[SessionResult]
) -> list[ScenarioReport]:
    """Those of people; pilots and automated visitors have pages of their own."""
    special = {s.id for s in sessions if kind_of_visitor(s)}
    kinds = ("pilot", "automated")
    return [
        report
        for report in source.scenario_reports()
        if (report.study, report.study_version) == (version.study, version.hash)
        and not (special and report.cohort_key.endswith(kinds))
    ]


def _stages(way: StudyFunnel) -> tuple[Stage, ...]:
    invited = way.people.count("invited")
    if not invited:
        return ()
    return tuple(
        Stage(
            _STAGES[stage.name],
            stage.count,
            f"of {invited}" if index else "",
            bar(stage.count, invited, invited),
        )
        for index, stage in enumerate(way.people.stages)
    )


def _apart(way: StudyFunnel, sessions: Sequence[SessionResult]) -> tuple[Measure, ...]:
    """Who is not in the way above, or fell out of it, and why."""
    excluded = sum(1 for session in sessions if session.excluded is not None)
    pilots, robots = way.pilots.count("invited"), way.automated.count("opened")
    found = (
        Measure("Declined", str(way.people.declined), "did not consent; nothing was recorded"),
        Measure("Left", str(way.people.left), "left the study after consenting"),
        Measure("Pilots", str(pilots), "people invited to try the study; counted apart"),
        Measure("Automated", str(robots), "opened by a program; counted apart"),
        Measure("Excluded", str(excluded), "sessions that somebody left out, listed below"),
    )
    return tuple(one for one in found if one.value != "0")


def _has_pilots(people: Iterable[Participant], sessions: Iterable[SessionResult]) -> bool:
    return any(one.pilot for one in people) or any(one.pilot for one in sessions)


def _invite(name: str, source: StudySource, addresses: Addresses) -> InviteForm:
    link = addresses.open_link(name) if source.is_open(name) else ""
    return InviteForm(addresses.invite(name), addresses.open_study(name), link, MOST_INVITED)


def _invited(number: int) -> str:
    if number <= 0:
        return ""
    who = "person is" if number == 1 else "people are"
    return f"{number} more {who} invited: the newest links stand at the end of the list."


def _retention(
    study: Study, people: Sequence[Participant], sessions: Sequence[SessionResult]
) -> str:
    """Who is first to be erased, going by what is seen here of each person's last sign."""
    text = f"Everything about a person is erased {study.retention_days} days after the last sign."
    ends: dict[str, float] = {}
    for one in sessions:
        end = one.started + one.duration_s * 1000
        ends[one.participant] = max(end, ends.get(one.participant, 0.0))
    lasts = [max(ends.get(p.id, 0.0), p.finished, p.left, p.opened) for p in people if p.opened]
    if not lasts:
        return text
    first = fmt.date(min(lasts) + study.retention_days * _DAY_MS).text
    return f"{text} For the first of these people that is {first}."
