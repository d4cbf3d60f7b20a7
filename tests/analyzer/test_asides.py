"""Time that was the study's own."""

import pytest
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.analyzer.narrative import timeline_entries
from kitka.analyzer.session.spans import covered, union, without
from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import Aside, Change, Copied, Leave, OffSite, Said, Target, Visibility

PROCEED = Target("button", "Proceed to checkout", "#proceed", tag="button", interactive=True)
NAME = Target("textbox", "Name", "#name", tag="input", interactive=True, text_entry=True)


def aside(log, at_s, what="buyer", state="begin"):
    return log.event(at_s, Aside, what=what, state=state)


def spans(log):
    return [(round(a, 3), round(b, 3)) for a, b in Timeline(log.log()).asides]


def test_spans():
    assert union([(5, 6), (0, 2), (1, 3), (4, 4)]) == [(0, 3), (5, 6)]
    assert without([(0, 10), (20, 30)], [(2, 3), (9, 25)]) == [(0, 2), (3, 9), (25, 30)]
    assert covered([(0, 4), (2, 6), (8, 9)], 1, 8.5) == 5.5


class TestWhatEndsAnAside:
    def test_its_end(self, walk):
        log = aside(aside(walk().open(0, "/"), 10), 22, state="end").event(90, Leave)
        assert spans(log) == [(10, 22)]

    def test_its_page(self, walk):
        assert spans(aside(walk().open(0, "/"), 10).event(15, Leave).open(15, "/b")) == [(10, 15)]

    def test_another_page(self, walk):
        log = aside(walk().open(0, "/"), 10, "pause").open(14, "/b", response_ms=90)
        assert spans(log) == [(10, 14.1)]

    def test_the_end_of_the_log(self, walk):
        assert spans(aside(walk().open(0, "/"), 10).event(19, Visibility, state="hidden")) == [
            (10, 19)
        ]

    def test_going_on_in_the_shop(self, walk):
        log = aside(walk().open(0, "/"), 10).event(12, Copied, field="name")
        log.event(17, Change, target=NAME, how="pasted", from_buyer=True)
        log.event(40, Visibility, state="hidden")
        assert spans(log) == [(10, 17)]

    def test_overlaps_count_once(self, walk):
        log = aside(aside(walk().open(0, "/"), 10, "menu"), 12, "pause")
        aside(aside(log, 30, "pause", "end"), 32, "menu", "end").event(50, Leave)
        assert spans(log) == [(10, 32)]

    def test_noted_pauses(self, walk):
        log = walk().open(0, "/").note(5, "pause").note(6, "pause").note(9, "resume")
        log.note(20, "pause").event(30, Leave)
        assert spans(log) == [(5, 9), (20, 30)]


class TestDurations:
    def test_steps_session_and_machine(self, walk, shop):
        short = replace(shop, steps=shop.steps[:2])
        log = aside(aside(walk().open(0, "/catalogue/b_1/"), 10), 30, state="end")
        log.press(34, PROCEED, {"unloading": 5.0}).open(34.02, "/basket/", 480)
        result = analyze(log.log(), short)
        assert result.outcome == "completed"
        assert result.steps[1].at_s == pytest.approx(34.5)
        assert result.steps[1].duration_s == pytest.approx(34.2 - 20)
        assert result.steps[1].machine_s == pytest.approx(0.5)
        assert (result.duration_s, result.aside_s) == (pytest.approx(14.5), pytest.approx(20))

    def test_without_success(self, walk, shop):
        log = aside(aside(walk().open(0, "/"), 10), 30, state="end").event(50, Said, what="stop")
        result = analyze(log.log(), shop)
        assert (result.duration_s, result.aside_s) == (pytest.approx(30), pytest.approx(20))
        assert result.abandoned.at_s == pytest.approx(50)

    def test_after_the_end_nothing_counts(self, walk, shop):
        log = walk().open(0, "/").event(20, Said, what="stop")
        result = analyze(aside(log, 21, "menu").event(60, Leave).log(), shop)
        assert (result.duration_s, result.aside_s) == (pytest.approx(20), 0)


