"""Statuses of findings and marks beside frictions: over HTTP, and by hand in a browser."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from playwright.sync_api import Browser, Page, expect

from kitka.analyzer.report.review_form import Unacceptable, moment

ROOT = Path(__file__).resolve().parents[2]
OURS = {"Sec-Fetch-Site": "same-origin"}
STOPPED = "p080".ljust(32, "0")
CALM = "p010".ljust(32, "0")
HOSTILE = '<script>alert(1)</script> "\u202eexe'
WHY = {"who": "MK", "why": "Seen twice."}


@pytest.fixture
def client(study_app: Flask) -> FlaskClient:
    return study_app.test_client()


@pytest.fixture
def found(study_source: Any) -> Any:
    """The finding of the study: a dead button in the step before paying."""
    (one,) = (f for r in study_source.scenario_reports() for f in r.findings)
    return one


@pytest.fixture
def say(client: FlaskClient, found: Any) -> Callable[..., Any]:
    def post(status: str, **more: str) -> Any:
        form = {"status": status, **WHY, **more}
        return client.post(f"/findings/{found.id}/review", data=form, headers=OURS)

    return post


def mark_of(source: Any, verdict: str, number: int = 0) -> str:
    friction = source.session(STOPPED).frictions[number]
    return f"{verdict} {friction.rule} {friction.at_s!r}"


def scenario(source: Any) -> str:
    report = next(r for r in source.scenario_reports() if r.findings or r.excepted)
    return f"/scenarios/{report.scenario}?cohort={report.cohort_key}"


def pressed(text: str) -> list[str]:
    """The marks that stand, as the page's buttons show them."""
    return re.findall(r'value="(\w+) [\w ]+? [\d.]+" aria-pressed="true"', text)


# ---------------------------------------------------------------- status


def test_a_status_is_kept_with_who_and_why(
    client: FlaskClient, found: Any, say: Callable[..., Any], study_source: Any
) -> None:
    answer = say("planned", why=f"Next sprint. {HOSTILE}", who=f"MK {HOSTILE}"[:40])
    assert (answer.status_code, answer.headers["Location"]) == (
        303, f"/findings/{found.id}#status",
    )  # fmt: skip
    page = client.get(f"/findings/{found.id}").text
    assert "Planned" in page and "Next sprint. &lt;script&gt;" in page
    assert "<script>alert" not in page and "\u202e" not in page
    assert study_source.finding(found.id).standing.status == "planned"
    assert 'value="MK &lt;script' in page  # the name is filled in again


def test_lists_show_open_findings_and_say_what_they_hide(
    client: FlaskClient, study_source: Any, say: Callable[..., Any]
) -> None:
    address = scenario(study_source)
    before = client.get(address).text
    assert "Dead click" in before and "not shown" not in before and "status=" not in before
    say("planned")
    after = client.get(address).text
    assert "1 finding is not shown: 1 planned." in after and "No finding is open." in after
    assert 'href="/findings/' not in after
    shown = client.get(f"{address}&status=planned").text
    assert 'href="/findings/' in shown and "Planned 1" in shown and "Open 0" in shown
    assert 'href="/findings/' in client.get(f"{address}&status=all").text
    assert "1 finding is not shown: 1 planned" in client.get("/studies/two_backpacks").text
    overview = client.get("/").text
    assert "No finding is open" in overview and "1 finding is not shown: 1 planned" in overview


def test_mended_is_verified_by_what_came_later_or_reopens(
    client: FlaskClient, found: Any, say: Callable[..., Any], study_source: Any
) -> None:
    say("mended")
    page = client.get(f"/findings/{found.id}").text
    assert "Mended, not verified" in page and "no session has come to this step since" in page
    say("mended", since="2020-01-01")
    page = client.get(f"/findings/{found.id}").text
    assert "Reopened" in page and "by itself: session" in page
    assert study_source.finding(found.id).standing.reopened_by in found.session_ids
    assert "Reopened" in client.get(scenario(study_source)).text


