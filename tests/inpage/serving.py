"""The pages of `pages/`, served with the few answers that a file cannot give."""

from __future__ import annotations

import http.server
import threading
import urllib.parse
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


class Handler(http.server.SimpleHTTPRequestHandler):
    """``pages/`` as files, and a few answers that a file cannot give."""

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        wanted = dict(urllib.parse.parse_qsl(query))
        if path == "/api":
            self.answer(int(wanted.get("status", "200")), "application/json", "{}")
        elif path == "/cut":
            self.answer(200, "application/json", '{"sellers": [', missing=200)
        elif path == "/hold":
            held: threading.Event = self.server.held  # type: ignore[attr-defined]
            held.wait(10)
            self.answer(200, "text/html", "<!doctype html><title>Held</title><p>Held back")
        elif path == "/form":
            self.answer(200, "text/html", form_page(wanted))
        elif path == "/forms":
            self.answer(200, "text/html", forms_page(wanted))
        elif path == "/sub":
            self.answer(200, "text/html", (HERE / "pages" / "shop.html").read_text())
        else:
            super().do_GET()

    def do_POST(self) -> None:
        length = int(self.headers.get("content-length") or 0)
        posted = dict(
            urllib.parse.parse_qsl(self.rfile.read(length).decode(), keep_blank_values=True)
        )
        path, _, query = self.path.partition("?")
        if path == "/forms":
            self.answer(200, "text/html", forms_page(dict(urllib.parse.parse_qsl(query))))
        else:
            self.answer(200, "text/html", form_page(posted, posted.get("error", "")))

    def answer(self, status: int, kind: str, body: str, missing: int = 0) -> None:
        """``missing``: bytes that are promised and never come."""
        data = body.encode()
        self.send_response(status)
        self.send_header("content-type", f"{kind}; charset=utf-8")
        self.send_header("content-length", str(len(data) + missing))
        self.end_headers()
        self.wfile.write(data)

    def end_headers(self) -> None:
        csp = Path(self.translate_path(self.path.partition("?")[0])).with_suffix(".csp")
        if csp.exists():
            self.send_header("content-security-policy", csp.read_text().strip())
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet."""


def form_page(values: dict[str, str], error: str = "") -> str:
    """A checkout form as a shop's server renders it, typed values and all."""

    def value(name: str) -> str:
        return values.get(name, "").replace('"', "&quot;")

    problem = f'<p class="error-block" id="why">{error}</p>' if error else ""
    marked = ' aria-invalid="true" aria-describedby="why"' if error else ""
    return f"""<!doctype html><html lang=en><title>Checkout</title><h1>Checkout</h1>
    <form id=address method=post action=/form>
      <input type=hidden name=csrfmiddlewaretoken value=abc>
      <input type=hidden name=error value="The e-mail address is not valid">
      <p><label>First name <input name=first value="{value("first")}"></label></p>
      <p><label>E-mail <input name=email value="{value("email")}"{marked}></label>{problem}</p>
      <p><label>Password <input type=password name=secret></label></p>
      <p><label>Note <textarea name=note>{value("note")}</textarea></label></p>
      <input type=hidden name=kept value="{value("email")}">
      <button>Continue</button>
    </form>"""


def forms_page(wanted: dict[str, str]) -> str:
    """Three forms of one page; the server gives back what stood in the one that was sent, and where
    it is asked to a script fills in the others."""
    restores = (
        ""
        if wanted.get("how") != "restores"
        else """<script>
      for (const name of ["street", "town"]) {
        const field = document.querySelector(`[name=${name}]`);
        setTimeout(() => { field.value = localStorage[name] ?? ""; }, 100);
        field.oninput = () => { localStorage[name] = field.value; };
      }
    </script>"""
    )
    return f"""<!doctype html><html lang=en><title>Forms</title><h1>Checkout</h1>
    <form id=code method=post action="/forms?how={wanted.get("how", "")}">
      <label>Code <input name=code></label> <button id=apply>Apply</button></form>
    <form id=where method=post><label>Street <input name=street></label>
      <label>Town <input name=town></label> <button id=go>Continue</button></form>
    <form id=news><label>News <input name=news type=email></label></form>{restores}"""


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    held: threading.Event

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that hangs up in the middle is nothing to report."""
