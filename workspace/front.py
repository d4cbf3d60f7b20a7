"""What stands before the application: requests are taken whole before a thread is spent on them.

A phone whose network dies halfway through an upload, or somebody who means it, would else hold a
thread for as long as they like; eight of them held the whole server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from a2wsgi import WSGIMiddleware
from flask import Flask

BODY_BYTES = 5 * 1024 * 1024
"""More than any request of ours; the parts have closer bounds of their own."""
BODY_SECONDS = 20.0
"""For a whole body. A page sends less than 100 kB at a time."""
WAITING_BYTES = 256 * 1024 * 1024
"""Of all unfinished bodies together."""
THREADS = 16

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


class Refusal(Exception):
    """The request is answered with ``status`` and nothing else."""

    def __init__(self, status: int) -> None:
        self.status = status


class Front:
    """An ASGI application over a WSGI one."""

    def __init__(
        self,
        app: Flask,
        *,
        seconds: float = BODY_SECONDS,
        most: int = BODY_BYTES,
        waiting: int = WAITING_BYTES,
    ) -> None:
        self._app: Any = WSGIMiddleware(app, workers=THREADS)  # type: ignore[arg-type]
        self._seconds = seconds
        self._most = most
        self._room = waiting

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        chunks: list[bytes] = []
        try:
            try:
                async with asyncio.timeout(self._seconds):
                    await self._take(receive, chunks)
            except TimeoutError:
                raise Refusal(408) from None
            await self._app(scope, _whole(b"".join(chunks)), send)
        except Refusal as refusal:
            headers = [(b"content-length", b"0"), (b"connection", b"close")]
            start = {"type": "http.response.start", "status": refusal.status, "headers": headers}
            await send(start)
            await send({"type": "http.response.body", "body": b""})
        finally:
            self._room += sum(map(len, chunks))

    async def _take(self, receive: Receive, chunks: list[bytes]) -> None:
        size = 0
        while True:
            message = await receive()
            if message["type"] != "http.request":
                raise Refusal(400)  # gone before it was through
            chunk = message.get("body", b"")
            chunks.append(chunk)
            size += len(chunk)
            self._room -= len(chunk)
            if size > self._most:
                raise Refusal(413)
            if self._room < 0:
                raise Refusal(503)
            if not message.get("more_body"):
                return


def _whole(body: bytes) -> Receive:
    """``receive`` of a request that has arrived."""
    parts = [body]

    async def receive() -> Message:
        if parts:
            return {"type": "http.request", "body": parts.pop(), "more_body": False}
        return {"type": "http.disconnect"}

    return receive
