"""For how long a choice was before somebody's eyes until it was made."""

from __future__ import annotations

import pytest
from inpage.noticing import look, show  # noqa: F401

from kitka.recorder.model import Choice

WAYS = """<form><label>Street <input name=street></label><fieldset><legend>Delivery</legend>
<label><input type=radio name=way value=1> Parcel</label>
<label><input type=radio name=way value=2> Home</label></fieldset>
<select name=time aria-label=Time><option>Any<option>Morning</select></form>
<div role=radiogroup aria-label=Pay><div role=radio tabindex=0 aria-checked=false>Card</div>
<div role=radio tabindex=0 aria-checked=false>Bank</div></div>
<button id=other>Other</button>"""
LATE = """() => setTimeout(() => {
  document.querySelector("fieldset").style.display = "block";
}, 800)"""


def rest(log, ms):
    """Lets the page stand as it is for so long, by its own clock."""
    log.page.evaluate("ms => new Promise((done) => setTimeout(done, ms))", ms)


def test_a_choice_tells_how_long_it_took(show):  # noqa: F811
    log = show(WAYS)
    log.page.click("#other")
    rest(log, 1200)
    log.page.click("text=Home")
    choice = log.wait_for(Choice)
    assert choice.target.name == "Home" and 1200 <= choice.waited_ms < 9000
    log.page.click("text=Parcel")  # changed her mind: that is no first choice
    log.page.click("text=Bank")
    log.wait(lambda: len(log.events(Choice)) == 2, "the way to pay")
    paid = log.events(Choice)[1]
    assert paid.target.name == "Bank" and paid.waited_ms < 1200


@pytest.mark.parametrize("done", ["type", "press", "scroll"])
def test_what_was_done_meanwhile_was_no_stopping(show, done):  # noqa: F811
    log = show(WAYS + "<div style='height: 3000px'></div>")
    rest(log, 1500)
    if done == "type":
        log.page.press("[name=street]", "x")
    elif done == "press":
        log.page.click("#other")
    else:
        log.page.mouse.wheel(0, 20)
        log.page.wait_for_function("scrollY === 20")
    log.page.click("text=Parcel")
    assert log.wait_for(Choice).waited_ms < 1500


def test_a_choice_that_came_late_had_to_be_waited_for(show):  # noqa: F811
    log = show(WAYS + "<style>fieldset { display: none }</style>")
    rest(log, 1000)
    log.page.evaluate(LATE)
    log.page.wait_for_function("document.querySelector('fieldset').offsetHeight > 0")
    shown = log.page.evaluate("performance.now()")
    log.page.click("text=Parcel")
    choice = log.wait_for(Choice)
    assert choice.waited_ms <= choice.t - shown + 100


def test_a_list_is_waited_for_until_it_is_opened(show):  # noqa: F811
    log = show(WAYS)
    log.page.click("#other")
    rest(log, 600)
    log.page.select_option("[name=time]", "Morning")
    choice = log.wait_for(Choice)
    assert choice.target.name == "Time" and choice.waited_ms >= 600


def test_what_was_out_of_sight_was_not_thought_about(show):  # noqa: F811
    log = show("<div style='height: 3000px'></div>" + WAYS)
    rest(log, 1500)
    log.page.evaluate("document.querySelector('[name=way]').scrollIntoView()")
    log.page.click("text=Parcel")
    assert log.wait_for(Choice).waited_ms < 1500


def test_what_nobody_chose_is_no_choice(show):  # noqa: F811
    log = show(WAYS)
    log.page.evaluate("""() => {
      const box = document.querySelector("[name=way]");
      box.checked = true;
      box.dispatchEvent(new Event("change", {bubbles: true}));
      document.querySelector("[role=radio]").click();
    }""")
    log.page.fill("[name=street]", "Kuja 1")
    look(log)
    assert log.events(Choice) == []
