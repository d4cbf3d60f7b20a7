"""A word that only programs say, or a label without its value."""

import re
from collections.abc import Iterable

from kitka.analyzer.elements import describe, element_of, identity
from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, Rule
from kitka.recorder.model import Oddity, Promise

SOURCES = frozenset({"code", "pre", "kbd", "samp", "script", "style", "textarea", "input"})
"""Elements in which such words may be meant."""


PROGRAMS = re.compile(
    r"(?<![\w.])(undefined|NaN|null)(?![\w.])|\[object Object\]|\{\{.*\}\}|Invalid Date"
)
"""In a watched promise, which is short and stands for one value."""


def find(context: Context) -> Iterable[Friction]:
    told: set[tuple[str, str]] = set()
    yield from promises(context, told)
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


def promises(context: Context, told: set[tuple[str, str]]) -> Iterable[Friction]:
    """What the scenario watches is read at once, also where nobody stays long enough to be sure of
    the rest of the page."""
    texts = [m.event.text for m in context.timeline.all(Oddity) if m.event.what == "text"]
    for moment in context.timeline.all(Promise):
        event, view = moment.event, context.timeline.view_of(moment)
        path = view.path if view else ""
        if not PROGRAMS.search(event.text) or (path, event.name) in told:
            continue
        if any(event.text in text or text in event.text for text in texts if text):
            continue  # told by the page itself
        told.add((path, event.name))
        selector = context.scenario.watch.promises.get(event.name, "")
        yield context.friction(
            moment.at_s,
            0.0,
            Element(name=event.name, selector=selector),
            f"On {path or 'a page'} {event.name.replace('_', ' ')} says “{event.text}”.",
            values={"subject": path, "text": event.text, "kind": "promise"},
            where=moment.view_key,
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
    applies="What stands in the page's text where it can be seen, after the page rests, and "
    "watched promises at once; not in code samples and fields, and not the German "
    "number “Null”. The same place of an address counts once.",
    cost="None is known: 0.",
    remedy="Show nothing, or say that it is not known, where a value may be missing; test pages "
    "with incomplete products.",
    source="ECMAScript: how undefined, NaN and objects turn into text; method.md §9",
    error=True,
    find=find,
    family="page",
)
