"""Whether a field itself shows that it was where somebody stopped."""

from __future__ import annotations

from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Blur, Change, Focus, Message, Target

Touch = Moment[Focus] | Moment[Change] | Moment[Blur]

RESTED_MS = 60_000
"""After so long without a change a field is told of, though nobody has left it yet."""

PASSED_MS = 1000
"""Within it a thought is not interrupted (Nielsen 1993): who leaves an empty field sooner has only
come by, with the tab key on the way to what follows."""


def rested(blur: Blur) -> bool:
    """Whether a field was told of because its keys rested, and not because it was left."""
    return blur.still_ms >= RESTED_MS


def stuck(
    timeline: Timeline,
    last: Touch,
    visits: float,
    corrections: float,
    stayed_s: float,
    key_s: float,
) -> bool:
    """The field touched ``last`` was left empty, found wrong, struggled with, or stayed in for
    long. One that was filled in and left as those before it were says nothing: people leave for
    what they see, too. A field is struggled with that was changed in ``visits`` visits, or in which
    ``corrections`` runs were deleted; stayed in for long, ``stayed_s`` longer than its keys take,
    ``key_s`` each; of a secret nobody knows how many those were: only stopping before the first or
    after the last of them counts."""
    view, key = timeline.view_of(last), _key(last.event.target)
    if view is None:
        return False
    changes = [m for m in view.all(Change) if _key(m.event.target) == key]
    left = [m for m in view.all(Blur) if _key(m.event.target) == key]
    since_s = max(
        (m.at_s for m in view.all(Focus) if _key(m.event.target) == key), default=last.at_s
    )
    if complained(view, key) or sum(m.event.changed for m in left) >= visits:
        return True
    if left and left[-1].at_s >= since_s:
        blur, end_s = left[-1].event, left[-1].at_s
        if passed(blur):
            return False
        if troubled(blur, corrections):
            return True
        began_s, still_s = end_s - blur.dwell_ms / 1000, end_s - blur.still_ms / 1000
        if blur.changed and blur.still_ms and not blur.typed:
            first = next((m.at_s for m in changes if m.at_s >= began_s), began_s)
            spans = ((began_s, first), (still_s, end_s))
            return any(timeline.seconds(*span) >= stayed_s for span in spans)
        return timeline.seconds(began_s, end_s) - blur.typed * key_s >= stayed_s
    changed = any(m.at_s >= since_s for m in changes)
    end_s = max(timeline.last_visible_s, last.at_s)
    return not changed or timeline.seconds(since_s, end_s) >= stayed_s


def passed(blur: Blur) -> bool:
    """Nothing was entered, nor stayed for."""
    return 0 < blur.dwell_ms < PASSED_MS and not (blur.changed or blur.typed or blur.paste_refused)


def complained(view: PageView, key: str) -> bool:
    """Whether an error was told of this field."""
    errors = (m.event for m in view.all(Message) if m.event.severity == "error")
    return any(error.field is not None and _key(error.field) == key for error in errors)


def troubled(blur: Blur, corrections: float) -> bool:
    """Left empty or invalid, corrected over and over, or it did not take what was entered."""
    taken = blur.lost + blur.altered + blur.elsewhere + blur.paste_refused == 0
    return not (blur.filled and blur.valid and taken) or blur.corrections >= corrections


def a_field(target: Target) -> bool:
    return target.text_entry or target.tag in ("input", "select", "textarea")


def _key(target: Target) -> str:
    return identity(element_of(target))
