"""Writes ``docs/rules.md`` from the rules themselves; a test compares the two.

``PYTHONPATH=. python tests/analyzer/make_rules_doc.py`` after a change of a rule or a threshold.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from kitka.analyzer.rules import Rule, Threshold, discover, thresholds

DOC = Path(__file__).parent.parent.parent / "docs" / "rules.md"

HEAD = """# Friction rules

Written by `tests/analyzer/make_rules_doc.py` from `analyzer/rules/`. Each rule is one file of that
folder, each number stands in `analyzer/rules/thresholds.toml`; the hash of both is the
`rules_version` of every report, and two reports are comparable only where it is equal.

A friction is one occurrence: rule, step that was being worked towards, element, moment, cost in
seconds, evidence. A rule that cannot judge a session says *not applicable* and why; that is no
pass. The same press can be told by two rules (a rage click is often dead too), so costs of
different rules are not to be added up. No cost and no wait holds time that was the study's own:
reading the task or the buyer's details, a pause, the task bar's menu.

## Findings

Frictions of the same rule, step and element (by test id, else role and name, else selector) over
sessions are one finding. Its priority is

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


def section(rule: Rule) -> str:
    return f"""## `{rule.id}`: {rule.title}

{rule.description}

- **Applies.** {rule.applies}
- **Cost.** {rule.cost}
- **Remedy.** {rule.remedy}
- **Source.** {rule.source}

{table(rule.thresholds)}
"""


def render() -> str:
    groups = ("findings", "outcome", "suspects")
    others = "\n\n".join(f"### `{group}`\n\n{table(thresholds()[group])}" for group in groups)
    parts = [HEAD, *(section(rule) for rule in discover())]
    return "\n".join(parts) + f"\n## Numbers that no rule owns\n\n{others}\n"


if __name__ == "__main__":
    DOC.write_text(render(), encoding="utf-8")
