"""What a person said at the end of a task, and when."""

from __future__ import annotations

from typing import Literal

from kitka.analyzer.session.timeline import Timeline
from kitka.recorder.model import Said, SaidWhat


def said_of(timeline: Timeline) -> Literal["", SaidWhat]:
    """The server's word counts, else the last in the log; ``""`` for nothing."""
    if timeline.session.said:
        return timeline.session.said
    told = timeline.all(Said)
    return told[-1].event.what if told else ""


def said_at(timeline: Timeline) -> float | None:
    """Seconds of the session: by the page, else by the server; None where nothing was said."""
    told = timeline.all(Said)
    if told:
        return told[0].at_s
    session = timeline.session
    if session.said and session.said_at:
        return max(0.0, (session.said_at - session.started) / 1000)
    return None
