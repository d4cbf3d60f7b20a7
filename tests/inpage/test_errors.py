"""Errors and failed requests: what nobody caught, and what a framework or the shop's script did."""

from __future__ import annotations

import pytest

from kitka.recorder.model import JsError, Load, Request

CAUGHT = """([before, how]) => {
  const button = document.createElement("button");
  button.textContent = "Buy";
  button.onclick = () => {
    try { null.price; } catch (error) { console.error(...before, error); eval(how); }
  };
  document.body.prepend(button);
}"""


@pytest.fixture
def shown(record, shop):
    log = record()
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    return log


def errors(log):
    """All that had come when one that was written later came."""
    log.page.evaluate("() => { console.error(new Error('the last')); }")
    log.wait(lambda: [e for e in log.events(JsError) if "the last" in e.message], "the last")
    return [e for e in log.events(JsError) if "the last" not in e.message]


def lines(log):
    return [line for line in log.console if "the last" not in line]


@pytest.mark.parametrize(
    ("before", "logged"),
    [(["ERROR"], "handler"), ([], "script"), (["%o in <Basket>"], "script")],
    ids=["Angular", "Vue and React", "React 19"],
)
def test_what_a_framework_caught_is_told_with_its_press(shown, before, logged):
    shown.page.evaluate(CAUGHT, [before, ""])
    shown.page.click("text=Buy")
    (error,) = errors(shown)
    assert error.message.startswith("TypeError: ") and "price" in error.message
    assert (error.logged, error.click, error.rejection) == (logged, 0, False)
    assert len(lines(shown)) == 1


@pytest.mark.parametrize(
    "how",
    [
        "throw error",
        "Promise.reject(error)",
        "reportError(error)",
        "setTimeout(() => { throw error; })",
        "console.error('again', error)",
    ],
)
def test_an_error_is_told_once_whoever_tells_it(shown, how):
    shown.page.evaluate(CAUGHT, [[], how])
    shown.page.click("text=Buy")
    (error,) = errors(shown)
    # What the window hears is more than what the console was told.
    assert error.logged == ("script" if how.startswith("con") else "")
    assert error.rejection is how.startswith("Prom")


def test_what_zone_js_wraps_is_told_as_what_it_is(shown):
    shown.page.evaluate("""() => {
      const wrapped = (message, rejection) => Object.assign(new Error(message), { rejection });
      console.error("ERROR", wrapped("Uncaught (in promise): x", new RangeError("no room")));
      console.error("ERROR", wrapped('Uncaught (in promise): Answer: {"name": "Matti"}', {}));
    }""")
    room, answer = errors(shown)
    assert (room.message, room.rejection) == ("RangeError: no room", True)
    assert (answer.message, answer.rejection) == ("Error: Uncaught (in promise): Answer: ", True)
    assert shown.containing("Matti") == []


def test_an_error_of_a_frame_and_its_place(shown):
    shown.page.evaluate("""() => {
      const frame = document.body.appendChild(document.createElement("iframe"));
      console.error(frame.contentWindow.eval("new TypeError('in a frame')"));
      const error = new Error("known");
      error.stack = "Error: known\\n  at put (http://localhost/kitka/0123456789ab/x.js:1:2)" +
        `\\n  at buy (${location.origin}/shop.js?mail=a@b.fi:12:34)`;
      console.error(error);
    }""")
    framed, placed = errors(shown)
    assert framed.message == "TypeError: in a frame"
    assert (placed.source, placed.line, placed.column) == ("/shop.js?mail=•", 12, 34)


def test_words_are_no_errors(shown):
    shown.page.evaluate("""() => {
      console.error('Warning: Each child in a list should have a "key" prop.%s', "at Basket");
      console.error("Error: Something", { message: "is an error", code: 5 }, null, undefined, 7);
      console.error(new ErrorEvent("error", { message: "an event" }), Symbol("x"), document.body);
      console.warn(new Error("only a warning"));
    }""")
    assert errors(shown) == [] and len(lines(shown)) == 4


def test_what_is_typed_is_not_told(shown):
    shown.page.evaluate("""() => {
      const field = document.createElement("input");
      field.value = "Salainen";
      document.body.append(field);
      console.error(new Error("no such person: Salainen"));
      field.remove();
    }""")
    (error,) = errors(shown)
    assert error.message == "Error: no such person: •••"
    assert shown.containing("Salainen") == []


def test_the_console_stays_what_it_was(shown):
    said = shown.page.evaluate("""() => {
      const trap = () => { throw new Error("trap"); };
      const nasty = new Proxy(new Error("x"), { get: trap, getPrototypeOf: trap,
        getOwnPropertyDescriptor: trap });
      let read = 0;
      const chatty = Object.defineProperty(new Error("x"), "message", {
        get() { if (!read++) console.error(this); return "chatty"; } });
      const odd = { get stack() { throw new Error("read"); } };
      console.error(nasty);
      console.error(chatty);
      console.error(odd);
      console.error(new Error("after them"));
      return [console.error.name, console.error.length, String(console.error),
              console.error("x") === undefined, typeof console.error.prototype];
    }""")
    assert said == ["error", 0, "function error() { [native code] }", True, "undefined"]
    assert [e.message for e in errors(shown)] == ["Error: chatty", "Error: after them"]
    assert shown.page_errors == []


def test_a_flood_is_cut_short(shown):
    shown.page.evaluate("for (let i = 0; i < 500; i++) console.error(new Error('flood ' + i))")
    shown.wait(lambda: len(shown.events(JsError)) == 30, "30 errors")
    assert len(lines(shown)) == 500


def test_when_the_session_is_over_the_console_is_the_page_s_again(record, shop):
    log = record()
    log.page.add_init_script("window.own = console.error", path=None)
    log.page.goto(f"{shop}/shop.html")
    log.wait_for(Load)
    end = "() => { window[Symbol.for('kitka.recorder')].end(); }"
    assert log.page.evaluate("console.error === window.own")
    log.page.evaluate(end)
    assert not log.page.evaluate("console.error === window.own")


def test_where_the_page_has_its_own_console_by_then_it_keeps_it(shown):
    shown.page.evaluate("""() => {
      const before = console.error;
      window.own = console.error = (...said) => before.call(console, "own", ...said);
      window[Symbol.for("kitka.recorder")].end();
    }""")
    shown.page.evaluate("console.error(new Error('late'))")
    assert shown.page.evaluate("console.error === window.own")
    shown.wait(lambda: [line for line in shown.console if "late" in line], "the console's line")


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
