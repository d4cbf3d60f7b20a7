"""Messages: by their markup, and by where words stand and their colour where there is none."""

from __future__ import annotations

import pytest
from inpage.noticing import look, show  # noqa: F401

from kitka.recorder.model import Message, Submit

FIELDS = (
    "<main><div><label>Name <input id=name></label><label>Town <input id=town></label>"
    "<p id=said></p><button type=button id=go>Continue</button>"
    '<a href="#" id=weiter>Weiter</a></div>{more}</main>'
)
RED = "color: #d32f2f"


def say(log, text, style=RED, at="#said"):
    log.page.click("#name")
    log.page.keyboard.type("Aino")
    html = f"<i style='{style}'>{text}</i>"
    log.page.evaluate(
        """([at, html]) => go.onclick = () => {
          document.querySelector(at).insertAdjacentHTML("beforeend", html);
        }""",
        [at, html],
    )
    log.page.click("#go")


@pytest.mark.parametrize(
    ("text", "style"), [("Town: another way", RED), ("Town is required", ""), ("Orten saknas", "")]
)
def test_beside_fields_without_a_form(show, text, style):  # noqa: F811
    log = show(FIELDS.format(more=""))
    say(log, text, style)
    told = log.wait_for(Message)
    assert (told.text, told.severity) == (text, "error")


def test_in_a_label(show):  # noqa: F811
    log = show(FIELDS.format(more=""))
    say(log, "Fill this in", at="label:nth-of-type(2)")
    assert log.wait_for(Message).field.name.startswith("Town")


@pytest.mark.parametrize(
    ("text", "style", "at"),
    [
        ("49,00 €", RED, "#said"),  # what it costs now
        ("Only 2 left", RED, "#said"),
        ("*", RED, "label"),
        ("Saved for you", "", "#said"),
    ],
)
def test_what_is_red_or_short_for_other_reasons(show, text, style, at):  # noqa: F811
    log = show(FIELDS.format(more=""))
    say(log, text, style, at)
    log.wait_for(Submit)
    look(log)
    assert log.events(Message) == []


def test_a_link_that_leads_nowhere_is_a_button_where_it_says_so(show):  # noqa: F811
    log = show(FIELDS.format(more='<a href="#top" id=help>Help</a>'))
    log.page.click("#name")
    log.page.keyboard.type("Aino")
    log.page.click("#weiter")
    told = log.wait_for(Submit)
    assert told.via.name == "Weiter" and [s.filled for s in told.fields] == [True, False]
    log.page.click("#help")
    look(log)
    assert len(log.events(Submit)) == 1


def test_messages_at_the_start_without_cookie_banners(signals):
    assert [m.text for m in signals.events(Message)] == ["Your session has expired"]
    assert signals.events(Message)[0].severity == "error"


def test_a_message_never_repeats_what_was_typed(signals):
    signals.page.fill("[name=coupon]", "SUMMER-2031")
    signals.page.evaluate("document.querySelector('[name=city]').value = 'SUMMER-2031'")
    signals.page.click("#ajax button")
    message = signals.wait(
        lambda: [m for m in signals.events(Message) if "code" in m.text], "message"
    )[0]
    assert message.text == "The code ••• is not valid, call •••"
    assert message.field.name == "Coupon"


def test_the_same_words_again_in_a_region_that_stays(signals):
    """Toasts come and go there. A text that merely stands, and is drawn anew, is told once."""
    page = signals.page
    page.evaluate(
        "() => { const region = document.createElement('section'); region.id = 'toasts';"
        " region.setAttribute('aria-live', 'polite'); document.body.prepend(region) }"
    )
    for at, words in enumerate(("Invalid code", "Invalid code", "", "Invalid code")):
        page.evaluate("(words) => { toasts.innerHTML = words && `<p>${words}</p>` }", words)
        signals.flush()
        told = [message.text for message in signals.events(Message)]
        assert told.count("Invalid code") == (2 if at == 3 else 1)


def test_the_same_words_about_what_was_entered_since(signals):
    """The check ran once more and writes what stood there; drawn anew without that it says no
    more."""
    page = signals.page
    page.evaluate(
        "() => { const city = document.querySelector('[name=city]');"
        " const told = document.createElement('p'); told.id = 'told';"
        " told.setAttribute('role', 'alert'); city.after(told);"
        " city.setAttribute('aria-describedby', 'told');"
        " window.say = () => { told.textContent = 'Not in the register'; };"
        " city.addEventListener('change', say); }"
    )

    def times():
        signals.flush()
        return [m.text for m in signals.events(Message)].count("Not in the register")

    def enter(text):
        page.fill("[name=city]", text)
        page.press("[name=city]", "Tab")
        return times()

    assert enter("Turku") == 1
    page.evaluate("say()")
    assert times() == 1
    assert enter("Åbo") == 2
    # A form that is called changed, and what stands in it drawn otherwise, says nothing anew.
    page.evaluate("window.say = () => told.classList.toggle('dirty')")
    page.evaluate(
        "document.querySelector('[name=city]').addEventListener('change',"
        " (event) => { event.stopImmediatePropagation(); say(); }, true)"
    )
    assert enter("Helsinki") == 2


def test_success_is_a_status(signals):
    signals.page.evaluate(
        "() => { const p = document.createElement('p'); p.className = 'alert alert-success';"
        " p.textContent = 'Added to basket'; document.body.prepend(p) }"
    )
    message = signals.wait(lambda: signals.events(Message)[1:], "message")[0]
    assert (message.text, message.severity) == ("Added to basket", "status")


@pytest.mark.parametrize(
    "text", ["Kenttä on pakollinen", "Fältet saknas", "Ungültige Eingabe", "This is required"]
)
def test_words_alone_tell_an_error_in_a_form(signals, text):
    signals.page.evaluate("(text) => complain(text)", text)
    signals.page.click("#held button")
    message = signals.wait(lambda: [m for m in signals.events(Message) if m.text == text], text)[0]
    assert message.severity == "error" and message.field.name == "City"
