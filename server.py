"""``create_app()``: puts the parts together under one set of security headers."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Flask, Response
from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from kitka.analyzer.report.blueprint import SOURCE, report
from kitka.analyzer.report.source import Source
from kitka.workspace.source import WorkspaceSource

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; frame-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
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
    return app


def secure(response: Response) -> Response:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    return response


def serve_report(db: str | Path, *, host: str, port: int) -> None:
    """Serve the report over ``db`` until the process is stopped.

    Raises StoreError where there is no such database of ours.
    """
    os.environ["KITKA_DB"] = str(db)
    Granian(
        "kitka.server:from_environment",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=1,  # the results of a workspace are kept in one process
        blocking_threads=8,
        log_level=LogLevels.error,
    ).serve()


def from_environment() -> Flask:
    """The application for a WSGI server: the workspace is named by ``KITKA_DB``."""
    return create_app(WorkspaceSource(os.environ.get("KITKA_DB", "kitka.db")))
