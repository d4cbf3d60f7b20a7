"""A recorder's server and a shop of our own, both real and small: what a page sends is decoded as
the contract says and kept in memory; the shop's pages carry nothing but the one script."""

from __future__ import annotations

import email.parser
import email.policy
import http.server
import json
import threading
import urllib.parse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import msgspec

from kitka.recorder.model import AnyEvent, Awake, Batch, Bundles, PageConfig

DIST = Path(__file__).parents[2] / "recorder" / "inpage" / "dist"
KEY = "k" * 43
OTHER_KEY = "o" * 43
NOTHING = {"local": {}, "session": {}, "cookie": ""}
"""What a browser keeps of a page where nothing is to be left: see ``Visitor.stored``."""


class Quiet(http.server.ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, handler: type[http.server.BaseHTTPRequestHandler], port: int = 0) -> None:
        super().__init__(("127.0.0.1", port), handler)
        self.seen: list[Any] = []
        """Each request: method, path, headers."""

    def paths(self) -> list[str]:
        return [path for _method, path, _headers in self.seen]

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle is nothing to report."""

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.port}"


class Answering(http.server.BaseHTTPRequestHandler):
    server: Any

    def note(self) -> None:
        self.server.seen.append((self.command, self.path, dict(self.headers)))

    def answer(self, status: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


# ---------------------------------------------------------------- the recorder's server


class Posted(msgspec.Struct, forbid_unknown_fields=True):
    key: str
    batches: list[Batch]


class Recorder(Quiet):
    """What ``kitka serve`` answers under /kitka, and what it was told."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(CollectHandler, port)
        self.wake_with()
        self.open = {KEY}
        self.known = {KEY, OTHER_KEY}
        self.ended: set[str] = set()
        """Keys of sessions that are over, of which late batches are still taken."""
        self.failing = 0
        """How many posts of batches are still answered with ``failure``; below 0: all."""
        self.failure = 503
        self.batches: dict[tuple[str, str, str, int], Batch] = {}
        self.doubles = 0
        self.posts: list[tuple[str, Any]] = []
        self.assets: dict[str, bytes] = {}
        self.files: dict[str, str] = {}
        """Scripts that stand in for bundles, by name."""
        self.wanted: set[str] | None = None

    def wake_with(self, *, replay: bool = False, notices: bool = False, **options: Any) -> None:
        """What pages are told; options of ``PageConfig`` or of ``Awake``."""
        around = {
            name: options.pop(name)
            for name in ("share", "fresh", "idle_ms", "bar")
            if name in options
        }
        where = "/kitka/0123456789ab"
        bundles = Bundles(
            signals=f"{where}/signals.js",
            replay=f"{where}/replay.js" if replay else "",
            taskbar=f"{where}/taskbar.js" if "bar" in around else "",
            notices=f"{where}/notices.js" if notices else "",
        )
        config = PageConfig(session="s1", replay=replay, **options)
        self.awake = Awake(config=config, bundles=bundles, **around)

    def events(self, kind: type | None = None, key: str = KEY) -> list[Any]:
        rows = [
            b for (k, *_), b in list(self.batches.items()) if k == key and b.stream == "signals"
        ]
        ordered = sorted(rows, key=lambda batch: (batch.clock_origin, batch.seq))
        found = [
            msgspec.json.decode(raw, type=AnyEvent) for batch in ordered for raw in batch.events
        ]
        return [event for event in found if kind is None or isinstance(event, kind)]

    def replay(self) -> list[dict[str, Any]]:
        rows = [b for b in list(self.batches.values()) if b.stream == "replay"]
        return [json.loads(bytes(raw)) for batch in rows for raw in batch.events]

    def gaps(self) -> list[tuple[str, str]]:
        """Pages and streams whose sequence numbers are not 0, 1, 2…"""
        numbers: dict[tuple[str, str], set[int]] = {}
        for _key, page, stream, seq in self.batches:
            numbers.setdefault((page, stream), set()).add(seq)
        return [where for where, seqs in numbers.items() if seqs != set(range(len(seqs)))]

    def wakes(self) -> list[str]:
        return [body["key"] for body in self.bodies("wake")]

    def bodies(self, path: str) -> list[Any]:
        return [body for at, body in self.posts if at == path]


