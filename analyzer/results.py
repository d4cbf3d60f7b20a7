"""What the analyzer says of one session: the shapes that the store keeps, the report renders and
the JSON exports. Of many sessions: ``scenario_results.py``.

All times are seconds from the session's start, all durations seconds.
"""

from __future__ import annotations

from typing import Literal

from kitka.analyzer.audit_shapes import SessionAudit
from kitka.recorder.model import Actor, Exclusion, Protocol, Record, Rect, SaidWhat

OutcomeKind = Literal["completed", "gave_up", "abandoned", "off_site", "failed"]
FailedBy = Literal["", "script", "shop", "recorder"]
PathKind = Literal["", "direct", "detours"]


class Element(Record, frozen=True):
    """The identity of an element over sessions."""

    role: str = ""
    name: str = ""
    selector: str = ""
    test_id: str | None = None


class Evidence(Record, frozen=True):
    """Why a rule fired: a sentence, the numbers behind it, and the events at their moments.

    ``page`` and ``view`` name the view on which it can be looked at; ``rect`` is the element's
    place there (CSS px of the viewport at that moment).
    """

    text: str
    values: dict[str, float | str] = {}
    moments: tuple[float, ...] = ()
    page: str = ""
    view: int = -1
    rect: Rect | None = None


class Friction(Record, frozen=True):
    """One occurrence that a rule found. ``cost_s`` is the time it took from the shopper.

    ``step`` is the step that was being worked towards (the next one not reached yet), ``where``
    the normalised view (``path.py``). Session, ``rule`` and ``at_s`` address it.
    """

    rule: str
    step: str
    element: Element | None
    at_s: float
    cost_s: float
    evidence: Evidence
    where: str = ""


class StepResult(Record, frozen=True):
    """One step. ``duration_s`` from the step before to this one without asides; ``machine_s`` of it
    was waiting for the shop (navigations and the requests that a press started); ``marked_s`` is
    the script's own timing. ``at_s`` is the session's clock, which asides do not stop."""

    name: str
    reached: bool
    optional: bool = False
    at_s: float | None = None
    duration_s: float | None = None
    machine_s: float | None = None
    marked_s: float | None = None
    url: str = ""
    screenshot: str = ""
    vitals: dict[str, float] = {}
    error: str = ""


ReasonKind = Literal[
    "extra cost", "account", "too long", "no total", "error", "trust", "delivery", "returns",
    "payment methods", "declined", "unknown",
]  # fmt: skip
"""The published kinds of reasons for leaving a checkout (Baymard), and ``unknown``."""


class Reason(Record, frozen=True):
    """One possible cause of an ending: its kind, what shows it (``rule`` of the friction, or
    ``"said"``), in words, when it was (``at_s``), seconds without asides between it and the end,
    and its ``weight`` among the others (0–1, they add up to at most 1)."""

    kind: ReasonKind
    rule: str
    text: str
    at_s: float
    before_s: float
    weight: float
    element: Element | None = None
    step: str = ""


class Abandoned(Record, frozen=True):
    """Where an attempt ended without success: the last step taken in (``""`` none), the view shown
    (``url``, ``title``), the last element touched, what came just before (rule of the last
    friction, else last event kind) and the seconds between it and the end.

    ``friction`` is the rule of the last friction before the end, however long before, and
    ``friction_s`` the seconds in between; None where there was none. Asides do not count.
    """

    step: str
    element: Element | None
    after: str
    at_s: float
    since_s: float = 0.0
    url: str = ""
    title: str = ""
    friction: str = ""
    friction_s: float | None = None
    reasons: tuple[Reason, ...] = ()
    """Ranked, the likeliest first; a single ``unknown`` where the evidence is thin, or where what
    explains the ending best is of none of the published kinds: then with its rule."""


class TimelineEntry(Record, frozen=True):
    """One line of the session page. Level ``note``: what a person said or noted."""

    at_s: float
    kind: str
    text: str
    detail: str = ""
    element: Element | None = None
    page: str = ""
    view: int = -1
    level: Literal["", "step", "friction", "error", "muted", "note"] = ""


