"""What the server does for some flaws of pages, promises and the way through the shop."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from oscar.core.utils import is_ajax

from kitka.demo_shop.flaw_server.kinds import Answer, Change, Views, first_time

SENT_BACK = 3
LOCKERS = 120
RESERVED_MINUTES = 15
MISSING_BYTES = 400
CHAINS = ("R-kioski", "K-Market", "S-market", "Alepa", "Neste K", "Tokmanni", "Prisma", "ABC")
TOWNS = (
    ("00530", "Helsinki"), ("90100", "Oulu"), ("33100", "Tampere"), ("96100", "Rovaniemi"),
    ("20100", "Turku"), ("00100", "Helsinki"), ("70100", "Kuopio"), ("40100", "Jyväskylä"),
    ("15110", "Lahti"), ("02100", "Espoo"), ("65100", "Vaasa"), ("01300", "Vantaa"),
    ("28100", "Pori"), ("80100", "Joensuu"), ("53100", "Lappeenranta"),
)  # fmt: skip
SELLERS = [{"title": title, "place": place} for place, title in enumerate(
    ("Tunturi 28 L day backpack", "Nuotio enamel mug", "Kajo 400 lm headlamp"), 1
)]  # fmt: skip


_LINK = re.compile(r"\s*<a [^>]*>.*?</a>", re.DOTALL)
_AMOUNT = re.compile(r"<strong>.*?</strong>")


def _is_of(product: Any, department: str) -> bool:
    return any(category.slug == department for category in product.get_categories().all())


def _lockers() -> list[str]:
    """As the carrier's system lists them: by the number under which they came to it."""
    return [
        f"{4107 + at * 13}  {CHAINS[at * 5 % 8]} {TOWNS[at * 7 % 15][1]}, {TOWNS[at * 7 % 15][0]}"
        for at in range(LOCKERS)
    ]


# ------------------------------------------------------------------ the way


def _message_without_link(request: HttpRequest, views: Views) -> HttpResponse | None:
    """That it was added, and no way to the basket."""
    if request.method != "POST" or not request.path.startswith("/basket/add/"):
        return None
    response = views(request)
    for said in list(messages.get_messages(request)):
        text = _LINK.sub("", str(said.message))
        messages.add_message(request, said.level, text, extra_tags=said.extra_tags)
    return response


def _changed_again(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The stock's sync has touched the basket: it has to be looked at once more."""
    if request.method != "GET" or request.path != reverse("checkout:index"):
        return None
    times = request.session.get("basket_changed", 0)
    if times >= SENT_BACK:
        return None
    request.session["basket_changed"] = times + 1
    at = timezone.localtime().strftime("%H:%M:%S")
    messages.info(request, f"Your basket was changed at {at}. Please check it.")
    return redirect("basket:summary")


def _measurements(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The page of the measurements, which nobody has translated."""
    if request.path != "/info/measurements/":
        return None
    return render(request, "shop/flaws/not_translated.html")


def _reserved(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/reserved-until/":
        return None
    until = timezone.localtime() + timedelta(minutes=RESERVED_MINUTES)
    return JsonResponse({"until": until.strftime("%H:%M:%S")})


# ------------------------------------------------------------------ pages


def _sellers(request: HttpRequest, views: Views) -> HttpResponse | None:
    """What sells best; the answer's end is lost on the way."""
    if request.path != "/best-sellers/":
        return None
    response = JsonResponse({"sellers": SELLERS})
    response["Content-Length"] = str(len(response.content) + MISSING_BYTES)
    return response


def _at_capacity(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The first look at an order finds no server free."""
    if request.method != "GET" or not request.path.startswith("/accounts/order-status/"):
        return None
    if not first_time(request, "order_page_at_capacity"):
        return None
    return render(request, "shop/flaws/at_capacity.html", status=503)


def _unfilled_total(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The message of the new total as the translators got it."""
    changes = request.method == "POST" and request.path == reverse("basket:summary")
    if not changes or not is_ajax(request):
        return None
    response = views(request)
    said = json.loads(response.content)
    for level, texts in said.get("messages", {}).items():
        said["messages"][level] = [_AMOUNT.sub("<strong>%(total)s</strong>", t) for t in texts]
    return JsonResponse(said)


# ------------------------------------------------------------------ promises


def _known(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Whoever has ordered before has to log in, with the address that was given first."""
    if request.method != "POST" or request.path != reverse("checkout:index"):
        return None
    email = request.POST.get("username", "").strip().casefold()
    if not email or request.session.setdefault("known_address", email) != email:
        return None
    wrong = "password" in request.POST and request.POST.get("options") == "existing"
    return render(request, "shop/flaws/known_address.html", {"email": email, "wrong": wrong})


ANSWERS: Mapping[str, Answer] = {
    "basket_link_left_out": _message_without_link,
    "basket_changed_again": _changed_again,
    "measurements_untranslated": _measurements,
    "reservation_scrolls_up": _reserved,
    "best_sellers_cut_off": _sellers,
    "order_page_at_capacity": _at_capacity,
    "total_not_filled_in": _unfilled_total,
    "known_address": _known,
}


def _by_number(request: HttpRequest, context: dict[str, Any]) -> None:
    if request.path == reverse("checkout:shipping-method"):
        context["lockers"] = _lockers()


def _of_one_department(request: HttpRequest, context: dict[str, Any]) -> None:
    department = request.GET.get("department")
    if department and "page_obj" in context:
        found = [r for r in context["page_obj"].object_list if _is_of(r.object, department)]
        context["page_obj"].object_list = found
        context["paginator"].count = len(found)


def _volumes_gone(request: HttpRequest, context: dict[str, Any]) -> None:
    """The volumes have gone from the index."""
    if "volume" in request.GET and "products" in context:
        context["products"] = []
        context["paginator"].count = 0


CHANGES: Mapping[str, Change] = {
    "lockers_by_number": _by_number,
    "search_in_one_department": _of_one_department,
    "filter_counts_stale": _volumes_gone,
}
