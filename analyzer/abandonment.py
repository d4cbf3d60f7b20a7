"""Where an attempt without success ended, what came just before, and why (``reasons.py``)."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kitka.analyzer.facts import Facts
from kitka.analyzer.reasons import reasons
from kitka.analyzer.results import Abandoned, Element, Friction, Reference
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import element_of, pressed
from kitka.analyzer.session.said import said_at
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import (
    AnyEvent,
    Aside,
    Assets,
    Blur,
    Change,
    Click,
    Console,
    Copied,
    Dialog,
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

CAME_S = 0.2
"""A route that is shown this close to the end of a wait is what was waited for."""


def abandonment(
    facts: Facts, frictions: Sequence[Friction], reference: Reference | None = None
) -> Abandoned:
    """The abandonment point: where the person said stop or left, else the last sign.

    A friction explains it (``after``) only where it hindered the step that was being worked
    towards, or happened within the window before the end; ``friction`` is the last one whatever
    it was.
    """
    path, timeline = facts.path, facts.timeline
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
    index = last_taken_in(path, end_s)
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
        reasons=reasons(facts, frictions, end_s, reference),
    )


def end_of(timeline: Timeline) -> float:
    """When the attempt ended, seconds of the session: at the first word of the task bar that ends
    it, at a researcher's ``end`` note, or when the shop was last seen, whichever came first."""
    said = said_at(timeline)
    noted = [note.at_s for note in timeline.notes if note.tag == "end"]
    ends = [timeline.last_visible_s, *noted[:1], *([] if said is None else [said])]
    return max(0.0, min(ends))


def last_taken_in(path: Path, end_s: float) -> int:
    """Index of the last step that the shopper reached and took in, −1 for none.

    A page that comes at last, after a wait longer than one does without wondering, and is left at a
    glance, in less than half of that time and without anything having been done there, was not
    waited for any more: who leaves it had made up their mind on the page before. Nor was one that
    came because the recorder had answered the browser's question whether to leave the page before.
    """
    index = path.last_reached(end_s)
    reached = path.reached[index] if index >= 0 else None
    view = path.timeline.view_at(end_s)
    if reached is None or view is None or reached.view is not view:
        return index
    stay_s = path.timeline.seconds(reached.at_s, end_s)
    waits = [wait for wait in path.waits.documents if wait.view is view]
    waits += [w for w in path.waits.after_presses if abs(w.end_s - view.began_s) <= CAME_S]
    waited_s = max((wait.seconds for wait in waits), default=0.0)
    late = waited_s >= limits("slow_response")["wait_s"] and waited_s > 2 * stay_s
    late = late or asked_back(path.timeline, view)
    if late and stay_s < limits("reasons")["glance_s"] and not acted(view, end_s):
        return max((i for i, r in enumerate(path.reached[:index]) if r), default=-1)
    return index


def asked_back(timeline: Timeline, view: PageView) -> bool:
    """The browser had asked on the page before whether to leave it."""
    dialogs = [m.at_s for m in timeline.all(Dialog) if m.event.type == "beforeunload"]
    place = bisect_right(dialogs, view.began_s) - 1
    before = bisect_left(timeline.views, view.began_s, key=lambda other: other.began_s) - 1
    return place >= 0 <= before and dialogs[place] >= timeline.views[before].began_s


def acted(view: PageView, end_s: float) -> bool:
    """Whether anything was pressed, entered or sent in a view."""
    return any(m.at_s <= end_s for kind in (Click, Change, Submit) for m in view.all(kind))


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
