"""A workspace file, and somebody of a study in it."""

from pathlib import Path

import pytest
from collecting import Person, person

from kitka.recorder.store import Store


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where ``store`` is."""
    return tmp_path / "kitka.db"


@pytest.fixture
def someone(store: Store) -> Person:
    return person(store)
