"""Each event of a log as a line for people: what was shown, pressed, answered and refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

from kitka.analyzer.results import Element
from kitka.analyzer.session.elements import describe, element_of, pressed
from kitka.analyzer.session.timeline import Timeline, first_visible_ms
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import (
    Alert,
    Block,
    Change,
    Click,
    Copied,
    Crash,
    Dialog,
    JsError,
    Layer,
    Load,
    Message,
    Oddity,
    OffSite,
    Promise,
    Repeat,
    Request,
    Said,
    Setting,
    Submit,
    Tab,
    Total,
    Unreachable,
    View,
    Visibility,
)

Level = Literal["", "step", "friction", "error", "muted", "note"]
Told = tuple[str, str, Level, Element | None]
"""Text, detail, level, element."""

SAID = {
    "done": "said: “I'm finished”",
    "stop": "said: “I would stop here”",
    "leave": "left the study",
}


def _view(timeline: Timeline, moment: Moment[View]) -> Told:
    event = moment.event
    view = timeline.view_of(moment)
    load = view.load if view else None
    how = {"restore": "back to ", "pop": "back to ", "push": "", "replace": "", "hash": ""}
    detail = f"ready in {load.dom_ms / 1000:.2f} s" if load and load.dom_ms else ""
    return f"{how.get(event.cause, '')}{event.url}", detail or event.title, "", None


def _load(timeline: Timeline, moment: Moment[Load]) -> Told | None:
    status = moment.event.status
    return (f"the page answered with HTTP {status}", "", "error", None) if status >= 400 else None


def _click(timeline: Timeline, moment: Moment[Click]) -> Told:
    reaction = timeline.reaction(moment)
    visible = first_visible_ms(reaction) if reaction else None
    element = element_of(moment.event.target)
    detail = f"answered after {visible:.0f} ms" if visible is not None else ""
    if reaction and visible is None and reaction.observed_ms:
        detail = f"nothing to see for {reaction.observed_ms / 1000:.1f} s"
    return f"pressed {describe(element)}", detail, "", element


def _change(timeline: Timeline, moment: Moment[Change]) -> Told:
    element = element_of(moment.event.target)
    waited_s = timeline.seconds(moment.at_s - moment.event.hesitation_ms / 1000, moment.at_s)
    hesitated = f"after {waited_s:.1f} s" if waited_s >= 1 else ""
    given = "one of the buyer's details" if moment.event.from_buyer else ""
    detail = ", ".join(part for part in (given, hesitated) if part)
    return f"{moment.event.how} into {describe(element)}", detail, "muted", element


def _said(timeline: Timeline, moment: Moment[Said]) -> Told:
    return SAID[moment.event.what], "", "note", None


def _copied(timeline: Timeline, moment: Moment[Copied]) -> Told:
    return f"copied “{moment.event.field}” from the task bar", "", "muted", None


def _submit(timeline: Timeline, moment: Moment[Submit]) -> Told:
    event = moment.event
    element = element_of(pressed(event))
    filled = sum(1 for state in event.fields if state.filled)
    detail = f"{filled} of {len(event.fields)} fields filled" if event.fields else ""
    if event.refused:
        who = "the browser" if event.refused == "native" else "the page"
        return f"{who} refused to send the form", detail, "error", element
    return f"sent the form with {describe(element)}", detail, "", element


def _message(timeline: Timeline, moment: Moment[Message]) -> Told:
    event = moment.event
    level: Level = "error" if event.severity == "error" else ""
    field = f"at {describe(element_of(event.field))}" if event.field else ""
    return f"the shop said: {event.text}", field, level, element_of(event.target)


def _js_error(timeline: Timeline, moment: Moment[JsError]) -> Told:
    event = moment.event
    place = f"{event.source}:{event.line}" if event.source else ""
    return f"script error: {event.message}", place, "error", None


def _request(timeline: Timeline, moment: Moment[Request]) -> Told | None:
    event = moment.event
    if event.aborted or event.third_party or not (event.failed or event.status >= 400):
        return None
    answer = f"HTTP {event.status}" if event.status else "no answer"
    return f"{event.method} {event.url} failed", answer, "error", None


def _total(timeline: Timeline, moment: Moment[Total]) -> Told:
    event = moment.event
    amount = f"{event.amount:.2f} {event.currency}".strip()
    return f"{event.what} shown: {amount}", "", "muted", None


def _visibility(timeline: Timeline, moment: Moment[Visibility]) -> Told:
    hidden = moment.event.state == "hidden"
    return ("left the tab" if hidden else "came back to the tab"), "", "muted", None


def _off_site(timeline: Timeline, moment: Moment[OffSite]) -> Told:
    event = moment.event
    where = f"{event.origin}{' (payment)' if event.payment else ''}"
    return (f"went to {where}" if event.away else "came back from off site"), "", "", None


def _dialog(timeline: Timeline, moment: Moment[Dialog]) -> Told:
    # Files from before hold what the driver's dialogs said; the page's Alert tells it today.
    said = f": {moment.event.message}" if moment.event.message else ""
    return f"{moment.event.type}{said}", "", "", None


def _alert(timeline: Timeline, moment: Moment[Alert]) -> Told:
    event = moment.event
    held = f"for {event.duration_ms / 1000:.1f} s" if event.duration_ms >= 50 else ""
    return f"{event.type}: {event.message}", held, "", None


def _block(timeline: Timeline, moment: Moment[Block]) -> Told:
    return f"the page was busy for {moment.event.duration_ms / 1000:.1f} s", "", "muted", None


def _layer(timeline: Timeline, moment: Moment[Layer]) -> Told:
    event = moment.event
    element = element_of(event.target)
    if event.state == "gone":
        return f"{describe(element)} is gone", "", "muted", element
    asked = "" if event.asked else "unasked"
    share = f"over {event.share:.0%} of the view" if event.share else ""
    detail = ", ".join(part for part in (asked, share) if part)
    return f"{describe(element)} lies over the page", detail, "muted", element


def _oddity(timeline: Timeline, moment: Moment[Oddity]) -> Told:
    event = moment.event
    element = element_of(event.target)
    what = {
        "image": "a picture did not come",
        "text": f"“{event.text}” is shown",
        "empty": f"nothing stands at “{event.text}”",
    }[event.what]
    return what, describe(element), "error", element


def _setting(timeline: Timeline, moment: Moment[Setting]) -> Told | None:
    element = element_of(moment.event.target)
    if moment.event.kept:
        return None  # the press or the change that set it is told
    return f"{describe(element)} did not keep what was set", "", "error", element


def _repeat(timeline: Timeline, moment: Moment[Repeat]) -> Told:
    first, element = element_of(moment.event.first), element_of(moment.event.target)
    return f"{describe(element)} got the same as {describe(first)}", "", "muted", element


def _promise(timeline: Timeline, moment: Moment[Promise]) -> Told:
    return f"{moment.event.name.replace('_', ' ')} shown: {moment.event.text}", "", "muted", None


TELLERS: dict[type, Callable[[Timeline, Moment[Any]], Told | None]] = {
    View: _view,
    Load: _load,
    Click: _click,
    Change: _change,
    Submit: _submit,
    Message: _message,
    JsError: _js_error,
    Request: _request,
    Total: _total,
    Visibility: _visibility,
    OffSite: _off_site,
    Said: _said,
    Copied: _copied,
    Tab: lambda timeline, m: (f"a tab was {m.event.state}", "", "muted", None),
    Dialog: _dialog,
    Alert: _alert,
    Block: _block,
    Layer: _layer,
    Oddity: _oddity,
    Setting: _setting,
    Repeat: _repeat,
    Promise: _promise,
    Crash: lambda timeline, m: ("the page crashed", "", "error", None),
    Unreachable: lambda timeline, m: (
        f"{m.event.url} could not be loaded", m.event.reason, "error", None
    ),
}  # fmt: skip
