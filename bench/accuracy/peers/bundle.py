"""Installs the other tools (exact versions of package-lock.json) and bundles them for a page."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path

from bench.proof import ROOT

HERE = Path(__file__).parent
OUTFILE = ROOT / "build" / "accuracy" / "peers.js"
ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
PACKAGES: Mapping[str, str] = {
    "datadog": "@datadog/browser-rum",
    "posthog": "posthog-js",
    "mixpanel": "mixpanel-browser",
    "amplitude": "@amplitude/analytics-browser",
    "sentry": "@sentry/browser",
}


def versions() -> dict[str, str]:
    """By tool, as package.json pins them."""
    pinned = json.loads((HERE / "package.json").read_text("utf-8"))["dependencies"]
    return {tool: pinned[package] for tool, package in PACKAGES.items()}


def bundle() -> Path:
    """The script that starts all of them. Raises SystemExit with what npm or esbuild said."""
    installed, lock = HERE / "node_modules" / ".package-lock.json", HERE / "package-lock.json"
    if not installed.is_file() or installed.stat().st_mtime < lock.stat().st_mtime:
        _run([shutil.which("npm") or "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    OUTFILE.parent.mkdir(parents=True, exist_ok=True)
    _run(
        [str(ESBUILD), "inpage/index.js", "--bundle", "--minify", "--format=iife",
         "--target=es2020", "--legal-comments=none", "--log-level=error",
         '--define:process.env.NODE_ENV="production"', f"--outfile={OUTFILE}"]
    )  # fmt: skip
    return OUTFILE


def digest(script: Path) -> str:
    """Names what was watching; logs of other tools' versions are no good to it."""
    return hashlib.sha256(script.read_bytes()).hexdigest()[:8]


def _run(command: list[str]) -> None:
    try:
        done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    except FileNotFoundError:
        raise SystemExit(f"accuracy: PEERS=1 needs {command[0]}, which is not there") from None
    if done.returncode:
        tail = "\n".join((done.stdout + done.stderr).strip().splitlines()[-20:])
        raise SystemExit(f"accuracy: {' '.join(command[:2])} failed in {HERE}:\n{tail}")
