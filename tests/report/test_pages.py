"""What the pages say, read from their dataclasses."""

from typing import Any

import msgspec
import pytest

from kitka.analyzer.audit_shapes import Audited, SessionAudit
from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.build_finding import SHOWN, finding_page
from kitka.analyzer.report.build_overview import overview_page
from kitka.analyzer.report.build_picture import scroll_at, visible
from kitka.analyzer.report.build_scenario import scenario_page
from kitka.analyzer.report.build_session import session_page
from kitka.analyzer.report.source import ReplayPage, Screenshot
from kitka.analyzer.study.scenario_results import Seen, Standing
from kitka.recorder.model import Rect


def session_where(sample: Any, **wanted: object) -> Any:
    return next(
        one for one in sample.results if all(getattr(one, k) == v for k, v in wanted.items())
    )


def test_overview_keeps_actors_apart_and_the_script_first(sample: Any, address: Any) -> None:
    page = overview_page(sample, address)
    rows = [(row.title, row.actor, row.sessions) for row in page.scenarios]
    assert rows[:2] == [("Guest checkout", "Script", "14"), ("Guest checkout", "Participants", "4")]


def test_overview_says_what_a_rate_leaves_out(sample: Any, address: Any) -> None:
    row = overview_page(sample, address).scenarios[0]
    assert row.completed.count == "11 of 13"
    assert row.without == "n = 13 of 14: 1 recorder"
    assert row.completed_bar.low is not None


def test_overview_draws_no_interval_below_five(sample: Any, address: Any) -> None:
    row = overview_page(sample, address).scenarios[1]
    assert (row.completed.count, row.completed.share) == ("2 of 4", "")
    assert row.completed_bar.low is None


def test_overview_of_nothing(samples: Any, address: Any) -> None:
    page = overview_page(samples.Sample(), address)
    assert page.scenarios == () and page.sessions == ()


def test_scenario_without_an_actor_shows_the_script(sample: Any, address: Any) -> None:
    page = scenario_page(sample, address, "guest_checkout")
    assert page is not None
    assert page.cohort == "Script"
    assert [tab.text for tab in page.cohorts] == ["Script, 14 sessions", "Participants, 4 sessions"]


def test_scenario_ranks_findings_and_counts_drop_offs(sample: Any, address: Any) -> None:
    page = scenario_page(sample, address, "guest_checkout", "script")
    assert page is not None
    assert [row.level for row in page.findings] == ["high", "low", "low"]
    review = page.steps[7]
    assert (review.reached, review.dropped) == ("12 of 13", "1 stopped here")
    assert page.chart is not None
    assert sum(len(step.dots) for step in page.chart.steps) == 11 * 9 + 7 + 2 + 8
    assert "Delivery address" in page.chart.description


def test_scenario_filters_and_keeps_the_choice(sample: Any, address: Any) -> None:
    page = scenario_page(sample, address, "guest_checkout", "script", label="2026.11")
    assert page is not None
    assert {row.label for row in page.sessions} == {"2026.11"}
    assert [one.value for one in page.labels if one.chosen] == ["2026.11"]
    assert len(page.labels) == 3 and page.filtered


def test_scenario_says_why_a_step_has_no_screenshot(sample: Any, address: Any) -> None:
    report = sample.scenario_report("guest_checkout", "script")

    def page_with(*screenshots: str) -> Any:
        steps = tuple(
            msgspec.structs.replace(step, screenshot=shot)
            for step, shot in zip(report.steps, screenshots, strict=False)
        )
        held = msgspec.structs.replace(report, steps=steps)
        sample.scenario_report = lambda *_: held
        return scenario_page(sample, address, "guest_checkout", "script")

    page = page_with("", "b", "c")
    assert page.pictured and page.unpictured.startswith(f"No screenshot of “{page.steps[0].name}”")
    assert page_with("a", "b").unpictured == ""
    page = page_with("", "")
    assert (page.pictured, page.unpictured) == (False, "")


