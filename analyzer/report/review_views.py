"""Decisions over HTTP: the status of a finding, marks beside frictions. POST from pages of ours."""

from __future__ import annotations

import time

from flask import Blueprint, Response, abort, redirect, request

from kitka.analyzer.report.note_form import Unacceptable
from kitka.analyzer.report.review_form import mark_of, review_of
from kitka.analyzer.report.review_source import ReviewSource
from kitka.analyzer.report.serving import ADDRESSES, only_from_our_pages, remember_who, source
from kitka.analyzer.report.serving import reviews as known_reviews
from kitka.analyzer.results import SessionResult
from kitka.analyzer.rules import discover
from kitka.analyzer.study.marks import OTHER

reviews = Blueprint("reviews", __name__)
reviews.before_request(only_from_our_pages)


def _known() -> ReviewSource:
    return known_reviews() or abort(404)


def _session(session: str) -> SessionResult:
    return source().session(session) or abort(404)


def _now() -> float:
    return time.time() * 1000


@reviews.post("/findings/<finding>/review")
def review(finding: str) -> Response:
    """A status for a finding, with who and why."""
    known = source().finding(finding) or abort(404)
    try:
        said = review_of(request.form, known, _now())
    except Unacceptable as error:
        abort(400, str(error))
    _known().review(said)
    return _see(f"{ADDRESSES.finding(known.id)}#status", said.who)


@reviews.post("/sessions/<session>/marks")
def mark(session: str) -> Response:
    """A friction is real, a false alarm, or was missed."""
    result = _session(session)
    try:
        said = mark_of(request.form, result, {rule.id for rule in discover()}, _now())
    except Unacceptable as error:
        abort(400, str(error))
    if not _known().mark(said):
        abort(404)
    where = "missed" if said.verdict == "missed" or said.rule == OTHER else "frictions"
    return _see(f"{ADDRESSES.session(result.id)}#{where}", said.who)


@reviews.post("/sessions/<session>/marks/<id>")
def unmark(session: str, id: str) -> Response:
    """Take a mark back."""
    found = next((m for m in _known().marks(session).get(session, ()) if m.id == id), None)
    if found is None:
        abort(404)
    _known().unmark(found)
    where = "missed" if found.verdict == "missed" else "frictions"
    return _see(f"{ADDRESSES.session(session)}#{where}")


def _see(address: str, who: str = "") -> Response:
    response: Response = redirect(address, 303)  # type: ignore[assignment]
    if who:
        remember_who(response, who)
    return response
