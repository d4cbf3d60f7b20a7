"""The tables of docs/accuracy.md and the proofs of build/accuracy.json."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import isnan

from bench.accuracy import figures
from bench.accuracy.caveats import Basis, counted, doubtful, rests_on
from bench.accuracy.figures import Figure
from bench.accuracy.score import Count, Scored, by_cluster, by_rule, ending
from bench.proof import ROOT, Proof, table
from kitka.analyzer.rules import discover
from kitka.analyzer.study.presets import SHARED
from kitka.demo_shop.flaws import FLAWS

PAGE = ROOT / "docs" / "accuracy.md"
BEGIN, END = MARKERS = "<!-- accuracy:begin -->", "<!-- accuracy:end -->"
PEERS = "<!-- peers:begin -->", "<!-- peers:end -->"
PARTS = ("held out", "tuned")

TARGETS = {"precision": 0.95, "recall": 0.90, "alarms": 0.05, "step": 0.98, "reason": 0.85,
           "faults": 0.05}  # fmt: skip


def part(sessions: Iterable[Scored], name: str) -> list[Scored]:
    return [one for one in sessions if one.walk.held_out == (name == "held out")]


# ------------------------------------------------------------------ proofs


def proofs(sessions: Sequence[Scored], shared: Mapping[str, Sequence[Scored]]) -> list[Proof]:
    """What the issue asks of the held-out part, and the same of the tuned one without targets."""
    found = []
    for name in PARTS:
        held = name == "held out"
        chosen = part(sessions, name)
        for key, (what, figure, at_least) in _measures(chosen).items():
            found.append(_proof(f"accuracy.{name}.{key}", f"{what}, {name}", figure,
                                TARGETS.get(key) if held else None, at_least))  # fmt: skip
    return found + against(shared, "accuracy.shared.f1", "preset")


def faults(basis: Basis) -> Proof:
    """The share of walks that were stuck: who is left out must be few, or the rest is a choice."""
    figure = figures.share(basis.stuck, basis.walked)
    what = "walks left out because the shopper could not go on"
    return _proof("accuracy.faults", what, figure, TARGETS["faults"], at_least=False)


def _measures(sessions: Sequence[Scored]) -> dict[str, tuple[str, Figure, bool]]:
    together = figures.clustered(by_cluster(sessions))
    clean = [one for one in sessions if one.clean]
    alarms = figures.per_session(sum(len(one.false) for one in clean), len(clean))
    ends = [end for end in map(ending, sessions) if end is not None]
    step = figures.share(sum(end.step_right for end in ends), len(ends))
    reason = figures.share(sum(end.reason_right for end in ends), len(ends))
    return {
        "precision": ("precision", together["precision"], True),
        "recall": ("recall", together["recall"], True),
        "place": ("told at its place, by whatever rule", _at_its_place(sessions), True),
        "alarms": ("false alarms per clean session", alarms, False),
        "step": ("step of leaving right", step, True),
        "reason": ("reason of leaving right, first guess", reason, True),
    }


def _at_its_place(sessions: Sequence[Scored]) -> Figure:
    """Recall that forgives a wrong word: what a report leads to, whatever it calls it."""
    hits = sum(len(one.hits) for one in sessions)
    missed = sum(len(one.misses) for one in sessions)
    return figures.share(hits + sum(len(one.elsewise) for one in sessions), hits + missed)


def _proof(
    id: str, what: str, figure: Figure, target: float | None, at_least: bool,
    peer: str = "none", peer_value: float = 0.0,
) -> Proof:  # fmt: skip
    value = 0.0 if isnan(figure.value) else figure.value
    met = target is None or (bool(figure.n) and (value >= target if at_least else value <= target))
    low, high = figure.interval
    return Proof(
        id=id.replace(" ", "_"), what=what, value=round(value, 4), unit="", n=figure.n,
        interval=(round(low, 4), round(min(high, 99.0), 4)), peer=peer,
        peer_value=round(peer_value, 4), target=target, ok=met, at_least=at_least,
    )  # fmt: skip


def against(shared: Mapping[str, Sequence[Scored]], id: str, whom: str) -> list[Proof]:
    """F1 on the shared rules, held-out and tuned flaws together (there are few), against the best
    of the others."""
    scores = {name: figures.clustered(by_cluster(all))["f1"] for name, all in shared.items()}
    others = {name: f.value for name, f in scores.items() if name != "kitka" and f.n}
    if "kitka" not in scores or not others:
        return []
    best = max(others, key=lambda name: -1.0 if isnan(others[name]) else others[name])
    target = 0.0 if isnan(others[best]) else others[best]
    what = f"F1 on {', '.join(SHARED)}, better than every {whom}"
    proof = _proof(id, what, scores["kitka"], target, True, best, target)
    return [replace(proof, ok=proof.value > proof.target)] if proof.target is not None else []


# ------------------------------------------------------------------ tables


def rules_table(sessions: Sequence[Scored]) -> str:
    """Per rule and part."""
    counts = {name: by_rule(part(sessions, name)) for name in PARTS}
    lines = [
        "| rule | part | right | false | missed | precision | recall | F1 |",
        "|---|---|---|---|---|---|---|---|",
    ]
    known = {rule.id: rule.off for rule in discover()}
    for rule in sorted(set().union(*counts.values())):
        state = "" if not known.get(rule, "") else " (off)"
        state = state if rule in known else " (no such rule)"
        for name in PARTS:
            count = counts[name].get(rule)
            lines += [_row(f"`{rule}`{state}", name, count)] if count else []
    for name in PARTS:
        total = sum(counts[name].values(), Count())
        lines.append(_row("**all**", name, total))
        together = figures.clustered(by_cluster(part(sessions, name)))
        lines.append(
            f"| **all**, by flaw | {name} | | | | {together['precision']} | {together['recall']} "
            f"| {together['f1']} |"
        )
    return "\n".join(lines) + "\n"


def _row(first: str, name: str, count: Count) -> str:
    return (
        f"| {first} | {name} | {count.tp} | {count.fp} | {count.fn} | {figures.precision(count)} "
        f"| {figures.recall(count)} | {figures.f1(count)} |"
    )


def presets_table(shared: Mapping[str, Sequence[Scored]]) -> str:
    """Each tool's own detectors on the same logs."""
    lines = [
        "| tool | rule | right | false | missed | precision | recall | F1 | per clean session |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for name, sessions in shared.items():
        counts = by_rule(sessions)
        clean = [one for one in sessions if one.clean]
        for rule in (*SHARED, "all"):
            total = sum(counts.values(), Count()) if rule == "all" else counts.get(rule, Count())
            false = sum(1 for one in clean for f in one.false if rule == "all" or f.rule == rule)
            lines.append(
                f"| {name} | {rule} | {total.tp} | {total.fp} | {total.fn} "
                f"| {figures.precision(total)} | {figures.recall(total)} | {figures.f1(total)} "
                f"| {figures.per_session(false, len(clean))} |"
            )
    return "\n".join(lines) + "\n"


def leaving_table(sessions: Sequence[Scored]) -> str:
    """Why people left and what the log was read as."""
    lines = ["| reason | part | left | step right | reason right |", "|---|---|---|---|---|"]
    for name in PARTS:
        ends = [end for end in map(ending, part(sessions, name)) if end is not None]
        for reason in sorted({end.reason for end in ends}):
            own = [end for end in ends if end.reason == reason]
            lines.append(
                f"| {reason} | {name} | {len(own)} | {sum(e.step_right for e in own)} "
                f"| {sum(e.reason_right for e in own)} |"
            )
    return "\n".join(lines) + "\n"


def tally(sessions: Sequence[Scored], basis: Basis) -> str:
    """What stands behind the figures: sessions, flaws, what was left out, stale and not met."""
    clean = sum(one.clean for one in sessions)
    unmet = Counter(
        name for one in sessions for name in one.walk.flaws if name not in one.truth.met
    )
    doubts = Counter(t.flaw for one in sessions for t in one.told if t.verdict == "unmet")
    slips = sum(len(one.truth.slips) for one in sessions)
    used = sorted({name for one in sessions for name in one.truth.used})
    lines = [
        rests_on(basis),
        f"{len(sessions)} sessions were judged ({clean} in the shop without a flaw), "
        f"{len({n for one in sessions for n in one.walk.flaws})} of {len(FLAWS)} flaws, "
        f"{slips} slips of the shoppers' own, "
        f"{sum(t.verdict == 'slip' for one in sessions for t in one.told)} of them told.",
        f"Benign widgets used: {', '.join(used) or 'none'}.",
        f"Not met, and so in no recall: {counted(unmet)}.",
    ]
    if doubts:
        lines.append(f"Told although the shopper had not met it: {counted(doubts)}.")
    return "\n\n".join(lines) + "\n"


def document(
    sessions: Sequence[Scored], shared: Mapping[str, Sequence[Scored]], all: Sequence[Proof],
    basis: Basis,
) -> str:  # fmt: skip
    """Everything that is generated, as Markdown."""
    return "\n".join(
        [
            tally(sessions, basis),
            table(all),
            "## Per rule\n",
            rules_table(sessions),
            doubtful(sessions),
            "## Leaving\n",
            leaving_table(sessions),
            "## Other tools' rules on the same logs\n",
            presets_table(shared),
        ]
    )


def write_page(generated: str, markers: tuple[str, str] = MARKERS) -> None:
    """Put what is generated between the page's markers. Raises SystemExit where it has none."""
    text = PAGE.read_text("utf-8")
    begin, end = markers
    if begin not in text or end not in text:
        raise SystemExit(f"accuracy: {PAGE} has no {begin} … {end}")
    before, after = text.split(begin)[0], text.split(end)[1]
    PAGE.write_text(f"{before}{begin}\n{generated}\n{end}{after}", encoding="utf-8")


def details(sessions: Sequence[Scored], *, held_out: bool = False) -> str:
    """Every miss and every false alarm of the tuned part; what is held out only on request."""
    lines = []
    for one in sessions:
        if one.walk.held_out and not held_out:
            continue
        key = f"{one.truth.session[:8]} {one.walk.key}"
        lines += [f"MISS  {name} ({FLAWS[name].rule})  {key}" for name in one.misses]
        for friction in one.false:
            element = friction.element
            where = f"{element.role} “{element.name}”" if element else "–"
            lines.append(
                f"FALSE {friction.rule} · {friction.step} · {where} at {friction.at_s:.1f} s  {key}"
                f"\n      {friction.evidence.text}"
            )
        end = ending(one)
        if end and not (end.step_right and end.reason_right):
            lines.append(
                f"LEFT  towards {end.towards} (said {end.said_towards}), {end.reason} "
                f"(said {end.said_reason})  {key}"
            )
    return "\n".join(lines)
