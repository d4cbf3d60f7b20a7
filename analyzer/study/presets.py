"""The detectors of other tools as they publish them, judged on Kitka's logs (``presets.toml``).

A team that comes from another tool can have its old numbers, and `make accuracy` sets them beside
Kitka's own on the very same sessions. A preset replaces ``rage_click``, ``dead_click`` and
``error_click``; what the vendor has no detector for, the preset has not either. What the log cannot
tell as the vendor's script would have seen it counts for the vendor: such a press is not reported.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache, partial
from importlib import resources
from math import hypot
from typing import Literal

import msgspec

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule, discover
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click, JsError, ReactionKind, Record, Target

Same = Literal["anything", "element", "label"]
SHARED = ("rage_click", "dead_click", "error_click")
"""The rules that other tools have, too."""


class UnknownPreset(ValueError):
    """No vendor of that name; the message lists those there are."""


class RageSpec(Record, forbid_unknown_fields=True, frozen=True):
    """``clicks`` in a row, each within ``gap_ms`` of the one before or all within ``window_ms``,
    within ``distance_px``, on the ``same`` element, label or anything; ``dead``: only if each is
    dead, too; ``not_after`` a press that selected or scrolled."""

    clicks: int
    gap_ms: float = float("inf")
    window_ms: float = float("inf")
    distance_px: float = float("inf")
    metric: Literal["euclidean", "manhattan"] = "euclidean"
    same: Same = "element"
    dead: bool = False
    not_after: tuple[ReactionKind, ...] = ()
    only: tuple[str, ...] = ()
    marked: bool = False


class DeadSpec(Record, forbid_unknown_fields=True, frozen=True):
    """No answer that is ``alive`` (ms within which each kind counts) in ``watched_ms``. ``only``
    and ``without`` are tags, ``input:submit`` with their type; ``marked``: the vendor's marks that
    take an element out are honoured."""

    watched_ms: float
    alive: dict[ReactionKind, float]
    once_ms: float = 0.0
    same: Same = "element"
    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    marked: bool = False


class ErrorSpec(Record, forbid_unknown_fields=True, frozen=True):
    within_ms: float
    failed_requests: bool = False


class Preset(Record, forbid_unknown_fields=True, frozen=True):
    """One vendor's rules; None where it has none."""

    source: str
    rage_click: RageSpec | None = None
    dead_click: DeadSpec | None = None
    error_click: ErrorSpec | None = None


