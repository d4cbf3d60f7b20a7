"""The participants' pages over HTTP. A GET changes nothing: mail programs look at links too."""

from __future__ import annotations

import re
import secrets

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    redirect,
    render_template,
    request,
    url_for,
)
from werkzeug.exceptions import HTTPException

from kitka.recorder.errors import StoreError
from kitka.recorder.model import Participant, StudyVersion
from kitka.recorder.participants import acts
from kitka.recorder.participants.acts import Outcome, Sending
from kitka.recorder.participants.asking import Reply
from kitka.recorder.participants.build import (
    Reader,
    Ticks,
    build,
    welcome,
    withdraw_page,
)
from kitka.recorder.participants.context import Standing, people
from kitka.recorder.participants.journey import Stage
from kitka.recorder.participants.pages import Page
from kitka.recorder.participants.strangers import code_page, notice_page
from kitka.recorder.participants.visitor import visitor
from kitka.recorder.participants.words import LANGUAGES, words
from kitka.recorder.shops import origin_of
from kitka.recorder.study import OPEN, open_setting

COOKIE = "kitka_p"
_COOKIE_SECONDS = 30 * 24 * 3600
_LARGEST_FORM = 64 * 1024
_MOST_PASSED = 8
_PASSED = re.compile(r"[A-Za-z0-9_.-]{1,64}")

participants = Blueprint(
    "participants",
    __name__,
    url_prefix="/p",
    template_folder="templates",
    static_folder="static",
    static_url_path="/static",
)


# ------------------------------------------------------------ a personal link


@participants.get("/<token>")
def show(token: str) -> Response:
    with people().lock:
        now = _standing(token)
        return _page(build(now, _reader(now)), now)


@participants.post("/<token>")
def answer(token: str) -> Response:
    _refuse_others()
    at = people().now()
    with people().lock:
        now = _standing(token)
        outcome = acts.act(people(), now, _sending(now, at))
        if outcome.reply is not None or outcome.ticks is not None:
            page = build(
                now, _reader(now), reply=outcome.reply or Reply(), ticks=outcome.ticks or Ticks()
            )
            return _page(page, now, 422)
    return _go_on(outcome, token)


@participants.get("/<token>/withdraw")
def withdraw(token: str) -> Response:
    with people().lock:
        now = _standing(token)
        return _page(withdraw_page(now, _reader(now)), now)


@participants.post("/<token>/withdraw")
def leave(token: str) -> Response:
    _refuse_others()
    at = people().now()
    with people().lock:
        now = _standing(token)
        outcome = acts.withdraw(people(), now, _sending(now, at))
    return _go_on(outcome, token)


@participants.get("/erased")
def erased() -> Response:
    return _page(notice_page(words(_language(LANGUAGES)), "erased"))


# ------------------------------------------------------------ without one


@participants.get("/next")
def next_() -> Response:
    """Where the task bar goes: on to whoever this browser belongs to."""
    token = request.cookies.get(COOKIE, "")
    with people().lock:
        known = people().store.participant_by_token(token)
    if known is None:  # who had a link and is not known any more wished it so
        return _see_other(url_for("participants.erased" if token else "participants.code"))
    page = "withdraw" if known.wish_erase else "show"
    return _see_other(url_for(f"participants.{page}", token=known.token))


@participants.get("/code")
def code() -> Response:
    return _page(code_page(words(_language(LANGUAGES))))


@participants.post("/code")
def continue_() -> Response:
    """Go on in another browser. Codes are short, so tries are few, for everybody together."""
    _refuse_others()
    here, at = people(), people().now()
    typed = request.form.get("code", "")
    shown = words(_language(LANGUAGES))
    with here.lock:
        if not here.code_tries.allows(at):
            response = _page(code_page(shown, typed=typed, error="code.many"), status=429)
            response.headers["Retry-After"] = "60"
            return response
        plain = re.sub(r"[^A-Z0-9]", "", typed.upper())
        found = here.store.participant_by_code(plain)
        if found is None or found.finished or found.left or found.declined:
            here.code_tries.count(at)
            return _page(code_page(shown, typed=typed, error="code.wrong"), status=422)
    return _go_on(Outcome(remember=found.consent is not None), found.token)


@participants.get("/open/<study>")
def open_link(study: str) -> Response:
    """The welcome page for whoever comes; only its button makes a participant of them."""
    with people().lock:
        now = _newcomer(study)
        known = people().store.participant_by_token(request.cookies.get(COOKIE, ""))
        if known is not None and known.study == now.version.study and not known.finished:
            return _see_other(url_for("participants.show", token=known.token))
        return _page(welcome(now, _reader(now, once=secrets.token_urlsafe(16))), now)


@participants.post("/open/<study>")
def join(study: str) -> Response:
    _refuse_others()
    here, at = people(), people().now()
    with here.lock:
        now = _newcomer(study)
        sending = _sending(now, at)
        token = acts.joined(here, now.version.study, sending)
        if not token:
            if not here.joins.allows(at):
                abort(429)
            if acts.is_full(here, now.version.study):
                abort(503)
            here.joins.count(at)
            token = acts.join(here, now.version.study, _passed_through(), sending)
    return _go_on(Outcome(), token)


