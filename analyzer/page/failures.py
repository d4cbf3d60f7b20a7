"""Requests of the shop's own that failed, told apart from what only looks like it."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from kitka.analyzer.forms.replies import answered_by_message
from kitka.analyzer.session.timeline import Timeline, request_span
from kitka.analyzer.session.views import Moment
from kitka.analyzer.session.waits import Press, Waits
from kitka.recorder.model import JsError, Message, Request, Unreachable

HARMLESS = re.compile(
    r"ResizeObserver loop|^(Uncaught )?\(?AbortError|The (user|operation) (was )?aborted"
    r"|signal is aborted|play\(\) request was interrupted|Object Not Found Matching Id"
    r"|__gCrWeb|webkit\.messageHandlers|_AutofillCallbackHandler|Java object is gone"
    r"|Minified React error #(418|419|421|422|423|425)\b|server-rendered HTML"
    r"|hydration (failed|mismatch|completed|error|text|node|children)|error while hydrating"
    r"|NEXT_(REDIRECT|NOT_FOUND|HTTP_ERROR_FALLBACK)|Navigation(Duplicated|Cancelled)"
    r"|(redundant|cancel+ed) navigation|navigation (was )?cancel+ed|Loading initial props cancel+ed"
    r"|^(Uncaught )?(\(in promise\):? )?Cancel+ed(Error)?\b"
    r"|Extension context invalidated|runtime\.sendMessage",
    re.IGNORECASE,
)
"""Notices that browsers raise as errors although nothing is broken, what frameworks throw and get
over by themselves (React draws a page anew that the server had drawn otherwise, routers break off
one navigation for another), and what in-app browsers and extensions put into pages."""
MEASURED = re.compile(
    r"/(collect|beacon|metrics?|analytics|telemetry|rum|produce_batch|pixel|(web-?)?vitals|sentry"
    r"|heartbeat|csp-reports?|envelope)/?$|/monorail/",
    re.I,
)
"""Where pages of a shop send what they measure, by way of the shop itself: what fails there, no
shopper misses. Narrow, since it is not asked who sent it."""
PREFETCHED = re.compile(r"[?&]_rsc=|/_next/data/|/_payload\.js(on)?\b|/__data\.json|/page-data/")
"""What routers fetch beforehand of pages that may be gone to (Next.js, Nuxt, SvelteKit, Gatsby);
who then goes there without it gets the page itself."""
EXTENSION = re.compile(r"^(chrome|moz|safari|safari-web|webkit-masked-url)(-extension)?:")
TRACKERS = re.compile(
    r"^https?://[^/]*(googletagmanager|google-analytics|googleadservices|doubleclick|facebook\.net"
    r"|connect\.facebook|hotjar|clarity\.ms|tiktok|bat\.bing|criteo|klaviyo|snapchat|sc-static"
    r"|pinimg|linkedin|licdn|segment\.(com|io)|mixpanel|amplitude|fullstory|newrelic|nr-data"
    r"|sentry|datadoghq|matomo\.cloud|cookiebot|onetrust|cookielaw|usercentrics|yandex)"
)
"""Hosts of scripts that measure: what fails in them, no shopper misses."""
FETCH = re.compile(r"failed to fetch|load failed|networkerror when attempting|network error", re.I)
BROKEN = re.compile(
    r"^(\w+: )?(Uncaught )?(\(in promise\):? )?(Type|Reference|Range|Internal|URI)Error\b"
    r"|Minified \w+ error"
)
"""What engines and frameworks throw where a script is wrong. A shop has no such words for a no."""
ANSWERED_S = 1.0
"""What a script writes down within this time after its request's failure is about that."""
LONGEST_S = 60.0
"""A request that takes longer is given up by servers and proxies."""
OWN_STATE = re.compile(
    r"(^|[/_-])(me|whoami|session|customers?|users?|profile|account|auth|cart|basket|wish-?list"
    r"|favou?rites|ostoskori|kori|varukorg|warenkorb)(s?)([/_-]|$)",
    re.I,
)
OURS = re.compile(
    r"/kitka(\.js|/[0-9a-f]{12}/\w+\.js|/(wake|batches|said|wanted|asset))(?=$|[?:#])"
)
"""Addresses of the recorder itself: its troubles are never the shop's."""


@dataclass(frozen=True)
class Failure:
    """A document that failed: asked for at ``at_s``, by ``press`` if that is known."""

    at_s: float
    path: str
    why: str
    press: Press | None
    where: tuple[str, int] = ("", -1)


