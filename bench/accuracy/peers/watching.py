"""Puts the other tools into the shopper's pages and writes down what they tell."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from playwright.sync_api import BrowserContext, Error, Page, Route

from bench.accuracy.peers.detections import HAVE, Detection, Heard, keep_heard
from bench.accuracy.plan import Walk
from kitka.demo_shop import DemoShop

BINDING = "__kitka_peer"
_WRAPPED = """(() => {{
  if (window !== window.top || location.origin !== {origin}) return;
  const start = () => {{ {bundle} }};
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start, {{ once: true }});
  else start();
}})();"""  # noqa: E501


class Amiss(Exception):
    """A tool did not start, or wanted something from elsewhere: the session counts for nobody."""


@dataclass(frozen=True)
class Watching:
    """To be given to ``walk_all``. ``bundle`` and ``into`` are paths; picklable."""

    bundle: str
    into: str

    @contextlib.contextmanager
    def __call__(self, context: BrowserContext, shop: DemoShop, item: Walk) -> Iterator[None]:
        """While one walk is recorded. Raises Amiss at the end."""
        told: list[Detection] = []
        foreign: list[str] = []
        local = {_origin(shop.url), _origin(shop.payment_url)}

        def refuse(route: Route) -> None:
            foreign.append(route.request.url)
            route.abort()

        context.expose_binding(BINDING, lambda _, detection: told.append(_read(detection)))
        context.add_init_script(
            _WRAPPED.format(
                origin=msgspec.json.encode(_origin(shop.url)).decode(),
                bundle=Path(self.bundle).read_text("utf-8"),
            )
        )
        context.route(lambda url: _is_foreign(url, local), refuse)
        yield
        for page in context.pages:
            _let_finish(page)
        keep_heard(Path(self.into), Heard(item.key, tuple(told)))
        if foreign:
            raise Amiss(f"asked for {foreign[0]}")


def _read(detection: object) -> Detection:
    return msgspec.convert(detection, Detection)


def _let_finish(page: Page) -> None:
    """Kitka's recording is over. The others get the time that the slowest of them needs after the
    last press, and a page that is left. Raises Amiss."""
    state = None
    with contextlib.suppress(Error):
        state = page.evaluate(
            "() => { const p = window.__kitka_peers; return p && { ...p, pending: p.pending() }; }"
        )
    if state is None:
        return
    missing = sorted(set(HAVE) - set(state["started"]))
    if missing:
        raise Amiss(f"did not start: {missing}: {state['failed']}")
    with contextlib.suppress(Error):
        page.wait_for_timeout(state["pending"])
        page.goto("about:blank")
        page.wait_for_timeout(100)


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _is_foreign(url: str, local: set[str]) -> bool:
    return urlsplit(url).scheme in ("http", "https", "ws", "wss") and _origin(url) not in local
