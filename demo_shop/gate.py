"""HTTP basic auth in front of a WSGI application, static files included."""

import base64
import hmac
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]


def basic_auth_gate(application: Application, user: str, password: str) -> Application:
    """The application, for those who know user and password."""
    expected = "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode()

    def gate(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        given = environ.get("HTTP_AUTHORIZATION", "")
        if hmac.compare_digest(given.encode(), expected.encode()):
            return application(environ, start_response)
        headers = [
            ("WWW-Authenticate", 'Basic realm="Retki & Co staging", charset="UTF-8"'),
            ("Content-Type", "text/plain; charset=utf-8"),
        ]
        start_response("401 Unauthorized", headers)
        return [b"This shop is not open yet.\n"]

    return gate
