"""A word that only programs say, or a label without its value."""

from collections.abc import Iterable

from kitka.analyzer.elements import describe, element_of, identity
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.recorder.model import Oddity

SOURCES = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea", "input"})
"""Elements in which such words may be meant."""


def find(context: Context) -> Iterable[Friction]:
    told: set[tuple[str, str]] = set()
    for moment in context.timeline.all(Oddity):
        event, view = moment.event, context.timeline.view_of(moment)
        element = element_of(event.target)
        path = view.path if view else ""
        key = (path, identity(element))
        if event.what == "image" or key in told or not wrong(event):
            continue
        told.add(key)
        said = " ".join(event.text.split())
        what = f"says “{said}”" if event.what == "text" else "stands without its value"
        yield context.friction(
            moment.at_s,
            0.0,
            element,
            f"On {path or 'a page'} {describe(element)} {what}.",
            values={"subject": path, "text": said, "kind": event.what},
            where=moment.view_key,
            rect=event.target.rect,
        )


def wrong(oddity: Oddity) -> bool:
    if oddity.target.tag in SOURCES:
        return False
    # “Null” with a capital is a number in German.
    return oddity.what == "empty" or oddity.text.strip(" .,:€") not in ("", "Null")


RULE = Rule(
    title="Missing content",
    description="Where something was to be read stood “undefined”, “NaN” or a template's own "
    "words, or a label or price without its value.",
    applies="What stands in the page's text where it can be seen, after the page rests; not in "
    "code samples and fields, and not the German number “Null”. The same place of an address "
    "counts once.",
    cost="None is known: 0.",
    remedy="Show nothing, or say that it is not known, where a value may be missing; test pages "
    "with incomplete products.",
    source="ECMAScript: how undefined, NaN and objects turn into text; method.md §9",
    error=True,
    find=find,
    family="page",
)
