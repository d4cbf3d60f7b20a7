"""The replay stream, and that no batch is lost between documents."""

from __future__ import annotations

from kitka.recorder.model import Load, PageConfig, View


def numbers(log):
    """Sequence numbers that arrived, per page and stream."""
    arrived = {}
    for batch in log.batches:
        arrived.setdefault((batch.page, batch.stream), set()).add(batch.seq)
    return arrived


def test_a_snapshot_then_what_changes(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.wait(lambda: {4, 2} <= {event["type"] for event in log.replay()}, "meta and snapshot")
    log.page.click("#alive")
    log.wait(lambda: any("More about it" in str(event) for event in log.replay()), "the mutation")
    snapshot = next(event for event in log.replay() if event["type"] == 2)
    assert "Buy now" in str(snapshot) and "In the shade" in str(snapshot)
    # Stylesheets stay links: their text is an asset, stored once.
    assert "shop.css" in str(snapshot) and "_cssText" not in str(snapshot)


def test_no_replay_where_none_is_wanted(record, shop):
    log = record(replay=False)
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    log.flush()
    assert log.replay() == []


def test_nothing_is_lost_over_quick_navigations(record, shop):
    log = record()
    for _ in range(5):
        log.page.goto(f"{shop}/shop.html", wait_until="commit")
        log.page.click("#alive")
        log.page.mouse.move(100, 200)
    log.page.goto(f"{shop}/form")
    log.wait(lambda: len(log.events(View)) == 6, "six views")
    log.flush()
    assert len(log.pages()) == 6
    for (page, stream), seqs in numbers(log).items():
        assert seqs == set(range(len(seqs))), (page, stream, seqs)


def test_a_binding_that_fails_is_asked_again(record, shop):
    log = record()
    log.broken = 3
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    log.wait(lambda: any(event["type"] == 2 for event in log.replay()), "snapshot")
    for seqs in numbers(log).values():
        assert seqs == set(range(len(seqs)))


def test_a_binding_that_comes_late_gets_everything(record, shop):
    log = record(binding=False)
    log.page.goto(f"{shop}/shop.html")
    log.page.click("#alive")
    log.page.expose_function("__kitka", log.receive)
    log.wait_for(Load)
    assert numbers(log)[log.pages()[0], "signals"] >= {0}


def test_without_any_way_out_the_next_page_of_the_origin_sends_it(record, shop):
    log = record(binding=False)
    log.page.goto(f"{shop}/shop.html")
    log.page.goto(f"{shop}/form")
    log.page.expose_function("__kitka", log.receive)
    log.wait(lambda: {v.url for v in log.events(View)} == {"/shop.html", "/form"}, "both views")
    assert len(log.pages()) == 2


def test_back_from_the_cache_the_page_continues(record, shop, context):
    """Playwright turns the back/forward cache off, so the page's own event is given by hand."""
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    log.page.evaluate(
        "dispatchEvent(new PageTransitionEvent('pagehide', {persisted: true}));"
        "dispatchEvent(new PageTransitionEvent('pageshow', {persisted: true}))"
    )
    restored = log.wait_for(View, cause="restore")
    assert restored.view == 1 and len(log.pages()) == 1


def test_only_the_top_frame_records(record, shop):
    log = record()
    log.page.goto(f"{shop}/framed.html")
    log.wait_for(Load)
    log.page.wait_for_function("frames.length === 2")
    log.flush()
    assert len(log.pages()) == 1
    handles = [
        frame.evaluate("Symbol.for('kitka.recorder') in window") for frame in log.page.frames
    ]
    assert handles == [True, False, False]


def test_only_on_its_origins(record, shop):
    log = record(origins=("https://shop.example",))
    log.page.goto(f"{shop}/shop.html")
    assert log.page.evaluate("Symbol.for('kitka.recorder') in window") is False
    assert log.batches == []


def test_started_twice_it_records_once(record, shop, bundle, as_script):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate(as_script(bundle, PageConfig(origins=(shop,))))
    log.flush()
    assert len(log.events(View)) == 1


def test_started_in_an_open_page(record, shop, bundle, as_script, context):
    page = context.new_page()
    page.goto(f"{shop}/shop.html")
    log = record(page)
    page.evaluate(as_script(bundle, PageConfig(origins=(shop,))))
    assert log.wait_for(View).title == "Small shop"
    log.wait_for(Load)
    log.wait(lambda: any(event["type"] == 2 for event in log.replay()), "snapshot")
