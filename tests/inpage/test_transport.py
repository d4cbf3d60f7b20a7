"""Nothing that a participant's page saw is lost on its way, and nothing is taken twice."""

from __future__ import annotations

import json
import time

import pytest
from inpage.standin import KEY, OTHER_KEY, Recorder, running

from kitka.recorder.model import Click, View


def names(visitor):
    return {click.target.name for click in visitor.collector.events(Click)}


def kept(visitor):
    return [name for name in visitor.stored()["local"] if name.startswith("kitka.outbox.")]


def buttons(site, count):
    site.body = "".join(
        f"<button class='b'>Button {'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[i]}</button>" for i in range(count)
    )


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_server_in_trouble_is_asked_again(visitor, collector, site, status):
    collector.failing, collector.failure = 3, status
    buttons(site, 5)
    visitor.follow(site.origin)
    for button in visitor.page.locator(".b").all():
        button.click()
    visitor.wait(lambda: len(names(visitor)) == 5, "all presses")
    assert collector.gaps() == [] and collector.doubles == 0
    visitor.wait(lambda: kept(visitor) == [], "nothing kept any more")


def test_a_server_that_is_restarted(visitor, collector, site):
    buttons(site, 3)
    visitor.follow(site.origin)
    visitor.wait_for(View)
    port = collector.port
    collector.shutdown()
    collector.server_close()
    for button in visitor.page.locator(".b").all():
        button.click()
    visitor.wait(lambda: kept(visitor), "kept while nobody answers")
    with running(Recorder(port)) as again:
        again.batches = collector.batches
        visitor.collector = again
        visitor.wait(lambda: len(names(visitor)) == 3, "all presses", 20)
        assert again.gaps() == []
        visitor.wait(lambda: kept(visitor) == [], "nothing kept any more")


def test_a_cut_network(context, visitor, collector, site):
    collector.wake_with(origins=(site.origin,), replay=True)
    buttons(site, 3)
    visitor.follow(site.origin)
    visitor.wait(collector.replay, "replay")
    context.set_offline(True)
    for button in visitor.page.locator(".b").all():
        button.click()
    visitor.wait(lambda: kept(visitor), "kept while offline")
    context.set_offline(False)
    visitor.wait(lambda: len(names(visitor)) == 3, "all presses")
    visitor.page.evaluate("window[Symbol.for('kitka.recorder')].flush()")
    visitor.wait(lambda: collector.gaps() == [], "no gaps")


def test_what_one_page_could_not_send_the_next_one_does(visitor, collector, site):
    collector.failing = -1
    buttons(site, 3)
    visitor.follow(site.origin)
    for button in visitor.page.locator(".b").all():
        button.click()
    visitor.page.goto(f"{site.origin}/next")
    visitor.wait_for_recorder()
    assert kept(visitor)
    collector.failing = 0
    visitor.wait(lambda: len(names(visitor)) == 3, "all presses")
    visitor.wait_for(View, url="/next")
    assert collector.gaps() == []
    visitor.wait(lambda: kept(visitor) == [], "nothing kept any more")


def test_or_another_tab(context, visitor, collector, site):
    """The tab is closed while nobody answers; the session goes on elsewhere in the browser."""
    collector.failing = -1
    visitor.follow(site.origin)
    visitor.page.click("#buy")
    other = context.new_page()
    visitor.page.close()
    visitor.page = other
    collector.failing = 0
    other.goto(f"{site.origin}/next")
    visitor.wait_for(Click)
    visitor.wait_for(View, url="/next")
    assert collector.gaps() == []


@pytest.mark.parametrize("when", [0, 90, 180])
def test_a_tab_closed_right_after_a_press(context, visitor, collector, site, when):
    visitor.follow(site.origin)
    visitor.wait_for(View)
    visitor.page.click("#buy")
    visitor.page.wait_for_timeout(when)
    other = context.new_page()
    visitor.page.close()
    visitor.page = other
    assert visitor.wait_for(Click).target.name == "Buy"
    assert collector.gaps() == []


