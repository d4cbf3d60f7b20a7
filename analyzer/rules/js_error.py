"""An error in a page's script that nobody caught, or only somebody who wrote it down."""

import re
from collections import defaultdict
from collections.abc import Iterable

from kitka.analyzer.page.failures import coped_with, cut_off, harmless, merely_noted
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import JsError

QUOTED = re.compile(r"'[^']*'|\"[^\"]*\"|`[^`]*`")
PLACE = re.compile(r":\d+:\d+\)?$")
"""Ends a line of a stack, in all browsers."""


def find(context: Context) -> Iterable[Friction]:
    merged: dict[tuple[tuple[str, int], str], list[Moment[JsError]]] = defaultdict(list)
    known: dict[tuple[str, str], str] = {}
    for moment in context.timeline.all(JsError):
        event = moment.event
        if harmless(event) or context.presses.blames.blamed(moment):
            continue
        if cut_off(context.timeline, moment, context.limits["leaving_s"]):
            continue
        if merely_noted(event):
            continue
        if coped_with(context.timeline, moment):
            continue
        message = known.setdefault(cause(event), event.message)
        merged[where_of(context.timeline, moment), message].append(moment)
    for (where, message), moments in merged.items():
        event = moments[0].event
        foreign = message.strip(". ").casefold() == "script error"
        origin = " from another origin's script" if foreign else ""
        place = f" ({event.source}:{event.line})" if event.source else ""
        times = f", {len(moments)} times" if len(moments) > 1 else ""
        yield context.friction(
            moments[0].at_s,
            0.0,
            None,
            f"The page's script failed{origin}: {message}{place}{times}.",
            values={
                "subject": message,
                "count": len(moments),
                "third_party": "yes" if foreign else "no",
            },
            moments=[moment.at_s for moment in moments],
            where=where,
        )


def where_of(timeline: Timeline, moment: Moment[JsError]) -> tuple[str, int]:
    """The view; of what the driver told, the one that was there."""
    view = timeline.view_of(moment) or timeline.view_at(moment.at_s)
    return (view.page, view.number) if view else moment.view_key


def cause(event: JsError) -> tuple[str, str]:
    """Errors of one defect differ at most in the name that was met (of a property, of a field)
    where they were thrown."""
    places = (line.strip() for line in event.stack.splitlines())
    thrown = next((line for line in places if PLACE.search(line)), "")
    return (QUOTED.sub("", event.message), thrown) if thrown else (event.message, "")


RULE = Rule(
    title="Script error",
    description="An error or rejected promise in the page's script that nobody caught, or that a "
    "framework (Angular, React, Vue) caught and wrote to the console. What the script was to do "
    "for the shopper did not happen.",
    applies="Errors that a press threw are error_click's. Harmless notices (ResizeObserver loop, "
    "AbortError), browser extensions, what in-app browsers put into pages, the scripts of "
    "known trackers and requests cut off because the page was being left are left out; the "
    "same message in a view counts once, as do those of one place that differ only in a "
    "quoted name. Of what a script wrote to the console only what engines and frameworks "
    "throw (TypeError and its like) in a script of the shop's own origin counts, and not "
    "where a request had just failed: words alone are warnings. “Script error.” comes from "
    "another origin and blames nobody: it never explains a failure.",
    cost="None is known: 0.",
    remedy="Mend the error at the place that the evidence names; send the script with CORS "
    "headers where it only says “Script error.”.",
    source="HTML standard, report an exception; W3C/WHATWG muted errors for “Script error.”",
    error=True,
    find=find,
    family="page",
)
