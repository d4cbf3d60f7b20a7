"""Each signal of the in-page recorder, in a real browser on real pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from kitka.recorder import model
from kitka.recorder.model import (
    Aside,
    Assets,
    Blur,
    Change,
    Click,
    Copied,
    Focus,
    Form,
    JsError,
    Leave,
    Load,
    Message,
    OffSite,
    Pointer,
    Reaction,
    Request,
    Said,
    Scroll,
    Shift,
    Sighting,
    Submit,
    Total,
    View,
    Visibility,
    Vital,
)  # fmt: skip


@pytest.fixture
def signals(record, shop):
    log = record(total=".total", delivery=".delivery")
    log.page.goto(f"{shop}/signals.html")
    log.wait_for(Load)
    return log


def reaction_to(log, selector, **options):
    """Presses ``selector`` and waits for the press and for what followed."""
    before = len(log.events(Click))
    log.page.click(selector, **options)
    click = log.wait(lambda: log.events(Click)[before:], selector)[0]
    return click, log.wait_for(Reaction, click=click.id)


# ---------------------------------------------------------------- views


MONEY = {
    "1 299,00 kr": 1299.0, "1 299:-": 1299.0, "49,–€": 49.0, "CHF 1’299.00": 1299.0,
    "Total (incl. VAT 24 %): 49,91 €": 49.91, "49,92 € (sis. alv 25,5 % 10,14 €)": 49.92,
    "2 × 24,95 € = 49,90 €": 49.9, "DHL 2-3 Tage 4,90 €": 4.9, "-€5.00": -5.0,
    "<del>59,90 €</del> <ins>49,93 €</ins>": 49.93, "49<sup>94</sup> €": 49.94,
    "<span>49</span> <span>95</span> €": 49.95, "Free (over 50 €)": 0.0, "Ingår": 0.0,
}  # fmt: skip


def test_money_as_shops_write_it(record, shop):
    log = record(total=".total")
    log.page.goto(f"{shop}/widgets")
    log.page.evaluate("document.body.innerHTML = '<p class=total></p>'")
    for text, amount in MONEY.items():
        log.page.evaluate("html => { document.querySelector('.total').innerHTML = html }", text)
        log.wait(lambda amount=amount: [t.amount for t in log.events(Total)][-1:] == [amount], text)
    log.page.evaluate("document.querySelector('.total').textContent = 'Gratis frakt över 499 kr'")
    log.page.evaluate(
        "document.body.innerHTML = '<dl><dt>Fee<dd>2,90 €<dt>Total<dd class=total>42,80 €</dl>'"
        " + '<p>VAT is added at the last step'"
    )
    log.wait(lambda: log.events(Total)[-1].amount == 42.8, "the total of a summary")
    assert log.events(Total)[-2].amount == 0.0
    assert log.events(Total)[-1].beside == (2.9,) and log.events(Total)[-1].untaxed


def test_a_document_tells_its_view_and_its_timings(signals):
    view, load = signals.wait_for(View), signals.wait_for(Load)
    assert (view.url, view.title, view.cause, view.view) == ("/signals.html", "Signals", "load", 0)
    assert view.navigation == "navigate" and view.webdriver and view.width == 1000
    assert load.status == 200 and 0 < load.response_ms <= load.dom_ms <= load.load_ms


def test_batches_are_numbered_and_carry_the_clock(signals):
    batches = [b for b in signals.batches if b.stream == "signals"]
    assert [b.seq for b in batches] == list(range(len(batches)))
    assert len({b.page for b in batches}) == 1 and len(batches[0].page) == 32
    now = signals.page.evaluate("Date.now() - performance.now()")
    assert abs(batches[0].clock_origin - now) < 50


def test_routes_of_a_single_page_are_views(record, shop):
    seek = [
        ("selector", ".thanks"),
        ("text", "thank you for your order"),
        ("datalayer", "view_cart"),
        ("datalayer", "purchase"),
    ]
    log = record(seek=seek)
    page = log.page
    page.goto(f"{shop}/spa.html")
    log.wait_for(Sighting, what="datalayer", value="view_cart")
    for button in ("#push", "#same", "#replace", "#hash"):
        page.click(button)
    log.wait_for(View, cause="hash")
    page.go_back()
    page.go_back()
    log.wait_for(View, cause="pop", url="/spa.html")
    views = [(v.view, v.cause, v.url) for v in log.events(View)]
    assert views[:4] == [
        (0, "load", "/spa.html"),
        (1, "push", "/checkout?email=•&q=shoe"),
        (2, "replace", "/thanks"),
        (3, "hash", "/thanks#/step/2"),
    ]
    # Nothing of it before it was there, then both, seen in the view that showed them.
    assert log.wait_for(Sighting, value=".thanks").present is False
    assert log.wait_for(Sighting, value=".thanks", present=True).view == 2
    assert log.wait_for(Sighting, what="text", present=True).view == 2
    assert log.wait_for(Sighting, value="purchase").view == 2
    assert all("navigation" in r.after for r in log.events(Reaction) if r.click in (0, 2))


def test_a_route_back_leaves_no_view_for_the_same_path(record, shop):
    log = record()
    log.page.goto(f"{shop}/spa.html")
    log.page.click("#same")
    log.flush()
    assert len(log.events(View)) == 1


def test_leaving_is_told_by_the_next_page(signals, shop):
    first = signals.pages()[0]
    signals.page.goto(f"{shop}/shop.html")
    leave = signals.wait_for(Leave)
    assert leave in signals.events(Leave, first)


def test_vitals_come_out_before_the_page_ends(signals, shop):
    signals.page.mouse.move(300, 300)
    signals.page.goto(f"{shop}/shop.html")
    signals.wait_for(Vital, name="LCP")
    assert {"FCP", "LCP", "CLS", "TTFB"} <= {v.name for v in signals.events(Vital)}


def test_flush_settles_what_is_open(signals):
    signals.page.click("#nothing")
    signals.page.mouse.move(10, 10)
    signals.page.mouse.move(400, 300, steps=5)
    signals.flush()
    reaction = signals.wait_for(Reaction, click=0)
    assert reaction.after == {} and reaction.observed_ms < 2500
    assert signals.events(Vital) and signals.events(Pointer)[0].distance > 100


def test_scrolling_is_summed_up_at_the_end(signals):
    signals.page.mouse.wheel(0, 1500)
    signals.page.wait_for_function("scrollY >= 1500")
    signals.flush()
    scroll = signals.wait_for(Scroll)
    assert 0.5 < scroll.depth <= 1 and scroll.distance >= 1400
    assert scroll.turns == () and scroll.height > 1500


PART = """() => { const part = document.createElement('div'); part.id = 'part';
  part.style.cssText = 'position: fixed; inset: 0; overflow: auto; background: white';
  part.innerHTML = '<p style="height: 6000px">Shop</p>'; document.body.append(part); }"""
TO = """top => new Promise(done => { part.scrollTop = top;
  addEventListener('scroll', () => setTimeout(done, 150), { capture: true, once: true }); })"""


def test_where_the_way_turned_in_a_part_that_scrolls_by_itself(signals):
    signals.page.evaluate(PART)
    for top in (2000, 300, 2100, 100):
        signals.page.evaluate(TO, top)
    signals.flush()
    scroll = signals.wait_for(Scroll)
    assert scroll.turns == (2000, 300, 2100) and scroll.reversals == 3
    assert scroll.height >= 6000 and scroll.distance >= 6500


def test_hidden_and_visible(signals):
    signals.page.evaluate(
        "Object.defineProperty(document, 'visibilityState', {value: 'hidden', configurable: true});"
        "document.dispatchEvent(new Event('visibilitychange'))"
    )
    assert signals.wait_for(Visibility).state == "hidden"


def test_what_moves_without_being_asked(signals):
    signals.page.evaluate(
        """() => { const box = document.createElement('div'); box.style.height = '200px';
             document.body.prepend(box); }"""
    )
    shift = signals.wait_for(Shift)
    assert shift.value >= 0.01 and shift.sources[0].selector


def test_assets_of_the_page(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    assert log.wait_for(Assets).urls == (f"{shop}/shop.css",)


# ---------------------------------------------------------------- clicks


def test_a_click_describes_its_target(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    click, _ = reaction_to(log, "#dead")
    target = click.target
    assert (target.role, target.name, target.selector, target.test_id) == (
        "button",
        "Buy now",
        "#dead",
        "buy",
    )
    assert target.interactive and target.rect and target.rect.width > 20
    assert click.pointer == "mouse" and click.count == 1 and click.x > 0


def test_dead_and_slow_and_alive(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    _, alive = reaction_to(log, "#alive")
    assert alive.after["mutation"] < 200 and alive.observed_ms < 1000
    _, dead = reaction_to(log, "#dead")
    assert dead.after == {} and dead.observed_ms >= 2500
    _, slow = reaction_to(log, "#slow")
    assert 1400 < slow.after["mutation"] < 2400


def test_what_a_script_does_next_does_not_revive_a_dead_button(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.click("#dead")
    log.page.fill("#name", "Matti")
    log.page.check("#agree")
    log.page.click("#alive")
    dead = log.wait_for(Reaction, click=0)
    assert dead.after == {} and dead.observed_ms >= 2500


def test_a_ticking_clock_does_not_revive_a_dead_button(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate("startClock()")
    log.page.wait_for_function("window.ticks >= 3")
    _, dead = reaction_to(log, "#dead")
    assert dead.after == {}
    _, alive = reaction_to(log, "#alive")
    assert "mutation" in alive.after


def test_a_carousel_that_turns_by_itself_does_not_either(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate("startCarousel()")
    log.page.wait_for_function("window.turns >= 4")
    _, dead = reaction_to(log, "#dead")
    assert dead.after == {}


def test_a_stepper_answers_every_press(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    for _ in range(4):
        log.page.click("#plus")
    log.wait_for(Reaction, click=3)
    assert all("mutation" in r.after for r in log.events(Reaction))


def test_a_stepper_that_writes_to_a_field_answers(signals):
    _, reaction = reaction_to(signals, "#raise")
    assert reaction.after["input"] < 200


@pytest.mark.parametrize(
    ("selector", "how"), [("#download", "download"), ("#tab", "new_tab"), ("#mail", "mailto")]
)
def test_answers_outside_the_page_are_marked(record, shop, selector, how):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate("addEventListener('click', (event) => event.preventDefault())")
    log.page.click(selector)
    assert log.wait_for(Click).target.unobservable == how


def test_a_press_in_a_text_field_shows_a_caret(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    for _ in range(2):
        click, reaction = reaction_to(log, "#name")
        assert click.target.text_entry and reaction.after["focus"] == 0
    _, reaction = reaction_to(log, "#size")
    assert "focus" in reaction.after


def test_a_label_press_counts_once(signals):
    click, reaction = reaction_to(signals, "#boxlabel")
    assert (click.target.role, click.target.name) == ("checkbox", "Tick me")
    assert "input" in reaction.after
    signals.flush()
    assert len(signals.events(Click)) == 1


def test_the_control_is_found_from_within(signals):
    click, _ = reaction_to(signals, "#inner")
    assert click.target.selector == "#card" and click.target.interactive
    click, _ = reaction_to(signals, "h1")
    assert not click.target.interactive and click.target.name == "Signals"


def test_through_shadow_roots(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    click, reaction = reaction_to(log, "my-button button")
    assert click.target.selector == "#host >>> button" and click.target.name == "In the shade"
    assert "mutation" in reaction.after


def test_keyboard_presses(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.press("#alive", "Enter")
    assert log.wait_for(Click).pointer == "keyboard"


def test_scripts_do_not_press(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate("document.getElementById('alive').click()")
    log.flush()
    assert log.events(Click) == []


@pytest.mark.parametrize(
    ("selector", "kind"),
    [
        ("#asks", "dialog"), ("#opens", "new_tab"), ("#saves", "download"), ("#focuses", "focus"),
        ("#scrolls", "scroll"), ("summary", "mutation"), ("#throws", "error"), ("#fine", "request"),
    ],
)  # fmt: skip
def test_kinds_of_reaction(signals, selector, kind):
    signals.page.on("dialog", lambda dialog: dialog.accept())
    _, reaction = reaction_to(signals, selector)
    assert kind in reaction.after


def test_selecting_text_is_an_answer(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    _, _reaction = reaction_to(log, "#plain", click_count=2)
    log.flush()
    assert any("selection" in r.after for r in log.events(Reaction))


def test_marks_of_the_shop_and_canvas(signals):
    signals.page.click("#nothing")
    signals.page.click("#canvas")
    signals.flush()
    nothing, canvas = signals.events(Click)
    assert nothing.target.ignore and canvas.target.unobservable == "canvas"


def test_a_link_unloads_and_then_navigates(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.click("#next")
    log.page.wait_for_url("**/form")
    # The first is told on the way out, the second by the next page.
    told = log.wait(lambda: log.events(Reaction)[1:] and log.events(Reaction), "both")
    assert told[0].after.keys() == {"unloading"} and [r.click for r in told] == [0, 0]
    assert told[1].after["unloading"] <= told[1].after["navigation"]


def test_a_slow_server_is_waiting_not_dead(record, shop, server):
    server.held.clear()
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.click("#held", no_wait_after=True)
    reaction = log.wait(lambda: log.events(Reaction)[1:], "the second")[0]
    server.held.set()
    log.page.wait_for_url("**/hold")
    assert set(reaction.after) == {"unloading"} and reaction.observed_ms >= 2500


# ---------------------------------------------------------------- fields and forms


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


# ---------------------------------------------------------------- the task bar

BAR = """() => {
  const bar = document.createElement("div");
  bar.setAttribute("data-kitka-bar", "");
  bar.style.cssText = "position: fixed; inset: auto 0 0 0; height: 60px; z-index: 9";
  const root = bar.attachShadow({ mode: "closed" });
  root.innerHTML = "<button style='width: 100%; height: 60px'>I am finished</button><input>";
  root.querySelector("button").addEventListener("click", () => {
    root.querySelector("input").focus();
    root.querySelector("button").textContent = "Pressed";
    bar.style.height = "80px";
    bar.setAttribute("aria-expanded", "true");
    document.body.append(bar);
  });
  document.documentElement.append(bar);
}"""


def press_bar(log):
    log.page.mouse.click(500, 680)
    log.page.wait_for_function("document.body.lastChild.style?.height === '80px'")


def test_nothing_on_the_task_bar_is_an_event(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.wait(lambda: any(event["type"] == 2 for event in log.replay()), "snapshot")
    log.page.evaluate(BAR)
    press_bar(log)
    log.page.keyboard.type("Kanarialintu")
    log.page.mouse.move(400, 690)
    log.page.reload()
    log.page.wait_for_load_state()
    log.flush()
    kinds = {type(event) for event in log.events()}
    assert not kinds & {Click, Reaction, Focus, Change, Blur, Pointer, Scroll, Shift, Message}
    told = log.raw
    assert not any(
        "data-kitka-bar" in raw or "finished" in raw or "Kanarialintu" in raw for raw in told
    )


def test_the_task_bar_answers_no_press_on_the_shop(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.page.evaluate(BAR)
    log.page.click("#dead")
    press_bar(log)
    dead = log.wait_for(Reaction, click=0)
    assert dead.after == {} and dead.observed_ms >= 2500


def test_it_is_in_no_snapshot_either(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html", wait_until="commit")
    log.page.evaluate(BAR)
    log.wait(lambda: any(event["type"] == 2 for event in log.replay()), "snapshot")
    assert log.containing("data-kitka-bar") == []


def test_what_the_task_bar_tells(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    for event in (
        {"kind": "aside", "what": "buyer", "state": "begin"},
        {"kind": "copied", "field": "email"},
        {"kind": "said", "what": "done"},
    ):
        log.page.evaluate("(event) => window[Symbol.for('kitka.recorder')].emit(event)", event)
    assert log.wait_for(Aside).what == "buyer" and log.wait_for(Copied).field == "email"
    said = log.wait_for(Said, what="done")
    assert said.t > 0 and said.view == 0


def test_trips_are_told_by_the_driver_here(record, shop):
    """A page tells of them where nobody else can: test_loader.py."""
    log = record(elsewhere=("https://pay.example",))
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    assert log.events(OffSite) == []


# ---------------------------------------------------------------- messages


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


def test_a_phones_view_is_as_wide_as_its_page_asks_for(browser, record, shop):
    context = browser.new_context(viewport={"width": 360, "height": 740}, is_mobile=True)
    log = record(context.new_page())
    log.page.goto(f"{shop}/taskbar_checkout.html")
    view = log.wait_for(View)
    assert (view.width, view.height) == (360, 740)
    context.close()


def test_a_choice_that_is_drawn_beside_a_hidden_field(signals):
    """As Base UI and Radix draw theirs: what people see is what was pressed, by its label."""
    signals.page.evaluate(
        """() => {
          const label = document.createElement("label");
          label.innerHTML = '<span role="radio" aria-checked="false" style="display:inline-block;'
            + 'width:20px;height:20px"></span><input type="radio" aria-hidden="true" tabindex="-1"'
            + ' style="position:absolute;width:1px;height:1px;opacity:0"><b>Pickup point</b>';
          document.body.prepend(label);
        }"""
    )
    for place in ("label b", "label span"):
        signals.page.click(place)
    signals.flush()
    assert len(signals.events(Click)) == 2  # the browser presses the hidden field each time, too
    target = signals.events(Click)[0].target
    assert signals.events(Click)[1].target.selector == target.selector
    assert (target.role, target.name, target.rect.width) == ("radio", "Pickup point", 20)


@pytest.mark.parametrize("hidden", ["display:none", "visibility:hidden;position:absolute"])
def test_a_choice_whose_field_is_hidden_is_named_by_its_label(signals, hidden):
    """As Bootstrap 3's themes draw theirs: the label is what is seen and pressed."""
    signals.page.evaluate(
        """(hidden) => {
          const box = document.createElement("div");
          box.innerHTML = '<input type="checkbox" id="same" style="' + hidden + '">'
            + '<label for="same" style="display:block;width:240px;height:30px">Home too</label>';
          document.body.prepend(box);
        }""",
        hidden,
    )
    signals.page.click("label[for=same]")
    target = signals.wait_for(Click).target
    assert (target.role, target.name, target.selector) == ("checkbox", "Home too", "#same")
    if hidden == "display:none":
        assert (target.rect.width, target.rect.height) == (240, 30)


