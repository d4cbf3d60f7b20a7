"""Searching again and again without going on to anything."""

import re
from bisect import bisect_left
from collections.abc import Iterable

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import element_of
from kitka.analyzer.session.path import normalised
from kitka.analyzer.session.views import PageView
from kitka.analyzer.session.waits import CLOCKS_S, LINK_S
from kitka.analyzer.way.searches import Search, field_of, searches, term_of
from kitka.analyzer.words import ADD, label, says
from kitka.recorder.model import Click, Submit


def find(context: Context) -> Iterable[Friction]:
    for run in runs(context):
        terms = {search.term or f"{search.at_s}" for search in run}
        if len(terms) < context.limits["searches"]:
            continue
        first, last = run[0], run[-1]
        after_s = context.until_next_action(last.until_s, context.limits["cap_s"])
        where = next((search.path for search in run if search.path), "")
        yield context.friction(
            first.at_s,
            context.timeline.seconds(first.at_s, last.until_s) + after_s,
            next((search.element for search in run if search.element), None),
            f"{len(terms)} different searches, one after the other, led on to nothing.",
            values={"searches": len(terms), "subject": where or "search"},
            moments=[search.at_s for search in run],
            where=last.where,
            # In a page that stays, the results are there when the first search is.
            step_at_s=press.at_s if (press := context.waits.press_before(first.at_s)) else None,
        )


def runs(context: Context) -> Iterable[list[Search]]:
    """Searches between which the shopper went on to nothing."""
    found = searches(context.timeline)
    going = sorted(went_on(context)) if found else []
    run: list[Search] = []
    for search in found:
        place = bisect_left(going, run[-1].at_s + CLOCKS_S) if run else len(going)
        if place < len(going) and going[place] < search.at_s - CLOCKS_S:
            yield run
            run = []
        run.append(search)
    if run:
        yield run


def went_on(context: Context) -> Iterable[float]:
    """When something other than searching was done: another page was opened, a step reached, a
    button pressed that is no search's, a form sent."""
    timeline, path = context.timeline, context.path
    home = starts(context)
    for view in timeline.views:
        if view.url and not term_of(view) and normalised(view, context.scenario) not in home:
            yield view.asked_s
    yield from (r.since_s for r in path.reached if r and not term_of(r.view))
    submits = timeline.all(Submit)
    searched = [m.at_s for m in submits if field_of(m.event)]
    yield from (m.at_s for m in submits if not field_of(m.event))
    for click in timeline.all(Click):
        element = element_of(click.event.target)
        button = click.event.target.role == "button" and click.event.target.interactive
        if button and BESIDE.search(label(element)) and not says(ADD, element):
            continue
        place = bisect_left(searched, click.at_s - LINK_S)
        if button and not (place < len(searched) and searched[place] <= click.at_s + LINK_S):
            yield click.at_s


BESIDE = re.compile(
    r"^\W*$|^x$|clear|close|reset|\bmenu|filter|\bsort|search|accept|cookie"
    r"|tyhjennä|sulje|palauta|valikko|suodat|rajaa|lajittel|järjest|\b(haku|hae|etsi)|hyväksy|eväst"
    r"|rensa|stäng|meny|sorter|\bsök|godkänn|kakor|löschen|schließ|zurücksetz|menü|sortier|such"
    r"|akzeptier|\b(show|load|view) more|näytä lisää|visa fler|mehr (anzeigen|laden)",
    re.I,
)
"""What is pressed beside searching: the field is emptied, results are sorted, a layer is closed."""


def starts(context: Context) -> set[str]:
    """The views at which searching began, and those of results: coming back there is no going
    on."""
    views = context.timeline.views
    found = {normalised(view, context.scenario) for view in views if term_of(view)}
    before: PageView | None = None
    for view in views:
        if term_of(view) and before is not None and not term_of(before):
            found.add(normalised(before, context.scenario))
            break
        before = view
    return found


RULE = Rule(
    title="Search struggle",
    description="The shopper searched three times or more, with other words each time, and opened "
    "nothing in between. The shop has it under another name, or does not show it.",
    applies="Searches by an address with a query, and by a search field in pages that stay. One "
    "word that is looked up while it is typed is one search; other pages or filters of the same "
    "search are none. Opening anything, pressing a button on a result or reaching a step ends "
    "it; clearing the field, sorting and filtering do not.",
    cost="From the first search until the shopper went on after the last, at most the cap later.",
    remedy="Look up what was searched for, teach the search those words and their misspellings, "
    "and offer something where nothing is found.",
    source="method: at least 3 reformulations without opening a product; Joseph 2025 "
    "(arXiv 2512.20438): search struggle",
    find=find,
    family="way",
)
