"""What the server does for flaws of presses and of what is set and chosen."""

from __future__ import annotations

import time
from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import resolve, reverse
from oscar.core.loading import get_model

from kitka.demo_shop.flaw_server.kinds import Answer, Views, first_time

GATEWAY_SECONDS = 0.8
TIMEOUT = "<html><head><title>504 Gateway Time-out</title></head></html>"


def _one_each(request: HttpRequest, views: Views) -> HttpResponse | None:
    """One piece for everybody: whatever else is asked for, one is what is stored."""
    if request.method == "POST" and request.path == reverse("basket:summary"):
        given = request.POST.copy()
        for name in given:
            if name.endswith("-quantity"):
                given[name] = "1"
        request.POST = given
    return None


def _gateway_timeout(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The proxy before the shop loses its patience with the first order, which comes to nothing."""
    if request.method != "POST" or request.path != reverse("checkout:preview"):
        return None
    if "json" not in request.headers.get("Accept", ""):
        return None
    if first_time(request, "order_answered_by_timeout"):
        time.sleep(GATEWAY_SECONDS)
        return HttpResponse(TIMEOUT, status=504)
    return JsonResponse({"next": views(request).get("Location", reverse("checkout:index"))})


def _begin_session(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Pages come from a cache, without a session. The first addition only begins one."""
    found = resolve(request.path)
    if request.method != "POST" or found.view_name != "basket:add":
        return None
    if not first_time(request, "first_add_makes_session"):
        return None
    product = get_object_or_404(get_model("catalogue", "Product"), pk=found.kwargs["pk"])
    return redirect(product.get_absolute_url())


ANSWERS: Mapping[str, Answer] = {
    "one_each_unsaid": _one_each,
    "order_answered_by_timeout": _gateway_timeout,
    "first_add_makes_session": _begin_session,
}
