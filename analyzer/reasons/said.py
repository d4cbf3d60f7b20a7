"""What the person answered about a session, and what a researcher noted near its end."""

from __future__ import annotations

from collections.abc import Iterable

from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.words import spoken_of
from kitka.analyzer.results import ReasonKind
from kitka.analyzer.rules import limits
from kitka.analyzer.session.steps import Path

CHOSEN: dict[str, ReasonKind] = {
    "extra_costs": "extra cost",
    "account": "account",
    "complicated": "too long",
    "total_unclear": "no total",
    "errors": "error",
    "trust": "trust",
    "delivery_slow": "delivery",
    "returns": "returns",
    "payment_methods": "payment methods",
    "payment_failed": "declined",
}
"""The options of the question ``stopped_reason``."""

QUESTIONS = {"stopped_why": "what made them stop", "hesitated.what": "what made them hesitate"}


def said(path: Path, end_s: float) -> Iterable[Cause]:
    """Causes by the words of people. The words themselves are not repeated: they belong to whoever
    wrote them."""
    step = path.towards()
    for answer in path.timeline.answers:
        if answer.item == "stopped_reason":
            for option in answer.value.split():
                if option in CHOSEN:
                    kind = CHOSEN[option]
                    text = f"The person named {kind} as the main reason."
                    yield Cause(kind, "said", text, end_s, "said_choice", step=step)
        elif answer.item in QUESTIONS:
            grade = "said_why" if answer.item == "stopped_why" else "said_hesitated"
            for kind in spoken_of(answer.value):
                text = f"Asked {QUESTIONS[answer.item]}, the person spoke of {kind}."
                yield Cause(kind, "said", text, end_s, grade, step=step)
    window_s = limits("reasons")["window_s"]
    for note in path.timeline.notes:
        if note.tag == "note" and note.at_s >= end_s - window_s:
            for kind in spoken_of(note.text):
                text = f"A note about the end speaks of {kind}."
                yield Cause(kind, "said", text, min(note.at_s, end_s), "said_note", step=step)
