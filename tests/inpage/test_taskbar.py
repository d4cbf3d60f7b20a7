"""The task bar inside a shop: it tells what the person says, covers nothing, and is not heard."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from kitka.recorder.model import Aside, Click, Focus, Reaction, Shift

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "recorder" / "inpage" / "taskbar"
TEXTS = ROOT / "recorder" / "participants" / "texts"
AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
ESBUILD = [
    "node_modules/.bin/esbuild", "recorder/inpage/taskbar/index.ts", "--bundle", "--minify",
    "--format=iife", "--global-name=kitkaBar", "--target=es2020", "--drop:console",
]  # fmt: skip

HOST = "[data-kitka-bar]"
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
BUYER = [
    {"key": "name", "label": "Name", "value": "Aino Testinen"},
    {"key": "email", "label": "E-mail", "value": "p07@study.example"},
    {"key": "card", "label": "Card number", "value": "4242 4242 4242 4242"},
]
GOAL = "You and a friend need two small backpacks for a trip. Buy them as you normally would."

# What the page keeps of the bar's events outlives it: some come when the page is left.
START = """
const told = (event) => {
  const all = JSON.parse(localStorage.getItem("told") ?? "[]");
  localStorage.setItem("told", JSON.stringify([...all, event]));
};
window.answers ??= [];
const say = async (what, keep) => {
  told({ kind: "say", what, keep });
  const answer = window.answers.shift() ?? "known";
  if (answer === "never") await new Promise(() => undefined);
  if (answer !== "known") throw new Error(answer);
};
kitkaBar.start(%s, { emit: told, say }, { open: %s });
"""

# Every control of the shop, scrolled to in both ways: those that the bar covers, once it has had
# the time to step aside.
COVERED = """async (tries) => {
  const controls = [...document.querySelectorAll("a,button,input,select,#chat")]
    .filter((element) => element.checkVisibility() && !element.closest("dialog"));
  const covered = [];
  const covers = (element) => {
    const { left, top, width, height } = element.getBoundingClientRect();
    const hit = document.elementFromPoint(left + width / 2, top + height / 2);
    return hit?.closest("[data-kitka-bar]") !== null && hit !== null;
  };
  for (const block of ["nearest", "center", "end"]) {
    for (const element of controls) {
      element.scrollIntoView({ block, behavior: "instant" });
      for (let i = 0; i < tries && covers(element); i++) {
        await new Promise((done) => setTimeout(done, 50));
      }
      if (covers(element)) covered.push(`${block} ${element.textContent || element.name}`);
    }
  }
  return { covered, looked: controls.length };
}"""


@pytest.fixture(scope="session")
def taskbar() -> str:
    done = subprocess.run(ESBUILD, cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout


def texts(language: str) -> dict[str, str]:
    return tomllib.loads((TEXTS / f"bar.{language}.toml").read_text())


EN = texts("en")


class Tried:
    """A page of a shop with the bar in it."""

    def __init__(self, page: Page, source: str, shop: str) -> None:
        self.page = page
        self.source = source
        self.shop = shop
        self.errors: list[str] = []
        self.console: list[str] = []
        page.on("pageerror", lambda error: self.errors.append(error.message))
        page.on("console", lambda message: self.console.append(message.text))

    def open(self, path: str, *, hidden: bool = False, **options: Any) -> Tried:
        language = options.get("language", "en")
        bar = {"language": language, "goal": GOAL, "buyer": BUYER, "texts": texts(language)}
        start = START % (json.dumps({**bar, **options}), json.dumps(not hidden))
        self.page.add_init_script(f"(() => {{ {self.source}; {start} }})()")
        self.page.goto(f"{self.shop}/{path}")
        self.page.locator(HOST).wait_for(state="attached")
        return self

    def button(self, name: str) -> Locator:
        return self.page.locator(HOST).get_by_role("button", name=name, exact=True)

    def press(self, *names: str) -> None:
        for name in names:
            self.button(name).click()

    def told(self) -> list[str]:
        """``kind what state`` of each event, and of each call of ``say``."""
        kept = self.page.evaluate("JSON.parse(localStorage.getItem('told') ?? '[]')")
        return [" ".join(str(value) for value in event.values()) for event in kept]

    def focused(self) -> str:
        """The accessible name of what has the focus, in the bar or outside it."""
        name: str = self.page.evaluate(
            """() => {
              let active = document.activeElement;
              while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
              return active.getAttribute("aria-label") || active.name || active.textContent;
            }"""
        )
        return name


Try = Callable[..., Tried]


@pytest.fixture
def tried(context: BrowserContext, taskbar: str, shop: str) -> Tried:
    return Tried(context.new_page(), taskbar, shop)


@pytest.fixture
def phone(browser: Browser, taskbar: str, shop: str):
    context = browser.new_context(**PHONE)
    yield Tried(context.new_page(), taskbar, shop)
    context.close()


# ---------------------------------------------------------------- what it says


def test_every_text_is_there_in_both_languages_and_is_used():
    assert list(texts("fi")) == list(texts("en"))
    source = "".join(path.read_text() for path in SOURCES.glob("*.ts"))
    assert [key for key in EN if f'"{key}"' not in source] == []


def test_it_stands_under_html_closed_and_named(tried):
    tried.open("taskbar_checkout.html?plain", hidden=True)
    host = tried.page.locator(HOST)
    assert host.evaluate("host => [host.parentNode.tagName, host.shadowRoot, host.lang]") == [
        "HTML", None, "en",
    ]  # fmt: skip
    assert tried.errors == [] and tried.console == []


def test_closed_it_is_pressed_all_the_same(tried):
    tried.open("taskbar_checkout.html?plain", hidden=True)
    box = tried.page.locator(HOST).bounding_box()
    assert box
    tried.page.mouse.click(box["x"] + box["width"] - 26, box["y"] + box["height"] / 2)
    assert tried.told() == ["aside menu begin"]


def test_the_task_and_the_details(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["task"])
    expect(tried.page.get_by_role("dialog", name=EN["task"])).to_contain_text(GOAL)
    tried.press(EN["details"])
    expect(tried.page.get_by_role("dialog", name=EN["details"])).to_contain_text("Aino Testinen")
    tried.press(EN["details"])
    expect(tried.page.locator(HOST).get_by_role("dialog")).to_have_count(0)
    assert tried.told() == [
        "aside task begin", "aside task end", "aside buyer begin", "aside buyer end",
    ]  # fmt: skip


def test_without_a_buyer_there_are_no_details(tried):
    tried.open("taskbar_checkout.html?plain", buyer=[])
    expect(tried.button(EN["task"])).to_be_visible()
    expect(tried.button(EN["details"])).to_have_count(0)


def test_what_a_study_says_is_text(tried):
    evil = "<img src=x onerror=document.body.remove()>"
    tried.open(
        "taskbar_checkout.html?plain",
        goal=evil,
        buyer=[{"key": "name", "label": evil, "value": evil}],
        texts={**EN, "task": evil, "menu": evil},
    )
    for name in (evil, EN["details"]):
        tried.button(name).first.click()
        expect(tried.page.locator(HOST).get_by_role("dialog")).to_contain_text(evil)
    expect(tried.page.locator("h1")).to_be_visible()


@pytest.mark.parametrize(("what", "yes"), [("done", "done_yes"), ("stop", "stop_yes")])
def test_ending_a_task_takes_two_presses_and_one_of_them_can_be_taken_back(tried, what, yes):
    tried.open("taskbar_checkout.html?plain", next=f"{tried.shop}/taskbar_strict.html")
    tried.press(EN[what], EN[f"{what}_no"])
    assert tried.told() == ["aside menu begin", "aside menu end"]
    tried.press(EN[what])
    with tried.page.expect_navigation(url="**/taskbar_strict.html"):
        tried.press(EN[yes])
    assert tried.told()[2:] == [
        "aside menu begin", "aside menu end", f"said {what}", f"say {what} True",
    ]  # fmt: skip


def test_beside_a_researcher_it_says_thanks_and_stays(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["done"], EN["done_yes"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["thanks"])
    expect(tried.button(EN["done"])).to_have_count(0)
    padding = tried.page.evaluate("getComputedStyle(document.documentElement).paddingBottom")
    assert padding == "0px"
    assert tried.page.evaluate("sessionStorage.length") == 0


def test_what_could_not_be_sent_can_be_tried_again(tried):
    tried.page.add_init_script("window.answers = ['no network', 'never']")
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["stop"], EN["stop_yes"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["failed"])
    tried.press(EN["again"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["wait"])
    assert tried.told()[2:] == ["said stop", "say stop True", "say stop True"]


@pytest.mark.parametrize(("choice", "keep"), [("leave_keep", True), ("leave_erase", False)])
def test_leaving_the_study(tried, choice, keep):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["menu"], EN["leave"], EN["leave_no"])
    tried.press(EN["menu"], EN["leave"], EN[choice], EN["leave_yes"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["thanks"])
    begun = ["aside menu begin", "aside menu end"]
    assert tried.told() == [*begun, *begun, "said leave", f"say leave {keep}"]


@pytest.mark.parametrize("by_key", [False, True], ids=["pointer", "key"])
def test_another_browser_is_our_own_pages_affair(tried, by_key):
    """Its code stands where the shop's scripts cannot read it; the menu leads there."""
    tried.open("taskbar_checkout.html?plain", next=f"{tried.shop}/taskbar_strict.html")
    tried.page.click("[name=first]")
    tried.press(EN["menu"])
    link = tried.page.locator(HOST).get_by_role("link", name=EN["another"])
    box = link.bounding_box()
    assert box and box["width"] >= 44 and box["height"] >= 44
    with tried.page.context.expect_page() as opened:
        link.press("Enter") if by_key else link.click()
    opened.value.wait_for_url("**/taskbar_strict.html")
    assert opened.value.evaluate("window.opener") is None
    assert tried.page.url.endswith("taskbar_checkout.html?plain")
    assert tried.told() == ["aside menu begin"]
    if not by_key:
        assert tried.focused() == "first"


