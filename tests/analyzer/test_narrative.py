"""The session page's list."""

from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.analyzer.narrative import timeline_entries
from kitka.recorder.model import Aside, Assets, Change, Gap, Sighting, Target, Vital


def told(recording, **more):
    return timeline_entries(recording.log, analyze(recording.log, recording.scenario), **more)


def test_tells_what_happened_in_order(read_recording):
    entries = told(read_recording("form_lost.fires"))
    assert [entry.at_s for entry in entries] == sorted(entry.at_s for entry in entries)
    texts = " / ".join(entry.text for entry in entries)
    for part in (
        "/catalogue/backpack_1/", "pressed button “Add to basket”", "step reached: Basket",
        "sent the form with button “Continue”", "came back with 5 of 5", "abandoned",
    ):  # fmt: skip
        assert part in texts
    assert {"step", "friction", "error"} <= {entry.level for entry in entries}


def test_leaves_noise_out(walk, shop):
    log = walk().open(0, "/").event(1, Sighting, what="selector", value="#a")
    log.event(2, Vital, name="LCP", value=900).event(3, Assets, urls=("/a.css",))
    kinds = [e.kind for e in timeline_entries(log.log(), analyze(log.log(), shop))]
    assert kinds == ["view", "end"]


def test_a_long_session_keeps_what_matters(walk, shop):
    field = Target("textbox", "Note", "#note", text_entry=True)
    log = walk().open(0, "/catalogue/bag_1/")
    for place in range(900):
        log.event(1 + place, Change, target=field)
        if place % 3 == 0:
            log.press(
                1.5 + place,
                Target("button", f"B{place}", f"#b{place}", interactive=True),
                {"mutation": 9},
            )
    log.press(1200, Target("button", "Go", "#go", interactive=True), {})
    entries = timeline_entries(log.log(), analyze(log.log(), shop), lines=100)
    assert len(entries) <= 100
    assert {"step", "dead_click", "end", "left_out"} <= {entry.kind for entry in entries}


def test_a_gap_stands_before_the_batch_that_came_after_it(read_recording):
    recording = read_recording("dead_click.fires")
    batch = next(b for b in recording.log.batches if b.producer == "page" and b.events)
    torn = replace(recording.log, gaps=(Gap(batch.page, "signals", (batch.seq,)),))
    entries = timeline_entries(torn, analyze(torn, recording.scenario))
    (gap,) = [entry for entry in entries if entry.kind == "gap"]
    assert gap.text == "1 signals batch never arrived"
    assert gap.page == batch.page


def test_an_aside_that_goes_on_has_no_length_yet(walk, shop):
    log = walk().open(1, "/catalogue/b/").event(9, Aside, what="pause", state="begin").log()
    (line,) = [e for e in timeline_entries(log, analyze(log, shop)) if e.kind == "aside"]
    assert (line.text, line.detail) == ("paused", "")
