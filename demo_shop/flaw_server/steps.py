"""The flaws that happen between the browser and the views."""

import re
import time
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from oscar.core.loading import get_model
from oscar.core.utils import safe_referrer

from kitka.demo_shop.flaw_server.kinds import Answer, Change, Views, first_time

SLOW_SECONDS = 3.0
SLOWER_SECONDS = 4.0
PICTURE_SECONDS = 5.0

_ADD = re.compile(r"^/basket/add/(\d+)/$")


def _returned_to_error(request: HttpRequest, views: Views) -> HttpResponse | None:
    returns = request.path == reverse("checkout:payment-return")
    if not returns or not first_time(request, "return_page_fails"):
        return None
    return render(request, "500.html", status=500)


def _heavy_picture(request: HttpRequest, views: Views) -> HttpResponse | None:
    if "scaled" in request.GET and request.path.startswith("/media/"):
        time.sleep(PICTURE_SECONDS)
    return None


def _chooses_method(request: HttpRequest) -> bool:
    return bool(request.method == "POST" and request.path == reverse("checkout:shipping-method"))


def _server_error(request: HttpRequest, views: Views) -> HttpResponse | None:
    if not _chooses_method(request) or not first_time(request, "server_error"):
        return None
    return render(request, "500.html", {"try_again": request.path}, status=500)


def _session_dropped(request: HttpRequest, views: Views) -> HttpResponse | None:
    if not _chooses_method(request) or not first_time(request, "session_dropped"):
        return None
    request.basket.flush()
    _forget(request, "session_dropped")
    return redirect("basket:summary")


def _thrown_to_login(request: HttpRequest, views: Views) -> HttpResponse | None:
    places = request.path == reverse("checkout:preview") and "action" in request.POST
    if not places or not first_time(request, "thrown_to_login"):
        return None
    _forget(request, "thrown_to_login")
    return redirect(f"{reverse('customer:login')}?next={reverse('checkout:preview')}")


def _forget(request: HttpRequest, flaw: str) -> None:
    """Begin a new session that knows of nothing but of the flaws that were met."""
    met = {key: True for key in list(request.session.keys()) if key.startswith("met_")}
    request.session.flush()
    request.session.update(met | {f"met_{flaw}": True})


def _not_added(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Says that it was added, and adds nothing."""
    added = _ADD.match(request.path) if request.method == "POST" else None
    if added is None or not first_time(request, "added_though_not"):
        return None
    product = get_object_or_404(get_model("catalogue", "Product"), pk=added[1])
    text = render_to_string(
        "oscar/basket/messages/addition.html", {"product": product, "quantity": 1}
    )
    messages.success(request, text, extra_tags="safe noicon")
    return redirect(safe_referrer(request, "basket:summary"))


def _accepted(request: HttpRequest, views: Views, wanted: bool) -> tuple[HttpResponse, bool]:
    """The views' answer, and whether they have accepted what was sent where it was ``wanted``."""
    response = views(request)
    return response, wanted and request.method == "POST" and response.status_code == 302


def _slow_step(request: HttpRequest, views: Views) -> HttpResponse:
    response, accepted = _accepted(
        request, views, request.path == reverse("checkout:shipping-address")
    )
    if accepted:
        time.sleep(SLOW_SECONDS)
    return response


def _slow_method(request: HttpRequest, views: Views) -> HttpResponse:
    response, accepted = _accepted(request, views, _chooses_method(request))
    if accepted:
        time.sleep(SLOWER_SECONDS)
    return response


def _called_an_error(request: HttpRequest, views: Views) -> HttpResponse:
    response, added = _accepted(request, views, bool(_ADD.match(request.path)))
    if added:
        list(messages.get_messages(request))  # reading them uses them up
        messages.error(request, "Something went wrong. The product could not be added.")
    return response


def _extras_first(request: HttpRequest, views: Views) -> HttpResponse:
    response, added = _accepted(request, views, bool(_ADD.match(request.path)))
    return redirect("extras") if added else response


def _exact_only(request: HttpRequest, context: dict[str, Any]) -> None:
    """The search knows names by their beginning only."""
    if request.path == reverse("search:search"):
        words = request.GET.get("q", "")
        found = context["page_obj"].object_list
        found = [r for r in found if r.object and r.object.title.startswith(words)]
        context["page_obj"].object_list = found
        context["paginator"].count = len(found)


ANSWERS: Mapping[str, Answer] = {
    "return_page_fails": _returned_to_error,
    "heavy_picture": _heavy_picture,
    "server_error": _server_error,
    "session_dropped": _session_dropped,
    "thrown_to_login": _thrown_to_login,
    "added_though_not": _not_added,
    "slow_step": _slow_step,
    "slow_without_feedback": _slow_method,
    "error_though_added": _called_an_error,
    "forced_extras": _extras_first,
}
CHANGES: Mapping[str, Change] = {"search_exact_only": _exact_only}
