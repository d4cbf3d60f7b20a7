"""The words of Kitka as types: scenario, session, batch, event. Imports nothing of ours.

Every time in an event (``t``) is milliseconds on the producer's monotonic clock. The batch that
carries it holds ``clock_origin``, the producer's wall clock (ms since 1970) at ``t = 0``; only
:mod:`kitka.analyzer.timeline` turns it into seconds of the session.

Events never hold a value that a shopper typed. What has to be compared is compared in the page.
"""

from __future__ import annotations

from typing import Literal

import msgspec


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """Base of everything that is stored: immutable, compact in JSON."""


# ---------------------------------------------------------------- scenario


class Condition(Record, forbid_unknown_fields=True, frozen=True):
    """What a page shows when a step is reached. Keys are AND.

    ``url`` is a glob (``*`` within a path segment, ``**`` across) on the path, and on the query
    only where a ``?`` is written. ``selector`` is CSS, ``text`` visible text (case-insensitive
    substring), ``datalayer`` the name of a GA4 event pushed to ``dataLayer``.
    """

    url: str | None = None
    selector: str | None = None
    text: str | None = None
    datalayer: str | None = None
    excluded: Condition | None = msgspec.field(default=None, name="not")


class Budget(Record, forbid_unknown_fields=True, frozen=True):
    """Limits that ``kitka check`` holds: ``seconds`` (scripts only), ``friction`` as a count."""

    seconds: float | None = None
    friction: int | None = None


class Step(Record, frozen=True):
    """A named milestone. ``reached`` is a list of conditions, any of which will do."""

    name: str
    reached: tuple[Condition, ...]
    optional: bool = False
    budget: Budget = Budget()


class Watch(Record, forbid_unknown_fields=True, frozen=True):
    """CSS selectors of what the shop promises, read on every view."""

    total: str | None = None
    delivery: str | None = None


class Scenario(Record, frozen=True):
    """A task in a shop with ordered steps; the last step is the success condition."""

    name: str
    title: str
    steps: tuple[Step, ...]
    goal: dict[str, str] = {}
    phase: Literal["before", "purchase", "after"] = "purchase"
    start: str = "/"
    payment_origins: tuple[str, ...] = ()
    watch: Watch = Watch()
    budget: Budget = Budget()
    questions_after: tuple[str, ...] = ()
    data: dict[str, str] = {}
    """Templates for what a script types; ``{session}`` becomes the session's short id."""

    @property
    def success(self) -> Step:
        return self.steps[-1]


# ---------------------------------------------------------------- session

Actor = Literal["script", "participant"]


class Session(Record, frozen=True):
    """One attempt at one scenario by one actor.

    ``started`` is ms since 1970 on the recorder's wall clock; session time counts from there.
    ``ended`` says how the recorder saw the end: ``""`` still open or lost, ``"closed"`` orderly,
    ``"raised"`` the script raised, ``"interrupted"`` Ctrl-C, ``"recorder"`` our own fault.
    """

    id: str
    scenario: str
    scenario_hash: str
    actor: Actor
    started: float
    label: str = ""
    shop: str = ""
    device: str = "desktop"
    network: str = ""
    browser: str = ""
    participant: str = ""
    study: str = ""
    ended: Literal["", "closed", "raised", "interrupted", "recorder"] = ""
    error: str = ""
    attempt: int = 1


# ---------------------------------------------------------------- event parts


class Rect(Record, array_like=True, frozen=True):
    """CSS pixels, relative to the viewport."""

    x: float
    y: float
    width: float
    height: float


class Target(Record, frozen=True):
    """An element, described so that the same button is the same button in every session."""

    role: str = ""
    name: str = ""
    selector: str = ""
    test_id: str | None = None
    tag: str = ""
    type: str = ""
    interactive: bool = False
    """A control, a link or something with a pointer cursor or a click handler attribute."""
    text_entry: bool = False
    """Takes typed text: a click in it shows a caret and needs no other answer."""
    unobservable: Literal["", "download", "new_tab", "canvas", "media", "frame", "mailto"] = ""
    """Why a click here may be answered where the page cannot see it."""
    ignore: bool = False
    """Marked by the shop to be left out of friction (``.ph-no-deadclick``, ``data-dd-…``)."""
    rect: Rect | None = None


class FieldState(Record, frozen=True):
    """One field of a form at one moment, without its value.

    ``key`` is stable over a re-rendered form (name attribute, else id, else selector).
    ``sensitive`` marks passwords and card data, which shops rightly do not give back.
    """

    key: str
    target: Target
    filled: bool
    invalid: bool = False
    sensitive: bool = False


class Event(Record, tag_field="kind", kw_only=True, frozen=True):
    """One timed fact. ``view`` counts the views of a page (document) from 0; −1 for the driver."""

    t: float
    view: int = -1


# ---------------------------------------------------------------- events of a page


