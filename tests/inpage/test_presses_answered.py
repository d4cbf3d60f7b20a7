"""What answers a press: waves and styles that do not, and what comes late."""

from __future__ import annotations

import pytest
from inpage.pressing import press

from kitka.recorder.model import Reaction

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
