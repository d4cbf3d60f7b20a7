"""Which pages may read our answers: those of the study's declared origins, and no others."""

from __future__ import annotations

from collections.abc import Container

from flask import Response

OPEN_TO_ALL = {
    "Access-Control-Allow-Origin": "*",
    # A shop that isolates itself (COEP: require-corp) loads us all the same.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Timing-Allow-Origin": "*",
}
"""For the scripts: they hold nothing of anybody, and shops load them with ``crossorigin`` too."""


def is_declared(origin: str | None, declared: Container[str], *, beacon: bool) -> bool:
    """May a page of ``origin`` send? The key is what lets it; this keeps it to the shop's pages.

    ``beacon``: what the browser sends at a page's end has the mode ``no-cors``; there a page with
    ``Referrer-Policy: no-referrer`` or ``same-origin`` (Django's default) sends ``Origin: null``.
    """
    if origin in (None, "", "null"):
        return beacon
    return origin in declared


def allow(response: Response, origin: str | None, declared: Container[str]) -> None:
    """Let a page of a declared origin read ``response``. Without credentials: the key is in the
    body, and no cookie of ours is ever sent along."""
    response.headers["Vary"] = "Origin"
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    if origin and origin in declared:
        response.headers["Access-Control-Allow-Origin"] = origin
        response.headers["Access-Control-Expose-Headers"] = "Retry-After"
