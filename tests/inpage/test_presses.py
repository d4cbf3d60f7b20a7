"""Presses that no click tells of, that something else received, or whose answer comes late."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Click, Load, Reaction


@pytest.fixture
def presses(record, shop):
    log = record()
    log.page.goto(f"{shop}/presses.html")
    log.wait_for(Load)
    return log


def press(log, selector, at=None):
    """Presses the middle of ``selector`` (or ``at`` px from its corner), whatever lies there."""
    before = len(log.events(Click))
    log.page.locator(selector).scroll_into_view_if_needed()
    box = log.page.locator(selector).bounding_box()
    dx, dy = at or (box["width"] / 2, box["height"] / 2)
    log.page.mouse.click(box["x"] + dx, box["y"] + dy)
    return log.wait(lambda: log.events(Click)[before:], selector)[0]


def described(log, selector):
    """The target of a keyboard press on ``selector``."""
    before = len(log.events(Click))
    log.page.press(selector, "Enter")
    return log.wait(lambda: log.events(Click)[before:], selector)[0].target


# ---------------------------------------------------------------- disabled


@pytest.mark.parametrize(
    ("selector", "pressed"),
    [
        ("#disabled", "#disabled"), ("#inner", "#disabled"), ("#infieldset", "#infieldset"),
        ("#disabledfield", "#disabledfield"),
    ],
)  # fmt: skip
def test_a_press_on_what_is_disabled_is_told_though_no_click_comes(presses, selector, pressed):
    presses.page.evaluate("window.clicks = 0; addEventListener('click', () => { clicks += 1; })")
    click = press(presses, selector)
    assert click.target.selector == pressed and click.target.disabled and click.target.interactive
    assert click.pointer == "mouse" and click.count == 1 and click.x > 0
    assert presses.wait_for(Reaction, click=click.id).after == {}
    assert len(presses.events(Click)) == 1 and presses.page.evaluate("clicks") == 0


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


WAVES = """(how) => {
  const layer = (within, style = "") => {
    const span = document.createElement("span");
    span.style = "position:absolute;inset:0;pointer-events:none;" + style;
    return within.appendChild(span);
  };
  const style = document.head.appendChild(document.createElement("style"));
  style.textContent = "@keyframes fade { to { opacity: 0 } } .leaving { animation: fade 50ms }";
  const button = document.createElement("button");
  button.id = "waves"; button.textContent = "Buy"; button.style.position = "relative";
  document.body.prepend(button);
  const root = how === "anew" ? null : layer(button);
  let wave, child;
  button.addEventListener("mousedown", () => {
    wave = layer(root ?? button);
    child = layer(wave, "position:static");
  });
  button.addEventListener("click", () => {
    child.className = "leaving";
    setTimeout(() => wave.remove(), 60);
    setTimeout(() => {
      if (how === "tick") layer(button).innerHTML = "<svg width=9 height=9><path/></svg>";
      if (how === "word") root.textContent = "Added";
    }, 90);
  });
}"""


@pytest.mark.parametrize(
    ("how", "answered"),
    [("kept", False), ("anew", False), ("tick", True), ("word", True)],
)
def test_waves_over_a_pressed_button_are_no_answer(presses, how, answered):
    """As Material UI's, Angular Material's and Vuetify's, which come without any handler."""
    presses.page.evaluate(WAVES, how)
    click = press(presses, "#waves")
    assert ("mutation" in presses.wait_for(Reaction, click=click.id).after) == answered


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


def test_a_framework_s_marks_are_seen_only_where_a_style_looks_at_them(presses):
    mark = "never.onclick = () => never.classList.toggle('ng-submitted')"
    presses.page.evaluate(mark)
    click = press(presses, "#never")
    assert presses.wait_for(Reaction, click=click.id).after == {}
    presses.page.add_style_tag(content=".ng-submitted { color: red }")
    click = press(presses, "#never")
    assert "mutation" in presses.wait_for(Reaction, click=click.id).after


def test_a_page_s_styles_are_not_read_for_every_change(presses):
    presses.page.add_style_tag(content=".plain { color: red }")
    presses.page.evaluate(
        """() => {
          window.reads = 0;
          const { get } = Object.getOwnPropertyDescriptor(CSSStyleRule.prototype, "selectorText");
          Object.defineProperty(CSSStyleRule.prototype, "selectorText", {
            configurable: true,
            get() { window.reads += 1; return get.call(this); },
          });
          never.onclick = () => never.classList.toggle("ng-touched");
        }"""
    )
    reads = []
    for _ in range(3):
        click = press(presses, "#never")
        assert presses.wait_for(Reaction, click=click.id).after == {}
        reads.append(presses.page.evaluate("reads"))
    assert 0 < reads[0] == reads[1] == reads[2]


def test_a_touch_on_what_is_disabled(browser, record, shop):
    context = browser.new_context(has_touch=True)
    log = record(context.new_page())
    log.page.goto(f"{shop}/presses.html")
    log.wait_for(Load)
    log.page.locator("#disabled").tap(force=True)
    click = log.wait_for(Click)
    assert (click.pointer, click.target.disabled) == ("touch", True)
    context.close()


def test_a_drag_onto_what_is_disabled_is_no_press(presses):
    presses.page.locator("#plain").hover()
    presses.page.mouse.down()
    presses.page.locator("#inner").hover(force=True)
    presses.page.mouse.up()
    presses.page.click("h1")
    presses.flush()
    assert not any(click.target.disabled for click in presses.events(Click))


