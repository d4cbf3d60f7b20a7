"""What pages of a shop tell."""

from __future__ import annotations

from typing import Literal

from kitka.recorder.model.parts import Event, FieldState, Target


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
    """A press; ``id`` is unique in its page. ``x``, ``y`` are CSS px of the viewport.

    It is told of, too, where no click comes of it: on what is disabled, and on a control that the
    page moved or drew anew while it was pressed, or because a field was left by the press. Of a
    finger only what the browser took for a tap.

    ``under`` is the control that was aimed at, where something that is no part of it lay over it
    and received the press: what cannot be seen, or what a control (then ``target``) reaches beyond
    its own box with, as a link that is stretched over its card does. ``aimed`` is the control that
    stood there until less than half a second before: where its ``rect`` still holds the press
    something has come over it since, else the page has moved it away. What has moved is told
    of a resting mouse, and of a finger where it moved after that came down.
    """

    id: int
    target: Target
    x: float = 0.0
    y: float = 0.0
    pointer: Literal["mouse", "touch", "pen", "keyboard", ""] = ""
    count: int = 1
    under: Target | None = None
    aimed: Target | None = None


ReactionKind = Literal[
    "mutation", "navigation", "unloading", "focus", "scroll", "selection", "visibility",
    "input", "dialog", "new_tab", "download", "canvas", "media", "request", "error", "invalid",
]  # fmt: skip


class Reaction(Event, tag="reaction", kw_only=True, frozen=True):
    """What followed click ``click``: first ms of each kind, and for how long the page watched.

    ``unloading`` (a navigation began, nothing shown yet) and ``request`` (a request started) are
    not visible to the shopper; all other kinds are. ``observed_ms`` below the dead-click time with
    nothing visible means: not known. A press without a visible answer is watched on, and a second
    Reaction, which replaces the first, tells what came until 7 s. That the pressed button turns or
    is disabled counts as seen only while it does, or where something comes of it.
    """

    click: int
    after: dict[ReactionKind, float] = {}
    observed_ms: float = 0.0


class Focus(Event, tag="focus", kw_only=True, frozen=True):
    target: Target


class Change(Event, tag="change", kw_only=True, frozen=True):
    """First change of a field in this visit, ``hesitation_ms`` after its focus.

    ``from_buyer``: what was pasted is one of the details that the study gives.
    """

    target: Target
    hesitation_ms: float = 0.0
    how: Literal["typed", "pasted", "autofill", "chosen"] = "typed"
    from_buyer: bool = False


class Setting(Event, tag="setting", kw_only=True, frozen=True):
    """A select, slider, switch, choice or number was set by the shopper, and what followed.

    ``kept``: a moment later it still shows what was set. ``carried``: it stands in a form that a
    button sends, so that nothing needs to follow at once. ``after`` and ``observed_ms`` as in
    :class:`Reaction`; what the control itself shows is no answer.
    """

    target: Target
    kept: bool = True
    carried: bool = False
    after: dict[ReactionKind, float] = {}
    observed_ms: float = 0.0


class Blur(Event, tag="blur", kw_only=True, frozen=True):
    """A field was left. ``corrections`` counts runs of deletion, ``still_ms`` is the time since its
    last change (since it was entered, where there was none), to the second for what is secret. It
    counts as left, too, when its page ends or is put out of sight, and a minute after the last
    change; who goes on enters it anew.

    Of the ``typed`` letters and digits (pasted ones included) ``lost`` did not arrive, ``altered``
    were changed by the page (case, spaces and grouping marks do not count) and ``elsewhere`` went
    into another field. ``limited``: what was lost was beyond the field's ``maxlength``.
    ``paste_refused`` counts pastes that entered nothing. Of passwords and card data ``typed`` stays
    0 and the next three at most 2: how long a secret is, is nobody's business.
    """

    target: Target
    dwell_ms: float = 0.0
    still_ms: float = 0.0
    changed: bool = False
    corrections: int = 0
    filled: bool = False
    valid: bool = True
    typed: int = 0
    lost: int = 0
    altered: int = 0
    elsewhere: int = 0
    limited: bool = False
    paste_refused: int = 0


