"""Playwright traces, kept only after what was typed has been taken out of them.

A trace quotes the arguments of every call, the values of fields in DOM snapshots and the bodies of
requests; Playwright declined to mask them. So a trace is rewritten before it is stored: what a
script typed is collected from the calls, and every file in the zip is swept for it.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

from playwright.sync_api import BrowserContext, Error

from kitka.recorder.store import Store

MASK = "•••"
_TYPING = re.compile(r"fill|type|press|insertText|selectOption|expect|evaluate", re.IGNORECASE)
"""Methods of Playwright's protocol whose arguments may hold what was typed or is expected."""
_SECRET_HEADERS = frozenset({"authorization", "proxy-authorization", "cookie", "set-cookie"})
_TYPED_KEYS = frozenset({"value", "text", "s", "string", "valueOrLabel", "label"})
_VALUE_ATTRIBUTES = frozenset({"value", "__playwright_value_"})
_BUTTONS = frozenset({"submit", "button", "reset", "image"})


def start_trace(context: BrowserContext) -> None:
    """Begin a trace without screenshots: a picture of a field cannot be swept."""
    context.tracing.start(snapshots=True, screenshots=False, sources=False)


def keep_trace(
    context: BrowserContext, store: Store, session: str, *, keep: bool, secrets: Iterable[str] = ()
) -> bool:
    """End the trace; store it without ``secrets`` and what was typed, if ``keep``.

    False where there is none to be had.
    """
    with contextlib.suppress(Error), tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "trace.zip"
        context.tracing.stop(path=path if keep else None)
        if keep and path.is_file():
            store.save_trace(session, redact_trace(path.read_bytes(), secrets))
            return True
    return False


def redact_trace(content: bytes, secrets: Iterable[str] = ()) -> bytes:
    """The same zip without typed values, field values, request bodies, credentials, ``secrets``."""
    with zipfile.ZipFile(io.BytesIO(content)) as source:
        files = {name: source.read(name) for name in source.namelist()}
    typed: set[str] = set(secrets)
    bodies: set[str] = set()
    for name, data in files.items():
        if name.endswith((".trace", ".network")):
            files[name] = _redact_lines(data, typed, bodies)
    out = io.BytesIO()
    needles = _needles(typed)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in files.items():
            if name.rpartition("/")[2] in bodies:
                continue
            for needle in needles:
                data = data.replace(needle, MASK.encode())
            target.writestr(name, data)
    return out.getvalue()


def _redact_lines(data: bytes, typed: set[str], bodies: set[str]) -> bytes:
    lines = []
    for line in data.splitlines():
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        _collect_typed(entry, typed)
        _redact_entry(entry, bodies, typed)
        lines.append(json.dumps(entry, ensure_ascii=False).encode())
    return b"\n".join(lines) + b"\n"


def _collect_typed(entry: dict[str, Any], typed: set[str]) -> None:
    if not _TYPING.search(str(entry.get("method", ""))):
        return
    for node in _walk(entry.get("params") or {}):
        if not isinstance(node, dict):
            continue
        for key in _TYPED_KEYS & node.keys():
            if isinstance(node[key], str):
                typed.add(node[key])
                node[key] = MASK


def _redact_entry(entry: Any, bodies: set[str], typed: set[str]) -> None:
    """Field values of DOM snapshots (``[tag, {attributes}, …children]``) and request bodies."""
    for node in _walk(entry):
        if isinstance(node, dict):
            if str(node.get("name", "")).lower() in _SECRET_HEADERS and "value" in node:
                node["value"] = MASK
            if isinstance(node.get("cookies"), list):
                node["cookies"] = []
            body = node.get("postData")
            if isinstance(body, dict):
                bodies.add(str(body.get("_sha1") or body.get("_file") or ""))
                node["postData"] = {"mimeType": body.get("mimeType", ""), "text": MASK}
        elif len(node) > 1 and isinstance(node[0], str) and isinstance(node[1], dict):
            tag, attributes = node[0].upper(), node[1]
            if tag not in ("INPUT", "TEXTAREA", "OPTION", "SELECT"):
                continue
            if str(attributes.get("type", "")).lower() in _BUTTONS:
                continue
            for name in _VALUE_ATTRIBUTES & attributes.keys():
                if tag in ("INPUT", "TEXTAREA") and len(str(attributes[name])) > 3:
                    typed.add(str(attributes[name]))
                attributes[name] = MASK
            if tag == "TEXTAREA":
                node[2:] = [MASK] if len(node) > 2 else []


def _walk(value: Any) -> Iterator[Any]:
    """Every object and array in a JSON value, without recursion (DOM trees are deep)."""
    stack = [value]
    while stack:
        current = stack.pop()
        if isinstance(current, dict):
            yield current
            stack.extend(current.values())
        elif isinstance(current, list):
            yield current
            stack.extend(current)


def _needles(typed: set[str]) -> list[bytes]:
    """Every spelling of a typed value that a file may hold, the longest first."""
    spellings: set[bytes] = set()
    for value in typed:
        if len(value.strip()) < 4:  # "2" or "FI" would tear holes into everything
            continue
        for text in (value, value.replace(" ", ""), json.dumps(value)[1:-1]):
            spellings |= {text.encode(), quote(text).encode(), quote_plus(text).encode()}
    return sorted(spellings, key=len, reverse=True)