def test_a_hidden_tab_hands_over_at_once(visitor, collector, site):
    """On a phone it may never wake again."""
    visitor.follow(site.origin)
    visitor.wait_for(View)
    visitor.page.evaluate(
        "document.getElementById('buy').click();"
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
        "window.sent = 0; const beacon = navigator.sendBeacon;"
        "Navigator.prototype.sendBeacon = function (...args)"
        " { window.sent++; return beacon.apply(this, args) };"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    assert visitor.page.evaluate("window.sent") == 1
    visitor.wait(lambda: kept(visitor) == [], "acknowledged after all")
    assert collector.gaps() == []


def test_a_session_that_is_over_for_the_recorder(visitor, collector, site):
    collector.wake_with(origins=(site.origin,), share="host")
    visitor.follow(site.origin)
    visitor.wait_for(View)
    collector.known.clear()
    visitor.page.click("#buy")
    visitor.wait(lambda: visitor.stored() == {"local": {}, "session": {}, "cookie": ""}, "no trace")
    posts = len(collector.posts)
    visitor.page.click("#buy")
    visitor.page.click("#next")
    visitor.page.wait_for_load_state("networkidle")
    assert len(collector.posts) == posts and collector.events(Click) == []


def test_what_is_refused_is_not_sent_again(visitor, collector, site):
    """And takes nothing else with it."""
    visitor.follow(site.origin)
    bad = {"producer": "page", "stream": "signals"}
    name = f"kitka.outbox.{KEY}.p.signals.0"
    visitor.page.evaluate("([name, bad]) => { localStorage[name] = bad }", [name, json.dumps(bad)])
    visitor.page.goto(f"{site.origin}/next")
    visitor.wait_for(View, url="/next")
    visitor.page.click("#buy")
    visitor.wait_for(Click)
    posts = [body["batches"] for body in collector.bodies("batches")]
    assert [post for post in posts if bad in post][-1] == [bad]
    assert sum(bad in post for post in posts) <= 2 and collector.gaps() == []
    assert kept(visitor) == []


def test_late_batches_of_an_earlier_session_go_under_its_key(visitor, collector, site):
    collector.failing = -1
    visitor.follow(site.origin)
    visitor.page.click("#buy")
    visitor.wait(lambda: kept(visitor), "kept")
    visitor.page.evaluate("void window[Symbol.for('kitka.recorder')].leave()")
    collector.open.add(OTHER_KEY)
    collector.failing = 0
    visitor.page.goto(f"{site.origin}/second?#kitka={OTHER_KEY}")
    visitor.wait(lambda: collector.events(View, OTHER_KEY), "the second session")
    assert visitor.wait_for(Click).target.name == "Buy"
    assert {view.url for view in collector.events(View, OTHER_KEY)} == {"/second"}


def test_a_session_that_ended_while_nobody_answered(visitor, collector, site):
    """The next page of the shop sends what is left and then deletes the record."""
    visitor.follow(site.origin)
    visitor.wait_for(View)
    collector.failing = -1
    visitor.page.click("#buy")
    visitor.page.evaluate("void window[Symbol.for('kitka.recorder')].leave()")
    visitor.page.goto(f"{site.origin}/next")
    visitor.wait(lambda: kept(visitor), "kept")
    collector.failing = 0
    visitor.page.goto(f"{site.origin}/last")
    visitor.wait_for(Click)
    visitor.wait(lambda: visitor.stored()["local"] == {}, "no trace")
    assert {view.url for view in collector.events(View)} == {"/"}


def test_a_replay_too_large_for_a_beacon(visitor, collector, site):
    collector.wake_with(origins=(site.origin,), replay=True)
    site.body = "".join(f"<p class='p{i}'>Row number {i} of a long page</p>" for i in range(2000))
    visitor.follow(site.origin)
    visitor.wait(lambda: any(event["type"] == 2 for event in collector.replay()), "snapshot")
    visitor.page.click("#next")
    visitor.wait(
        lambda: sum(event["type"] == 2 for event in collector.replay()) == 2, "both snapshots"
    )
    visitor.page.evaluate("window[Symbol.for('kitka.recorder')].flush()")
    visitor.wait(lambda: collector.gaps() == [], "no gaps")


def test_assets_that_the_recorder_lacks(visitor, collector, site):
    collector.wake_with(origins=(site.origin,), replay=True)
    visitor.follow(site.origin)
    visitor.wait(lambda: collector.assets, "the style sheet")
    assert collector.assets == {f"{site.origin}/style.css": b"h1 { color: rgb(1, 2, 3) }"}
    collector.wanted = set()
    visitor.page.click("#next")
    visitor.wait(lambda: len(collector.bodies("wanted")) == 2, "asked again")
    assert collector.paths().count("/kitka/asset") == 1


@pytest.mark.parametrize("replay", [False, True])
def test_a_session_that_ended_elsewhere_records_nothing_more(
    context, visitor, collector, site, replay
):
    """On the study's own page, or in another browser: the first answer that says so is enough."""
    collector.wake_with(origins=(site.origin,), share="host", replay=replay)
    visitor.follow(site.origin)
    visitor.wait_for(View)
    other = context.new_page()
    other.goto(f"{site.origin}/other")
    visitor.wait_for(View, url="/other")
    collector.ended.add(KEY)
    collector.open.discard(KEY)
    visitor.page.click("#buy")
    visitor.wait(lambda: visitor.stored() == {"local": {}, "session": {}, "cookie": ""}, "no trace")
    assert len(collector.events(Click)) == 1  # what it held was handed over
    time.sleep(1.5)  # whatever was under way has arrived
    posts = len(collector.bodies("batches"))
    for page in (visitor.page, other):
        page.click("#buy")
        page.click("#next")
        page.wait_for_load_state("networkidle")
    time.sleep(1.5)
    assert len(collector.bodies("batches")) == posts
    assert {view.url for view in collector.events(View)} == {"/", "/other"}
    assert collector.gaps() == []


def test_what_it_holds_still_arrives_when_the_session_ended_elsewhere(visitor, collector, site):
    buttons(site, 3)
    visitor.follow(site.origin)
    visitor.wait_for(View)
    collector.failing = -1
    for button in visitor.page.locator(".b").all():
        button.click()
    visitor.wait(lambda: kept(visitor), "kept")
    collector.ended.add(KEY)
    collector.failing = 0
    visitor.wait(lambda: len(names(visitor)) == 3, "all presses", 20)
    visitor.wait(lambda: visitor.stored()["local"] == {}, "no trace")


def test_that_an_earlier_session_is_over_ends_not_this_one(visitor, collector, site):
    collector.failing = -1
    visitor.follow(site.origin)
    visitor.page.click("#buy")
    visitor.wait(lambda: kept(visitor), "kept")
    visitor.page.evaluate("void window[Symbol.for('kitka.recorder')].leave()")
    collector.open.add(OTHER_KEY)
    collector.ended.add(KEY)
    collector.failing = 0
    visitor.page.goto(f"{site.origin}/second?#kitka={OTHER_KEY}")
    visitor.wait_for(Click)
    visitor.page.click("#buy")
    visitor.wait(lambda: collector.events(Click, OTHER_KEY), "still recorded")
