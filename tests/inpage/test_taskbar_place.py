"""The task bar covers nothing of the shop, and makes way where something needs its place."""

from __future__ import annotations

import pytest
from inpage.bar import EN, GOAL, HOST, PHONE, Tried, bottom
from playwright.sync_api import expect

DESK = {"viewport": {"width": 1280, "height": 800}}

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
    ]  # fmt: skip


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