@pytest.mark.parametrize("next", ["", "javascript:alert(1)", "data:text/html,x"])
def test_no_other_browser_without_a_page_of_ours(tried, next):
    tried.open("taskbar_checkout.html?plain", next=next)
    tried.press(EN["menu"])
    expect(tried.button(EN["leave"])).to_be_visible()
    expect(tried.page.locator(HOST).get_by_role("link")).to_have_count(0)


def test_a_pause_outlives_a_reload(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["menu"], EN["pause"])
    tried.page.reload()
    expect(tried.button(EN["resume"])).to_be_visible()
    tried.press(EN["resume"])
    tried.page.reload()
    expect(tried.button(EN["done"])).to_be_visible()
    pauses = [told for told in tried.told() if "pause" in told]
    assert pauses == ["aside pause begin", "aside pause end"] * 2


def test_reading_ends_where_the_page_is_left_and_where_the_shop_is_used(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.press(EN["details"])
    tried.page.click("[name=first]")
    assert tried.told() == ["aside buyer begin", "aside buyer end"]
    tried.button(f"{EN['copy']}: Name").hover()
    tried.page.goto(f"{tried.shop}/taskbar_strict.html")
    assert tried.told()[2:] == ["aside buyer begin", "aside buyer end"]


# ---------------------------------------------------------------- copying


@pytest.mark.parametrize("with_clipboard", [True, False], ids=["clipboard", "plain-http"])
def test_copying_leaves_the_focus_in_the_field(tried, with_clipboard):
    if with_clipboard:
        tried.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    else:
        tried.page.add_init_script("delete Navigator.prototype.clipboard")
    tried.open("taskbar_checkout.html?plain")
    tried.page.click("[name=email]")
    tried.press(EN["details"], f"{EN['copy']}: E-mail")
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["copied"])
    assert tried.focused() == "email"
    tried.page.keyboard.press("Control+v")
    assert tried.page.input_value("[name=email]") == "p07@study.example"
    assert "copied email" in tried.told()
    assert not any("p07@" in told for told in tried.told())


