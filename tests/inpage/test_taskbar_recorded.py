"""Of the task bar nothing is recorded but what it tells itself."""

from __future__ import annotations

import json

from inpage.bar import BUYER, EN, GOAL, Tried
from playwright.sync_api import Page

from kitka.recorder.model import (
    Aside,
    Blur,
    Change,
    Click,
    Copied,
    Focus,
    Load,
    Message,
    OffSite,
    Pointer,
    Reaction,
    Said,
    Scroll,
    Shift,
)

BAR = """() => {
  const bar = document.createElement("div");
  bar.setAttribute("data-kitka-bar", "");
  bar.style.cssText = "position: fixed; inset: auto 0 0 0; height: 60px; z-index: 9";
  const root = bar.attachShadow({ mode: "closed" });
  root.innerHTML = "<button style='width: 100%; height: 60px'>I am finished</button><input>";
  root.querySelector("button").addEventListener("click", () => {
    root.querySelector("input").focus();
    root.querySelector("button").textContent = "Pressed";
    bar.style.height = "80px";
    bar.setAttribute("aria-expanded", "true");
    document.body.append(bar);
  });
  document.documentElement.append(bar);
}"""


def press_bar(log):
    log.page.mouse.click(500, 680)
    log.page.wait_for_function("document.body.lastChild.style?.height === '80px'")


def test_nothing_on_the_task_bar_is_an_event(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.wait(lambda: any(event["type"] == 2 for event in log.replay()), "snapshot")
    log.page.evaluate(BAR)
    press_bar(log)
    log.page.keyboard.type("Kanarialintu")
    log.page.mouse.move(400, 690)
    log.page.reload()
    log.page.wait_for_load_state()
    log.flush()
    kinds = {type(event) for event in log.events()}
    assert not kinds & {Click, Reaction, Focus, Change, Blur, Pointer, Scroll, Shift, Message}
    told = log.raw
    assert not any(
        "data-kitka-bar" in raw or "finished" in raw or "Kanarialintu" in raw for raw in told
    )


def test_the_task_bar_answers_no_press_on_the_shop(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate(BAR)
    log.page.click("#dead")
    press_bar(log)
    dead = log.wait_for(Reaction, click=0)
    assert dead.after == {} and dead.observed_ms >= 2500


def test_it_is_in_no_snapshot_either(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html", wait_until="commit")
    log.page.evaluate(BAR)
    log.wait(lambda: any(event["type"] == 2 for event in log.replay()), "snapshot")
    assert log.containing("data-kitka-bar") == []


def test_what_the_task_bar_tells(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    for event in (
        {"kind": "aside", "what": "buyer", "state": "begin"},
        {"kind": "copied", "field": "email"},
        {"kind": "said", "what": "done"},
    ):
        log.page.evaluate("(event) => window[Symbol.for('kitka.recorder')].emit(event)", event)
    assert log.wait_for(Aside).what == "buyer" and log.wait_for(Copied).field == "email"
    said = log.wait_for(Said, what="done")
    assert said.t > 0 and said.view == 0


def test_trips_are_told_by_the_driver_here(record, shop):
    """A page tells of them where nobody else can: test_loader_journey.py."""
    log = record(elsewhere=("https://pay.example",))
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    assert log.events(OffSite) == []


def recorded(page: Page, taskbar: str) -> None:
    """The bar, speaking to the recorder that is in the page, too."""
    bar = {"language": "en", "goal": GOAL, "buyer": BUYER, "texts": EN}
    emit = 'emit: (event) => window[Symbol.for("kitka.recorder")].emit(event)'
    start = f"kitkaBar.start({json.dumps(bar)}, {{ {emit}, say() {{}} }}, {{ open: true }})"
    page.add_init_script(f"(() => {{ {taskbar}; {start} }})()")


def test_the_recorder_hears_only_what_the_bar_tells(record, shop, taskbar):
    log = record()
    recorded(log.page, taskbar)
    tried = Tried(log.page, taskbar, shop)
    log.page.goto(f"{shop}/taskbar_checkout.html?plain")
    tried.press(EN["task"], EN["details"], f"{EN['copy']}: Name", EN["done"], EN["done_no"])
    tried.press(EN["menu"], EN["close"])
    log.wait(lambda: len(log.events(Aside)) == 8, "the asides")
    log.flush()
    assert [log.events(kind) for kind in (Click, Reaction, Focus, Shift)] == [[]] * 4
    assert log.page_errors == []


def test_the_recorder_knows_that_reading_ended_with_the_page(record, shop, taskbar):
    log = record()
    recorded(log.page, taskbar)
    tried = Tried(log.page, taskbar, shop)
    log.page.goto(f"{shop}/taskbar_checkout.html?plain")
    tried.press(EN["task"])
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Aside, state="end")
