"""Whether what is typed arrives, as the visit to its field tells: only ever in numbers."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Blur, Change, Focus, Load


@pytest.fixture
def typing(record, shop):
    log = record()
    log.page.goto(f"{shop}/typing.html")
    log.wait_for(Load)
    return log


def counts(blur):
    """Without those that are nought."""
    names = ("typed", "lost", "altered", "elsewhere", "limited", "paste_refused")
    return {name: getattr(blur, name) for name in names if getattr(blur, name)}


def left(log, selector):
    """What was told of the visit to ``selector``, when it was left."""
    named = selector.lstrip("#")
    return log.wait(
        lambda: [b for b in log.events(Blur) if b.target.selector.endswith(f"#{named}")], selector
    )[-1]


def typed(log, selector, keys):
    log.page.focus(selector)
    log.page.keyboard.type(keys)
    log.page.keyboard.press("Tab")
    return counts(left(log, selector))


# ---------------------------------------------------------------- nothing wrong


@pytest.mark.parametrize(
    ("selector", "keys"),
    [
        ("#free", "Matti Meikäläinen"), ("#upper", "sw1a 1aa"), ("#card", "4111 1111 1111 1111"),
        ("#phone", "0401234567"), ("#phone", "+358 40 123"), ("#expiry", "1229"),
        ("#secret", "Sala1nen!"), ("#money", "1234"), ("#masked", "2031"), ("#number", "12"),
        ("#note", "soita ovikelloa"), ("#short", "12345"),
    ],
)  # fmt: skip
def test_formatting_is_nothing_wrong(typing, selector, keys):
    arrived = len([char for char in keys if char.isalnum()])
    secret = selector in ("#card", "#secret")
    assert typed(typing, selector, keys) == ({} if secret else {"typed": arrived})


@pytest.mark.parametrize("selector", ["#free", "#upper", "#phone", "#expiry", "#number", "#note"])
def test_what_a_script_fills_in_is_nothing_wrong(typing, selector):
    typing.page.fill(selector, "0401")
    typing.page.fill(selector, "0402")
    typing.page.fill("#money", "x")
    assert counts(left(typing, selector))["typed"] in (4, 8)
    assert counts(left(typing, selector)).keys() == {"typed"}


def test_corrections_are_nothing_wrong(typing):
    page = typing.page
    page.focus("#phone")
    page.keyboard.type("41112")
    page.keyboard.press("Backspace")
    page.keyboard.type("1")
    page.keyboard.press("Control+A")
    page.keyboard.type("4242")
    page.keyboard.press("Control+Z")
    page.keyboard.press("Home")
    page.keyboard.press("Delete")
    page.keyboard.press("Tab")
    assert counts(left(typing, "#phone")) == {"typed": 10}


def test_a_code_in_several_fields(typing):
    typing.page.focus("#c1")
    typing.page.keyboard.type("123")
    typing.page.keyboard.press("Tab")
    assert [counts(left(typing, field)) for field in ("#c1", "#c2", "#c3")] == [{"typed": 1}] * 3


def test_the_page_leads_on_to_the_next_field(typing):
    typing.page.focus("#date")
    typing.page.keyboard.type("1229123")
    typing.page.keyboard.press("Tab")
    assert counts(left(typing, "#date")) == {"typed": 4}


def test_a_day_may_lose_its_nought(typing):
    assert typed(typing, "#postcode", "07") == {"typed": 2}


def test_a_suggestion_is_chosen_instead(typing):
    typing.page.focus("#search")
    typing.page.keyboard.type("kauppa")
    typing.page.click("#pick")
    typing.page.click("#free")
    assert counts(left(typing, "#search")) == {"typed": 6}


def test_a_field_that_is_sent_may_be_emptied(typing):
    typing.page.focus("#coupon")
    typing.page.keyboard.type("SUMMER")
    typing.page.keyboard.press("Enter")
    typing.page.keyboard.press("Tab")
    assert counts(left(typing, "#coupon")) == {"typed": 6}


def compose(log, *parts):
    """As a phone's keyboard or a Japanese one writes: a word that grows and is then put down."""
    session = log.page.context.new_cdp_session(log.page)
    for part in parts:
        session.send(
            "Input.imeSetComposition",
            {"text": part, "selectionStart": len(part), "selectionEnd": len(part)},
        )
    session.send("Input.insertText", {"text": parts[-1]})


