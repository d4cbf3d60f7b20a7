"""What the audit of a scripted session finds in the page of a step."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model.base import Record
from kitka.recorder.model.parts import Event, Target

AuditCheck = Literal[
    "autocomplete", "input_type", "label", "zoom", "target_size", "keyboard_order",
    "keyboard_trap", "accessibility", "fields", "steps", "total_shown", "guest", "error_tied",
]  # fmt: skip
"""The first eight are looked at in each page, the others follow from the whole session."""
AuditImpact = Literal["minor", "moderate", "serious", "critical"]


class AuditHit(Record, frozen=True):
    """One thing that is wrong with one element (or with ``count`` alike, of which it is the first).

    ``rule`` is the check's own finer name (axe-core's rule, an autocomplete token), ``mend`` what
    to do, ``help`` where to read on.
    """

    check: AuditCheck
    rule: str
    text: str
    target: Target | None = None
    impact: AuditImpact = "moderate"
    count: int = 1
    mend: str = ""
    help: str = ""


class Audit(Event, tag="audit", kw_only=True, frozen=True):
    """The audit of the view that ended step ``step``: no person was there.

    ``fields`` asks for something to be typed or chosen from a list, ``elements`` counts radio
    buttons, checkboxes and buttons of the form, too; search and newsletter forms are left out.
    ``keyboard`` says whether Tab could be tried in a copy of the view, opened by its address: one
    that only a form leads to has none.
    """

    step: str
    page: str = ""
    shown_view: int = -1
    url: str = ""
    fields: int = 0
    elements: int = 0
    touch: bool = False
    hits: tuple[AuditHit, ...] = ()
    keyboard: Literal["", "tried", "not reachable"] = ""
    error: str = ""
