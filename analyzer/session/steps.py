"""Which steps of a scenario a session reached, when, and how long the shop made it wait.

Steps are recognised from what the pages showed, never from what a script claims. They are
ordered: a step counts at its first match after the step before it, a mandatory step that was
never shown blocks the later ones (and their result says so), an optional one may be missing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from msgspec.structs import replace

from kitka.analyzer.results import StepResult
from kitka.analyzer.session.conditions import holds
from kitka.analyzer.session.spans import Span, covered, without
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import PageView
from kitka.analyzer.session.waits import Waits
from kitka.recorder.model import Condition, Scenario, Step, StepMark, Vital

COMING_S = 1.0
"""By then a page that is shown has everything by which its step is known."""


@dataclass(frozen=True)
class Reached:
    """A step at the moment it was reached: ``since_s`` known, ``at_s`` shown to the shopper."""

    since_s: float
    at_s: float
    view: PageView


@dataclass(frozen=True)
class Showing:
    """A view that showed a step, whatever came before it: its conditions with spans in which they
    held."""

    view: PageView
    held: Sequence[tuple[Condition, Span]]


class Path:
    """The way of one session through the steps of its scenario."""

    def __init__(self, timeline: Timeline, scenario: Scenario) -> None:
        self.timeline = timeline
        self.scenario = scenario
        self.waits = Waits(timeline)
        self._showings = [showings(step, timeline.views) for step in scenario.steps]
        self.reached = recognise(scenario.steps, self._showings)

    @property
    def completed(self) -> bool:
        return bool(self.reached) and self.reached[-1] is not None

    @cached_property
    def _known(self) -> list[tuple[int, Reached]]:
        return [(index, reached) for index, reached in enumerate(self.reached) if reached]

    def last_reached(self, at_s: float | None = None) -> int:
        """Index of the last step reached by ``at_s`` (the end if None), −1 for none."""
        known = [i for i, r in self._known if at_s is None or r.since_s <= at_s]
        return known[-1] if known else -1

    @cached_property
    def _shown(self) -> list[tuple[float, int]]:
        """When the page of each step was first shown, in whatever order."""
        first = map(self._first_shown, range(len(self.reached)))
        return [(match.since_s, index) for index, match in enumerate(first) if match]

    def _first_shown(self, index: int) -> Reached | None:
        """The first match of a step whatever came before it."""
        return _first(self.scenario.steps[index], self._showings[index], None)

    def step_of(self, view: PageView) -> int:
        """Index of the last step that a view belongs to by any of its conditions, reached in order
        or not; −1 for none."""
        return self._steps_by_view.get((view.page, view.number), -1)

    @cached_property
    def _steps_by_view(self) -> dict[tuple[str, int], int]:
        return {
            (showing.view.page, showing.view.number): index
            for index, shown in enumerate(self._showings)
            for showing in shown
        }

    def come_s(self, view: PageView | None, at_s: float) -> float:
        """``at_s``, or when the step was recognised that ``view`` is the page of, if that was a
        moment later: what fails while a page comes belongs to what is to be done in that page."""
        latest = (view.shown_s if view else at_s) + COMING_S
        known = (reached.since_s for _, reached in self._known if reached.view is view)
        return max([at_s, *(since_s for since_s in known if since_s <= latest)])

    def furthest(self, at_s: float) -> int:
        """Index of the furthest step whose own page had been shown by ``at_s``, −1 for none. Who
        comes in the middle, as with a basket from the last visit, reaches the steps before it only
        when led back there: that is no way forward."""
        shown = (index for since_s, index in self._shown if since_s <= at_s)
        return max(shown, default=-1)

    def went_on(self, since_s: float, until_s: float) -> bool:
        """Whether a step was reached in between that is further than any shown before."""
        before = max(self.last_reached(since_s), self.furthest(since_s))
        return self.last_reached(until_s) > before

    def towards(self, at_s: float | None = None) -> str:
        """Name of the step being worked towards; ``""`` after the last."""
        for index in range(self.last_reached(at_s) + 1, len(self.reached)):
            step = self.scenario.steps[index]
            if not step.optional or self.reached[index]:
                return step.name
        return ""

    @cached_property
    def shown_anyway(self) -> dict[int, float]:
        """Steps that do not count because a mandatory one before them was never shown, with the
        moment at which their own page was."""
        found = {}
        for index, reached in enumerate(self.reached):
            if reached is None:
                match = self._first_shown(index)
                if match:
                    found[index] = match.at_s
        return found

    @cached_property
    def missing(self) -> int | None:
        """Index of the first mandatory step that was not reached."""
        steps = zip(self.scenario.steps, self.reached, strict=True)
        return next((i for i, (s, r) in enumerate(steps) if not (r or s.optional)), None)

    @cached_property
    def marks(self) -> dict[str, StepMark]:
        """What the script said about each step; the last word counts."""
        return {m.event.name: m.event for m in self.timeline.all(StepMark)}

    @cached_property
    def drifted(self) -> tuple[str, ...]:
        """Steps that the script called done and that no page ever showed."""
        return tuple(
            step.name
            for index, step in enumerate(self.scenario.steps)
            if (mark := self.marks.get(step.name)) and mark.ok
            and self.reached[index] is None and index not in self.shown_anyway
        )  # fmt: skip


def showings(step: Step, views: Sequence[PageView]) -> list[Showing]:
    """The views that showed a step, in their order."""
    found = []
    for view in views:
        held = [(wanted, span) for wanted in step.reached for span in holds(wanted, view)]
        if held:
            found.append(Showing(view, held))
    return found


def recognise(steps: Sequence[Step], shown: Sequence[Sequence[Showing]]) -> list[Reached | None]:
    """One entry per step: mandatory ones first, then the optional ones between them."""
    reached: list[Reached | None] = [None] * len(steps)
    after: tuple[Step, Reached] | None = None
    for index, step in enumerate(steps):
        if step.optional and index < len(steps) - 1:
            continue
        match = _first(step, shown[index], after)
        if match is None:
            break
        reached[index] = match
        after = step, match
    _fill_optional(steps, shown, reached)
    return reached


def _fill_optional(
    steps: Sequence[Step], shown: Sequence[Sequence[Showing]], reached: list[Reached | None]
) -> None:
    after: tuple[Step, Reached] | None = None
    for index, step in enumerate(steps):
        if reached[index] is None:
            if not step.optional:
                return
            limit = next((r.since_s for r in reached[index:] if r), None)
            match = _first(step, shown[index], after)
            if match and (limit is None or match.since_s <= limit):
                reached[index] = match
        if found := reached[index]:
            after = step, found


def _first(
    step: Step, shown: Sequence[Showing], after: tuple[Step, Reached] | None
) -> Reached | None:
    """First match of any condition after the step before: in a later view, or still in the same
    view, unless both steps ask for the very same thing."""
    for showing in shown:
        view = showing.view
        matches = []
        for condition, (since, end) in showing.held:
            floor = float("-inf")
            if after:
                before, last = after
                if view is last.view and before.reached != step.reached:
                    if end < last.since_s:
                        continue
                    since = max(since, last.since_s)
                elif since <= last.since_s:
                    continue
                floor = last.at_s
            by_address = not (condition.selector or condition.text or condition.datalayer)
            shown_s = max(since, view.shown_s) if by_address else since
            matches.append(Reached(since, max(shown_s, floor), view))
        if matches:
            return min(matches, key=lambda match: match.since_s)
    return None


def step_results(path: Path) -> tuple[StepResult, ...]:
    """One result per step of the scenario, in its order. Asides take no time."""
    spans = without(path.waits.machine_spans, path.timeline.asides)
    results, previous_s = [], 0.0
    for index, (step, reached) in enumerate(zip(path.scenario.steps, path.reached, strict=True)):
        mark = path.marks.get(step.name)
        common = StepResult(
            name=step.name,
            reached=reached is not None,
            optional=step.optional,
            marked_s=mark.duration_ms / 1000 if mark else None,
            screenshot=mark.screenshot if mark else "",
            error=_error(path, index, mark),
        )
        if reached is None:
            results.append(common)
            continue
        vitals = {m.event.name: m.event.value for m in reached.view.all(Vital)}
        timed = replace(
            common,
            at_s=reached.at_s,
            duration_s=path.timeline.seconds(previous_s, reached.at_s),
            machine_s=covered(spans, previous_s, reached.at_s),
            url=reached.view.url,
            vitals=vitals,
        )
        results.append(timed)
        previous_s = reached.at_s
    return tuple(results)


def _error(path: Path, index: int, mark: StepMark | None) -> str:
    step = path.scenario.steps[index]
    if mark and mark.error:
        return mark.error
    if path.reached[index] is not None:
        return ""
    missing = path.missing
    if index in path.shown_anyway and missing is not None and missing < index:
        before = path.scenario.steps[missing].name
        return (
            f"shown at {path.shown_anyway[index]:.1f} s but not counted: the step “{before}” "
            "before it was never reached (mark it optional if it may be skipped)"
        )
    if step.name in path.drifted:
        return "the script called this step done, but the page never showed it"
    return ""
