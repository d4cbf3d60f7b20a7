"""What kept a press from being answered: an error that it threw, a block, a layer in front."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping

from kitka.analyzer.page.failures import coped_with, error_key, harmless, merely_noted, unasked
from kitka.analyzer.presses.answers import Answers
from kitka.analyzer.presses.behind import Behind
from kitka.analyzer.presses.series import Key, key_of
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.timeline import Timeline, request_span
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import (
    Block,
    Blur,
    Change,
    Click,
    Focus,
    JsError,
    Layer,
    Message,
    Setting,
    Submit,
)

CLOCK_S = 0.1
"""The press of a blocked page is told when the block is over."""
LOOKED_AT = 64
"""So many messages and changes of one view are looked through; no step has more fields."""
CLOSED_S = 1.0
"""A layer that is gone within this time after a press outside it was closed by it."""


class Blames:
    """Script errors by the press that threw them: in its task, soon after the answer to what it
    asked, or while nothing could be seen of it. An error that a timer throws beside a press that
    was answered is not the press's."""

    def __init__(
        self, timeline: Timeline, answers: Answers, behind: Behind, limits: Mapping[str, float]
    ) -> None:
        self._timeline, self._answers, self._limits = timeline, answers, limits
        self._behind = behind
        self.errors: dict[Key, list[Moment[JsError]]] = defaultdict(list)
        self._blamed: set[int] = set()
        late = self._after_long_requests()
        by_itself = unasked(timeline, late)
        for error in timeline.all(JsError):
            press = timeline.click(error.page, error.event.click) or late.get(id(error))
            if press is None or harmless(error.event) or error_key(error) in by_itself:
                continue
            if coped_with(timeline, error):
                continue
            if merely_noted(error.event) and answers.first_ms(press) is not None:
                continue
            if id(error) in late or self._threw(press, error):
                self.errors[key_of(press)].append(error)
                self._blamed.add(id(error))

    def blamed(self, error: Moment[JsError]) -> bool:
        """Whether a press is to blame for it (then ``error_click`` tells it)."""
        return id(error) in self._blamed

    def _after_long_requests(self) -> dict[int, Moment[Click]]:
        """The page names no press for what is thrown more than a second after it. Where the answer
        to the press's own request had just come, and nothing else had been pressed, it is that."""
        within_s = self._limits["task_ms"] / 1000
        alone = [m for m in self._timeline.all(JsError) if m.event.click is None]
        found = ((error, self._press_behind(error, within_s)) for error in alone)
        return {id(error): press for error, press in found if press}

    def _press_behind(self, error: Moment[JsError], within_s: float) -> Moment[Click] | None:
        """An answer that cannot be read throws where no page hears of it: only the driver does, by
        a clock of its own, and it was the page that was there."""
        if self._timeline.view_of(error) is not None:
            return self._behind.press(error.page, error.at_s, within_s)
        view = self._timeline.view_at(error.at_s)
        at_s = error.at_s + CLOCK_S
        return self._behind.press(view.page, at_s, within_s + CLOCK_S) if view else None

    def _threw(self, press: Moment[Click], error: Moment[JsError]) -> bool:
        after_ms = (error.at_s - press.at_s) * 1000
        if after_ms > self._limits["at_once_ms"]:
            return False
        if after_ms <= self._limits["task_ms"]:
            return True
        first_ms = self._answers.first_ms(press)
        if first_ms is None or first_ms >= after_ms:
            return True
        ends = (request_span(m)[1] for m in self._timeline.requests(press))
        return any(0 <= error.at_s + 0.01 - end <= self._limits["task_ms"] / 1000 for end in ends)


def held_up(
    timeline: Timeline, behind: Behind, work: Iterable[Moment[Block]], least_ms: float
) -> dict[Key, Moment[Block]]:
    """Presses that a block of at least ``least_ms`` of ``work`` kept waiting: their own task was
    it, or what was done with the shop's answer to them, or they came while it lasted."""
    found: dict[Key, Moment[Block]] = {}
    blocks = [m for m in work if m.event.duration_ms >= least_ms]
    for block in blocks:
        clicks = timeline.clicks_in(block.page)
        first = bisect_left(clicks, block.at_s - CLOCK_S, key=lambda click: click.at_s)
        ended = block.at_s + block.event.duration_ms / 1000 + CLOCK_S
        own = timeline.click(block.page, block.event.click)
        if own is None and not (first < len(clicks) and clicks[first].at_s <= ended):
            own = behind.press(block.page, block.at_s, CLOCK_S)
        for click in [own] if own else clicks[first : first + 1]:
            if click.at_s <= ended:
                found.setdefault(key_of(click), block)
    return found


Cover = tuple[Moment[Layer], float]
"""A layer and when it was gone."""
DEALT_WITH = frozenset({"dialog", "alertdialog", "menu", "listbox", "search", "navigation", "form"})


PRESSED_S = 0.5
"""From when the pointer goes down until the click is told, at most."""


