"""What a shopper does on purpose, because of a flaw: the deed at which it shows itself.

Most flaws need nothing of this: whoever walks through the shop meets them. Each module here knows
some flaws; what it may say of them stands below by the same names.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from types import ModuleType

from bench.accuracy.meetings import (
    asked,
    deals,
    fields,
    first,
    forms,
    hand,
    knobs,
    page,
    paths,
    presses,
    sights,
    till,
    trails,
    way,
)
from bench.accuracy.shopper import Shopper
from bench.accuracy.widgets import WIDGETS, Deed

Deeds = Mapping[tuple[str, str], tuple[Deed, ...]]
PARTS: tuple[ModuleType, ...] = (
    first, forms, page, asked, presses, way, hand, till, paths, sights, knobs,
    deals, trails, fields,
)  # fmt: skip


def deeds(name: str) -> Deeds:
    """What all parts say under ``name``. Raises ValueError where two speak of the same."""
    found: dict[tuple[str, str], tuple[Deed, ...]] = {}
    for part in PARTS:
        theirs: Deeds = getattr(part, name, {})
        if twice := found.keys() & theirs.keys():
            raise ValueError(f"{part.__name__}: {name} of {sorted(twice)} stand elsewhere, too")
        found.update(theirs)
    return found


def _names(name: str) -> frozenset[str]:
    return frozenset().union(*(getattr(part, name, frozenset()) for part in PARTS))


MEETINGS = deeds("MEETINGS")
"""(flaw, view): one deed for each time the page comes."""
EXPLICIT = _names("EXPLICIT")
"""Flaws of which the deed itself says when they are met."""
NOT_BY_KEYBOARD = _names("NOT_BY_KEYBOARD")
"""Whoever uses no pointer does not meet these."""
NOBODY_LEAVES = _names("NOBODY_LEAVES")
"""Nobody sees these, so nobody leaves because of them."""
EVERYBODY_LEAVES = _names("EVERYBODY_LEAVES")
"""Met only by leaving."""
HURRIED = frozenset({"late_banner"})
"""Met only by those who do not read first."""


def before_acting(shopper: Shopper, view: str) -> None:
    """Everything that is due on this view before its own business."""
    for flaw in shopper.flaws:
        for number, deed in enumerate(MEETINGS.get((flaw.name, view), ())):
            if shopper.first(f"{flaw.name}:{view}:{number}"):
                deed(shopper)
                shopper.notice()
                return  # the next one when the page comes again
    for trap in shopper.traps:
        widget = WIDGETS.get(trap)
        if widget is not None and widget[0] == view and shopper.first(f"trap:{trap}"):
            shopper.use(trap, partial(widget[1], shopper))
