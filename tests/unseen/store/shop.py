"""Serves the plant shop's page for every route, and its API, which takes its time."""
# ruff: noqa: E501 (pages as they are written)

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from unseen.bundling import bundled
from unseen.servers import ApiHandler, Server, running

HERE = Path(__file__).parent
PLANTS: list[dict[str, Any]] = [
    {"id": 1, "name": "Monstera", "price": 24, "pot": {"name": "terracotta"}},
    {"id": 2, "name": "Maidenhair fern", "price": 11, "pot": {"name": "plastic"}},
    {"id": 3, "name": "Olive tree", "price": 38, "pot": {"name": "terracotta"}},
]
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="19"><rect width="30" height="19" '
    'fill="#4a6"/></svg>'
)
PAGE = """<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><title>Fernway</title><base href="/">
<meta name="viewport" content="width=device-width, initial-scale=1"><style>%s</style></head>
<body><app-root></app-root><script>window.FLAW = %s</script><script src="/app.js"></script></body></html>"""
# zone.js sees promises only, so that Angular's own builds turn every async function into them.
OPTIONS = (
    "--target=es2016",
    '--tsconfig-raw={"compilerOptions":{"experimentalDecorators":true,"useDefineForClassFields":false}}',
)


class Handler(ApiHandler):
    server: Store

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        match url.path.strip("/").split("/"):
            case ["app.js"]:
                self.answer(self.server.script, "text/javascript")
            case ["img", _]:
                self.answer(PICTURE, "image/svg+xml")
            case ["care.pdf"]:
                self.answer("%PDF-1.4", "application/pdf")
            case ["favicon.ico"]:
                self.answer("", "image/x-icon", 204)
            case ["api", "plants"]:
                time.sleep(0.5)
                q = asked.get("q", "").lower()
                hits = [p for p in PLANTS if q in p["name"].lower()]
                if self.server.flaw == "search" and q:  # case counts, and only whole names
                    hits = [p for p in PLANTS if asked["q"] == p["name"]]
                self.json(hits)
            case ["api", "plant"]:
                time.sleep(0.4)
                self.json(PLANTS[int(asked["id"]) - 1])
            case ["api", "quote"]:
                time.sleep(0.3)
                self.json({})
            case _:
                css = (HERE / "shop.css").read_text()
                self.answer(PAGE % (css, json.dumps(self.server.flaw)), "text/html")

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        flaw = self.server.flaw
        match self.path.split("/")[2:]:
            case ["basket"]:
                time.sleep(0.6)
                self.json({}, 503 if flaw == "twin" else 200)
            case ["promo"]:
                time.sleep(0.4)
                self.json({"error": "This code has expired."}, 422)
            case ["address"]:
                time.sleep(6 if flaw == "quote" else 0.8)
                self.json({})
            case ["pay"]:
                time.sleep(1)
                if flaw == "declined":
                    return self.json({"error": "Your card was declined. Try another card."}, 402)
                self.json({})
            case _:
                time.sleep(0.5)
                self.json({})


class Store(Server):
    script = ""


@contextmanager
def serving() -> Iterator[Store]:
    with running(Store(Handler)) as shop:
        shop.script = bundled(HERE / "app.ts", *OPTIONS).read_text()
        yield shop
