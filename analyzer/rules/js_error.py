"""An error in a page's script that nobody caught."""

from collections import defaultdict
from collections.abc import Iterable

from kitka.analyzer.failures import error_key, harmless, unasked
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.timeline import Moment
from kitka.recorder.model import JsError


def find(context: Context) -> Iterable[Friction]:
    merged: dict[tuple[tuple[str, int], str], list[Moment[JsError]]] = defaultdict(list)
    by_itself = unasked(context.timeline)
    for moment in context.timeline.all(JsError):
        event = moment.event
        if harmless(event) or (tied(context, moment) and error_key(moment) not in by_itself):
            continue
        merged[moment.view_key, event.message].append(moment)
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


def tied(context: Context, moment: Moment[JsError]) -> bool:
    """Thrown by a press soon enough to be an error click, which tells it there."""
    click = context.timeline.click(moment.page, moment.event.click)
    within = context.limits["click_ms"] / 1000
    return click is not None and moment.at_s - click.at_s <= within


RULE = Rule(
    title="Script error",
    description="An uncaught error or rejected promise in the page's script. What the script was "
    "to do for the shopper did not happen.",
    applies="Errors that a press threw are error_click's. Harmless notices (ResizeObserver loop, "
    "AbortError) and browser extensions are left out; the same message in a view counts once. "
    "“Script error.” comes from another origin and blames nobody: it never explains a failure.",
    cost="None is known: 0.",
    remedy="Mend the error at the place that the evidence names; send the script with CORS "
    "headers where it only says “Script error.”.",
    source="HTML standard, report an exception; W3C/WHATWG muted errors for “Script error.”",
    error=True,
    find=find,
    family="page",
)
