"""What the pages' requests hold, decoded and checked."""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from dataclasses import dataclass
from io import BytesIO
from typing import Literal, TypeVar
from urllib.parse import urlsplit

import msgspec
from flask import request
from werkzeug.formparser import FormDataParser

from kitka.recorder.collect.bounds import (
    ASSET_BYTES,
    KEY_CHARACTERS,
    REQUEST_BYTES,
    SAID_BYTES,
    URL_CHARACTERS,
    WANTED_BYTES,
)
from kitka.recorder.intake import RejectedBatch, decode
from kitka.recorder.shops import origin_of

S = TypeVar("S")
T = TypeVar("T")

_ASSET_TYPE = re.compile(
    r"text/css|image/[a-z0-9.+-]{1,40}|font/[a-z0-9.+-]{1,40}"
    r"|application/(?:x-)?font-[a-z0-9.+-]{1,40}|application/vnd\.ms-fontobject"
)
_FONT = re.compile(r"\.(woff2?|ttf|otf|eot)(\?|$)", re.IGNORECASE)
_FORM_BYTES = 16 * 1024
"""Room for the parts of a form around its file."""
_UNSAFE = re.compile(r"[\x00-\x20\x7f\\]")


class Refused(Exception):
    """The request goes no further: an HTTP status, why in a few words, and when to try again."""

    def __init__(self, status: int, why: str, *, retry_after: float = 0.0) -> None:
        super().__init__(why)
        self.status = status
        self.why = why
        self.retry_after = retry_after


class Wake(msgspec.Struct, frozen=True):
    key: str


class Batches(msgspec.Struct, frozen=True):
    key: str
    batches: tuple[msgspec.Raw, ...]


class SaidBody(msgspec.Struct, frozen=True):
    key: str
    what: Literal["done", "stop", "leave"]
    keep: bool = True


class Wanted(msgspec.Struct, frozen=True):
    key: str
    urls: tuple[str, ...]


_batches = msgspec.json.Decoder(Batches)
_decoders = {kind: msgspec.json.Decoder(kind) for kind in (Wake, SaidBody, Wanted)}
_MOST = {Wake: SAID_BYTES, SaidBody: SAID_BYTES, Wanted: WANTED_BYTES}
_KEY_IN_FRONT = re.compile(rb'\s*\{\s*"key"\s*:\s*"([^"\\\x80-\xff]*)"\s*,')


def read(kind: type[T]) -> T:
    """The request's JSON. Its type is said to be ``text/plain``: anything else has a preflight.

    Raises Refused (400), and werkzeug's 413 where it is too large.
    """
    decoder: msgspec.json.Decoder[T] = _decoders[kind]  # type: ignore[index, assignment]
    data = _body(_MOST[kind])  # type: ignore[index]
    try:
        return decoder.decode(data)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise Refused(400, f"not in the form of the contract: {error}") from None


def read_batches(known: Callable[[str], S]) -> tuple[Batches, S]:
    """What a page hands over. ``known`` says whose key it is, or raises Refused, before anything
    else is done with the body: halves of surrogate pairs take time to mend.

    Raises Refused (400), and werkzeug's 413 where it is too large.
    """
    data = _body(REQUEST_BYTES)
    key = _KEY_IN_FRONT.match(data)  # as our pages write it
    if key is None:
        raise Refused(400, "not in the form of the contract: a page says its key first")
    whose = known(key[1].decode())
    try:
        body = decode(_batches, data)
    except RejectedBatch as error:
        raise Refused(400, f"not in the form of the contract: {error}") from None
    if body.key != key[1].decode():
        raise Refused(400, "not in the form of the contract: two keys")
    return body, whose


def _body(most: int) -> bytes:
    request.max_content_length = most
    data = request.get_data(cache=False)
    if len(data) >= most:  # a body in chunks is cut off there without a word
        raise Refused(413, "the request is too large")
    return data


@dataclass(frozen=True)
class Upload:
    """The fields of ``POST /kitka/asset``."""

    key: str
    url: str
    type: str
    content: bytes


def read_upload() -> Upload:
    """The request's form. Its file stays in memory: what belongs to a person leaves no copy in a
    folder for temporary files, where nobody would erase it.

    Raises Refused (400) where there is no file, and werkzeug's 413.
    """
    request.max_content_length = ASSET_BYTES + _FORM_BYTES
    parser = FormDataParser(
        stream_factory=_in_memory,
        max_form_memory_size=ASSET_BYTES,
        max_form_parts=4,
    )
    _, form, files = parser.parse(
        request.stream, request.mimetype, request.content_length, request.mimetype_params
    )
    file = files.get("file")
    if file is None:
        raise Refused(400, "not a form with a file")
    content = file.stream.read()
    return Upload(form.get("key", ""), form.get("url", ""), file.content_type or "", content)


def _in_memory(
    total_content_length: int | None,
    content_type: str | None,
    filename: str | None,
    content_length: int | None = None,
) -> BytesIO:
    return BytesIO()


def is_key(key: str) -> bool:
    return key.isascii() and 0 < len(key) <= KEY_CHARACTERS


def is_address(url: str, origins: Container[str]) -> bool:
    """Is ``url`` absolute, http(s), of one of ``origins``, and the same to every reader of it?

    What browsers and others read differently (``\\``, spaces, a user in front of the host) is not.
    """
    if not is_http(url):
        return False
    return origin_of(url) in origins


def is_http(url: str) -> bool:
    if len(url) > URL_CHARACTERS or _UNSAFE.search(url):
        return False
    try:
        parts = urlsplit(url)
        good = parts.port != -1 and parts.username is None
    except ValueError:
        return False
    return good and parts.scheme in ("http", "https") and bool(parts.hostname)


def asset_type(content_type: str, url: str) -> str:
    """The media type to keep of a stylesheet, picture or font; ``""`` for anything else."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind == "application/octet-stream":
        found = _FONT.search(url)
        return f"font/{found[1].lower()}" if found else ""
    return kind if _ASSET_TYPE.fullmatch(kind) else ""
