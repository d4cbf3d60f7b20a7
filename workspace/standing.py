"""Where an open session stands: the step reached, the page shown, what its person does. Pure."""

from __future__ import annotations

import msgspec

from kitka.analyzer.report.study_source import Whereabouts
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import (
    Aside,
    Load,
    OffSite,
    Record,
    Scenario,
    SessionLog,
    Sighting,
    View,
    Visibility,
)

_TELLING = (View, Load, Sighting, OffSite, Visibility, Aside)
"""What steps are recognised by, and what says where a person is."""


class Standing(Record, frozen=True):
    """``reached`` is ``""`` before the first step, ``towards`` after the last. ``last_s`` is the
    last sign in seconds of the session."""

    state: Whereabouts = "shop"
    reached: str = ""
    towards: str = ""
    page: str = ""
    last_s: float = 0.0


def standing(log: SessionLog, scenario: Scenario) -> Standing:
    """What the log shows at its end.

    Most events of a session tell nothing about where it stands; without them this takes a tenth
    of the time.
    """
    timeline = Timeline(_brief(log))
    path = Path(timeline, scenario)
    last = path.last_reached()
    views = timeline.all(View)
    page = views[-1].event if views else None
    return Standing(
        state="paused" if _noted_pause(log) else _state(timeline),
        reached=scenario.steps[last].name if last >= 0 else "",
        towards=path.towards(),
        page=(page.title or page.url) if page else "",
        last_s=_last_s(log),
    )


def _brief(log: SessionLog) -> SessionLog:
    batches = (
        msgspec.structs.replace(
            batch, events=tuple(event for event in batch.events if isinstance(event, _TELLING))
        )
        for batch in log.batches
    )
    return msgspec.structs.replace(log, batches=tuple(one for one in batches if one.events))


def _last_s(log: SessionLog) -> float:
    """The last sign, in seconds of the session."""
    ends = [
        batch.clock_origin + batch.offset_ms + max(event.t for event in batch.events)
        for batch in log.batches
        if batch.events
    ]
    return max(0.0, max(ends) - log.session.started) / 1000 if ends else 0.0


def _state(timeline: Timeline) -> Whereabouts:
    """The last word counts: a page that is shown again ends every absence."""
    state: Whereabouts = "shop"
    for moment in timeline.moments:
        event = moment.event
        if isinstance(event, OffSite):
            away: Whereabouts = "paying" if event.payment else "away"
            state = away if event.away else "shop"
        elif isinstance(event, View):
            state = "shop"
        elif isinstance(event, Visibility) and state in ("shop", "hidden"):
            state = "hidden" if event.state == "hidden" else "shop"
        elif isinstance(event, Aside) and event.what == "pause":
            state = "paused" if event.state == "begin" else "shop"
    return state


def _noted_pause(log: SessionLog) -> bool:
    marks = [note.tag for note in log.notes if note.tag in ("pause", "resume")]
    return bool(marks) and marks[-1] == "pause"
