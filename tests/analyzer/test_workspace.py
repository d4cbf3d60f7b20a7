"""Results that are always those of the newest rules, scripts, notes and decisions."""

import msgspec
import pytest
from msgspec.structs import replace
from walks.builder import link

from kitka.analyzer.rules import in_use
from kitka.analyzer.study.presets import with_preset
from kitka.recorder.model import (
    Answer,
    Batch,
    Change,
    ConsentTerms,
    Exclusion,
    Note,
    Review,
    Said,
    SessionLog,
    Study,
    Target,
    Task,
)
from kitka.recorder.store import Store
from kitka.workspace import Workspace

NOW_S = 1_790_000_000.0
DAY_S = 24 * 3600.0
WAY = ["/catalogue/bag_1/", "/basket/"]


class Clock:
    now = NOW_S + 2 * DAY_S

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def scenario(shop):
    return replace(shop, steps=shop.steps[:2])


@pytest.fixture
def store(tmp_path):
    with Store.open(tmp_path / "kitka.db") as store:
        yield store


@pytest.fixture
def workspace(store, clock):
    return Workspace(store, clock)


@pytest.fixture
def study(store, scenario):
    key = store.add_scenario(scenario, at=0.0)
    asked = Study(
        name="checkout", title="Checkout", shop="demo", shop_url="https://shop.example/",
        tasks=(Task(scenario.name, key, {}),), consent=ConsentTerms("us", "a@b.c", {}, {}, {}),
    )  # fmt: skip
    return store.save_study(asked, at=0.0)


def batches(log: SessionLog) -> list[Batch]:
    return [
        Batch(b.producer, "signals", b.page, b.seq, b.clock_origin, b.events[-1].t,
              tuple(msgspec.Raw(msgspec.json.encode(event)) for event in b.events))
        for b in log.batches
    ]  # fmt: skip


@pytest.fixture
def add(store, scenario, walk):
    """Stores one walk, made by a function; the newest version of the scenario is its own."""

    def stored(*urls, more=lambda walk: None, **about):
        key = store.add_scenario(scenario, at=0.0)
        one = walk(**{"scenario": scenario.name, **about})
        one.session = replace(one.session, scenario_hash=key)
        for place, url in enumerate(urls):
            one.open(10.0 * place, url)
        more(one)
        log = one.log()
        store.save_session(log.session)
        received = log.session.started + 60_000
        store.add_batches(log.session.id, batches(log), received=received)
        return log.session

    return stored


def of_study(study, store, number=1, **about):
    (person,) = store.add_participants(study.study, number, at=1.0)
    return {
        "participant": person.id, "pseudonym": person.pseudonym, "study": study.study,
        "study_version": study.hash, "task": 0, "said": "done", "said_at": NOW_S * 1000, **about,
    }  # fmt: skip


def only(results, id):
    return next(result for result in results if result.id == id)


def analysed(workspace):
    """How many sessions had to be analysed."""
    count = []
    workspace.results(progress=lambda done, total: count.append(done))
    return len(count)


def test_nothing_is_analysed_twice(workspace, add):
    add(*WAY, id="script", actor="script")
    add(*WAY, id="person")
    assert (analysed(workspace), analysed(workspace)) == (2, 0)
    first, again = workspace.results(), workspace.results()
    assert first == again and [r.id for r in first] == ["person", "script"]


class TestReference:
    def test_people_are_measured_against_the_script(self, workspace, add):
        add("/", *WAY[:1], "/terms/", *WAY[1:], id="person")
        alone = only(workspace.results(), "person")
        assert (alone.path, alone.similarity, alone.reference) == ("direct", None, "")
        add("/", *WAY, id="script", actor="script")
        measured = only(workspace.results(), "person")
        assert measured.detours == ("/terms/ at 20 s",)
        assert (measured.path, measured.similarity) == ("detours", 0.75)
        assert measured.reference

    def test_another_way_of_the_script_is_another_reference(self, workspace, add):
        add("/", *WAY[:1], "/terms/", *WAY[1:], id="person")
        add("/", *WAY, id="script", actor="script")
        first = only(workspace.results(), "person").reference
        add("/", *WAY, id="same", actor="script")
        assert analysed(workspace) == 1  # the script alone: its way is known
        add("/", "/terms/", *WAY, id="longer", actor="script")
        second = only(workspace.results(), "person")
        assert (second.path, second.reference != first) == ("direct", True)


