"""What is visibly wrong: pictures that did not come, words of programs, missing amounts."""

from __future__ import annotations

from inpage.noticing import TEXT, look, show  # noqa: F401

from kitka.recorder.model import Oddity

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
WIDE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E"
    "%3Crect width='9' height='9'/%3E%3C/svg%3E"
)
DRAWING = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3C/svg%3E"

PICTURES = f"""<main>
<img id=gone src=/missing.png width=200 height=150 alt="">
<img id=worded src=/missing.jpg alt="A red bag">
<input id=go type=image src=/missing.gif width=80 height=40 alt=Go>
<picture><source srcset=/missing.webp><img id=inside src=/missing.png width=90 height=90></picture>
<img id=late data-later=/missing.png width=90 height=90 alt="">
<img src={PIXEL} width=90 height=90 alt="not loaded yet" data-src=/missing.png>
<img src="" width=90 height=90 alt=None> <img width=90 height=90 alt=Nothing>
<img src="{DRAWING}" width=90 height=90 alt=Drawing>
<img src=/missing.png alt="" style="display:inline">
<img src=/missing.png width=90 height=90 alt="" hidden>
<img src=/missing.png width=90 height=90 alt="" onerror="this.onerror = null; this.src = '{PIXEL}'">
<img src=/missing.png width=90 height=90 alt="" onerror="this.remove()">
<img src=/pixel.gif width=1 height=1 alt="">
<div class=rr-block><img src=/missing.png width=90 height=90 alt=Private></div>
<div style="margin-top:3000px"><img loading=lazy src=/missing.png width=90 height=90 alt=Below>
<img id=below src=/missing.png width=90 height=90 alt=Below></div></main>"""


BACKGROUNDS = f"""<style>.big {{ width: 60px; height: 40px }}</style>
<main><img id=never width=40 height=40 alt=Lamp src={PIXEL} data-src=/lamp.png>
<img id=bare style="display:block" width=40 height=40 alt=Lamp data-src=/lamp.png>
<div id=style class=big style="background: url(/missing.png)"></div>
<a id=link class=big href=/x aria-label=Lamp style="display:block;background:url(/gone.jpg)"></a>
<svg width=40 height=40><image id=drawn href=/missing.gif width=40 height=40 /></svg>
<div id=frame class=big><img src=/missing.webp alt=""></div>
<div class=big style="background: url(/missing-2.png), url({PIXEL})"></div>
<div style="width:16px;height:16px;background:url(/missing-3.png)"></div>
<div style="display:none"><div class=big style="background:url(/missing-4.png)"></div></div>
<div class=big style="background: linear-gradient(red, blue)"></div>
<img id=done width=40 height=40 alt=Lamp src={PIXEL} data-src="{WIDE}">
<img width=40 height=40 alt=Spacer src={PIXEL}></main>"""


def told(log, what):
    return [event for event in log.events(Oddity) if event.what == what]


def selectors(log, what):
    return {event.target.selector for event in told(log, what)}


def test_pictures_that_did_not_come(show):  # noqa: F811
    log = show(PICTURES)
    log.page.evaluate("late.src = late.dataset.later")
    wanted = {"#gone", "#worded", "#go", "#inside", "#late"}
    log.wait(lambda: selectors(log, "image") >= wanted, "pictures")
    log.page.evaluate("below.scrollIntoView()")
    log.wait(lambda: "#below" in selectors(log, "image"), "the one below")
    look(log)
    assert selectors(log, "image") - wanted - {"#below", 'img[alt="Below"]'} <= {"div > img"}
    assert len(told(log, "image")) <= 7 and all(e.text == "" for e in told(log, "image"))


def test_pictures_that_no_element_tells_of(show):  # noqa: F811
    log = show(BACKGROUNDS)
    log.page.evaluate("done.src = done.dataset.src; done.removeAttribute('data-src')")
    want = {"#style", "#link", "#drawn", "#frame", "#never", "#bare"}
    log.wait(lambda: selectors(log, "image") >= want, f"{want ^ selectors(log, 'image')}")
    look(log)
    assert selectors(log, "image") == want


WRONG = {
    "hello": "Hello undefined!",
    "sum": "Total: NaN €",
    "days": "Delivery in undefined days",
    "apart": "In stock · Delivery by undefined",
    "name": "null",
    "stock": "In stock: null",
    "object": "Deliver to [object Object]",
    "braces": "Hi {{ user.name }}, welcome",
    "dollar": "Only ${count} left",
    "percent": "Hello %s, here is your order",
    "date": "Arrives Invalid Date",
    "endless": "Infinity €",
    "key": "checkout.payment.title",
    "loud": "CHECKOUT.PAY_NOW",
    "rails": "translation missing: en.cart.title",
}
RIGHT = """<main>
<p>The result of dividing by zero is undefined in this context, as everybody knows from school.</p>
<p>The contract is null and void.</p> <p>An undefined term</p> <p>Null Prozent</p> <p>NaNa bread</p>
<code>undefined</code> <pre>{{ user.name }}</pre> <textarea>undefined</textarea>
<script>const a = "undefined";</script> <style>.undefined {}</style>
<p>www.shop.example.fi</p> <p>kauppa.esimerkki.fi</p> <p>manual.v2.pdf</p> <p>1.2.3</p>
<p>Save 20 % today</p> <p>100 %s</p> <p>e.g. this</p> <p>U.S.A.</p> <p>A.B.C.</p>
<p role=alert>Invalid Date</p> <p class=error>Invalid Date of birth</p>
<div class=reviews><p>undefined</p></div> <p hidden>undefined</p> <p class=rr-mask>undefined</p>
<div contenteditable>undefined</div> <p>Infinity pool</p> <p>{ width: 10 }</p> <p>Price {Low}</p>
<input value=undefined> <select><option>Undefined term</select>
<p><span>Undefined</span> by Levi</p> <p id=flash>undefined</p> <p id=echo></p>
<input id=nick style="position:fixed;top:0;right:0">
</main>"""


