"""The task bar and the shop leave each other alone: neither hears, styles, locks or throws out the
other."""

from __future__ import annotations

import pytest
from inpage.bar import EN, HOST, bottom
from playwright.sync_api import expect

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