class Covers:
    """What lay over the pages of a session, and when."""

    def __init__(self, timeline: Timeline) -> None:
        layers = timeline.all(Layer)
        gone = {(m.page, m.event.id): m.at_s for m in layers if m.event.state == "gone"}
        self._clicks = timeline.all(Click)
        self._shown: dict[str, list[Cover]] = defaultdict(list)
        for m in layers:
            if m.event.state == "shown":
                until = gone.get((m.page, m.event.id), float("inf"))
                self._shown[m.page].append((m, until))
        self._focused: dict[str, list[Moment[Focus] | Moment[Blur]]] = defaultdict(list)
        moved: list[Moment[Focus] | Moment[Blur]] = [*timeline.all(Focus), *timeline.all(Blur)]
        for moment in sorted(moved, key=lambda moment: moment.at_s):
            self._focused[moment.page].append(moment)

    def opened_by(self, click: Moment[Click]) -> bool:
        """Whether the press was answered when the pointer went down, before it was told."""
        return self._layer_opened(click) or self._field_focused(click)

    def _field_focused(self, click: Moment[Click]) -> bool:
        """The page gave the focus to another field, as lists do that can be searched: it came
        there by no press of that field, and is there still."""
        known = self._focused.get(click.page, [])
        last = bisect_left(known, click.at_s, key=lambda moment: moment.at_s)
        if not last or click.at_s - known[last - 1].at_s > PRESSED_S:
            return False
        focus, at_s = known[last - 1].event, known[last - 1].at_s
        if not isinstance(focus, Focus) or not focus.target.text_entry:
            return False
        own = identity(element_of(focus.target)) == identity(element_of(click.event.target))
        before = self._before(click)
        return not own and (before is None or before.at_s < at_s - CLOCK_S)

    def _before(self, click: Moment[Click]) -> Moment[Click] | None:
        place = bisect_left(self._clicks, click.at_s, key=lambda other: other.at_s)
        return self._clicks[place - 1] if place else None

    def _layer_opened(self, click: Moment[Click]) -> bool:
        """Something opened when the pointer went down, before the click was told: selects and menus
        of many component libraries do, and then often lie over the control themselves. What came
        soon after the press before is that one's doing."""
        known = self._shown.get(click.page, [])
        last = bisect_right(known, click.at_s, key=lambda shown: shown[0].at_s)
        if not last:
            return False
        layer, until_s = known[last - 1]
        if not layer.event.asked or until_s < click.at_s or click.at_s - layer.at_s > PRESSED_S:
            return False
        before = self._before(click)
        return before is None or layer.at_s - before.at_s > CLOSED_S

    def over(self, click: Moment[Click]) -> Cover | None:
        """The layer that lay where the shopper pressed, or that the press closed, with when it
        went. Of very many the last are looked at."""
        known = self._shown.get(click.page, [])
        last = bisect_right(known, click.at_s, key=lambda shown: shown[0].at_s)
        lay = (c for c in known[max(0, last - 16) : last] if _covers(*c, click))
        return next(lay, None)


def is_veil(cover: Cover, click: Moment[Click]) -> bool:
    """It followed a press of the shopper's (“Updating…”), is nothing that could be dealt with, and
    stays: ``interruption`` tells only of what nobody had asked for."""
    layer, until_s = cover
    dealt_with = layer.event.target.role in DEALT_WITH or layer.event.focus
    return layer.event.asked and not dealt_with and until_s > click.at_s + CLOSED_S


def _covers(layer: Moment[Layer], until_s: float, click: Moment[Click]) -> bool:
    if until_s < click.at_s:
        return False
    rect, event = layer.event.target.rect, click.event
    if rect is None or layer.event.modal or until_s <= click.at_s + CLOSED_S:
        return True
    across = rect.x <= event.x <= rect.x + rect.width
    return across and rect.y <= event.y <= rect.y + rect.height


def led_astray(timeline: Timeline, click: Moment[Click]) -> bool:
    """The press led to another page, and the shopper came straight back from there without having
    done anything: what it was aimed at was something else."""
    before = timeline.view_of(click)
    place = bisect_right(timeline.views, click.at_s, key=lambda view: view.began_s)
    after = timeline.views[place : place + 2]
    if before is None or len(after) < 2:
        return False
    there, back = after
    if not before.path == back.path != there.path or back.event is None:
        return False
    by_hand = back.event.navigation == "back_forward" or back.event.cause in ("pop", "restore")
    done = any(isinstance(m.event, (Change, Setting, Submit)) for m in there.moments)
    stay_s = timeline.seconds(there.shown_s, back.asked_s)
    return by_hand and not done and stay_s <= limits("u_turn")["within_s"]


def mended(view: PageView | None, said: Moment[Message], until_s: float) -> bool:
    """The one field that an error was about has been changed since: it no longer says why a button
    stays disabled."""
    field = said.event.field
    if view is None or field is None:
        return False
    changes = view.all(Change)
    first = bisect_right(changes, said.at_s, key=lambda change: change.at_s)
    key = identity(element_of(field))
    return any(
        m.at_s <= until_s and identity(element_of(m.event.target)) == key
        for m in changes[first : first + LOOKED_AT]
    )
