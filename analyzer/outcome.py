"""How an attempt ended, and whose fault it was where a script did not get through."""

from __future__ import annotations

from collections.abc import Sequence

from kitka.analyzer.facts import Facts
from kitka.analyzer.purchase.departures import left_to_pay
from kitka.analyzer.results import FailedBy, Friction, OutcomeKind
from kitka.analyzer.rules import limits
from kitka.analyzer.session.said import said_of
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import (
    Console,
    Crash,
    Load,
    Message,
    Record,
    Request,
    Unreachable,
)

SHOP_RULES = frozenset(
    {
        "dead_click", "form_lost", "validation_loop", "js_error", "error_click", "failed_request",
        "disabled_click", "blocked_control", "dead_control", "silent_refusal", "rejected_input",
        "forced_account", "payment_declined", "session_lost", "off_site_return_failed",
        "success_after_error",
    }
)  # fmt: skip
"""Rules whose friction, in the step that was being worked towards, says the shop stopped it."""


class Outcome(Record, frozen=True):
    """``error`` tells in one sentence what went wrong; empty where nothing did."""

    kind: OutcomeKind
    failed_by: FailedBy = ""
    error: str = ""


def is_mistaken(outcome: Outcome, said: str) -> bool:
    """Said done without the success condition. Where the recorder failed nothing is known."""
    return said == "done" and outcome.kind != "completed" and outcome.failed_by != "recorder"


def judge(facts: Facts, frictions: Sequence[Friction]) -> Outcome:
    """The outcome of one session.

    What the log shows comes first: who completed has, whatever was said. Of people who did not,
    who said stop or left the study gave up, wherever they had been in between; who went to a
    payment provider and was not seen again is off site; everybody else abandoned.
    """
    path, session = facts.path, facts.timeline.session
    if path.completed:
        return Outcome("completed", "", session.error or _drift(path))
    if session.ended == "recorder":
        return Outcome("failed", "recorder", session.error or "the recorder failed")
    if session.actor == "script" and session.ended == "interrupted":
        return Outcome("failed", "recorder", session.error or "interrupted")
    if session.actor == "participant" and session.ended and _unheard(path.timeline):
        return Outcome("failed", "recorder", session.error or "no page of the shop was heard of")
    if session.actor == "participant" and said_of(path.timeline) in ("stop", "leave"):
        return Outcome("gave_up", "", session.error)
    if left_to_pay(facts.purchase):
        return Outcome("off_site", "", session.error)
    blocked = _blocked(path)
    if session.actor == "participant":
        return Outcome("abandoned", "", session.error or blocked)
    by_shop = shop_evidence(path, frictions)
    if by_shop:
        return Outcome("failed", "shop", session.error or by_shop)
    if session.ended == "":
        return Outcome("failed", "recorder", session.error or "lost: the log has no end")
    why = session.error or _drift(path) or blocked or _never(path)
    return Outcome("failed", "script", why + _last_word(path.timeline))


def _unheard(timeline: Timeline) -> bool:
    """Nothing came from any page: the script was missing or blocked, so nothing is known. What the
    recorder told of itself does not count."""
    return all(isinstance(moment.event, Console) for moment in timeline.moments)


def shop_evidence(path: Path, frictions: Sequence[Friction]) -> str:
    """What shows that the shop stopped the attempt; ``""`` if nothing does."""
    timeline = path.timeline
    limit = limits("outcome")
    step = path.towards()
    since = timeline.end_s - limit["window_s"]
    return (
        _broken_document(timeline, path, since)
        or next(
            (
                f.evidence.text
                for f in reversed(frictions)
                if f.step == step and f.rule in SHOP_RULES
                and f.evidence.values.get("third_party") != "yes"
            ),
            "",
        )
        or _unanswered(path, since, limit["unanswered_s"])
    )  # fmt: skip


def _broken_document(timeline: Timeline, path: Path, since_s: float) -> str:
    def recent(at_s: float) -> bool:
        return at_s >= since_s or path.towards(at_s) == path.towards()

    for lost in reversed(timeline.all(Unreachable)):
        if recent(lost.at_s):
            return f"{lost.event.url} could not be loaded: {lost.event.reason}"
    for crash in timeline.all(Crash):
        if recent(crash.at_s):
            return "the page crashed"
    for load in reversed(timeline.all(Load)):
        if load.event.status >= 400 and recent(load.at_s):
            return f"a page answered with HTTP {load.event.status}"
    for request in reversed(timeline.all(Request)):
        event = request.event
        broken = event.type == "document" and not event.aborted and not event.third_party
        if broken and (event.failed or event.status >= 400) and recent(request.at_s):
            return f"{event.url} answered with {event.status or 'nothing'}"
    return ""


def _unanswered(path: Path, since_s: float, limit_s: float) -> str:
    for wait in path.waits.after_presses:
        if wait.end == "nothing" and wait.end_s >= since_s and wait.seconds >= limit_s:
            return f"the shop gave no answer for {wait.seconds:.1f} s"
    return ""


def _drift(path: Path) -> str:
    if not path.drifted:
        return ""
    names = ", ".join(f"“{name}”" for name in path.drifted)
    return f"the scenario has drifted: called done but never shown: {names}"


def _blocked(path: Path) -> str:
    last = len(path.scenario.steps) - 1
    if path.missing is None or last not in path.shown_anyway:
        return ""
    before = path.scenario.steps[path.missing].name
    return (
        f"“{path.scenario.success.name}” was shown at {path.shown_anyway[last]:.1f} s but does "
        f"not count: the step “{before}” was never reached"
    )


def _last_word(timeline: Timeline) -> str:
    """What the shop complained of in the view in which the attempt ended."""
    view = timeline.view_at(timeline.end_s)
    said = [m.event.text for m in view.all(Message) if m.event.severity == "error"] if view else []
    return f"; the shop had said: “{said[-1]}”" if said else ""


def _never(path: Path) -> str:
    return f"the step “{path.towards()}” was never reached"
