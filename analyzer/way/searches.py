"""What was searched for in the shop: by an address with a query, or in a field of a page that
stays. One word typed letter by letter, each of which asks the shop, is one search."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice, zip_longest
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from kitka.analyzer.results import Element
from kitka.analyzer.session.elements import element_of
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.session.waits import CLOCKS_S, PRESSES
from kitka.recorder.model import Blur, Change, Click, Request, Submit, Target

KEYS = frozenset({
    "q", "query", "search", "searchterm", "search_query", "keyword", "keywords", "term", "s",
    "text", "haku", "hakusana", "sok", "sök", "suche", "suchbegriff", "query_string",
    "searchtext", "search_text", "searchstring", "searchquery", "search[query]", "freetext",
    "fritext", "phrase", "kw", "hae", "etsi",
})  # fmt: skip
"""Names of what is searched for in addresses: en, fi, sv, de, and those of common shops."""
SEARCHES = re.compile(
    r"^\W*(search|find|looking for|what are you looking for|haku|hae|etsi|mitä etsit|sök|vad letar"
    r"|such(e|en|begriff)?|wonach suchst|was such(en|st))\b|\b(haku|suchen|sök)\W*$",
    re.I,
)
"""What the field of a search calls itself where neither role nor type says so."""
OF_PLACES = re.compile(
    r"address|post ?code|\bzip\b|street|town|\bcity|country|location|nearest|pick.?up|locker"
    r"|\bstores\b|\ba store|store (finder|locator)|branch|order|help|faq|question"
    r"|osoite|postinumero|noutopist|automaat|myymälä(t|ä)?\b|toimipaik|\bmaa\b|tilau|ohje"
    r"|adress|postnummer|\bort\b|ombud|butik(er)?\b|\bland\b|hjälp"
    r"|\bplz\b|postleitzahl|filiale|packstation|abhol|bestell|hilfe",
    re.I,
)
"""What else is searched for in a shop: an address, a place to fetch a parcel from, a country."""
IN_PATH = re.compile(
    r"/(?:search|haku|hae|etsi|sok|sök|s%C3%B6k|suche|suchen)/(?!page\b|sivu\b|results?\b)"
    r"([^/?#]+)/?$",
    re.I,
)
ADDRESSED_S = 10.0
"""Within it the page of results has come (Nielsen 1993: the limit of attention)."""
ASKED_S = 0.5
"""Within it the request of a form that was sent has begun, debounced or not."""
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
    """What a view's address searches for; ``""`` for nothing."""
    return term_in(view.url)


def term_in(address: str) -> str:
    """What an address searches for; ``""`` for nothing."""
    parts = urlsplit(address)
    route = urlsplit(parts.fragment).query if parts.fragment.startswith(("/", "!/")) else ""
    if not (parts.query or route):
        return _in_path(parts)
    for key, value in parse_qsl(f"{parts.query}&{route}", keep_blank_values=False):
        if key.lower() in KEYS and value.strip():
            return " ".join(value.casefold().split())
    return ""


def _in_path(parts: SplitResult) -> str:
    """What shops with tidy addresses search for: ``/search/tent``, ``#/haku/teltta``."""
    route = parts.fragment if parts.fragment.startswith(("/", "!/")) else ""
    found = IN_PATH.search(route or parts.path)
    return " ".join(unquote(found[1]).replace("+", " ").casefold().split()) if found else ""


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
        _of_field(timeline, moment, change.event.target)
        for change in timeline.all(Change)
        if is_field(change.event.target)
        for moment in _in_visit(timeline, change)
    ]
    sent = [
        _of_field(timeline, moment, field) for moment in timeline.all(Submit)
        if not moment.event.refused
        and (field := field_of(moment.event))
    ]  # fmt: skip
    element = next((search.element for search in (*sent, *changed)), None)
    if not told:
        return sent or changed
    return [replace(one, element=element) for one in (*told, *_unaddressed(timeline, sent, told))]


def _unaddressed(timeline: Timeline, sent: list[Search], told: list[Search]) -> Iterator[Search]:
    """Forms that were sent without a new address, where their request says for what: some pages
    write the address at the first search only."""
    known = sorted(search.at_s for search in told)
    for search, after in zip_longest(sent, sent[1:]):
        until_s = min(after.at_s, search.at_s + ADDRESSED_S) if after else float("inf")
        place = bisect_left(known, search.at_s - CLOCKS_S)
        if place < len(known) and known[place] < until_s:
            continue
        if term := _asked(timeline, search.at_s, min(until_s, search.at_s + ASKED_S)):
            yield replace(search, term=term)


def _asked(timeline: Timeline, since_s: float, until_s: float) -> str:
    """What a request that a form began searches for."""
    requests = timeline.all(Request)
    first = bisect_left(requests, since_s - CLOCKS_S, key=lambda m: m.at_s)
    last = bisect_right(requests, until_s, key=lambda m: m.at_s)
    return next((term for m in requests[first:last] if (term := term_in(m.event.url))), "")


def _in_visit(
    timeline: Timeline, change: Moment[Change]
) -> Iterator[Moment[Change] | Moment[Click]]:
    yield change
    yield from _again(timeline, change)


def _again(timeline: Timeline, change: Moment[Change]) -> Iterator[Moment[Click]]:
    """Presses into a search field that is still being visited, each followed by other words: only
    the first change of a visit is told, so that the key that followed says so, or as many runs of
    deletion as presses."""
    view = timeline.view_of(change)
    selector = change.event.target.selector
    if view is None:
        return
    blurs, clicks = view.all(Blur), view.all(Click)
    since = bisect_left(blurs, change.at_s, key=lambda m: m.at_s)
    left = next(
        (m for m in islice(blurs, since, None) if m.event.target.selector == selector), None
    )
    first = bisect_right(clicks, change.at_s, key=lambda m: m.at_s)
    pressed: list[Moment[Click]] = []
    last_s = change.at_s
    for click in islice(clicks, first, first + PRESSES):
        if left is not None and click.at_s > left.at_s:
            break
        if click.event.target.selector == selector and click.at_s - last_s > TYPING_S:
            pressed.append(click)
            last_s = click.at_s
    deleted = left is not None and left.event.corrections >= len(pressed)
    for click in pressed:
        reaction = timeline.reaction(click)
        if deleted or (reaction and "input" in reaction.after):
            yield click


def _of_field(
    timeline: Timeline, moment: Moment[Change] | Moment[Submit] | Moment[Click], field: Target
) -> Search:
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
    """Role and type first; a field of another type whose name in the page is a search's, or that
    calls itself one."""
    if target.role == "searchbox" or target.type == "search":
        return True
    if not target.text_entry:
        return False
    if (target.test_id or "").lower().strip("-_") in KEYS:
        return True
    return bool(SEARCHES.search(target.name)) and not OF_PLACES.search(target.name)
