"""A study's people: how far they came, what they answered, whom to look at."""

import pytest
from msgspec.structs import replace

from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.funnel import funnel
from kitka.analyzer.study.questionnaires import questionnaires
from kitka.analyzer.study.suspects import suspects
from kitka.recorder.model import (
    Answer,
    Consent,
    ConsentTerms,
    Exclusion,
    Option,
    Participant,
    Question,
    Study,
    StudyVersion,
    Task,
)

CONSENT = Consent("h", "en", 3.0)
OUT = Exclusion("a colleague", "me", 1.0)
SEQ = Question("seq", "scale", {"en": "How was it?"})
VERSION = StudyVersion(
    "st",
    "v1",
    1,
    Study(
        name="checkout", title="Checkout", shop="demo", shop_url="https://shop.example/",
        tasks=(Task("guest_checkout", "h", {}), Task("returns", "h", {})),
        consent=ConsentTerms("us", "a@b.example", {}, {}, {}),
        segments=(Question("segment", "choice", {}, options=(
            Option("consumer", {"en": "For myself"}), Option("business", {"en": "For work"}),
        )),),
        after=(SEQ, Question("hesitated", "yes_no", {}, follow_up={"en": "What?"})),
        end=(Question("words", "text", {}),),
    ),
    0.0,
)  # fmt: skip


def person(number, **about):
    about = {"version": "v1", "opened": 2.0, "consent": CONSENT, "started": 4.0, **about}
    return Participant(f"id{number}", "st", f"P{number:02d}", f"t{number}", 1.0, **about)


def session(number, scenario="guest_checkout", seconds=100.0, **about):
    about = {"actor": "participant", "outcome": "completed", "participant": f"id{number}", **about}
    return SessionResult(
        id=f"{scenario}{number}", scenario=scenario, label="", device="desktop", network="",
        browser="", started=0.0, duration_s=seconds, steps=(), frictions=(), study="st",
        study_version="v1", task=0 if scenario == "guest_checkout" else 1, **about,
    )  # fmt: skip


def said(number, item, value, scenario="guest_checkout"):
    return Answer(f"id{number}", item, value, 5.0, f"{scenario}{number}" if scenario else "")


class TestFunnel:
    def test_stages(self):
        people = [
            person(1, finished=9.0), person(2), person(3, started=0.0),
            person(4, consent=None, started=0.0, declined=3.0),
            person(5, opened=0.0, consent=None, started=0.0), person(6, left=8.0, excluded=OUT),
            person(7, finished=9.0, pilot=True), person(8, automated=True, consent=None, started=0),
        ]  # fmt: skip
        found = funnel(people)
        assert [(s.name, s.count, s.of) for s in found.people.stages] == [
            ("invited", 6, 6), ("opened", 5, 6), ("consented", 4, 5), ("started", 3, 4),
            ("finished", 1, 3),
        ]  # fmt: skip
        assert (found.people.declined, found.people.left, found.people.excluded) == (1, 1, 1)
        assert found.pilots.count("finished") == 1 and found.automated.count("invited") == 1

    def test_nobody(self):
        assert [stage.count for stage in funnel([]).people.stages] == [0] * 5

    def test_a_lost_moment_loses_nobody(self):
        odd = person(1, opened=0.0, consent=None, started=0.0, finished=9.0)
        assert [stage.count for stage in funnel([odd]).people.stages] == [1] * 5


