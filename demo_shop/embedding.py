"""How the shop carries Kitka's script: as its docs say, or wrong in one of the ways shops do it.

Knows no Django, so that whoever starts the shop can name the ways without loading it.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import Any, Literal, get_args
from urllib.parse import urlsplit

Policy = Literal["", "allowed", "no-script", "no-connect"]


class BadEmbedding(ValueError):
    """The script cannot be carried like that; the text says what is wrong."""


@dataclass(frozen=True)
class Embedding:
    """`recorder` is the origin that serves `/kitka.js`, "" for a shop without it.

    `policy` sends a strict Content-Security-Policy: `allowed` names the recorder where it must
    stand, the other two forget it in `script-src` or in `connect-src`. `held` hands the script to
    a consent manager, which keeps it back. `missing_on` are paths of pages without the script.
    """

    recorder: str = ""
    policy: Policy = ""
    held: bool = False
    missing_on: tuple[str, ...] = ()

    def is_on(self, path: str) -> bool:
        """Whether the page at `path` has the script's tag."""
        return bool(self.recorder) and path not in self.missing_on

    def tag_nonce(self, nonce: str) -> str:
        """The nonce that the script's tag gets: with one, no policy would hold it back."""
        return nonce if self.policy != "no-script" else ""

    def header(self, nonce: str) -> str:
        """The Content-Security-Policy, "" for none. Sends no `form-action`: payment is off-site."""
        if not self.policy:
            return ""
        scripts = self.recorder if self.policy != "no-script" else ""
        calls = self.recorder if self.policy != "no-connect" else ""
        directives = (
            "default-src 'self'",
            # The recorder's origin covers what its script loads; the nonce alone would not.
            f"script-src 'self' 'nonce-{nonce}' {scripts}",
            f"connect-src 'self' {calls}",
            "img-src 'self' data:",
            "style-src 'self'",
            "object-src 'none'",
            "base-uri 'self'",
        )
        return "; ".join(directive.strip() for directive in directives)


def check_embedding(given: Any) -> Embedding:
    """What the control endpoint or the command line asks for; raises BadEmbedding."""
    try:
        wanted = Embedding(**given)
        wanted = Embedding(
            (wanted.recorder or "").rstrip("/"),
            wanted.policy,
            bool(wanted.held),
            tuple(map(str, wanted.missing_on)),
        )
        scheme, host, rest = (parts := urlsplit(wanted.recorder)).scheme, parts.netloc, parts.path
    except (TypeError, ValueError, AttributeError) as error:
        raise BadEmbedding(f"not a way to carry the script: {error}") from error
    if wanted.recorder and (scheme not in ("http", "https") or not host or rest):
        raise BadEmbedding(f"{wanted.recorder}: is no origin; write http://host:port")
    if wanted.policy not in get_args(Policy):
        known = ", ".join(filter(None, get_args(Policy)))
        raise BadEmbedding(f"no policy is called {wanted.policy!r}; there are: {known}")
    return wanted


class CurrentEmbedding:
    """What pages carry from the next request on; switched by the control endpoint."""

    def __init__(self) -> None:
        self._current = Embedding()
        self._lock = threading.Lock()

    def set(self, embedding: Embedding) -> None:
        with self._lock:
            self._current = embedding

    def get(self) -> Embedding:
        return self._current


current = CurrentEmbedding()
