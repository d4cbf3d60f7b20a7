"""Torn, shuffled and garbled logs are analysed for what is left of them."""

import random

import msgspec
import pytest
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.analyzer.document import document
from kitka.analyzer.narrative import timeline_entries
from kitka.analyzer.study.summarize import summarize
from kitka.recorder.model import (
    Aside,
    ClockedEvents,
    Copied,
    Event,
    Leave,
    OffSite,
    Said,
    SessionLog,
    Target,
)


def garbled(event: Event, random: random.Random) -> Event:
    t, view = event.t * random.choice([1, -1, 1e6, 0]), random.choice([event.view, 0, 7, -1])
    return replace(event, t=t, view=view)


def damaged(log: SessionLog, random: random.Random) -> SessionLog:
    """Some batches and events gone, the rest shuffled, clocks off, views renamed."""
    batches = []
    for batch in log.batches:
        if random.random() < 0.2:
            continue
        events = [e for e in batch.events if random.random() > 0.25]
        random.shuffle(events)
        events = [garbled(e, random) if random.random() < 0.2 else e for e in events]
        batches.append(replace(
            batch, events=tuple(events), offset_ms=random.choice([0.0, -5000.0, 1e9, 3.3]),
            page=random.choice([batch.page, "p00", ""]),
        ))  # fmt: skip
    random.shuffle(batches)
    return replace(log, batches=tuple(batches))


@pytest.mark.parametrize("seed", range(60))
def test_a_torn_session_of_a_person(seed, walk, shop):
    chance = random.Random(seed)
    pay = Target("button", "Pay", "#pay", tag="button", interactive=True)
    one = walk(study="st", said=chance.choice(["", "done", "stop"])).note(3, "pause").note(9, "end")
    for place, url in enumerate(["/catalogue/b/", "/basket/", "/terms/", "/basket/"]):
        one.open(20.0 * place, url).event(20 * place + 5, Aside, what="buyer", state="begin")
        one.event(20 * place + 6, Copied, field="name")
        one.event(20 * place + 9, Aside, what="buyer", state="end")
        one.press(20 * place + 12, pay, {"unloading": 3.0}).event(20 * place + 13, Leave)
        one.event(20 * place + 12.5, OffSite, origin="https://pay.example", payment=True)
    log = damaged(one.event(79, Said, what="stop").log(), chance)
    result = analyze(log, shop)
    assert not [why for why in result.not_applicable.values() if "rule broke" in why]
    assert result.duration_s >= 0 and result.aside_s >= 0
    assert all(step.duration_s is None or step.duration_s >= 0 for step in result.steps)
    timeline_entries(log, result)
    assert msgspec.json.encode(document([result], summarize([result], shop)))


@pytest.mark.parametrize("seed", range(30))
def test_never_raises_and_no_rule_breaks(seed, read_recording, recording_names):
    chance = random.Random(seed)
    results = []
    for name in recording_names:
        recording = read_recording(name)
        log = damaged(recording.log, chance)
        result = analyze(log, recording.scenario)
        assert not [w for w in result.not_applicable.values() if "rule broke" in w], (name, seed)
        assert all(f.cost_s >= 0 for f in result.frictions)
        assert all(s.duration_s is None or s.duration_s >= 0 for s in result.steps)
        timeline_entries(log, result)
        results.append(result)
    reports = summarize(results, recording.scenario)
    assert msgspec.json.encode(document(results, reports))


def test_the_order_of_batches_does_not_matter(read_recording, recording_names):
    for name in recording_names:
        recording = read_recording(name)
        expected = analyze(recording.log, recording.scenario)
        backwards = replace(recording.log, batches=recording.log.batches[::-1])
        assert analyze(backwards, recording.scenario) == expected, name


def test_clock_offsets_are_applied(walk, shop):
    log = walk().open(2, "/catalogue/b/").log()
    late = replace(log, batches=tuple(replace(b, offset_ms=1500.0) for b in log.batches))
    assert analyze(late, shop).steps[0].at_s == pytest.approx(3.8)


def test_empty_log(walk, shop):
    log = SessionLog(walk().session, (ClockedEvents("p", 0, "page", 0.0, ()),))
    result = analyze(log, shop)
    assert (result.outcome, result.failed_by) == ("failed", "recorder")
    assert (result.duration_s, result.frictions) == (0.0, ())
