"""The one script in a shop: how it gets into a page, nothing for ordinary visitors, everything for
a personal link."""

from __future__ import annotations

import json

import pytest
from inpage.standin import KEY, NOTHING, OTHER_KEY

from kitka.recorder.model import Click, Layer, Leave, PageConfig, View

COUNT_LISTENERS = """
window.heard = 0;
const original = EventTarget.prototype.addEventListener;
EventTarget.prototype.addEventListener = function (...args) {
  window.heard++;
  return original.apply(this, args);
};
"""
GLOBALS = "Reflect.ownKeys(window).map(String).sort()"


# ---------------------------------------------------------------- ordinary visitors


def test_an_ordinary_visitor_gets_the_script_and_nothing_else(context, collector, site):
    context.add_init_script(COUNT_LISTENERS)
    page = context.new_page()
    errors = []
    page.on("console", lambda message: errors.append(message.text))
    page.on("pageerror", lambda error: errors.append(error.message))
    page.goto(f"{site.origin}/?to=/next#/a/route")
    page.click("#buy")
    page.click("#next")
    page.wait_for_load_state("networkidle")
    with_script = page.evaluate(GLOBALS)
    assert page.evaluate("window.heard") == 0
    assert set(collector.paths()) == {"/kitka.js"}
    assert context.cookies() == [] and errors == []
    assert page.evaluate("[localStorage.length, sessionStorage.length]") == [0, 0]
    site.head = ""
    page.goto(site.origin)
    assert page.evaluate(GLOBALS) == with_script


@pytest.mark.parametrize("fragment", ["#kitka=short", "#kitka=", "#/kitka", "#nokitka=" + KEY])
def test_what_is_no_key_is_left_alone(visitor, collector, site, fragment):
    visitor.page.goto(f"{site.origin}/{fragment}")
    visitor.page.wait_for_load_state("networkidle")
    assert visitor.page.url.endswith(fragment) and collector.wakes() == []


def test_a_blocked_script_harms_nothing(context, visitor, site, collector):
    context.route("**/kitka.js", lambda route: route.abort())
    visitor.page.goto(f"{site.origin}/#kitka={KEY}")
    visitor.page.fill("[name=name]", "Matti")
    visitor.page.click("#next")
    visitor.page.wait_for_url("**/next")
    assert collector.seen == [] and not [e for e in visitor.errors if "ERR_FAILED" not in e]


@pytest.mark.parametrize("bundle", ["signals", "replay", "notices"])
def test_a_blocked_bundle_harms_nothing(context, visitor, site, collector, bundle):
    collector.wake_with(origins=(site.origin,), replay=True, notices=True)
    context.route(f"**/{bundle}.js", lambda route: route.abort())
    visitor.page.goto(f"{site.origin}/#kitka={KEY}")
    visitor.wait(collector.wakes, "wake")
    visitor.page.click("#next")
    visitor.page.wait_for_url("**/next")
    assert not [error for error in visitor.errors if "ERR_FAILED" not in error]


# ---------------------------------------------------------------- the key


@pytest.mark.parametrize(
    ("fragment", "left"),
    [
        (f"#kitka={KEY}", ""),
        (f"#/route/2&kitka={KEY}", "#/route/2"),
        (f"#kitka={KEY}&tab=3", "#tab=3"),
        (f"#tab=3&kitka={KEY}", "#tab=3"),
    ],
)
def test_the_key_leaves_the_address_at_once(visitor, collector, site, fragment, left):
    site.head = "<script>history.replaceState({shop: 1}, '')</script>" + site.head
    visitor.page.goto(f"{site.origin}/{fragment}")
    assert visitor.page.url == f"{site.origin}/{left}"
    assert visitor.page.evaluate("history.state") == {"shop": 1}
    visitor.wait_for_recorder()
    assert collector.wakes() == [KEY]


def test_the_key_is_in_no_address_and_no_referer(visitor, collector, site):
    collector.wake_with(origins=(site.origin,), replay=True)
    site.head = '<meta name="referrer" content="unsafe-url">' + site.head
    visitor.follow(site.origin, "/first?a=1")
    visitor.page.click("#next")
    visitor.wait(lambda: len(visitor.collector.events(View)) == 2, "both views")
    visitor.wait(collector.replay, "replay")
    for _method, path, headers in collector.seen + site.seen:
        assert KEY not in path and KEY not in json.dumps(headers), (path, headers)
    said = json.dumps([str(batch) for batch in collector.batches.values()])
    assert KEY not in said


def test_an_unknown_or_ended_session_leaves_nothing(visitor, collector, site):
    for key in ("x" * 43, OTHER_KEY):
        visitor.page.goto(f"{site.origin}/?{key}#kitka={key}")
        visitor.wait(lambda key=key: key in collector.wakes(), "wake")
        visitor.wait(lambda: visitor.stored() == NOTHING, "nothing kept")
        assert visitor.page.evaluate("Symbol.for('kitka.recorder') in window") is False
    asked = len(collector.wakes())
    visitor.page.reload()
    assert len(collector.wakes()) == asked and collector.batches == {}


# ---------------------------------------------------------------- what a page notices


OPEN = """<div role=dialog style="position:fixed;inset:200px;background:#fff">Join us
<button onclick="this.parentNode.remove()">Close</button></div>"""


