"""The single-page shops, bundled when their sources are newer than what lies in build/."""

from __future__ import annotations

import subprocess
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]


def installed() -> None:
    """React and Angular, which are no part of the product, in a folder of their own."""
    lock, there = HERE / "package-lock.json", HERE / "node_modules" / ".package-lock.json"
    if there.exists() and there.stat().st_mtime >= lock.stat().st_mtime:
        return
    command = ["npm", "ci", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def bundled(entry: Path, *options: str) -> Path:
    """The script made of ``entry`` and its neighbours."""
    out = ROOT / "build" / "unseen" / f"{entry.parent.name}.js"
    sources = [p for p in entry.parent.iterdir() if p.suffix in {".jsx", ".ts", ".html"}]
    if not out.exists() or out.stat().st_mtime < max(p.stat().st_mtime for p in sources):
        installed()
        subprocess.run(
            [
                str(ROOT / "node_modules" / ".bin" / "esbuild"), str(entry), "--bundle",
                f"--outfile={out}", "--minify-syntax", "--log-level=warning",
                '--define:process.env.NODE_ENV="production"', *options,
            ],
            check=True, cwd=ROOT,
        )  # fmt: skip
    return out