def test_not_a_problem_is_left_out_everywhere_until_it_is_taken_back(
    client: FlaskClient, found: Any, say: Callable[..., Any], study_source: Any
) -> None:
    say("not a problem")
    assert study_source.session(STOPPED).frictions == ()
    assert len(study_source.session(STOPPED).excepted) == 2
    page = client.get(f"/findings/{found.id}").text
    assert "5 frictions left out" in page and page.count('class="sentence"') == 5
    session = client.get(f"/sessions/{STOPPED}").text
    assert "2 frictions left out: no problem" in session and f"/findings/{found.id}" in session
    address = scenario(study_source)
    listed = client.get(address).text
    assert "1 finding is not shown: 1 not a problem." in listed
    assert "Not a problem" in client.get(f"{address}&status=not+a+problem").text
    say("open")
    assert len(study_source.session(STOPPED).frictions) == 2
    assert study_source.finding(found.id).standing.status == "open"
    history = client.get(f"/findings/{found.id}").text
    assert history.index(">Open</span>") < history.rindex(">Not a problem</span>")


@pytest.mark.parametrize("form, why", [
    ({"status": "done", **WHY}, "status"),
    ({"status": "open", "who": "MK", "why": " "}, "why"),
    ({"status": "open", "who": "", "why": "x"}, "who"),
    ({"status": "open", "who": "x" * 41, "why": "x"}, "who"),
    ({"status": "mended", "since": "tomorrow", **WHY}, "since"),
    ({}, "status"),
])  # fmt: skip
def test_a_status_that_nobody_could_understand_later_is_refused(
    client: FlaskClient, found: Any, form: dict[str, str], why: str, study: Any
) -> None:
    answer = client.post(f"/findings/{found.id}/review", data=form, headers=OURS)
    assert answer.status_code == 400 and why in answer.text
    assert study.store.reviews() == []


@pytest.mark.parametrize("headers", [
    {}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
    {"Origin": "https://evil.example"},
])  # fmt: skip
def test_only_pages_of_ours_decide(
    client: FlaskClient, found: Any, headers: dict[str, str], study: Any, study_source: Any
) -> None:
    mark = {"mark": mark_of(study_source, "real"), "who": "MK"}
    for path, form in (
        (f"/findings/{found.id}/review", {"status": "open", **WHY}),
        (f"/sessions/{STOPPED}/marks", mark),
    ):
        assert client.post(path, data=form, headers=headers).status_code == 403
    assert study.store.reviews() == [] and study.store.marks() == {}


def test_pages_with_forms_tell_where_they_come_from(client: FlaskClient, found: Any) -> None:
    for path in (f"/findings/{found.id}", f"/sessions/{STOPPED}"):
        assert client.get(path).headers["Referrer-Policy"] == "same-origin"


def test_where_nothing_is_kept_nothing_is_asked(app: Flask, sample: Any) -> None:
    client = app.test_client()
    assert "Set status" not in client.get("/findings/f-postcode").text
    assert 'name="mark"' not in client.get(f"/sessions/{sample.results[0].id}").text
    assert client.post("/findings/f-postcode/review", data=WHY, headers=OURS).status_code in (
        400, 404,
    )  # fmt: skip


# ---------------------------------------------------------------- marks


def test_marks_stand_beside_their_frictions(client: FlaskClient, study_source: Any) -> None:
    address = f"/sessions/{STOPPED}/marks"
    for verdict, who in (("real", "MK"), ("false", "MK"), ("real", "AK")):
        form = {"mark": mark_of(study_source, verdict), "who": who}
        assert client.post(address, data=form, headers=OURS).status_code == 303
    page = client.get(f"/sessions/{STOPPED}").text
    assert "false alarm (MK), real (AK)" in page and pressed(page) == ["real", "false"]
    client.post(address, data={"mark": mark_of(study_source, "real"), "who": "MK"}, headers=OURS)
    page = client.get(f"/sessions/{STOPPED}").text
    assert "real (AK), real (MK)" in page and pressed(page) == ["real"]


def test_the_studys_own_precision_has_n_and_no_percentage_below_five(
    client: FlaskClient, study_source: Any
) -> None:
    address = scenario(study_source)
    assert "How often the rules were right" not in client.get(address).text
    marked = 0
    for result in study_source.sessions("guest_checkout"):
        for friction in result.frictions:
            verdict = "false" if marked == 0 else "real"
            form = {"mark": f"{verdict} {friction.rule} {friction.at_s!r}", "who": "MK"}
            client.post(f"/sessions/{result.id}/marks", data=form, headers=OURS)
            marked += 1
            table = client.get(address).text.partition('id="precision"')[2]
            table = table.partition("</section>")[0]
            assert f"{marked - 1} of {marked}</span>" in table
            assert f"{marked} of 5" in table
            assert ("95 % interval" in table) == (marked >= 5)
    assert marked == 5 and "80\u00a0%" in table  # 4 of 5
    client.post(f"/sessions/{CALM}/marks", headers=OURS,
                data={"at": "0:31.5", "rule": "other", "text": "Sighs.", "who": "MK"})  # fmt: skip
    study = client.get("/studies/two_backpacks").text.partition('id="precision"')[2]
    assert "Something else" in study and 'data-label="Missed" class="num">1<' in study