def test_a_session_tells_its_network_beside_the_device(sample: Any, address: Any) -> None:
    sample.results[-1] = msgspec.structs.replace(sample.results[-1], network="slow-4g")
    rows = overview_page(sample, address).sessions
    assert "slow-4g" in [row.network for row in rows]


def test_a_choice_that_fits_nothing_is_no_error(sample: Any, address: Any) -> None:
    page = scenario_page(sample, address, "guest_checkout", "script", label="<b>none</b>")
    assert page is not None and page.sessions == () and page.chart is None


def test_an_unknown_scenario_is_no_page(sample: Any, address: Any) -> None:
    assert scenario_page(sample, address, "nope") is None


def test_finding_explains_its_priority(sample: Any, address: Any) -> None:
    page = finding_page(sample, address, "f-postcode")
    assert page is not None
    assert page.level == "high"
    assert page.sessions.count == "10 of 11" and page.sessions.interval
    assert page.formula.endswith("/ 2 = 2.0")
    assert [factor.value for factor in page.factors][1] == "4"


def test_finding_says_when_it_was_seen_and_which_sessions_it_lost(
    sample: Any, address: Any
) -> None:
    stuck = session_where(sample, outcome="failed", failed_by="shop")
    index = next(i for i, one in enumerate(sample.found) if one.id == "f-dead")
    first, last = Seen("2026.11", 1.0), Seen("", stuck.started)
    sample.found[index] = msgspec.structs.replace(
        sample.found[index], first=first, last=last, free_since=3, lost_ids=(stuck.id,)
    )
    page = finding_page(sample, address, "f-dead")
    assert page is not None and page.review is None
    when = fmt.date(stuck.started).text
    assert page.seen == f"first 2026.11, last {when}; 3 sessions since without it"
    assert page.lost == "1 session without success that it explains best"
    assert [one.href for one in page.lost_sessions] == [f"/sessions/{stuck.id}"]
    listed = scenario_page(sample, address, "guest_checkout")
    assert listed is not None and listed.statuses is None and listed.precision is None
    row = next(one for one in listed.findings if one.href == "/findings/f-dead")
    assert (row.lost, row.status) == ("1", None)
    assert row.seen == f"{when}; 3 sessions since without it"


def test_lists_show_open_findings_of_one_status_or_all(sample: Any, address: Any) -> None:
    def standing(identifier: str, **about: Any) -> None:
        index = next(i for i, one in enumerate(sample.found) if one.id == identifier)
        sample.found[index] = msgspec.structs.replace(
            sample.found[index], standing=Standing(at=1.0, **about)
        )

    def titles(status: str) -> list[str]:
        page = scenario_page(sample, address, "guest_checkout", status=status)
        assert page is not None
        return [row.status.label if row.status else "" for row in page.findings]

    standing("f-postcode", status="mended", without=2, needed=5)
    standing("f-dead", status="open", reopened_by="x" * 32, label="v2")
    assert titles("") == titles("open") == ["Reopened", ""]
    assert titles("mended") == ["Mended, not verified"]
    assert titles("planned") == [] and len(titles("all")) == 3
    standing("f-postcode", status="mended", without=5, needed=5)
    assert titles("mended") == ["Mended, verified"]
    page = scenario_page(sample, address, "guest_checkout")
    assert page is not None and page.statuses is not None
    assert page.statuses.hidden == "1 finding is not shown: 1 mended"
    assert [tab.text for tab in page.statuses.tabs] == ["Open 2", "Mended 1", "All 3"]
    assert [f.value for f in page.figures if f.label == "Open findings"] == ["2"]


def test_finding_shows_the_newest_occurrences_and_says_so(sample: Any, address: Any) -> None:
    page = finding_page(sample, address, "f-postcode")
    assert page is not None
    assert len(page.evidence) == SHOWN
    assert page.evidence_note.startswith(f"The newest {SHOWN} of ")


