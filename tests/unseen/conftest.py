"""A shop that the rules were not written with: one page, Swedish, everything by script."""

from __future__ import annotations

import http.server
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6">'
    '<rect width="9" height="6" fill="#7a9"/></svg>'
)


class Handler(http.server.BaseHTTPRequestHandler):
    """The shop's page for every route, its script, and a small JSON API."""

    server: Butik

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        if path == "/api/search":
            status = 500 if self.server.flaw == "search" else 200
            self.answer(status, "application/json", json.dumps([{"id": 1, "name": "Kebne 40"}]))
        elif path == "/app.js":
            self.answer(200, "text/javascript", (HERE / "shop.js").read_text())
        elif path.startswith("/img/"):
            self.answer(200, "image/svg+xml", PICTURE)
        elif path == "/katalog.pdf":
            self.answer(200, "application/pdf", "%PDF-1.4")
        elif path == "/favicon.ico":
            self.answer(204, "image/x-icon", "")
        else:
            page = (HERE / "shop.html").read_text().replace("%FLAW%", self.server.flaw)
            self.answer(200, "text/html", page)

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["content-length"])))
        flaw = self.server.flaw
        if self.path == "/api/basket" and flaw == "basket":
            self.answer(500, "application/json", "{}")
        elif self.path == "/api/address" and sent["ort"] == "Ankeborg":
            self.answer(422, "application/json", json.dumps({"ort": "Dit kör vi inte"}))
        else:
            if self.path == "/api/pay" and flaw == "slow":
                time.sleep(3.5)
            self.answer(200, "application/json", "{}")

    def answer(self, status: int, kind: str, body: str) -> None:
        data = body.encode()
        self.send_response(status)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


class Butik(http.server.ThreadingHTTPServer):
    """The running shop; ``flaw`` names the one thing that is wrong with it."""

    daemon_threads = True
    flaw = ""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle is nothing to report."""


@pytest.fixture
def butik() -> Iterator[Butik]:
    with Butik(("127.0.0.1", 0), Handler) as running:
        thread = threading.Thread(target=running.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        yield running
        running.shutdown()
        thread.join()