PLACED = {
    "forms": "{count, plural, one {# item} other {# items}} in stock",
    "counted": "{0} left in stock",
    "named": "Save {amount} today",
    "laravel": "Only :count left",
    "ruby": "Only %{count} left",
    "liquid": "{% if product.available %} In stock",
    "tags": "&lt;strong&gt;Free&lt;/strong&gt; delivery",
    "entity": "Size&amp;nbsp;guide",
    "code": "KÃ¤sinojallinen tuoli",
    "latin": "Lorem ipsum dolor sit amet",
    "short": "cart.title",
    "snake": "checkout.delivery_time",
    "loud": "ADD_TO_CART",
    "epoch": "Back in stock 1.1.1970",
    "bare": "Price: €",
    "php": "Notice: Undefined variable $size in /shop/product.php on line 12",
}
UNPLACED = """<p>socket.io</p><p>cart.fi</p><p>WINTER_SALE</p><p>IKEA_PS</p><p>Founded 1.1.1970</p>
<p>SÃO PAULO</p><p>Â la carte</p><p>R&amp;B</p><p>a &lt; b</p><p>5 &lt; 6 &gt; 2</p><p>:) nice</p>
<p>Array of lights</p><p>Ratio 3:2</p><p>item(s)</p><p>shop.nordika</p><p>Ordered by: size</p>
<p>Warning: contains nuts</p><p>f(x)</p><p>What???</p><p>{Brand}</p>"""


def test_places_that_no_value_came_to(show):  # noqa: F811
    log = show("<style>p { font-size: 9px; margin: 0 }</style><main>" + UNPLACED + "</main>")
    for first in (0, 8):
        part = list(PLACED.items())[first : first + 8]
        log.page.evaluate(
            "html => { history.pushState({}, '', '/more/' + html.length);"
            " document.querySelector('main').insertAdjacentHTML('afterbegin', html) }",
            "".join(f"<p id={name}>{text}</p>" for name, text in part),
        )
        want = {f"#{name}" for name in list(PLACED)[: first + 8]}
        log.wait(lambda want=want: selectors(log, "text") >= want, f"{want}")
    look(log)
    assert selectors(log, "text") == want


def test_words_that_stand_in_no_text(show):  # noqa: F811
    log = show(
        "<form><input id=asks placeholder=undefined><input id=right placeholder='Your name'>"
        "<select id=sizes><option>undefined</option></select>"
        "<select id=numbers><option>null</option><option>eins</option></select>"
        "<input type=submit id=send value='cart.submit'><input id=typed value=undefined></form>"
    )
    want = {"#asks", "#sizes", "#send"}
    log.wait(lambda: selectors(log, "text") >= want, f"{want}")
    look(log)
    assert selectors(log, "text") == want


def test_words_that_only_programs_say(show):  # noqa: F811
    marks = [f"<p><span id={name}>{text}</span></p>" for name, text in WRONG.items()]
    split = "<p>In <b id=split>undefined</b> days</p>"
    style = "<style>body, p { font-size: 9px; margin: 0 }</style>"
    log = show(style + split + "".join(marks[:7]) + RIGHT)
    log.page.evaluate("setTimeout(() => { flash.textContent = 'Two days' })")
    log.page.fill("#nick", "{{me}}")
    log.page.evaluate("echo.textContent = 'Hello {{me}}!'")
    want = {f"#{name}" for name in list(WRONG)[:7]} | {"#split"}
    log.wait(
        lambda: len(told(log, "text")) >= len(want), f"{want ^ selectors(log, 'text')}", seconds=5
    )
    look(log)
    assert selectors(log, "text") == want
    assert {e.target.selector: e.text for e in told(log, "text")}["#sum"] == "Total: NaN €"


def test_words_that_come_later(show):  # noqa: F811
    log = show("<main>" + TEXT + "<div id=place></div></main>")
    rest = "".join(f"<p id={name}>{text}</p>" for name, text in list(WRONG.items())[6:])
    log.page.evaluate("(html) => { place.innerHTML = html }", rest)
    want = {f"#{name}" for name in list(WRONG)[6:]}
    log.wait(lambda: selectors(log, "text") == want, f"{want}")


