"""What surveys say about reasons for leaving a checkout: a prior to hold beside one's own counts.

Baymard asked shoppers in the US who had left a checkout in the last months, “just browsing” left
out; several answers each, so the shares do not add up. The figures are as quoted by third parties,
the newest that could be found of each kind. They are never used in any computation.
"""

from __future__ import annotations

from collections.abc import Mapping

from kitka.analyzer.results import ReasonKind
from kitka.recorder.model import Record

SOURCE = (
    "Baymard’s surveys of US shoppers, as quoted by others; several answers each, so they do not "
    "add up. A prior from elsewhere, no measurement of this shop."
)


class Published(Record, frozen=True):
    """``percent`` of the shoppers who were asked in ``year``."""

    percent: int
    year: int


BAYMARD: Mapping[ReasonKind, Published] = {
    "extra cost": Published(48, 2024),
    "account": Published(24, 2024),
    "too long": Published(22, 2024),
    "delivery": Published(24, 2023),
    "trust": Published(19, 2023),
    "no total": Published(24, 2016),
    "error": Published(22, 2016),
    "returns": Published(10, 2016),
    "payment methods": Published(8, 2016),
    "declined": Published(5, 2016),
}