class TestUsual:
    """What is usual among people, and how seldom it changes."""

    def add(self, add, number, wait_ms=800):
        def typed(walk):
            field = Target("textbox", "City", "#city", tag="input", text_entry=True)
            walk.event(15.0, Change, target=field, hesitation_ms=wait_ms)

        return add(*WAY, id=f"p{number:02d}", more=typed)

    def test_a_new_person_is_judged_alone_until_the_snapshot_grows(self, workspace, add):
        for number in range(5):
            self.add(add, number)
        workspace.results()
        first = {result.reference for result in workspace.results()}
        assert len(first) == 1 and first != {""}
        self.add(add, 5)
        assert analysed(workspace) == 1
        assert {result.reference for result in workspace.results()} == first
        self.add(add, 6)
        assert analysed(workspace) == 8  # the new one, and all seven by the larger snapshot
        assert len({result.reference for result in workspace.results()} - first) == 1
        assert analysed(workspace) == 0

    def test_it_does_not_depend_on_when_it_was_looked_at(self, workspace, add, tmp_path, clock):
        for number in range(8):
            self.add(add, number, wait_ms=500 + 100 * number)
            workspace.results()
        grown = workspace.results()
        with Store.open(workspace.store.path) as again:
            whole = Workspace(again, clock)
            whole.store._db["results"].delete_where()
            assert whole.results() == grown

    def test_it_is_what_rules_compare_with(self, workspace, add):
        for number in range(14):
            self.add(add, number, wait_ms=500 + 50 * number)
        session = self.add(add, 14, wait_ms=14_000)
        found = only(workspace.results(), session.id)
        assert [f.rule for f in found.frictions if f.rule == "hesitation"] == ["hesitation"]


class TestAnswers:
    def test_what_was_answered_takes_effect_at_once(self, workspace, store, add, study):
        about = of_study(study, store, said="stop")
        session = add(*WAY[:1], id="one", **about)
        (before,) = workspace.results()
        assert before.abandoned.reasons[0].kind == "unknown"
        store.save_answers(
            [Answer(about["participant"], "stopped_reason", "account", 1.0, session.id)]
        )
        (after,) = workspace.results()
        assert (after.abandoned.reasons[0].kind, after.abandoned.reasons[0].rule) == (
            "account", "said",
        )  # fmt: skip
        assert workspace.reports()[0].reasons == {"account": 1}


class TestDecisions:
    def test_excluding_takes_effect_at_once(self, workspace, store, add, study):
        session = add(*WAY, id="one", **of_study(study, store))
        add(*WAY, id="two", **of_study(study, store))
        (report,) = workspace.reports()
        assert (report.cohort, report.counted.text) == ("checkout v1 · silent", "n = 2")
        store.exclude_session(session.id, Exclusion("a colleague", "me", 1.0))
        (report,) = workspace.reports()
        assert report.counted.text == "n = 1 of 2: 1 excluded"
        store.exclude_session(session.id, None)
        assert workspace.reports()[0].counted.text == "n = 2"

    def test_who_is_excluded_is_so_in_every_session(self, workspace, store, add, study):
        about = of_study(study, store)
        add(*WAY, id="one", **about)
        add(*WAY, id="two", **about)
        out = Exclusion("a colleague", "me", 1.0)
        assert len(workspace.results()) == 2
        store.save_participant(replace(store.participant(about["participant"]), excluded=out))
        assert [result.excluded for result in workspace.results()] == [out, out]

    def test_a_note_takes_effect_at_once(self, workspace, store, add):
        session = add(*WAY, id="one")
        assert not workspace.results()[0].assisted
        store.save_note(Note("n1", session.id, 4.0, "assist"))
        assert workspace.results()[0].assisted
        store.delete_note("n1")
        assert not workspace.results()[0].assisted