class Repeat(Event, tag="repeat", kw_only=True, frozen=True):
    """By hand the same was entered in ``target`` as before in ``first``, another field of this
    session; compared in the page, never sent. ``same_page``: both stand in one document."""

    target: Target
    first: Target
    same_page: bool = False


class Undone(Event, tag="undone", kw_only=True, frozen=True):
    """What the shopper had entered by hand is no longer there, and not by her own hand.

    ``emptied``: so many of the ``filled`` ``fields`` of a form stand there empty, for more than a
    second, in the view in which they were filled in or in a later one of the same path; ``t`` is
    when that was seen first. ``altered``: so many ``letters`` and digits of one are gone that had
    been left (a script wrote over them); what a press brings instead is none. ``again``: of one
    that had been emptied, the same was entered anew. Never passwords and card data; what was
    entered is compared in the page, over documents by a salted hash that stays in its tab.
    """

    what: Literal["emptied", "altered", "again"]
    fields: tuple[FieldState, ...] = ()
    filled: int = 0
    letters: int = 0


class Submit(Event, tag="submit", kw_only=True, frozen=True):
    """A form was sent, or the browser or the page refused to send it.

    ``refused``: ``native`` (constraint validation), ``prevented`` (a handler stopped it and no
    request followed), ``""`` sent. ``form`` is the form's stable key, ``method`` how it is sent.
    ``unseen``: a native refusal whose bubble cannot be shown, because its field is not visible.

    Fields that stand in no form count as sent when the button after them is pressed: ``method`` is
    then empty, ``target`` what holds them, ``form`` the button's selector, and ``prevented`` says
    that a second later they still stood there, one of them marked or wanting.
    """

    form: str
    target: Target
    via: Target | None = None
    fields: tuple[FieldState, ...] = ()
    refused: Literal["", "native", "prevented"] = ""
    method: Literal["get", "post", "dialog", ""] = ""
    unseen: bool = False


class Form(Event, tag="form", kw_only=True, frozen=True):
    """A form that had been submitted is shown again: the state of its fields now.

    So is another form of the page that sent it, into which something had been entered: a second
    after the next page was there, since a script may fill in what the shop never got.
    """

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
    """An error or rejection; ``click`` is the click whose task threw it.

    ``logged`` tells of one that reached no ``window.onerror`` because somebody caught it and wrote
    it to the console: a framework's last ``handler``, or a ``script`` (which may be the handler of
    a framework that does not say so). Its ``source`` is then the first place of its stack. The
    driver tells of what ``Response.json()`` rejected with, which no page hears of.
    """

    message: str
    source: str = ""
    line: int = 0
    column: int = 0
    stack: str = ""
    rejection: bool = False
    logged: Literal["", "handler", "script"] = ""
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
    """Summary of a view at its end: deepest share of the page seen, px travelled, reversals.

    ``turns`` are the places of the first 30 reversals, px from the top of the page, ``height`` is
    how high (px) the page was at the end; () and 0 in logs from before they were told. A part that
    takes half of the window and scrolls by itself is taken for the page.
    """

    depth: float = 0.0
    distance: float = 0.0
    reversals: int = 0
    turns: tuple[float, ...] = ()
    height: float = 0.0


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
    """A watched amount as shown. ``amount`` in units of ``currency`` (``""`` if not shown);
    ``lines`` is the sum of all watched lines, ``count`` of them. Of a total, ``beside``
    are the other amounts that its summary shows (at most 12), and ``untaxed`` that tax is said to
    come on top."""

    amount: float
    currency: str = ""
    what: Literal["total", "delivery", "lines"] = "total"
    count: int = 1
    beside: tuple[float, ...] = ()
    untaxed: bool = False


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


class OffSite(Event, tag="off_site", kw_only=True, frozen=True):
    """The main frame went to another origin (``away``) or came back to the shop's own.

    The driver sees every trip. A page of a participant tells where a link or form is about to
    lead, and where it was come from; ``payment`` marks a declared payment provider.
    """

    origin: str
    away: bool = True
    payment: bool = False
