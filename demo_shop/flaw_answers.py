"""Answers of the shop's server for flaws of pages, promises and the way through the shop."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from oscar.core.loading import get_model

from kitka.demo_shop.flaw_middleware import first_time
from kitka.demo_shop.flaws import active

ANSWERED = "request"
"""The exchange form opens for those whom the help centre has sent there."""
HELP: dict[str, tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "": (
        "Help centre",
        ("What is it about?",),
        (
            ("/help/orders/", "Orders"),
            ("/delivery-and-returns/", "Delivery"),
            ("/help/exchanges/", "Exchanges and returns"),
            ("/help/paying/", "Paying"),
        ),
    ),
    "exchanges": (
        "Exchanges and returns",
        ("The articles that others have read most:",),
        (
            ("/delivery-and-returns/", "How long may I return something?"),
            ("/help/how-to-exchange/", "How do I exchange a product?"),
            ("/help/paying/", "When do I get my money back?"),
        ),
    ),
    "how-to-exchange": (
        "How do I exchange a product?",
        (
            "An exchange is a change of an order that has been placed. Whether it is possible "
            "depends on how far your order has come.",
            "This article has moved.",
        ),
        (("/help/orders/", "Read on in: Changing an order"),),
    ),
    "orders": (
        "Changing an order",
        (
            "As long as your order is being packed, we change it by hand: write to us before noon.",
            "Is your order on its way, or has it arrived? Then this article does not apply.",
        ),
        (
            ("/help/sent/", "Products that have been sent"),
            ("/help/paying/", "Paying another way"),
        ),
    ),
    "sent": (
        "Products that have been sent",
        (
            "Keep the box and the labels. Wear the product indoors only until you are sure.",
            "Was this article helpful? 14 of 212 found it helpful.",
        ),
        (("/help/contact/", "I still need help"),),
    ),
    "contact": (
        "Before you write to us",
        ("Most questions are answered in our help centre. What do you want to do?",),
        (
            ("/help/", "Search the help centre"),
            (f"/exchange/?{ANSWERED}=1", "I want to exchange a product"),
            ("/help/paying/", "Something else"),
        ),
    ),
    "paying": (
        "Paying",
        ("We take cards, banks and PayPath. Money goes back the way that it came.",),
        (("/help/", "Back to the help centre"),),
    ),
}
"""Title, paragraphs and links of each page of the help centre."""
ERROR_PAGE = (
    "<!DOCTYPE html><html><head><title>Too many requests</title></head><body><h1>Too many requests"
    "</h1><p>The image service has reached its limit. Try again later.</p></body></html>"
)


class AnswerFlaws:
    """Answers instead of the views, or changes what the search has found."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        instead = _instead(request) if request.method == "GET" else None
        return self.get_response(request) if instead is None else instead

    def process_template_response(
        self, request: HttpRequest, response: HttpResponse
    ) -> HttpResponse:
        """The search corrects words that were right (flaw `words_corrected`)."""
        words = request.GET.get("q", "").casefold()
        found_here = "words_corrected" in active and request.path == reverse("search:search")
        if found_here and "tent" in words:
            found = _found_for(words)
            context = response.context_data
            context["corrected"] = words.replace("tent", "ten")
            context["page_obj"].object_list = found
            context["paginator"].count = len(found)
        return response


def _instead(request: HttpRequest) -> HttpResponse | None:
    path = request.path
    if "picture_is_a_page" in active and path.startswith("/media/") and "w" in request.GET:
        return HttpResponse(ERROR_PAGE)  # what the cache has kept: 200, text/html
    if "pickup_points_blocked" in active and path == "/pickup-points/":
        return redirect(f"{settings.PAYMENT_URL}/pickup-points")  # allows no other origin
    if "invalid_date" in active and path.startswith("/track/"):
        day = (timezone.now() + timedelta(days=2)).date().isoformat()
        return JsonResponse({"expected": f"{day}T16:00+02:00[Europe/Helsinki]"})
    if "help_centre_maze" in active:
        return _help(request)
    if path == reverse("checkout:payment-return") and first_time(request, "back_to_empty_basket"):
        return render(request, "oscar/basket/basket.html", {"basket": request.basket})
    return None


def _help(request: HttpRequest) -> HttpResponse | None:
    """The help centre, and to the help centre instead of to the exchange form."""
    if request.path == reverse("exchange") and ANSWERED not in request.GET:
        return redirect("/help/")
    if not request.path.startswith("/help/"):
        return None
    page = HELP.get(request.path.removeprefix("/help/").strip("/"))
    if page is None:
        return None
    title, texts, links = page
    return render(request, "shop/flaws/help.html", {"topic": title, "texts": texts, "ways": links})


def _found_for(words: str) -> list[Any]:
    """Products for the corrected words: any of the others, else what sells best; no tents."""
    products = get_model("catalogue", "Product").objects.browsable().base_queryset()
    sound = [p for p in products.order_by("-priority", "pk") if "tent" not in p.title.casefold()]
    others = [word for word in words.split() if "tent" not in word and len(word) > 3]
    named = [p for p in sound if any(word in p.description.casefold() for word in others)]
    return [SimpleNamespace(object=product) for product in named or sound[2:7]]
