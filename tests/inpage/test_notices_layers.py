"""What lays itself over the page: asked for or not, how much of it, and how it goes away."""

from __future__ import annotations

import pytest
from inpage.noticing import TEXT, look, show  # noqa: F401

from kitka.recorder.model import Layer, Sighting

PAGE = (
    "<body style='margin:0'><header><a href=/>Shop</a></header><main><h1>A bag</h1>"
    + TEXT
    + "<button id=buy style='margin-top:200px'>Buy</button>"
    + TEXT * 6
    + "</main>"
)
BOX = "position:fixed;left:250px;top:150px;width:500px;height:300px;background:white;z-index:9"
NEWS = f"<div id=news style='{BOX}'><h2>Our newsletter</h2><button>No thanks</button></div>"
SHADE = "position:fixed;inset:0;background:#0008;z-index:8"

AT_LOAD = [
    (NEWS, {"modal": False, "consent": False}),
    ("<div style='position:fixed;inset:0;z-index:9;background:#0008'><div role=dialog"
     " aria-modal=true style='width:400px;margin:auto;background:#fff'>Join us"
     "<button>Close</button></div></div>", {"modal": True, "consent": False, "share": 1.0}),
    ("<div class=cookie-bar style='position:fixed;bottom:0;left:0;right:0;height:120px;"
     "background:#fff'>We use cookies <button>Accept</button></div>",
     {"modal": False, "consent": True}),
    ("<div style='position:fixed;bottom:0;left:0;right:0;height:120px;background:#fff'>"
     "Käytämme evästeitä <button>Hyväksy</button></div>", {"consent": True}),
    (f"<div style='{SHADE}'></div>" + NEWS, {"modal": True, "consent": False}),
    ("<dialog id=d><h2>Choose your country</h2><button>Finland</button></dialog>"
     "<script>d.showModal()</script>", {"modal": True, "focus": True}),
    ("<div id=pop popover=manual style='width:500px;height:300px'>Win a bag <button>Close"
     "</button></div><script>pop.showPopover()</script>", {"modal": False}),
    ("<div style='position:fixed;top:0;left:0;right:0;height:150px;background:#fff'>Get our app "
     "<button aria-label=Close>×</button></div>", {"modal": False}),
    ("<div id=host></div><script>const r = host.attachShadow({mode: 'open'}); r.innerHTML = "
     f'"<div style=\\"{BOX}\\">Tell us what you think <button>Later</button></div>"</script>', {}),
]  # fmt: skip

FURNITURE = [
    "<div style='position:fixed;top:0;left:0;right:0;height:120px;background:#fff'>"
    "<nav><a href=/>Bags</a></nav></div>",
    "<div style='position:sticky;top:0;height:200px;background:#fff'>Free delivery today</div>",
    "<div style='position:fixed;bottom:0;left:0;right:0;height:90px;background:#fff'>64,90 € "
    "<button>Add to basket</button></div>",
    "<div style='position:fixed;right:20px;bottom:20px;width:60px;height:60px;background:#fff'>"
    "<button>Chat</button></div>",
    "<div style='position:fixed;inset:0;z-index:-1;background:#eee'>Background</div>",
    "<aside style='position:fixed;left:0;top:0;bottom:0;width:250px;background:#fff'>"
    "<a href=/>Filters</a></aside>",
    "<div style='position:absolute;left:0;top:0;width:100%;height:100%;z-index:5;"
    "pointer-events:none'><p>Snow</p></div>",
    "<div class=carousel style='position:relative;height:400px;width:900px'>"
    "<a class=slide style='position:absolute;inset:0;z-index:1;background:#eee'>One</a>"
    "<a class=slide style='position:absolute;inset:0;z-index:2;background:#ddd'>Two</a></div>",
    "<div class=page-loader style='" + SHADE + "'>Loading</div>",
    "<div style='" + SHADE + ";display:none'><div role=dialog>Hidden</div></div>",
    "<div role=dialog style='position:fixed;left:1200px;top:0;width:400px;height:100%'>Basket"
    "<button>Close</button></div>",
    "<div data-kitka-bar style='position:fixed;bottom:0;left:0;right:0;height:150px'>Task"
    "<button>Close</button></div>",
    "<div class=toast role=status style='position:fixed;top:0;left:0;right:0;height:100px;"
    "background:#fff'>Saved</div>",
]  # fmt: skip


