"""Recorded CSS with its addresses mapped to stored assets. What is not stored is left empty.

The player's Content-Security-Policy is the second line: an address hidden from these patterns
(CSS escapes) is refused by the browser.
"""

from __future__ import annotations

import re
from collections.abc import Callable

Mapper = Callable[[str], str]
"""An address as written → an address of the report, ``""`` where nothing is stored."""

_STRING = r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'"
_CALL = rf"(?:url|src)\(\s*(?:{_STRING}|[^)\"'\s]*)\s*\)"
_REFERENCE = re.compile(
    rf"@import\s+(?P<sheet>{_CALL}|{_STRING})(?P<media>[^;{{}}]*)(?:;|$)"
    r"|(?P<set>(?:-webkit-)?image-set\((?:[^()]|\([^()]*\))*\))"
    rf"|(?<![\w-])(?P<call>{_CALL})",
    re.I,
)
_IN_SET = re.compile(rf"(?P<type>type\([^)]*\))|(?P<address>{_CALL}|{_STRING})", re.I)
_ARGUMENT = re.compile(rf"(?:(?:url|src)\()?\s*(?P<arg>{_STRING}|[^)\"'\s]*)", re.I)
_EMBEDDED = ("data:image/", "data:font/", "data:application/font", "data:application/x-font")


def rewrite(css: str, mapper: Mapper) -> str:
    """The same stylesheet, asking for nothing but stored assets."""

    def one(match: re.Match[str]) -> str:
        if match["sheet"]:
            # A stylesheet that is not stored is not asked for at all.
            address = mapper(_argument(match["sheet"]))
            return f'@import url("{address}"){match["media"]};' if address else ""
        if match["set"]:
            return _IN_SET.sub(lambda part: part["type"] or _call(part["address"]), match["set"])
        return _call(match["call"])

    def _call(text: str) -> str:
        return f'url("{_mapped(_argument(text), mapper)}")'

    return _REFERENCE.sub(one, css)


def _argument(text: str) -> str:
    """The address within ``url("…")`` or a bare string."""
    found = _ARGUMENT.match(text)
    address = found["arg"] if found else ""
    if address[:1] in ("'", '"'):
        address = address[1:-1]
    return re.sub(r"\\(.)", r"\1", address).strip()


def _mapped(address: str, mapper: Mapper) -> str:
    if not address or address.startswith("#") or address.lower().startswith(_EMBEDDED):
        return address.replace('"', "%22").replace("\n", "")
    return mapper(address) or "data:,"
