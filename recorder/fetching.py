"""Stylesheets, fonts and pictures of the recorded pages, fetched by the driver after a step.

``context.request`` carries the cookies and credentials of the session. An answer is asked for
again only when HTTP says that it may have changed (RFC 9111 freshness, ETag, Last-Modified).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from email.utils import parsedate_to_datetime

from playwright.sync_api import APIResponse, BrowserContext, Error

from kitka.recorder.background import in_background
from kitka.recorder.errors import StoreError
from kitka.recorder.store import KnownAddress, Store

MAX_BYTES = 8 * 1024 * 1024
_TIMEOUT_MS = 5_000
_KINDS = re.compile(r"(text/css|image/|font/|application/(font|x-font|vnd\.ms-fontobject))")
_FONT = re.compile(r"\.(woff2?|ttf|otf|eot)(\?|$)")


class AssetFetcher:
    """Fetches each address once a session, beside the script."""

    def __init__(
        self, context: BrowserContext, store: Store, session: str, now: Callable[[], float]
    ) -> None:
        self._context = context
        self._store = store
        self._session = session
        self._now = now
        self._seen: set[str] = set()
        self._waiting: dict[str, None] = {}
        self._busy = False

    def want(self, urls: Iterable[str]) -> None:
        """Remember addresses to be fetched from the next :meth:`begin` on."""
        for url in urls:
            if url not in self._seen:
                self._seen.add(url)
                self._waiting[url] = None

    def begin(self) -> None:
        """Fetch what is waiting while the script goes on."""
        if self._waiting and not self._busy:
            self._busy = True
            in_background(self._work)

    @property
    def busy(self) -> bool:
        return self._busy

    def _work(self) -> None:
        try:
            while self._waiting:
                url = next(iter(self._waiting))
                del self._waiting[url]
                with suppress(Error, StoreError):  # shows as missing in the replay
                    self._fetch(url)
        finally:
            self._busy = False

    def _fetch(self, url: str) -> None:
        old = self._store.last_known([url]).get(url)
        if old and old.fresh_until > self._now():
            self._store.add_address(self._session, old)
        else:
            self._ask(url, old)

    def _ask(self, url: str, old: KnownAddress | None) -> None:
        headers: dict[str, str] = {}
        if old and old.etag:
            headers["If-None-Match"] = old.etag
        elif old and old.modified:
            headers["If-Modified-Since"] = old.modified
        answer = self._context.request.get(
            url, headers=headers, timeout=_TIMEOUT_MS, max_redirects=5
        )
        if answer.status == 304 and old:
            hash = old.hash
        elif answer.ok and _is_asset(url, answer):
            body = answer.body()
            if len(body) > MAX_BYTES:
                return
            hash = self._store.add_asset(body, answer.headers.get("content-type", ""))
        else:
            return
        self._store.add_address(
            self._session,
            KnownAddress(
                url=url,
                hash=hash,
                etag=answer.headers.get("etag", old.etag if old else ""),
                modified=answer.headers.get("last-modified", old.modified if old else ""),
                fresh_until=fresh_until(answer.headers, self._now()),
            ),
        )
        answer.dispose()


def _is_asset(url: str, answer: APIResponse) -> bool:
    """Only what a replay shows; a page that answers with JSON or HTML is not kept."""
    kind = answer.headers.get("content-type", "")
    return bool(_KINDS.match(kind)) or ("octet-stream" in kind and bool(_FONT.search(url)))


def fresh_until(headers: Mapping[str, str], now: float) -> float:
    """ms since 1970 until which an answer may be used unasked (RFC 9111 §4.2), 0 if it may not."""
    control = headers.get("cache-control", "").lower()
    if "no-store" in control or "no-cache" in control:
        return 0.0
    age = re.search(r"max-age=(\d+)", control)
    if age:
        return now + int(age.group(1)) * 1000
    try:
        return parsedate_to_datetime(headers["expires"]).timestamp() * 1000
    except (KeyError, ValueError):
        return 0.0