@pytest.mark.parametrize("html, wanted", AT_LOAD)
def test_a_layer_that_is_there_from_the_start(show, html, wanted):  # noqa: F811
    log = show(PAGE + html)
    (layer,) = log.events(Layer)
    assert (layer.state, layer.asked, layer.how) == ("shown", False, "")
    assert layer.share >= 0.1
    assert {name: getattr(layer, name) for name in wanted} == wanted


@pytest.mark.parametrize("html", FURNITURE)
def test_what_lies_there_and_is_no_layer(show, html):  # noqa: F811
    log = show(PAGE + html)
    log.page.mouse.wheel(0, 300)
    log.page.wait_for_function("scrollY > 200")
    look(log)
    assert [(e.target.selector, e.share) for e in log.events(Layer)] == []


def test_a_whole_shop_in_a_fixed_box_is_no_layer(show):  # noqa: F811
    log = show("<body><div id=app style='position:fixed;inset:0;overflow:auto'>" + PAGE + "</div>")
    assert log.events(Layer) == []
    log.page.evaluate(
        "(html) => setTimeout(() => document.querySelector('main').insertAdjacentHTML("
        "'beforeend', html))",
        NEWS,
    )
    assert log.wait_for(Layer, state="shown").target.selector == "#news"


THANKS = (
    f"<div id=thanks style='{BOX}'>{{}}Thank you, Aino Salainen! It goes to Salakatu 7, 00100 "
    "Helsinki.<button>Close</button></div>"
)


@pytest.mark.parametrize(
    ("head", "name"),
    [("", ""), ("<h2>Order placed</h2>", "Order placed"), ("<b>Order placed</b>", "")],
)
def test_a_layer_is_not_named_by_its_text(show, head, name):  # noqa: F811
    """What somebody entered, shown when its field is gone: nothing tells that it is hers."""
    log = show(PAGE + "<form id=f><input aria-label=Name><input aria-label=Street></form>")
    page = log.page
    page.fill("[aria-label=Name]", "Aino Salainen")
    page.fill("[aria-label=Street]", "Salakatu 7")
    page.evaluate(
        "(html) => setTimeout(() => { f.remove();"
        "document.body.insertAdjacentHTML('beforeend', html) })",
        THANKS.format(head),
    )
    shown = log.wait_for(Layer, state="shown")
    assert (shown.target.selector, shown.target.name) == ("#thanks", name)
    page.click("#thanks button")
    page.evaluate("setTimeout(() => thanks.remove())")
    assert log.wait_for(Layer, state="gone").target.name == name
    look(log)
    signals = [raw for raw in log.raw if '"stream":"signals"' in raw]
    assert signals and not [raw for raw in signals if "Salainen" in raw or "Salakatu" in raw]


@pytest.mark.parametrize(
    ("more", "name"),
    [
        ("aria-label='Your bag'", "Your bag"), ("title=Help", "Help"),
        ("aria-labelledby='a b'", "One Two"), ("aria-labelledby=none", "Three"),
        ("aria-label='Order 1234567890'", "Order •••"), ("class=rr-mask aria-label=Mine", ""),
    ],
)  # fmt: skip
def test_what_a_layer_is_called(show, more, name):  # noqa: F811
    inside = "<p id=a>One</p><p id=b>Two</p><h3>Three</h3><button>Close</button>"
    log = show(PAGE + f"<div {more} style='{BOX}'>{inside}</div>")
    assert [layer.target.name for layer in log.events(Layer)] == [name]


COMES = "const comes = (html) => document.body.insertAdjacentHTML('beforeend', html);"


@pytest.fixture
def shop_page(show):  # noqa: F811
    log = show(PAGE + f"<script>{COMES}</script>", seek=[("selector", "#last")])
    assert log.events(Layer) == []
    return log