def test_a_composed_word(typing):
    typing.page.focus("#free")
    compose(typing, "n", "ni", "に")
    typing.page.keyboard.press("Tab")
    assert counts(left(typing, "#free")).keys() == {"typed"}


def test_a_letter_of_a_composed_word_is_lost(typing):
    typing.page.focus("#digits")
    compose(typing, "a")
    typing.page.keyboard.press("Tab")
    assert counts(left(typing, "#digits"))["lost"] >= 1


# ---------------------------------------------------------------- something wrong


@pytest.mark.parametrize(
    ("selector", "keys", "told"),
    [
        ("#digits", "12a3", {"typed": 4, "lost": 1}),
        ("#held", "12a3", {"typed": 4, "lost": 1}),
        ("#number", "12ab", {"typed": 4, "lost": 2}),
        ("#readonly", "abc", {"typed": 3, "lost": 3}),
        ("#frozen", "abc", {"typed": 3, "lost": 3}),
        ("#short", "1234567", {"typed": 7, "lost": 2, "limited": True}),
        ("#umlauts", "sää", {"typed": 3, "altered": 2}),
        ("#wiped", "ab1", {"typed": 3, "lost": 1, "altered": 2}),
        ("#onblur", "abc", {"typed": 3, "altered": 3}),
    ],
)
def test_what_does_not_arrive(typing, selector, keys, told):
    assert typed(typing, selector, keys) == told


@pytest.mark.parametrize(
    ("selector", "keys", "told"),
    [
        ("#digits", "12abcd3", {"lost": 2}),
        ("#umlauts", "sääää", {"altered": 2}),
        ("#short", "123456789", {"lost": 2, "limited": True}),
        ("#stolen", "abcdefgh", {"elsewhere": 2}),
        ("#free", "abcdefgh", {}),
    ],
)
@pytest.mark.parametrize(
    "secret", ["autocomplete='cc-number'", "type='password'", "autocomplete='new-password'"]
)
def test_how_long_a_secret_is_is_not_told(typing, selector, keys, told, secret):
    name, value = secret.replace("'", "").split("=")
    typing.page.evaluate(
        "([at, name, value]) => document.querySelector(at).setAttribute(name, value)",
        [selector, name, value],
    )
    assert typed(typing, selector, keys) == told


def test_a_password_that_is_shown_is_one_still(typing):
    typing.page.focus("#secret")
    typing.page.evaluate("document.querySelector('#secret').type = 'text'")
    assert typed(typing, "#secret", "Sala1nen") == {}
    typing.page.focus("#secret")
    typing.page.keyboard.type("toinen")
    typing.page.keyboard.press("Tab")
    typing.page.focus("#free")
    blurs = typing.wait(
        lambda: [b for b in typing.events(Blur) if b.target.selector == "#secret"][1:], "again"
    )
    assert [counts(blur) for blur in blurs] == [{}]


def test_noughts_in_front_belong_to_a_postcode(typing):
    assert typed(typing, "#postcode", "00100") == {"typed": 5, "altered": 2}


def test_what_is_taken_away_when_something_beside_it_is_pressed(typing):
    """Nobody picks a part of what stands there; what is picked completes it."""
    typing.page.focus("#email")
    typing.page.keyboard.type("aino+1@b.fi")
    typing.page.click("#beside")
    assert counts(left(typing, "#email")) == {"typed": 8, "altered": 1}


def test_a_later_reset(typing):
    typing.page.focus("#late")
    typing.page.keyboard.type("abc")
    typing.page.wait_for_function("window.reset")
    typing.page.keyboard.press("Tab")
    assert counts(left(typing, "#late")) == {"typed": 3, "lost": 1, "altered": 2}


def test_keys_that_land_in_a_field_nobody_chose(typing):
    typing.page.focus("#stolen")
    typing.page.keyboard.type("abcdef")
    assert counts(left(typing, "#stolen")) == {"typed": 6, "elsewhere": 3}


def test_the_page_moves_the_focus_within_moving_it(typing):
    typing.page.evaluate("newsletter.onfocus = () => newsletter.focus()")
    typing.page.focus("#stolen")
    typing.page.keyboard.type("abcdef")
    assert counts(left(typing, "#stolen")) == {"typed": 6, "elsewhere": 3}


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ("00100", {"typed": 5, "elsewhere": 1}),  # the fifth digit does not belong to a town
        ("0010Oslo", {"typed": 4}),  # who knows that it leads on goes along
    ],
)
def test_a_field_that_leads_on_too_early(typing, keys, told):
    typing.page.focus("#four")
    typing.page.keyboard.type(keys)
    typing.page.keyboard.press("Tab")
    assert counts(left(typing, "#four")) == told