def test_finding_takes_the_screenshot_of_the_same_view_only(sample: Any, address: Any) -> None:
    met = session_where(sample, gaps=1)
    sample.found[0] = msgspec.structs.replace(sample.found[0], session_ids=(met.id,))
    sample.shots[met.id] = [
        Screenshot("other", "Basket", 71.0, 1280, 720, "page-a", 1),
        Screenshot("same", "Delivery address", 60.0, 1280, 720, "page-a", 2),
    ]
    page = finding_page(sample, address, "f-postcode")
    assert page is not None
    pictures = [one.picture for one in page.evidence if one.picture]
    assert [picture.href for picture in pictures] == ["/assets/same"]
    assert pictures[0].rect == (28.0, 276.0, 428.0, 52.0)


def test_the_mark_follows_the_scrolling_between_friction_and_screenshot(
    sample: Any, address: Any
) -> None:
    met = session_where(sample, gaps=1)
    sample.found[0] = msgspec.structs.replace(sample.found[0], session_ids=(met.id,))
    sample.shots[met.id] = [Screenshot("same", "Payment", 74.0, 1280, 720, "page-a", 2)]
    root = {"type": 0, "id": 7, "childNodes": []}
    drawn = {"node": root, "initialOffset": {"top": 0, "left": 0}}
    events = (
        {"type": 2, "timestamp": 70_000, "data": drawn},
        {"type": 3, "timestamp": 70_500, "data": {"source": 3, "id": 7, "x": 0, "y": 200}},
        {"type": 3, "timestamp": 72_000, "data": {"source": 3, "id": 99, "x": 0, "y": 900}},
        {"type": 3, "timestamp": 73_000, "data": {"source": 3, "id": 7, "x": 0, "y": 50}},
    )
    sample.replays[met.id] = [ReplayPage("page-a", events)]
    page = finding_page(sample, address, "f-postcode")
    assert page is not None and page.evidence[0].picture is not None
    assert page.evidence[0].picture.rect == (28.0, 426.0, 428.0, 52.0)
    assert scroll_at(sample.replays[met.id], "another", 71.0) == (0.0, 0.0)


def test_a_picture_taken_while_the_page_scrolled_has_no_mark(sample: Any, address: Any) -> None:
    met = session_where(sample, gaps=1)
    sample.found[0] = msgspec.structs.replace(sample.found[0], session_ids=(met.id,))
    sample.shots[met.id] = [Screenshot("same", "Payment", 70.95, 1280, 720, "page-a", 2)]
    drawn = {"node": {"type": 0, "id": 7}, "initialOffset": {"top": 0, "left": 0}}
    events = (
        {"type": 2, "timestamp": 70_000, "data": drawn},
        {"type": 3, "timestamp": 71_000, "data": {"source": 3, "id": 7, "x": 0, "y": 508}},
    )
    sample.replays[met.id] = [ReplayPage("page-a", events)]
    page = finding_page(sample, address, "f-postcode")
    assert page is not None and page.evidence[0].picture is None
    assert page.evidence[0].still.endswith("&rect=32,280,420,44")


def test_without_a_screenshot_the_replay_shows_the_moment(sample: Any, address: Any) -> None:
    met = session_where(sample, gaps=1)
    sample.found[0] = msgspec.structs.replace(sample.found[0], session_ids=(met.id,))
    sample.replays[met.id] = [
        ReplayPage("page-a", ({"type": 4, "timestamp": 71_080.0}, {"type": 3, "timestamp": 71_200}))
    ]
    page = finding_page(sample, address, "f-postcode")
    assert page is not None and page.evidence[0].picture is None
    fragment = "#t=71.080&still=1&rect=32,280,420,44"
    assert page.evidence[0].still == f"/sessions/{met.id}/player{fragment}"


def test_an_element_outside_the_picture_is_not_marked() -> None:
    assert visible(Rect(10, 900, 50, 20), 1280, 720) is None
    assert visible(Rect(1260, 700, 50, 50), 1280, 720) == (1256.0, 696.0, 24.0, 24.0)


def test_session_tells_where_it_ended(sample: Any, address: Any) -> None:
    failed = session_where(sample, failed_by="shop")
    page = session_page(sample, address, failed.id)
    assert page is not None
    assert page.outcome.label == "Failed by shop"
    assert page.ending is not None and "after the step Payment" in page.ending.text
    assert "Place order" in page.error
    assert page.steps[-1].state.label == "Not reached"
    assert not page.has_replay


