"""What was searched for in the shop: by an address with a query, or in a field of a page that
stays. One word typed letter by letter, each of which asks the shop, is one search."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlsplit

from kitka.analyzer.elements import element_of
from kitka.analyzer.results import Element
from kitka.analyzer.timeline import Moment, PageView, Timeline
from kitka.recorder.model import Change, Submit, Target

KEYS = frozenset({
    "q", "query", "search", "searchterm", "search_query", "keyword", "keywords", "term", "s",
    "text", "haku", "hakusana", "sok", "sök", "suche", "suchbegriff", "query_string",
})  # fmt: skip
"""Names of what is searched for in addresses: en, fi, sv, de, and those of common shops."""
TYPING_S = 3.0
"""Pauses within one word are shorter; Nielsen 1993: 1 s breaks no flow, three give room."""


@dataclass(frozen=True)
class Search:
    """``term`` as the address says it, without case; ``""`` where only the field is known."""

    at_s: float
    until_s: float
    term: str
    element: Element | None
    where: tuple[str, int]
    path: str = ""


def term_of(view: PageView) -> str:
    """What an address searches for; ``""`` for nothing."""
    parts = urlsplit(view.url)
    route = urlsplit(parts.fragment).query if parts.fragment.startswith(("/", "!/")) else ""
    for key, value in parse_qsl(f"{parts.query}&{route}", keep_blank_values=False):
        if key.lower() in KEYS and value.strip():
            return " ".join(value.casefold().split())
    return ""


def searches(timeline: Timeline) -> list[Search]:
    """Every search of a session, in order; what is told twice (field and address) is one."""
    found: list[Search] = []
    for search in sorted(_told(timeline), key=lambda search: search.at_s):
        last = found[-1] if found else None
        if last is not None and _same(last, search):
            found[-1] = replace(
                last, until_s=search.until_s, term=search.term or last.term,
                element=last.element or search.element, path=search.path or last.path,
            )  # fmt: skip
        else:
            found.append(search)
    return found


def _same(last: Search, now: Search) -> bool:
    soon = now.at_s - last.until_s <= TYPING_S
    if last.term and now.term:
        grown = now.term.startswith(last.term) or last.term.startswith(now.term)
        return last.term == now.term or (soon and grown)
    return soon  # the page does not say what the field holds


def _told(timeline: Timeline) -> list[Search]:
    """By what says most in this session: addresses, else forms that were sent, else fields that
    were changed (typing one word may take longer than the next search)."""
    told = [
        Search(view.asked_s, view.shown_s, term, None, (view.page, view.number), view.path)
        for view in timeline.views if (term := term_of(view))
    ]  # fmt: skip
    changed = [
        _of_field(timeline, moment, moment.event.target) for moment in timeline.all(Change)
        if is_field(moment.event.target)
    ]  # fmt: skip
    sent = [
        _of_field(timeline, moment, field) for moment in timeline.all(Submit)
        if not moment.event.refused
        and (field := field_of(moment.event))
    ]  # fmt: skip
    element = next((search.element for search in (*sent, *changed)), None)
    return [replace(one, element=element) for one in told] or sent or changed


def _of_field(timeline: Timeline, moment: Moment[Change] | Moment[Submit], field: Target) -> Search:
    view = timeline.view_of(moment)
    path = view.path if view else ""
    return Search(moment.at_s, moment.at_s, "", element_of(field), moment.view_key, path)


def field_of(submit: Submit) -> Target | None:
    """The search field of a form that was sent, by its role and type, else by its name."""
    states = submit.fields
    return next(
        (s.target for s in states if is_field(s.target)),
        next((s.target for s in states if s.key.lower() in KEYS and s.target.text_entry), None),
    )


def is_field(target: Target) -> bool:
    """Role and type first; a field of another type whose name in the page is a search's."""
    if target.role == "searchbox" or target.type == "search":
        return True
    return target.text_entry and (target.test_id or "").lower().strip("-_") in KEYS
