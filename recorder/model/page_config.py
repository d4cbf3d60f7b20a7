"""What the recorder in a page is told."""

from __future__ import annotations

from typing import Literal

import msgspec

from kitka.recorder.model.base import Record


class Seek(Record, frozen=True):
    """Something that a step of the scenario waits for; the page reports sightings of it."""

    what: Literal["selector", "text", "datalayer"]
    value: str


class PageConfig(msgspec.Struct, frozen=True):
    """What the in-page recorder is started with (JSON in the init script, every key written).

    ``origins``: where it runs; empty means every http(s) origin but ``elsewhere``.
    """

    session: str = ""
    """Tells apart what a page kept for the next one: batches of another session are not taken."""
    origins: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    seek: tuple[Seek, ...] = ()
    total: str | None = None
    delivery: str | None = None
    lines: str | None = None
    promises: dict[str, str] = {}
    replay: bool = True
    binding: str = "__kitka"
    buyer: tuple[str, ...] = ()
    """Values of the study's buyer, so that the page can tell that one of them was pasted."""


class BuyerDetail(Record, frozen=True):
    """One detail that the study gives to its participants, in the participant's language."""

    key: str
    label: str
    value: str


class Bar(Record, frozen=True):
    """What the task bar shows. ``next`` is where it goes when the task has ended (``""``: it says
    thanks and stays). ``code`` continues the session in another browser; it stays empty in a shop,
    whose scripts could read it: the page at ``next`` shows it."""

    language: str
    goal: str
    buyer: tuple[BuyerDetail, ...] = ()
    next: str = ""
    code: str = ""
    texts: dict[str, str] = {}


class Bundles(Record, frozen=True):
    """Addresses of what an awake page loads, on the recorder's origin; ``""``: not wanted."""

    signals: str
    replay: str = ""
    taskbar: str = ""
    notices: str = ""


class Awake(Record, frozen=True):
    """What a page with a personal link gets from ``POST /kitka/wake``.

    ``share`` says how the session's record reaches the other declared origins: a cookie for this
    domain (``".shop.example"``), for the host alone (``"host"``), or none (``""``). ``fresh`` is
    an address of the shop that begins anew, asked once at the start of a task.
    """

    config: PageConfig
    bundles: Bundles
    bar: Bar | None = None
    share: str = ""
    fresh: str = ""
    idle_ms: float = 1_800_000.0
