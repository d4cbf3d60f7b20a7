"""The recorder over HTTP: the script that shops embed, and where awake pages send what they saw.

Nothing that was stored is ever answered. No address of a visitor and no user agent is kept.
"""

from __future__ import annotations

import logging
import math
import time
from collections.abc import Callable, Collection
from typing import cast

import msgspec
from flask import Blueprint, Flask, Response, current_app, g, request
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from kitka.recorder.collect.bodies import (
    Refused,
    SaidBody,
    Wake,
    Wanted,
    asset_type,
    is_address,
    is_key,
    read,
    read_batches,
    read_upload,
)
from kitka.recorder.collect.bounds import ASSET_BYTES, WANTED_URLS
from kitka.recorder.collect.bundles import LOADER, BundleFile, BundleFiles
from kitka.recorder.collect.cors import OPEN_TO_ALL, allow, is_declared
from kitka.recorder.collect.state import CollectState
from kitka.recorder.driver import wall_ms
from kitka.recorder.errors import KitkaError
from kitka.recorder.model import StudyVersion
from kitka.recorder.sessions import is_open, wakes
from kitka.recorder.store import OpenSession, Store

STATE = "kitka.collect"
"""Key of the :class:`CollectState` in ``app.extensions``."""
FOREVER = "public, max-age=31536000, immutable"
_RETRY_S = 2.0

log = logging.getLogger("kitka.collect")
collect = Blueprint("collect", __name__)


def init(
    app: Flask,
    store: Store,
    base_url: str,
    *,
    bundles: BundleFiles | None = None,
    now: Callable[[], float] = wall_ms,
    seconds: Callable[[], float] = time.monotonic,
) -> CollectState:
    """Serve ``/kitka.js`` and ``/kitka/…`` from ``app``, and keep what pages send in ``store``.

    ``store`` is a connection for these endpoints alone, ``base_url`` the recorder's own address as
    shops see it.
    """
    state = CollectState(store, base_url, bundles=bundles, now=now, seconds=seconds)
    app.extensions[STATE] = state
    app.register_blueprint(collect)
    return state


def _state() -> CollectState:
    return cast(CollectState, current_app.extensions[STATE])


def _known(key: str, *, beacon: bool = False) -> tuple[OpenSession, StudyVersion]:
    """The session that may be written to with ``key`` from the page that asks.

    Raises Refused: 404 unknown key, 403 page of another origin, 429 too many requests.
    """
    if not is_key(key):
        raise Refused(404, "no session has this key")
    state = _state()
    opened, study = state.session_of(key)
    g.kitka_origins = study.document.origins
    if not is_declared(request.origin, study.document.origins, beacon=beacon):
        raise Refused(403, "this origin is not declared in the study")
    wait = state.rates.wait_for(opened.session.id)
    if wait:
        raise Refused(429, "too many requests", retry_after=wait)
    return opened, study


# ------------------------------------------------------------ scripts


@collect.get("/kitka.js")
def loader() -> Response:
    return _script(_state().bundles.get(LOADER), "public, max-age=300")


@collect.get("/kitka/<version>/<name>.js")
def bundle(version: str, name: str) -> Response:
    """A page that woke before an upgrade asks for the old address: it gets the new script, and
    nobody keeps that answer."""
    try:
        file = _state().bundles.get(name)
    except KeyError:
        raise Refused(404, "no such script") from None
    return _script(file, FOREVER if version == file.version else "no-store")


def _script(file: BundleFile, cache: str) -> Response:
    packed = request.accept_encodings.quality("gzip") > 0
    answer = Response(file.gzipped if packed else file.content, mimetype="text/javascript")
    if packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.headers["Vary"] = "Accept-Encoding"
    answer.headers["Cache-Control"] = cache
    answer.headers.update(OPEN_TO_ALL)
    answer.set_etag(f"{file.version}{'-gzip' if packed else ''}")
    answer.make_conditional(request)
    return answer


# ------------------------------------------------------------ what pages send


@collect.post("/kitka/wake")
def wake() -> Response:
    body = read(Wake)
    opened, _ = _known(body.key)
    state = _state()
    if not wakes(opened, state.now()):
        raise Refused(410, "the session is over, or the link is too old")
    return _json(state.awake(body.key, opened))


@collect.post("/kitka/batches")
def batches() -> Response:
    """204: kept. 205: taken, and the session has ended, so that the page shall fall silent."""
    body, (_, study) = read_batches(lambda key: _known(key, beacon=True))
    over = _state().keep(body, study)
    return Response(status=205 if over else 204)


@collect.post("/kitka/said")
def said() -> Response:
    body = read(SaidBody)
    opened, _ = _known(body.key, beacon=True)
    _state().said(opened, body.what, keep=body.keep)
    return Response(status=204)


@collect.post("/kitka/wanted")
def wanted() -> Response:
    body = read(Wanted)
    opened, study = _known(body.key)
    state = _state()
    if not is_open(opened, state.now()):
        raise Refused(410, "the session is over")
    if len(body.urls) > WANTED_URLS:
        raise Refused(413, f"more than {WANTED_URLS} addresses at once")
    return _json({"wanted": state.wanted(body, opened, study)})


@collect.post("/kitka/asset")
def asset() -> Response:
    form = read_upload()
    opened, study = _known(form.key)
    state = _state()
    if not state.takes(opened):
        raise Refused(410, "the session is over")
    if not state.replays(opened, study):
        raise Refused(403, "nothing is asked for: this session has no replay")
    if not is_address(form.url, study.document.origins):
        raise Refused(400, "not an address of the study's shop")
    kind = asset_type(form.type, form.url)
    if not kind:
        raise Refused(415, "neither a stylesheet nor a picture nor a font")
    if len(form.content) > ASSET_BYTES:
        raise Refused(413, f"more than {ASSET_BYTES} bytes")
    state.upload(form.key, opened, form.url, kind, form.content)
    return Response(status=204)


def _json(document: object) -> Response:
    return Response(msgspec.json.encode(document), mimetype="application/json")


# ------------------------------------------------------------ what goes wrong, and headers


@collect.errorhandler(Refused)
def refused(error: Refused) -> Response:
    answer = Response(f"{error.why}\n", status=error.status, mimetype="text/plain")
    if error.retry_after:
        answer.headers["Retry-After"] = str(math.ceil(error.retry_after))
    return answer


@collect.errorhandler(HTTPException)
def http_error(error: HTTPException) -> Response:
    if isinstance(error, RequestEntityTooLarge):
        return refused(Refused(413, "the request is too large"))
    return refused(Refused(error.code or 400, error.name.lower()))


@collect.errorhandler(KitkaError)
def broken(error: KitkaError) -> Response:
    """The disk is full, the file locked, a script not built: pages keep what they have and try
    again; the one who runs the server reads why."""
    log.error("%s", error)
    return refused(Refused(503, "the recorder cannot do this now", retry_after=_RETRY_S))


@collect.after_request
def headers(answer: Response) -> Response:
    if request.method == "POST":
        answer.headers["Cache-Control"] = "no-store"
        allow(answer, request.origin, _readers())
    return answer


def _readers() -> Collection[str]:
    """Who may read the answer: the origins of the key's study. Where nobody knows the key, those of
    any study: a page has to see that its session is gone, or it would ask for ever."""
    origins: tuple[str, ...] | None = g.get("kitka_origins")
    if origins is not None:
        return origins
    try:
        return _state().known_origins()
    except KitkaError:
        return ()