class TestRules:
    """Nothing about the bar, the buyer or a pause is friction or makes one dearer."""

    def test_reading_is_no_waiting(self, walk, shop):
        log = walk().open(0, "/").press(10, PROCEED, {"request": 5.0})
        aside(aside(log, 10.5), 70, state="end").press(71, NAME, {"focus": 2.0})
        assert analyze(log.log(), shop).frictions == ()

    def test_a_wait_stays_one(self, walk, shop):
        log = walk().open(0, "/").press(10, PROCEED, {"request": 5.0})
        aside(aside(log, 12), 20, state="end").press(26, NAME, {"focus": 2.0})
        (slow,) = analyze(log.log(), shop).frictions
        assert (slow.rule, slow.evidence.values["waited_s"]) == ("slow_response", 8.0)

    def test_a_pause_costs_nothing(self, walk, shop):
        log = walk().open(0, "/").press(10, PROCEED, {})
        aside(aside(log, 13, "pause"), 25, "pause", "end").press(30, NAME, {"focus": 2.0})
        (dead,) = analyze(log.log(), shop).frictions
        assert (dead.rule, dead.cost_s) == ("dead_click", pytest.approx(8.0))

    def test_pasting_the_buyer(self, walk, shop):
        log = walk().open(0, "/catalogue/b_1/").open(3, "/basket/")
        for place in range(6):
            aside(log, 10 + 4 * place).event(11 + 4 * place, Copied, field=f"f{place}")
            aside(log, 11.5 + 4 * place, state="end").event(
                12 + 4 * place, Change, target=NAME, how="pasted", from_buyer=True
            )
        log.submit(40, "f", NAME)
        assert analyze(log.log(), shop).frictions == ()

    def test_coming_back_from_the_payment_is_no_slow_response(self, walk, shop):
        """In a participant's page the recorder wakes late, and only the way back is told."""
        log = walk().open(0, "/basket/").press(8, PROCEED, {"unloading": 4.0})
        log.open(8.1, "/checkout/thank-you/", 9000, response_ms=9500)
        assert [f.rule for f in analyze(log.log(), shop).frictions] == ["slow_response"]
        log.event(18, OffSite, origin="https://pay.example", away=False, payment=True)
        assert analyze(log.log(), shop).frictions == ()

    def test_a_recorder_that_wakes_late_makes_no_page_slow(self, walk, shop):
        log = walk().open(0, "/basket/").press(8, PROCEED, {"unloading": 4.0})
        log.open(8.1, "/checkout/", 700, response_ms=4000)  # its first event comes at 4.01 s
        assert analyze(log.log(), shop).frictions == ()


def test_the_narrative_tells_it(walk, shop):
    log = walk(said="stop").open(0, "/").note(2, "note", "looks for the price").note(3, "assist")
    aside(aside(log, 10), 22.5, state="end").event(15, Copied, field="card")
    log.event(23, Change, target=NAME, how="pasted", from_buyer=True).event(30, Said, what="stop")
    entries = timeline_entries(log.log(), analyze(log.log(), shop))
    told = {entry.kind: entry for entry in entries}
    assert told["aside"].text == "read the buyer's details"
    assert told["aside"].detail == "for 12.5 s, which do not count"
    assert told["copied"].text == "copied “card” from the task bar"
    assert told["change"].detail == "one of the buyer's details"
    assert (told["said"].text, told["said"].level) == ("said: “I would stop here”", "note")
    notes = [(e.at_s, e.text, e.level) for e in entries if e.kind == "note"]
    assert notes == [(2, "looks for the price", "note"), (3, "help was given", "note")]
    assert told["end"].text == "gave up"


def test_what_only_the_server_heard_is_told(walk, shop):
    log = (
        walk(said="done", said_at=walk().session.started + 12_000)
        .open(0, "/")
        .event(13, Leave)
        .log()
    )
    entries = timeline_entries(log, analyze(log, shop))
    assert [(e.at_s, e.kind) for e in entries if e.level == "note"] == [(12, "said")]
    assert entries[-1].text == "abandoned, although said to be done"
