"""Logs to analyze: built in a test, or read from `tests/recordings`."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from walks.builder import RECORDINGS, SHOP, Recording, Walk

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
