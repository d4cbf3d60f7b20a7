"""``create_app()``: puts the parts together under one set of security headers."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from kitka.analyzer.report.blueprint import report
from kitka.analyzer.report.serving import PUBLIC, SOURCE
from kitka.analyzer.report.source import Source
from kitka.recorder import collect
from kitka.recorder.participants.blueprint import participants
from kitka.recorder.participants.context import PEOPLE, People
from kitka.recorder.store import Store
from kitka.workspace.access import Access, guard, researcher_token
from kitka.workspace.front import Front
from kitka.workspace.source import WorkspaceSource

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "media-src 'self'; font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Cache-Control": "private, no-store",
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def create_app(source: Source) -> Flask:
    """The report over ``source``. A view that sets a header of its own keeps it."""
    app = Flask(__name__, static_folder=None)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.extensions[SOURCE] = source
    app.register_blueprint(report)
    app.after_request(secure)
    app.log_exception = partial(_log_exception, app)  # type: ignore[method-assign]
    return app


def create_site(db: str | Path, rules: Access) -> Flask:
    """The whole server over one workspace: the report, the participants' pages, and what the
    shops of participants load and send. Each part has a connection of its own.

    Raises StoreError where there is no such database of ours.
    """
    app = create_app(WorkspaceSource(db))
    app.config[PUBLIC] = rules.base_url
    guard(app, rules)
    sweeper = collect.Sweeper(Store.open(db, create=False))
    collect.init(app, Store.open(db, create=False), rules.base_url)
    answers = Store.open(db, create=False)
    answers.commit_to_disk()  # what people said and agreed to survives a power cut
    app.extensions[PEOPLE] = People(answers, rules.base_url, erased=sweeper.nudge)
    app.register_blueprint(participants)
    sweeper.start()
    return app


def _log_exception(app: Flask, exc_info: Any) -> None:
    """As Flask does, but with the route in place of the address: that may hold somebody's link."""
    app.logger.error("Exception on %s", request.url_rule, exc_info=exc_info)


def secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def serve_report(db: str | Path, *, host: str, port: int, public: str = "") -> None:
    """Serve ``db`` until the process is stopped. ``public``: how others reach us; then the report
    asks for the researcher's link.

    Raises StoreError where there is no such database of ours.
    """
    os.environ["KITKA_DB"] = str(db)
    os.environ["KITKA_PUBLIC"] = public
    os.environ["KITKA_ADDRESS"] = f"http://{host}:{port}"
    Granian(
        "kitka.server:from_environment",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.ASGINL,
        workers=1,  # the results of a workspace are kept in one process
        workers_kill_timeout=3,  # a reader that never reads does not hold it up
        log_level=LogLevels.error,
    ).serve()


def from_environment() -> Front:
    """The application for an ASGI server: the workspace is named by ``KITKA_DB``, how browsers
    reach it by ``KITKA_PUBLIC``. Without the latter only this machine may read the report."""
    db = os.environ.get("KITKA_DB", "kitka.db")
    public = os.environ.get("KITKA_PUBLIC", "")
    if not public:
        here = os.environ.get("KITKA_ADDRESS", "http://127.0.0.1:8600")
        return Front(create_site(db, Access(here)))
    with Store.open(db, create=False) as store:
        return Front(create_site(db, Access(public, researcher_token(store))))
