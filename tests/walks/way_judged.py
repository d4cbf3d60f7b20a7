"""What the rules of the way say of a walk."""

from __future__ import annotations

from typing import Any

from walks.builder import SHOP

from kitka.analyzer.analyze import analyze
from kitka.analyzer.results import Friction, Reference
from kitka.analyzer.rules import discover
from kitka.recorder.model import Scenario

WAY = [rule for rule in discover() if rule.family == "way"]


def found(
    walk: Any, scenario: Scenario = SHOP, reference: Reference | None = None
) -> tuple[Friction, ...]:
    result = analyze(walk.log(), scenario, WAY, reference)
    assert not any("rule broke" in why for why in result.not_applicable.values())
    return result.frictions


def rules(walk: Any, scenario: Scenario = SHOP, reference: Reference | None = None) -> list[str]:
    return [friction.rule for friction in found(walk, scenario, reference)]
