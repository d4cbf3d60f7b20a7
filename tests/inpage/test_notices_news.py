"""What a page says in plain words right after a press: it is done, or, in red, it failed."""

from __future__ import annotations

import pytest
from inpage.noticing import look, show  # noqa: F401

from kitka.recorder.model import Message

PAGE = (
    "<style>.red { color: #c00 }</style><main><button id=go>Add to basket</button>"
    "<button id=other>Sizes</button><p id=box></p><p id=kept hidden>Thank you for writing</p>"
    "</main>"
)


def said(show, work, page=PAGE):  # noqa: F811
    log = show(page)
    log.page.evaluate(f"void (go.onclick = () => {{ {work} }})")
    log.page.click("#go")
    log.page.wait_for_timeout(400)
    look(log)
    return [(message.text, message.severity) for message in log.events(Message)]


@pytest.mark.parametrize(
    ("work", "text", "severity"),
    [
        ("go.textContent = '✓ Added'", "✓ Added", "status"),
        ("go.outerHTML = '<button>Lisätty ✓</button>'", "Lisätty ✓", "status"),
        ("kept.hidden = false", "Thank you for writing", "status"),
        ("setTimeout(() => box.textContent = 'Tiedot tallennettu', 200)", "Tiedot tallennettu",
         "status"),
        ("box.innerHTML = '<b class=red>Det gick inte, försök igen</b>'",
         "Det gick inte, försök igen", "error"),
    ],
)  # fmt: skip
def test_said(show, work, text, severity):  # noqa: F811
    assert said(show, work) == [(text, severity)]


@pytest.mark.parametrize(
    "work",
    [
        "box.textContent = 'Could not be better'",  # in no colour of a warning
        "box.innerHTML = '<i class=red>-20 %</i>'",
        "other.textContent = 'Recently added'",  # another control
        "box.innerHTML = '<a href=#>Saved items</a>'",
        "box.textContent = 'Nothing was added'.replace('Nothing was', 'Not')",
        "setTimeout(() => box.textContent = 'Tiedot tallennettu', 2300)",  # not of the press
    ],
)
def test_nothing_said(show, work):  # noqa: F811
    assert said(show, work) == []


def test_a_marked_message_is_told_once(show):  # noqa: F811
    work = "box.innerHTML = '<span role=status>Added to your basket</span>'"
    assert said(show, work) == [("Added to your basket", "status")]


def test_nobody_pressed_anything(show):  # noqa: F811
    log = show(PAGE)
    log.page.evaluate("kept.hidden = false")
    log.page.wait_for_timeout(400)
    look(log)
    assert log.events(Message) == []
