"""A press that was answered by a word that it is being seen to, and by nothing else for now.

“Reserving…” says that the answer is still to come. While it stands, requests may come and go that
nobody sees (a job that is asked after every second); a form that the page itself sends in the end
shows which press it was for.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from functools import cached_property
from typing import Any, TypeVar

from kitka.analyzer.forms.replies import PRESS_S, SAME_S
from kitka.analyzer.presses.answers import SHOWN_S, Answers
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.analyzer.session.waits import LONGEST_S
from kitka.recorder.model import Change, Click, Event, Message, Submit

E = TypeVar("E", bound=Event)
GOING_ON = re.compile(r"(?:…|\.\.\.)\s*$")
"""How work in progress is written in every language that shops write."""
LOOKED_AT = 64
"""So many words, presses and submissions after a press are looked through; nobody tries more."""


class Busy:
    """The presses of one session that are being seen to."""

    def __init__(self, timeline: Timeline, answers: Answers) -> None:
        self._timeline, self._answers = timeline, answers

    def until_s(self, click: Moment[Click]) -> float | None:
        """Until when the word stood that ``click`` is being seen to: the next word or view, at most
        ``LONGEST_S``; None where there was none."""
        known = self._words.get(click.view_key, [])
        place = bisect_left(known, click.at_s, key=_at)
        word = known[place] if place < len(known) else None
        soon_s = min(click.at_s + SHOWN_S, self._answers.next_press_s(click))
        if word is None or word.at_s > soon_s or not GOING_ON.search(word.event.text):
            return None
        following = (
            m.at_s
            for m in known[place + 1 : place + LOOKED_AT]
            if not GOING_ON.search(m.event.text)
        )
        view = self._timeline.view_of(click)
        gone_s = view.end_s if view else self._timeline.end_s
        return min(next(following, gone_s), gone_s, click.at_s + LONGEST_S)

    def sent_s(self, click: Moment[Click]) -> float | None:
        """When the page itself sent the form for which ``click`` had been meant, later and with
        nothing else done meanwhile; None where it did not."""
        known = self._submits.get(click.view_key, [])
        place = bisect_left(known, click.at_s - SAME_S, key=_at)
        if place + 1 >= len(known):
            return None
        asked, *later = known[place : place + LOOKED_AT]
        # Pressed once more it is held back, because it is being sent.
        sent = next((m for m in later if m.event.via is None), later[-1])
        one = all(m.event.form == asked.event.form for m in later[: later.index(sent) + 1])
        first = asked.event.via is not None and asked.at_s - click.at_s <= PRESS_S
        own = one and sent.event.via is None and sent.at_s - click.at_s <= LONGEST_S
        if not (first and own):
            return None
        return None if self._did_more(click, sent.at_s) else sent.at_s

    def again_s(self, click: Moment[Click]) -> float | None:
        """The end of watching the last of the presses on the same control that came while the word
        stood, all in vain; None without."""
        until_s, last = self.until_s(click), None
        for other in self._later(click, until_s or 0.0):
            same = _who(other) == _who(click)
            if not same or self._answers.first_ms(other) is not None or self._answers.asked(other):
                return None
            last = other
        return last.at_s + self._answers.watched_ms(last) / 1000 if last else None

    def _did_more(self, click: Moment[Click], until_s: float) -> bool:
        if any(_who(other) != _who(click) for other in self._later(click, until_s)):
            return True
        place = bisect_right(self._changes, click.at_s + SAME_S)
        return place < len(self._changes) and self._changes[place] < until_s

    def _later(self, click: Moment[Click], until_s: float) -> list[Moment[Click]]:
        known = self._clicks.get(click.view_key, [])
        first = bisect_right(known, click.at_s, key=_at)
        return known[first : min(first + LOOKED_AT, bisect_left(known, until_s, key=_at))]

    @cached_property
    def _words(self) -> dict[tuple[str, int], list[Moment[Message]]]:
        return _by_view(self._timeline.all(Message))

    @cached_property
    def _submits(self) -> dict[tuple[str, int], list[Moment[Submit]]]:
        return _by_view(self._timeline.all(Submit))

    @cached_property
    def _clicks(self) -> dict[tuple[str, int], list[Moment[Click]]]:
        return _by_view(self._timeline.all(Click))

    @cached_property
    def _changes(self) -> list[float]:
        return [m.at_s for m in self._timeline.all(Change)]


def _by_view(moments: Iterable[Moment[E]]) -> dict[tuple[str, int], list[Moment[E]]]:
    found: dict[tuple[str, int], list[Moment[E]]] = defaultdict(list)
    for moment in moments:
        found[moment.view_key].append(moment)
    return found


def _who(click: Moment[Click]) -> str:
    return identity(element_of(click.event.target))


def _at(moment: Moment[Any]) -> float:
    return moment.at_s
