"""What the other tools told, as frictions of ours: the same rule, step and element names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

import msgspec

from kitka.analyzer.analyze import analyze
from kitka.analyzer.results import Element, Friction, SessionResult
from kitka.analyzer.rules import Context, Rule, discover
from kitka.analyzer.session.elements import element_of
from kitka.analyzer.session.views import Moment
from kitka.analyzer.study.presets import SHARED
from kitka.recorder.model import Click, Record, Scenario, SessionLog

HAVE: Mapping[str, tuple[str, ...]] = {
    "datadog": ("rage_click", "dead_click", "error_click"),
    "posthog": ("rage_click", "dead_click"),
    "mixpanel": ("rage_click", "dead_click"),
    "amplitude": ("rage_click", "dead_click", "error_click"),
    "sentry": ("rage_click", "dead_click"),
}
"""Of the shared rules those that each has at all."""

NEAR_S = 0.4
"""A detection's own time of the press (press or release, its clock) is this near to ours."""

SENTRY_DEAD_MS, SENTRY_RAGE_CLICKS = 7_000, 5
_SENTRY_TAGS = ("a", "button", "input")


class Detection(Record, frozen=True):
    """One thing that a tool told. ``at_ms``: the press (ms since 1970); ``told_ms``: when it was
    told. ``text`` and ``selector`` as the tool names the element."""

    vendor: str
    rule: str
    at_ms: float
    told_ms: float = 0.0
    text: str = ""
    selector: str = ""
    facts: dict[str, str | float] = {}


class Heard(Record, frozen=True):
    """All that was told in the walk of that key."""

    key: str
    detections: tuple[Detection, ...] = ()


def rules_told(detection: Detection) -> tuple[str, ...]:
    """The shared rules that a detection means. Raises nothing: what is none of them is dropped.

    Sentry's recorder tells facts, its server judges: dead is a slow click without any change until
    7 s on a link, button or input, rage a dead one with 5 presses (getsentry/sentry,
    ``replays/usecases/ingest``; its documentation says 3). ``ui.multiClick`` becomes neither.
    """
    if detection.vendor != "sentry":
        return (detection.rule,) if detection.rule in HAVE.get(detection.vendor, ()) else ()
    facts = detection.facts
    dead = (
        detection.rule == "ui.slowClickDetected"
        and facts.get("end") == "timeout"
        and str(facts.get("tag", "")).lower() in _SENTRY_TAGS
        and float(facts.get("after_ms", 0)) >= SENTRY_DEAD_MS
    )
    if not dead:
        return ()
    rage = float(facts.get("clicks", 0)) >= SENTRY_RAGE_CLICKS
    return ("dead_click", "rage_click") if rage else ("dead_click",)


def press_of(at_s: float, clicks: Sequence[Moment[Click]]) -> Moment[Click] | None:
    """The press in our log that is meant by one at ``at_s`` seconds of the session."""
    near = min(clicks, key=lambda click: abs(click.at_s - at_s), default=None)
    return near if near is not None and abs(near.at_s - at_s) <= NEAR_S else None


def frictions(
    context: Context, detections: Iterable[Detection], started_ms: float, rule: str
) -> Iterable[Friction]:
    """Each detection of ``rule`` at the step of its press. Its element is the one that our log has
    for that press; where it has none, the tool's own text for it."""
    clicks = context.timeline.all(Click)
    for detection in detections:
        if rule not in rules_told(detection):
            continue
        at_s = max(0.0, (detection.at_ms - started_ms) / 1000)
        press = press_of(at_s, clicks)
        named = Element(name=detection.text) if detection.text else None
        element = element_of(press.event.target) if press else named
        text = f"{detection.vendor}: {detection.rule} at “{detection.text or detection.selector}”."
        yield context.friction(press.at_s if press else at_s, 0.0, element, text)


def rules_of(vendor: str, heard: Heard | None, started_ms: float) -> tuple[Rule, ...]:
    """The tool in the place of our rules, for one session. ``started_ms``: the session's start."""
    own = [d for d in (heard.detections if heard else ()) if d.vendor == vendor]
    ours = {rule.id: rule for rule in discover()}
    return tuple(
        Rule(
            title=ours[name].title,
            description=f"As {vendor} itself told it.",
            applies="",
            cost="None: it gives no seconds.",
            remedy=ours[name].remedy,
            source=vendor,
            find=partial(frictions, detections=own, started_ms=started_ms, rule=name),
            id=name,
        )
        for name in SHARED
        if name in HAVE[vendor]
    )


def judge_of(
    vendor: str, heard: Mapping[str, Heard]
) -> Callable[[SessionLog, Scenario], SessionResult]:
    """A judge of the logs of walks (their label is the walk's key) that only repeats what
    ``vendor`` told in each."""

    def judge(log: SessionLog, scenario: Scenario) -> SessionResult:
        rules = rules_of(vendor, heard.get(log.session.label), log.session.started)
        return analyze(log, scenario, rules)

    return judge


def read_heard(path: Path) -> dict[str, Heard]:
    """By key; of one walked twice the later."""
    if not path.is_file():
        return {}
    lines = path.read_bytes().splitlines()
    return {one.key: one for one in (msgspec.json.decode(line, type=Heard) for line in lines)}


def keep_heard(path: Path, heard: Heard) -> None:
    """Append one line; whole lines of several processes do not mix (``O_APPEND``)."""
    with path.open("ab", buffering=0) as file:
        file.write(msgspec.json.encode(heard) + b"\n")
