"""What the servers of the further shops have in common."""

from __future__ import annotations

import contextlib
import http.server
import json
import threading
from collections.abc import Iterator
from typing import Any, TypeVar


class Silent(http.server.BaseHTTPRequestHandler):
    """Says nothing on the terminal."""

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


class ApiHandler(Silent):
    """Of a single-page shop: one page for every route, and an API."""

    protocol_version = "HTTP/1.1"

    def json(self, what: Any, status: int = 200) -> None:
        self.answer(json.dumps(what), "application/json", status)

    def answer(self, body: str, kind: str, status: int = 200) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


class Server(http.server.ThreadingHTTPServer):
    """On a free port; ``flaw`` names the one thing that is wrong with the shop."""

    daemon_threads = True
    flaw = ""

    def __init__(self, handler: type[http.server.BaseHTTPRequestHandler]) -> None:
        super().__init__(("127.0.0.1", 0), handler)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle is nothing to report."""


S = TypeVar("S", bound=Server)


@contextlib.contextmanager
def running(shop: S, *others: Server) -> Iterator[S]:
    """Serves them all, and gives the first."""
    with contextlib.ExitStack() as stack:
        for server in (shop, *others):
            stack.enter_context(server)
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
            stack.callback(server.shutdown)
        yield shop
