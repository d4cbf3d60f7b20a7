"""A word that only programs say, or a label without its value."""

import re
from collections.abc import Iterable

from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Alert, Message, Oddity, Promise

SOURCES = frozenset({"code", "pre", "kbd", "samp", "script", "style"})
"""Elements in which such words may be meant. (What is typed in a field, the page leaves out.)"""


PROGRAMS = re.compile(
    r"(?<![\w.])(undefined|NaN|null)(?![\w.])|\[object Object\]|\{\{.*\}\}|Invalid Date"
    r"|\$\{[^}]*\}|%\(\w+\)[sd]|^(?!www\.)[a-z]\w*(?:\.[A-Za-z_]\w*){2,}$"
)
"""In a watched promise, which is short and stands for one value."""
DRAWN_S = 1.0
"""By then a page has filled its templates in; the page itself waits as long for its texts."""
SPOKEN = re.compile(
    r"(?<![\w.'“\"])(undefined|NaN)(?![\w.'”\"])|\[object \w+\]|\{\{.*\}\}|\$\{[^}]*\}"
    r"|Invalid Date|^\W*null\W*$|%\(\w+\)[sd]"
)
"""In a sentence; there “null” may be a word."""
ERROR = re.compile(r"\b\w*Error:|undefined is not|of undefined|is undefined|not defined")
"""An error of the script's own, shown to the shopper: its words are what went wrong."""


def find(context: Context) -> Iterable[Friction]:
    told: set[tuple[str, str]] = set()
    yield from promises(context, told)
    yield from spoken(context)
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
            step_at_s=context.path.come_s(view, moment.at_s),
        )


def promises(context: Context, told: set[tuple[str, str]]) -> Iterable[Friction]:
    """What the scenario watches is read at once, also where nobody stays long enough to be sure of
    the rest of the page."""
    texts = odd_texts(context)
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


def spoken(context: Context) -> Iterable[Friction]:
    """What a message or a dialog of the browser says: what stands in a message is no part of the
    page's text, and goes before it would be taken for what stays."""
    said: list[Moment[Message] | Moment[Alert]] = [
        *context.timeline.all(Message), *context.timeline.all(Alert)
    ]  # fmt: skip
    told: set[tuple[str, str]] = set()
    texts = odd_texts(context)
    for moment in sorted(said, key=lambda moment: moment.at_s):
        event, view = moment.event, context.timeline.view_of(moment)
        text = event.text if isinstance(event, Message) else event.message
        path = view.path if view else ""
        if not SPOKEN.search(text) or ERROR.search(text) or (path, text) in told:
            continue
        drawn = view is None or moment.at_s - view.shown_s >= DRAWN_S
        if not drawn or any(odd in text or text in odd for odd in texts if odd):
            continue  # a template may yet be filled in; or the page itself tells it
        told.add((path, text))
        element = element_of(event.target) if isinstance(event, Message) else None
        yield context.friction(
            moment.at_s,
            0.0,
            element,
            f"On {path or 'a page'} a message said “{text}”.",
            values={"subject": path, "text": text, "kind": "message"},
            where=moment.view_key,
        )


def odd_texts(context: Context) -> list[str]:
    return [m.event.text for m in context.timeline.all(Oddity) if m.event.what == "text"]


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
    "watched promises, messages and native dialogs at once; not in code samples and fields, and "
    "not the German number “Null”, nor a script's error in its own words. The same place of an "
    "address counts once.",
    cost="None is known: 0.",
    remedy="Show nothing, or say that it is not known, where a value may be missing; test pages "
    "with incomplete products.",
    source="ECMAScript: how undefined, NaN and objects turn into text",
    error=True,
    find=find,
    family="page",
)
