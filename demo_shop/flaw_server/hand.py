"""What the server does for opened flaws that are about presses, forms and what moves."""

from __future__ import annotations

import re
import time
from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from oscar.core.loading import get_model
from oscar.core.utils import is_ajax

from kitka.demo_shop.flaw_server.kinds import Answer, Change, Views, first_time

TAG_SECONDS = 5.0
STOCK_SECONDS = 1.3
CHECK_SECONDS = 1.8
RISK_SECONDS = 6.0
HOP_SECONDS = 0.95
HOPS = ("authorize", "login", "callback", "session")
AD_SECONDS = 2.0
REFUSALS_OF_A_TOKEN = 2
SHOWN_OF_A_LIST = 2


def _posts_to(request: HttpRequest, name: str) -> bool:
    return bool(request.method == "POST" and request.path == reverse(name))


# ------------------------------------------------------------------ presses


def _instead_of_json(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Where to go on, as JSON; the first time a server that is being changed says so in HTML."""
    if not _posts_to(request, "checkout:shipping-method"):
        return None
    if "json" not in request.headers.get("Accept", ""):
        return None
    if first_time(request, "json_was_html"):
        return HttpResponse("<!DOCTYPE html><title>One moment</title><h1>We are right back</h1>")
    return JsonResponse({"next": views(request).get("Location", request.path)})


def _slow_stock(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Every change of the basket asks the warehouse."""
    if _posts_to(request, "basket:summary") and is_ajax(request):
        time.sleep(STOCK_SECONDS)
    return None


def _first_page(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The cache of the lists does not look at what stands behind the question mark."""
    if request.path.startswith("/catalogue/category/") and "page" in request.GET:
        request.GET = QueryDict()
    return None


def _address_check(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/address-check/":
        return None
    time.sleep(CHECK_SECONDS)
    return JsonResponse({"deliverable": True})


def _tag(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/tags/experiments.js":
        return None
    time.sleep(TAG_SECONDS)
    return HttpResponse("window.experiments = [];", content_type="text/javascript")


def _hops(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Begins the checkout by way of the sign-on, once per shopper."""
    checkout = reverse("checkout:index")
    found = re.fullmatch(r"/sign-on/(\d)/\w+/", request.path)
    if not found:
        begins = request.method == "GET" and request.path == checkout
        return _hop(0) if begins and not request.session.get("signed_on") else None
    time.sleep(HOP_SECONDS)
    at = int(found[1]) + 1
    if at < len(HOPS):
        return _hop(at)
    request.session["signed_on"] = True
    return redirect(checkout)


def _hop(at: int) -> HttpResponse:
    time.sleep(HOP_SECONDS if not at else 0)
    return redirect(f"/sign-on/{at}/{HOPS[at]}/")


def _risk(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/risk-check/":
        return None
    time.sleep(RISK_SECONDS)
    return JsonResponse({"risk": 0.02})


# ------------------------------------------------------------------ forms


def _expired(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Back to the page without a word: what is put into the session here nobody shows."""
    if not _posts_to(request, "checkout:shipping-method"):
        return None
    refused = request.session.get("tokens_refused", 0)
    if refused >= REFUSALS_OF_A_TOKEN:
        return None
    request.session["tokens_refused"] = refused + 1
    request.session["notice"] = "Your session has expired. Please send the form once more."
    return redirect("checkout:shipping-method")


def _with_zeros(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Postcodes have five digits, and whoever wrote the server knew."""
    if _posts_to(request, "checkout:shipping-address"):
        given = request.POST.copy()
        given["postcode"] = given.get("postcode", "").strip().zfill(5)
        request.POST = given
    return None


def _busy(request: HttpRequest, views: Views) -> HttpResponse | None:
    if not _posts_to(request, "exchange") or not first_time(request, "redirect_forgets_form"):
        return None
    messages.error(request, "The service is busy at the moment. Please try again.")
    return redirect("exchange")


# ------------------------------------------------------------------ what moves


def _sponsored(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Who has paid for the first place of a list."""
    if request.path != "/sponsored/":
        return None
    time.sleep(AD_SECONDS)
    product = get_model("catalogue", "Product").objects.get(title__startswith="Tunturi 28 L")
    card = render(request, "shop/partials/product_card.html", {"product": product})
    return JsonResponse({"card": card.content.decode()})


ANSWERS: Mapping[str, Answer] = {
    "json_was_html": _instead_of_json,
    "stepper_counts_from_before": _slow_stock,
    "check_still_running": _address_check,
    "tag_blocks_paint": _tag,
    "more_is_the_same_page": _first_page,
    "sign_on_hops": _hops,
    "grey_until_checked": _risk,
    "expired_token_unsaid": _expired,
    "postcode_as_number": _with_zeros,
    "redirect_forgets_form": _busy,
    "sponsored_comes_first": _sponsored,
}


# ------------------------------------------------------------------ what pages show


def _first_rows(request: HttpRequest, context: dict[str, Any]) -> None:
    """The list as its cache has it."""
    if "category" in context and "products" in context:
        context["products"] = list(context["products"])[:SHOWN_OF_A_LIST]


def _country_only(request: HttpRequest, context: dict[str, Any]) -> None:
    """The address form of somebody who comes back."""
    if request.path == reverse("checkout:shipping-address") and request.method == "GET":
        kept = {"country": context["form"].initial.get("country")}
        context["form"].initial = {key: value for key, value in kept.items() if value}


CHANGES: Mapping[str, Change] = {
    "more_is_the_same_page": _first_rows,
    "address_not_remembered": _country_only,
}
