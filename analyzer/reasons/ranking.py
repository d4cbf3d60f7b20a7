"""Why an attempt without success ended: ranked causes, each with what shows it.

Every cause has a strength of 0–1: how well its sort explains an ending (``stopped`` before
``money`` before ``effort``), × how near it was to the end, × less where the shopper had got past
it. Causes of one kind support each other, each further one half as much; kinds share the weight
with what no log can show (``unexplained``). The numbers are judgement and stand in ``[reasons]`` of
``thresholds.toml``. An association, never a proof.

What the shopper met and lost time at comes from the rules (``kinds.py``). What a page merely
showed is a circumstance that nearly every session shares: the signs tell it only where somebody
reacted to it, and where nothing worse happened in that view.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace

from kitka.analyzer.facts import Facts
from kitka.analyzer.reasons.broken import broken
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.choices import choices
from kitka.analyzer.reasons.delays import delays
from kitka.analyzer.reasons.denied import REFUSALS, denied
from kitka.analyzer.reasons.effort import effort
from kitka.analyzer.reasons.fields import fields
from kitka.analyzer.reasons.kinds import STUCK, WAITS, kind_of
from kitka.analyzer.reasons.money import money
from kitka.analyzer.reasons.offers import offers
from kitka.analyzer.reasons.said import said
from kitka.analyzer.reasons.scene import Scene
from kitka.analyzer.reasons.vain import vain
from kitka.analyzer.reasons.visits import visits
from kitka.analyzer.results import Friction, Reason, ReasonKind, Reference
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import identity
from kitka.analyzer.session.steps import Path

MOST = 5
"""Causes of one kind that are added up, and reasons that are told."""


def reasons(
    facts: Facts,
    frictions: Sequence[Friction],
    end_s: float,
    reference: Reference | None = None,
) -> tuple[Reason, ...]:
    """The likely causes of an ending at ``end_s`` (seconds of the session), the likeliest first;
    a single ``unknown`` where the evidence is thin, or where what explains the ending best is of
    none of the published kinds. ``frictions`` are those before the end."""
    path, numbers = facts.path, limits("reasons")
    scene = Scene(facts, frictions, end_s, reference)
    refusal = denied(scene)
    causes = [
        *(_of_choice(_cause(friction, scene, numbers), refusal, scene) for friction in frictions),
        *signs(scene),
        *([refusal] if refusal else []),
        *said(path, end_s),
    ]
    kinds: dict[ReasonKind, list[tuple[float, Cause]]] = defaultdict(list)
    for cause in causes:
        kinds[cause.kind].append((strength(cause, path, end_s, numbers), cause))
    ranked = sorted(
        ((_together(found, numbers["repeat"]), kind, found) for kind, found in kinds.items()),
        # What says more than that something did not work comes first where it is as likely.
        key=lambda one: (-round(one[0], 3), one[1] == "error", one[1]),
    )
    whole = sum(total for total, _, _ in ranked) + numbers["unexplained"]
    if not ranked or ranked[0][0] < numbers["thin"]:
        return (_unknown(path, end_s, numbers["unexplained"] / whole),)
    told = [
        _reason(kind, [cause for _, cause in _best(found)], total / whole, path, end_s)
        for total, kind, found in ranked[:MOST]
        if total >= numbers["least"]
    ]
    if told[0].kind == "unknown":
        text = f"{told[0].text} None of the published kinds of reasons names this."
        return (replace(told[0], text=text),)
    return tuple(reason for reason in told if reason.kind != "unknown")


def signs(scene: Scene) -> Iterable[Cause]:
    """What the log shows about the ending beside the frictions. Prices, choices and pages that
    were looked up only of purchases: returning something has other reasons."""
    yield from broken(scene)
    yield from fields(scene)
    yield from vain(scene)
    yield from effort(scene)
    yield from delays(scene)
    if scene.path.scenario.phase == "purchase":
        yield from visits(scene)
        yield from money(scene)
        yield from offers(scene)
        yield from choices(scene)


def strength(cause: Cause, path: Path, end_s: float, numbers: Mapping[str, float]) -> float:
    """How well one cause explains the ending, 0–1.

    Its grade × 2^(−seconds before the end ÷ half-life). A hindrance that was not got past still
    stands in the way, however long ago it began: at least ``lasting`` of its grade is left. One
    that was got past counts ``overcome``.
    """
    base = numbers[cause.grade] * cause.scale
    if cause.rule == "said":
        return base
    since_s = max(cause.at_s, min(cause.until_s, end_s))
    near: float = 2.0 ** (-path.timeline.seconds(since_s, end_s) / numbers["half_life_s"])
    if got_past(cause, path, numbers["arrival_s"]):
        return base * near * numbers["overcome"]
    return base * max(near, numbers["lasting"])


def got_past(cause: Cause, path: Path, arrival_s: float) -> bool:
    """Whether the shopper reached another step after the hindrance: not the one that it came
    with, nor the one for which a wait was."""
    over_s = cause.until_s if cause.rule in WAITS else max(cause.at_s, cause.last_s)
    return any(
        reached.since_s > over_s + (arrival_s if _same(reached.view, cause) else 0.0)
        and reached.at_s > over_s + arrival_s * (cause.rule in WAITS)
        for reached in path.reached if reached
    )  # fmt: skip


def _same(view: object, cause: Cause) -> bool:
    return (getattr(view, "page", ""), getattr(view, "number", -1)) == cause.where


def _cause(friction: Friction, scene: Scene, numbers: Mapping[str, float]) -> Cause:
    kind, grade = kind_of(friction)
    arrival_s, scale = numbers["arrival_s"], 1.0
    if friction.rule in WAITS:
        scale = min(1.0, max(numbers["wait_least"], friction.cost_s / numbers["wait_s"]))
    found = Cause(
        kind, friction.rule, friction.evidence.text, friction.at_s, grade, scale,
        element=friction.element, step=friction.step,
        until_s=friction.at_s + friction.cost_s + (arrival_s if friction.rule in WAITS else 0.0),
        where=(friction.evidence.page, friction.evidence.view),
        last_s=max(friction.evidence.moments, default=friction.at_s),
    )  # fmt: skip
    if grade == "blemish":  # what is visibly wrong stays so as long as the page is looked at
        looked_s = min(scene.stood_until(found.where), found.at_s + numbers["choice_s"])
        found = dataclasses.replace(found, until_s=max(found.until_s, looked_s))
    if scene.left_behind(friction):
        return dataclasses.replace(found, scale=scale * numbers["left_behind"])
    if friction.rule in STUCK and not got_past(found, scene.path, arrival_s):
        return dataclasses.replace(found, kind="error")
    return found


def _of_choice(cause: Cause, refusal: Cause | None, scene: Scene) -> Cause:
    """A refusal of what the last page had offered is about that, whichever rule told of it."""
    if refusal is None or cause.rule not in REFUSALS or cause.kind != "error":
        return cause
    first, last = scene.timeline.view(*cause.where), scene.timeline.view(*refusal.where)
    same = first is not None and last is not None and first.path == last.path
    return dataclasses.replace(cause, kind=refusal.kind) if same else cause


def _together(found: Sequence[tuple[float, Cause]], repeat: float) -> float:
    """1 − Π(1 − strength · repeat^i), the strongest first: independent causes of one kind, of
    which each further one counts less (it may be the same one told again)."""
    rest = 1.0
    for place, (value, _) in enumerate(_best(found)):
        rest *= 1.0 - min(1.0, value) * repeat**place
    return 1.0 - rest


def _best(found: Sequence[tuple[float, Cause]]) -> list[tuple[float, Cause]]:
    return sorted(found, key=lambda one: (-one[0], -one[1].at_s, one[1].rule, one[1].text))[:MOST]


def _reason(
    kind: ReasonKind, causes: Sequence[Cause], weight: float, path: Path, end_s: float
) -> Reason:
    """The strongest cause in words, and one other that says the same in another way."""
    first = causes[0]
    also = next((c for c in causes[1:] if _about(c) != _about(first)), None)
    same = sum(1 for c in causes if _about(c) == _about(first))
    again = f" ({same} times)" if same > 1 else ""
    text = first.text.removesuffix(".") + again + "." if again else first.text
    return Reason(
        kind=kind,
        rule=first.rule,
        text=f"{text} {also.text}" if also else text,
        at_s=first.at_s,
        before_s=path.timeline.seconds(first.at_s, end_s),
        weight=weight,
        element=first.element,
        step=first.step,
    )


def _about(cause: Cause) -> tuple[str, str]:
    return cause.rule, identity(cause.element) or cause.text


def _unknown(path: Path, end_s: float, weight: float) -> Reason:
    text = "Nothing that was recorded explains the ending."
    return Reason("unknown", "", text, end_s, 0.0, min(1.0, weight), step=path.towards())