def test_what_was_missed_is_added_and_taken_back(client: FlaskClient, study: Any) -> None:
    form = {"at": "0:41.5", "rule": "dead_click", "text": f"Waits. {HOSTILE}", "who": "MK"}
    answer = client.post(f"/sessions/{CALM}/marks", data=form, headers=OURS)
    assert answer.headers["Location"] == f"/sessions/{CALM}#missed"
    page = client.get(f"/sessions/{CALM}").text
    assert "Waits. &lt;script&gt;" in page and "0:41.5" in page and "\u202e" not in page
    (mark,) = study.store.marks(CALM)[CALM]
    assert (mark.verdict, mark.rule, mark.at_s) == ("missed", "dead_click", 41.5)
    gone = client.post(f"/sessions/{CALM}/marks/{mark.id}", headers=OURS)
    assert gone.status_code == 303 and study.store.marks() == {}
    assert client.post(f"/sessions/{CALM}/marks/{mark.id}", headers=OURS).status_code == 404


def test_a_verdict_is_taken_back_by_who_gave_it(
    client: FlaskClient, study: Any, study_source: Any
) -> None:
    friction = study_source.session(STOPPED).frictions[0]
    form = {"mark": f"false {friction.rule} {friction.at_s!r}", "who": "MK"}
    client.post(f"/sessions/{STOPPED}/marks", data=form, headers=OURS)
    (mark,) = study.store.marks(STOPPED)[STOPPED]
    back = f'formaction="/sessions/{STOPPED}/marks/{mark.id}"'
    assert back in client.get(f"/sessions/{STOPPED}").text
    client.post(f"/sessions/{STOPPED}/marks", data={**form, "who": "AK"}, headers=OURS)
    assert back not in client.get(f"/sessions/{STOPPED}").text  # now it is AK who looks
    gone = client.post(f"/sessions/{STOPPED}/marks/{mark.id}", headers=OURS)
    assert gone.headers["Location"] == f"/sessions/{STOPPED}#frictions"
    assert [one.who for one in study.store.marks(STOPPED)[STOPPED]] == ["AK"]


def test_two_who_marked_the_same_are_held_against_each_other(
    client: FlaskClient, study_source: Any
) -> None:
    address = scenario(study_source)
    marked = 0
    for result in study_source.sessions("guest_checkout"):
        for friction in result.frictions:
            for who, verdict in (("MK", "real"), ("AK", "false" if marked == 0 else "real")):
                form = {"mark": f"{verdict} {friction.rule} {friction.at_s!r}", "who": who}
                client.post(f"/sessions/{result.id}/marks", data=form, headers=OURS)
            marked += 1
            page = client.get(address).text
            said = f"AK and MK said the same of {marked - 1} of {marked} friction"
            assert said in page
            assert ("too few for Cohen" in page) == (marked < 5)
    assert "Cohen&#39;s kappa 0.00" in page  # MK says "real" of everything: no better than chance


@pytest.mark.parametrize("form, why", [
    ({"mark": "real rage_click 1.0", "who": "MK"}, "no rule finds"),
    ({"mark": "perhaps dead_click 60.0", "who": "MK"}, "no rule finds"),
    ({"at": "0:10", "rule": "dead_click"}, "who"),
    ({"at": "0:10", "rule": "no_such_rule", "who": "MK"}, "rule"),
    ({"at": "0:10", "rule": "other", "who": "MK"}, "text"),
    ({"at": "9:59", "rule": "dead_click", "who": "MK"}, "the session has"),
    ({"at": "-3", "rule": "dead_click", "who": "MK"}, "no moment"),
    ({"at": "nan", "rule": "dead_click", "who": "MK"}, "no moment"),
    ({"at": "0:10", "rule": "other", "who": "MK", "text": "x" * 2001}, "text"),
])  # fmt: skip
def test_a_mark_that_belongs_nowhere_is_refused(
    client: FlaskClient, form: dict[str, str], why: str, study: Any
) -> None:
    answer = client.post(f"/sessions/{STOPPED}/marks", data=form, headers=OURS)
    assert answer.status_code == 400 and why in answer.text
    assert study.store.marks() == {}


