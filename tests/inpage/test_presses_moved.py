"""Presses on controls that are replaced or move away, by mouse and by finger."""

from __future__ import annotations

import pytest
from inpage.pressing import press

from kitka.recorder.model import Click, Load, Reaction

REPLACED = """named => {
  const old = document.getElementById("other");
  old.addEventListener("mousedown", () => {
    const next = old.cloneNode(true);
    next.textContent = named;
    old.replaceWith(next);
  });
}"""


def test_a_control_that_is_replaced_under_the_pointer(presses):
    presses.page.evaluate(REPLACED, "Other")
    click = press(presses, "#other")
    assert (click.target.name, click.pointer) == ("Other", "mouse") and click.target.interactive
    assert presses.wait_for(Reaction, click=click.id).after == {}


def test_what_did_its_work_when_pressed_was_not_pressed_in_vain(presses):
    presses.page.evaluate(REPLACED, "Another")
    box = presses.page.locator("#other").bounding_box()
    presses.page.mouse.click(box["x"] + 5, box["y"] + 5)
    press(presses, "#aria")
    assert "Other" not in [click.target.name for click in presses.events(Click)]


JUMPS = """() => {
  const note = document.createElement("div");
  note.style.height = "90px";
  document.body.prepend(note);
  late.addEventListener("mousedown", () => note.remove());
}"""


def test_a_control_that_jumps_away_from_the_press(presses):
    """A note that shows only while a field has the focus goes when the button is pressed."""
    presses.page.evaluate(JUMPS)
    click = press(presses, "#late")
    assert click.target.name == "Late" and click.target.interactive
    assert presses.wait_for(Reaction, click=click.id).after == {}
    press(presses, "#other")
    assert [one.target.name for one in presses.events(Click)] == ["Late", "Other"]


FOOTER = """() => {
  const note = document.createElement("div");
  note.style.height = "90px";
  document.body.prepend(note);
  const drawn = late.parentElement.innerHTML;
  document.querySelector("h1").insertAdjacentHTML("afterend", "<input id=said aria-label=Said>");
  said.addEventListener("blur", () => { note.remove(); late.parentElement.innerHTML = drawn; });
  said.focus();
}"""


def test_a_control_that_is_drawn_anew_and_elsewhere(presses):
    presses.page.evaluate(FOOTER)
    click = press(presses, "#late")
    assert (click.target.name, click.pointer) == ("Late", "mouse")
    assert presses.wait_for(Reaction, click=click.id).after == {}


@pytest.fixture
def phone(browser, record, shop):
    """A page that is touched; ``at`` says where a control stands."""
    context = browser.new_context(has_touch=True, viewport={"width": 1000, "height": 1400})
    log = record(context.new_page())
    log.page.goto(f"{shop}/presses.html")
    log.wait_for(Load)
    yield log
    context.close()


def tap(log, selector):
    box = log.page.locator(selector).bounding_box()
    log.page.touchscreen.tap(box["x"] + 5, box["y"] + 5)


def taps(log):
    """What was told of taps, once one that is answered as any other has been told, too."""
    log.page.evaluate("document.activeElement.blur()")
    tap(log, "#other")
    log.wait(lambda: [c for c in log.events(Click) if c.target.name == "Other"], "the last")
    return [(c.target.name, c.pointer) for c in log.events(Click)][:-1]


@pytest.mark.parametrize("drawn", ["note.remove()", "again()", "note.remove(), again()"])
def test_a_tap_that_draws_the_page_anew_because_a_field_is_left(phone, drawn):
    """A finger's press takes the focus away after it has gone up, and no click follows."""
    draws = FOOTER.replace("note.remove(); late.parentElement.innerHTML = drawn", drawn)
    again = "const again = () => { late.parentElement.innerHTML = drawn; };"
    phone.page.evaluate(draws.replace("said.focus()", f"said.focus(); {again}"))
    tap(phone, "#late")
    click = phone.wait_for(Click)
    assert (click.target.name, click.pointer, click.aimed) == ("Late", "touch", None)
    assert phone.wait_for(Reaction, click=click.id).after == {}
    assert taps(phone) == [("Late", "touch")]


def test_a_control_that_moves_from_under_a_finger_before_it_goes_up(phone):
    phone.page.evaluate("""() => {
      late.parentElement.style.cssText = "position: absolute; left: 0; top: 1200px";
      addEventListener("touchstart", () => { late.parentElement.style.top = "1300px"; });
      document.body.insertAdjacentHTML("beforeend",
        "<button id=stays style='position: absolute; left: 0; top: 1190px; width: 400px; " +
        "height: 60px; z-index: -1'>Stays</button>");
    }""")
    tap(phone, "#late")
    click = phone.wait_for(Click)
    assert (click.target.name, click.aimed.name) == ("Stays", "Late")
    assert click.aimed.rect.y > click.y


MOVES = "(e) => { e.preventDefault(); late.style.marginTop = '99px'; }, {passive: false}"


@pytest.mark.parametrize(
    "work",
    ["", "'touchstart', () => late.remove()", f"'touchstart', {MOVES}", f"'touchend', {MOVES}"],
)
def test_taps_that_were_not_in_vain(phone, work):
    """What is done by the touch itself takes its control away, or moves it."""
    phone.page.evaluate(f"late.addEventListener({work})" if work else "")
    tap(phone, "#late")
    told = taps(phone)
    assert (told.count(("Late", "touch")), len(told)) == ((0, len(told)) if work else (1, 1))


def test_a_swipe_is_no_tap(phone):
    box = phone.page.locator("#late").bounding_box()
    x, y = box["x"] + 5, box["y"] + 5
    phone.page.evaluate("addEventListener('touchmove', () => { late.style.marginTop = '99px' })")
    session = phone.page.context.new_cdp_session(phone.page)
    touch = "Input.dispatchTouchEvent"
    session.send(touch, {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    for moved in (20, 40, 60):
        points = [{"x": x + moved, "y": y}]
        session.send(touch, {"type": "touchMove", "touchPoints": points})
    session.send(touch, {"type": "touchEnd", "touchPoints": []})
    assert taps(phone) == []


def test_what_the_shopper_scrolls_away_was_not_moved_by_the_page(presses):
    box = presses.page.locator("#late").bounding_box()
    presses.page.mouse.move(box["x"] + 5, box["y"] + 5)
    presses.page.mouse.down()
    presses.page.evaluate("document.body.style.minHeight = '3000px'; scrollBy(0, 60)")
    presses.page.wait_for_function("scrollY === 60")
    presses.page.evaluate(
        "() => new Promise((done) => requestAnimationFrame(() => setTimeout(done)))"
    )
    presses.page.mouse.up()
    press(presses, "#other")
    assert "Late" not in [click.target.name for click in presses.events(Click)]


def test_what_is_dragged_away_from_was_not_pressed(presses):
    box = presses.page.locator("#late").bounding_box()
    presses.page.mouse.move(box["x"] + 5, box["y"] + 5)
    presses.page.mouse.down()
    presses.page.mouse.move(box["x"] + 5, box["y"] + 90)
    presses.page.mouse.up()
    press(presses, "#other")
    assert "Late" not in [click.target.name for click in presses.events(Click)]
