"""The audit of a script's pages, on pages that are wrong in known ways, in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from inpage.standin import Answering, Quiet
from playwright.sync_api import Browser, Playwright
from support import events

from kitka.analyzer.analyze import analyze, summarize
from kitka.recorder.model import Aside, Audit, Focus
from kitka.recorder.scenario import load_scenario
from kitka.recorder.script import Attempt, run_attempt
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store

PAGE = "<!doctype html><html lang=en><title>{title}</title><body><main><h1>{title}</h1>{body}"
GOOD = """<form action=/done><p><label>E-mail <input type=email name=email autocomplete=email
style="font-size:16px"></label><p><label>Postcode <input name=postcode autocomplete=postal-code
style="font-size:16px"></label><p><button>Continue</button></form>"""
BAD = """<form action=/done>
<p><input name=email placeholder="E-mail" style="font-size:13px">
<p><label>Phone <input type=tel name=phone autocomplete=off></label>
<p><label>Card number <input type=number name=card_number autocomplete=cc-number></label>
<p><label>City <input name=town autocomplete=postal-code></label>
<p><label>First <input name=first_name tabindex=2 autocomplete=given-name></label>
<p><label>Quantity <input name=quantity type=number value=1></label>
<div><button style="width:9px;height:9px;padding:0" aria-label=Less></button><button
 style="width:9px;height:9px;padding:0" aria-label=More></button></div>
<p><button>Continue</button></form>
<p><label>Last <input name=last_name tabindex=1 autocomplete=family-name></label></p>"""
TRAP = """<p><a href=/done>Before</a> <input id=a aria-label=A> <input id=b aria-label=B>
<button>After</button><script>
document.querySelector("#b").addEventListener("keydown", (event) => {
  if (event.key === "Tab") { event.preventDefault(); document.querySelector("#a").focus(); }
});</script>"""
PAGES = {
    "/good": PAGE.format(title="Good", body=GOOD),
    "/bad": PAGE.format(title="Bad", body=BAD),
    "/trap": PAGE.format(title="Trap", body=TRAP),
    "/done": PAGE.format(title="Done", body="<p>Thank you.</p>"),
}
SCENARIO = """title = "Audit"
start = "/{start}"
goal = "Look."
[[steps]]
name = "Form"
reached = {{ url = "/{start}" }}
[[steps]]
name = "Done"
reached = {{ url = "/done" }}
"""
SCRIPT = """def run(page, step):
    with step("Form"):
        page.locator("main").wait_for()
    with step("Done"):
        page.goto("/done")
"""


class Site(Answering):
    def do_GET(self) -> None:
        page = PAGES.get(self.path.partition("?")[0])
        self.note()
        self.answer(200 if page else 404, (page or "").encode(), content_type="text/html")


@pytest.fixture(scope="module")
def site() -> Iterator[Quiet]:
    import threading

    with Quiet(Site) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


@pytest.fixture
def audited(site: Quiet, store: Store, browser: Browser, playwright: Playwright, tmp_path: Path):
    """``audited("bad", device="phone")``: the result and the audits of a session of that page."""

    def run(start: str, device: str = "desktop"):
        toml = tmp_path / f"{start}.toml"
        toml.write_text(SCENARIO.format(start=start))
        toml.with_suffix(".py").write_text(SCRIPT)
        attempt = Attempt(str(toml), Shop(url=site.origin), device=device, audit=True)
        done = run_attempt(playwright, browser, attempt, store)
        assert done.error == ""
        log = store.log(store.session(done.session))
        scenario = load_scenario(toml)
        result = analyze(log, scenario)
        (report,) = summarize([result], scenario)
        return result, report, events(store, done.session, Audit)

    return run


def found(report) -> set[tuple[str, str]]:
    return {(finding.check, finding.rule) for finding in report.audit}


def test_a_sound_form_is_quiet_and_the_keyboard_was_tried(audited) -> None:
    _, report, audits = audited("good", "phone")
    assert found(report) == set()
    assert [(a.step, a.fields, a.elements, a.keyboard, a.error) for a in audits] == [
        ("Form", 2, 3, "tried", ""), ("Done", 0, 0, "", "")
    ]  # fmt: skip


def test_what_is_wrong_with_fields_is_told_once_each(audited) -> None:
    _, report, _ = audited("bad", "phone")
    expected = {
        ("label", "placeholder"),
        ("autocomplete", "missing"),
        ("autocomplete", "off"),
        ("autocomplete", "wrong"),
        ("input_type", "email"),
        ("input_type", "number"),
        ("zoom", "font_size"),
        ("target_size", "target-size"),
        ("keyboard_order", "upwards"),
    }
    assert not expected - found(report)
    wrong = next(f for f in report.audit if f.rule == "wrong")
    assert wrong.element.name == "City" and "postal-code" in wrong.text
    assert wrong.steps == ("Form",) and (wrong.sessions, wrong.of) == (1, 1)


def test_small_text_is_no_fault_where_no_phone_zooms(audited) -> None:
    _, report, _ = audited("bad")
    assert "zoom" not in {check for check, _ in found(report)}


def test_a_keyboard_trap_is_found(audited) -> None:
    _, report, _ = audited("trap")
    trap = next(f for f in report.audit if f.check == "keyboard_trap")
    assert trap.impact == "critical" and "of 4 places" in trap.text


def test_the_audit_takes_no_time_of_the_session_and_leaves_no_trace(audited, site: Quiet) -> None:
    site.seen.clear()
    result, _, audits = audited("good")
    form, done = result.steps
    assert done.at_s - form.at_s - done.duration_s > 0.1  # what the audit took is left out
    assert result.frictions == () and len(audits) == 2
    # The copy of the form, to try Tab in; the page of the success is never opened again.
    paths = [path for _, path, _ in site.seen if "favicon" not in path]
    assert paths == ["/good", "/good", "/done"]


def test_tab_is_tried_in_a_copy_that_nobody_records(audited, store: Store) -> None:
    result, _, _ = audited("good")
    assert events(store, result.id, Focus) == []
    asides = [(a.what, a.state) for a in events(store, result.id, Aside)]
    assert asides == [("audit", "begin"), ("audit", "end")] * 2
