"""What the server does for opened flaws that are about presses, amounts and promises."""

from __future__ import annotations

import copy
import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse

from kitka.demo_shop.flaw_server.kinds import Answer, Views
from kitka.demo_shop.flaws import active

LOOKUP_SECONDS = 2.4


def _version(request: HttpRequest) -> int:
    return int(request.session.get("basket_version", 1))


def _gift_wrap(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Stores the wish in the session; reads it from a cache that keeps its first answer."""
    if request.path != "/gift-wrap/":
        return None
    if request.method == "POST":
        request.session["gift_wrap"] = request.POST.get("wanted") == "true"
        return HttpResponse(status=204)
    cached = request.session.setdefault("gift_wrap_cached", request.session.get("gift_wrap", False))
    return JsonResponse({"wanted": cached})


def _lookup(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Whether the carrier comes there: to every postcode, after a while."""
    if request.path != "/postcode/":
        return None
    time.sleep(LOOKUP_SECONDS)
    return JsonResponse({"code": request.GET.get("code", ""), "delivers": True})


def _graph(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Two operations: the basket's version, and to begin the checkout with it.

    As the protocol has it, a refusal is HTTP 200 with a list of errors. Each change of the basket
    makes a new version.
    """
    if request.method == "POST" and request.path.startswith(reverse("basket:summary")):
        response = views(request)
        request.session["basket_version"] = _version(request) + 1
        return response
    if request.path != "/graphql/":
        return None
    asked = json.loads(request.body or "{}")
    version = _version(request)
    if asked.get("operation") == "BasketVersion":
        return JsonResponse({"data": {"version": version}})
    if asked.get("version") != version:
        error = {"message": "stale basket", "extensions": {"version": version}}
        return JsonResponse({"data": None, "errors": [error]})
    return JsonResponse({"data": {"checkout": reverse("checkout:index")}})


ANSWERS: Mapping[str, Answer] = {
    "gift_switch_springs_back": _gift_wrap,
    "postcode_looked_up": _lookup,
    "stale_version": _graph,
}


def for_each_parcel(methods: Sequence[Any], basket: Any, request: Any) -> Sequence[Any]:
    """The delivery methods; from the payment page on each piece is a parcel of its own."""
    paying = ("/checkout/payment", "/checkout/preview")
    late = getattr(request, "path", "").startswith(paying)
    if "delivery_per_parcel" not in active or not late:
        return methods
    charged = [copy.copy(method) for method in methods]
    for method in charged:
        method.charge_excl_tax = method.charge_incl_tax = method.charge_incl_tax * basket.num_items
    return charged
