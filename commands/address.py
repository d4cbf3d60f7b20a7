"""Where a server listens, and how others reach it."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from kitka.recorder.errors import KitkaError
from kitka.recorder.shops import is_loopback, origin_of
from kitka.recorder.store import Store

EVERYWHERE = "0.0.0.0"
HERE = "http://127.0.0.1:8600"
"""Where ``kitka serve`` answers when nothing else was said."""


def public_address(public: str, host: str, port: int) -> str:
    """How others reach us, without a slash at its end; ``""`` where only this machine does.

    Raises KitkaError where ``public`` is no address.
    """
    if public:
        parts = urlsplit(public)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/"):
            raise KitkaError(f"--public {public}: write https://host, without a path")
        return origin_of(public)
    if is_loopback(host):
        return ""
    return f"http://{lan_address() if host == EVERYWHERE else host}:{port}"


def served_address(db: Path) -> str:
    """Where participants reached this workspace when it was served last."""
    with Store.open(db) as store:
        return store.setting("public") or HERE


def lan_address() -> str:
    """The address by which other devices of the local network reach this one.

    Asked of the system's routes; no packet is sent. This machine's own where there is no network.
    """
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # TEST-NET-1: nobody's
        return str(probe.getsockname()[0])
    return "127.0.0.1"


@contextmanager
def free_port(host: str, port: int) -> Iterator[int]:
    """``port`` if it is free, any free one for 0. Raises KitkaError in one line."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            raise KitkaError(
                f"--host {host} --port {port}: {error.strerror}; name another, 0 takes a free one"
            ) from None
        yield int(probe.getsockname()[1])