def press(log, work):
    """Presses “Buy”, which then does ``work``."""
    log.page.evaluate("(work) => { buy.onclick = () => { eval(work) } }", work)
    log.page.click("#buy")


def test_a_layer_that_nobody_asked_for(shop_page):
    shop_page.page.evaluate("(html) => void setTimeout(() => comes(html))", NEWS)
    shown = shop_page.wait_for(Layer, state="shown")
    assert (shown.asked, shown.focus, shown.id) == (False, False, 0)
    assert 0.2 < shown.share < 0.23 and shown.target.selector == "#news"


def test_a_layer_that_a_press_opens(shop_page):
    press(shop_page, f"comes(`{NEWS}`)")
    assert shop_page.wait_for(Layer, state="shown").asked is True


def test_a_layer_that_a_slow_answer_opens(shop_page):
    """The press asked the server, which took its time."""
    page = shop_page.page
    held = []
    page.route("**/slow", lambda route: held.append(route))
    press(shop_page, f"fetch('/slow').then(() => comes(`{NEWS}`))")
    shop_page.wait(lambda: held, "request")
    page.wait_for_function(
        "(t) => performance.now() > t", arg=page.evaluate("performance.now() + 1500")
    )
    held[0].fulfill(body="{}")
    assert shop_page.wait_for(Layer, state="shown").asked is True


def test_a_layer_that_slides_in(shop_page):
    page = shop_page.page
    page.evaluate(
        "(box) => { comes(`<style>#in{${box};transform:translateY(700px);transition:transform .4s}"
        "#in.on{transform:none}</style><div id=in>Win a bag <button>Close</button></div>`) }",
        BOX,
    )
    look(shop_page)
    assert shop_page.events(Layer) == []
    page.evaluate("setTimeout(() => document.getElementById('in').classList.add('on'))")
    shown = shop_page.wait_for(Layer, state="shown")
    assert (shown.asked, shown.share > 0.2) == (False, True)


@pytest.mark.parametrize("how", ["inside", "outside", "key", "itself"])
def test_how_it_goes(shop_page, how):
    page = shop_page.page
    page.evaluate(
        "(html) => { comes(html); const gone = () => news.remove();"
        "news.querySelector('button').onclick = gone;"
        "document.querySelector('h1').onclick = gone;"
        "onkeydown = ({ key }) => key === 'Escape' && gone(); window.gone = gone }",
        NEWS,
    )
    shop_page.wait_for(Layer, state="shown")
    if how == "inside":
        page.click("#news button")
    elif how == "outside":
        page.click("h1")
    elif how == "key":
        page.keyboard.press("Escape")
    else:
        page.evaluate("setTimeout(gone)")
    gone = shop_page.wait_for(Layer, state="gone")
    assert (gone.id, gone.how, gone.asked) == (0, how, False)


@pytest.mark.parametrize(("pressed", "how"), [(True, "inside"), (False, "itself")])
def test_one_that_is_closed_from_within_a_frame(shop_page, pressed, how):
    page = shop_page.page
    page.evaluate(
        """() => {
          comes("<div id=spin style='position:fixed;inset:0;background:#fff;z-index:9'></div>");
          const frame = spin.appendChild(document.createElement("iframe"));
          frame.srcdoc = "<h2>Win</h2><button onclick='parent.spin.remove()'>Close</button>";
        }"""
    )
    shop_page.wait_for(Layer, state="shown")
    if pressed:
        page.frame_locator("#spin iframe").locator("button").click()
    else:
        page.evaluate("setTimeout(() => spin.remove())")
    assert shop_page.wait_for(Layer, state="gone").how == how


def test_a_press_beside_a_dialog_is_outside(shop_page):
    page = shop_page.page
    page.evaluate(
        "() => { comes('<dialog id=d><p>Join us</p></dialog>'); setTimeout(() => d.showModal());"
        "d.onclick = ({ target }) => target === d && d.close() }"
    )
    assert shop_page.wait_for(Layer, state="shown").modal is True
    page.mouse.click(5, 5)
    assert shop_page.wait_for(Layer, state="gone").how == "outside"


