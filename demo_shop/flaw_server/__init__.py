"""What the server does for flaws: one module per group, each with its `ANSWERS` and `CHANGES`.

Both are mappings by the name of the flaw; `kinds.py` says what an answer and a change are.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from types import ModuleType
from typing import Any

from django.http import HttpRequest, HttpResponse

from kitka.demo_shop.flaw_server import (
    asked,
    deals,
    fields,
    forms,
    hand,
    help_centre,
    knobs,
    paths,
    presses,
    sights,
    steps,
    till,
    trails,
    way,
)
from kitka.demo_shop.flaw_server.kinds import Answer, Change, Views
from kitka.demo_shop.flaws import active

PARTS: Sequence[ModuleType] = (
    steps, help_centre, forms, presses, asked, way, hand, paths, till, knobs, sights, trails,
    deals, fields,
)  # fmt: skip


def _all(name: str) -> dict[str, Any]:
    """What every part says under ``name``. Raises ValueError where two speak of one flaw."""
    found: dict[str, Any] = {}
    for part in PARTS:
        theirs: dict[str, Any] = getattr(part, name, {})
        if twice := found.keys() & theirs.keys():
            raise ValueError(f"{part.__name__}: {name} of {sorted(twice)} stand elsewhere, too")
        found.update(theirs)
    return found


ANSWERS: dict[str, Answer] = _all("ANSWERS")
CHANGES: dict[str, Change] = _all("CHANGES")


class FlawMiddleware:
    """Answers instead of the views, or changes what they show, where a flaw is on."""

    def __init__(self, get_response: Views) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        answers = [answer for flaw, answer in ANSWERS.items() if flaw in active]
        return _answered(request, answers, self.get_response)

    def process_template_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """Let each flaw that is on change the page's context."""
        for flaw, change in CHANGES.items():
            if flaw in active and response.context_data is not None:
                change(request, response.context_data)
        return response


def _answered(request: HttpRequest, answers: Sequence[Answer], views: Views) -> HttpResponse:
    """The first answer that is given; whoever asks the views asks the further flaws first."""
    if not answers:
        return views(request)
    further = partial(_answered, answers=answers[1:], views=views)
    given = answers[0](request, further)
    return further(request) if given is None else given
