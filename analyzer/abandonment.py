"""Where an attempt without success ended, what came just before, and why (``reasons.py``)."""

from __future__ import annotations

from collections.abc import Sequence

from kitka.analyzer.elements import element_of, pressed
from kitka.analyzer.reasons import reasons
from kitka.analyzer.results import Abandoned, Element, Friction, Reference
from kitka.analyzer.rules import limits
from kitka.analyzer.said import said_at
from kitka.analyzer.steps import Path
from kitka.analyzer.timeline import Timeline
from kitka.recorder.model import (
    AnyEvent,
    Aside,
    Assets,
    Blur,
    Change,
    Click,
    Console,
    Copied,
    Focus,
    Form,
    Leave,
    Load,
    Pointer,
    Reaction,
    Said,
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
    Aside, Assets, Blur, Console, Copied, Form, Leave, Load, Pointer, Reaction, Said, Scroll,
    Sighting, StepMark, Tab, Total, Visibility, Vital,
)  # fmt: skip
"""Events that happen at the end of every page or by themselves: they explain no ending."""


def abandonment(
    path: Path, frictions: Sequence[Friction], reference: Reference | None = None
) -> Abandoned:
    """The abandonment point: where the person said stop or left, else the last sign.

    A friction explains it (``after``) only where it hindered the step that was being worked
    towards, or happened within the window before the end; ``friction`` is the last one whatever
    it was.
    """
    timeline = path.timeline
    end_s = end_of(timeline)
    frictions = [friction for friction in frictions if friction.at_s <= end_s]
    last_friction = max(frictions, key=lambda friction: friction.at_s, default=None)
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
        since_s=timeline.seconds(at_s, end_s),
        url=view.url if view else "",
        title=view.event.title if view and view.event else "",
        friction=last_friction.rule if last_friction else "",
        friction_s=timeline.seconds(last_friction.at_s, end_s) if last_friction else None,
        reasons=reasons(path, frictions, end_s, reference),
    )


def end_of(timeline: Timeline) -> float:
    """When the attempt ended, seconds of the session: at the first word of the task bar that ends
    it, at a researcher's ``end`` note, or when the shop was last seen, whichever came first."""
    said = said_at(timeline)
    noted = [note.at_s for note in timeline.notes if note.tag == "end"]
    ends = [timeline.last_visible_s, *noted[:1], *([] if said is None else [said])]
    return max(0.0, min(ends))


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
