"""Studies and people over HTTP. What changes anything is a POST or DELETE from a page of ours."""

from __future__ import annotations

import time
from hashlib import sha256

import msgspec
from flask import Blueprint, Response, abort, redirect, render_template, request, url_for

from kitka.analyzer.report import media as recordings
from kitka.analyzer.report.build_live import beside_data, beside_page, live_data, note_row
from kitka.analyzer.report.build_study import MOST_INVITED, study_page
from kitka.analyzer.report.note_form import Unacceptable, asked, asked_by_form, note
from kitka.analyzer.report.serving import ADDRESSES, only_from_our_pages, source
from kitka.analyzer.report.serving import reviews as known_reviews
from kitka.analyzer.report.serving import studies as known_studies
from kitka.analyzer.report.study_source import LiveLog, StudySource
from kitka.recorder.model import Exclusion, Session

studies = Blueprint("studies", __name__)
studies.before_request(only_from_our_pages)

LONGEST_REASON = 300


@studies.after_request
def tell_only_ourselves(response: Response) -> Response:
    """Forms say where they come from; with ``no-referrer`` browsers would say ``null``."""
    response.headers.setdefault("Referrer-Policy", "same-origin")
    return response


def _known() -> StudySource:
    return known_studies() or abort(404)


def _session(session: str) -> Session:
    return _known().record(session) or abort(404)


def _live_log(session: str) -> LiveLog:
    return _known().live_log(session) or abort(404)


def _now() -> float:
    return time.time() * 1000


# ---------------------------------------------------------------- a study


@studies.get("/studies")
def all_studies() -> Response:
    """They stand in the overview."""
    return redirect(url_for("report.overview", _anchor="studies"))  # type: ignore[return-value]


@studies.get("/studies/<name>")
def study(name: str) -> str:
    page = study_page(
        source(),
        _known(),
        ADDRESSES,
        name,
        version=request.args.get("v", 0, type=int),
        now=_now(),
        invited=request.args.get("invited", 0, type=int),
        reviews=known_reviews(),
    )
    return render_template("report/study.html", page=page or abort(404))


@studies.get("/studies/<name>/live.json")
def live(name: str) -> Response:
    known, now = _known(), _now()
    if not known.versions(name):
        abort(404)
    return _changing(live_data(known.live(name, now), ADDRESSES), now)


@studies.post("/studies/<name>/invite")
def invite(name: str) -> Response:
    known = _known()
    if not known.versions(name):
        abort(404)
    number = request.form.get("number", 0, type=int)
    if not 1 <= number <= MOST_INVITED:
        abort(400, f"number: between 1 and {MOST_INVITED} people at a time")
    pilot = request.form.get("pilot") == "yes"
    made = known.invite(name, number, pilot=pilot, at=_now())
    return _see(f"{ADDRESSES.study(name)}?invited={len(made)}#people")


@studies.post("/studies/<name>/open")
def open_study(name: str) -> Response:
    """Switch the study's open link on (``open=yes``) or off."""
    known = _known()
    if not known.versions(name):
        abort(404)
    known.open(name, request.form.get("open") == "yes")
    return _see(f"{ADDRESSES.study(name)}#people")


# ---------------------------------------------------------------- one session


@studies.post("/sessions/<session>/counting")
def counting(session: str) -> Response:
    """Leave a session out of every figure, with who and why, or take it in again."""
    record = _session(session)
    if request.form.get("what") == "include":
        _known().count(record.id, None)
    else:
        reason = " ".join(request.form.get("reason", "").split())[:LONGEST_REASON]
        who = " ".join(request.form.get("who", "").split())[:40]
        if not reason or not who:
            abort(400, "reason, who: both are needed, so that others can tell later")
        _known().count(record.id, Exclusion(reason, who, _now()))
    name = _known().study_name(record.study) if request.form.get("back") == "study" else ""
    return _see(ADDRESSES.study(name) if name else ADDRESSES.session(record.id))


@studies.get("/sessions/<session>/media/<media>")
def media(session: str, media: str) -> Response:
    known = _known()
    found = next((one for one in known.media(session) if one.id == media), None)
    if found is None:
        abort(404)
    return recordings.serve(
        found, lambda start, length: known.media_bytes(session, media, start, length)
    )


@studies.get("/sessions/<session>/beside")
def beside(session: str) -> str:
    log, record = _live_log(session), _session(session)
    scenario = source().scenario(record.scenario)
    page = beside_page(log, record, scenario, ADDRESSES, _now())
    return render_template("report/beside.html", page=page)


@studies.get("/sessions/<session>/beside.json", endpoint="beside_data")
def beside_json(session: str) -> Response:
    return _changing(beside_data(_live_log(session)), _now())


@studies.post("/sessions/<session>/notes")
def add_note(session: str) -> Response:
    """A note at ``at_s`` seconds of the session, or now. JSON is answered in JSON (201)."""
    now = _now()
    record = _session(session)
    try:
        wanted = asked(request.get_data()) if request.is_json else asked_by_form(request.form)
        kept = note(wanted, record.id, (now - record.started) / 1000)
    except Unacceptable as error:
        abort(400, str(error))
    if kept.tag == "end" and record.ended:
        abort(409, "This task has ended already.")
    _known().save_note(kept)
    if not request.is_json:
        return _see(ADDRESSES.beside(record.id))
    return Response(
        msgspec.json.encode(note_row(kept)), status=201, content_type="application/json"
    )


@studies.route("/sessions/<session>/notes/<id>", methods=["DELETE", "POST"])
def remove_note(session: str, id: str) -> Response:
    """POST, for the forms, does the same as DELETE."""
    found = next((one for one in _known().notes(session) if one.id == id), None)
    if found is None:
        abort(404)
    _known().remove_note(found)
    if request.method == "POST":
        return _see(f"{ADDRESSES.session(session)}#notes")
    return Response(status=204)


# ---------------------------------------------------------------- answers


def _changing(data: object, now: float) -> Response:
    """JSON that is sent again only when it has changed. ``Kitka-Now`` is the server's clock, by
    which pages tell how long ago something was."""
    body = msgspec.json.encode(data)
    response = Response(body, content_type="application/json")
    response.set_etag(sha256(body).hexdigest()[:20])
    response.headers["Cache-Control"] = "no-cache"
    response.headers["Kitka-Now"] = f"{now:.0f}"
    response.make_conditional(request)
    return response


def _see(address: str) -> Response:
    return redirect(address, 303)  # type: ignore[return-value]
