"""What the server does for some flaws of what a page shows, and of how long it takes to come."""

from __future__ import annotations

import base64
import time
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kitka.demo_shop.flaw_server.kinds import Answer, Views

LOCKED_SECONDS = 5.0
COUNT_SECONDS = 6.0
OFFER_SECONDS = 5.0
PIXEL_SECONDS = 4.5
REDIRECTS_OF_A_BROWSER = 20
POLICY = "img-src 'self' data:"
OFFER = """<svg xmlns="http://www.w3.org/2000/svg" width="800" height="480" viewBox="0 0 800 480">
<rect width="800" height="480" fill="#1b5a66"/><path d="M0 400 260 170 430 330 590 210 800 400v80H0"
fill="#bfe3dd"/><text x="400" y="110" font-family="sans-serif" font-size="44" fill="#fff"
text-anchor="middle">This week: free delivery</text></svg>"""
PIXEL = base64.b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")

_locked: dict[int, float] = {}
"""Until when (monotonic seconds) a basket, by its number, is kept by the reminder."""


# ------------------------------------------------------------------ what takes long


def _reminder(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The reminder's service holds the basket's row; whoever changes something waits for it."""
    basket = request.basket.id
    if request.path == "/basket-reminder/":
        _locked[basket] = time.monotonic() + LOCKED_SECONDS
        time.sleep(LOCKED_SECONDS)
        return HttpResponse(status=204)
    if request.method == "POST":
        time.sleep(max(0.0, _locked.get(basket, 0.0) - time.monotonic()))
    return None


def _live_count(request: HttpRequest, views: Views) -> HttpResponse | None:
    """A long poll: answered when there is news, or after some seconds without any."""
    if not request.path.startswith("/live-count/"):
        return None
    time.sleep(COUNT_SECONDS)
    return HttpResponse(status=204)


def _offer(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/offers/week.svg":
        return None
    time.sleep(OFFER_SECONDS)
    return _kept(HttpResponse(OFFER, content_type="image/svg+xml"))


def _pixel(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/partners/pixel.gif":
        return None
    time.sleep(PIXEL_SECONDS)
    return _kept(HttpResponse(PIXEL, content_type="image/gif"))


def _kept(response: HttpResponse) -> HttpResponse:
    """The browser asks for it once only."""
    response["Cache-Control"] = "max-age=600"
    return response


# ------------------------------------------------------------------ what does not come


def _policy(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Whoever takes cards says what a page may contain; the list is older than the pictures."""
    if request.path not in (reverse("checkout:payment-details"), reverse("checkout:preview")):
        return None
    response = views(request)
    response["Content-Security-Policy"] = POLICY
    return response


def _cookie_check(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Round and round, until a browser has given up once: the cookie is set for another path."""
    checkout = reverse("checkout:index")
    if request.method != "GET" or request.path != checkout:
        return None
    checked = request.GET.get("cookie_check")
    if checked is None and request.session.get("cookies_kept"):
        return None
    turn = int(checked or 0)
    request.session["cookies_kept"] = turn >= REDIRECTS_OF_A_BROWSER - 1
    return redirect(f"{checkout}?cookie_check={turn + 1}")


ANSWERS: Mapping[str, Answer] = {
    "abandoned_basket_noted": _reminder,
    "live_counts_take_connections": _live_count,
    "offer_picture_without_height": _offer,
    "lazy_picture_after_pixel": _pixel,
    "policy_forgot_pictures": _policy,
    "cookie_check_in_circles": _cookie_check,
}
