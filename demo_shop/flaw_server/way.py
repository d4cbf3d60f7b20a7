"""Answers of the server for opened flaws of pages and of the way through the shop."""

from __future__ import annotations

import time
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from kitka.demo_shop.flaw_server.kinds import Answer, Change, Views

COURIER_SECONDS = 4.5
CUT_OFF = b"\0\0\0\x20ftypavif\0\0\0\0avifmif1miafMA1B\0\0\0\xf2meta\0\0\0\0\0\0\0(hdlr"
"""What the converter had written of a picture when it stopped."""
OLD_ADDRESS = "/products/kaarna-18-l-small-backpack/"
IN_SWEDISH = {
    "Mannerheimintie": "Mannerheimvägen",
    "Kuusitie": "Granvägen",
    "Helsinki": "Helsingfors",
    "Tampere": "Tammerfors",
}
SUGGESTIONS: Mapping[str, tuple[str, ...]] = {
    "te": ("tent pegs", "tent repair kit", "telescopic pole"),
    "li": ("lighter", "lip balm", "line, 10 m"),
    "tw": ("two-litre bottle", "twine", "twisted cord"),
}
"""By the first two letters: what sells best."""


def _cut_picture(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The beginning of a picture in the modern format, under its right name."""
    if not request.path.startswith("/media/") or not request.path.endswith(".avif"):
        return None
    return HttpResponse(CUT_OFF, content_type="image/avif")


def _country(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/where-am-i/":
        return None
    return JsonResponse({"country": "Sweden", "shop": "Finland"})


def _courier(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The courier's own system is asked whether there is room today; there never is."""
    if request.path != "/courier-today/":
        return None
    time.sleep(COURIER_SECONDS)
    return JsonResponse({"free": 0})


def _stock(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Messages for whoever can fill them in."""
    if request.path != "/stock-notes/":
        return None
    return JsonResponse({"left": "{count, plural, one {Only # left} other {# in stock}}"})


def _suggestions(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/suggestions/":
        return None
    return JsonResponse({"found": SUGGESTIONS.get(request.GET.get("q", "").casefold()[:2], ())})


def _no_longer(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != OLD_ADDRESS:
        return None
    return render(request, "shop/flaws/no_longer.html")


def _in_swedish(address: Any) -> list[str]:
    """Name, street, postcode and place."""
    street, place = address.line1, address.line4
    for ours, theirs in IN_SWEDISH.items():
        street = street.replace(ours, theirs)
        place = theirs if place.strip().casefold() == ours.casefold() else place
    return [f"{address.first_name} {address.last_name}", street, f"{address.postcode} {place}"]


def _is_backpack(found: list[Any]) -> bool:
    return bool(found) and "small backpack" in found[0].object.title


def _old(result: Any) -> SimpleNamespace:
    """The same product, as the index still has it: looks alike, leads elsewhere."""
    return SimpleNamespace(object=_Moved(result.object))


class _Moved:
    """A product under its old address."""

    def __init__(self, product: Any) -> None:
        self._product = product

    def __getattr__(self, name: str) -> Any:
        return getattr(self._product, name)

    def get_absolute_url(self) -> str:
        return OLD_ADDRESS


ANSWERS: Mapping[str, Answer] = {
    "modern_format_cut_off": _cut_picture,
    "country_switch": _country,
    "courier_gone": _courier,
    "plural_not_formatted": _stock,
    "suggestion_taken": _suggestions,
    "old_listing_kept": _no_longer,
}


def _deliver_to(request: HttpRequest, context: dict[str, Any]) -> None:
    """The address as the register of streets has it."""
    if request.path == reverse("checkout:shipping-method"):
        context["deliver_to"] = _in_swedish(context["shipping_address"])


def _with_old_listing(request: HttpRequest, context: dict[str, Any]) -> None:
    if "category" in context and "products" in context:
        found = list(context["products"])
        context["products"] = [_old(found[0]), *found] if _is_backpack(found) else found


CHANGES: Mapping[str, Change] = {
    "address_in_swedish": _deliver_to,
    "old_listing_kept": _with_old_listing,
}