class CollectHandler(Answering):
    server: Recorder

    def do_GET(self) -> None:
        self.note()
        name = self.path.partition("?")[0].rsplit("/", 1)[-1]
        file = DIST / name
        if name in self.server.files:
            source = self.server.files[name].encode()
        elif name.endswith(".js") and file.is_file():
            source = file.read_bytes()
        else:
            return self.answer(404)
        self.answer(
            200,
            source,
            content_type="text/javascript",
            cross_origin_resource_policy="cross-origin",
            access_control_allow_origin="*",
        )

    def do_OPTIONS(self) -> None:
        self.note()
        self.answer(405)

    def do_POST(self) -> None:
        self.note()
        body = self.rfile.read(int(self.headers.get("content-length") or 0))
        path = self.path.removeprefix("/kitka/")
        if path == "asset":
            return self.cors(*self.asset(body))
        told = msgspec.json.decode(body)
        self.server.posts.append((path, told))
        key = told["key"]
        if path == "batches":
            return self.cors(*self.take(body, key))
        if key not in self.server.known:
            return self.cors(404)
        if path == "wake":
            if key not in self.server.open:
                return self.cors(410)
            return self.cors(200, msgspec.json.encode(self.server.awake))
        if path == "said":
            self.server.open.discard(key)
            return self.cors(204)
        wanted = told["urls"] if self.server.wanted is None else sorted(self.server.wanted)
        self.cors(200, json.dumps({"wanted": wanted}).encode())

    def take(self, body: bytes, key: str) -> tuple[int]:
        server = self.server
        if server.failing:
            server.failing -= server.failing > 0
            return (server.failure,)
        if key not in server.known:
            return (410,)
        assert (self.headers.get("content-type") or "").startswith("text/plain")
        try:
            posted = msgspec.json.decode(body, type=Posted)
        except msgspec.ValidationError:
            return (400,)
        for batch in posted.batches:
            name = (key, batch.page, batch.stream, batch.seq)
            server.doubles += name in server.batches
            server.batches.setdefault(name, batch)
        return (205 if key in server.ended else 204,)

    def asset(self, body: bytes) -> tuple[int]:
        head = f"content-type: {self.headers['content-type']}\r\n\r\n".encode()
        message = email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body)
        parts = {
            part.get_param("name", header="content-disposition"): part.get_payload(decode=True)
            for part in message.iter_parts()
        }
        assert parts["key"].decode() in self.server.open
        self.server.assets[parts["url"].decode()] = parts["file"]
        return (204,)

    def cors(self, status: int, body: bytes = b"") -> None:
        origin = self.headers.get("origin") or "null"
        self.answer(status, body, access_control_allow_origin=origin)


# ---------------------------------------------------------------- the shop


class Shop(Quiet):
    """Pages by path; ``head`` goes into each, ``csp`` is sent with each."""

    def __init__(self, recorder: Recorder, port: int = 0) -> None:
        super().__init__(ShopHandler, port)
        self.head = f'<script async src="{recorder.origin}/kitka.js"></script>'
        self.csp = ""
        self.body = ""
        self.pages: dict[str, str] = {}
        """Whole pages, without the script."""


class ShopHandler(Answering):
    server: Shop

    def do_GET(self) -> None:
        self.note()
        path, _, query = self.path.partition("?")
        if path in self.server.pages:
            return self.answer(200, self.server.pages[path].encode(), content_type="text/html")
        if path == "/style.css":
            return self.answer(200, b"h1 { color: rgb(1, 2, 3) }", content_type="text/css")
        if path == "/fresh":
            return self.answer(200, b"", content_type="text/html", set_cookie="basket=; Max-Age=0")
        headers = {"content_type": "text/html; charset=utf-8"}
        if self.server.csp:
            headers["content_security_policy"] = self.server.csp
        there = urllib.parse.parse_qs(query).get("to", [""])[0]
        self.answer(200, page(path, self.server.head, self.server.body, there).encode(), **headers)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers.get("content-length") or 0))
        self.do_GET()


def page(path: str, head: str, body: str, there: str) -> str:
    link = f'<a id="there" href="{there}">There</a>' if there else ""
    return f"""<!doctype html><html lang="en"><head><meta charset="utf-8">{head}
    <title>{path}</title><link rel="icon" href="data:,">
    <link rel="stylesheet" href="/style.css"></head>
    <body><h1>Shop {path}</h1><button id="buy">Buy</button><p id="bought"></p>
    <p><input name="name" aria-label="Name"> <a id="next" href="/next">Next</a>
    <a id="tab" href="/tab" target="_blank" rel="noopener">Tab</a> {link}</p>{body}</body></html>"""


@contextmanager
def running(server: Quiet) -> Iterator[Any]:
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
