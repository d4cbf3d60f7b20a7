"""What the command does after it has read its arguments, in a process of its own."""

import argparse
import sys
from pathlib import Path

from kitka.commands.lab import LabOptions, lab
from kitka.recorder.errors import KitkaError
from kitka.recorder.shops import find_shop

if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("scenario")
    for name in ("--shop", "--db", "--participant", "--host"):
        parser.add_argument(name, required=True)
    for name in ("--study", "--language"):
        parser.add_argument(name, default="")
    parser.add_argument("--protocol")
    parser.add_argument("--device", default="desktop")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--pilot", action="store_true")
    parser.add_argument("--headed", action="store_true")
    a = parser.parse_args()
    options = LabOptions(
        a.scenario, find_shop(a.shop), a.participant, a.study, a.protocol, a.language, a.device,
        pilot=a.pilot, headless=not a.headed,
    )  # fmt: skip
    try:
        sys.exit(lab(options, Path(a.db), port=a.port, host=a.host))
    except KitkaError as error:
        sys.exit(f"kitka: {error}")
