"""What each page of a participant shows: everything said, nothing left to compute."""

from __future__ import annotations

from typing import ClassVar, Literal

from kitka.recorder.model import BuyerDetail, Record
from kitka.recorder.participants.consent import Box, Section


class Tongue(Record, frozen=True):
    """A language that may be changed to; ``address`` is empty for the current one."""

    code: str
    name: str
    address: str


class Frame(Record, frozen=True):
    """What surrounds every page. ``title`` is the document's, ``heading`` names the study."""

    language: str
    title: str
    heading: str
    skip: str
    tongues_label: str = ""
    tongues: tuple[Tongue, ...] = ()
    contact: str = ""
    leave: str = ""
    leave_address: str = ""


class Button(Record, frozen=True):
    """What a form says when it is pressed (``act``)."""

    act: str
    label: str
    kind: Literal["main", "plain", "grave"] = "main"


class Link(Record, frozen=True):
    label: str
    address: str


class Problem(Record, frozen=True):
    """Something that is missing in what was sent; ``target`` is the id of its field."""

    target: str
    text: str


class Choice(Record, frozen=True):
    """One box. ``label`` is seen, ``meaning`` only heard (what an end of a scale stands for)."""

    id: str
    value: str
    label: str
    checked: bool = False
    meaning: str = ""


class Field(Record, frozen=True):
    """One question as a part of a form. ``kind`` ``many``: a choice of several."""

    id: str
    name: str
    kind: Literal["scale", "choice", "many", "text"]
    legend: str
    optional: str = ""
    hint: str = ""
    error: str = ""
    choices: tuple[Choice, ...] = ()
    low: str = ""
    high: str = ""
    value: str = ""
    limit: int = 0
    follow_up: Field | None = None


class Page(Record, frozen=True, kw_only=True):
    """Common to all. ``stage`` and ``token`` let a form say what it answers."""

    template: ClassVar[str]
    frame: Frame
    h1: str
    stage: str = ""
    progress: str = ""
    problems: tuple[Problem, ...] = ()
    problems_title: str = ""


class AppNotice(Record, frozen=True):
    """Told to who reads the page inside another app."""

    title: str
    text: str
    label: str
    address: str
    copy: str
    copied: str


class WelcomePage(Page, frozen=True, kw_only=True):
    template = "participants/welcome.html"
    lead: str
    points: tuple[str, ...]
    next: str
    button: Button
    once: str = ""
    app: AppNotice | None = None


class TickedBox(Record, frozen=True):
    """A box of the consent as it stands in the form."""

    box: Box
    ticked: bool
    error: str
    optional: str


class ConsentPage(Page, frozen=True, kw_only=True):
    template = "participants/consent.html"
    lead: str
    sections: tuple[Section, ...]
    choices: str
    boxes: tuple[TickedBox, ...]
    shown: str
    buttons: tuple[Button, ...]


class QuestionsPage(Page, frozen=True, kw_only=True):
    template = "participants/questions.html"
    fields: tuple[Field, ...]
    button: Button


class TaskPage(Page, frozen=True, kw_only=True):
    template = "participants/task.html"
    goal: str
    reminder: str
    notes: tuple[str, ...]
    button: Button


class ShopPage(Page, frozen=True, kw_only=True):
    template = "participants/shop.html"
    text: str
    goal: str
    back: Button
    over: str
    over_text: str
    buttons: tuple[Button, ...]
    details_title: str
    details: tuple[BuyerDetail, ...]
    another: str
    code: str
    code_note: str


class MessagePage(Page, frozen=True, kw_only=True):
    template = "participants/message.html"
    paragraphs: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    links: tuple[Link, ...] = ()


class CodePage(Page, frozen=True, kw_only=True):
    template = "participants/code.html"
    text: str
    label: str
    hint: str
    value: str
    error: str
    button: Button
