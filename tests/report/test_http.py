"""The report over HTTP: addresses, headers, escaping, what goes wrong."""

from typing import Any

import pytest
from flask import Flask

from kitka.analyzer.report.source import Asset
from kitka.server import POLICY, create_app

HOSTILE = b"<script>alert(1)</script>"
SHOP = "https://shop.example"


@pytest.fixture
def known(sample: Any) -> str:
    """A session with a stylesheet, a font and a picture that is a document."""
    identifier: str = sample.results[0].id
    css = b"@import 'theme.css'; a { background: url(../i/hills.svg) } b { color: red }"
    sample.addresses[identifier] = {
        f"{SHOP}/css/a.css": "css", f"{SHOP}/css/theme.css": "theme", f"{SHOP}/i/hills.svg": "svg",
    }  # fmt: skip
    sample.stored = {
        "css": Asset("text/css; charset=utf-8", css),
        "svg": Asset("image/svg+xml", b"<svg onload='alert(1)'/>"),
        "html": Asset("text/html", b"<script>alert(1)</script>"),
    }
    return identifier


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/scenarios/guest_checkout",
        "/scenarios/guest_checkout?actor=participant&label=2026.11",
        "/scenarios/return_by_post_with_a_very_long_name",
        "/findings/f-postcode",
        "/findings/f-rage",
    ],
)
def test_every_page_answers_and_escapes(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)
    assert answer.status_code == 200
    assert HOSTILE not in answer.data
    assert answer.headers["Content-Security-Policy"] == POLICY
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


def test_every_session_has_a_page(app: Flask, sample: Any) -> None:
    client = app.test_client()
    for result in sample.results:
        answer = client.get(f"/sessions/{result.id}")
        assert answer.status_code == 200
        assert HOSTILE not in answer.data


def test_no_page_has_scripts_or_styles_of_its_own(app: Flask) -> None:
    for path in ("/", "/scenarios/guest_checkout", "/findings/f-postcode"):
        text = app.test_client().get(path).text
        assert " style=" not in text and "<style" not in text and " onclick=" not in text
        assert "<script>" not in text


def test_an_empty_workspace_says_what_to_type(samples: Any) -> None:
    answer = create_app(samples.Sample()).test_client().get("/")
    assert "kitka demo" in answer.text and "kitka run" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/sessions/nope",
        "/sessions/nope/player",
        "/sessions/nope/replay.json",
        "/findings/nope",
        "/scenarios/nope",
        "/scenarios/guest_checkout?actor=robot",
        "/assets/nope",
    ],
)
def test_what_is_not_there_is_a_page_that_says_so(app: Flask, path: str) -> None:
    answer = app.test_client().get(path)
    assert answer.status_code == 404
    assert "Not found" in answer.text
    assert answer.headers["Content-Security-Policy"] == POLICY


def test_a_broken_page_says_where_the_cause_stands(sample: Any) -> None:
    app = create_app(sample)
    sample.results = None
    answer = app.test_client().get("/")
    assert answer.status_code == 500
    assert "terminal" in answer.text
    assert "Traceback" not in answer.text


def test_only_the_player_may_carry_inline_styles(app: Flask, known: str) -> None:
    answer = app.test_client().get(f"/sessions/{known}/player")
    policy = answer.headers["Content-Security-Policy"]
    assert "style-src 'self' 'unsafe-inline'" in policy
    assert "script-src 'self';" in policy
    assert "frame-ancestors 'self'" in policy


def test_assets_never_change_and_never_run(app: Flask, known: str) -> None:
    client = app.test_client()
    svg, html = client.get("/assets/svg"), client.get("/assets/html")
    assert svg.content_type.startswith("image/svg+xml")
    assert svg.headers["Cache-Control"] == "private, max-age=3600"
    assert "sandbox" in svg.headers["Content-Security-Policy"]
    assert html.content_type == "application/octet-stream"
    assert "sandbox" in html.headers["Content-Security-Policy"]


def test_a_stylesheet_points_to_stored_assets(app: Flask, known: str) -> None:
    text = app.test_client().get(f"/sessions/{known}/assets/css").text
    assert f'@import url("/sessions/{known}/assets/theme");' in text
    assert f'url("/sessions/{known}/assets/svg")' in text
    assert "b { color: red }" in text


def test_an_asset_of_another_session_is_not_served_as_ones_own(app: Flask, known: str) -> None:
    assert app.test_client().get(f"/sessions/{known}/assets/html").status_code == 404


def test_a_session_without_a_replay_has_an_empty_one(app: Flask, known: str) -> None:
    answer = app.test_client().get(f"/sessions/{known}/replay.json")
    assert (answer.status_code, answer.json) == (200, [])
