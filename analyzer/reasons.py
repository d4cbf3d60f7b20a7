"""Why an attempt without success ended: ranked causes, each with what shows it.

Every cause has a strength of 0–1: how well its sort explains an ending (``stopped`` before
``money`` before ``effort``), × how near it was to the end, × less where the shopper had got past
it. Causes of one kind support each other, each further one half as much; kinds share the weight
with what no log can show (``unexplained``). The numbers are judgement, stand in ``[reasons]`` of
``thresholds.toml`` and were set before anything was measured. An association, never a proof.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kitka.analyzer.elements import identity
from kitka.analyzer.reason_kinds import WAITS, kind_of
from kitka.analyzer.reason_signs import Cause, Signs, said
from kitka.analyzer.results import Friction, Rate, Reason, ReasonKind, Reference, SessionResult
from kitka.analyzer.rules import limits
from kitka.analyzer.statistics import adjusted_wald
from kitka.analyzer.steps import Path
from kitka.recorder.model import Record

ARRIVAL_S = 1.0
"""A step that is reached this soon after a hindrance was reached with it, not past it."""
MOST = 5
"""Causes of one kind that are added up, and reasons that are told."""


def reasons(
    path: Path,
    frictions: Sequence[Friction],
    end_s: float,
    reference: Reference | None = None,
) -> tuple[Reason, ...]:
    """The likely causes of an ending at ``end_s`` (seconds of the session), the likeliest first;
    a single ``unknown`` where the evidence is thin. ``frictions`` are those before the end."""
    numbers = limits("reasons")
    told = [_cause(friction, path) for friction in frictions]
    causes = [
        *told, *Signs(path, frictions, end_s, reference).causes(), *_burden(path, frictions, end_s),
        *said(path, end_s),
    ]  # fmt: skip
    kinds: dict[ReasonKind, list[tuple[float, Cause]]] = defaultdict(list)
    for cause in causes:
        kinds[cause.kind].append((strength(cause, path, end_s, numbers), cause))
    ranked = sorted(
        ((_together(found, numbers["repeat"]), kind, found) for kind, found in kinds.items()),
        key=lambda one: (-one[0], one[1]),
    )
    whole = sum(total for total, _, _ in ranked) + numbers["unexplained"]
    if not ranked or ranked[0][0] < numbers["thin"]:
        return (_unknown(path, end_s, numbers["unexplained"] / whole),)
    return tuple(
        _reason(kind, [cause for _, cause in _best(found)], total / whole, path, end_s)
        for total, kind, found in ranked[:MOST]
        if total >= numbers["least"]
    )


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
    if got_past(cause, path):
        return base * near * numbers["overcome"]
    return base * max(near, numbers["lasting"])


def got_past(cause: Cause, path: Path) -> bool:
    """Whether the shopper reached another step after the hindrance: not the one that it came
    with, nor the one for which a wait was."""
    over_s = cause.until_s if cause.rule in WAITS else max(cause.at_s, cause.last_s)
    return any(
        reached.since_s > over_s + (ARRIVAL_S if _same(reached.view, cause) else 0.0)
        and reached.at_s > over_s + ARRIVAL_S * (cause.rule in WAITS)
        for reached in path.reached if reached
    )  # fmt: skip


def _same(view: object, cause: Cause) -> bool:
    return (getattr(view, "page", ""), getattr(view, "number", -1)) == cause.where


def _cause(friction: Friction, path: Path) -> Cause:
    kind, grade = kind_of(friction)
    scale = 1.0
    if friction.rule in WAITS:
        numbers = limits("reasons")
        scale = min(1.0, max(numbers["wait_least"], friction.cost_s / numbers["wait_s"]))
    return Cause(
        kind, friction.rule, friction.evidence.text, friction.at_s, grade, scale,
        element=friction.element, step=friction.step,
        until_s=friction.at_s + friction.cost_s + (ARRIVAL_S if friction.rule in WAITS else 0.0),
        where=(friction.evidence.page, friction.evidence.view),
        last_s=max(friction.evidence.moments, default=friction.at_s),
    )  # fmt: skip


def _burden(path: Path, frictions: Sequence[Friction], end_s: float) -> Iterable[Cause]:
    """Much effort in small pieces, each of which was got past: it wears out all the same."""
    numbers = limits("reasons")
    small = [f for f in frictions if kind_of(f)[1] in ("effort", "noise")]
    cost_s = sum(friction.cost_s for friction in small)
    if len(small) > 1 and cost_s >= numbers["burden_s"]:
        text = f"{len(small)} small frictions had cost {cost_s:.0f} s by the end."
        step = path.towards()
        yield Cause("too long", "", text, end_s, "effort", step=step, until_s=end_s)


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


class ReasonCount(Record, frozen=True):
    """A kind of reason over sessions: the likeliest in ``main`` of those without success."""

    kind: ReasonKind
    main: Rate
    sessions: tuple[str, ...] = ()


def reasons_over(results: Iterable[SessionResult]) -> tuple[ReasonCount, ...]:
    """How often each kind was the likeliest reason, of the sessions that ended without success;
    the most frequent first, ``unknown`` last. Who took it for done did not stop, and is left out;
    who does not count at all, the caller leaves out."""
    lost = [r for r in results if r.abandoned and r.abandoned.reasons and not r.mistaken]
    kinds = Counter(one.abandoned.reasons[0].kind for one in lost if one.abandoned)
    ordered = sorted(kinds, key=lambda kind: (kind == "unknown", -kinds[kind], kind))
    return tuple(
        ReasonCount(
            kind,
            adjusted_wald(kinds[kind], len(lost)),
            tuple(o.id for o in lost if o.abandoned and o.abandoned.reasons[0].kind == kind),
        )
        for kind in ordered
    )
