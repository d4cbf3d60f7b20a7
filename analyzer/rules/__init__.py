"""The friction rules: one per file, its id is the file's name.

A rule is a module of this package with a constant ``RULE``. Adding one means adding its file, its
thresholds, a recording that fires, one that stays quiet and a section in ``docs/rules.md``.
"""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Literal

from kitka.analyzer.results import Element, Evidence, Friction, Reference
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.waits import Waits
from kitka.recorder.model import Rect, Scenario

if TYPE_CHECKING:
    from kitka.analyzer.facts import Facts
    from kitka.analyzer.presses.verdicts import Presses

Family = Literal["answering", "forms", "way", "promises", "page"]


class NotApplicable(Exception):
    """A rule cannot judge this session; the message says why. It never means "pass"."""


@dataclass(frozen=True)
class Threshold:
    """A published number: its unit, and where it comes from."""

    value: float
    unit: str
    source: str


@dataclass(frozen=True)
class Context:
    """All that a rule may look at. ``limits`` are the values of its own thresholds."""

    rule: str
    facts: Facts
    """Found once for all rules."""
    limits: Mapping[str, float]
    reference: Reference | None = None

    @property
    def timeline(self) -> Timeline:
        return self.facts.timeline

    @property
    def path(self) -> Path:
        return self.facts.path

    @property
    def scenario(self) -> Scenario:
        return self.facts.scenario

    @property
    def waits(self) -> Waits:
        return self.facts.path.waits

    @property
    def presses(self) -> Presses:
        return self.facts.presses

    def friction(
        self,
        at_s: float,
        cost_s: float,
        element: Element | None,
        text: str,
        *,
        values: Mapping[str, float | str] | None = None,
        moments: Iterable[float] = (),
        where: tuple[str, int] = ("", -1),
        rect: Rect | None = None,
        step_at_s: float | None = None,
    ) -> Friction:
        """A friction of this rule, towards the step that was being worked towards at ``at_s``
        (or at ``step_at_s``, where it came with the arrival at a step).

        ``where`` is page and view; ``values["subject"]`` tells frictions without an element apart.
        """
        evidence = Evidence(
            text, dict(values or {}), tuple(moments) or (at_s,), where[0], where[1], rect
        )
        step = self.path.towards(at_s if step_at_s is None else step_at_s)
        return Friction(self.rule, step, element, at_s, max(0.0, cost_s), evidence)

    def until_next_action(self, at_s: float, cap_s: float) -> float:
        """Seconds until the shopper did something else, at most ``cap_s``; asides do not count."""
        return min(cap_s, self.timeline.seconds(at_s, self.timeline.next_action_s(at_s)))


@dataclass(frozen=True)
class Rule:
    """One friction rule. ``cost`` says what its seconds mean, ``error`` whether it is a
    malfunction (else only time or money), ``applies`` when it can judge at all and what it leaves
    out on purpose. ``off`` says why it is not used unless it is asked for by name (its measured
    precision is too low); ``""``: it is used."""

    title: str
    description: str
    applies: str
    cost: str
    remedy: str
    source: str
    find: Callable[[Context], Iterable[Friction]]
    error: bool = False
    family: Family = "answering"
    off: str = ""
    id: str = ""

    @property
    def thresholds(self) -> Mapping[str, Threshold]:
        return thresholds().get(self.id, {})


@lru_cache(maxsize=1)
def thresholds() -> Mapping[str, Mapping[str, Threshold]]:
    """Every number that a rule or the ranking uses, by rule and name."""
    tables = tomllib.loads(resources.files(__name__).joinpath("thresholds.toml").read_text("utf-8"))
    return {
        group: {name: Threshold(**entry) for name, entry in table.items()}
        for group, table in tables.items()
    }


@cache
def limits(group: str) -> Mapping[str, float]:
    """The values of a group's thresholds, by name."""
    return {name: threshold.value for name, threshold in thresholds().get(group, {}).items()}


def in_use() -> tuple[Rule, ...]:
    """The rules that judge unless others are asked for."""
    return tuple(rule for rule in discover() if not rule.off)


@lru_cache(maxsize=1)
def discover() -> tuple[Rule, ...]:
    """Every rule of this package, by id, those that are off included."""
    found = []
    for module in sorted(pkgutil.iter_modules(__path__), key=lambda module: module.name):
        rule = importlib.import_module(f"{__name__}.{module.name}").RULE
        found.append(replace(rule, id=module.name))
    return tuple(found)


def thresholds_hash() -> str:
    """Two reports are comparable only where this is equal."""
    data = resources.files(__name__).joinpath("thresholds.toml").read_bytes()
    return hashlib.sha256(data).hexdigest()[:12]


@lru_cache(maxsize=1)
def rules_version() -> str:
    """``<thresholds>-<sources>``: changes with any number and with any source that judges."""
    digest = hashlib.sha256()
    for name, source in sources(resources.files("kitka.analyzer")):
        digest.update(name.encode() + source)
    return f"{thresholds_hash()}-{digest.hexdigest()[:12]}"


def sources(folder: Traversable, above: str = "") -> Iterator[tuple[str, bytes]]:
    """Every module that judges, by its path: all packages of the analyzer but the report."""
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{above}{entry.name}"
        if entry.is_dir() and name != "report":
            yield from sources(entry, f"{name}/")
        elif name.endswith(".py"):
            yield name, entry.read_bytes()


def version_of(rules: Sequence[Rule] | None) -> str:
    """``rules_version``, with a digest behind it where others than those in use judge."""
    if rules is None or tuple(rules) == in_use():
        return rules_version()
    told = "\n".join(f"{rule.id} {rule.source}" for rule in rules)
    return f"{rules_version()}-{hashlib.sha256(told.encode()).hexdigest()[:12]}"
