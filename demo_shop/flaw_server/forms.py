"""Answers to forms and scripts, for those flaws of `opened/` that are about them."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from oscar.core.loading import get_class

from kitka.demo_shop.flaw_server.kinds import Answer, Views

RESERVED_AFTER_SECONDS = 8.0
NOTE_CHARACTERS = 30

_PLAIN_ADDRESS = re.compile(r"[A-Za-z0-9._-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


def _reservation(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The state of a job that takes its time; the next one begins anew."""
    if request.path != "/reservation/":
        return None
    begun = request.session.setdefault("reservation_begun", time.time())
    if time.time() - begun < RESERVED_AFTER_SECONDS:
        return JsonResponse({"state": "queued"})
    del request.session["reservation_begun"]
    return JsonResponse({"state": "reserved"})


def _robot_check(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The first visit of the form gets a bad mark and keeps it, any later one a good one."""
    if request.path != "/robot-check/":
        return None
    if request.method == "POST":
        first = request.POST.get("token") == "v1"
        return JsonResponse({"success": True, "score": 0.1 if first else 0.9})
    visits = request.session.get("robot_visits", 0) + 1
    request.session["robot_visits"] = visits
    return JsonResponse({"token": f"v{visits}"})


def _plain_address_only(request: HttpRequest, views: Views) -> HttpResponse | None:
    """What stands before the @ may have letters, digits, dots and dashes, thinks the shop."""
    if request.method != "POST" or request.path != reverse("checkout:index"):
        return None
    if _PLAIN_ADDRESS.fullmatch(request.POST.get("username", "").strip()):
        return None
    if "json" not in request.headers.get("Accept", ""):
        return None
    return JsonResponse({"username": "Please enter a valid e-mail address."})


def _campaign_code(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The code has a form of its own, and its page comes back without what stood in the other."""
    code = request.POST.get("campaign_code")
    if code is None or request.path != reverse("checkout:payment-details"):
        return None
    messages.error(request, f"The code {code.strip()} is for orders of €150 and more.")
    return redirect("checkout:payment-details")


def _carrier_limit(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The carrier is asked when the order is placed, and takes short instructions only."""
    places = request.path == reverse("checkout:preview") and "action" in request.POST
    if not places:
        return None
    session = get_class("checkout.utils", "CheckoutSessionData")(request)
    notes = (session.new_shipping_address_fields() or {}).get("notes") or ""
    if len(notes) <= NOTE_CHARACTERS:
        return None
    messages.error(
        request,
        f"Your instructions for the courier have {len(notes)} characters. "
        f"The carrier takes {NOTE_CHARACTERS}. Please shorten them.",
    )
    return redirect("checkout:shipping-address")


ANSWERS: Mapping[str, Answer] = {
    "reservation_polled": _reservation,
    "robot_suspected": _robot_check,
    "plus_not_allowed": _plain_address_only,
    "code_form_forgets_card": _campaign_code,
    "carrier_limit_at_the_end": _carrier_limit,
}
