"""The report over HTTP: each view asks a builder for a page and hands it to a template."""

from __future__ import annotations

import time

import msgspec
from flask import Blueprint, Response, abort, render_template, request
from werkzeug.exceptions import HTTPException

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.assets import POLICY as ASSET_POLICY
from kitka.analyzer.report.assets import safe_type, session_css
from kitka.analyzer.report.build_finding import finding_page
from kitka.analyzer.report.build_overview import overview_page
from kitka.analyzer.report.build_scenario import scenario_page
from kitka.analyzer.report.build_session import session_page
from kitka.analyzer.report.pages import ProblemPage
from kitka.analyzer.report.replay import replay_events
from kitka.analyzer.report.review_views import reviews as review_views
from kitka.analyzer.report.serving import ADDRESSES, SOURCE, source, who
from kitka.analyzer.report.serving import reviews as known_reviews
from kitka.analyzer.report.serving import studies as known_studies
from kitka.analyzer.report.session_pages import PlayerPage
from kitka.analyzer.report.study_views import studies as study_views

__all__ = ["ADDRESSES", "SOURCE", "report"]

# The one document with a looser policy: recorded pages carry inline styles. Its frame is
# about:blank, sandboxed without scripts, and inherits this policy.
PLAYER_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self' data:; connect-src 'self'; frame-src 'none'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)
FOR_A_WHILE = "private, max-age=3600"

report = Blueprint(
    "report",
    __name__,
    template_folder="templates",
    static_folder="static",
    static_url_path="/static/report",
)
report.register_blueprint(study_views)
report.register_blueprint(review_views)


@report.get("/")
def overview() -> str:
    page = overview_page(source(), ADDRESSES, known_studies(), time.time() * 1000)
    return render_template("report/overview.html", page=page)


@report.get("/scenarios/<name>")
def scenario(name: str) -> str:
    page = scenario_page(
        source(),
        ADDRESSES,
        name,
        request.args.get("cohort", "") or request.args.get("actor", ""),
        request.args.get("label", ""),
        request.args.get("device", ""),
        request.args.get("status", ""),
        known_reviews(),
    )
    return render_template("report/scenario.html", page=page or abort(404))


@report.get("/findings/<finding>")
def finding(finding: str) -> Response:
    page = finding_page(source(), ADDRESSES, finding, known_reviews(), who()) or abort(404)
    text = render_template("report/finding.html", page=page)
    return _with_forms(text) if page.review else Response(text)


@report.get("/sessions/<session>")
def session(session: str) -> Response:
    page = session_page(
        source(), ADDRESSES, session, known_studies(), known_reviews(), who()
    ) or abort(404)
    return _with_forms(render_template("report/session.html", page=page))


@report.get("/sessions/<session>/player")
def player(session: str) -> Response:
    if source().session(session) is None:
        abort(404)
    page = PlayerPage(fmt.short_id(session), ADDRESSES.replay(session))
    response = Response(render_template("report/player.html", page=page))
    response.headers["Content-Security-Policy"] = PLAYER_POLICY
    return response


@report.get("/sessions/<session>/replay.json")
def replay(session: str) -> Response:
    found = source()
    if found.session(session) is None:
        abort(404)
    events = replay_events(
        found.replay(session),
        found.assets(session),
        lambda digest: ADDRESSES.session_asset(session, digest),
    )
    return Response(msgspec.json.encode(events), content_type="application/json")


@report.get("/sessions/<session>/assets/<digest>")
def session_asset(session: str, digest: str) -> Response:
    """A stylesheet with this session's addresses; any other asset as it is."""
    found = source()
    assets = found.assets(session)
    kept = found.asset(digest) if digest in assets.values() else None
    if kept is None:
        abort(404)
    if safe_type(kept.content_type) != "text/css":
        return _asset(kept.content_type, kept.body)
    body = session_css(kept, digest, assets, lambda one: ADDRESSES.session_asset(session, one))
    # Not forever: an asset that arrives later changes what the references point to.
    return _asset("text/css; charset=utf-8", body, "private, max-age=60")


@report.get("/assets/<digest>")
def asset(digest: str) -> Response:
    kept = source().asset(digest)
    if kept is None:
        abort(404)
    return _asset(kept.content_type, kept.body)


@report.app_errorhandler(HTTPException)
def problem(error: HTTPException) -> tuple[str, int] | HTTPException:
    code = error.code or 500
    if code < 400:
        return error
    page = _PROBLEMS.get(code) or ProblemPage(code, error.name, error.description or "")
    return render_template("report/problem.html", page=page), code


_PROBLEMS = {
    404: ProblemPage(
        404,
        "Not found",
        "This workspace holds nothing at this address. A session or finding may have been erased, "
        "or it may be in another file: kitka serve --db FILE",
    ),
    500: ProblemPage(
        500,
        "The report broke here",
        "The cause stands in the terminal where kitka serve runs. The log itself is unharmed: "
        "kitka analyze rebuilds everything from it.",
    ),
}


def _with_forms(text: str) -> Response:
    """Forms say where they come from; with no-referrer browsers would say null."""
    response = Response(text)
    response.headers["Referrer-Policy"] = "same-origin"
    return response


def _asset(content_type: str, body: bytes, cache: str = FOR_A_WHILE) -> Response:
    plain = safe_type(content_type)
    response = Response(body, content_type=content_type if plain == "text/css" else plain)
    response.headers["Cache-Control"] = cache
    response.headers["Content-Security-Policy"] = ASSET_POLICY
    return response
