"""The status of a finding in words."""

from __future__ import annotations

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.parts import StatusText
from kitka.analyzer.study.scenario_results import Standing
from kitka.recorder.model import Review, Status

EVERY = "all"
STATUS_TONES: dict[Status, str] = {
    "open": "open", "planned": "planned", "mended": "mended", "not a problem": "void",
}  # fmt: skip


def status_text(standing: Standing) -> StatusText:
    """The status, and what later sessions make of it."""
    if standing.reopened_by:
        note = (
            f"was said to be mended {_from(standing.label, standing.since)}, and session "
            f"{fmt.short_id(standing.reopened_by)} met it again"
        )
        return StatusText("Reopened", "open", note)
    tone = STATUS_TONES[standing.status]
    if standing.status != "mended":
        return StatusText(fmt.humanize(standing.status), tone)
    held = _from(standing.label, standing.since)
    if not standing.without:
        note = f"{held}; no session has come to this step since. {standing.needed} are enough"
        return StatusText("Mended, not verified", tone, note)
    since = fmt.plural(standing.without, "later session")
    if standing.verified:
        return StatusText("Mended, verified", tone, f"{held}; 0 of {since} met it again")
    note = f"{held}; 0 of {since} met it again so far, {standing.needed} are enough"
    return StatusText("Mended, not verified", tone, note)


def sentence(review: Review) -> str:
    """From when a *mended* holds; empty for every other status."""
    if review.status != "mended":
        return ""
    return _from(review.label, review.since or review.at)


def _from(label: str, since: float) -> str:
    return f"from {fmt.words(label)} on" if label else f"from {fmt.date(since).text} on"
