"""Where an attempt without success ended, and what came just before."""

from __future__ import annotations

from collections.abc import Sequence

from kitka.analyzer.elements import element_of, pressed
from kitka.analyzer.results import Abandoned, Element, Friction
from kitka.analyzer.rules import limits
from kitka.analyzer.steps import Path
from kitka.analyzer.timeline import Timeline
from kitka.recorder.model import (
    AnyEvent,
    Assets,
    Blur,
    Change,
    Click,
    Console,
    Focus,
    Form,
    Leave,
    Load,
    Pointer,
    Reaction,
    Scroll,
    Sighting,
    StepMark,
    Submit,
    Tab,
    Total,
    Visibility,
    Vital,
)

BY_THE_WAY = (
    Assets, Blur, Console, Form, Leave, Load, Pointer, Reaction, Scroll, Sighting, StepMark, Tab,
    Total, Visibility, Vital,
)  # fmt: skip
"""Events that happen at the end of every page or by themselves: they explain no ending."""


def abandonment(path: Path, frictions: Sequence[Friction]) -> Abandoned:
    """The abandonment point. A friction explains it only where it hindered the step that was
    being worked towards, or happened within the window before the end."""
    timeline = path.timeline
    end_s = timeline.last_visible_s
    since = end_s - limits("outcome")["window_s"]
    near = [f for f in frictions if f.step == path.towards() or f.at_s >= since]
    after, at_s = "", end_s
    if near:
        last = max(near, key=lambda friction: friction.at_s)
        after, at_s = last.rule, last.at_s
    else:
        for moment in reversed(timeline.moments):
            if not isinstance(moment.event, BY_THE_WAY):
                after, at_s = kind_of(moment.event), moment.at_s
                break
    index = path.last_reached()
    view = timeline.view_at(end_s)
    return Abandoned(
        step=path.scenario.steps[index].name if index >= 0 else "",
        element=_last_touched(timeline),
        after=after,
        at_s=end_s,
        since_s=max(0.0, end_s - at_s),
        url=view.url if view else "",
    )


def kind_of(event: AnyEvent) -> str:
    """The event's kind as the log calls it."""
    return str(event.__struct_config__.tag)


def _last_touched(timeline: Timeline) -> Element | None:
    for moment in reversed(timeline.moments):
        event = moment.event
        if isinstance(event, Submit):
            return element_of(pressed(event))
        if isinstance(event, Click | Focus | Change):
            return element_of(event.target)
    return None