def test_nothing_is_decided_about_what_is_not_there(client: FlaskClient) -> None:
    for path in ("/findings/nope/review", "/sessions/nope/marks", f"/sessions/{CALM}/marks/x"):
        assert client.post(path, data=WHY, headers=OURS).status_code == 404


@pytest.mark.parametrize("text, seconds", [
    ("1:23.4", 83.4), ("83.4", 83.4), ("1:02:03", 3723.0), (" 0:00.0 ", 0.0),
])  # fmt: skip
def test_moments_as_people_write_them(text: str, seconds: float) -> None:
    assert moment(text) == pytest.approx(seconds)
    with pytest.raises(Unacceptable):
        moment(f"{text}x")


# ---------------------------------------------------------------- in a browser


@pytest.fixture
def base(study_app: Flask, served: Callable[[Flask], str]) -> str:
    return served(study_app)


def axe(page: Page) -> list[str]:
    page.evaluate((ROOT / "node_modules/axe-core/axe.min.js").read_text())
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {json.dumps([node['target'] for node in one['nodes']])}"
        for one in found["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def test_marking_by_keyboard(base: str, watched: Any) -> None:
    page = watched.page
    page.goto(f"{base}/sessions/{STOPPED}")
    page.locator("#marking [name=who]").focus()
    page.keyboard.type("MK")
    page.keyboard.press("Tab")  # over the link to the friction's finding
    while page.evaluate("document.activeElement.name") != "mark":
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    row = page.locator("#frictions ~ table tbody tr").first
    expect(row.get_by_role("button", name="False alarm")).to_have_attribute("aria-pressed", "true")
    expect(row).to_contain_text("false alarm (MK)")
    expect(page.locator("#marking [name=who]")).to_have_value("MK")
    assert watched.complaints == []


def test_without_scripts_of_ours(base: str, browser: Browser, found: Any) -> None:
    """A status, a mark and a missed one are forms: they need no JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.goto(f"{base}/sessions/{STOPPED}")
    page.locator("#marking [name=who]").fill("MK")
    with page.expect_navigation():
        page.get_by_role("button", name=re.compile("Real.*at 1:00.0")).click()
    page.get_by_text("Add a missed one").click()
    page.get_by_label("At", exact=True).fill("0:41.5")
    page.get_by_label("What happened").fill("Reads the terms twice")
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.locator(".missed-part")).to_contain_text("Reads the terms twice")
    page.goto(f"{base}/findings/{found.id}")
    page.get_by_label("Planned").check()
    assert not page.get_by_label("Mended from label").is_visible()
    page.locator("[name=why]").fill("In the next sprint")
    page.get_by_role("button", name="Set status").click()
    expect(page.locator(".history")).to_contain_text("In the next sprint")
    context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_pages_with_decisions_are_fit_for_everybody(
    base: str, watched: Any, width: int, found: Any, say: Callable[..., Any],
    client: FlaskClient, study_source: Any,
) -> None:  # fmt: skip
    for verdict, who in (("real", "MK"), ("false", "AK")):
        client.post(f"/sessions/{STOPPED}/marks", headers=OURS,
                    data={"mark": mark_of(study_source, verdict), "who": who})  # fmt: skip
    client.post(f"/sessions/{STOPPED}/marks", headers=OURS, data={
        "at": "41", "rule": "other", "who": "MK", "text": HOSTILE * 9})  # fmt: skip
    say("mended", since="2020-01-01", why=HOSTILE * 9)
    page = watched.page
    page.set_viewport_size({"width": width, "height": 740})
    paths = [f"/findings/{found.id}", f"/sessions/{STOPPED}", scenario(study_source)]
    for path in [*paths, "/studies/two_backpacks"]:
        page.goto(f"{base}{path}")
        for details in page.locator("details").all():
            details.evaluate("one => one.open = true")
        assert axe(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    assert watched.complaints == []
    assert watched.foreign(base) == []
