"""Writes ``docs/rules.md`` and a page per rule in ``docs/rules/``, from the rules themselves and
their recordings; a test compares them.

``PYTHONPATH=. python tests/analyzer/make_rules_doc.py`` after a change of a rule, a threshold or a
recording.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path

import msgspec

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import Rule, Threshold, discover, thresholds

TESTS = Path(__file__).parent.parent
DOCS = TESTS.parent / "docs"
INDEX, PAGES = DOCS / "rules.md", DOCS / "rules"
FAMILIES = {
    "answering": "How the shop answers",
    "forms": "Forms",
    "way": "Finding the way",
    "promises": "The shop's promises",
    "page": "The page itself",
}

HEAD = """# Friction rules

Written by `tests/analyzer/make_rules_doc.py` from `analyzer/rules/`. Each rule is one file of that
folder, each number stands in `analyzer/rules/thresholds.toml`; the hash of both is the
`rules_version` of every report, and two reports are comparable only where it is equal. How often
the rules are right is measured: [accuracy](accuracy.md).

A friction is one occurrence: rule, step that was being worked towards, element, moment, cost in
seconds, evidence. A rule that cannot judge a session says *not applicable* and why; that is no
pass. A rule that is *off* judges only where it is asked for by name. The same press can be told by
two rules (a rage click is often dead too), so costs of different rules are not to be added up. No
cost and no wait holds time that was the study's own: reading the task or the buyer's details, a
pause, the task bar's menu, an audit.
"""

TAIL = """## Findings

Frictions of the same rule at the same element over sessions are one finding: the same test id, the
same role and name, or the same selector in the same view, so that a button is the same one in every
language and release. Its priority is

    lower bound of the adjusted-Wald interval of x / n  ×  impact  ×  (1 + persistence) / 2

x of n sessions that worked towards the step met it (sessions that count for nothing are left out:
failed by the recorder, excluded, still open); persistence is the share of those x that met it more
than once. Impact: 4, at least half of the sessions that met it did not succeed; 3, a malfunction
that took more than half as much time again as its step needed without it; 2, time was lost; 1,
nothing of that is visible. 2 and above is high.
"""


def table(rows: Mapping[str, Threshold]) -> str:
    lines = ["| threshold | value | source |", "|---|---|---|"]
    lines += [
        f"| `{name}` | {row.value:g}{' ' + row.unit if row.unit else ''} | {row.source} |"
        for name, row in rows.items()
    ]
    return "\n".join(lines)


def example(rule: Rule) -> str:
    """The evidence of the recording that fires."""
    data = (TESTS / "recordings" / f"{rule.id}.fires.json").read_bytes()
    recording = msgspec.json.decode(data, type=_recording())
    result = analyze(recording.log, recording.scenario, [rule], recording.reference)
    return next(f.evidence.text for f in result.frictions)


def _recording() -> type:
    sys.path.insert(0, str(TESTS))
    from walks.builder import Recording

    return Recording


def page(rule: Rule) -> str:
    off = f"\n**Off by default.** {rule.off}\n" if rule.off else ""
    numbers = f"## Thresholds\n\n{table(rule.thresholds)}\n" if rule.thresholds else ""
    return f"""# {rule.title}

`{rule.id}` · {FAMILIES[rule.family]} · {"a malfunction" if rule.error else "time or money"}
{off}
{rule.description}

> {example(rule)}

## Applies

{rule.applies}

## Cost

{rule.cost}

## Remedy

{rule.remedy}

## Source

{rule.source}

{numbers}
[All rules](../rules.md)
"""


def index() -> str:
    parts = [HEAD]
    for family, title in FAMILIES.items():
        rows = [
            f"| [{rule.title}](rules/{rule.id}.md){' (off)' if rule.off else ''} | `{rule.id}` "
            f"| {rule.description.split('. ')[0].rstrip('.')}. |"
            for rule in discover()
            if rule.family == family
        ]
        if rows:
            parts.append("\n".join([f"## {title}\n", "| rule | id | |", "|---|---|---|", *rows]))
    ids = {rule.id for rule in discover()}
    groups = [group for group in thresholds() if group not in ids]
    others = "\n\n".join(f"### `{group}`\n\n{table(thresholds()[group])}" for group in groups)
    return "\n\n".join([*parts, TAIL, f"## Numbers that no rule owns\n\n{others}"]) + "\n"


def render() -> dict[Path, str]:
    """Every file that there ought to be, with its text."""
    return {INDEX: index()} | {PAGES / f"{rule.id}.md": page(rule) for rule in discover()}


if __name__ == "__main__":
    PAGES.mkdir(exist_ok=True)
    for old in PAGES.glob("*.md"):
        old.unlink()
    for path, text in render().items():
        path.write_text(text, encoding="utf-8")
