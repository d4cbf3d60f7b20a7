"""Benign things that careless rules take for friction: what each is, and how a shopper uses it.

They are listed in `traps.toml` and shown on the page /guide/ and on product pages while `traps` is
on. Nothing here is friction:
a rule that speaks up at one of them raises a false alarm. Knows no Django.
"""

import threading
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Where = Literal["guide", "product"]


@dataclass(frozen=True)
class Trap:
    """One harmless widget. `where` is its page, `does` how a shopper uses it."""

    name: str
    title: str
    where: Where
    does: str


TRAPS: Mapping[str, Trap] = {
    name: Trap(name, **entry)
    for name, entry in tomllib.loads(
        (Path(__file__).parent / "traps.toml").read_text("utf-8")
    ).items()
}


class Switch:
    """Whether the traps are on in this process; switched by the control endpoint."""

    def __init__(self) -> None:
        self._on = False
        self._lock = threading.Lock()

    @property
    def on(self) -> bool:
        return self._on

    def set(self, on: bool) -> None:
        with self._lock:
            self._on = on


switch = Switch()
