"""What the server does for flaws of help, search, pictures and what other services answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from oscar.core.loading import get_model

from kitka.demo_shop.flaw_server.kinds import Answer, Change, Views, first_time

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


def _kept_by_the_cache(request: HttpRequest, views: Views) -> HttpResponse | None:
    """What a cache has kept in a picture's place: 200, text/html."""
    if not request.path.startswith("/media/") or "w" not in request.GET:
        return None
    return HttpResponse(ERROR_PAGE)


def _elsewhere(request: HttpRequest, views: Views) -> HttpResponse | None:
    """On another origin, which allows no other to read it."""
    if request.path != "/pickup-points/":
        return None
    return redirect(f"{settings.PAYMENT_URL}/pickup-points")


def _tracked(request: HttpRequest, views: Views) -> HttpResponse | None:
    if not request.path.startswith("/track/"):
        return None
    day = (timezone.now() + timedelta(days=2)).date().isoformat()
    return JsonResponse({"expected": f"{day}T16:00+02:00[Europe/Helsinki]"})


def _empty_basket(request: HttpRequest, views: Views) -> HttpResponse | None:
    returns = request.path == reverse("checkout:payment-return")
    if not returns or not first_time(request, "back_to_empty_basket"):
        return None
    return render(request, "oscar/basket/basket.html", {"basket": request.basket})


def _help(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The help centre, and to the help centre instead of to the exchange form."""
    if request.method != "GET":
        return None
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


def _corrected(request: HttpRequest, context: dict[str, Any]) -> None:
    """The search corrects words that were right."""
    words = request.GET.get("q", "").casefold()
    if request.path == reverse("search:search") and "tent" in words:
        found = _found_for(words)
        context["corrected"] = words.replace("tent", "ten")
        context["page_obj"].object_list = found
        context["paginator"].count = len(found)


ANSWERS: Mapping[str, Answer] = {
    "picture_is_a_page": _kept_by_the_cache,
    "pickup_points_blocked": _elsewhere,
    "invalid_date": _tracked,
    "help_centre_maze": _help,
    "back_to_empty_basket": _empty_basket,
}
CHANGES: Mapping[str, Change] = {"words_corrected": _corrected}
