"""What a page had offered to choose from and did not give: slots that are taken, sizes that are
out of stock, ways of paying that are not for everybody.

A form that is refused for what was written has an error to be mended. One that is refused for what
the page itself had offered says that the thing is not to be had: who leaves then leaves for that.
"""

from __future__ import annotations

from itertools import pairwise

from kitka.analyzer.forms.offered import asks_for_more
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.kinds import Grade, asked_by
from kitka.analyzer.reasons.scene import Scene, words_of
from kitka.analyzer.reasons.words import GIVEN_BACK, about
from kitka.analyzer.results import ReasonKind
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Change, Message, Target

OFFERED = frozenset({"radio", "combobox", "listbox", "radiogroup", "group", "option"})
REFUSALS = frozenset({"validation_loop", "late_validation", "field_struggle", "error_click"})
APART_S = 0.5
"""Messages of one answer come together."""


def denied(scene: Scene) -> Cause | None:
    """What was said last of all of a choice that had been made, where nothing else was wrong."""
    last = scene.stopped_in
    if last is None:
        return None
    said = [
        m for m in last.all(Message)
        if m.at_s <= scene.end_s and m.event.severity == "error" and m.event.field
    ]  # fmt: skip
    if not said or not said[-1].event.field:
        return None
    field, text = said[-1].event.field, said[-1].event.text
    answer = [m.event.field for m in said if said[-1].at_s - m.at_s < APART_S and m.event.field]
    if any(one.role not in OFFERED for one in answer) or not _chosen(scene, last, field):
        return None
    if asks_for_more(text):
        return None  # of several groups another one had been chosen from
    kind = _kind(scene, last, field)
    if kind is None:
        return None
    again = _times([m for m in said if m.event.field and m.event.field.role in OFFERED])
    element = element_of(field)
    told = f"What was chosen in {describe(element)} was not to be had: “{text[:100]}”"
    grade: Grade = "stopped" if again > 1 else "looked_up"
    return scene.cause(kind, told, last, grade, at_s=said[-1].at_s, until_s=scene.end_s,
                       element=element)  # fmt: skip


def _chosen(scene: Scene, last: PageView, field: Target) -> bool:
    """It was not left empty: of a group one is chosen whose name is its own."""
    views = [v for v in scene.views[-2:] if v.path == last.path]
    made = (m.event.target for view in views for m in view.all(Change) if m.at_s <= scene.end_s)
    if field.role in ("group", "radiogroup"):
        return any(target.role == "radio" for target in made)
    return any(target.role == field.role and target.name == field.name for target in made)


def _kind(scene: Scene, last: PageView, field: Target) -> ReasonKind | None:
    kind = asked_by("radio", words_of(field))
    if kind in ("delivery", "payment methods"):
        return kind
    back = scene.path.scenario.phase != "purchase" and GIVEN_BACK.search(about(last))
    return "returns" if back else None


def _times(said: list[Moment[Message]]) -> int:
    return 1 + sum(now.at_s - before.at_s >= APART_S for before, now in pairwise(said))
