"""One element over many sessions: its identity, and how a sentence names it."""

from __future__ import annotations

import re

from kitka.analyzer.results import Element
from kitka.recorder.model import Submit, Target


def element_of(target: Target | None) -> Element | None:
    if target is None:
        return None
    return Element(target.role, target.name, target.selector, target.test_id)


def pressed(submit: Submit) -> Target:
    """What sent a form: its button, else the form itself."""
    return submit.via or submit.target


_COUNT = re.compile(r"[(\[]\s*\d+\s*[)\]]|\d+(?:[.,\u00a0 ]\d+)*\s*[€$£¥]|[€$£¥]\s*\d+(?:[.,]\d+)*")


def squeezed(name: str) -> str:
    """A name without what changes under way: case, spaces, a count in brackets, a sum."""
    return " ".join(_COUNT.sub("", name).casefold().split()) or " ".join(name.casefold().split())


def identity(element: Element | None) -> str:
    """Equal for the same element in every session: test id, else role and name, else selector."""
    if element is None:
        return ""
    if element.test_id:
        return f"test_id={element.test_id}"
    if element.name:
        return f"{element.role}={element.name}"
    return f"selector={element.selector}"


def describe(element: Element | None) -> str:
    """``button “Add to basket”``, for a sentence."""
    if element is None:
        return "the page"
    role = element.role or "element"
    name = element.name or element.test_id or element.selector
    return f"{role} “{name}”" if name else role