def test_an_awake_page_loads_the_notices_too(visitor, collector, site):
    """A layer that was there before them is found; nothing is asked for twice."""
    collector.wake_with(origins=(site.origin,), notices=True)
    site.body = OPEN
    # Not followed: whatever Playwright evaluates in a page counts as the shopper's doing.
    visitor.page.goto(f"{site.origin}/#kitka={KEY}")
    shown = visitor.wait_for(Layer, state="shown")
    assert (shown.asked, shown.target.role) == (False, "dialog")
    visitor.page.click("[role=dialog] button")
    gone = visitor.wait_for(Layer, state="gone")
    assert (gone.id, gone.how) == (shown.id, "inside")
    assert collector.paths().count("/kitka/0123456789ab/notices.js") == 1
    assert visitor.errors == []


def test_without_an_address_there_are_no_notices(visitor, collector, site):
    site.body = OPEN
    visitor.follow(site.origin)
    visitor.page.click("#next", force=True)
    visitor.wait_for(View)
    assert not [path for path in collector.paths() if "notices" in path]


def test_what_was_pressed_before_the_notices_came(context, visitor, collector, site):
    """Nobody listened yet: what is open may have been asked for."""
    held = []
    context.route("**/notices.js", lambda route: held.append(route))
    collector.wake_with(origins=(site.origin,), notices=True)
    site.body = OPEN.replace("<div", "<div hidden")
    visitor.follow(site.origin)
    visitor.page.evaluate(
        "buy.onclick = () => { document.querySelector('[role=dialog]').hidden = false }"
    )
    visitor.page.click("#buy")
    visitor.wait(lambda: held, "notices asked for")
    held[0].continue_()
    assert visitor.wait_for(Layer, state="shown").asked is True


# ---------------------------------------------------------------- a fresh start


@pytest.mark.parametrize("fragment", ["", "#/route&"])
def test_a_task_begins_with_an_empty_basket(context, visitor, collector, site, fragment):
    collector.wake_with(origins=(site.origin,), fresh="/fresh")
    context.add_cookies([{"name": "basket", "value": "full", "url": site.origin}])
    visitor.page.goto(f"{site.origin}/{fragment or '#'}kitka={KEY}")
    visitor.wait_for(View)
    asked = [
        (path, headers.get("Cookie", ""))
        for _, path, headers in site.seen
        if path in ("/", "/fresh")
    ]
    assert asked == [("/", "basket=full"), ("/fresh", "basket=full"), ("/", "")]
    assert collector.wakes() == [KEY] and len(collector.events(View)) == 1
    if not fragment:
        assert collector.events(View)[0].navigation == "navigate"
    visitor.page.goto(f"{site.origin}/next")
    visitor.wait_for(View, url="/next")
    assert site.paths().count("/fresh") == 1


# ---------------------------------------------------------------- how it gets into a page


@pytest.mark.parametrize("kind", ["origin", "nonce", "strict-dynamic", "trusted"])
def test_under_a_content_security_policy(visitor, collector, site, kind):
    scripts = collector.origin if kind in ("origin", "trusted") else "'nonce-n0nce'"
    dynamic = " 'strict-dynamic'" if kind == "strict-dynamic" else ""
    trusted = (
        "; require-trusted-types-for 'script'; trusted-types kitka" if kind == "trusted" else ""
    )
    site.csp = (
        f"default-src 'none'; script-src {scripts}{dynamic};"
        f" connect-src {collector.origin} {site.origin};"
        f" style-src 'self'; img-src 'self'; form-action 'self'{trusted}"
    )
    site.head = site.head.replace("<script", '<script nonce="n0nce"')
    collector.wake_with(origins=(site.origin,), replay=True)
    visitor.page.goto(f"{site.origin}/#kitka={KEY}")
    visitor.wait_for(View)
    visitor.wait(lambda: any(event["type"] == 2 for event in collector.replay()), "snapshot")
    visitor.page.click("#next")
    visitor.wait_for(Click)
    visitor.wait_for(Leave)
    assert [error for error in visitor.errors if "data:" not in error] == []


def test_a_policy_that_knows_no_recorder_harms_nothing(visitor, collector, site):
    site.csp = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
    visitor.page.goto(f"{site.origin}/#kitka={KEY}")
    visitor.page.click("#next")
    visitor.page.wait_for_url("**/next")
    assert collector.seen == []


@pytest.mark.parametrize("how", ["twice", "module", "injected"])
def test_however_it_is_loaded_it_records_once(visitor, collector, site, how):
    script = f'<script async src="{collector.origin}/kitka.js"></script>'
    site.head = {
        "twice": script + script.replace("kitka.js", "kitka.js?again"),
        "module": script.replace("async", 'type="module"'),
        "injected": "<script>const s = document.createElement('script');"
        f"s.src = '{collector.origin}/kitka.js'; document.head.append(s)</script>",
    }[how]
    visitor.page.goto(f"{site.origin}/#kitka={KEY}")
    visitor.wait_for(View)
    visitor.page.click("#next")
    visitor.wait_for(View, url="/next")
    assert len(collector.events(View)) == 2 and collector.wakes() == [KEY]


def test_only_the_top_frame(visitor, collector, site):
    site.pages["/around"] = f'<!doctype html>{site.head}<iframe src="/"></iframe>'
    visitor.follow(site.origin, "/around")
    visitor.page.wait_for_function("frames[0].document.readyState === 'complete'")
    assert visitor.page.evaluate("Symbol.for('kitka.recorder') in frames[0]") is False


def test_the_drivers_recorder_comes_first(context, visitor, collector, site, bundle, as_script):
    context.add_init_script(as_script(bundle, PageConfig(origins=(site.origin,))))
    visitor.page.goto(f"{site.origin}/#kitka={KEY}")
    visitor.page.wait_for_load_state("networkidle")
    assert collector.wakes() == []