def test_keys_that_land_nowhere(typing):
    """A field that is drawn anew with every letter loses the focus."""
    typing.page.focus("#redrawn")
    typing.page.keyboard.type("abc")
    typing.page.click("#free")
    assert counts(left(typing, "#redrawn")) == {"typed": 3, "lost": 2}


# ---------------------------------------------------------------- pastes


def paste(log, selector, text):
    page = log.page
    page.fill("#note", text)
    page.focus("#note")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    page.focus(selector)
    page.keyboard.press("Control+V")
    page.keyboard.press("Tab")
    return counts(left(log, selector))


@pytest.mark.parametrize(
    ("selector", "told"),
    [
        ("#free", {"typed": 4}), ("#card", {}), ("#ownpaste", {"typed": 4}),
        ("#c1", {"typed": 4}), ("#nopaste", {"paste_refused": 1}),
        ("#frozen", {"paste_refused": 1}),
    ],
)  # fmt: skip
def test_pastes(typing, selector, told):
    assert paste(typing, selector, "12 34") == told


def test_a_paste_that_is_cut_off(typing):
    assert paste(typing, "#short", "12345678") == {"typed": 8, "lost": 3, "limited": True}


def test_nothing_typed_leaves_the_page(typing):
    typed(typing, "#digits", "98ab76")
    typed(typing, "#secret", "Kanarialintu")
    signals = [raw for raw in typing.raw if '"stream":"signals"' in raw]
    assert signals and not any(w in raw for raw in signals for w in ("9876", "98ab", "Kanaria"))


# ---------------------------------------------------------------- left for good


HIDE = """() => {
  Object.defineProperty(document, "visibilityState", {value: "hidden", configurable: true});
  document.dispatchEvent(new Event("visibilitychange"));
}"""


def test_a_field_is_told_when_its_page_is_put_away(typing):
    """A phone may never wake it again: at once, with how long nothing was typed."""
    typing.page.focus("#secret")
    typing.page.keyboard.type("Sal")
    typing.page.wait_for_function("performance.now() > 500")
    typing.page.evaluate(HIDE)
    blur = left(typing, "#secret")
    assert blur.changed and blur.filled and counts(blur) == {}
    assert blur.still_ms % 1000 == 0 and blur.dwell_ms > 0  # a secret: to the second
    typing.page.keyboard.type("ai")  # she comes back, and goes on
    typing.page.keyboard.press("Tab")
    typing.wait(lambda: len(typing.events(Blur)) == 2, "left again")
    assert [f.target.selector for f in typing.events(Focus)][:2] == ["#secret"] * 2
    assert not typing.containing("Sal")


def test_of_a_field_that_was_put_away_all_keys_are_counted(typing):
    typing.page.focus("#free")
    typing.page.keyboard.type("Mat")
    typing.page.evaluate(HIDE)
    typing.page.keyboard.type("ti")
    typing.page.keyboard.press("Tab")
    typing.wait(lambda: len(typing.events(Blur)) == 2, "left again")
    assert [counts(blur) for blur in typing.events(Blur)] == [{"typed": 3}, {"typed": 2}]


def test_a_field_in_which_nobody_goes_on_counts_as_left(context, record, shop):
    context.clock.install()
    log = record(context.new_page())
    log.page.goto(f"{shop}/typing.html")
    log.page.focus("#free")
    log.page.keyboard.type("Mat")
    log.page.clock.run_for(40_000)
    log.page.keyboard.type("t")
    log.page.clock.run_for(40_000)
    assert not log.events(Blur)
    log.page.clock.run_for(25_000)
    log.flush()
    (blur,) = log.events(Blur)
    assert counts(blur) == {"typed": 4} and 60_000 <= blur.still_ms < 61_000


def test_who_only_looks_stays_in_the_field(context, record, shop):
    """How long somebody stops before a field is told by the first change."""
    context.clock.install()
    log = record(context.new_page())
    log.page.goto(f"{shop}/typing.html")
    log.page.focus("#free")
    log.page.clock.run_for(90_000)
    log.page.keyboard.type("M")
    log.flush()
    (change,) = log.events(Change)
    (blur,) = log.events(Blur)  # the end of the recording
    assert blur.dwell_ms > change.hesitation_ms >= 90_000 > 60_000 > blur.still_ms
