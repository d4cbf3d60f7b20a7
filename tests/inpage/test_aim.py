"""What a press was aimed at, where something came between the aim and the press."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Click, Load

COVER = """() => {
  const chat = document.body.appendChild(document.createElement("div"));
  chat.style.cssText = "position: fixed; inset: 0; background: white";
  chat.innerHTML = "<p>May we help?</p>";
}"""
PUSH = """() => new Promise(resolve => {
  const banner = document.createElement("div");
  banner.style.height = "120px";
  banner.textContent = "Today only";
  document.body.prepend(banner);
  requestAnimationFrame(() => requestAnimationFrame(resolve));
})"""
NUDGE = PUSH.replace("120px", "3px")
SEEN = "since => performance.now() - since > 550"


@pytest.fixture
def presses(record, shop):
    log = record()
    log.page.goto(f"{shop}/presses.html")
    log.wait_for(Load)
    log.page.evaluate("scrollTo(0, 0)")
    return log


def aim(log, selector):
    box = log.page.locator(selector).bounding_box()
    log.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def press(log):
    before = len(log.events(Click))
    log.page.mouse.down()
    log.page.mouse.up()
    return log.wait(lambda: log.events(Click)[before:], "a press")[0]


def holds(rect, click):
    return 0 <= click.x - rect.x <= rect.width and 0 <= click.y - rect.y <= rect.height


def test_something_solid_that_came_just_before_the_press(presses):
    aim(presses, "#covered")
    presses.page.evaluate(COVER)
    click = press(presses)
    assert click.under is None  # solid: whoever presses now may mean what lies there
    assert click.aimed.name == "Order" and holds(click.aimed.rect, click)


def test_who_had_time_to_see_it_means_it(presses):
    aim(presses, "#covered")
    presses.page.evaluate(COVER)
    presses.page.wait_for_function(SEEN, arg=presses.page.evaluate("performance.now()"))
    assert press(presses).aimed is None


def test_what_the_page_moved_away(presses):
    aim(presses, "#infieldset")
    aim(presses, "#aria")
    presses.page.evaluate(PUSH)
    click = press(presses)
    assert click.aimed.name == "Later" and not holds(click.aimed.rect, click)
    assert click.target.name != "Later"


def test_what_is_still_met_was_not_moved_away(presses):
    aim(presses, "#aria")
    presses.page.evaluate(NUDGE)
    click = press(presses)
    assert click.target.name == "Later" and click.aimed is None


def test_a_control_of_an_old_dialog_that_is_marked_under_the_pointer(presses):
    """Its style changes as the pointer comes; what lies beneath the dialog was never meant."""
    dialog = COVER.replace("<p>May we help?</p>", "<button id=accept>Accept</button>")
    presses.page.evaluate(dialog)
    box = presses.page.locator("#covered").bounding_box()
    presses.page.evaluate(
        """([x, y]) => {
          const place = `position: fixed; left: ${x}px; top: ${y}px;`;
          accept.style.cssText = place + "width: 140px; height: 40px";
          accept.onmouseenter = () => { accept.className = "hover"; };
        }""",
        [box["x"], box["y"]],
    )
    presses.page.wait_for_function(SEEN, arg=presses.page.evaluate("performance.now()"))
    aim(presses, "#accept")
    click = press(presses)
    assert click.target.name == "Accept" and click.aimed is None


@pytest.mark.parametrize("change", [COVER, PUSH], ids=["covered", "moved"])
def test_what_a_press_of_one_s_own_brought_was_awaited(presses, change):
    presses.page.evaluate(f"late.onclick = {change}")
    aim(presses, "#late")
    press(presses)
    presses.page.wait_for_function("document.body.innerText.match(/May we|Today/)")
    assert press(presses).aimed is None


TAKE = "() => { aria.remove(); return new Promise(requestAnimationFrame); }"
ANEW = "() => { aria.outerHTML = aria.outerHTML; return new Promise(requestAnimationFrame); }"


@pytest.mark.parametrize(("change", "meant"), [(TAKE, "Later"), (ANEW, None)])
def test_what_the_page_took_away(presses, change, meant):
    """Drawn anew, as frameworks do, it stands there as before."""
    aim(presses, "#infieldset")
    aim(presses, "#aria")
    presses.page.evaluate(change)
    aimed = press(presses).aimed
    assert (aimed.name if aimed else None) == meant