def test_a_small_one_that_lies_on_a_control(shop_page):
    page = shop_page.page
    place = "position:fixed;width:120px;height:90px;background:#fff;z-index:9"
    page.evaluate(
        f"""const box = buy.getBoundingClientRect();
        comes('<p id=beside style="{place};right:0;bottom:0">Need help?</p>');
        const at = `left:${{box.left}}px;top:${{box.top - 20}}px`;
        comes(`<div id=on style="{place};${{at}}">Hi!</div>`)"""
    )
    assert shop_page.wait_for(Layer, state="shown").target.selector == "#on"
    look(shop_page)
    assert len(shop_page.events(Layer)) == 1


def test_a_small_one_that_takes_the_focus(shop_page):
    shop_page.page.evaluate(
        'comes(\'<div id=ask style="position:fixed;right:0;bottom:0;width:150px;height:80px">'
        "<input aria-label=E-mail></div>');"
        "setTimeout(() => document.querySelector('#ask input').focus())"
    )
    shown = shop_page.wait_for(Layer, state="shown")
    assert (shown.focus, shown.asked, shown.target.selector) == (True, False, "#ask")


MENU = """<nav><ul><li id=bags>Bags<ul class=sub style="position:absolute;z-index:9;background:#fff;
width:900px;height:400px;left:0"><li><a href=/>Small bags</a></ul></li></ul></nav>
<style>.sub{display:none}li:hover>.sub{display:block}</style>"""
LIST = """<input id=seek aria-label=Find role=combobox><div id=hits hidden style="position:absolute;
left:0;width:900px;height:400px;z-index:9;background:#fff"><a href=/>A bag</a></div>"""
WORDS = "<p id=last hidden>Last</p>"


def test_menus_and_lists_are_no_layers_that_nobody_asked_for(show):  # noqa: F811
    log = show(MENU + LIST + PAGE + WORDS, seek=[("selector", "#last")])
    page = log.page
    page.hover("#bags")
    page.wait_for_selector(".sub >> visible=true")
    look(log)
    page.mouse.move(500, 690)
    page.evaluate(
        "seek.oninput = () => fetch('/api').then(() => { const at = seek.getBoundingClientRect();"
        "hits.style.top = `${at.bottom}px`; hits.hidden = false })"
    )
    page.type("#seek", "bag")
    page.wait_for_selector("#hits >> visible=true")
    page.evaluate("setTimeout(() => { last.hidden = false })")
    log.wait_for(Sighting, value="#last", present=True)
    look(log)
    assert [layer.target.selector for layer in log.events(Layer) if not layer.asked] == []


def test_the_page_after_a_form_may_answer_with_a_layer(record, shop):
    """“Added to basket”, drawn by the server."""
    log = record()
    html = PAGE + "<form method=post action=/added><button id=add>Add</button></form>"
    log.page.route(f"{shop}/bag", lambda route: route.fulfill(body=html, content_type="text/html"))
    log.page.route(
        f"{shop}/added", lambda route: route.fulfill(body=PAGE + NEWS, content_type="text/html")
    )
    log.page.goto(f"{shop}/bag")
    log.page.click("#add")
    log.page.wait_for_url("**/added")
    assert log.wait_for(Layer, state="shown").asked is True


def test_a_finger_that_scrolls_asks_for_nothing(browser, record, shop):
    context = browser.new_context(has_touch=True, viewport={"width": 600, "height": 600})
    log = record(context.new_page())
    page = log.page
    page.route(f"{shop}/page", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
    page.goto(f"{shop}/page")
    look(log)
    page.evaluate(
        "onpointercancel = () => { document.body.insertAdjacentHTML('beforeend', '<dialog id=d>"
        "<p>Join us</p></dialog>'); d.showModal(); }"
    )
    cdp = context.new_cdp_session(page)
    for kind, y in (("touchStart", 400), *(("touchMove", 400 - 20 * n) for n in range(1, 12))):
        points = [{"x": 300, "y": y}]
        cdp.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    assert log.wait_for(Layer, state="shown").asked is False
