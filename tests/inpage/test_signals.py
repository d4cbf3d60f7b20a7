"""Signals of a page as a whole: its views, its timings, its scrolling, what moves in it."""

from __future__ import annotations

from pathlib import Path

from kitka.recorder import model
from kitka.recorder.model import (
    Assets,
    Leave,
    Load,
    Pointer,
    Reaction,
    Scroll,
    Shift,
    Sighting,
    View,
    Visibility,
    Vital,
)


def test_a_document_tells_its_view_and_its_timings(signals):
    view, load = signals.wait_for(View), signals.wait_for(Load)
    assert (view.url, view.title, view.cause, view.view) == ("/signals.html", "Signals", "load", 0)
    assert view.navigation == "navigate" and view.webdriver and view.width == 1000
    assert load.status == 200 and 0 < load.response_ms <= load.dom_ms <= load.load_ms


def test_batches_are_numbered_and_carry_the_clock(signals):
    batches = [b for b in signals.batches if b.stream == "signals"]
    assert [b.seq for b in batches] == list(range(len(batches)))
    assert len({b.page for b in batches}) == 1 and len(batches[0].page) == 32
    now = signals.page.evaluate("Date.now() - performance.now()")
    assert abs(batches[0].clock_origin - now) < 50


def test_routes_of_a_single_page_are_views(record, shop):
    seek = [
        ("selector", ".thanks"),
        ("text", "thank you for your order"),
        ("datalayer", "view_cart"),
        ("datalayer", "purchase"),
    ]
    log = record(seek=seek)
    page = log.page
    page.goto(f"{shop}/spa.html")
    log.wait_for(Sighting, what="datalayer", value="view_cart")
    for button in ("#push", "#same", "#replace", "#hash"):
        page.click(button)
    log.wait_for(View, cause="hash")
    page.go_back()
    page.go_back()
    log.wait_for(View, cause="pop", url="/spa.html")
    views = [(v.view, v.cause, v.url) for v in log.events(View)]
    assert views[:4] == [
        (0, "load", "/spa.html"),
        (1, "push", "/checkout?email=•&q=shoe"),
        (2, "replace", "/thanks"),
        (3, "hash", "/thanks#/step/2"),
    ]
    # Nothing of it before it was there, then both, seen in the view that showed them.
    assert log.wait_for(Sighting, value=".thanks").present is False
    assert log.wait_for(Sighting, value=".thanks", present=True).view == 2
    assert log.wait_for(Sighting, what="text", present=True).view == 2
    assert log.wait_for(Sighting, value="purchase").view == 2
    assert all("navigation" in r.after for r in log.events(Reaction) if r.click in (0, 2))


def test_a_route_back_leaves_no_view_for_the_same_path(record, shop):
    log = record()
    log.page.goto(f"{shop}/spa.html")
    log.page.click("#same")
    log.flush()
    assert len(log.events(View)) == 1


def test_leaving_is_told_by_the_next_page(signals, shop):
    first = signals.pages()[0]
    signals.page.goto(f"{shop}/shop.html")
    leave = signals.wait_for(Leave)
    assert leave in signals.events(Leave, first)


def test_vitals_come_out_before_the_page_ends(signals, shop):
    signals.page.mouse.move(300, 300)
    signals.page.goto(f"{shop}/shop.html")
    signals.wait_for(Vital, name="LCP")
    assert {"FCP", "LCP", "CLS", "TTFB"} <= {v.name for v in signals.events(Vital)}


def test_flush_settles_what_is_open(signals):
    signals.page.click("#nothing")
    signals.page.mouse.move(10, 10)
    signals.page.mouse.move(400, 300, steps=5)
    signals.flush()
    reaction = signals.wait_for(Reaction, click=0)
    assert reaction.after == {} and reaction.observed_ms < 2500
    assert signals.events(Vital) and signals.events(Pointer)[0].distance > 100


def test_scrolling_is_summed_up_at_the_end(signals):
    signals.page.mouse.wheel(0, 1500)
    signals.page.wait_for_function("scrollY >= 1500")
    signals.flush()
    scroll = signals.wait_for(Scroll)
    assert 0.5 < scroll.depth <= 1 and scroll.distance >= 1400
    assert scroll.turns == () and scroll.height > 1500


PART = """() => { const part = document.createElement('div'); part.id = 'part';
  part.style.cssText = 'position: fixed; inset: 0; overflow: auto; background: white';
  part.innerHTML = '<p style="height: 6000px">Shop</p>'; document.body.append(part); }"""
TO = """top => new Promise(done => { part.scrollTop = top;
  addEventListener('scroll', () => setTimeout(done, 150), { capture: true, once: true }); })"""


def test_where_the_way_turned_in_a_part_that_scrolls_by_itself(signals):
    signals.page.evaluate(PART)
    for top in (2000, 300, 2100, 100):
        signals.page.evaluate(TO, top)
    signals.flush()
    scroll = signals.wait_for(Scroll)
    assert scroll.turns == (2000, 300, 2100) and scroll.reversals == 3
    assert scroll.height >= 6000 and scroll.distance >= 6500


def test_hidden_and_visible(signals):
    signals.page.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    assert signals.wait_for(Visibility).state == "hidden"


def test_what_moves_without_being_asked(signals):
    signals.page.evaluate(
        """() => { const box = document.createElement('div'); box.style.height = '200px';
             document.body.prepend(box); }"""
    )
    shift = signals.wait_for(Shift)
    assert shift.value >= 0.01 and shift.sources[0].selector


def test_assets_of_the_page(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    assert log.wait_for(Assets).urls == (f"{shop}/shop.css",)


def test_a_phones_view_is_as_wide_as_its_page_asks_for(browser, record, shop):
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    log = record(context.new_page())
    log.page.goto(f"{shop}/taskbar_checkout.html")
    view = log.wait_for(View)
    assert (view.width, view.height) == (360, 740)
    context.close()


def test_every_event_of_a_page_is_covered_here():
    """A new kind of event in the contract needs a test here or beside."""
    source = "".join(test.read_text() for test in Path(__file__).parent.glob("test_*.py"))
    uncovered = [kind.__name__ for kind in model.PageEvent.__args__ if kind.__name__ not in source]
    assert uncovered == []
