"""What a hand does: a pointer that rushes to and fro, and the same entered twice."""

from __future__ import annotations

import pytest
from inpage.noticing import TEXT, look, show  # noqa: F401

from kitka.recorder.model import Repeat, Thrash

PLACES = "<body style='margin:0;height:700px'><main>" + TEXT + "<button id=last>Last</button>"
CANVAS = "<canvas id=c width=900 height=500></canvas>"
SWEEP = """async ([times, left, right, buttons, press, frames]) => {
  const tell = (type, x, y) => document.elementFromPoint(x, y).dispatchEvent(new PointerEvent(
    type, { bubbles: true, clientX: x, clientY: y, pointerType: "mouse", buttons }));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  for (let turn = 0; turn < times; turn++) {
    for (let part = 0; part < 5; part++) {
      const way = ((right - left) * part) / 4;
      tell("pointermove", turn % 2 ? right - way : left + way, 300 + turn);
      for (let rest = 0; rest < frames; rest++) await frame();
    }
  }
  if (press) tell("pointerdown", right, 300);
  // Longer than anybody waits for a press after it.
  const end = Date.now() + 400;
  while (Date.now() < end) await frame();
}"""


def sweep(page, times=8, left=100, right=700, buttons=0, press=False, frames=1):
    """Moves to and fro within the page, a move a frame, as a hand does."""
    page.evaluate(SWEEP, [times, left, right, buttons, press, frames])


def test_a_pointer_that_rushes_to_and_fro(show):  # noqa: F811
    log = show(PLACES)
    sweep(log.page)
    told = log.wait_for(Thrash)
    assert told.reversals >= 4 and told.distance >= 800 and told.duration_ms > 0


@pytest.mark.parametrize(("style", "told"), [("* { cursor: none }", 1), ("", 0)])
def test_a_slower_hand_where_the_page_hides_the_pointer(show, style, told):  # noqa: F811
    log = show(f"<style>{style}</style>" + PLACES)
    sweep(log.page, frames=6)
    look(log)
    assert len(log.events(Thrash)) == told


def test_a_page_that_stops_the_clock(show):  # noqa: F811
    log = show(PLACES)
    log.page.evaluate("performance.now = () => 0")
    sweep(log.page)
    assert log.wait_for(Thrash).reversals >= 4


@pytest.mark.parametrize(
    "how",
    [
        {"press": True},
        {"buttons": 1},
        {"times": 1, "left": 0, "right": 999},  # far, but one way
        {"times": 20, "left": 300, "right": 340},  # a trembling hand
    ],
)
def test_a_pointer_that_does_something(show, how):  # noqa: F811
    log = show(PLACES)
    sweep(log.page, **how)
    look(log)
    assert log.events(Thrash) == []


def test_where_a_pointer_draws(show):  # noqa: F811
    log = show(CANVAS)
    sweep(log.page)
    look(log)
    assert log.events(Thrash) == []


MENU = (
    "<body style='margin:0;height:700px'><main>"
    + TEXT
    + (
        "<button id=menu style='position:absolute;left:90px;top:280px;width:60px;height:40px'>Menu"
        "</button></main>"
    )
)


def visit(page, times, press=""):
    """Moves onto the menu's button and 150 px away from it, then perhaps presses something."""
    for _ in range(times):
        page.mouse.move(120, 300, steps=3)
        page.wait_for_timeout(300)  # no hurry: that would be another thing
        page.mouse.move(120, 450, steps=3)
        page.wait_for_timeout(300)
    if press:
        page.click(press)


def test_a_pointer_that_comes_back_to_what_it_cannot_reach(show):  # noqa: F811
    log = show(MENU)
    visit(log.page, 4)
    told = log.wait_for(Thrash)
    assert told.target.name == "Menu" and told.reversals == 7
    assert told.distance > 600 and told.duration_ms > 0


def test_what_could_not_be_reached_before_something_else_was_pressed(show):  # noqa: F811
    log = show(MENU + "<button id=other>Other</button>")
    visit(log.page, 5, press="#other")
    assert log.wait_for(Thrash).target.name == "Menu"


@pytest.mark.parametrize(("times", "press"), [(3, ""), (4, "#menu")])
def test_a_pointer_that_only_looks_round(show, times, press):  # noqa: F811
    log = show(MENU)
    visit(log.page, times, press)
    log.page.wait_for_timeout(2_100)  # nobody waits for a press any longer
    look(log)
    assert log.events(Thrash) == []


FORM = """<main><form id=guest><label>E-mail <input name=email></label>
<label>E-mail again <input name=email2></label><label>Size <input name=size></label>
<label>Size again <input name=size2></label>
<label>Password <input type=password name=pw></label>
<label>Password again <input type=password name=pw2></label>
<label>Card <input name=card_number></label><label>Card again <input name=cardno id=card2></label>
<input type=search name=q aria-label=Search><input name=filled aria-label=Filled>
<button>Go on</button></form>"""
BILLING = "<main><form id=billing><label>Contact <input name=contact></label></form>"
SECRET = "aino.secret@example.com"


