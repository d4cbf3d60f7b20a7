"""Nothing that a shopper types is in anything that leaves the page, signals and replay alike."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Message, Submit


@pytest.fixture
def secrets(record, shop):
    log = record()
    log.page.goto(f"{shop}/secrets.html")
    log.wait(lambda: any(event["type"] == 2 for event in log.replay()), "full snapshot")
    return log


def finish(log):
    """Everything is out when a mark set after it has arrived."""
    log.page.evaluate(
        "document.getElementById('place').insertAdjacentHTML('beforeend', '<i>END-MARK</i>')"
    )
    log.wait(lambda: log.checkpoint() and log.containing("END-MARK"), "the mark after everything")
    log.flush()
    assert log.events() and log.replay()


@pytest.mark.parametrize("name", ["name", "password", "card", "phone", "search", "unknown", "note"])
def test_typed_values(secrets, name):
    secrets.page.fill(f"[name={name}]", "Kanarialintu 4929 1234")
    secrets.page.click("h1")
    finish(secrets)
    assert secrets.containing("Kanarialintu") == [] and secrets.containing("4929 1234") == []


def test_the_search_would_find_a_leak(secrets):
    """Typed text echoed into the page is no field's value: the same search must find it."""
    secrets.page.fill("[name=name]", "Kanarialintu")
    secrets.page.evaluate(
        "document.getElementById('echo').textContent = document.querySelector('[name=name]').value"
    )
    finish(secrets)
    found = secrets.containing("Kanarialintu")
    assert found and all('"stream":"replay"' in batch for batch in found)


def test_a_password_shown_in_the_clear(secrets):
    secrets.page.fill("[name=password]", "Kanarialintu")
    secrets.page.click("#show")
    secrets.page.fill("[name=password]", "Kanarialintu2")
    secrets.page.click("h1")
    secrets.page.evaluate(
        "document.querySelector('[name=password]').setAttribute('value', 'Kanarialintu3')"
    )
    finish(secrets)
    assert secrets.containing("Kanarialintu") == []


def test_lengths_are_not_told(secrets):
    secrets.page.fill("[name=password]", "short")
    secrets.page.fill("[name=card]", "very much longer than that")
    secrets.page.click("h1")
    finish(secrets)
    texts = {
        event["data"]["text"] for event in secrets.replay() if event["data"].get("source") == 5
    }
    assert texts == {"••••••"}


def test_editable_boxes(secrets):
    for box in ("#rich", "#richer"):
        secrets.page.click(box)
        secrets.page.keyboard.type("Kanarialintu")
        secrets.page.keyboard.press("Enter")
        secrets.page.keyboard.type("Toinen rivi")
    finish(secrets)
    assert secrets.containing("Kanarialintu") == [] and secrets.containing("Toinen rivi") == []


def test_a_choice_in_a_list(secrets):
    secrets.page.select_option("[name=country]", "x2")
    secrets.page.evaluate("document.querySelector('[value=x2]').setAttribute('selected', '')")
    finish(secrets)
    assert secrets.containing("x2") == []
    assert not any("selected" in str(event) for event in secrets.replay() if event["type"] == 3)


def test_fields_built_with_values_in_them(secrets):
    secrets.page.evaluate("rebuild('Kanarialintu')")
    secrets.page.evaluate("rebuild('Kanarialintu2')")
    finish(secrets)
    assert secrets.containing("Kanarialintu") == []


def test_values_that_the_server_gives_back(record, shop):
    """After an error the server renders what was typed: values, a hidden input, a textarea."""
    log = record()
    page = log.page
    page.goto(f"{shop}/form")
    page.fill("[name=first]", "Kanarialintu")
    page.fill("[name=email]", "kanaria@lintu.example")
    page.fill("[name=note]", "Pesin avain")
    page.click("button")
    page.wait_for_selector(".error-block")
    log.wait_for(Submit)
    log.wait_for(Message)
    log.wait(lambda: sum(event["type"] == 2 for event in log.replay()) == 2, "both snapshots")
    log.flush()
    for needle in ("Kanarialintu", "kanaria@lintu", "Pesin avain"):
        assert log.containing(needle) == [], needle


