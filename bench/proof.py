"""The shape in which every proof is written: a table on stdout, in docs/, and JSON in build/."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Proof:
    """One figure. ``interval`` is the 95 % interval, ``target`` what it must not exceed, or, with
    ``at_least``, must not fall below."""

    id: str
    what: str
    value: float
    unit: str
    n: int
    interval: tuple[float, float]
    peer: str
    peer_value: float
    target: float | None
    ok: bool
    at_least: bool = False


def table(proofs: Sequence[Proof]) -> str:
    """Markdown."""
    lines = [
        "| what | value | 95 % interval | n | beside | target | |",
        "|---|---|---|---|---|---|---|",
    ]
    for proof in proofs:
        low, high = proof.interval
        sign = "≥" if proof.at_least else "≤"
        target = f"{sign} {proof.target:g} {proof.unit}" if proof.target is not None else "–"
        verdict = "–" if proof.target is None else ("ok" if proof.ok else "MISSED")
        lines.append(
            f"| {proof.what} | {proof.value:.3g} {proof.unit} | {low:.3g} – {high:.3g} | {proof.n} "
            f"| {proof.peer}: {proof.peer_value:.3g} | {target} | {verdict} |"
        )
    return "\n".join(lines) + "\n"


def publish(name: str, title: str, text: str, proofs: Sequence[Proof]) -> int:
    """Print, write ``docs/<name>.md`` and ``build/<name>.json``; 1 where a target is missed."""
    body = table(proofs)
    print(body)
    (ROOT / "docs" / f"{name}.md").write_text(f"# {title}\n\n{text}\n\n{body}", encoding="utf-8")
    return keep(name, proofs)


def keep(name: str, proofs: Sequence[Proof]) -> int:
    """Write ``build/<name>.json``; 1 where a target is missed."""
    build = ROOT / "build"
    build.mkdir(exist_ok=True)
    document = json.dumps([asdict(proof) for proof in proofs], indent=2)
    (build / f"{name}.json").write_text(document + "\n", encoding="utf-8")
    return 0 if all(proof.ok for proof in proofs) else 1
