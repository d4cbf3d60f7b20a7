"""The flaws that happen between the browser and the views."""

import re
import time
from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from oscar.core.loading import get_model
from oscar.core.utils import safe_referrer

from kitka.demo_shop.flaws import active

SLOW_SECONDS = 3.0
SLOWER_SECONDS = 4.0
PICTURE_SECONDS = 5.0

_ADD = re.compile(r"^/basket/add/(\d+)/$")


def first_time(request: HttpRequest, flaw: str) -> bool:
    """True once per shopper while the flaw is on: the second attempt is to succeed."""
    if flaw not in active or request.session.get(f"met_{flaw}"):
        return False
    request.session[f"met_{flaw}"] = True
    request.session.save()  # Django does not save the session of an answer with status 500
    return True


class FlawMiddleware:
    """Slows, breaks, replaces or redirects answers, for the flaws that are about them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        instead = _instead_of_get(request) if request.method == "GET" else _instead(request)
        if instead is not None:
            return instead
        response = self.get_response(request)
        accepted = request.method == "POST" and response.status_code == 302
        return _afterwards(request, response) if accepted else response

    def process_template_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """The search knows names by their beginning only (flaw `search_exact_only`)."""
        if "search_exact_only" in active and request.path == reverse("search:search"):
            context = response.context_data
            words = request.GET.get("q", "")
            found = context["page_obj"].object_list
            found = [r for r in found if r.object and r.object.title.startswith(words)]
            context["page_obj"].object_list = found
            context["paginator"].count = len(found)
        return response


def _instead_of_get(request: HttpRequest) -> HttpResponse | None:
    if request.path == reverse("checkout:payment-return") and first_time(
        request, "return_page_fails"
    ):
        return render(request, "500.html", status=500)
    if "scaled" in request.GET and request.path.startswith("/media/") and "heavy_picture" in active:
        time.sleep(PICTURE_SECONDS)
    return None


def _instead(request: HttpRequest) -> HttpResponse | None:
    """What answers a POST instead of its view."""
    method_page = reverse("checkout:shipping-method")
    if request.path == method_page:
        if first_time(request, "server_error"):
            return render(request, "500.html", {"try_again": method_page}, status=500)
        if first_time(request, "session_dropped"):
            request.basket.flush()
            _forget(request, "session_dropped")
            return redirect("basket:summary")
    places = request.path == reverse("checkout:preview") and "action" in request.POST
    if places and first_time(request, "thrown_to_login"):
        _forget(request, "thrown_to_login")
        return redirect(f"{reverse('customer:login')}?next={reverse('checkout:preview')}")
    added = _ADD.match(request.path)
    if added and first_time(request, "added_though_not"):
        product = get_object_or_404(get_model("catalogue", "Product"), pk=added[1])
        text = render_to_string(
            "oscar/basket/messages/addition.html", {"product": product, "quantity": 1}
        )
        messages.success(request, text, extra_tags="safe noicon")
        return redirect(safe_referrer(request, "basket:summary"))
    return None


def _forget(request: HttpRequest, flaw: str) -> None:
    """Begin a new session that knows of nothing but of the flaws that were met."""
    met = {key: True for key in list(request.session.keys()) if key.startswith("met_")}
    request.session.flush()
    request.session.update(met | {f"met_{flaw}": True})


def _afterwards(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """What becomes of the answer to a POST that was accepted."""
    if request.path == reverse("checkout:shipping-address") and "slow_step" in active:
        time.sleep(SLOW_SECONDS)
    if request.path == reverse("checkout:shipping-method") and "slow_without_feedback" in active:
        time.sleep(SLOWER_SECONDS)
    if _ADD.match(request.path):
        if "error_though_added" in active:
            list(messages.get_messages(request))  # reading them uses them up
            messages.error(request, "Something went wrong. The product could not be added.")
        if "forced_extras" in active:
            return redirect("extras")
    return response