class View(Event, tag="view", kw_only=True, frozen=True):
    """A page or a route was shown. ``url`` is path and query, personal values redacted."""

    url: str
    origin: str
    title: str = ""
    cause: Literal["load", "push", "replace", "pop", "hash", "restore"] = "load"
    navigation: Literal["navigate", "reload", "back_forward", "prerender", ""] = ""
    width: int = 0
    height: int = 0
    touch: bool = False
    webdriver: bool = False


class Load(Event, tag="load", kw_only=True, frozen=True):
    """The document's timings (ms from the start of its navigation) and HTTP status, 0 unknown."""

    status: int = 0
    response_ms: float = 0.0
    dom_ms: float = 0.0
    load_ms: float = 0.0
    bytes: int = 0


class Click(Event, tag="click", kw_only=True, frozen=True):
    """A press; ``id`` is unique in its page. ``x``, ``y`` are CSS px of the viewport."""

    id: int
    target: Target
    x: float = 0.0
    y: float = 0.0
    pointer: Literal["mouse", "touch", "pen", "keyboard", ""] = ""
    count: int = 1


ReactionKind = Literal[
    "mutation", "navigation", "unloading", "focus", "scroll", "selection", "visibility",
    "input", "dialog", "new_tab", "download", "canvas", "media", "request", "error", "invalid",
]  # fmt: skip


class Reaction(Event, tag="reaction", kw_only=True, frozen=True):
    """What followed click ``click``: first ms of each kind, and for how long the page watched.

    ``unloading`` (a navigation began, nothing shown yet) and ``request`` (a request started) are
    not visible to the shopper; all other kinds are. ``observed_ms`` below the dead-click time with
    nothing visible means: not known.
    """

    click: int
    after: dict[ReactionKind, float] = {}
    observed_ms: float = 0.0


class Focus(Event, tag="focus", kw_only=True, frozen=True):
    target: Target


class Change(Event, tag="change", kw_only=True, frozen=True):
    """First change of a field in this visit, ``hesitation_ms`` after its focus."""

    target: Target
    hesitation_ms: float = 0.0
    how: Literal["typed", "pasted", "autofill", "chosen"] = "typed"


class Blur(Event, tag="blur", kw_only=True, frozen=True):
    """A field was left. ``corrections`` counts runs of deletion."""

    target: Target
    dwell_ms: float = 0.0
    changed: bool = False
    corrections: int = 0
    filled: bool = False
    valid: bool = True


class Submit(Event, tag="submit", kw_only=True, frozen=True):
    """A form was sent, or the browser or the page refused to send it.

    ``refused``: ``native`` (constraint validation), ``prevented`` (a handler stopped it and no
    request followed), ``""`` sent. ``form`` is the form's stable key.
    """

    form: str
    target: Target
    via: Target | None = None
    fields: tuple[FieldState, ...] = ()
    refused: Literal["", "native", "prevented"] = ""


class Form(Event, tag="form", kw_only=True, frozen=True):
    """A form that had been submitted is shown again: the state of its fields now."""

    form: str
    target: Target
    fields: tuple[FieldState, ...] = ()


class Message(Event, tag="message", kw_only=True, frozen=True):
    """An error or status message appeared. ``field`` is the field that it belongs to, if tied."""

    target: Target
    text: str
    severity: Literal["error", "status"] = "error"
    field: Target | None = None


class JsError(Event, tag="js_error", kw_only=True, frozen=True):
    """An uncaught error or rejection; ``click`` is the click whose task threw it."""

    message: str
    source: str = ""
    line: int = 0
    column: int = 0
    stack: str = ""
    rejection: bool = False
    click: int | None = None


class Request(Event, tag="request", kw_only=True, frozen=True):
    """A request that failed (status ≥ 400 or no answer), was slow, or was started by a click."""

    url: str
    method: str = "GET"
    type: Literal["fetch", "xhr", "script", "style", "image", "font", "other", "document"] = "fetch"
    status: int = 0
    failed: bool = False
    aborted: bool = False
    duration_ms: float = 0.0
    click: int | None = None
    third_party: bool = False


class Scroll(Event, tag="scroll", kw_only=True, frozen=True):
    """Summary of a view at its end: deepest share of the page seen, px travelled, reversals."""

    depth: float = 0.0
    distance: float = 0.0
    reversals: int = 0


class Pointer(Event, tag="pointer", kw_only=True, frozen=True):
    """Summary of a view at its end: px travelled and changes of direction."""

    distance: float = 0.0
    reversals: int = 0


class Visibility(Event, tag="visibility", kw_only=True, frozen=True):
    state: Literal["visible", "hidden"]


class Leave(Event, tag="leave", kw_only=True, frozen=True):
    """The document ended or was put into the back/forward cache."""

    persisted: bool = False


class Sighting(Event, tag="sighting", kw_only=True, frozen=True):
    """Whether something that a step waits for is on the page: seen, gone, or not there."""

    what: Literal["selector", "text", "datalayer"]
    value: str
    present: bool = True


