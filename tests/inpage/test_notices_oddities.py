"""What is visibly wrong: pictures that did not come, words of programs, missing amounts."""

from __future__ import annotations

from inpage.noticing import TEXT, look, show  # noqa: F401

from kitka.recorder.model import Oddity

PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
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
<div contenteditable>undefined</div> <p>Infinity pool</p> <p>{ width: 10 }</p> <p>Price {low}</p>
<input value=undefined> <select><option>undefined</select>
<p><span>Undefined</span> by Levi</p> <p id=flash>undefined</p> <p id=echo></p>
<input id=nick style="position:fixed;top:0;right:0">
</main>"""


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


def test_an_empty_box_beside_a_price_is_no_mistake(show):  # noqa: F811
    log = show(
        "<main><div><h1>A bag</h1><p class=price></p><p>64,90 €</p><button>Buy</button></div>"
        "<dl><dt>Total</dt><dd id=dd></dd></dl></main>"
    )
    log.wait(lambda: selectors(log, "empty") == {"#dd"}, "the total")
