"""A workspace in memory: a guest checkout at an outdoor shop, with everything that can go wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles
from typing import Any

import msgspec

from kitka.analyzer.report.cohorts import cohort_of
from kitka.analyzer.report.source import Asset, Occurrence, ReplayPage, Screenshot
from kitka.analyzer.results import (
    Abandoned,
    Element,
    Evidence,
    Friction,
    SessionResult,
    StepResult,
    TimelineEntry,
)
from kitka.analyzer.study.scenario_results import (
    Counted,
    Finding,
    Impact,
    Rate,
    ScenarioReport,
    StepSummary,
)
from kitka.recorder.model import Actor, Rect, Scenario

HOSTILE = "<script>alert(1)</script>"
STEPS = (
    "Front page", "Product page", "Basket", "Guest details", "Delivery address",
    "Delivery method", "Payment", "Review", "Order placed",
)  # fmt: skip
SECONDS = (1.2, 9.5, 6.2, 14.8, 31.5, 8.4, 22.9, 11.3, 4.6)
MACHINE = (0.6, 0.9, 1.4, 0.7, 0.8, 2.6, 1.1, 0.9, 3.4)
STARTED = 1_795_300_000_000.0

POSTCODE = Element("textbox", "Postinumero", "#id_postcode")
DELIVERY = Element("button", "Continue to payment", "button[name=continue]", "to-payment")
VOUCHER = Element("link", f"Lisää alennuskoodi {HOSTILE}", "a.voucher-toggle")


@dataclass
class Sample:
    """A :class:`Source` over plain lists."""

    results: list[SessionResult] = field(default_factory=list)
    found: list[Finding] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)
    timelines: dict[str, list[TimelineEntry]] = field(default_factory=dict)
    shots: dict[str, list[Screenshot]] = field(default_factory=dict)
    replays: dict[str, list[ReplayPage]] = field(default_factory=dict)
    addresses: dict[str, dict[str, str]] = field(default_factory=dict)
    stored: dict[str, Asset] = field(default_factory=dict)

    def scenario_reports(self) -> Sequence[ScenarioReport]:
        known = {(one.scenario, cohort_of(one)) for one in self.results}
        keys = sorted(known, key=lambda key: (key[0], key[1] != "script", key[1]))
        reports = (self.scenario_report(name, cohort) for name, cohort in keys)
        return [report for report in reports if report]

    def scenario_report(
        self, name: str, cohort: str, label: str = "", device: str = ""
    ) -> ScenarioReport | None:
        everything = [
            one for one in self.results if (one.scenario, cohort_of(one)) == (name, cohort)
        ]
        chosen = self.sessions(name, cohort, label, device, len(self.results))
        if not everything:
            return None
        return summary(name, self.scenario_title(name), everything, chosen, self.found)

    def scenario(self, name: str) -> Scenario | None:
        return None

    def scenario_title(self, name: str) -> str:
        return self.titles.get(name, name)

    def sessions(
        self,
        scenario: str = "",
        cohort: str = "",
        label: str = "",
        device: str = "",
        limit: int = 200,
    ) -> Sequence[SessionResult]:
        chosen = (
            one
            for one in self.results
            if scenario in ("", one.scenario)
            and cohort in ("", cohort_of(one))
            and label in ("", one.label)
            and device in ("", one.device)
        )
        return sorted(chosen, key=lambda one: -one.started)[:limit]

    def session(self, session: str) -> SessionResult | None:
        return next((one for one in self.results if one.id == session), None)

    def timeline(self, session: str) -> Sequence[TimelineEntry]:
        return self.timelines.get(session, [])

    def screenshots(self, session: str) -> Sequence[Screenshot]:
        return self.shots.get(session, [])

    def replay(self, session: str) -> Sequence[ReplayPage]:
        return self.replays.get(session, [])

    def assets(self, session: str) -> Mapping[str, str]:
        return self.addresses.get(session, {})

    def asset(self, digest: str) -> Asset | None:
        return self.stored.get(digest)

    def finding(self, finding: str) -> Finding | None:
        return next((one for one in self.found if one.id == finding), None)

    def occurrences(self, finding: str) -> Sequence[Occurrence]:
        found = self.finding(finding)
        return [
            Occurrence(result.id, friction)
            for result in self.sessions(limit=len(self.results))
            for friction in result.frictions
            if found and result.id in found.session_ids and same(found, friction)
        ]

    def finding_of(self, session: str, friction: Friction) -> str:
        ids = (one.id for one in self.found if session in one.session_ids and same(one, friction))
        return next(ids, "")


def same(finding: Finding, friction: Friction) -> bool:
    return (finding.rule, finding.element) == (friction.rule, friction.element)


def wilson_like(x: int, n: int) -> Rate:
    """The adjusted-Wald interval, for plausible numbers."""
    centre = (x + 1.92) / (n + 3.84)
    half = 1.96 * (centre * (1 - centre) / (n + 3.84)) ** 0.5
    return Rate(x, n, max(0.0, centre - half), min(1.0, centre + half))


def summary(
    name: str,
    title: str,
    everything: Sequence[SessionResult],
    chosen: Sequence[SessionResult],
    findings: Sequence[Finding],
) -> ScenarioReport:
    counted = [one for one in chosen if one.failed_by != "recorder"]
    left_out = {"recorder": len(chosen) - len(counted)} if len(chosen) > len(counted) else {}
    done = [one for one in counted if one.outcome == "completed"]
    names = [step.name for step in everything[0].steps]
    ids = {one.id for one in chosen}
    return ScenarioReport(
        scenario=name,
        title=title,
        actor=everything[0].actor,
        sessions=len(chosen),
        outcomes=dict(Counter(one.outcome for one in chosen)),
        completion=wilson_like(len(done), len(counted)),
        steps=tuple(step_summary(index, step, counted) for index, step in enumerate(names)),
        findings=tuple(one for one in findings if ids & set(one.session_ids)),
        durations=tuple(one.duration_s for one in done),
        median_s=median(one.duration_s for one in done) if done else None,
        labels=tuple({one.label for one in everything if one.label}),
        devices=tuple({one.device for one in everything}),
        rules_version="3f9c2a",
        counted=Counted(len(counted), len(chosen), left_out),
    )


def step_summary(index: int, name: str, results: Sequence[SessionResult]) -> StepSummary:
    before = [one for one in results if index == 0 or one.steps[index - 1].reached]
    here = [one.steps[index] for one in before if one.steps[index].reached]
    durations = tuple(step.duration_s for step in here if step.duration_s is not None)
    machine = tuple(step.machine_s for step in here if step.machine_s is not None)
    shots = [step.screenshot for step in here if step.screenshot]
    return StepSummary(
        name=name,
        optional=False,
        entered=len(before),
        reached=len(here),
        durations=durations,
        machine=machine,
        median_s=median(durations) if durations else None,
        p90_s=quantiles(durations, n=10)[-1] if len(durations) > 1 else None,
        machine_median_s=median(machine) if machine else None,
        vitals={"LCP": 812.0 + 90 * index, "CLS": 0.02} if here else {},
        frictions=sum(friction.step == name for one in results for friction in one.frictions),
        screenshot=shots[0] if shots else "",
    )


def session(
    number: int,
    actor: Actor = "script",
    reached: int = 9,
    scenario: str = "guest_checkout",
    **changes: object,
) -> SessionResult:
    """One attempt; ``number`` varies its times a little, always the same way."""
    steps = []
    at = 0.0
    slower = 1.0 if actor == "script" else 2.4
    for index, name in enumerate(STEPS):
        if index >= reached:
            steps.append(StepResult(name, False))
            continue
        wobble = 1 + ((number * 37 + index * 17) % 23 - 8) / 40
        duration = SECONDS[index] * slower * wobble
        at += duration
        machine = MACHINE[index] * wobble
        steps.append(StepResult(name, True, False, at, duration, machine, url=f"/step/{index}/"))
    base = SessionResult(
        id=f"{(number * 2654435761) % 2**32:08x}{number:024x}",
        scenario=scenario,
        actor=actor,
        outcome="completed",
        label=("2026.11", "2026.12-rc1")[number % 2],
        device=("desktop", "desktop", "iPhone 15")[number % 3],
        network="" if number % 4 else "4G",
        browser="Chromium 150" if number % 3 != 2 else "WebKit 26",
        started=STARTED + number * 3_700_000,
        duration_s=at + 0.8,
        steps=tuple(steps),
        frictions=(),
        participant=f"P{number:02d}" if actor == "participant" else "",
    )
    fields = {name: getattr(base, name) for name in base.__struct_fields__}
    return SessionResult(**{**fields, **changes})  # type: ignore[arg-type]


def failed_submit(at: float, page: str = "", view: int = -1) -> Friction:
    text = (
        "The form was sent 3 times and came back each time: “Anna postinumero muodossa 00100”. "
        "Six of the eight fields were empty again."
    )
    values: dict[str, float | str] = {"sent": 3, "fields_emptied": 6, "until_mended_s": 21.4}
    rect = Rect(32, 280, 420, 44)
    evidence = Evidence(text, values, (at, at + 9.1), page, view, rect)
    return Friction("form_refilled", "Delivery method", POSTCODE, at, 23.6, evidence)


def dead_click(at: float, page: str = "", view: int = -1) -> Friction:
    text = "A press on “Continue to payment” changed nothing for 2.5 s."
    evidence = Evidence(text, {"observed_ms": 2750, "presses": 2}, (at,), page, view, None)
    return Friction("dead_click", "Payment", DELIVERY, at, 6.2, evidence)


def rage_click(at: float) -> Friction:
    text = f"4 presses within 1.1 s on “Lisää alennuskoodi {HOSTILE}”."
    evidence = Evidence(text, {"presses": 4, "within_s": 1.1}, (at,), "", -1, None)
    return Friction("rage_click", "Basket", VOUCHER, at, 3.1, evidence)


def finding(
    identifier: str, friction: Friction, title: str, remedy: str, impact: int,
    results: Sequence[SessionResult], of: int, persistence: float,
) -> Finding:  # fmt: skip
    met = [one for one in results if any(f.rule == friction.rule for f in one.frictions)]
    rate = wilson_like(len(met), of)
    return Finding(
        id=identifier,
        scenario="guest_checkout",
        rule=friction.rule,
        title=title,
        step=friction.step,
        element=friction.element,
        sessions=len(met),
        of=of,
        cost_s=friction.cost_s,
        priority=rate.low * impact * (1 + persistence) / 2,
        factors=Impact(rate.x / rate.n, rate.low, rate.high, impact, persistence),
        remedy=remedy,
        session_ids=tuple(one.id for one in met),
        occurrences=sum(f.rule == friction.rule for one in met for f in one.frictions),
        labels=tuple(sorted({one.label for one in met})),
    )


def timeline_of(result: SessionResult) -> list[TimelineEntry]:
    entries = []
    for step in result.steps:
        at = step.at_s
        if at is None:
            continue
        entries += [
            TimelineEntry(at, "step", step.name, step.url, level="step"),
            TimelineEntry(at + 0.1, "load", "Document loaded", "412 ms, 200", level="muted"),
            TimelineEntry(at + 0.9, "click", "Pressed “Jatka”", "button", DELIVERY),
            TimelineEntry(at + 1.3, "focus", "Focus in “Postinumero”", "", POSTCODE),
        ]
    entries += [
        TimelineEntry(one.at_s, "friction", one.evidence.text, one.rule, level="friction")
        for one in result.frictions
    ]
    if result.gaps:
        entries.append(TimelineEntry(22.2, "gap", "2 batches never arrived", "seq 14, 15"))
    if result.outcome == "failed":
        text = f"TypeError: undefined is not an object (reading '{HOSTILE}')"
        entries.append(
            TimelineEntry(result.duration_s - 1, "js_error", text, "basket.js:41", level="error")
        )
    return sorted(entries, key=lambda entry: entry.at_s)


def full() -> Sample:
    """Fourteen scripted sessions, four by participants, one scenario with a hostile title."""
    scripts = scripted()
    returns = "return_by_post_with_a_very_long_name"
    others = [
        session(31, scenario=returns),
        session(32, reached=4, outcome="gave_up", scenario=returns),
    ]
    sample = Sample(results=[*scripts, *participants(), *others])
    sample.titles = {
        "guest_checkout": "Guest checkout",
        returns: f"Return of a damaged three-person expedition tent bought as a gift {HOSTILE}",
    }
    sample.found = findings(scripts)
    sample.timelines = {one.id: timeline_of(one) for one in sample.results}
    return sample


def scripted() -> list[SessionResult]:
    """Eleven completed, one failed by each of shop, recorder and script."""
    scripts = [session(number) for number in range(1, 12)]
    for number in (1, 2, 4, 6, 7, 10, 11):
        at = 60.0 + number
        twice = (failed_submit(at), failed_submit(at + 9))
        scripts[number - 1] = session(number, frictions=twice if number % 3 else twice[:1])
    scripts[2] = session(3, frictions=(failed_submit(71.0, "page-a", 2), dead_click(96.0)), gaps=1)
    scripts[4] = session(5, frictions=(failed_submit(64.0), rage_click(14.2)))
    scripts[7] = session(8, frictions=(failed_submit(68.5), failed_submit(75.0)))
    scripts[8] = session(9, frictions=(dead_click(90.1),))
    error = (
        "playwright._impl._errors.TimeoutError: Locator.click: Timeout 30000ms exceeded.\n"
        'waiting for get_by_role("button", name="Place order")'
    )
    stuck = session(
        12,
        reached=7,
        outcome="failed",
        failed_by="shop",
        error=error,
        frictions=(dead_click(88.0),),
        abandoned=Abandoned("Payment", DELIVERY, "dead_click", 96.2, 30.4, "/checkout/preview/"),
    )
    lost = session(13, reached=2, outcome="failed", failed_by="recorder")
    drifted = session(14, reached=8, outcome="failed", failed_by="script", drifted=("Review",))
    return [*scripts, stuck, lost, drifted]


def participants() -> list[SessionResult]:
    end = Abandoned("Delivery address", POSTCODE, "form_refilled", 152.0, 12.5, "/address/")
    refilled = (failed_submit(140.0),)
    return [
        session(21, "participant"),
        session(22, "participant"),
        session(23, "participant", 5, outcome="abandoned", abandoned=end, frictions=refilled),
        session(24, "participant", 6, outcome="off_site"),
    ]


def add_recorded(sample: Sample, recording: Any, identifier: str = "recorded") -> SessionResult:
    """A participant's session with a real replay: it shares the scenario of :func:`full`."""
    names = {"Front page": 0, "Product page": 1, "Delivery address": 4, "Order placed": 8}
    at = {step: shot.at_s for shot in recording.shots for step in names if shot.step == step}
    digests = {shot.step: shot.hash for shot in recording.shots}
    last = next((shot for shot in recording.shots if shot.step == "Delivery address"), None)
    refilled = failed_submit(16.2, last.page if last else "", 0)
    refilled = msgspec.structs.replace(
        refilled, evidence=msgspec.structs.replace(refilled.evidence, rect=recording.rect)
    )
    result = session(
        40,
        "participant",
        id=identifier,
        duration_s=recording.duration_s + 3,
        frictions=(refilled,) if last else (),
        started=STARTED + 40 * 3_700_000,
        gaps=1,
        steps=tuple(
            StepResult(name, name in at, name not in at, at.get(name), 8.0 if name in at else None,
                       0.4 if name in at else None, url=name, screenshot=digests.get(name, ""))
            for name in STEPS
        ),
    )  # fmt: skip
    sample.results.append(result)
    sample.timelines[identifier] = timeline_of(result)
    sample.shots[identifier] = recording.shots
    sample.replays[identifier] = recording.pages
    sample.addresses[identifier] = recording.assets
    sample.stored.update(recording.stored)
    for index, found in enumerate(sample.found):
        if found.rule == refilled.rule and last:
            ids = (*found.session_ids, identifier)
            sample.found[index] = msgspec.structs.replace(found, session_ids=ids)
    return result


def findings(scripts: Sequence[SessionResult]) -> list[Finding]:
    form = "The address form comes back and forgets what was typed"
    mend_form = (
        "Keep every value when the form is shown again, put the message beside its field and move "
        "the focus there. Say before the first try which form the postcode takes."
    )
    dead = "“Continue to payment” does nothing at first"
    mend_dead = (
        "Answer the press at once: disable the button, say that something is happening, and make "
        "it work before the payment script has loaded."
    )
    rage = f"Many presses on “Lisää alennuskoodi {HOSTILE}”"
    mend_rage = "Show the voucher field directly, or let the link open it without a request."
    return [
        finding("f-postcode", failed_submit(0), form, mend_form, 4, scripts, 11, 0.7),
        finding("f-dead", dead_click(0), dead, mend_dead, 3, scripts, 12, 0.0),
        finding("f-rage", rage_click(0), rage, mend_rage, 2, scripts, 13, 0.0),
    ]
