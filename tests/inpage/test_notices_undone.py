"""What was entered by hand and is no longer there: emptied, written over, entered again."""

from __future__ import annotations

import pytest
from inpage.noticing import look, show  # noqa: F401

from kitka.recorder.model import Undone

NAMES = ("name", "street", "postcode", "city")
FIELDS = "".join(f"<label>{n} <input name={n}></label>" for n in NAMES)
FORM = (
    f"<main><form id=address>{FIELDS}<label>Password <input type=password name=pw></label>"
    "<label>Code <input name=coupon></label><button type=button id=go>Go on</button></form></main>"
)
EMPTY = "document.querySelectorAll('form input').forEach((field) => field.value = '')"
SECRET = "Aino Salainen"
RESTORED_MS = 1_600
"""A page may fill in again within it (undone.ts)."""


def fill(page, *names, text=SECRET):
    for name in names or NAMES:
        page.click(f"[name={name}]")
        page.keyboard.press("Control+A")
        page.keyboard.type(text)
    page.keyboard.press("Tab")


def keys(told):
    return [state.key for state in told.fields]


def test_drawn_anew_without_what_had_been_entered(show):  # noqa: F811
    log = show(FORM)
    fill(log.page)
    log.page.evaluate("address.outerHTML = address.outerHTML")
    told = log.wait_for(Undone)
    assert (told.what, keys(told), told.filled) == ("emptied", list(NAMES), len(NAMES))
    assert not any(state.filled for state in told.fields)


def test_emptied_after_a_press_without_a_change_of_the_page(show):  # noqa: F811
    log = show(FORM)
    fill(log.page)
    log.page.evaluate(f"go.onclick = () => setTimeout(() => {{ {EMPTY} }}, 500)")
    log.page.click("#go")
    assert keys(log.wait_for(Undone)) == list(NAMES)


def test_a_form_that_comes_back_two_documents_later_and_is_filled_in_again(record, shop):
    log = record(session="s1")
    for path, html in (("/form", FORM), ("/login", "<p>Log in")):
        log.page.route(
            f"{shop}{path}*",
            lambda route, _, html=html: route.fulfill(body=html, content_type="text/html"),
        )
    log.page.goto(f"{shop}/form")
    fill(log.page)
    for path in ("/login", "/form?again"):
        log.page.goto(shop + path)
    assert keys(log.wait_for(Undone)) == list(NAMES)
    fill(log.page, "street")
    fill(log.page, "city", text="another one")
    look(log)
    assert [(e.what, keys(e)) for e in log.events(Undone)][1:] == [("again", ["street"])]
    assert log.containing(SECRET) == [] and log.containing("salainen") == []
    kept = log.page.evaluate("JSON.stringify(sessionStorage)")
    assert "alainen" not in kept and "aino" not in kept.lower()


def test_written_over_when_it_had_been_left(show):  # noqa: F811
    log = show(FORM)
    fill(log.page)
    # An answer that comes late.
    log.page.evaluate("setTimeout(() => { address.elements.city.value = 'Turku' }, 900)")
    log.page.evaluate("setTimeout(() => address.append('x'), 1000)")
    told = log.wait_for(Undone)
    assert (told.what, keys(told)) == ("altered", ["city"]) and told.letters >= 8


@pytest.mark.parametrize(
    "work",
    [
        "address.reset.call(address); fill()",  # restored at once
        "setTimeout(fill, 700)",  # or a moment later
        "fill(value => value.toUpperCase() + ' 5')",  # put into shape, and more
        "address.remove()",  # a step that is over
        "address.hidden = true; address.elements.city.value = ''",
    ],
)
def test_what_is_there_again_or_put_into_shape(show, work):  # noqa: F811
    log = show(FORM)
    fill(log.page)
    log.page.evaluate(
        """work => {
          const kept = {};
          for (const field of address.elements) kept[field.name] = field.value;
          const fill = (shape = (value) => value) => {
            for (const [name, value] of Object.entries(kept)) {
              if (name) address.elements[name].value = value && shape(value);
            }
          };
          if (work.startsWith("setTimeout")) for (const field of address.elements) field.value = "";
          eval(work);
          document.body.append("x");
        }""",
        work,
    )
    log.page.wait_for_timeout(RESTORED_MS)
    look(log)
    assert log.events(Undone) == []


def test_what_nobody_entered_by_hand_and_what_is_secret(show):  # noqa: F811
    log = show(FORM)
    fill(log.page, "pw", "coupon")
    log.page.evaluate("address.elements.city.value = 'Turku'")
    fill(log.page, "street")
    log.page.click("[name=street]")
    log.page.keyboard.press("Control+A")
    log.page.keyboard.press("Delete")
    log.page.evaluate(f"{EMPTY}; document.body.append('x')")
    log.page.wait_for_timeout(RESTORED_MS)
    look(log)
    assert log.events(Undone) == []


def test_what_a_press_brings_instead_is_wanted(show):  # noqa: F811
    log = show(FORM)
    fill(log.page)
    log.page.evaluate("go.onclick = () => { address.elements.city.value = 'Turku' }")
    log.page.click("#go")
    log.page.wait_for_timeout(RESTORED_MS + 400)
    look(log)
    assert log.events(Undone) == []


def test_nothing_is_kept_when_the_session_is_over(show):  # noqa: F811
    log = show(FORM)
    fill(log.page)
    log.page.evaluate("window[Symbol.for('kitka.recorder')].end()")
    assert log.page.evaluate("Object.keys(sessionStorage)") == []


EDITED = (
    "<main><div id=verse contenteditable role=textbox aria-label=Verse></div><input id=next></main>"
)


@pytest.mark.parametrize(
    ("work", "letters"),
    [
        ("verse.textContent = verse.textContent.slice(0, 4)", len("Salainen")),
        ("verse.dataset.length = verse.textContent.length", 0),
        ("verse.textContent = verse.textContent.toUpperCase()", 0),
    ],
)
def test_text_edited_where_it_stands(show, work, letters):  # noqa: F811
    log = show(EDITED)
    back = "getSelection().selectAllChildren(verse); getSelection().collapseToEnd()"
    log.page.evaluate(f"void (verse.oninput = () => {{ {work}; {back} }})")
    log.page.click("#verse")
    log.page.keyboard.type(SECRET)
    log.page.click("#next")
    look(log)
    told = [(event.what, event.letters) for event in log.events(Undone)]
    assert told == ([("altered", letters)] if letters else [])
