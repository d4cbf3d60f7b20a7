"""Whether a form that leads on led on, by what the shopper could do afterwards."""

from __future__ import annotations

from bisect import bisect_right

from kitka.analyzer.session.elements import element_of, identity, pressed
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import PAY, PROCEED, says
from kitka.recorder.model import Change, Submit

BESIDE = 16
"""So many changes after a form came back show whether something beside it was filled in."""
LATER = 4
"""So many views after it show whether another page was opened."""


def leads_on(submit: Submit) -> bool:
    """Its button says that it leads to the next step."""
    button = element_of(pressed(submit))
    return says(PAY, button) or says(PROCEED, button)


def stood(path: Path, submit: Moment[Submit], back_s: float) -> bool:
    """Its button leads on, and the shopper came no further: no other page was opened after the form
    had come back at ``back_s``, nothing else sent, and nothing entered beside it."""
    timeline = path.timeline
    view = timeline.view_of(submit)
    if view is None or not leads_on(submit.event):
        return False
    place = bisect_right(timeline.views, submit.at_s, key=lambda other: other.began_s)
    if any(other.path != view.path for other in timeline.views[place : place + LATER]):
        return False
    if timeline.all(Submit)[-1].at_s > submit.at_s:
        return False
    own = {identity(element_of(state.target)) for state in submit.event.fields}
    changes = timeline.all(Change)
    first = bisect_right(changes, back_s, key=lambda change: change.at_s)
    entered = {identity(element_of(m.event.target)) for m in changes[first : first + BESIDE]}
    return entered <= own and not path.went_on(submit.at_s, timeline.end_s + 1.0)
