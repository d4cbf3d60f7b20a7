"""The flaws that happen between the browser and the views."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from kitka.demo_shop.flaws import active

SLOW_SECONDS = 3.0


def first_time(request: HttpRequest, flaw: str) -> bool:
    """True once per shopper while the flaw is on: the second attempt is to succeed."""
    if flaw not in active or request.session.get(f"met_{flaw}"):
        return False
    request.session[f"met_{flaw}"] = True
    request.session.save()  # Django does not save the session of an answer with status 500
    return True


class FlawMiddleware:
    """Slows or breaks the answers that `slow_step` and `server_error` are about."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST":
            return self.get_response(request)
        method_page = reverse("checkout:shipping-method")
        if request.path == method_page and first_time(request, "server_error"):
            return render(request, "500.html", {"try_again": method_page}, status=500)
        response = self.get_response(request)
        accepted = request.path == reverse("checkout:shipping-address") and (
            response.status_code == 302
        )
        if accepted and "slow_step" in active:
            time.sleep(SLOW_SECONDS)
        return response
