"""Scenarios, a shop, consent and questions put together, and the people who take part."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model.base import Record
from kitka.recorder.model.session import Exclusion, Protocol

Text = dict[str, str]
"""Language → text. Every language of the study must be there."""


class Option(Record, frozen=True):
    id: str
    text: Text


class Question(Record, frozen=True):
    """One question. ``scale``: ``points`` boxes whose ends alone are labelled; ``yes_no`` may ask
    ``follow_up`` after a yes; ``choice`` keeps ``last`` options (Other, Rather not say) at the end
    where ``shuffle`` mixes the rest. ``only``: whom it concerns."""

    id: str
    kind: Literal["scale", "choice", "yes_no", "text"]
    text: Text
    low: Text = {}
    high: Text = {}
    points: int = 7
    options: tuple[Option, ...] = ()
    last: tuple[Option, ...] = ()
    multiple: bool = False
    shuffle: bool = False
    optional: bool = False
    follow_up: Text = {}
    only: Literal["", "completed", "stopped"] = ""


class Detail(Record, frozen=True):
    """One line of the ``[buyer]``: an invented name, a test card… ``{participant}`` in a value
    becomes the pseudonym."""

    key: str
    label: Text
    value: str


class ConsentTerms(Record, frozen=True):
    """What a participant is told before anything is recorded."""

    controller: str
    contact: str
    purpose: Text
    legal_basis: Text
    recipients: Text
    minimum_age: int = 18


class Task(Record, frozen=True):
    """One scenario of a study; ``scenario_hash`` is the version that participants get."""

    scenario: str
    scenario_hash: str
    goal: Text


class Study(Record, frozen=True):
    """What ``studies/<name>.toml`` says. ``title`` is for us, ``heading`` for participants."""

    name: str
    title: str
    shop: str
    shop_url: str
    tasks: tuple[Task, ...]
    consent: ConsentTerms
    languages: tuple[str, ...] = ("en",)
    heading: Text = {}
    origins: tuple[str, ...] = ()
    """The shop's own origins, its first included: from here pages may send."""
    payment: tuple[str, ...] = ()
    order: Literal["fixed", "random"] = "fixed"
    protocol: Protocol = "silent"
    replay: bool = True
    clips: bool = True
    fresh: str = ""
    retention_days: int = 90
    segments: tuple[Question, ...] = ()
    before: tuple[Question, ...] = ()
    expectations: tuple[Question, ...] = ()
    after: tuple[Question, ...] = ()
    stopped: tuple[Question, ...] = ()
    end: tuple[Question, ...] = ()
    buyer: tuple[Detail, ...] = ()


class StudyVersion(Record, frozen=True):
    """A study as its participants met it. ``hash`` covers tasks, questions, order and protocol;
    ``number`` counts from 1; ``locked`` (ms, 0 never): its first real participant consented."""

    study: str
    hash: str
    number: int
    document: Study
    created: float
    locked: float = 0.0


class Consent(Record, frozen=True):
    """What one person agreed to. ``text_hash``: sha256 of the words that were shown, which named
    ``retention_days`` (0: what the study says)."""

    text_hash: str
    language: str
    at: float
    replay: bool = False
    clips: bool = False
    retention_days: int = 0


class Participant(Record, frozen=True):
    """A person invited to a study, known by a pseudonym. Moments are ms since 1970, 0 never.

    ``token`` opens the personal link, ``code`` continues in another browser. ``source`` holds what
    an open link passed through (``?source=…``), ``joined`` the hash of the form that made them
    there. ``order`` lists the tasks in this person's order.
    ``wish_erase``: who left in the shop wants everything erased, and has yet to confirm it.
    """

    id: str
    study: str
    pseudonym: str
    token: str
    created: float
    code: str = ""
    pilot: bool = False
    version: str = ""
    language: str = ""
    source: dict[str, str] = {}
    joined: str = ""
    order: tuple[int, ...] = ()
    consent: Consent | None = None
    opened: float = 0.0
    started: float = 0.0
    finished: float = 0.0
    declined: float = 0.0
    left: float = 0.0
    wish_erase: bool = False
    device: str = ""
    browser: str = ""
    automated: bool = False
    same_browser_as: str = ""
    excluded: Exclusion | None = None


class Answer(Record, frozen=True):
    """One answer; ``session`` is empty for what is asked once. ``value`` is text: a number, an
    option's id (several joined by spaces), ``yes``/``no``, or words."""

    participant: str
    item: str
    value: str
    at: float
    session: str = ""
