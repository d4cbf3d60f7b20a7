"""A task in a shop, as its file says it."""

from __future__ import annotations

from typing import Literal

import msgspec

from kitka.recorder.model.base import Record


class Condition(Record, forbid_unknown_fields=True, frozen=True):
    """What a page shows when a step is reached. Keys are AND.

    ``url`` is a glob (``*`` within a path segment, ``**`` across) on the path, and on the query
    only where a ``?`` is written. ``selector`` is CSS, ``text`` visible text (case-insensitive
    substring), ``datalayer`` the name of a GA4 event pushed to ``dataLayer``.
    """

    url: str | None = None
    selector: str | None = None
    text: str | None = None
    datalayer: str | None = None
    excluded: Condition | None = msgspec.field(default=None, name="not")


class Budget(Record, forbid_unknown_fields=True, frozen=True):
    """Limits that ``kitka check`` holds: ``seconds`` (scripts only), ``friction`` as a count."""

    seconds: float | None = None
    friction: int | None = None


class Step(Record, frozen=True):
    """A named milestone. ``reached`` is a list of conditions, any of which will do."""

    name: str
    reached: tuple[Condition, ...]
    optional: bool = False
    budget: Budget = Budget()


class Watch(Record, forbid_unknown_fields=True, frozen=True):
    """CSS selectors of what the shop promises, read on every view.

    ``lines`` matches the amount of each line of the basket; ``promises`` are further ones by a
    name of one's own (``delivery_time``, ``returns``), which should not change their words.
    """

    total: str | None = None
    delivery: str | None = None
    lines: str | None = None
    promises: dict[str, str] = {}


class Scenario(Record, frozen=True):
    """A task in a shop with ordered steps; the last step is the success condition."""

    name: str
    title: str
    steps: tuple[Step, ...]
    goal: dict[str, str] = {}
    phase: Literal["before", "purchase", "after"] = "purchase"
    start: str = "/"
    payment_origins: tuple[str, ...] = ()
    watch: Watch = Watch()
    budget: Budget = Budget()
    questions_after: tuple[str, ...] = ()
    data: dict[str, str] = {}
    """Templates for what a script types; ``{session}`` becomes the session's short id."""

    @property
    def success(self) -> Step:
        return self.steps[-1]
