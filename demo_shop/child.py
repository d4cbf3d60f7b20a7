"""The environment of processes that we start ourselves."""

import os
from pathlib import Path


def child_environment(**more: str) -> dict[str, str]:
    """Ours, so arranged that `kitka` is found from any directory, with `more` added."""
    root = str(Path(__file__).parent.parent.parent)  # the folder that `kitka` is imported from
    paths = [root, *filter(None, [os.environ.get("PYTHONPATH")])]
    return os.environ | {"PYTHONPATH": os.pathsep.join(paths)} | more
