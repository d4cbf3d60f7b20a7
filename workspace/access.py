"""Who may read the report: everybody on this machine, or whoever holds the researcher's link.

Participants' pages and what shops load and send are open to all; everything else is the report.
"""

from __future__ import annotations

import hmac
import re
import secrets
from hashlib import sha256
from urllib.parse import quote, urlsplit

from flask import Blueprint, Flask, Response, abort, current_app, redirect, request

from kitka.recorder.model import Record
from kitka.recorder.store import Store

COOKIE = "kitka_access"
PUBLIC = ("/kitka", "/p")
"""First parts of paths that people without the link need."""
_LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
_FORWARDED = frozenset({"forwarded", "x-forwarded-for", "via"})
_PATH = re.compile(r"/(?![/\\])[A-Za-z0-9/_.~%-]*")
_YEAR_S = 365 * 24 * 3600

access = Blueprint("access", __name__)


class Access(Record, frozen=True):
    """``base_url`` is how browsers reach us, without a trailing slash. Without ``token`` the
    report answers only to names of this machine, so that no page elsewhere can read it by a
    host name of its own (DNS rebinding)."""

    base_url: str
    token: str = ""


def researcher_token(store: Store) -> str:
    """The secret of this workspace's researcher's link; it stays the same."""
    return store.keep_setting("access_token", secrets.token_urlsafe(24))


def researcher_link(store: Store, base_url: str, path: str = "/") -> str:
    """A link that opens the report, at ``path``, on any device that reaches ``base_url``."""
    query = "" if path == "/" else f"?next={quote(path, safe='/')}"
    return f"{base_url}/access/{researcher_token(store)}{query}"


def guard(app: Flask, rules: Access) -> None:
    """Ask every request for the report who it is."""
    app.extensions["kitka.access"] = rules
    app.register_blueprint(access)
    app.before_request(_check)


def _rules() -> Access:
    rules: Access = current_app.extensions["kitka.access"]
    return rules


def _check() -> None:
    first = f"/{request.path.split('/')[1]}"
    if first in PUBLIC or request.path == "/kitka.js" or first == "/access":
        return
    rules = _rules()
    if not rules.token:
        if _FORWARDED & {name.lower() for name, _ in request.headers}:
            abort(403, "Behind a proxy, start it with kitka serve --public https://…")
        host = urlsplit(f"//{request.host}").hostname or ""
        if host not in _LOOPBACK and host != urlsplit(rules.base_url).hostname:
            abort(403, f"This report answers to {rules.base_url}, not to {host}.")
        return
    shown = request.cookies.get(COOKIE, "").encode()
    if not hmac.compare_digest(shown, _proof(rules.token).encode()):
        abort(403, "Open the researcher's link that kitka serve printed.")


def _proof(token: str) -> str:
    """What the cookie holds: the link itself cannot be had from it."""
    return sha256(f"kitka:{token}".encode()).hexdigest()


@access.get("/access/<token>")
def enter(token: str) -> Response:
    """The researcher's link: a cookie, and on to the report."""
    rules = _rules()
    if not rules.token or not hmac.compare_digest(token.encode(), rules.token.encode()):
        abort(403, "This link is not the one that kitka serve printed.")
    onward = request.args.get("next", "/")
    if not _PATH.fullmatch(onward):
        onward = "/"
    response = redirect(onward, 303)
    response.set_cookie(
        COOKIE,
        _proof(rules.token),
        max_age=_YEAR_S,
        httponly=True,
        samesite="Lax",
        secure=rules.base_url.startswith("https:"),
    )
    return response  # type: ignore[return-value]
