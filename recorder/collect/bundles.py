"""The scripts that shops and awake pages load, under addresses that change with their content."""

from __future__ import annotations

import gzip
import hashlib
from pathlib import Path

from kitka.recorder.errors import KitkaError
from kitka.recorder.model import Bundles, Record

DIST = Path(__file__).resolve().parent.parent / "inpage" / "dist"
LOADER = "kitka"
AWAKE = ("signals", "replay", "taskbar", "notices")


class BundleFile(Record, frozen=True):
    """One script. ``version``: the first 12 hex digits of the sha256 of its bytes."""

    version: str
    content: bytes
    gzipped: bytes


class BundleFiles:
    """What esbuild wrote into ``folder``, read when it is first asked for."""

    def __init__(self, folder: Path = DIST) -> None:
        self._folder = folder
        self._files: dict[str, BundleFile] = {}

    def get(self, name: str) -> BundleFile:
        """``kitka`` (the loader), ``signals``, ``replay``, ``taskbar`` or ``notices``.

        Raises KitkaError where it is not built, KeyError where there is no such script.
        """
        if name not in (LOADER, *AWAKE):
            raise KeyError(name)
        if name not in self._files:
            path = self._folder / f"{name}.js"
            try:
                content = path.read_bytes()
            except OSError:
                raise KitkaError(
                    f"{path}: is not built; type: pip install -e . (or npm ci && npm run build)"
                ) from None
            version = hashlib.sha256(content).hexdigest()[:12]
            # mtime=0: the same bytes each time, and no moment in them.
            self._files[name] = BundleFile(version, content, gzip.compress(content, 9, mtime=0))
        return self._files[name]

    def addresses(self, base_url: str) -> Bundles:
        """Where an awake page finds its scripts. Raises KitkaError where one is not built."""
        signals, replay, taskbar, notices = (
            f"{base_url}/kitka/{self.get(name).version}/{name}.js" for name in AWAKE
        )
        return Bundles(signals, replay, taskbar, notices)