def test_said_to_be_disabled_and_not_any_more(presses):
    assert press(presses, "#aria").target.disabled
    presses.page.evaluate("document.getElementById('aria').removeAttribute('aria-disabled')")
    assert not press(presses, "#aria").target.disabled


def test_a_disabled_control_that_lets_presses_fall_through(presses):
    """As Bootstrap and MUI style theirs: the press is received by what they stand in."""
    click = press(presses, "#fallen")
    assert click.target.selector == "#fallen" and click.target.disabled and click.under is None
    greyed = press(presses, "#greyed")
    assert greyed.target.name == "Greyed" and greyed.target.disabled and greyed.under is None
    asleep = press(presses, "#fallenon")
    assert asleep.under.selector == "#fallenon" and not asleep.target.interactive
    beside = press(presses, "#fallplace", at=(250, 20))
    assert beside.under is None and not beside.target.disabled


# ---------------------------------------------------------------- received by something else


@pytest.mark.parametrize("selector", ["#covered", "#dimmed", "#stretched"])
def test_the_control_under_something_transparent(presses, selector):
    click = press(presses, selector)
    assert click.under.selector == selector and click.target.selector != selector


def test_the_choice_under_something_transparent(presses):
    """Of a choice one sees the label; the box itself is often hidden."""
    assert press(presses, "#card1").under.selector == "#way"


@pytest.mark.parametrize("selector", ["#metres", "#maker"])
def test_the_control_under_a_link_that_is_stretched_over_its_card(presses, selector):
    click = press(presses, selector)
    assert click.target.selector == "#rope" and click.under.selector == selector
    assert click.under.rect.y <= click.y <= click.under.rect.y + click.under.rect.height


@pytest.mark.parametrize("selector", ["#rope", "#about", "#picture", "#card2"])
def test_a_card_that_is_a_link_as_a_whole(presses, selector):
    """Its words, its picture, its edge: all of that is pressed to get where its name leads."""
    click = press(presses, selector, (4, 4) if selector == "#card2" else None)
    assert click.target.selector == "#rope" and click.under is None


def test_a_choice_whose_box_is_elsewhere_is_met_by_its_label(presses):
    click = press(presses, "#pick")
    assert click.target.selector == "#box" and click.under is None


@pytest.mark.parametrize("selector", ["#hidden", "#named", "#plain", "h1", "#panel p"])
def test_nothing_was_meant_under_what_can_be_seen(presses, selector):
    assert press(presses, selector).under is None


# ---------------------------------------------------------------- steppers


@pytest.mark.parametrize("number", ["#s1", "#s2", "#s3", "#s4", "#s5", "#s6"])
def test_steppers(presses, number):
    assert described(presses, number).stepper


@pytest.mark.parametrize("number", ["#n1", "#n2", "#n4", "#n5", "#late"])
def test_buttons_that_are_none(presses, number):
    assert not described(presses, number).stepper


# ---------------------------------------------------------------- late answers


def reactions(log, click):
    return [event for event in log.events(Reaction) if event.click == click.id]


def test_an_answer_that_comes_after_the_first_reaction(presses):
    click = press(presses, "#late")
    presses.wait(lambda: reactions(presses, click)[1:], "the second")
    first, second = reactions(presses, click)
    assert first.after == {} and 2500 <= first.observed_ms < 3200
    assert 3100 < second.after["mutation"] < 6900 and second.observed_ms >= second.after["mutation"]


def test_nothing_until_seven_seconds(presses):
    click = press(presses, "#never")
    presses.wait(lambda: reactions(presses, click)[1:], "the second")
    first, second = reactions(presses, click)
    assert first.after == second.after == {}
    assert 2500 <= first.observed_ms < 7000 <= second.observed_ms


def test_a_later_press_keeps_its_answer_to_itself(presses):
    dead = press(presses, "#never")
    presses.wait(lambda: reactions(presses, dead), "quiet")
    other = press(presses, "#other")
    answered = presses.wait_for(Reaction, click=other.id)
    presses.wait(lambda: reactions(presses, dead)[1:], "the end")
    assert "mutation" in answered.after and reactions(presses, dead)[-1].after == {}


def test_what_is_known_before_the_way_out(presses, server, shop):
    """On the way to another site nothing can be told any more."""
    server.held.clear()
    presses.page.evaluate("() => { byId('leaves').onclick = () => { location = '/hold' } }")
    click = press(presses, "#leaves")
    told = presses.wait(lambda: reactions(presses, click), "told at once")[0]
    server.held.set()
    assert "unloading" in told.after and told.observed_ms < 2500
    presses.page.wait_for_url("**/hold")  # closed on the way it may hang: playwright#42366


def test_a_clock_that_nobody_knew_yet_is_no_answer(presses):
    presses.page.evaluate("startClock()")
    click = press(presses, "#never")
    presses.page.wait_for_function("window.ticked")
    assert presses.wait_for(Reaction, click=click.id).after == {}


FIELD = """() => {
  const style = document.createElement("style");
  style.textContent = "#typed { border: 2px solid grey; transition: border-color .2s; } " +
    "#typed:focus { border-color: blue; }";
  document.head.append(style);
  document.querySelector("#disabled").insertAdjacentHTML("beforebegin",
    "<p><input id=typed aria-label=Typed></p><button id=dead type=button>Dead</button>");
}"""


def test_a_field_that_loses_its_focus_is_no_answer(presses):
    """As on every phone: a tap takes the focus away and presses within one frame."""
    presses.page.evaluate(FIELD)
    presses.page.focus("#typed")
    presses.page.keyboard.type("abc")
    click = press(presses, "#dead")
    assert presses.wait_for(Reaction, click=click.id).after == {}
