"""What to know before reading the figures: what they rest on, and which rules weaken them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.accuracy.diary import Truth
from bench.accuracy.plan import Walk
from bench.accuracy.score import Count, Scored, by_rule
from kitka.analyzer.rules import discover
from kitka.demo_shop.flaws import FLAWS

PRECISE = 0.95
"""What a rule in use is aimed at."""


@dataclass(frozen=True)
class Basis:
    """Sessions: ``whole`` are in the full plan, ``planned`` were asked for in this run, ``walked``
    of these were walked, ``judged`` stand behind the figures (``of_whole`` of them are in the full
    plan, ``stale`` were walked with an older recorder, shop or walker). ``faults`` (by flaw) are
    left out: the shopper could not go on, or the benchmark broke; the last try of each counts."""

    whole: int
    planned: int
    walked: int
    judged: int
    of_whole: int
    stale: int
    faults: Mapping[str, int]

    @property
    def stuck(self) -> int:
        return sum(self.faults.values())


def basis_of(
    walks: Sequence[Walk], truths: Mapping[str, Truth], sessions: Sequence[Scored],
    whole: Sequence[Walk], made_by: str,
) -> Basis:  # fmt: skip
    """``walks`` of this run, ``sessions`` that were judged of them, ``whole``: the full plan;
    ``made_by``: the digest of what walks depend on now."""
    known = {walk.key for walk in whole}
    walked = [walk for walk in walks if walk.key in truths]
    faults = Counter("+".join(walk.flaws) or "clean" for walk in walked if truths[walk.key].fault)
    return Basis(
        whole=len(known),
        planned=len(walks),
        walked=len(walked),
        judged=len(sessions),
        of_whole=sum(one.walk.key in known for one in sessions),
        stale=sum(one.truth.made_by != made_by for one in sessions),
        faults=faults,
    )


def rests_on(basis: Basis) -> str:
    """Markdown: one paragraph, first of all that is generated."""
    said = [f"These figures rest on {basis.of_whole} of the full plan's {basis.whole} sessions"]
    if beyond := basis.judged - basis.of_whole:
        said.append(f" and on {beyond} beyond it")
    said.append(f". {basis.planned} were asked for in this run")
    if unwalked := basis.planned - basis.walked:
        said.append(f", {unwalked} of them not walked yet")
    said.append(f"; {basis.stuck} left out because the shopper could not go on or the benchmark "
                f"broke ({counted(basis.faults)})")  # fmt: skip
    if lost := basis.walked - basis.stuck - basis.judged:
        said.append(f"; {lost} left out because their log is gone")
    said.append(
        f". {basis.stale} of the {basis.judged} judged were walked with an older recorder, shop or "
        "walker (stale)."
    )
    return "".join(said)


def counted(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{name} × {n}" for name, n in Counter(counts).most_common()) or "none"


# ------------------------------------------------------------------ rules


def doubtful(sessions: Sequence[Scored]) -> str:
    """Markdown: the rules in use that were measured as less precise than aimed at, those that are
    off, and what this means for recall."""
    counts = by_rule(sessions)
    off = {rule.id: rule.off for rule in discover() if rule.off}
    weak = {rule: count for rule, count in counts.items() if is_weak(count) and rule not in off}
    parts = [
        f"Rules in use whose precision was measured below {PRECISE}, both parts together: "
        + (", ".join(map(_weakness, weak, weak.values())) or "none") + ".",
        "Rules that are off: "
        + ("; ".join(f"`{rule}` ({why})" for rule, why in off.items()) or "none") + ".",
        _unanswerable(sessions, off),
    ]  # fmt: skip
    return "\n\n".join(parts) + "\n"


def is_weak(count: Count) -> bool:
    """False where nothing was told: then no precision was measured."""
    return count.tp + count.fp > 0 and count.precision < PRECISE


def _weakness(rule: str, count: Count) -> str:
    return f"`{rule}` {count.precision:.2f} (n = {count.tp + count.fp} told)"


def _unanswerable(sessions: Sequence[Scored], off: Mapping[str, str]) -> str:
    """Held-out flaws whose rule could not speak. Their misses are in the recall nevertheless."""
    known = {rule.id for rule in discover()}
    why: dict[str, str] = {}
    missed: Counter[str] = Counter()
    for one in sessions:
        for name in one.misses if one.walk.held_out else ():
            rule = FLAWS[name].rule
            if rule in off or rule not in known:
                why[name] = f"`{rule}` is off" if rule in off else f"there is no rule `{rule}`"
            elif rule in one.result.not_applicable:
                why[name] = f"`{rule}` not applicable: {one.result.not_applicable[rule]}"
            else:
                continue
            missed[name] += 1
    found = "; ".join(f"{name} × {n} ({why[name]})" for name, n in missed.most_common())
    return (
        "Held-out flaws that were met and that nothing could tell, because their rule is off or "
        f"was not applicable: {found or 'none'}. They count as missed in the recall above: "
        f"{sum(missed.values())} of its "
        f"{sum(len(one.misses) for one in sessions if one.walk.held_out)} misses."
    )
