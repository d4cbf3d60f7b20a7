"""Errors that a user sees: one line that says what, where and what to do."""

from __future__ import annotations


class KitkaError(Exception):
    """Wrong use, or something outside that must be mended first. The command exits with 2."""

    exit_code = 2


class ScenarioError(KitkaError):
    """A scenario, study or ``kitka.toml`` cannot be read as it stands."""


class StoreError(KitkaError):
    """The database cannot be used: not ours, newer, read-only, full, locked."""


class BrowserError(KitkaError):
    """No browser can be started, or it cannot do what was asked."""


class ShopError(KitkaError):
    """The shop cannot be used as given: unreachable, real orders, bad settings."""
