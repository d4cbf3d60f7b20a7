"""Writes ``tests/recordings``: for every rule a session that fires and one that stays quiet.

``PYTHONPATH=tests python tests/analyzer/make_recordings.py`` after a change of ``tests/walks``,
where each of ``SUBJECTS`` has a file with ``<rule>_fires`` and ``<rule>_quiet``. The quiet ones
hold what looks like the friction and is none. One that needs another scenario than ``SHOP`` has
it in ``SCENARIOS`` of its file, by the function's name; what other sessions showed stands in
``REFERENCES``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import msgspec
from walks.builder import RECORDINGS, SHOP, Recording

SUBJECTS = (
    "presses", "answering", "forms", "refusals", "fields", "way", "amounts", "accounts", "paying",
    "outcomes", "page",
)  # fmt: skip


def recordings() -> dict[str, Any]:
    """``dead_click.fires`` and so on, in the order of their files."""
    found = {}
    for subject in SUBJECTS:
        module = import_module(f"walks.{subject}")
        for name, make in vars(module).items():
            rule, _, kind = name.rpartition("_")
            if kind in ("fires", "quiet"):
                scenario = getattr(module, "SCENARIOS", {}).get(name, SHOP)
                shown = getattr(module, "REFERENCES", {}).get(name)
                found[f"{rule}.{kind}"] = Recording(
                    f"{rule}: {kind}", scenario, make().log(), shown
                )
    return found


def main() -> None:
    RECORDINGS.mkdir(exist_ok=True)
    for name, recording in recordings().items():
        encoded = msgspec.json.format(msgspec.json.encode(recording), indent=1)
        (RECORDINGS / f"{name}.json").write_bytes(encoded + b"\n")


if __name__ == "__main__":
    main()
