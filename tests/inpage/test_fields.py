"""Visits to fields, and forms that are sent, refused and shown again."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Blur, Change, Focus, Form, Load, Message, Reaction, Submit


def test_a_visit_to_a_field(record, shop):
    log = record()
    page = log.page
    page.goto(f"{shop}/shop.html")
    page.focus("#name")
    page.keyboard.type("Mattii")
    page.keyboard.press("Backspace")
    page.keyboard.press("Tab")
    focus, change, blur = log.wait_for(Focus), log.wait_for(Change), log.wait_for(Blur)
    assert focus.target.name == "Name" and change.how == "typed"
    assert blur.changed and blur.corrections == 1 and blur.filled and blur.dwell_ms > 0
    page.select_option("#size", "Large")
    assert log.wait_for(Change, how="chosen").target.selector == "#size"


def test_focus_in_an_embedded_frame(signals):
    signals.page.frame_locator("iframe").locator("#inside").click()
    assert signals.wait_for(Focus).target.tag == "iframe"
    signals.page.click("h1")
    assert signals.wait_for(Blur).target.tag == "iframe"
    assert signals.containing("inside") == [] or all(
        '"stream":"replay"' in b for b in signals.containing("inside")
    )


def test_a_form_sent_and_shown_again_with_an_error(record, shop):
    log = record()
    page = log.page
    page.goto(f"{shop}/form")
    page.fill("[name=first]", "Matti")
    page.fill("[name=email]", "matti at home")
    page.fill("[name=secret]", "Sala1nen!")
    page.click("button")
    form = log.wait_for(Form)
    submit = log.wait_for(Submit)
    assert (submit.form, submit.refused, submit.via.name) == ("address", "", "Continue")
    assert [(f.key, f.filled) for f in submit.fields] == [
        ("first", True), ("email", True), ("secret", True), ("note", False),
    ]  # fmt: skip
    again = {field.key: field for field in form.fields}
    assert form.form == "address"
    assert again["first"].filled and not again["secret"].filled and again["secret"].sensitive
    assert again["email"].invalid and not again["first"].invalid
    message = log.wait_for(Message)
    assert message.text == "The e-mail address is not valid" and message.severity == "error"
    assert message.field.name == "E-mail"


@pytest.mark.parametrize(("how", "filled"), [("", False), ("restores", True)])
def test_other_forms_of_the_page_that_was_sent(record, shop, how, filled):
    """The shop never got what stood in them; a script of the page may have kept it."""
    log = record()
    log.page.goto(f"{shop}/forms?how={how}")
    for name in ("street", "town", "code"):
        log.page.fill(f"[name={name}]", "Vantaa")
    log.page.click("#apply")
    form = log.wait_for(Form, form="where")
    assert [(f.key, f.filled) for f in form.fields] == [("street", filled), ("town", filled)]
    assert {f.form for f in log.events(Form)} == {"code", "where"}  # nobody asked for news
    assert not log.containing("Vantaa")


def test_a_form_into_which_nothing_was_entered_is_not_looked_at(record, shop):
    log = record()
    log.page.goto(f"{shop}/forms")
    log.page.fill("[name=street]", "x")
    log.page.fill("[name=street]", "")
    log.page.fill("[name=code]", "SAVE")
    log.page.click("#apply")
    log.wait_for(Form, form="code")
    log.page.wait_for_function("performance.now() > 1500")
    log.page.fill("[name=code]", "OTHER")
    log.page.click("#apply")
    log.wait(lambda: len(log.events(Submit)) == 2, "the second")
    assert {f.form for f in log.events(Form)} == {"code"}


def test_the_browser_refuses(signals):
    signals.page.click("#native button")
    submit = signals.wait_for(Submit)
    assert submit.refused == "native" and submit.fields[0].invalid and submit.via.name == "Send"
    assert "invalid" in signals.wait_for(Reaction).after


def test_the_page_refuses(signals):
    signals.page.click("#held button")
    assert signals.wait_for(Submit).refused == "prevented"


def test_a_form_sent_without_leaving_the_page(signals):
    signals.page.fill("[name=coupon]", "SUMMER")
    signals.page.click("#ajax button")
    assert signals.wait_for(Submit).refused == ""
    form = signals.wait_for(Form)
    assert form.fields[0].invalid and not form.fields[0].filled


def test_card_fields_are_sensitive(signals):
    signals.page.fill("[name=card_number]", "4111111111111111")
    signals.page.click("#pay button")
    assert signals.wait_for(Submit, form="pay").fields[0].sensitive


PASTE = """([selector, text]) => {
  const field = document.querySelector(selector);
  field.focus();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text", text);
  const how = { clipboardData, bubbles: true, composed: true };
  field.dispatchEvent(new ClipboardEvent("paste", how));
  document.execCommand("insertText", false, text);
}"""


@pytest.mark.parametrize(
    ("text", "given"),
    [("4111 1111 1111 1111", True), ("matti  meikäläinen", True), ("4111", False), ("", False)],
)
def test_what_the_study_gave_is_told_apart_from_ones_own(record, shop, text, given):
    log = record(buyer=("4111111111111111", "Matti Meikäläinen"))
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    log.page.evaluate(PASTE, ["#name", text or "Own words"])
    change = log.wait_for(Change)
    assert (change.from_buyer, change.how == "pasted") == (given, given)


def test_what_is_typed_later_is_ones_own(record, shop):
    log = record(buyer=("Matti",))
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    log.page.focus("#name")
    log.page.keyboard.type("Matti")
    assert log.wait_for(Change).from_buyer is False