def failed_documents(waits: Waits, leaving_s: float) -> Iterable[Failure]:
    """From the page itself, from the browser and from the driver: one document may come twice."""
    timeline = waits.timeline
    for view in timeline.views:
        if view.load and view.load.status >= 400:
            why = f"answered with HTTP {view.load.status}"
            where = (view.page, view.number)
            yield Failure(view.asked_s, view.path, why, waits.cause_of(view), where)
    for lost in timeline.all(Unreachable):
        why = f"could not be loaded ({lost.event.reason})"
        path = urlsplit(lost.event.url).path
        yield Failure(lost.at_s, path, why, waits.press_before(lost.at_s))
    for m in timeline.all(Request):
        if m.event.type == "document" and broken(timeline, m, leaving_s):
            path, why = urlsplit(m.event.url).path, f"answered with {answer(m.event)}"
            yield Failure(m.at_s, path, why, waits.press_before(m.at_s), m.view_key)


def broken(timeline: Timeline, moment: Moment[Request], leaving_s: float) -> bool:
    """The shop's own, really asked for, and neither explained to the shopper nor cut off because
    the page was being left (within ``leaving_s`` of the request's end)."""
    event = moment.event
    if event.aborted or event.third_party or "favicon" in event.url or OURS.search(event.url):
        return False
    sent = event.method not in ("GET", "HEAD")
    if sent and MEASURED.search(urlsplit(event.url).path):
        return False
    ahead = event.click is None and not sent and event.type != "document"
    if ahead and PREFETCHED.search(event.url):
        return False
    if event.status >= 400:
        return not answered_by_message(timeline, moment)
    if not event.failed:
        return False
    view = timeline.view_of(moment)
    after_s = event.duration_ms / 1000 + leaving_s
    return event.type == "document" or view is None or view.end_s - moment.at_s > after_s


def by_press(timeline: Timeline, moment: Moment[Request], within_s: float) -> bool:
    """Whether a press started it, and so soon that it counts as the press's error."""
    click = timeline.click(moment.page, moment.event.click)
    return click is not None and moment.at_s - click.at_s <= within_s


def subject(event: Request) -> str:
    return f"{event.method} {urlsplit(event.url).path}"


def answer(event: Request) -> str:
    return f"HTTP {event.status}" if event.status else "no answer"


def harmless(event: JsError) -> bool:
    if EXTENSION.match(event.source) or OURS.search(event.source) or TRACKERS.match(event.source):
        return True
    return bool(HARMLESS.search(event.message))


def cut_off(timeline: Timeline, moment: Moment[JsError], leaving_s: float) -> bool:
    """A request of the page's was broken off because the page was being left, and its promise
    said so."""
    if not (moment.event.rejection and FETCH.search(moment.event.message)):
        return False
    view = timeline.view_of(moment)
    return view is not None and view.end_s - moment.at_s <= leaving_s


def merely_noted(event: JsError) -> bool:
    """A script wrote it down itself: words of its own (a no, a warning), or what another origin's
    script says of itself (a chat, a review app)."""
    if event.logged != "script":
        return False
    return not BROKEN.search(event.message) or bool(re.match(r"https?:", event.source))


def coped_with(timeline: Timeline, moment: Moment[JsError]) -> bool:
    """A script caught it and knew what to do: it is about a request that failed (which tells of
    itself), or the shopper was told."""
    event, view = moment.event, timeline.view_of(moment)
    if event.logged != "script":
        return False
    if FETCH.search(event.message) or _of_a_request(timeline, moment):
        return True
    if BROKEN.search(event.message) or view is None:
        return False
    said = (m for m in view.all(Message) if m.event.severity == "error")
    return any(abs(m.at_s - moment.at_s) <= ANSWERED_S for m in said)


def _of_a_request(timeline: Timeline, moment: Moment[JsError]) -> bool:
    """One of the same page had just failed."""
    known = timeline.all(Request)
    first = bisect_left(known, moment.at_s - LONGEST_S, key=lambda request: request.at_s)
    for request in known[first : bisect_right(known, moment.at_s, key=lambda r: r.at_s)]:
        failed = request.event.failed or request.event.status >= 400
        soon = moment.at_s - request_span(request)[1] <= ANSWERED_S
        if request.page == moment.page and failed and soon:
            return True
    return False


def nobody_yet(request: Request) -> bool:
    """A page asks who is there or what is in the basket, and the shop says: nobody, nothing. That
    is how many shops' interfaces are made."""
    if request.type not in ("fetch", "xhr") or request.method not in ("GET", "HEAD"):
        return False
    own_state = bool(OWN_STATE.search(urlsplit(request.url).path))
    return request.status == 401 or (request.status in (403, 404) and own_state)


def unasked(
    timeline: Timeline, pressed: Collection[int] = ()
) -> frozenset[tuple[str, str, str, int, int]]:
    """Errors that a page throws without any press (``pressed`` by id are some press's all the
    same): near a press they are not its doing either."""
    return frozenset(
        error_key(m) for m in timeline.all(JsError)
        if m.event.click is None and id(m) not in pressed
    )  # fmt: skip


def error_key(moment: Moment[JsError]) -> tuple[str, str, str, int, int]:
    """The same error at the same place of the same page's script."""
    event = moment.event
    return moment.page, event.message, event.source, event.line, event.column
