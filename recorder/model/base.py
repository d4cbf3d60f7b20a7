"""What every stored type has in common."""

from __future__ import annotations

import msgspec


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of everything that is stored: immutable, compact in JSON."""
