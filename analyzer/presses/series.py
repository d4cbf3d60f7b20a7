"""Presses on one control after another: who they were meant for, and which of them worked."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Change, Click, Setting, Target

Verdict = Literal[
    "alive", "slow", "pending", "dead", "error", "disabled", "blocked", "refused", "control",
    "repeated", "unknown",
]  # fmt: skip
Key = tuple[str, int]
"""Page and the click's id in it."""


def key_of(click: Moment[Click]) -> Key:
    return click.page, click.event.id


def eligible(target: Target) -> bool:
    """A control whose answer the page could see."""
    return target.interactive and not (target.text_entry or target.unobservable or target.ignore)


def meant(click: Moment[Click]) -> Target:
    """The control that the shopper meant."""
    return click.event.under or click.event.target


def control(click: Moment[Click]) -> str:
    return identity(element_of(meant(click)))


def by_key(click: Moment[Click]) -> bool:
    """A key pressed it, or Enter in a field sent the form that it is the button of: what a mouse
    or finger tried in vain was not tried again."""
    return click.event.pointer == "keyboard"


@dataclass(frozen=True)
class Series:
    """Presses on one control that got no answer, until ``worked`` did."""

    unanswered: tuple[Moment[Click], ...]
    worked: Moment[Click]


def runs(clicks: Iterable[Moment[Click]], within_s: float) -> Iterable[list[Moment[Click]]]:
    """Presses on the same control of a view, each within ``within_s`` of the one before and with
    no other press of that page in between."""
    open_runs: dict[str, list[Moment[Click]]] = defaultdict(list)
    for click in clicks:
        run = open_runs[click.page]
        same = run and run[-1].view_key == click.view_key and control(run[-1]) == control(click)
        if not (same and click.at_s - run[-1].at_s <= within_s):
            if run:
                yield run
            run = open_runs[click.page] = []
        run.append(click)
    yield from (run for run in open_runs.values() if run)


def repeated(
    timeline: Timeline,
    unanswered: Callable[[Moment[Click], float], bool],
    worked: Callable[[Moment[Click]], bool],
    limits: Mapping[str, float],
) -> list[Series]:
    """Every run of presses that nothing answered, ended by one that worked at once. Two quick
    presses are a habit; what was entered in between explains it."""
    found: list[Series] = []
    entered = sorted(m.at_s for m in (*timeline.all(Change), *timeline.all(Setting)))
    for run in runs(timeline.all(Click), limits["repeat_s"]):
        silent: list[Moment[Click]] = []
        later = [*(click.at_s for click in run[1:]), float("-inf")]
        for click, next_s in zip(run, later, strict=True):
            known = timeline.reaction(click) is not None and eligible(click.event.target)
            if known and unanswered(click, next_s):
                silent.append(click)
                continue
            if not worked(click):
                silent = []
                continue
            long_after = silent and click.at_s - silent[0].at_s >= limits["heard_ms"] / 1000
            if long_after and by_key(silent[-1]) == by_key(click):
                place = bisect_left(entered, silent[0].at_s)
                if place >= len(entered) or entered[place] > click.at_s:
                    found.append(Series(tuple(silent), click))
            break
    return found