def test_marks_of_every_vendor(secrets):
    for name in ("masked", "suppressed", "blocked"):
        secrets.page.evaluate(
            "(name) => { document.getElementById(name).textContent = 'Kanarialintu' }", name
        )
        secrets.page.click("h1" if name == "blocked" else f"#{name}")
    secrets.page.evaluate("mark('Kanarialintu')")
    finish(secrets)
    assert secrets.containing("Kanarialintu") == []


def test_addresses(record, shop):
    log = record()
    log.page.goto(
        f"{shop}/shop.html?email=kanaria%40lintu.example&phone=0401234567&q=shoe&token=abcdefghij0123456789z"
    )
    log.wait(log.replay, "snapshot")
    log.flush()
    assert log.containing("kanaria") == [] and log.containing("0401234567") == []
    assert log.containing("abcdefghij0123456789z") == [] and log.containing("q=shoe")


def test_what_a_screenshot_must_hide(secrets):
    page = secrets.page
    assert secrets.checkpoint()["fields"] == []
    page.fill("[name=name]", "Kanarialintu")
    page.click("#rich")
    page.keyboard.type("Kanarialintu")
    page.evaluate("document.getElementById('masked').textContent = 'Kanarialintu'")
    boxes = [page.locator(s).bounding_box() for s in ("[name=name]", "#rich", "#masked")]
    rects = secrets.checkpoint()["fields"]
    for box in boxes:
        assert any(
            x <= box["x"]
            and y <= box["y"]
            and x + w >= box["x"] + box["width"] - 1
            and y + h >= box["y"] + box["height"] - 1
            for x, y, w, h in rects
        ), box
    page.set_viewport_size({"width": 1000, "height": 40})
    assert all(y + h <= 40 for _x, y, _w, h in secrets.checkpoint()["fields"])


@pytest.mark.parametrize(
    ("mask", "unmask"),
    [
        ('data-clarity-mask="true"', 'data-clarity-unmask="true"'),
        ("data-sentry-mask", "data-sentry-unmask"),
        ('data-dd-privacy="mask"', 'data-dd-privacy="allow"'),
    ],
)
def test_what_a_shop_opens_within_a_masked_part(secrets, mask, unmask):
    secrets.page.evaluate(
        "(html) => document.getElementById('place').insertAdjacentHTML('beforeend', html)",
        f"<div {mask}><p>Kanarialintu</p><p {unmask}>Varpunen <input value='Harakka'>"
        f"<b contenteditable>Korppi</b></p></div><div {mask} {unmask}>Pulu</div>",
    )
    finish(secrets)
    assert secrets.containing("Varpunen")
    for bird in ("Kanarialintu", "Harakka", "Korppi", "Pulu"):
        assert secrets.containing(bird) == [], bird


@pytest.mark.parametrize(
    "mark",
    [
        ".rr-block", ".rr-mask", ".ph-no-capture", ".ph-mask", "ph-mask", "data-private",
        'data-clarity-mask="true"', "data-hj-suppress", ".fs-exclude", ".fs-mask",
        "lr-ignore", ".lr-ignore",
        "data-openreplay-obscured", "data-openreplay-masked", "data-openreplay-hidden",
        "data-sentry-mask", "data-sentry-block", 'data-dd-privacy="mask"',
        'data-dd-privacy="hidden"',
    ],
)  # fmt: skip
def test_each_mark_that_signals_md_lists(secrets, mark):
    attribute = f'class="{mark[1:]}"' if mark.startswith(".") else mark
    secrets.page.evaluate(
        "(html) => document.getElementById('place').insertAdjacentHTML('beforeend', html)",
        f"<button id='marked' {attribute}>Kanarialintu</button>",
    )
    secrets.page.click("#marked")
    finish(secrets)
    assert secrets.containing("Kanarialintu") == []
