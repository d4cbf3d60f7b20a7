"""Serves the tool shop's page for every route, and its API, which takes its time."""
# ruff: noqa: E501 (pages as they are written)

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from unseen.bundling import bundled
from unseen.servers import ApiHandler, Server, running

HERE = Path(__file__).parent
GOODS = [
    {"id": 1, "name": "Bohrmaschine", "price": 89, "date": "Freitag"},
    {"id": 2, "name": "Akkuschrauber", "price": 59, "date": "Freitag"},
    {"id": 3, "name": "Stichsäge", "price": 75, "date": "Montag"},
]
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="18"><rect width="30" height="18" '
    'fill="#58a"/></svg>'
)
PAGE = """<!doctype html><html lang="de"><head><meta charset="utf-8"><title>Werkbank</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>%s</style></head>
<body><div id="wurzel"></div><script>window.FLAW = %s</script><script src="/app.js"></script></body></html>"""


class Handler(ApiHandler):
    server: Laden

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        match url.path.strip("/").split("/"):
            case ["app.js"]:
                self.answer(self.server.script, "text/javascript")
            case ["bild", _]:
                self.answer(PICTURE, "image/svg+xml")
            case ["anleitung.pdf"]:
                self.answer("%PDF-1.4", "application/pdf")
            case ["favicon.ico"]:
                self.answer("", "image/x-icon", 204)
            case ["api", "suche"]:
                time.sleep(0.2)
                q = asked["q"].lower()
                self.json([g for g in GOODS if q in str(g["name"]).lower()])
            case ["api", "waren"]:
                time.sleep(0.8)
                goods = [g for g in GOODS if int(str(g["price"])) <= int(asked["bis"])]
                self.json(
                    sorted(goods, key=lambda g: g["price"] if asked["sort"] == "preis" else 0)
                )
            case ["api", "ware", n]:
                time.sleep(0.4)
                self.json(GOODS[int(n) - 1])
            case ["api", "ort"]:
                self.json({"ort": "Berlin"})
            case _:
                css = (HERE / "shop.css").read_text()
                self.answer(PAGE % (css, json.dumps(self.server.flaw)), "text/html")

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["content-length"])))
        flaw = self.server.flaw
        match self.path.split("/")[2:]:
            case ["korb"]:
                time.sleep(5 if flaw == "langsam" else 0.6)
                self.json(GOODS[sent["id"] - 1])
            case ["gutschein"]:
                time.sleep(0.4)
                self.json({"error": "Dieser Gutschein ist abgelaufen."}, 422)
            case ["adresse"]:
                time.sleep(0.8)
                if flaw == "abgemeldet":
                    return self.json({"error": "unauthorized"}, 401)
                if sent["plz"].startswith("27498"):
                    return self.json({"error": "Nach Helgoland liefern wir nicht."}, 422)
                self.json({})
            case ["kauf"]:
                time.sleep(0.9)
                self.json({"nummer": "W-2291"})
            case _:
                self.json({})


class Laden(Server):
    script = ""


@contextmanager
def serving() -> Iterator[Laden]:
    with running(Laden(Handler)) as shop:
        shop.script = bundled(HERE / "app.jsx").read_text()
        yield shop