# ---------------------------------------------------------------- keyboard and screen reader


def test_by_keyboard_alone(tried):
    tried.open("taskbar_checkout.html?plain")
    assert tried.page.evaluate("document.activeElement === document.body")
    tried.page.locator("a", has_text="Returns").focus()
    page = tried.page
    page.keyboard.press("Tab")
    assert tried.focused() == EN["task"]
    page.keyboard.press("Enter")
    expect(tried.button(EN["task"])).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(tried.button(EN["task"])).to_have_attribute("aria-expanded", "false")
    assert tried.focused() == EN["task"]
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert tried.focused() == EN["done"]
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    assert tried.focused() == EN["close"]
    page.keyboard.press("Tab")
    assert tried.focused() == EN["done_yes"]
    page.keyboard.press("Enter")
    expect(page.locator(HOST).get_by_role("status")).to_have_text(EN["thanks"])
    assert "say done True" in tried.told()


def test_a_press_of_a_screen_reader_has_no_pointer(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.button(EN["task"]).evaluate("button => button.click()")
    expect(tried.button(EN["task"])).to_have_attribute("aria-expanded", "true")


@pytest.mark.parametrize("language", ["en", "fi"])
def test_axe_finds_nothing_serious(phone, language):
    words = texts(language)
    phone.open("taskbar_checkout.html?plain", language=language, next="https://kitka.example")
    phone.page.evaluate(AXE.read_text())
    for path in (["task"], ["details"], ["menu"], ["menu", "leave"], ["done"], ["menu", "pause"]):
        phone.press(*(words[key] for key in path))
        found = phone.page.evaluate(f"axe.run('{HOST}')")
        grave = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
        assert [(v["id"], v["nodes"][0]["html"]) for v in grave] == []
        assert found["passes"]
        if path[-1] != "pause":
            phone.press(words["close"])


@pytest.mark.parametrize("width", [320, 360])
@pytest.mark.parametrize("language", ["en", "fi"])
def test_one_row_of_thumb_sized_buttons(phone, width, language):
    phone.page.set_viewport_size({"width": width, "height": 640})
    phone.open("taskbar_checkout.html?plain", language=language)
    boxes = [
        button.bounding_box() for button in phone.page.locator(HOST).get_by_role("button").all()
    ]
    assert len(boxes) == 5
    assert all(box and box["width"] >= 44 and box["height"] >= 44 for box in boxes)
    assert len({round(box["y"] + box["height"] / 2) for box in boxes if box}) == 1
    assert phone.page.locator(HOST).evaluate("host => host.offsetHeight <= 60")
    overflowing = "button => button.scrollWidth > button.clientWidth"
    assert not any(
        b.evaluate(overflowing) for b in phone.page.locator(HOST).get_by_role("button").all()
    )


# ---------------------------------------------------------------- it covers nothing

PLACES = ["plain", "sticky", "both", "chat", "cookies", "tall", "boxed", "locked"]


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
@pytest.mark.parametrize("where", [*(f"checkout.html?{place}" for place in PLACES), "shell.html"])
def test_no_control_of_the_shop_is_covered(browser, taskbar, shop, size, where):
    context = browser.new_context(**size)
    tried = Tried(context.new_page(), taskbar, shop).open(f"taskbar_{where}")
    found = tried.page.evaluate(COVERED, 60)
    assert found["covered"] == [] and found["looked"] >= 12 and tried.errors == []
    context.close()


def test_the_search_would_find_a_covered_control(phone):
    """The same search, with the bar held over the shop's own bar by something open."""
    phone.open("taskbar_checkout.html?both")
    phone.press(EN["details"])
    found = phone.page.evaluate(COVERED, 1)
    assert found["covered"]


@pytest.mark.parametrize("place", PLACES)
def test_the_page_does_not_move_for_it(phone, place):
    phone.page.add_init_script(
        """window.shifts = [];
        new PerformanceObserver((list) => shifts.push(...list.getEntries().map((e) => e.value)))
          .observe({ type: "layout-shift", buffered: true });"""
    )
    phone.open(f"taskbar_checkout.html?{place}")
    assert phone.page.evaluate(COVERED, 60)["looked"] >= 12
    assert phone.page.evaluate("shifts") == []


def bottom(tried: Tried) -> float:
    """From the bar's lower edge to that of the screen."""
    return tried.page.locator(HOST).evaluate(
        "host => innerHeight - host.getBoundingClientRect().bottom"
    )


def test_it_steps_over_a_banner_and_back_down(phone):
    phone.open("taskbar_checkout.html?cookies")
    assert bottom(phone) > 100
    phone.page.click("#agree")
    phone.page.wait_for_function(
        f"innerHeight - document.querySelector('{HOST}').getBoundingClientRect().bottom < 10"
    )


def test_where_nothing_is_free_it_is_a_pill(phone):
    phone.open("taskbar_shell.html")
    pill = phone.button(EN["unfold"])
    expect(pill).to_be_visible()
    pill.tap()
    phone.button(EN["task"]).tap()
    expect(phone.page.get_by_role("dialog", name=EN["task"])).to_contain_text(GOAL)
    phone.page.locator("h1").tap()
    expect(pill).to_be_visible()
    assert phone.told() == [
        "aside menu begin", "aside menu end", "aside task begin", "aside task end",
        "aside menu begin", "aside menu end",
    ][: len(phone.told())]  # fmt: skip


def test_it_makes_way_for_a_phone_s_keyboard(phone):
    phone.open("taskbar_checkout.html?plain")
    phone.page.tap("[name=first]")
    phone.page.set_viewport_size({"width": 360, "height": 400})
    expect(phone.button(EN["unfold"])).to_be_visible()
    phone.page.set_viewport_size({"width": 360, "height": 740})
    expect(phone.button(EN["done"])).to_be_visible()


def test_a_field_that_gets_the_focus_is_not_under_the_bar(phone):
    phone.open("taskbar_checkout.html?plain")
    fields = phone.page.locator("main input, main select").count()
    phone.page.locator("[name=first]").focus()
    for _ in range(fields):
        lower = phone.page.evaluate("document.activeElement.getBoundingClientRect().bottom")
        assert lower <= phone.page.locator(HOST).evaluate("h => h.getBoundingClientRect().top") + 1
        phone.page.keyboard.press("Tab")


# ---------------------------------------------------------------- the shop hears nothing of it


def test_the_shop_hears_nothing(tried):
    tried.open("taskbar_checkout.html?plain", hidden=False)
    tried.page.evaluate("heard.length = 0")
    tried.press(EN["task"], EN["details"], f"{EN['copy']}: Name", EN["menu"], EN["close"])
    tried.button(EN["menu"]).focus()
    tried.page.keyboard.press("Enter")
    tried.page.keyboard.press("Tab")
    tried.page.keyboard.press("Escape")
    assert tried.page.evaluate("heard") == []


def test_a_focus_trap_does_not_lock_it(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.page.evaluate(
        """() => {
          for (const type of ["click", "mousedown", "pointerdown", "keydown", "focusin"]) {
            document.addEventListener(type, (event) => {
              if (event.target.closest("main")) return;
              event.preventDefault();
              event.stopImmediatePropagation();
              document.querySelector("[name=first]").focus();
            }, true);
          }
        }"""
    )
    tried.press(EN["stop"], EN["stop_yes"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["thanks"])


def test_a_press_that_slides_to_another_button_is_none(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.button(EN["done"]).hover()
    tried.page.mouse.down()
    tried.button(EN["stop"]).hover()
    tried.page.mouse.up()
    expect(tried.page.locator(HOST).get_by_role("dialog")).to_have_count(0)


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


# ---------------------------------------------------------------- shops that are hard on it


def test_a_strict_content_security_policy(tried):
    tried.open("taskbar_strict.html", hidden=False)
    tried.press(EN["details"])
    dark = tried.button(EN["done"]).evaluate(
        "button => getComputedStyle(button.parentElement).backgroundColor"
    )
    assert dark == "rgb(27, 30, 36)"
    assert bottom(tried) < 10
    tried.press(EN["done"], EN["done_yes"])
    expect(tried.page.locator(HOST).get_by_role("status")).to_have_text(EN["thanks"])
    assert tried.errors == [] and tried.console == []


def test_rules_of_the_shop_do_not_reach_it(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.page.add_style_tag(
        content="html > div, div, [popover], body, body * { display: none !important;"
        " opacity: 0 !important; transform: scale(0) !important; position: static !important }"
    )
    expect(tried.button(EN["done"])).to_be_visible()
    tried.press(EN["done"])


@pytest.mark.parametrize(
    "harm",
    [
        "document.body = document.createElement('body')",
        "document.body.replaceWith(document.createElement('body'))",
        f"document.querySelector('{HOST}').remove()",
        "document.documentElement.replaceChildren(document.createElement('body'))",
    ],
)
def test_it_comes_back(tried, harm):
    tried.open("taskbar_checkout.html?plain")
    tried.page.evaluate(harm)
    tried.press(EN["done"])
    expect(tried.button(EN["done_yes"])).to_be_visible()


def test_a_shop_that_keeps_throwing_it_out_is_not_fought_for_ever(tried):
    tried.open("taskbar_checkout.html?plain")
    returned = tried.page.evaluate(
        f"""async () => {{
          let returned = 0;
          for (let i = 0; i < 40; i++) {{
            const host = document.querySelector("{HOST}");
            returned += host ? 1 : 0;
            host?.remove();
            await new Promise((done) => setTimeout(done));
          }}
          return returned;
        }}"""
    )
    assert 5 <= returned <= 15


def test_a_modal_dialog_of_the_shop(tried):
    tried.open("taskbar_checkout.html?plain")
    tried.page.click("#open")
    tried.page.click("#locker")
    tried.press(EN["details"])
    tried.press(f"{EN['copy']}: Name")
    tried.page.keyboard.press("Escape")
    expect(tried.page.locator(HOST).get_by_role("dialog")).to_have_count(0)
    expect(tried.page.locator("#dialog")).to_be_visible()
    tried.page.click("[data-closes]")
    tried.press(EN["task"])
    assert tried.page.locator(HOST).evaluate("host => host.parentNode.tagName") == "HTML"


def test_it_stays_small(taskbar):
    assert len(gzip.compress(taskbar.encode(), 9)) <= 11 * 1024
    assert not re.search(r"innerHTML|insertAdjacentHTML|console\.", taskbar)
