"""What must not leave the machine in a text: long numbers, addresses, what a script typed."""

from __future__ import annotations

import re
from collections.abc import Iterable

_NUMBER = re.compile(r"\d(?:[ -]?\d){5,}")
_MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
_CALL_LOG = re.compile(r"\n?Call log:.*", re.DOTALL)


def redact(text: str, *, limit: int = 300) -> str:
    """``text`` in at most ``limit`` characters, e-mail addresses and 6 or more digits masked."""
    shown = _MAIL.sub("•@•", _NUMBER.sub("•••", text))
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def error_line(error: BaseException, secrets: Iterable[str] = ()) -> str:
    """An exception in one line. Playwright's call log is left out: it quotes what was typed.

    ``secrets`` are masked wherever they stand, if they are long enough to be one.
    """
    text = _CALL_LOG.sub("", str(error)).strip()
    for secret in sorted((s for s in secrets if len(s) >= 4), key=len, reverse=True):
        text = text.replace(secret, "•••")
    first = text.splitlines()[0] if text else ""
    name = type(error).__name__
    if name in ("Error", "TimeoutError") and first:
        return redact(first)
    return redact(f"{name}: {first}" if first else name)