class TestExceptions:
    def dead(self, walk):
        target = Target("button", "Compare", "#compare", tag="button", interactive=True)
        walk.press(4, target, {})

    def say(self, store, finding, status, at, label=""):
        store.add_review(Review(f"r{at}", finding.id, finding.scenario, finding.places, status,
                                "MK", "Meant so.", at, label))  # fmt: skip

    def test_results_are_made_anew_with_an_exception_and_without_it(self, workspace, store, add):
        add(*WAY, id="met", more=self.dead)
        add(*WAY, id="calm")
        (finding,) = workspace.reports()[0].findings
        assert analysed(workspace) == 0
        self.say(store, finding, "planned", 1.0)
        assert analysed(workspace) == 0  # no exception
        assert workspace.reports()[0].findings[0].standing.status == "planned"
        self.say(store, finding, "not a problem", 2.0)
        assert (analysed(workspace), analysed(workspace)) == (2, 0)
        result = only(workspace.results(), "met")
        assert (result.frictions, [f.rule for f in result.excepted]) == ((), ["dead_click"])
        (report,) = workspace.reports()
        assert (report.findings, [f.id for f in report.excepted]) == ((), [finding.id])
        self.say(store, finding, "open", 3.0)
        assert analysed(workspace) == 2
        assert [f.id for f in workspace.reports()[0].findings] == [finding.id]

    def test_where_a_finding_stands_is_judged_by_all_sessions(self, workspace, store, add):
        add(*WAY, id="met", label="v1", more=self.dead)
        (finding,) = workspace.reports()[0].findings
        self.say(store, finding, "mended", 1.0, label="v2")
        assert workspace.reports()[0].findings[0].standing.status == "mended"
        add(*WAY, id="later", label="v2", more=self.dead)
        (report,) = workspace.reports([only(workspace.results(), "met")])
        assert report.findings[0].standing.reopened_by == "later"


class TestLate:
    def test_what_comes_after_the_end_is_not_lost(self, workspace, store, add, study, clock):
        clock.now = NOW_S + 60
        about = of_study(study, store, said_at=(NOW_S + 50) * 1000)
        session = add(*WAY[:1], id="one", **about)
        assert workspace.results()[0].outcome == "abandoned"
        late = replace(session)
        add(*WAY, id=late.id, **about)  # the same batches again, and those that came late
        assert workspace.results()[0].outcome == "completed"
        clock.now += 3600
        assert analysed(workspace) == 0

    def test_nothing_is_written_that_has_not_changed(self, store, add, study, clock, tmp_path):
        clock.now = NOW_S + 60
        add(*WAY, id="one", **of_study(study, store, said_at=(NOW_S + 50) * 1000))
        with Store.open(tmp_path / "kitka.db") as other:
            workspace = Workspace(other, clock)
            workspace.results()
            before = store.data_version()
            assert analysed(workspace) == 1
            assert store.data_version() == before


def test_versions_are_numbered_and_never_pooled(workspace, store, add, study):
    add(*WAY, id="one", **of_study(study, store))
    person = store.participants(study.study)[0]
    store.save_participant(replace(person, version=study.hash))  # somebody met the first version
    changed = replace(study.document, protocol="think_aloud")
    second = store.save_study(changed, at=1.0)
    add(*WAY, id="two", **of_study(second, store, protocol="think_aloud"))
    add(*WAY, id="pilot", **of_study(second, store, protocol="think_aloud", pilot=True))
    reports = workspace.reports()
    assert [report.cohort for report in reports] == [
        "checkout v1 · silent", "checkout v2 · think-aloud", "checkout v2 · think-aloud · pilot",
    ]  # fmt: skip
    assert reports[1].counted.text == "n = 1 of 2: 1 pilot"
    workspace.save_findings(reports)


def test_the_same_place_in_two_cohorts_is_two_findings(workspace, store, add, study):
    from kitka.recorder.model import Target

    dead = Target("button", "Go", "#go", tag="button", interactive=True)
    for name, about in (("one", of_study(study, store)), ("two", {"said": "stop"})):
        add(*WAY[:1], id=name, more=lambda walk: walk.press(4, dead, {}), **about)
    add("/", id="nothing", more=lambda walk: walk.event(5, Said, what="leave"))
    reports = workspace.reports()
    assert len({f.id for report in reports for f in report.findings}) == 2
    workspace.save_findings(reports)


def test_other_rules_judge_and_nothing_of_it_is_kept(workspace, add):
    def press(walk):
        walk.press(12.0, link("Terms"), {"mutation": 2700}, observed_ms=3000)

    session = add(*WAY, more=press, actor="script")
    before = workspace.results()
    judged = only(workspace.judged(with_preset("openreplay", in_use())), session.id)
    assert [f.rule for f in judged.frictions] == ["dead_click"]
    assert [f.rule for f in before[0].frictions] == ["dead_click"]
    assert judged.frictions[0].cost_s == 0 < before[0].frictions[0].cost_s
    assert workspace.results() == before