def test_the_replay_is_as_long_as_the_clock_and_not_as_what_counts(
    sample: Any, address: Any
) -> None:
    audited = sample.results[0]
    last = audited.steps[-1].at_s
    assert audited.outcome == "completed"
    sample.results[0] = msgspec.structs.replace(
        audited, duration_s=last - 12.0, audit=SessionAudit(())
    )
    page = session_page(sample, address, audited.id)
    assert page is not None and page.length_s >= last
    facts = {fact.label: fact.value for fact in page.facts}
    assert facts["Audit, not counted"] == fmt.seconds(12.0)
    person = session_where(sample, actor="participant")
    index = sample.results.index(person)
    sample.results[index] = msgspec.structs.replace(person, aside_s=1_000.0)
    page = session_page(sample, address, person.id)
    assert page is not None and page.length_s == person.duration_s + 1_000.0


@pytest.mark.parametrize(
    ("kind", "told"),
    [("submit", " 4.0 s before the end: a form was sent."), ("promise", ""), ("", "")],
)
def test_an_ending_names_only_what_a_reader_knows(
    sample: Any, address: Any, kind: str, told: str
) -> None:
    failed = session_where(sample, failed_by="shop")
    end = msgspec.structs.replace(failed.abandoned, friction="", after=kind, since_s=4.0)
    index = sample.results.index(failed)
    sample.results[index] = msgspec.structs.replace(failed, abandoned=end)
    page = session_page(sample, address, failed.id)
    assert page is not None and page.ending is not None
    assert page.ending.text.replace(fmt.NBSP, " ").endswith(f".{told}")


def test_session_shows_gaps_and_drift(sample: Any, address: Any) -> None:
    gap = session_page(sample, address, session_where(sample, gaps=1).id)
    drift = session_page(sample, address, session_where(sample, drifted=("Review",)).id)
    assert gap is not None and gap.notices[0].startswith("1 gap")
    assert "gap" in {mark.kind for mark in gap.markers}
    assert drift is not None and "never showed them: Review" in drift.notices[0]


def test_session_leads_from_friction_to_finding(sample: Any, address: Any) -> None:
    page = session_page(sample, address, session_where(sample, gaps=1).id)
    assert page is not None
    assert [row.finding for row in page.frictions] == ["/findings/f-postcode", "/findings/f-dead"]
    assert page.frictions[0].fragment == "t=71.0"


def test_a_skipped_step_is_not_a_lost_one(sample: Any, address: Any) -> None:
    result = sample.results[0]
    step = msgspec.structs.replace(result.steps[5], reached=False, optional=True)
    steps = (*result.steps[:5], step, *result.steps[6:])
    sample.results[0] = msgspec.structs.replace(result, steps=steps)
    page = session_page(sample, address, result.id)
    assert page is not None and page.steps[5].state.label == "Skipped"


def test_an_empty_replay_is_no_replay(sample: Any, address: Any) -> None:
    sample.replays[sample.results[0].id] = [ReplayPage("a", ())]
    page = session_page(sample, address, sample.results[0].id)
    assert page is not None and not page.has_replay


@pytest.mark.parametrize("build", [session_page, finding_page])
def test_an_unknown_id_is_no_page(build: Any, sample: Any, address: Any) -> None:
    assert build(sample, address, "nope") is None


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ((), "No page could be audited."),
        (("/", ""), "Nothing was found on 1 page."),
        (("/", "the page was gone"), "No page could be audited."),
    ],
)
def test_an_audit_says_nothing_was_found_only_where_it_looked(
    sample: Any, address: Any, pages: tuple[str, ...], told: str
) -> None:
    seen = [Audited("Home", pages[0], 0, 0, error=pages[1])] if pages else []
    sample.results[:] = [
        msgspec.structs.replace(one, audit=SessionAudit(tuple(seen))) for one in sample.results
    ]
    page = scenario_page(sample, address, "guest_checkout", "script")
    assert page is not None and page.audit is not None
    assert (page.audit.rows, page.audit.nothing) == ((), told)
