"""Fields that stand in no form, and the button that sends them."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Click, Form, Load, Submit

ADDRESS = {"#name": "Matti", "#postcode": "00100", "#town": "Helsinki"}


@pytest.fixture
def groups(record, shop):
    log = record()
    log.page.goto(f"{shop}/groups.html")
    log.wait_for(Load)
    return log


def fill(log, entered):
    for selector, text in entered.items():
        log.page.fill(selector, text)


def press(log, selector, answer="nothing"):
    """Presses it, and hands over what is known of it by then."""
    log.page.evaluate("answer => { window.answer = answer; }", answer)
    log.page.click(selector)


def test_a_button_sends_the_fields_that_it_stands_after(groups):
    fill(groups, ADDRESS)
    press(groups, "#next")
    submit = groups.wait_for(Submit)
    assert (submit.refused, submit.method, submit.form) == ("", "", "#next")
    assert (submit.target.selector, submit.via.name) == ("#address", "Continue")
    assert [(f.key, f.filled) for f in submit.fields] == [
        ("name", True), ("postcode", True), ("town", True), ("mail", False),
    ]  # fmt: skip
    assert submit.t == pytest.approx(groups.wait_for(Click).t, abs=50)
    assert not [text for text in ADDRESS.values() if groups.containing(text)]


def test_a_group_that_was_asked_of_the_shop_and_comes_back_empty_and_marked(groups):
    fill(groups, {**ADDRESS, "#mail": "matti at home"})
    press(groups, "#next", "refused")
    again = {field.key: field for field in groups.wait_for(Form, form="#next").fields}
    assert groups.wait_for(Submit).refused == ""
    assert not again["name"].filled and again["mail"].filled and again["mail"].invalid


def test_a_form_that_a_script_sends_at_the_press_of_a_button(groups):
    fill(groups, {"#mobile": "040 123 4567", "#place": "Helsinki"})
    press(groups, "#onward")
    submit = groups.wait_for(Submit)
    assert (submit.form, submit.method, submit.via.name) == ("scripted", "", "Continue to delivery")
    assert [(field.key, field.filled) for field in submit.fields] == [
        ("mobile", True), ("place", True),
    ]  # fmt: skip


def test_a_form_that_the_button_then_sends_as_forms_are_sent(groups):
    groups.page.evaluate(
        "() => { onward.onclick = () => scripted.requestSubmit(); scripted.onsubmit = (e) => "
        "{ e.preventDefault(); fetch('/api?status=200'); }; }"
    )
    fill(groups, {"#mobile": "040 123 4567", "#place": "Helsinki"})
    press(groups, "#onward")
    groups.wait_for(Submit)
    groups.page.wait_for_timeout(1_200)  # longer than a refusal is waited for
    groups.flush()
    assert len(groups.events(Submit)) == 1


def test_a_group_that_is_kept_while_something_is_wanting(groups):
    fill(groups, {"#street": "Mannerheimintie 1"})
    press(groups, "#send b")
    submit = groups.wait_for(Submit)
    assert (submit.refused, submit.target.selector) == ("prevented", "#required")
    assert not any(state.invalid for state in submit.fields)  # nothing was marked
    assert submit.via.role == "button"


def test_a_group_whose_field_is_marked(groups):
    fill(groups, ADDRESS)
    press(groups, "#next", "marks")
    assert groups.wait_for(Submit).refused == "prevented"
    assert [f.key for f in groups.wait_for(Form).fields if f.invalid] == ["town"]


@pytest.mark.parametrize("answer", ["swaps", "routes"])
def test_what_went_on_was_sent(groups, answer):
    fill(groups, {**ADDRESS, "#mail": "not an address"})
    press(groups, "#next", answer)
    assert groups.wait_for(Submit).refused == ""


def test_a_button_beside_a_field_with_a_button_of_its_own(groups):
    fill(groups, {"#holder": "Matti", "#coupon": "SUMMER"})
    press(groups, "#apply")
    groups.page.check("#terms")
    press(groups, "#pay")
    submit = groups.wait_for(Submit)
    assert submit.via.name == "Place order" and submit.target.selector == "#columns"
    assert [f.key for f in submit.fields] == ["holder", "note", "coupon", "terms"]


@pytest.mark.parametrize(
    "selector", ["#lookup", "#more", "#show", "#plus", "#menu", "#aside", "#listed", "#back"]
)
def test_what_sends_nothing(groups, selector):
    """It stands before some of the fields, beside a lone one, opens, counts, is everywhere, is
    one of many, or stands in a form that is not sent; and nothing filled in is not sent either."""
    entered = {"[aria-label=Search]": "x", "#password": "x", "#one": "x", "#place": "x", **ADDRESS}
    fill(groups, entered if selector != "#plus" else {})
    press(groups, selector)
    press(groups, "#send")
    groups.flush()
    assert len(groups.events(Click)) == 2 and groups.events(Submit) == []
