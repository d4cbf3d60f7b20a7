"""Logs to analyze: built in a test, or read from `tests/recordings`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from walks.builder import RECORDINGS, SHOP, Recording, Walk

from kitka.analyzer.analyze import analyze
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import discover
from kitka.recorder.model import Scenario


@pytest.fixture(scope="session")
def walk() -> type[Walk]:
    return Walk


@pytest.fixture(scope="session")
def shop() -> Scenario:
    return SHOP


@pytest.fixture(scope="session")
def read_recording() -> Callable[[str], Any]:
    """``read_recording("dead_click.fires")`` as scenario and log."""

    def read(name: str) -> Any:
        data = (RECORDINGS / f"{name}.json").read_bytes()
        return msgspec.json.decode(data, type=Recording, strict=True)

    return read


@pytest.fixture(scope="session")
def recording_names() -> list[str]:
    return sorted(path.name.removesuffix(".json") for path in RECORDINGS.glob("*.json"))


@pytest.fixture
def found(shop: Scenario) -> Callable[..., list[Friction]]:
    """``found(rule, walk)``: the frictions of one rule in a walk, judged by all."""

    def find(rule: str, walk: Walk, scenario: Scenario = shop) -> list[Friction]:
        result = analyze(walk.log(), scenario, discover())
        assert not any("rule broke" in why for why in result.not_applicable.values())
        return [friction for friction in result.frictions if friction.rule == rule]

    return find


@pytest.fixture(scope="session")
def not_applicable() -> Callable[[Walk, Scenario], Any]:
    """``not_applicable(walk, scenario)``: the rules that could not be asked there, and why."""

    def asked(walk: Walk, scenario: Scenario) -> Any:
        return analyze(walk.log(), scenario, discover()).not_applicable

    return asked
