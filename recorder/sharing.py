"""How far a cookie reaches: may the origins of a shop share one?"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence
from functools import cache
from urllib.parse import urlsplit

from publicsuffixlist import PublicSuffixList


def share_of(origins: Sequence[str]) -> str:
    """The domain of a cookie that all of ``origins`` get: ``".shop.example"``.

    ``"host"`` where they differ in scheme or port alone, ``""`` where there is nothing to share or
    no such domain.

    A domain that belongs to nobody in particular (``.co.uk``, ``.myshopify.com``; the Mozilla
    Public Suffix List says which) is none: browsers refuse its cookies.
    """
    hosts = {(urlsplit(origin).hostname or "").rstrip(".").lower() for origin in origins}
    if len(set(origins)) < 2 or "" in hosts:
        return ""
    if len(hosts) == 1:
        return "host"
    if any(map(_is_address, hosts)):
        return ""
    common = _common_end(sorted(hosts))
    return f".{common}" if common and _suffixes().privatesuffix(common) else ""


def _common_end(hosts: Sequence[str]) -> str:
    """The labels at the end that all hosts have in common."""
    labels = [host.split(".")[::-1] for host in hosts]
    shared: list[str] = []
    for at_place in zip(*labels, strict=False):
        if len(set(at_place)) > 1:
            break
        shared.append(at_place[0])
    return ".".join(reversed(shared))


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()
