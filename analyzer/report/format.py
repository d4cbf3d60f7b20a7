"""Numbers and names as people read them: the only place where the report formats anything."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from kitka.analyzer.report.parts import ElementText, Figure, OutcomeText, RateText, TimeText
from kitka.analyzer.results import Element, FailedBy, OutcomeKind, SessionResult
from kitka.analyzer.study.scenario_results import Interval, Rate
from kitka.recorder.model import Actor

FEWEST_FOR_A_SHARE = 5
NO_VALUE = "–"
NBSP = "\u00a0"  # a number and its unit stay on one line

_OUTCOMES = {
    "completed": OutcomeText("Completed", "good", "check"),
    "gave_up": OutcomeText("Gave up", "stopped", "stop"),
    "abandoned": OutcomeText("Abandoned", "stopped", "leave"),
    "off_site": OutcomeText("Off site", "away", "away"),
    "failed": OutcomeText("Failed", "stopped", "cross"),
    "helped": OutcomeText("Completed with help", "void", "check"),
    "mistaken": OutcomeText("Mistaken", "stopped", "mistaken"),
    "open": OutcomeText("Under way", "void", "play"),
}
_FAILED_BY = {
    "script": OutcomeText("Failed by script", "stopped", "cross"),
    "shop": OutcomeText("Failed by shop", "stopped", "cross"),
    "recorder": OutcomeText("Failed by recorder", "void", "cross"),
}
_ROLES = {"textbox": "field", "combobox": "list", "img": "picture", "generic": "element"}


def seconds(value: float | None) -> str:
    """A duration: ``0.4 s``, ``42 s``, ``3 min 05 s``, ``1 h 02 min``."""
    if value is None:
        return NO_VALUE
    if round(value, 1) < 10:
        return f"{value:.1f}{NBSP}s"
    if round(value) < 60:
        return f"{round(value)}{NBSP}s"
    minutes, rest = divmod(round(value), 60)
    if minutes < 60:
        return f"{minutes}{NBSP}min {rest:02d}{NBSP}s"
    return f"{minutes // 60}{NBSP}h {minutes % 60:02d}{NBSP}min"


def moment(value: float) -> str:
    """A moment of a session: ``0:07.4``, ``12:31.0``."""
    tenths = max(0, round(value * 10))
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def clock(value: float) -> str:
    """A running clock: ``0:07``, ``12:31``, ``1:02:05``."""
    minutes, rest = divmod(max(0, int(value)), 60)
    hours = f"{minutes // 60}:{minutes % 60:02d}" if minutes >= 60 else str(minutes)
    return f"{hours}:{rest:02d}"


_TURNING = dict.fromkeys(map(ord, "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))


def words(text: str) -> str:
    """What somebody wrote, without the controls that would turn around the text beside it."""
    return text.translate(_TURNING)


def in_english(text: Mapping[str, str]) -> str:
    """The report speaks English; where a text has none, it is shown as it is."""
    return text.get("en") or next(iter(text.values()), "")


def moment_fragment(value: float) -> str:
    return f"t={max(0.0, value):.1f}"


def date(milliseconds: float) -> TimeText:
    """A moment of the wall clock; the page's script shows it in the reader's own time zone."""
    when = datetime.fromtimestamp(milliseconds / 1000, UTC)
    return TimeText(f"{when.day} {when:%b %Y, %H:%M} UTC", when.isoformat(timespec="seconds"))


def percent(share: float) -> str:
    return f"{round(share * 100)}{NBSP}%"


def interval(low: float, high: float) -> str:
    return f"{round(low * 100)}–{round(high * 100)}{NBSP}%"


def rate(value: Rate) -> RateText:
    """A count, and only from five on a share with its 95 % interval."""
    count = f"{value.x} of {value.n}"
    if value.n < FEWEST_FOR_A_SHARE:
        return RateText(count)
    return RateText(count, percent(value.x / value.n), interval(value.low, value.high))


def counted(value: Interval) -> str:
    """``n = 7``, and from two on with the 95 % interval of a time: ``31–58 s, n = 7``."""
    if value.low is None or value.high is None:
        return f"n = {value.n}"
    return f"95{NBSP}% interval {seconds(value.low)} to {seconds(value.high)}, n = {value.n}"


def ratio(value: Interval) -> str:
    """``3.2 × the script (2.1–4.8)``; without its interval where there is none."""
    text = f"{number(value.value)}{NBSP}× the script"
    if value.low is None or value.high is None:
        return text
    return f"{text} ({number(value.low)}–{number(value.high)})"


def plural(number: int, one: str, many: str = "") -> str:
    return f"{number} {one if number == 1 else many or one + 's'}"


def number(value: float | str) -> str:
    """A measured value without false precision: ``0.66``, ``2.6``, ``450``, ``3``."""
    if isinstance(value, str):
        return value
    if abs(value) >= 100 or value == int(value):
        return f"{value:.0f}"
    return f"{value:.1f}" if abs(value) >= 1 else f"{value:.2f}"


def measured(name: str, value: float | str) -> Figure:
    """A number of the evidence: its name's ending (``_s``, ``_ms``) is its unit."""
    if not isinstance(value, str):
        if name.endswith("_ms"):
            return Figure(humanize(name.removesuffix("_ms")), f"{value:.0f}{NBSP}ms")
        if name.endswith("_s"):
            return Figure(humanize(name.removesuffix("_s")), seconds(value))
    return Figure(humanize(name), number(value))