@participants.get("/")
@participants.get("/<path:rest>")
def nowhere(rest: str = "") -> Response:
    abort(404)


# ------------------------------------------------------------ what a request says


def _standing(token: str) -> Standing:
    return people().standing(token) or abort(404)


def _newcomer(name: str) -> Standing:
    """Somebody who is nobody yet, in a study with an open link."""
    store = people().store
    id = store.study_id(name)
    versions: list[StudyVersion] = store.study_versions(id) if id else []
    if not id or not versions or store.setting(open_setting(name)) != OPEN:
        abort(404)
    nobody = Participant(id="", study=id, pseudonym="", token="", created=0.0)
    return Standing(nobody, versions[-1], (), (), Stage("welcome"))


def _passed_through() -> dict[str, str]:
    """``?source=…``: what a panel wants to find again, if it is short and plain."""
    given = ((key, value) for key, value in request.args.items() if key != "lang")
    plain = [(k, v) for k, v in given if _PASSED.fullmatch(k) and _PASSED.fullmatch(v)]
    return dict(plain[:_MOST_PASSED])


def _reader(now: Standing, *, once: str = "") -> Reader:
    consent = now.participant.consent
    language = consent.language if consent else _language(now.study.languages, now.participant)
    path = request.full_path.rstrip("?")
    inside = visitor(request.headers.get("User-Agent", "")).in_app
    return Reader(words(language), people().base_url, path, inside, _passed_through(), once)


def _language(languages: tuple[str, ...], participant: Participant | None = None) -> str:
    """What was chosen on the page, else earlier, else what the browser prefers."""
    chosen = request.form.get("language") or request.args.get("lang") or ""
    if chosen in languages:
        return chosen
    if participant is not None and participant.language in languages:
        return participant.language
    return request.accept_languages.best_match(languages) or languages[0]


def _sending(now: Standing, at: float) -> Sending:
    return Sending(
        form=request.form,
        at=at,
        language=_language(now.study.languages, now.participant),
        visitor=visitor(request.headers.get("User-Agent", "")),
        known=request.cookies.get(COOKIE, ""),
    )


def _refuse_others() -> None:
    """A form on another site must not act for a participant. Browsers say where one came from."""
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    if site is not None and site != "same-origin":
        abort(403)
    own = {origin_of(people().base_url), origin_of(request.host_url)}
    if site is None and origin is not None and origin not in own:
        abort(403)


# ------------------------------------------------------------ what a response says


def _page(page: Page, now: Standing | None = None, status: int = 200) -> Response:
    response = Response(render_template(page.template, page=page), status)
    if now is not None and now.stage.name in ("task", "in_shop", "lapsed"):
        # The form's answer is a redirect into the shop, which browsers hold to form-action too.
        _policy(response, now.study.origins)
    return response


def _go_on(outcome: Outcome, token: str) -> Response:
    response = _see_other(outcome.location or url_for("participants.show", token=token))
    secure = people().base_url.startswith("https:")
    if outcome.remember:
        response.set_cookie(
            COOKIE, token, max_age=_COOKIE_SECONDS, path="/p", secure=secure, httponly=True,
            samesite="Lax",
        )  # fmt: skip
    if outcome.erased:
        response.delete_cookie(COOKIE, path="/p", secure=secure, httponly=True, samesite="Lax")
    return response


def _see_other(address: str) -> Response:
    return redirect(address, 303, Response)  # type: ignore[return-value]


def _policy(response: Response, forms: tuple[str, ...] = ()) -> None:
    actions = " ".join(("'self'", *forms))
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
        f"base-uri 'none'; frame-ancestors 'none'; form-action {actions}"
    )


@participants.before_request
def bound() -> None:
    request.max_content_length = _LARGEST_FORM


@participants.after_request
def guard(response: Response) -> Response:
    if request.endpoint == "participants.static":
        return response
    if "Content-Security-Policy" not in response.headers:
        _policy(response)
    # With no-referrer, browsers send `Origin: null` with a form, and nothing could be told by it.
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@participants.errorhandler(HTTPException)
def problem(error: HTTPException) -> Response:
    code = error.code or 500
    table = "gone" if code == 404 else "refused"
    page = notice_page(words(_language_of_error(code)), table, _passed_through())
    return _page(page, status=code)


def _language_of_error(code: int) -> str:
    if code == 413:  # the form cannot be read
        return request.accept_languages.best_match(LANGUAGES) or LANGUAGES[0]
    return _language(LANGUAGES)


@participants.errorhandler(StoreError)
def store_problem(error: StoreError) -> Response:
    current_app.logger.error("%s", error)
    response = _page(notice_page(words(_language(LANGUAGES)), "refused"), status=503)
    response.headers["Retry-After"] = "30"
    return response
