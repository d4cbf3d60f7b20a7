"""Where a friction happened, so that the same place is the same in every session.

A place has several keys: the element's test id, its role and name, its selector in the same
normalised view. Each alone may change (a language, a release), so frictions that share any of them
are of one place. What a shop's tools make anew at every build or for every product (ids with
digits, hashed class names, positions) is no key of an element that has a name.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import Generic, TypeVar

from kitka.analyzer.results import Element, Friction
from kitka.analyzer.session.elements import squeezed

K = TypeVar("K", bound=Hashable)

_GENERATED = re.compile(
    r"[#.=\"'][^#.\s>\[\]:(]*\d"  # an id, a class or an attribute with a digit
    r"|\.(?:css|sc|jss|emotion)-"
    r"|\.[\w-]*[_-]{1,2}[A-Za-z0-9]*[a-z][A-Z][A-Za-z0-9]*(?![\w-])"
)
_ANCHOR = re.compile(r"#[A-Za-z]|\[(?!type=)[\w-]+=")
_POSITION = re.compile(r":nth-|:first-|:last-")


def keys_of(friction: Friction) -> tuple[str, ...]:
    """The keys of its element, the surest first; without an element, what failed."""
    element = friction.element
    if element is None:
        return (f"4 {friction.evidence.values.get('subject', '')}",)
    found = []
    if element.test_id:
        found.append(f"1 {element.test_id}")
    if element.name:
        found.append(f"2 {element.role} {squeezed(element.name)}")
    if not found or is_anchored(element.selector):
        found.append(f"3 {_spot(friction.where, element)}")
    return tuple(found)


def position_of(friction: Friction) -> str:
    """The place in the page's structure of an element with a name. By itself it proves nothing:
    what stood third in a list is another thing tomorrow. ``""`` where it is a key or nothing."""
    element = friction.element
    if element is None or not element.name or not element.selector:
        return ""
    if is_anchored(element.selector) or _GENERATED.search(element.selector):
        return ""
    return _spot(friction.where, element)


def is_anchored(selector: str) -> bool:
    """It names an id or an attribute that somebody wrote, and no position."""
    return bool(
        _ANCHOR.search(selector)
        and not _POSITION.search(selector)
        and not _GENERATED.search(selector)
    )


def _spot(where: str, element: Element) -> str:
    return f"{where} {element.role} {element.selector}"


def place_id(scenario: str, friction: Friction, key: str) -> str:
    """One key of a place in a scenario: what is decided about places is kept by these, so that no
    word of a page stands in it. The same for every actor and cohort."""
    parts = (scenario, friction.rule, friction.step, key)
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def places_of(scenario: str, friction: Friction) -> tuple[str, ...]:
    """:func:`place_id` of every key, the surest first."""
    return tuple(place_id(scenario, friction, key) for key in keys_of(friction))


class Union(Generic[K]):
    """Things that are one because they share something with one another, in whatever order."""

    def __init__(self) -> None:
        self._over: dict[K, K] = {}

    def find(self, one: K) -> K:
        self._over.setdefault(one, one)
        while self._over[one] != one:
            self._over[one] = self._over[self._over[one]]
            one = self._over[one]
        return one

    def join(self, all: Iterable[K]) -> None:
        first, *others = all
        for other in others:
            self._over[self.find(other)] = self.find(first)


def merged(found: Sequence[tuple[str, Friction]]) -> list[list[int]]:
    """Indexes into ``found`` (language of the session, friction), one list per place.

    Frictions of the same rule and step join where they share a key. Where two names stand at the
    same position, that joins them only if they are one name in each of several languages.
    """
    union: Union[tuple[str, ...]] = Union()
    spots: dict[tuple[str, ...], dict[str, set[tuple[str, ...]]]] = defaultdict(
        lambda: defaultdict(set)
    )
    for language, friction in found:
        place = (friction.rule, friction.step)
        keys = [(*place, key) for key in keys_of(friction)]
        union.join(keys)
        position = position_of(friction)
        if position and language:
            spots[(*place, position)][language].add(keys[0])
    for names in spots.values():
        if len(names) > 1 and all(len(keys) == 1 for keys in names.values()):
            union.join(sorted(key for keys in names.values() for key in keys))
    groups: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for index, (_, friction) in enumerate(found):
        first = keys_of(friction)[0]
        groups[union.find((friction.rule, friction.step, first))].append(index)
    return list(groups.values())