def humanize(identifier: str) -> str:
    """``rage_click`` → ``Rage click``."""
    words = identifier.replace("_", " ").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def sentence(text: str) -> str:
    """``words``, beginning with a capital; what is quoted at the beginning stays as it is."""
    told = words(text)
    return told[:1].upper() + told[1:]


def outcome(kind: OutcomeKind | str, failed_by: FailedBy | str = "") -> OutcomeText:
    if kind == "failed" and failed_by in _FAILED_BY:
        return _FAILED_BY[failed_by]
    return _OUTCOMES.get(kind) or OutcomeText(humanize(kind), "stopped", "cross")


def result(value: SessionResult) -> OutcomeText:
    """How a session ended; the last word is not spoken while it is under way."""
    if value.open:
        return _OUTCOMES["open"]
    return outcome(value.outcome, value.failed_by)


def ending(kind: str) -> OutcomeText:
    """``helped``, ``mistaken``, ``failed by shop``, or an outcome."""
    plain, _, by = kind.partition(" by ")
    return outcome(plain, by)


_SAID = {"done": "done", "stop": "would stop here", "leave": "left the study"}


def said(value: str) -> str:
    """What the person said at the end; empty where nothing was said."""
    return _SAID.get(value, words(value))


def actor(value: Actor) -> str:
    return "Script" if value == "script" else "Participants"


def browser(value: str) -> str:
    """``chromium 150.0.7871.100`` → ``Chromium 150``; the session page has the whole."""
    name, _, version = value.partition(" ")
    return f"{name[:1].upper()}{name[1:]} {version.partition('.')[0]}".strip()


def level(priority: float) -> str:
    """``high`` from 2 on, as the method has it; the rest is split at 1."""
    return "high" if priority >= 2 else "medium" if priority >= 1 else "low"


def priority(value: float) -> str:
    """One decimal, and a second one where the first would say nothing (many sessions, few met)."""
    return f"{value:.1f}" if value >= 0.095 else f"{value:.2f}"


def element(value: Element | None) -> ElementText | None:
    """``“Continue” button``; the selector where the element has no name."""
    if value is None:
        return None
    role = _ROLES.get(value.role, value.role) or "element"
    name = words(value.name)
    text = f"“{name}” {role}" if name else f"{role} {words(value.selector)}".strip()
    return ElementText(text, words(value.selector), words(value.test_id or ""))


_REASONS = {
    "extra cost": "Extra costs",
    "account": "Had to have an account",
    "too long": "Too long or complicated",
    "no total": "No total price in sight",
    "error": "Something did not work",
    "trust": "Did not trust it",
    "delivery": "Delivery",
    "returns": "Terms of return",
    "payment methods": "Ways of paying",
    "declined": "Payment was declined",
    "unknown": "Unknown",
}


def reason(kind: str) -> str:
    """A kind of reason for leaving, as people would say it."""
    return _REASONS.get(kind, humanize(kind))


def weight(value: float) -> str:
    """How likely a reason is among the others. In words: it is a judgement, no probability."""
    return "likely" if value >= 0.5 else "possible" if value >= 0.25 else "less likely"


def short_id(identifier: str) -> str:
    return identifier[:8]
