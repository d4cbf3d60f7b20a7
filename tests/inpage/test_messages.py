"""Words that say what is wrong, where no markup does: by where they stand and by their colour."""

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