class Observations(Record, frozen=True):
    """What a session adds to what is usual (``observations.py``): hesitation per field (seconds),
    reversals of scrolling per page."""

    fields: dict[str, float] = {}
    pages: dict[str, float] = {}
    total_seen: bool = False
    """A watched total was shown."""


class SessionResult(Record, frozen=True):
    """The analysis of one session.

    ``duration_s`` is the time that belonged to the shop: until success, else until the last sign,
    without ``aside_s``, the study's own time in between (reading the task or the buyer's details,
    pauses, the menu). Moments (``at_s``) are the session's clock, which asides do not stop.
    """

    id: str
    scenario: str
    actor: Actor
    outcome: OutcomeKind
    label: str
    device: str
    network: str
    browser: str
    started: float
    duration_s: float
    steps: tuple[StepResult, ...]
    frictions: tuple[Friction, ...]
    abandoned: Abandoned | None = None
    failed_by: FailedBy = ""
    error: str = ""
    drifted: tuple[str, ...] = ()
    """Steps that the script called done and the page never showed."""
    not_applicable: dict[str, str] = {}
    """Rules that could not be judged in this session, and why."""
    gaps: int = 0
    attempt: int = 1
    webdriver: bool = False
    participant: str = ""
    reference: str = ""
    """Hash of the reference that relative rules were judged against; empty without one."""
    pseudonym: str = ""
    study: str = ""
    """Id of the study; ``study_version`` is the hash of what its participants were asked."""
    study_version: str = ""
    task: int = -1
    language: str = ""
    protocol: Protocol = "silent"
    pilot: bool = False
    automated: bool = False
    open: bool = False
    """A participant's session without an end yet: its outcome may still change."""
    said: Literal["", SaidWhat] = ""
    mistaken: bool = False
    """Said done, and the success condition was not reached."""
    path: PathKind = ""
    """How a participant who completed got there; empty for everybody else."""
    detours: tuple[str, ...] = ()
    """What was off the path, in words."""
    similarity: float | None = None
    """Of the path to the script's, 0–1 (``path.py``); None without a script that completed."""
    views: tuple[str, ...] = ()
    """The views shown until success, normalised (``path.py``), the same one in a row once."""
    assisted: bool = False
    """A researcher helped: never counted as unaided completion."""
    excluded: Exclusion | None = None
    aside_s: float = 0.0
    replay_gaps: int = 0
    audit: SessionAudit | None = None
    """Of a scripted session that was audited."""
    rules: str = ""
    """Which rules judged: hashes of the thresholds and of their sources (``rules_version``), with a
    digest behind it where they are not those in use."""
    made_from: str = ""
    """Digest of what people may change later (the session's row, its notes)."""
    observations: Observations = Observations()
    excepted: tuple[Friction, ...] = ()
    """Found at places that are said to be no problem (``exceptions.py``): they count nowhere."""


class Distribution(Record, array_like=True, frozen=True):
    """One number over ``n`` sessions: mean, standard deviation, 90th percentile."""

    n: int
    mean: float
    sd: float
    p90: float


class Reference(Record, frozen=True):
    """A versioned snapshot of what other sessions showed: ``hash`` covers all but ``sessions``,
    the number of scripts, and stands in every result that was judged against it.

    ``views`` are all normalised views that completed scripts showed, ``path`` the shortest way.
    ``fields`` (hesitation, seconds), ``pages`` (reversals of scrolling) and ``steps`` (seconds)
    are distributions over the ``people`` of the snapshot, under the keys of ``observations.py``.
    """

    hash: str
    sessions: int
    views: tuple[str, ...] = ()
    path: tuple[str, ...] = ()
    people: int = 0
    fields: dict[str, Distribution] = {}
    pages: dict[str, Distribution] = {}
    steps: dict[str, Distribution] = {}
    total_seen: bool = False
    """A completed script or one of the people was shown a total: it can be recognised."""