def enter(page, name, value):
    page.fill(f"[name={name}]", value)
    page.press(f"[name={name}]", "Tab")


def test_the_same_entered_twice(show):  # noqa: F811
    log = show(FORM)
    enter(log.page, "email", SECRET)
    enter(log.page, "email2", " " + SECRET.upper())
    told = log.wait_for(Repeat)
    assert (told.first.name, told.target.name) == ("E-mail", "E-mail again")
    assert told.same_page is True and told.first.rect is None
    look(log)
    assert log.containing(SECRET) == [] and log.containing("secret") == []
    kept = log.page.evaluate("sessionStorage['kitka.entered']")
    assert "secret" not in kept and "aino" not in kept
    log.page.evaluate("window[Symbol.for('kitka.recorder')].end()")
    assert log.page.evaluate("Object.keys(sessionStorage)") == []


def test_the_same_on_the_next_page(record, shop):
    log = record(session="s1")
    for path, html in (("/a", FORM), ("/b", BILLING)):
        log.page.route(
            f"{shop}{path}",
            lambda route, _, html=html: route.fulfill(body=html, content_type="text/html"),
        )
    log.page.goto(f"{shop}/a")
    enter(log.page, "email", SECRET)
    log.page.goto(f"{shop}/b")
    enter(log.page, "contact", SECRET)
    told = log.wait_for(Repeat)
    assert (told.first.name, told.target.name, told.same_page) == ("E-mail", "Contact", False)
    log.page.goto(f"{shop}/a")  # the same question again, after a refusal perhaps
    log.page.fill("[name=email]", "")
    enter(log.page, "email", SECRET)
    look(log)
    assert [r.target.name for r in log.events(Repeat)] == ["Contact"]


def test_the_last_field_before_enter(record, shop):
    """Enter sends the form, and nobody leaves the field, here or there."""
    log = record(session="s1")
    page = log.page
    for path, html in (("/a", FORM), ("/b", BILLING)):
        page.route(
            f"{shop}{path}?*",
            lambda route, _, html=html: route.fulfill(body=html, content_type="text/html"),
        )
    page.goto(f"{shop}/a?1")
    page.fill("[name=email]", SECRET)
    page.press("[name=email]", "Enter")
    page.wait_for_url("**/a?email=*")
    page.goto(f"{shop}/b?1")
    page.fill("[name=contact]", SECRET)
    page.press("[name=contact]", "Enter")
    page.wait_for_url("**/b?contact=*")
    told = log.wait_for(Repeat)
    assert (told.first.name, told.target.name, told.same_page) == ("E-mail", "Contact", False)
    assert len(log.events(Repeat)) == 1


def test_what_is_rightly_asked_or_filled_in_again(show):  # noqa: F811
    log = show(FORM)
    page = log.page
    for name in ("pw", "pw2"):
        enter(page, name, "kuusi palaa")
    for name in ("card_number", "cardno"):
        enter(page, name, "4111111111111111")
    for name in ("size", "size2"):  # too short to tell
        enter(page, name, "42")
    enter(page, "email", SECRET)
    enter(page, "email", SECRET)
    enter(page, "q", SECRET)
    page.evaluate(
        f"const field = document.querySelector('[name=filled]'); field.focus();"
        f"field.value = '{SECRET}'; field.dispatchEvent(new Event('input', {{bubbles: true}}))"
    )
    page.press("[name=filled]", "Tab")
    look(log)
    assert log.events(Repeat) == []


CODES = {
    "postcode": True, "billing_postal-code": True, "zipCode": True, "ship[zip_code]": True,
    "postikoodi": True, "country_code": True,
    "code": False, "verification_code": False, "discount_code": False, "securityCode": False,
    "vahvistuskoodi": False, "alennuskoodi": False, "postcode_promo_code": False,
}  # fmt: skip


def test_codes_of_places_are_asked_twice_and_others_are_not(show):  # noqa: F811
    fields = "".join(f"<input name='{name}' aria-label='{name}'>" for name in CODES)
    log = show(f"<main><form><input name=first aria-label=First>{fields}</form>")
    for number, name in enumerate(CODES):
        value = f"0012{number}x"
        log.page.fill("[name=first]", "")
        enter(log.page, "first", value)
        enter(log.page, f"'{name}'", value)
    look(log)
    assert {told.target.name for told in log.events(Repeat)} == {n for n in CODES if CODES[n]}


def test_another_session_knows_nothing_of_it(record, shop):
    log = record(session="s2")
    log.page.route(f"{shop}/a", lambda route: route.fulfill(body=FORM, content_type="text/html"))
    log.page.goto(f"{shop}/a")
    enter(log.page, "email", SECRET)
    log.page.evaluate(
        "sessionStorage['kitka.entered'] = sessionStorage['kitka.entered'].replace('s2', 's1')"
    )
    enter(log.page, "email2", SECRET)
    look(log)
    assert log.events(Repeat) == []
