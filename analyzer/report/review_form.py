"""What is asked to be decided about a finding or a friction → a checked review or mark. Pure."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import get_args

from kitka.analyzer.report.note_form import AHEAD_S, LONGEST, Unacceptable
from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.marks import OTHER
from kitka.analyzer.study.scenario_results import Finding
from kitka.recorder.model import Mark, Review, Status, Verdict

LONGEST_NAME = 40
LONGEST_LABEL = 200
_MOMENT = re.compile(r"(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5}(?:\.\d{1,3})?)")
_STATUSES: tuple[Status, ...] = get_args(Status)
_VERDICTS: dict[str, Verdict] = {"real": "real", "false": "false alarm"}


def review_of(form: Mapping[str, str], finding: Finding, at: float) -> Review:
    """From a form's fields, ``at`` ms since 1970. Raises Unacceptable."""
    status = next((one for one in _STATUSES if one == form.get("status")), None)
    if status is None:
        raise Unacceptable(f"status: one of {', '.join(_STATUSES)}")
    why = form.get("why", "").strip()
    if not why or len(why) > LONGEST:
        raise Unacceptable(f"why: needed, so that others can tell later; at most {LONGEST} letters")
    mended = status == "mended"
    return Review(
        id=secrets.token_hex(16),
        finding=finding.id,
        scenario=finding.scenario,
        places=finding.places,
        status=status,
        who=who_of(form),
        why=why,
        at=at,
        label=form.get("label", "").strip()[:LONGEST_LABEL] if mended else "",
        since=_day(form.get("since", "")) if mended else 0.0,
    )


def who_of(form: Mapping[str, str]) -> str:
    """Raises Unacceptable where nobody says who it is."""
    who = " ".join(form.get("who", "").split())
    if not 0 < len(who) <= LONGEST_NAME:
        raise Unacceptable(f"who: a name or initials, at most {LONGEST_NAME} letters")
    return who


def _day(text: str) -> float:
    """``2026-11-03`` as ms since 1970 (UTC); 0 for nothing."""
    if not text.strip():
        return 0.0
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").replace(tzinfo=UTC).timestamp() * 1000
    except ValueError:
        raise Unacceptable(f"since: {text[:20]} is no day; write it as 2026-11-03") from None


def mark_of(
    form: Mapping[str, str], result: SessionResult, rules: Iterable[str], at: float
) -> Mark:
    """From a form's fields, ``at`` ms since 1970: ``mark`` says what of which friction
    (:func:`mark_value`), else one was missed. ``rules``: ids. Raises Unacceptable."""
    who, text = who_of(form), form.get("text", "").strip()
    if len(text) > LONGEST:
        raise Unacceptable(f"text: at most {LONGEST} letters")
    if "mark" in form:
        verdict, rule, at_s = _marked(form["mark"], result)
        return Mark(secrets.token_hex(16), result.id, verdict, rule, at_s, who, at, text)
    rule = form.get("rule", "")
    if rule != OTHER and rule not in rules:
        raise Unacceptable("rule: one that Kitka has, or other")
    if rule == OTHER and not text:
        raise Unacceptable("text: say in words what was missed")
    at_s = moment(form.get("at", ""))
    if at_s > result.duration_s + result.aside_s + AHEAD_S:
        raise Unacceptable(f"at: the session has {result.duration_s + result.aside_s:.0f} s")
    return Mark(secrets.token_hex(16), result.id, "missed", rule, at_s, who, at, text)


def mark_value(verdict: str, rule: str, at_s: float) -> str:
    """What a button says of a friction: ``real rage_click 12.3``."""
    return f"{verdict} {rule} {at_s!r}"


def _marked(value: str, result: SessionResult) -> tuple[Verdict, str, float]:
    known = {
        mark_value(short, friction.rule, friction.at_s): (verdict, friction.rule, friction.at_s)
        for friction in (*result.frictions, *result.excepted)
        for short, verdict in _VERDICTS.items()
    }
    if value not in known:
        raise Unacceptable("mark: no rule finds this friction any more; load the page again")
    return known[value]


def moment(text: str) -> float:
    """``1:23.4``, ``1:02:03`` or ``83.4`` as seconds. Raises Unacceptable."""
    found = _MOMENT.fullmatch(text.strip())
    if not found:
        raise Unacceptable(f"at: {text[:20] or 'nothing'} is no moment; write it as 1:23.4")
    hours, minutes, seconds = found.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds)
