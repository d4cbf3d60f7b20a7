"""Serves the clothes shop's page for every route, its chunks, and an API that takes its time."""
# ruff: noqa: E501 (pages as they are written)

from __future__ import annotations

import json
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from unseen.bundling import ROOT, installed
from unseen.servers import ApiHandler, Server, running

HERE = Path(__file__).parent
OUT = ROOT / "build" / "unseen" / "outfit"
NAMES = (
    "Harbour Jumper", "Linen Shirt", "Cord Trousers", "Wool Coat", "Ribbed Cardigan", "Pleated Skirt",
    "Rain Jacket", "Merino Roll Neck", "Denim Dungarees", "Flannel Shirt", "Quilted Gilet", "Knit Beanie",
    "Silk Scarf", "Canvas Belt", "Jersey Dress", "Tweed Blazer", "Fisherman Sweater", "Ankle Socks",
)  # fmt: skip
PRICES = (48, 39, 62, 145, 69, 54, 99, 75, 85, 45, 79, 19, 35, 22, 58, 160, 89, 9)
GOODS = [
    {"id": n + 1, "name": name, "price": price, "eta": "Thursday 3 December"}
    for n, (name, price) in enumerate(zip(NAMES, PRICES, strict=True))
]
KNIT = ("Jumper", "Cardigan", "Roll Neck", "Beanie", "Sweater")
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="32"><rect width="40" height="32" fill="%s"/>'
    '<path d="M8 6h24l4 8-6 2v12H10V16l-6-2z" fill="#fff8"/></svg>'
)
COLOURS = ("#967", "#679", "#796", "#976")
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Fold &amp; Thread</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>%s</style></head>
<body><div id="app"></div><script>window.FLAW = %s</script><script type="module" src="/assets/app.js"></script></body></html>"""


class Handler(ApiHandler):
    server: Outfit

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(url.query).items()}
        flaw = self.server.flaw
        match url.path.strip("/").split("/"):
            case ["assets", name]:
                if flaw == "slow-chunk" and name.startswith("checkout"):
                    time.sleep(6)
                self.answer((OUT / name).read_text(), "text/javascript")
            case ["zoom", _] if flaw == "html-image":
                self.page()
            case ["pic" | "zoom", name]:
                colour = COLOURS[(int(name.split(".")[0]) + int(asked.get("v", 1))) % 4]
                self.answer(PICTURE % colour, "image/svg+xml")
            case ["favicon.ico"]:
                self.answer("", "image/x-icon", 204)
            case ["api", "goods"]:
                time.sleep(0.5)
                if flaw == "no-more" and asked["from"] != "0":
                    return self.json({"error": "unavailable"}, 503)
                self.json(self.listed(asked))
            case ["api", "goods", n]:
                time.sleep(0.3)
                good = dict(GOODS[int(n) - 1])
                if flaw == "no-date":
                    good["eta"] = "Invalid Date"
                self.json(good)
            case ["api", "search"]:
                time.sleep(0.2)
                q = asked["q"].lower()
                found = [g for g in GOODS if q in str(g["name"]).lower()]
                self.json([] if flaw == "jumper-zero" else found[:5])
            case ["api", "addresses"]:
                time.sleep(2.2 if "slow" in asked else 0.4)
                self.json(
                    [
                        {"street": "Quay Row", "town": "Bristol"}
                        if "slow" in asked
                        else {"street": f"{n} Quay Row", "town": "Bristol"}
                        for n in (12, 14, 16)
                    ]
                )
            case ["api", "ways"]:
                time.sleep(0.5)
                self.json(
                    [
                        {"id": "standard", "name": "Standard", "price": 4.5},
                        {"id": "express", "name": "Express", "price": 9.5},
                    ]
                )
            case _:
                self.page()

    def listed(self, asked: dict[str, str]) -> dict[str, Any]:
        goods = [g for g in GOODS if asked["knit"] == "0" or any(k in str(g["name"]) for k in KNIT)]
        if asked["sort"] != "new":
            goods.sort(key=lambda g: int(str(g["price"])), reverse=asked["sort"] == "down")
        start = int(asked["from"])
        return {
            "goods": goods[start : start + 6],
            "next": start + 6 if start + 6 < len(goods) else None,
        }

    def do_POST(self) -> None:
        sent = json.loads(self.rfile.read(int(self.headers["content-length"])))
        flaw = self.server.flaw
        match self.path.split("/")[2:]:
            case ["bag"]:
                time.sleep(0.25)
                self.json({"lines": sent["lines"]})
            case ["love"]:
                time.sleep(0.15)
                self.json({"on": False if flaw == "heart" else sent["on"]})
            case ["promo"]:
                time.sleep(0.4)
                self.json({"error": "This code has expired."}, 422)
            case ["address"]:
                time.sleep(0.6)
                self.json(*self.checked(sent, flaw))
            case ["way"]:
                time.sleep(0.3)
                self.json({"bag": []} if flaw == "bag-gone" else {})
            case ["pay"]:
                time.sleep(0.8)
                no = flaw == "bank-no"
                self.json({"status": "requires_payment_method"} if no else {"order": "FT-7731"})
            case _:
                self.json({})

    def checked(self, sent: dict[str, str], flaw: str) -> tuple[dict[str, Any], int]:
        if flaw == "unknown-key":
            return {"errors": {"line2": "is required"}}, 422
        if flaw == "slot-gone" and not self.server.refused:
            self.server.refused = True
            return {"errors": {}}, 409
        if flaw == "postcode-ping-pong":
            return {"errors": {"postcode": "The postcode must not contain spaces"}}, 422
        return ({"next": "register"} if flaw == "must-register" else {}), 200

    def page(self) -> None:
        self.server.refused = False
        css = (HERE / "shop.css").read_text()
        self.answer(PAGE % (css, json.dumps(self.server.flaw)), "text/html")


class Outfit(Server):
    refused = False


def bundle() -> None:
    """In chunks, as the routes are loaded; ``bundled`` makes one file only."""
    sources = max(p.stat().st_mtime for p in HERE.glob("*.js"))
    made = OUT / "app.js"
    if made.exists() and made.stat().st_mtime >= sources:
        return
    installed()
    subprocess.run(
        [
            str(ROOT / "node_modules" / ".bin" / "esbuild"), str(HERE / "app.js"), "--bundle",
            "--splitting", "--format=esm", f"--outdir={OUT}", "--chunk-names=[name]-[hash]",
            "--minify-syntax", "--log-level=warning",
            '--define:process.env.NODE_ENV="production"', "--define:__VUE_OPTIONS_API__=true",
            "--define:__VUE_PROD_DEVTOOLS__=false",
            "--define:__VUE_PROD_HYDRATION_MISMATCH_DETAILS__=false",
        ],
        check=True, cwd=ROOT,
    )  # fmt: skip


@contextmanager
def serving() -> Iterator[Outfit]:
    bundle()
    with running(Outfit(Handler)) as shop:
        yield shop