def test_a_field_without_a_label_is_named_by_its_placeholder(signals):
    """Never by what is typed, where a page repeats that there."""
    signals.page.evaluate(
        """() => {
          for (const [id, text] of [["code", "Coupon code"], ["other", "Code SALAINEN"]]) {
            const field = document.createElement("input");
            field.id = id; field.placeholder = text;
            document.body.prepend(field);
          }
        }"""
    )
    signals.page.click("#code")
    signals.page.keyboard.type("SALAINEN")
    signals.page.click("#other")
    signals.wait(lambda: signals.events(Click)[1:], "click")
    assert [click.target.name for click in signals.events(Click)] == ["Coupon code", "Code •••"]


def test_success_is_a_status(signals):
    signals.page.evaluate(
        "() => { const p = document.createElement('p'); p.className = 'alert alert-success';"
        " p.textContent = 'Added to basket'; document.body.prepend(p) }"
    )
    message = signals.wait(lambda: signals.events(Message)[1:], "message")[0]
    assert (message.text, message.severity) == ("Added to basket", "status")


@pytest.mark.parametrize(
    "more", ['<i class="ph-mask">Matti Meikäläinen</i>', "<textarea>Ring twice</textarea>"]
)
def test_a_label_that_holds_what_is_masked_or_typed_names_no_drawn_choice(signals, more):
    signals.page.evaluate(
        """(more) => {
          const label = document.createElement("label");
          label.innerHTML = '<span role="radio" style="display:inline-block;width:20px;'
            + 'height:20px"></span><input type="radio" aria-hidden="true"><b>Home</b>' + more;
          document.body.prepend(label);
        }""",
        more,
    )
    signals.page.click("label b")
    assert signals.wait_for(Click).target.name == ""


