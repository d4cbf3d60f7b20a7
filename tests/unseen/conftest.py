"""A shop that the rules were not written with: one page, Swedish, everything by script."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from unseen.servers import Server, Silent, running

HERE = Path(__file__).parent
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="6">'
    '<rect width="9" height="6" fill="#7a9"/></svg>'
)


class Handler(Silent):
    """The shop's page for every route, its script, and a small JSON API."""

    server: Server

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


@pytest.fixture
def butik() -> Iterator[Server]:
    with running(Server(Handler)) as butik:
        yield butik
