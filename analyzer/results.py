"""What the analyzer says: the shapes that the store keeps, the report renders, the JSON exports.

All times are seconds from the session's start, all durations seconds.
"""

from __future__ import annotations

from typing import Literal

from kitka.analyzer.audit_shapes import AuditFinding, SessionAudit
from kitka.recorder.model import Actor, Exclusion, Protocol, Record, Rect, SaidWhat, Status

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
    """Where an attempt ended without success: the last step reached (``""`` none), the view shown
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
    """Ranked, the likeliest first; a single ``unknown`` where the evidence is thin."""


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


class Impact(Record, frozen=True):
    """Factors of a finding's priority (``method.md`` §8; see ``findings.py``)."""

    frequency: float
    low: float
    high: float
    impact: int
    persistence: float


class Standing(Record, frozen=True):
    """Where a finding stands: what was said of it last, and what the sessions since then show.

    Of a mended one: it holds from the first session of ``label``, else from ``since`` (ms since
    1970) on. ``without`` sessions worked towards the step since then and did not meet it;
    ``needed`` are enough to believe it. ``reopened_by``, begun at ``reopened_at`` (ms since 1970),
    is the first that did meet it: then ``status`` is open again.
    """

    status: Status = "open"
    who: str = ""
    why: str = ""
    at: float = 0.0
    label: str = ""
    since: float = 0.0
    without: int = 0
    needed: int = 0
    reopened_by: str = ""
    reopened_at: float = 0.0

    @property
    def verified(self) -> bool:
        return self.status == "mended" and 0 < self.needed <= self.without


class Seen(Record, frozen=True):
    """A session that met a finding: its label (may be empty), and when it began (ms since 1970)."""

    label: str = ""
    at: float = 0.0


class Finding(Record, frozen=True):
    """The frictions of one rule at one element, over the sessions of a scenario, ranked.

    ``sessions`` of ``of`` sessions that could have met it did. ``priority`` =
    lower bound of frequency × impact × (1 + persistence) / 2; 2 or more is high.
    """

    id: str
    scenario: str
    rule: str
    title: str
    step: str
    element: Element | None
    sessions: int
    of: int
    cost_s: float
    """Median seconds it cost a session that met it."""
    priority: float
    factors: Impact
    remedy: str
    session_ids: tuple[str, ...] = ()
    occurrences: int = 0
    labels: tuple[str, ...] = ()
    """Under which it was seen, in the order in which they came up."""
    places: tuple[str, ...] = ()
    """What is decided about it is kept by these (``places.py``), the surest key first."""
    ids: tuple[str, ...] = ()
    """All by which it can be asked for: ``id`` and those that it had or may get."""
    lost_ids: tuple[str, ...] = ()
    """Sessions without success that it explains best."""
    first: Seen = Seen()
    last: Seen = Seen()
    free_since: int = 0
    """Sessions that worked towards the step after the last that met it."""
    standing: Standing = Standing()
    audit: bool = False
    """Found by the checkout audit: nobody has stumbled over it yet."""

    @property
    def lost(self) -> int:
        return len(self.lost_ids)


class StepSummary(Record, frozen=True):
    """One step over sessions: ``reached`` of ``entered`` (those who had reached the step before).

    ``durations`` and ``machine`` hold one number per session that reached it (seconds).
    """

    name: str
    optional: bool
    entered: int
    reached: int
    durations: tuple[float, ...] = ()
    machine: tuple[float, ...] = ()
    median_s: float | None = None
    p90_s: float | None = None
    machine_median_s: float | None = None
    vitals: dict[str, float] = {}
    """Median per vital, lab values."""
    frictions: int = 0
    screenshot: str = ""
    against_script: Interval | None = None
    """How many times as long people needed as the script: ratio of geometric means, ``n`` people;
    None for scripts, and where either has no time."""


class Rate(Record, frozen=True):
    """``x`` of ``n`` with its adjusted-Wald interval (Agresti & Coull 1998), 0–1."""

    x: int
    n: int
    low: float
    high: float


class Interval(Record, frozen=True):
    """An estimate of ``n`` values with its interval; ``low`` and ``high`` are None for n < 2."""

    value: float
    n: int
    low: float | None = None
    high: float | None = None
    kind: Literal["mean", "geometric mean", "median", "ratio"] = "mean"


class Counted(Record, frozen=True):
    """How many sessions every figure is about, and why the others are not (reason → sessions)."""

    n: int = 0
    total: int = 0
    left_out: dict[str, int] = {}

    @property
    def text(self) -> str:
        """``n = 11 of 14: 1 recorder, 2 excluded``."""
        if self.n == self.total:
            return f"n = {self.n}"
        reasons = ", ".join(f"{count} {reason}" for reason, count in self.left_out.items())
        return f"n = {self.n} of {self.total}: {reasons}"


class ScenarioReport(Record, frozen=True):
    """Sessions of one scenario that may be compared: outcomes, path, findings.

    Actors are never pooled, nor studies, versions, protocols, pilots or automated visitors:
    ``cohort`` tells them apart (``""`` for scripts; ``checkout v2 · silent``, with ``· pilot`` or
    ``· automated`` behind it). Every figure is over the ``counted`` sessions; only ``outcomes``
    also holds those that failed by the recorder. ``sessions`` is ``counted.total``.
    """

    scenario: str
    title: str
    actor: Actor
    sessions: int
    outcomes: dict[str, int]
    completion: Rate
    """Completed without help, of those counted."""
    steps: tuple[StepSummary, ...]
    findings: tuple[Finding, ...]
    durations: tuple[float, ...] = ()
    """Of those who completed without help (seconds)."""
    median_s: float | None = None
    labels: tuple[str, ...] = ()
    devices: tuple[str, ...] = ()
    rules_version: str = ""
    cohort: str = ""
    cohort_key: str = ""
    """What the cohort is by its own sessions: stable where a study's name is not known."""
    study: str = ""
    study_version: str = ""
    counted: Counted = Counted()
    time: Interval | None = None
    """Typical time of those who completed without help; its interval assumes that the logarithms
    of times are roughly normal."""
    said: dict[str, int] = {}
    """What people said at the end: done, stop, leave, nothing."""
    mistaken: int = 0
    assisted: int = 0
    """Completed with help: not in ``completion``'s x, but in its n."""
    paths: dict[str, int] = {}
    """How those who completed without help got there: direct, detours."""
    reasons: dict[str, int] = {}
    """The likeliest reason of each that ended without success, the most frequent first."""
    audit: tuple[AuditFinding, ...] = ()
    """What audited scripts showed: nobody has stumbled over it yet."""
    excepted: tuple[Finding, ...] = ()
    """Findings that are said to be no problem; in no figure."""