@lru_cache(maxsize=1)
def presets() -> Mapping[str, Preset]:
    """Every vendor's published rules, by name."""
    text = resources.files("kitka.analyzer.study").joinpath("presets.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text), dict[str, Preset])


def preset(name: str) -> Preset:
    """Raises UnknownPreset."""
    known = presets()
    if name not in known:
        raise UnknownPreset(f"no preset is called {name!r}; there are {', '.join(sorted(known))}")
    return known[name]


def rules_of(name: str) -> tuple[Rule, ...]:
    """The vendor's rules in the place of ours, under our ids. Raises UnknownPreset."""
    chosen = preset(name)
    finders: dict[str, Callable[[Context], Iterable[Friction]]] = {}
    if chosen.dead_click:
        finders["dead_click"] = partial(_dead, spec=chosen.dead_click)
    if chosen.rage_click:
        finders["rage_click"] = partial(_rage, spec=chosen.rage_click, dead=chosen.dead_click)
    if chosen.error_click:
        finders["error_click"] = partial(_error, spec=chosen.error_click)
    ours = {rule.id: rule for rule in discover()}
    return tuple(
        Rule(
            title=ours[rule].title,
            description=f"As {name} publishes it.",
            applies="",
            cost="None: vendors give no seconds.",
            remedy=ours[rule].remedy,
            source=chosen.source,
            find=find,
            id=rule,
        )
        for rule, find in finders.items()
    )


def with_preset(name: str, rules: Sequence[Rule]) -> tuple[Rule, ...]:
    """``rules`` with the vendor's in the place of the shared ones. Raises UnknownPreset."""
    return (*rules_of(name), *(rule for rule in rules if rule.id not in SHARED))


# ------------------------------------------------------------------ dead click


def _dead(context: Context, spec: DeadSpec) -> Iterable[Friction]:
    last: Moment[Click] | None = None
    for click in context.timeline.all(Click):
        again = last is not None and _same(spec.same, last, click)
        if again and last and (click.at_s - last.at_s) * 1000 < spec.once_ms:
            continue
        last = click
        if _is_dead(context, click, spec):
            yield _told(context, [click], "nothing that counts followed")


def _is_dead(context: Context, click: Moment[Click], spec: DeadSpec) -> bool:
    target = click.event.target
    if target.unobservable in ("new_tab", "download", "mailto") or target.disabled:
        return False
    if not _eligible(target, spec.only, spec.without) or (spec.marked and target.ignore):
        return False
    if spec.same == "label" and not target.name:
        return False
    reaction = context.timeline.reaction(click)
    if reaction is None:
        return False
    for kind, within_ms in spec.alive.items():
        if kind in reaction.after and reaction.after[kind] <= within_ms:
            return False
    return reaction.observed_ms >= spec.watched_ms - 10


# ------------------------------------------------------------------ rage click


def _rage(context: Context, spec: RageSpec, dead: DeadSpec | None) -> Iterable[Friction]:
    chain: list[Moment[Click]] = []
    for click in context.timeline.all(Click):
        if not _eligible(click.event.target, spec.only, ()):
            continue
        if chain and not _follows(spec, chain, click):
            yield from _chained(context, chain, spec, dead)
            chain = []
        chain.append(click)
    yield from _chained(context, chain, spec, dead)


def _follows(spec: RageSpec, chain: list[Moment[Click]], click: Moment[Click]) -> bool:
    before, first = chain[-1], chain[0]
    if before.view_key != click.view_key or not _same(spec.same, before, click):
        return False
    across, down = click.event.x - before.event.x, click.event.y - before.event.y
    manhattan = spec.metric == "manhattan"
    distance = abs(across) + abs(down) if manhattan else hypot(across, down)
    soon = (click.at_s - before.at_s) * 1000 < spec.gap_ms
    within = (click.at_s - first.at_s) * 1000 <= spec.window_ms or len(chain) >= spec.clicks
    return soon and within and distance <= spec.distance_px


def _chained(
    context: Context, chain: list[Moment[Click]], spec: RageSpec, dead: DeadSpec | None
) -> Iterable[Friction]:
    if len(chain) < spec.clicks or (spec.marked and chain[0].event.target.ignore):
        return
    for click in chain:
        reaction = context.timeline.reaction(click)
        if reaction and any(kind in reaction.after for kind in spec.not_after):
            return
        if spec.dead and dead and not _is_dead(context, click, dead):
            return
    yield _told(context, chain, f"pressed {len(chain)} times")


# ------------------------------------------------------------------ error click


def _error(context: Context, spec: ErrorSpec) -> Iterable[Friction]:
    timeline = context.timeline
    errors = [
        (m.page, m.event.click, m.at_s) for m in timeline.all(JsError) if m.event.click is not None
    ]
    blamed = {(page, number): at_s for page, number, at_s in reversed(errors)}
    for key, click in timeline.clicks.items():
        thrown_s = blamed.get(key)
        thrown = thrown_s is not None and (thrown_s - click.at_s) * 1000 <= spec.within_ms
        failed = spec.failed_requests and any(
            (m.event.status >= 400 or m.event.failed) and not m.event.aborted
            for m in timeline.requests(click)
        )
        if thrown or failed:
            yield _told(context, [click], "an error followed")


# ------------------------------------------------------------------ common


def _same(same: Same, one: Moment[Click], other: Moment[Click]) -> bool:
    if same == "anything":
        return True
    a, b = one.event.target, other.event.target
    if same == "label":
        return bool(a.name) and a.name == b.name
    return identity(element_of(a)) == identity(element_of(b))


def _eligible(target: Target, only: tuple[str, ...], without: tuple[str, ...]) -> bool:
    kinds = {target.tag, f"{target.tag}:{target.type}"}
    if target.text_entry:
        kinds.add("input:text")
    return (not only or bool(kinds & set(only))) and not kinds & set(without)


def _told(context: Context, clicks: list[Moment[Click]], what: str) -> Friction:
    first = clicks[0]
    target = first.event.target
    return context.friction(
        first.at_s,
        0.0,
        element_of(target),
        f"{describe(element_of(target))}: {what}.",
        values={"clicks": len(clicks)},
        moments=[click.at_s for click in clicks],
        where=first.view_key,
        rect=target.rect,
    )
