"""Studies and people over HTTP, from a real workspace file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from flask import Flask
from flask.testing import FlaskClient

from kitka.analyzer.report.blueprint import ADDRESSES
from kitka.analyzer.report.build_study import study_page
from kitka.recorder.model import Question
from kitka.recorder.study import OPEN, open_setting
from kitka.workspace.source import WorkspaceSource

OURS = {"Sec-Fetch-Site": "same-origin"}
STUDY = "/studies/two_backpacks"
STOPPED = "p080".ljust(32, "0")
MISTAKEN = "p070".ljust(32, "0")
LIVE = "p130".ljust(32, "0")
GAP = "p030".ljust(32, "0")


@pytest.fixture
def client(study_app: Flask) -> FlaskClient:
    return study_app.test_client()


def page_of(app: Flask, source: WorkspaceSource, study: Any, version: int = 0) -> Any:
    with app.test_request_context("/"):
        return study_page(
            source, source.studies, ADDRESSES, "two_backpacks", version=version, now=study.now
        )


# ---------------------------------------------------------------- the study page


def test_the_way_counts_people_and_keeps_others_apart(
    study_app: Flask, study_source: Any, study: Any
) -> None:
    page = page_of(study_app, study_source, study)
    ways = [(stage.name, stage.count) for stage in page.stages]
    assert ways == [
        ("Invited", 14), ("Opened the link", 14), ("Consented", 12), ("Started a task", 12),
        ("Finished", 9),
    ]  # fmt: skip
    apart = {one.label: one.value for one in page.apart}
    assert apart == {"Declined": "1", "Pilots": "1", "Automated": "1"}


def test_a_task_tells_how_it_ended_with_n_and_intervals(
    study_app: Flask, study_source: Any, study: Any
) -> None:
    task = page_of(study_app, study_source, study).tasks[0]
    assert task.n == "n = 10 of 13: 2 still open, 1 pilot"
    outcomes = {row.outcome.label: row.rate.count for row in task.outcomes}
    assert outcomes == {
        "Completed": "7 of 10", "Mistaken": "1 of 10", "Gave up": "1 of 10", "Off site": "1 of 10",
    }  # fmt: skip
    assert task.outcomes[0].rate.interval
    time = next(one for one in task.measures if one.label.startswith("Time"))
    assert "geometric mean, silent" in time.note and "n = 7" in time.note
    assert any(one.label == "Ease (SEQ)" for one in task.measures)
    assert "frictions in 4 of 10 sessions" in task.frictions


def test_answers_and_words_lead_to_who_said_them(
    study_app: Flask, study_source: Any, study: Any
) -> None:
    page = page_of(study_app, study_source, study)
    titles = [group.title for group in page.groups]
    assert titles[0] == "Who they are" and "Why they stopped: Guest checkout" in titles
    why = next(group for group in page.groups if group.title.startswith("Why"))
    quote = why.questions[0].quotes[0]
    assert (quote.person, quote.session.href) == ("P08", f"/sessions/{STOPPED}")


def test_who_should_be_looked_at_is_suggested_and_nobody_left_out(
    study_app: Flask, study_source: Any, study: Any
) -> None:
    page = page_of(study_app, study_source, study)
    assert [(one.person, one.title) for one in page.suspicions] == [
        ("P07", "Very fast"), ("P14", "Very fast"),
    ]  # fmt: skip
    doubt = page.suspicions[1]
    assert doubt.sessions[0].form.suggested == doubt.why
    assert page.left_out == ()


def test_versions_are_never_counted_together(
    study_app: Flask, study_source: Any, study: Any
) -> None:
    changed = msgspec.structs.replace(
        study.version.document, end=(Question("other", "text", {"en": "Anything else?"}),)
    )
    study.store.save_study(changed, at=study.now)
    newest = page_of(study_app, study_source, study)
    assert [tab.text for tab in newest.versions] == ["v1, met by 13", "v2, met by 0"]
    assert newest.tasks == () and newest.groups == ()
    assert newest.invite is not None and "Not locked yet" in newest.version_note
    first = page_of(study_app, study_source, study, version=1)
    assert len(first.tasks) == 2 and first.invite is None
    assert page_of(study_app, study_source, study, version=3) is None


def test_the_overview_lists_studies(client: FlaskClient) -> None:
    text = client.get("/").text
    assert f'href="{STUDY}"' in text and "v1, locked" in text and "9 of 14" in text


def test_a_study_that_nobody_was_invited_to(study_files: Any, tmp_path: Path) -> None:
    from kitka.recorder.store import Store
    from kitka.server import create_app

    with Store.open(tmp_path / "empty.db") as store:
        study_files.StudyFile(store, 1_795_300_000_000.0)
        source = WorkspaceSource(store.path)
        text = create_app(source).test_client().get(STUDY).text
        source.close()
    for said in ("Nobody is under way", "Nobody has begun", "Nobody has answered", "Nobody is inv"):
        assert said in text


def test_a_source_without_studies_has_no_pages_about_them(app: Flask) -> None:
    client = app.test_client()
    assert client.get(STUDY).status_code == 404
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    "path", ["/studies/nope", f"{STUDY}?v=9", "/studies/nope/live.json", "/sessions/nope/beside",
             "/sessions/nope/beside.json", f"/sessions/{STOPPED}/media/nope"],
)  # fmt: skip
def test_what_is_not_there(client: FlaskClient, path: str) -> None:
    assert client.get(path).status_code == 404


# ---------------------------------------------------------------- what changes something


CHANGES = [
    (f"{STUDY}/invite", {"number": "2"}),
    (f"{STUDY}/open", {"open": "yes"}),
    (f"/sessions/{STOPPED}/counting", {"reason": "a test", "who": "MK"}),
    (f"/sessions/{LIVE}/notes", {"tag": "assist"}),
    (f"/sessions/{LIVE}/notes/{'a' * 32}", {}),
]


@pytest.mark.parametrize(("path", "form"), CHANGES)
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site", "Origin": "http://localhost"},
    ],
)
def test_only_pages_of_ours_change_anything(
    client: FlaskClient, study: Any, path: str, form: dict[str, str], headers: dict[str, str]
) -> None:
    before = bytes(study.store._db.conn.serialize())
    answer = client.post(path, data=form, headers=headers)
    assert answer.status_code == 403
    assert bytes(study.store._db.conn.serialize()) == before


def test_deleting_from_elsewhere_is_refused_too(client: FlaskClient, study: Any) -> None:
    path = f"/sessions/{LIVE}/notes/{'a' * 32}"
    assert client.delete(path, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert len(study.store.notes(LIVE)) == 1


@pytest.mark.parametrize("headers", [OURS, {"Origin": "http://localhost"}])
def test_more_people_are_invited(client: FlaskClient, study: Any, headers: dict[str, str]) -> None:
    form = {"number": "3", "pilot": "yes"}
    answer = client.post(f"{STUDY}/invite", data=form, headers=headers)
    assert answer.status_code == 303
    text = client.get(answer.headers["Location"]).text
    assert "3 more people are invited" in text
    newest = study.store.participants(study.version.study)[-3:]
    assert [(one.pseudonym, one.pilot) for one in newest] == [
        ("P17", True), ("P18", True), ("P19", True),
    ]  # fmt: skip
    assert f"http://localhost/p/{newest[0].token}" in text


def test_the_open_link_is_shown_while_it_leads_somewhere(client: FlaskClient, study: Any) -> None:
    name = STUDY.rpartition("/")[2]
    link = f"http://localhost/p/open/{name}"
    assert link not in client.get(STUDY).text
    client.post(f"{STUDY}/open", data={"open": "yes"}, headers=OURS)
    assert study.store.setting(open_setting(name)) == OPEN
    assert link in client.get(STUDY).text
    client.post(f"{STUDY}/open", data={}, headers=OURS)
    assert link not in client.get(STUDY).text
    assert study.store.setting(open_setting(name)) != OPEN


@pytest.mark.parametrize("number", ["0", "-1", "201", "many", ""])
def test_a_wrong_number_of_people_is_refused(client: FlaskClient, number: str) -> None:
    answer = client.post(f"{STUDY}/invite", data={"number": number}, headers=OURS)
    assert answer.status_code == 400


def test_who_is_left_out_is_said_beside_every_figure(client: FlaskClient, study: Any) -> None:
    form = {"reason": "a colleague of ours", "who": "MK", "back": "study"}
    path = f"/sessions/{STOPPED}/counting"
    answer = client.post(path, data=form, headers=OURS)
    assert (answer.status_code, answer.headers["Location"]) == (303, STUDY)
    text = client.get(STUDY).text
    assert "n = 9 of 13: 1 excluded, 2 still open, 1 pilot" in text
    assert "a colleague of ours (MK, " in text
    assert "1 excluded" in client.get("/scenarios/guest_checkout").text
    assert "Left out of every figure" in client.get(f"/sessions/{STOPPED}").text
    kept = study.store.session(STOPPED).excluded
    assert (kept.reason, kept.who) == ("a colleague of ours", "MK") and kept.at > study.now
    again = client.post(path, data={"what": "include"}, headers=OURS)
    assert again.headers["Location"] == f"/sessions/{STOPPED}"
    assert study.store.session(STOPPED).excluded is None
    assert "n = 10 of 13" in client.get(STUDY).text


@pytest.mark.parametrize("form", [{}, {"reason": "x"}, {"who": "MK"}, {"reason": " ", "who": " "}])
def test_leaving_out_needs_a_reason_and_who(client: FlaskClient, form: dict[str, str]) -> None:
    answer = client.post(f"/sessions/{STOPPED}/counting", data=form, headers=OURS)
    assert answer.status_code == 400


# ---------------------------------------------------------------- a session


def test_what_was_said_stands_beside_what_the_log_shows(client: FlaskClient) -> None:
    text = client.get(f"/sessions/{MISTAKEN}").text
    assert "said: done · the log shows: not completed → mistaken" in text
    assert ">silent</span>" in text and ">Finnish</span>" in text
    assert "What made you stop?" in client.get(f"/sessions/{STOPPED}").text


def test_a_gap_stands_where_it_is(client: FlaskClient) -> None:
    text = client.get(f"/sessions/{GAP}").text
    assert "1 gap: part of this session never arrived" in text
    assert "1 signals batch never arrived" in text


def test_the_cohorts_of_a_scenario_can_be_chosen(client: FlaskClient) -> None:
    text = client.get("/scenarios/guest_checkout").text
    tabs = re.findall(r'href="(/scenarios/guest_checkout\?cohort=[^"]+)"[^>]*>([^<]+)<', text)
    assert [name for _, name in tabs] == [
        "two_backpacks v1 · silent, 13 sessions", "two_backpacks v1 · silent · pilot, 1 session",
    ]  # fmt: skip
    pilot = client.get(tabs[1][0]).text
    assert "1 of 1" in pilot and ">pilot</span>" in pilot
    assert client.get("/scenarios/guest_checkout?cohort=nope").status_code == 404


HOSTILE_PAGES = [
    "/", STUDY, f"/sessions/{STOPPED}", f"/sessions/{LIVE}/beside", "/scenarios/guest_checkout",
]  # fmt: skip


@pytest.mark.parametrize("path", HOSTILE_PAGES)
def test_what_people_wrote_is_text(client: FlaskClient, path: str) -> None:
    text = client.get(path).text
    assert "<script>alert" not in text
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(text)


def test_what_people_wrote_is_there(client: FlaskClient) -> None:
    said = "&lt;script&gt;alert(1)&lt;/script&gt; &#34;quoted&#34; gnp.exe &amp; co"
    assert said in client.get(STUDY).text
    assert said in client.get(f"/sessions/{STOPPED}").text


# ---------------------------------------------------------------- recordings made elsewhere


@pytest.fixture
def media(study: Any, study_files: Any, tmp_path: Path) -> tuple[str, bytes]:
    file = study_files.sound(tmp_path / "voice.wav")
    kept = study.store.add_media(
        STOPPED, file, name='voice "one".wav', type="audio/wav", offset_s=-4.0
    )
    return f"/sessions/{STOPPED}/media/{kept.id}", file.read_bytes()


def test_a_recording_is_served_whole_and_in_parts(
    client: FlaskClient, media: tuple[str, bytes]
) -> None:
    path, body = media
    whole = client.get(path)
    assert (whole.status_code, whole.data) == (200, body)
    assert whole.headers["Accept-Ranges"] == "bytes" and whole.content_type == "audio/wav"
    assert "sandbox" in whole.headers["Content-Security-Policy"]
    part = client.get(path, headers={"Range": "bytes=100-199"})
    assert (part.status_code, part.data) == (206, body[100:200])
    assert part.headers["Content-Range"] == f"bytes 100-199/{len(body)}"
    tail = client.get(path, headers={"Range": "bytes=-10"})
    assert (tail.status_code, tail.data) == (206, body[-10:])
    rest = client.get(path, headers={"Range": f"bytes={len(body) - 5}-"})
    assert rest.data == body[-5:]
    beyond = client.get(path, headers={"Range": f"bytes={len(body)}-"})
    assert beyond.status_code == 416
    assert beyond.headers["Content-Range"] == f"bytes */{len(body)}"


def test_a_recording_of_another_session_is_not_served(
    client: FlaskClient, media: tuple[str, bytes]
) -> None:
    path = media[0].replace(STOPPED, MISTAKEN)
    assert client.get(path).status_code == 404


def test_what_no_player_takes_is_saved_not_shown(
    client: FlaskClient, study: Any, tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<script>alert(1)</script>")
    kept = study.store.add_media(STOPPED, page, name="page.html", type="text/html", offset_s=0.0)
    answer = client.get(f"/sessions/{STOPPED}/media/{kept.id}")
    assert answer.content_type == "application/octet-stream"
    assert "Save the file" in client.get(f"/sessions/{STOPPED}").text


def test_the_session_page_plays_it_on_the_sessions_clock(
    client: FlaskClient, media: tuple[str, bytes]
) -> None:
    answer = client.get(f"/sessions/{STOPPED}")
    assert f'src="{media[0]}" data-offset="-4.0"' in answer.text
    assert "voice &#34;one&#34;.wav" in answer.text
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]