@pytest.mark.parametrize(
    "text", ["Kenttä on pakollinen", "Fältet saknas", "Ungültige Eingabe", "This is required"]
)
def test_words_alone_tell_an_error_in_a_form(signals, text):
    signals.page.evaluate("(text) => complain(text)", text)
    signals.page.click("#held button")
    message = signals.wait(lambda: [m for m in signals.events(Message) if m.text == text], text)[0]
    assert message.severity == "error" and message.field.name == "City"


# ---------------------------------------------------------------- errors and requests


def test_an_error_is_tied_to_its_click(signals):
    signals.page.fill("#amount", "Salainen")
    signals.page.click("#throws")
    error = signals.wait_for(JsError)
    assert error.message == "Uncaught Error: broken for ••• of •••"
    assert error.click == 0 and error.source == "/signals.html" and error.line > 0
    assert "Salainen" not in error.stack


def test_a_rejection_is_told(signals):
    signals.page.click("#rejects")
    error = signals.wait_for(JsError)
    assert error.rejection and error.message == "TypeError: no answer" and error.click == 0


def test_requests_of_a_click(signals):
    signals.page.click("#bad")
    bad = signals.wait_for(Request, type="fetch")
    assert (bad.status, bad.failed, bad.click) == (500, True, 0)
    assert bad.url == "/api?status=500&mail=•" and not bad.third_party
    signals.page.click("#xhr")
    xhr = signals.wait_for(Request, type="xhr")
    assert (xhr.method, xhr.status, xhr.failed, xhr.click) == ("POST", 200, False, 1)


