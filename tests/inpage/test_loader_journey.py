"""A session that has begun: it goes on from page to page, to payment and back, and ends without a
trace."""

from __future__ import annotations

import json

import pytest
from inpage.standin import KEY, NOTHING, Shop, running

from kitka.recorder.model import Bar, Click, OffSite, View

# ---------------------------------------------------------------- from page to page


def test_later_pages_begin_without_asking_again(visitor, collector, site):
    visitor.follow(site.origin)
    visitor.page.reload()
    visitor.page.click("#next")
    visitor.page.wait_for_url("**/next")
    visitor.page.evaluate("history.pushState({}, '', '/route')")
    visitor.wait_for(View, url="/route", cause="push")
    views = [(view.url, view.navigation) for view in collector.events(View)]
    assert views == [("/", "navigate"), ("/", "reload"), ("/next", "navigate"), ("/route", "")]
    assert collector.wakes() == [KEY] and collector.gaps() == []


def test_the_participant_may_be_faster_than_the_recorder(context, visitor, collector, site):
    """Gone on before the answer came: the next page asks again."""
    context.route("**/kitka/wake", lambda route: route.abort(), times=1)
    visitor.page.goto(f"{site.origin}/#kitka={KEY}")
    visitor.page.goto(f"{site.origin}/next")
    visitor.wait_for(View, url="/next")


def test_a_new_tab_without_an_opener_resumes(context, visitor, collector, site):
    visitor.follow(site.origin)
    with context.expect_page() as opened:
        visitor.page.click("#tab")
    opened.value.wait_for_function("Symbol.for('kitka.recorder') in window")
    visitor.wait_for(View, url="/tab")
    assert collector.wakes() == [KEY]
    assert len({page for _key, page, *_ in collector.batches}) == 2


def test_a_shop_that_clears_its_storage(visitor, collector, site):
    """The copy of the tab resumes, and the recorder is asked, for it may be over."""
    visitor.follow(site.origin)
    visitor.page.evaluate(
        "localStorage.clear(); document.dispatchEvent(new Event('visibilitychange'))"
    )
    assert visitor.page.evaluate("Symbol.for('kitka.recorder') in window")
    visitor.page.goto(f"{site.origin}/next")
    visitor.wait_for(View, url="/next")
    assert collector.wakes() == [KEY, KEY]


def test_to_a_payment_provider_and_back(visitor, collector, site):
    with running(Shop(collector)) as provider:
        provider.head = ""
        collector.wake_with(origins=(site.origin,), elsewhere=(provider.origin,))
        visitor.follow(site.origin, f"/pay?to={provider.origin}/?to={site.origin}/thanks")
        visitor.page.click("#there")
        visitor.page.wait_for_url(f"{provider.origin}/**")
        visitor.page.click("#there")
        visitor.wait_for(View, url="/thanks")
        away, back = visitor.wait(
            lambda: collector.events(OffSite)[1:] and collector.events(OffSite), "trip"
        )
        assert (away.origin, away.away, away.payment) == (provider.origin, True, True)
        assert (back.origin, back.away, back.payment) == (provider.origin, False, True)
        # Nothing runs there, even where the script would stand.
        assert collector.wakes() == [KEY]


@pytest.mark.parametrize("how", ["form", "script", "back"])
def test_other_ways_to_a_payment_provider(visitor, collector, site, how):
    with running(Shop(collector)) as provider:
        provider.head = '<meta name="referrer" content="no-referrer">'
        collector.wake_with(origins=(site.origin,), elsewhere=(provider.origin,))
        site.body = f'<form action="{provider.origin}/pay"><button id="pay">Pay</button></form>'
        visitor.follow(site.origin)
        if how == "script":
            visitor.page.evaluate("(to) => { location.href = to }", f"{provider.origin}/pay")
        else:
            visitor.page.click("#pay")
        visitor.page.wait_for_url(f"{provider.origin}/pay*")
        if how == "back":
            visitor.page.go_back()
        else:
            visitor.page.evaluate("(to) => { location.href = to }", f"{site.origin}/thanks")
        visitor.wait_for_recorder()
        visitor.wait_for(OffSite, away=True)
        assert visitor.wait_for(OffSite, away=False).origin == provider.origin


def test_a_provider_is_never_recorded(visitor, collector, site):
    """Not even where its pages carry the script and the key is in the address."""
    collector.wake_with(origins=("https://shop.example",))
    visitor.page.goto(f"{site.origin}/#kitka={KEY}")
    visitor.wait(lambda: "/kitka/0123456789ab/signals.js" in collector.paths(), "bundle")
    visitor.page.click("#buy")
    assert visitor.page.evaluate("Symbol.for('kitka.recorder') in window") is False


