"""Recorded assets as they may be served: known kinds only, never a document of our origin."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from urllib.parse import urljoin

from kitka.analyzer.report.css import rewrite
from kitka.analyzer.report.disarm import asset_mapper
from kitka.analyzer.report.source import Asset

SAFE_TYPES = frozenset({
    "text/css", "image/png", "image/jpeg", "image/gif", "image/webp", "image/avif",
    "image/svg+xml", "image/bmp", "image/x-icon", "image/vnd.microsoft.icon",
    "font/woff", "font/woff2", "font/ttf", "font/otf", "font/sfnt", "font/collection",
    "application/font-woff", "application/font-woff2", "application/vnd.ms-fontobject",
})  # fmt: skip

# An SVG opened by itself is a document: without this it could run scripts in our origin.
POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"


def safe_type(content_type: str) -> str:
    """The media type if it is style, picture or font; else bytes to be saved, not shown."""
    plain = content_type.partition(";")[0].strip().lower()
    return plain if plain in SAFE_TYPES else "application/octet-stream"


def session_css(
    asset: Asset, digest: str, assets: Mapping[str, str], address: Callable[[str], str]
) -> bytes:
    """A stylesheet whose references point to the session's stored assets.

    The same bytes may have been loaded from several addresses; each is tried as the base of a
    relative reference.
    """
    stored = asset_mapper(assets, address)
    bases = [url for url, stored_digest in assets.items() if stored_digest == digest]

    def mapper(url: str) -> str:
        found = (stored(urljoin(base, url)) for base in bases)
        return next((one for one in found if one), "")

    text = asset.body.decode(_charset(asset.content_type), errors="replace")
    return rewrite(text.removeprefix("\ufeff"), mapper).encode()


def _charset(content_type: str) -> str:
    """UTF-8 unless the shop said Latin-1, which is what else is met."""
    named = content_type.lower().partition("charset=")[2].strip(" \"';")
    return "cp1252" if named in ("iso-8859-1", "latin1", "windows-1252") else "utf-8"