def test_a_missing_picture_once(signals):
    image = signals.wait_for(Request, type="image")
    assert (image.url, image.status, image.failed) == ("/missing.png", 404, True)
    signals.flush()
    assert len(signals.events(Request)) == 1


def test_watched_amounts(signals):
    total = signals.wait_for(Total, what="total")
    delivery = signals.wait_for(Total, what="delivery")
    assert (total.amount, total.currency) == (1299.0, "SEK")
    assert (delivery.amount, delivery.currency) == (4.9, "GBP")
    signals.page.evaluate("document.querySelector('.total').textContent = '€64.90'")
    assert signals.wait_for(Total, amount=64.9).currency == "EUR"


def test_a_selector_that_goes_away(record, shop):
    log = record(seek=[("selector", "#plain")])
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Sighting, present=True)
    log.page.evaluate("document.getElementById('plain').hidden = true")
    log.wait_for(Sighting, present=False)
    assert [s.present for s in log.events(Sighting)] == [True, False]


def test_every_event_of_a_page_is_covered_here():
    """A new kind of event in the contract needs a test here or beside."""
    source = "".join(test.read_text() for test in Path(__file__).parent.glob("test_*.py"))
    uncovered = [kind.__name__ for kind in model.PageEvent.__args__ if kind.__name__ not in source]
    assert uncovered == []