class Total(Event, tag="total", kw_only=True, frozen=True):
    """A watched amount as shown. ``amount`` in units of ``currency`` (``""`` if not shown)."""

    amount: float
    currency: str = ""
    what: Literal["total", "delivery"] = "total"


class Vital(Event, tag="vital", kw_only=True, frozen=True):
    """A web vital of the view's document as ``web-vitals`` reports it (ms; CLS unitless)."""

    name: Literal["LCP", "CLS", "INP", "FCP", "TTFB"]
    value: float
    rating: Literal["good", "needs-improvement", "poor", ""] = ""
    target: str = ""


class Shift(Event, tag="shift", kw_only=True, frozen=True):
    """One layout shift without recent input. ``sources`` are what moved."""

    value: float
    sources: tuple[Target, ...] = ()


class Assets(Event, tag="assets", kw_only=True, frozen=True):
    """Addresses (absolute) of stylesheets, fonts and pictures that the page loaded."""

    urls: tuple[str, ...]


# ---------------------------------------------------------------- events of the driver


class StepMark(Event, tag="step", kw_only=True, frozen=True):
    """A script's ``step()`` ended at ``t`` after ``duration_ms``.

    ``page`` and ``shown_view`` name the view that ``screenshot`` (an asset's hash) shows.
    """

    name: str
    duration_ms: float
    ok: bool = True
    error: str = ""
    screenshot: str = ""
    page: str = ""
    shown_view: int = -1
    width: int = 0
    height: int = 0


class Console(Event, tag="console", kw_only=True, frozen=True):
    level: str
    text: str


class Dialog(Event, tag="dialog", kw_only=True, frozen=True):
    """A native alert, confirm, prompt or beforeunload dialog; the recorder answered it."""

    type: str
    message: str


class Tab(Event, tag="tab", kw_only=True, frozen=True):
    """A tab opened or closed."""

    state: Literal["opened", "closed"]


class Crash(Event, tag="crash", kw_only=True, frozen=True):
    """A page's renderer crashed."""


class OffSite(Event, tag="off_site", kw_only=True, frozen=True):
    """The main frame went to another origin (``away``) or came back to the shop's own."""

    origin: str
    away: bool = True
    payment: bool = False


class Unreachable(Event, tag="unreachable", kw_only=True, frozen=True):
    """The browser could not load a document at all (connection refused, DNS, TLS)."""

    url: str
    reason: str


PageEvent = (
    View | Load | Click | Reaction | Focus | Change | Blur | Submit | Form | Message | JsError
    | Request | Scroll | Pointer | Visibility | Leave | Sighting | Total | Vital | Shift | Assets
)  # fmt: skip
DriverEvent = StepMark | Console | Dialog | Tab | Crash | OffSite | Unreachable
AnyEvent = PageEvent | DriverEvent


# ---------------------------------------------------------------- batches


class Batch(Record, frozen=True):
    """What a producer hands over: one row under ``(session, page, stream, seq)``.

    ``page`` is a random id per document, ``seq`` counts from 0 per page and stream. ``sent`` is
    the producer's clock when it handed over. ``events`` stay undecoded JSON until they are read.
    """

    producer: Literal["page", "driver"]
    stream: Literal["signals", "replay"]
    page: str
    seq: int
    clock_origin: float
    sent: float
    events: tuple[msgspec.Raw, ...]


class ClockedEvents(Record, frozen=True):
    """The signals of one stored batch, decoded. ``offset_ms`` maps producer clock to ours."""

    page: str
    seq: int
    producer: Literal["page", "driver"]
    clock_origin: float
    events: tuple[AnyEvent, ...]
    offset_ms: float = 0.0
    uncertainty_ms: float = 0.0


class Gap(Record, frozen=True):
    """Batches that never arrived: ``missing`` sequence numbers of one page and stream."""

    page: str
    stream: Literal["signals", "replay"]
    missing: tuple[int, ...]


class SessionLog(Record, frozen=True):
    """All that is known of one session: what the analyzer reads."""

    session: Session
    batches: tuple[ClockedEvents, ...]
    gaps: tuple[Gap, ...] = ()


# ---------------------------------------------------------------- what a page is told


class Seek(Record, frozen=True):
    """Something that a step of the scenario waits for; the page reports sightings of it."""

    what: Literal["selector", "text", "datalayer"]
    value: str


class PageConfig(msgspec.Struct, frozen=True):
    """What the in-page recorder is started with (JSON in the init script, every key written).

    ``origins``: where it runs; empty means every http(s) origin but ``elsewhere``.
    """

    session: str = ""
    """Tells apart what a page kept for the next one: batches of another session are not taken."""
    origins: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    seek: tuple[Seek, ...] = ()
    total: str | None = None
    delivery: str | None = None
    replay: bool = True
    binding: str = "__kitka"