def test_another_origin_of_the_host_by_cookie(context, visitor, collector, site):
    with running(Shop(collector)) as checkout:
        collector.wake_with(origins=(site.origin, checkout.origin), share="host")
        visitor.follow(site.origin, f"/?to={checkout.origin}/pay")
        assert [(c["name"], c["value"], c["sameSite"]) for c in context.cookies()] == [
            ("kitka", KEY, "Lax")
        ]
        visitor.page.click("#there")
        visitor.wait_for(View, origin=checkout.origin)
        assert KEY not in visitor.page.url and collector.wakes() == [KEY, KEY]
        # Ended over there, it has ended here.
        visitor.page.evaluate("window[Symbol.for('kitka.recorder')].leave()")
        collector.open.discard(KEY)
        visitor.page.goto(f"{site.origin}/next")
        visitor.wait(lambda: visitor.stored() == NOTHING, "nothing kept")
        assert context.cookies() == []


def test_another_host_by_the_link(visitor, collector, site):
    with running(Shop(collector)) as checkout:
        there = f"http://localhost:{checkout.port}"
        collector.wake_with(origins=(site.origin, there), share="host", replay=True)
        visitor.follow(site.origin, f"/?to={there}/pay?step=1%23/route")
        visitor.page.click("#there")
        visitor.wait_for(View, origin=there)
        assert visitor.page.url == f"{there}/pay?step=1#/route"
        assert collector.wakes() == [KEY, KEY]
        assert not any(KEY in path for path in checkout.paths())
        visitor.wait(collector.replay, "replay")
        assert KEY not in json.dumps(collector.replay())


# ---------------------------------------------------------------- the end


def test_leaving_deletes_every_trace(context, visitor, collector, site):
    collector.wake_with(origins=(site.origin,), share="host", replay=True)
    visitor.follow(site.origin)
    visitor.page.click("#buy")
    visitor.page.evaluate("window[Symbol.for('kitka.recorder')].leave()")
    assert collector.events(Click) and collector.gaps() == []
    assert visitor.stored() == NOTHING and context.cookies() == []
    heard = len(collector.posts)
    visitor.page.click("#buy")
    visitor.page.click("#next")
    visitor.page.wait_for_load_state("networkidle")
    assert len(collector.posts) == heard and visitor.stored() == NOTHING


def test_another_tab_falls_silent_with_it(context, visitor, collector, site):
    visitor.follow(site.origin)
    other = context.new_page()
    other.goto(f"{site.origin}/other")
    other.wait_for_function("Symbol.for('kitka.recorder') in window")
    visitor.page.evaluate("window[Symbol.for('kitka.recorder')].leave()")
    other.wait_for_function("!(Symbol.for('kitka.recorder') in window)")
    visitor.wait_for(View, url="/other")


def test_a_record_that_is_too_old(context, visitor, collector, site):
    collector.wake_with(origins=(site.origin,), share="host")
    visitor.follow(site.origin)
    visitor.page.evaluate(
        "const old = {...JSON.parse(localStorage['kitka.session']), until: Date.now() - 1};"
        "localStorage['kitka.session'] = JSON.stringify(old);"
        "localStorage['kitka.outbox.x.y.signals.0'] = '{}'"
    )
    visitor.page.goto(f"{site.origin}/next")
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.stored() == NOTHING and context.cookies() == []
    assert visitor.page.evaluate("Symbol.for('kitka.recorder') in window") is False


def test_the_task_bar_ends_a_session(visitor, collector, site):
    collector.files["taskbar.js"] = (
        "var kitkaBar = { start(bar, host) { window.bar = bar; window.host = host } };"
    )
    collector.wake_with(origins=(site.origin,), bar=Bar(language="fi", goal="Osta reppu"))
    visitor.follow(site.origin)
    visitor.page.wait_for_function("window.host")
    assert visitor.page.evaluate("window.bar.goal") == "Osta reppu"
    visitor.page.click("#buy")
    visitor.page.evaluate(
        "window.host.emit({kind: 'said', what: 'done'}); window.host.say('done', true)"
    )
    assert collector.bodies("said") == [{"key": KEY, "what": "done", "keep": True}]
    assert collector.events(Click) and visitor.stored() == NOTHING


def test_what_shall_be_erased_is_not_sent(visitor, collector, site):
    collector.files["taskbar.js"] = "var kitkaBar = { start(bar, host) { window.host = host } };"
    collector.wake_with(origins=(site.origin,), bar=Bar(language="en", goal="Buy"))
    collector.failing = -1
    visitor.follow(site.origin)
    visitor.page.wait_for_function("window.host")
    visitor.page.click("#buy")
    visitor.page.evaluate("window.host.say('leave', false)")
    assert collector.batches == {} and visitor.stored() == NOTHING
    assert collector.bodies("said")[0]["keep"] is False
