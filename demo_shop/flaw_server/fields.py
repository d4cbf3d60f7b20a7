"""What the server does for flaws that are about filling in: its forms, and answers to them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from kitka.demo_shop.flaw_server.kinds import Answer, Change, Views, first_time
from kitka.demo_shop.flaws import active

ROW_OF_THE_CARD = 17
BAD_WORDS = ("cock", "hell", "sex")
SHORTEST_WISH = 50
LITRES_AT_MOST = 101
LARGEST_IN_THE_TABLE = 0xFFFF
"""The database's table of addresses knows letters up to here."""
GUESSED_COUNTRY, CHOSEN_COUNTRY = "SE", "FI"


def _posts_to(request: HttpRequest, name: str) -> bool:
    return bool(request.method == "POST" and request.path == reverse(name))


# ------------------------------------------------------------------ forms


def alter_gateway_form(form: Any) -> None:
    """A plain field, whose spaces nobody takes away."""
    if "space_behind_the_address" in active:
        field = form.fields["username"]
        field.strip = False
        field.widget = forms.TextInput(attrs={"autocomplete": "email", "inputmode": "email"})


def alter_exchange_form(form: Any) -> None:
    """More is wanted of a field than stands beside it."""
    if "optional_wish_too_short" in active:
        form.fields["message"].widget.attrs["minlength"] = SHORTEST_WISH
    if "step_counts_from_one" in active:
        form.fields["volume"] = forms.IntegerField(
            label="How many litres should it hold?",
            min_value=1,
            max_value=LITRES_AT_MOST,
            step_size=5,
        )


# ------------------------------------------------------------------ answers


def _bank(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/bank-code/":
        return None
    return JsonResponse({"row": ROW_OF_THE_CARD})


def _word_filter(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Looks for bad words wherever they stand, inside other words, too."""
    if request.path != "/word-filter/":
        return None
    text = request.POST.get("text", "").lower()
    return JsonResponse({"allowed": not any(word in text for word in BAD_WORDS)})


def _country(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The form of the country that was chosen."""
    if not _posts_to(request, "checkout:shipping-address") or "country_changed" not in request.POST:
        return None
    return redirect(f"{request.path}?country={request.POST.get('country', CHOSEN_COUNTRY)}")


def _cleared(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Clear was pressed, says the form."""
    if _posts_to(request, "order-status") and "clear" in request.POST:
        request.method = "GET"
    return None


def _delivery_price(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/delivery-price/":
        return None
    return JsonResponse({"to": request.GET.get("to", ""), "pickup": "€4.90", "home": "€9.90"})


def _own_search(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The bought-in page of results knows its own parameter only."""
    if request.method != "GET" or request.path != reverse("search:search"):
        return None
    words = request.GET.get("words", "").strip()
    request.GET = QueryDict(mutable=True)
    if not words:
        return render(request, "shop/flaws/what_for.html")
    request.GET["q"] = words
    return None


def _pickup_full(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Where to go on, or why not, as JSON."""
    if not _posts_to(request, "checkout:shipping-method"):
        return None
    if request.POST.get("method_code") == "pickup-point":
        return JsonResponse({"ok": False, "message": "This pickup point is full. Choose another."})
    return JsonResponse({"ok": True, "next": views(request).get("Location", request.path)})


def _stored(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The address as JSON; what the database says of it is handed on under the column's name."""
    if not _posts_to(request, "checkout:shipping-address"):
        return None
    if "json" not in request.headers.get("Accept", ""):
        return None
    if any(ord(letter) > LARGEST_IN_THE_TABLE for letter in request.POST.get("notes", "")):
        told = {"deliveryNotes": ["Incorrect string value for column 'delivery_notes'"]}
        return JsonResponse({"ok": False, "errors": told})
    response = views(request)
    if response.status_code != 302:
        return JsonResponse({"ok": False, "draw": True})
    return JsonResponse({"ok": True, "next": response["Location"]})


def _card_service_away(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The first card is not passed on, so its form is drawn once more, without the code."""
    if not _posts_to(request, "checkout:preview") or "action" in request.POST:
        return None
    by_card = request.POST.get("payment_method") == "card"
    if by_card and request.POST.get("ccv") and first_time(request, "code_gone_each_time"):
        given = request.POST.copy()
        given["ccv"] = ""
        request.POST = given
        request.card_service_away = True
    return None


ANSWERS: Mapping[str, Answer] = {
    "bank_code_card": _bank,
    "essex_in_the_word_filter": _word_filter,
    "country_posts_back": _country,
    "enter_presses_clear": _cleared,
    "estimate_forgets_postcode": _delivery_price,
    "search_asks_again": _own_search,
    "toast_never_comes_in": _pickup_full,
    "smiley_without_slot": _stored,
    "code_gone_each_time": _card_service_away,
}


# ------------------------------------------------------------------ what pages show


def _guess_country(request: HttpRequest, context: dict[str, Any]) -> None:
    """Where the visitor's address on the net is thought to be, until another one was chosen."""
    if request.path != reverse("checkout:shipping-address") or request.method != "GET":
        return
    form = context["form"]
    if not form.initial.get("line1"):
        form.initial = {"country": request.GET.get("country", GUESSED_COUNTRY)}


def _card_without_code(request: HttpRequest, context: dict[str, Any]) -> None:
    if not getattr(request, "card_service_away", False):
        return
    form = context["bankcard_form"]
    kept = {key: form.cleaned_data.get(key) for key in ("number", "expiry_month", "name")}
    context["bankcard_form"] = type(form)(initial=kept)
    context["error"] = "Our card service is away for a moment. Please send the form again."


CHANGES: Mapping[str, Change] = {
    "country_posts_back": _guess_country,
    "code_gone_each_time": _card_without_code,
}
