"""What the shopper had entered beside a form that was sent, and had to enter once more.

A page may hold several forms (the card and a campaign code); when one of them is sent and the same
page comes back, the shop never got what stood in the others. The page tells how those look then;
and that they came back empty shows where the shopper fills them in again from the beginning.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from kitka.analyzer.forms.purpose import is_quantity, is_search
from kitka.analyzer.forms.replies import SAME_S
from kitka.analyzer.presses.answers import BY_HAND
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.session.waits import LONGEST_S
from kitka.recorder.model import Blur, Click, Form, Submit, Target


@dataclass(frozen=True)
class Emptied:
    """``sent`` brought its page back as ``view``; ``again`` are the fields beside it that were
    entered once more there, of ``filled`` that had been; ``blank`` those that came back empty and
    were left so, as they had been entered before."""

    sent: Moment[Submit]
    view: PageView
    again: tuple[Moment[Blur], ...]
    filled: int
    blank: tuple[Moment[Blur], ...] = ()


def emptied(timeline: Timeline) -> Iterable[Emptied]:
    """Of each submission at most one, in order."""
    for sent in timeline.all(Submit):
        before = timeline.view_of(sent)
        after = came_back(timeline, sent, before) if before and not sent.event.refused else None
        if before is None or after is None:
            continue
        filled = left_filled(before, sent)
        later = left_filled(after, None)
        again = [blur for key, blur in later.items() if anew(filled, key, blur)]
        empty = shown_empty(sent, after)
        blank = [blur for key, blur in filled.items() if key in empty and key not in later]
        if again or blank:
            yield Emptied(sent, after, tuple(again), len(filled), tuple(blank))


def shown_empty(sent: Moment[Submit], view: PageView) -> set[str]:
    """The fields of other forms that stood there empty."""
    return {
        identity(element_of(state.target))
        for form in view.all(Form)
        if form.event.form != sent.event.form
        for state in form.event.fields
        if not state.filled
    }


def came_back(timeline: Timeline, sent: Moment[Submit], before: PageView) -> PageView | None:
    """The same page as the next document, led to by what was sent."""
    after = timeline.view_after(sent)
    if after is None or not after.document or after.event is None or after.path != before.path:
        return None
    clicks = before.all(Click)
    place = bisect_right(clicks, sent.at_s + SAME_S, key=lambda click: click.at_s)
    pressed = place < len(clicks) and clicks[place].at_s < after.asked_s
    late = after.asked_s - sent.at_s > LONGEST_S
    return None if pressed or late or after.event.navigation in BY_HAND else after


def left_filled(view: PageView, sent: Moment[Submit] | None) -> dict[str, Moment[Blur]]:
    """The last visit to each field of text that was filled in by hand in a view; before ``sent``
    those only that stood in no form that was sent there."""
    found: dict[str, Moment[Blur]] = {}
    for blur in view.all(Blur):
        target, here = blur.event.target, sent is None or blur.at_s <= sent.at_s + SAME_S
        if here and blur.event.changed and blur.event.filled and is_asked(target):
            found[identity(element_of(target))] = blur
    for submit in view.all(Submit) if sent else ():
        for state in submit.event.fields:
            found.pop(identity(element_of(state.target)), None)
    return found


def is_asked(target: Target) -> bool:
    spared = target.ignore or is_quantity(target) or is_search(target)
    return target.text_entry and not spared


def anew(filled: dict[str, Moment[Blur]], key: str, blur: Moment[Blur]) -> bool:
    """All of it was typed again, not a letter mended (of secrets it is not known how much was)."""
    first = filled.get(key)
    return first is not None and 2 * blur.event.typed >= first.event.typed
