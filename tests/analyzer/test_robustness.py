"""Torn, shuffled and garbled logs are analysed for what is left of them."""

import random

import msgspec
import pytest
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.analyzer.document import document
from kitka.analyzer.narrative import timeline_entries
from kitka.analyzer.summarize import summarize
from kitka.recorder.model import ClockedEvents, Event, SessionLog


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
    assert (result.outcome, result.duration_s, result.frictions) == ("abandoned", 0.0, ())
