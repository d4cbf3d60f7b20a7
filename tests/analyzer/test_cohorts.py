"""What may be compared, and what of it counts."""

import pytest
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.analyzer.study.findings import ids_of
from kitka.analyzer.study.summarize import summarize
from kitka.recorder.model import Exclusion, Target

DEAD = Target("button", "Go", "#go", tag="button", interactive=True)
NAMES = {("st", "hash1"): ("checkout", 1), ("st", "hash2"): ("checkout", 2)}
STUDY = {"study": "st", "study_version": "hash2"}


@pytest.fixture
def short(shop):
    return replace(shop, steps=shop.steps[:2])


@pytest.fixture
def session(walk, short):
    """A result; ``seconds`` until it completed, None: it never did."""

    def made(seconds=20.0, number=[0], **about):  # noqa: B006
        number[0] += 1
        one = walk(**{"id": f"s{number[0]}", **about}).open(0, "/catalogue/bag_1/")
        one.press(2, DEAD, {})
        if seconds is not None:
            one.open(seconds - 0.3, "/basket/")
        return analyze(one.log(), short)

    return made


def cohorts(reports):
    return [report.cohort for report in reports]


class TestApart:
    def test_studies_versions_protocols_pilots_and_robots(self, session, short):
        results = [
            session(actor="script"),
            session(),
            session(**STUDY, automated=True),
            session(**STUDY),
            session(**STUDY, protocol="think_aloud"),
            session(**STUDY, pilot=True),
            session(**{**STUDY, "study_version": "hash1"}),
            session(study="st", study_version="another"),
        ]
        reports = summarize(results, short, NAMES)
        assert cohorts(reports) == [
            "", "silent", "study st version another · silent", "checkout v1 · silent",
            "checkout v2 · silent", "checkout v2 · think-aloud", "checkout v2 · silent · pilot",
            "checkout v2 · silent · automated",
        ]  # fmt: skip
        assert all(report.counted.n == 1 == report.completion.n for report in reports)
        assert len({f.id for report in reports for f in report.findings}) == len(reports)

    def test_ids_of_findings_need_no_names(self, session, short):
        one = session(**STUDY)
        for names in (NAMES, None):
            (report,) = summarize([one], short, names)
            assert [f.id for f in report.findings] == [ids_of(one, f)[0] for f in one.frictions]

    def test_thinking_aloud_is_never_in_a_silent_time(self, session, short):
        results = [session(20.0, **STUDY), session(90.0, **STUDY, protocol="think_aloud")]
        silent, aloud = summarize(results, short, NAMES)
        assert (len(silent.durations), len(aloud.durations)) == (1, 1)
        assert silent.durations[0] < 30 < aloud.durations[0]


class TestCounted:
    def test_every_figure_says_of_whom_it_is(self, session, short):
        out = {"excluded": Exclusion("a colleague", "me", 1.0)}
        results = [
            *(session(20.0 + i, **STUDY) for i in range(11)),
            session(ended="recorder", seconds=None, **STUDY),
            session(1.0, **STUDY, **out), session(2.0, **STUDY, **out),
        ]  # fmt: skip
        (report,) = summarize(results, short, NAMES)
        assert report.counted.text == "n = 11 of 14: 1 recorder, 2 excluded"
        assert (report.sessions, report.completion.n, len(report.durations)) == (14, 11, 11)
        assert report.steps[0].entered == 11 and report.findings[0].of == 11
        assert report.outcomes == {"completed": 11, "failed by recorder": 1}

    def test_pilots_and_robots_are_named_beside_the_people(self, session, short):
        results = [session(**STUDY), session(**STUDY, pilot=True), session(**STUDY, automated=True)]
        people, pilots, robots = summarize(results, short, NAMES)
        assert people.counted.text == "n = 1 of 3: 1 pilot, 1 automated"
        assert pilots.counted.text == robots.counted.text == "n = 1"
        assert people.completion.n == 1

    def test_who_is_still_under_way_has_no_outcome(self, session, short):
        (report,) = summarize([session(), session(None, ended="")], short)
        assert report.counted.text == "n = 1 of 2: 1 still open"
        assert report.outcomes == {"completed": 1}

    def test_help_is_no_unaided_completion(self, session, short):
        helped = replace(session(30.0), assisted=True)
        (report,) = summarize([session(20.0), helped], short)
        assert (report.completion.x, report.completion.n, report.assisted) == (1, 2, 1)
        assert len(report.durations) == report.time.n == 1

    def test_what_was_said_and_how_they_went(self, session, short):
        results = [
            session(said="done"), session(None, said="done"), session(None, said="stop"), session(),
        ]  # fmt: skip
        (report,) = summarize(results, short)
        assert report.said == {"done": 2, "nothing": 1, "stop": 1}
        assert (report.mistaken, report.paths) == (1, {"direct": 2})
        assert report.outcomes == {"abandoned": 1, "completed": 2, "gave_up": 1}

    def test_nobody_completed(self, session, short):
        (report,) = summarize([session(None)], short)
        assert (report.time, report.paths, report.completion.x) == (None, {}, 0)