class TestQuestionnaires:
    def asked(self, answers, people=None, results=None, **more):
        people = people or [person(number) for number in range(1, 7)]
        results = results or [
            session(n, s) for n in range(1, 7) for s in ("guest_checkout", "returns")
        ]
        found = questionnaires(VERSION, people, answers, results, **more)
        return {(q.question.id, q.scenario): q for q in found}

    def test_a_scale_per_task(self):
        answers = [said(n, "seq", str(n + 1)) for n in range(1, 6)]
        answers += [
            said(1, "seq", "7", "returns"),
            said(2, "seq", "9"),
            said(3, "seq", "x", "returns"),
        ]
        found = self.asked(answers)
        first, second = found["seq", "guest_checkout"], found["seq", "returns"]
        assert (first.n, first.mean.value, first.counts) == (5, 4.0, (0, 1, 1, 1, 1, 1, 0))
        assert (second.n, second.mean.value, second.mean.low) == (1, 7.0, None)
        assert (first.task, second.task) == (0, 1)

    def test_the_mean_has_its_t_interval(self):
        answers = [said(n, "seq", value) for n, value in enumerate("34567", 1)]
        mean = self.asked(answers)["seq", "guest_checkout"].mean
        assert (mean.n, mean.value, mean.low) == (5, 5.0, pytest.approx(3.0368, abs=1e-4))

    def test_choices_and_no_percentage_of_few(self):
        answers = [said(n, "segment", "consumer" if n < 4 else "business", "") for n in range(1, 6)]
        (mine, work) = self.asked(answers)["segment", ""].options
        assert (mine.rate.x, mine.rate.n, mine.percent) == (3, 5, 60)
        # By hand: n~ 8.841459, p~ .556552, half-width .327462.
        assert (mine.rate.low, mine.rate.high) == (
            pytest.approx(0.22909, abs=1e-4), pytest.approx(0.88401, abs=1e-4),
        )  # fmt: skip
        assert (work.id, work.rate.x) == ("business", 2)
        few = self.asked(answers[:4])["segment", ""].options[0]
        assert (few.rate.x, few.rate.n, few.percent) == (3, 4, None)

    def test_words_with_their_pseudonyms(self):
        answers = [
            said(2, "hesitated", "yes"), said(2, "hesitated.what", " The delivery price "),
            said(1, "hesitated", "no"), said(3, "words", "<b>Good</b>", ""),
            said(4, "words", " ", ""),
        ]  # fmt: skip
        found = self.asked(answers)
        hesitated = found["hesitated", "guest_checkout"]
        assert [(o.id, o.rate.x) for o in hesitated.options] == [("yes", 1), ("no", 1)]
        assert [(w.pseudonym, w.text) for w in hesitated.words] == [("P02", "The delivery price")]
        words = found["words", ""]
        assert (words.n, [(w.pseudonym, w.text) for w in words.words]) == (
            1,
            [("P03", "<b>Good</b>")],
        )

    def test_only_who_counts(self):
        people = [
            person(1), person(2, excluded=OUT), person(3, pilot=True), person(4, automated=True),
            person(5, version="v2"), person(6),
        ]  # fmt: skip
        results = [session(n) for n in range(1, 6)] + [session(6, excluded=OUT)]
        results[2] = session(3, pilot=True)
        answers = [said(n, "seq", "5") for n in range(1, 7)]
        assert self.asked(answers, people, results)["seq", "guest_checkout"].n == 1
        pilots = self.asked(answers, people, results, pilots=True)
        assert pilots["seq", "guest_checkout"].n == 1


class TestSuspects:
    def found(self, results=(), answers=(), people=None):
        people = people or [person(number) for number in range(1, 8)]
        suspicions = suspects(results, answers, people, [VERSION.document])
        return [(s.pseudonym, s.kind, s.text) for s in suspicions]

    def test_far_below_the_others(self):
        results = [session(n, seconds=100.0) for n in range(1, 7)]
        assert self.found([*results, session(7, seconds=40.0)]) == []
        assert self.found([*results, session(7, seconds=39.9)]) == [
            ("P07", "speeder", "guest_checkout in 39.9 s: the others' median is 100 s (n = 6).")
        ]
        assert self.found([*results[:4], session(7, seconds=10.0)]) == []  # too few others

    def test_faster_than_the_script(self):
        script = session(0, actor="script", seconds=12.0)
        results = [script, session(1, seconds=11.0), session(2, seconds=13.0)]
        done = session(3, seconds=2.0, outcome="abandoned", said="done", mistaken=True)
        stopped = session(4, seconds=2.0, outcome="gave_up", said="stop")
        found = self.found([*results, done, stopped])
        assert [(who, kind) for who, kind, _ in found] == [("P01", "speeder"), ("P03", "speeder")]
        assert found[0][2] == "guest_checkout in 11.0 s: the script itself takes 12.0 s."

    def test_the_same_box_every_time(self):
        results = [session(1), session(1, "returns")]
        answers = [
            said(1, "seq", "4"), said(1, "seq", "4", "returns"), said(1, "hesitated", "no"),
        ]  # fmt: skip
        study = replace(VERSION.document, after=(*VERSION.document.after, replace(SEQ, id="value")))
        more = [said(1, "value", "4"), said(1, "value", "4", "returns")]

        def kinds(given):
            return [s.text for s in suspects(results, given, [person(1)], [study])]

        assert kinds(answers) == []
        assert kinds(answers + more) == ["All 4 answers on scales, over 2 tasks, are 4."]
        assert kinds([*answers, more[0], said(1, "value", "5", "returns")]) == []

    def test_duplicates(self):
        people = [
            person(1, source={"pid": "a1"}), person(2, source={"pid": "b2"}),
            person(3, source={"pid": "a1"}), person(4, same_browser_as="id2"),
        ]  # fmt: skip
        assert self.found(people=people) == [
            ("P01", "duplicate", "Came with pid=a1, as did P03."),
            ("P03", "duplicate", "Came with pid=a1, as did P01."),
            ("P04", "duplicate", "Came with the same browser as P02."),
        ]

    def test_where_most_come_from_is_no_id(self):
        people = [person(n, source={"source": "newsletter"}) for n in range(1, 6)]
        assert self.found(people=people) == []

    def test_only_who_counts(self):
        people = [
            person(1, pilot=True, same_browser_as="id2"), person(2, excluded=OUT),
            person(3, automated=True, same_browser_as="id2"), person(4, same_browser_as="id2"),
        ]  # fmt: skip
        script = session(0, actor="script", seconds=50.0)
        quick = [session(n, seconds=1.0) for n in (1, 2, 3)]
        assert self.found([script, *quick], people=people) == []