def test_the_same_words_a_hundred_times_are_one_mistake(show):  # noqa: F811
    log = show("<main>" + "<p>NaN €</p>" * 100 + "<p id=last>Hello undefined!</p></main>")
    log.wait(lambda: told(log, "text"), "words")
    look(log)
    assert 1 <= len(told(log, "text")) <= 4


def test_a_german_zero(show):  # noqa: F811
    log = show("<main><p>Nur null!</p><p id=x>undefined €</p></main>", lang="de")
    log.wait(lambda: selectors(log, "text") == {"#x"}, "the other")


BLANKS = """<main><h1>Order</h1>
<dl><dt>Total:</dt><dd id=dd></dd><dt>Company:</dt><dd></dd><dt>Sum:</dt><dd>12,00 €</dd></dl>
<table class=summary><tr><th>Yhteensä</th><td id=td> </td></tr><tr><th>Price</th><th>Count</th></tr>
<tr><td></td><td></td></tr></table>
<div class=summary><span>Grand total</span><span id=span>€</span></div>
<p id=watched class=due></p> <p itemprop=price id=prop></p>
<span itemprop=price content=12.00></span> <span class=old-price></span>
<label class=label>Price:</label><span class=error></span>
<div class=summary><span>Price</span><span></span><input aria-label=Price></div>
<div class=summary><span>Total</span> 12,00 € <span></span></div>
<div class=summary><span>Total</span><span class=skeleton></span></div>
<div class=summary><span>Total</span><span><svg width=9 height=9></svg></span></div>
<div class=summary><span>Total</span><span class=drawn></span></div>
<style>.drawn::after { content: "12 €" }</style>
<div class=summary><span>Total</span><span id=soon></span></div>
<div class=summary hidden><span>Total</span><span></span></div></main>"""


def test_amounts_that_are_missing(show):  # noqa: F811
    log = show(BLANKS, total=".due", delivery=".delivery")
    log.page.evaluate("requestAnimationFrame(() => { soon.textContent = '12,00 €' })")
    want = {"#dd", "#td", "#span", "#watched", "#prop"}
    log.wait(lambda: len(selectors(log, "empty")) >= 4, f"{want}")
    look(log)
    assert selectors(log, "empty") == want


def test_amounts_are_looked_for_once_a_look(show):  # noqa: F811
    log = show(BLANKS, total=".due", delivery=".delivery")
    log.page.evaluate(
        """() => {
          const native = Document.prototype.querySelectorAll;
          window.most = 0;
          let run = 0;
          Document.prototype.querySelectorAll = function (selector) {
            if (String(selector).startsWith("[itemprop=price]")) {
              if (run === 0) setTimeout(() => { run = 0; });
              window.most = Math.max(window.most, run += 1);
            }
            return native.call(this, selector);
          };
        }"""
    )
    log.wait(lambda: len(selectors(log, "empty")) >= 4, "several suspects")
    assert log.page.evaluate("most") == 1


def test_the_price_of_what_a_page_sells(show):  # noqa: F811
    item = (
        "<main><div><h1>A bag</h1><p class=price id=price>{}</p><button>Buy</button></div>" + TEXT
    )
    log = show(item.format("") + "</main>")
    log.wait(lambda: selectors(log, "empty") == {"#price"}, "price")


def test_words_of_a_title_and_of_a_button_that_are_missing(show):  # noqa: F811
    button = "style='width:90px;height:40px'"
    log = show(
        f"<main><h1 id=name></h1><form><button id=send {button}></button>"
        f"<button {button}><svg width=9 height=9></svg></button>"
        f"<button {button} aria-label=Search></button><button type=button {button}></button>"
        "<select id=sizes></select><select id=second></select></form></main>"
    )
    want = {"#name", "#send", "#sizes"}
    log.wait(lambda: selectors(log, "empty") >= want, f"{want}")
    look(log)
    assert selectors(log, "empty") == want


def test_an_empty_box_beside_a_price_is_no_mistake(show):  # noqa: F811
    log = show(
        "<main><div><h1>A bag</h1><p class=price></p><p>64,90 €</p><button>Buy</button></div>"
        "<dl><dt>Total</dt><dd id=dd></dd></dl></main>"
    )
    log.wait(lambda: selectors(log, "empty") == {"#dd"}, "the total")


def test_words_in_a_tree_of_the_page_s_own(show):  # noqa: F811
    """Of an element of the page's own making; what it says later nobody is told."""
    log = show("<main><h1>Bag</h1><pay-later></pay-later><lend-er></lend-er></main>" + TEXT)
    log.page.evaluate(
        """() => {
          const draw = (name, text, ms) => {
            const place = document.querySelector(name).attachShadow({ mode: "open" });
            setTimeout(() => { place.innerHTML = `<span>${text}</span>`; }, ms);
          };
          draw("pay-later", "or 4 × €NaN a month", 0);
          draw("lend-er", "or 4 × €12.25 a month", 0);
          document.querySelector("h1").append("!");
        }"""
    )
    log.wait(lambda: told(log, "text"), "what it says")
    (one,) = told(log, "text")
    assert "NaN" in one.text and one.target.selector.startswith("pay-later >>> ")
