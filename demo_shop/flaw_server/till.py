"""What the server does for opened flaws of the forms and of what is promised at the till."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse

from kitka.demo_shop.flaw_server.kinds import Answer, Views, first_time
from kitka.demo_shop.flaws import active

PROTECTION = Decimal("2.45")
TAKEN_SLOTS = 2
FLATS = ("A 1", "A 2", "B 3")
ESTIMATE = "6–8 working days"

_STREET = re.compile(r"\s*(\D+?\s\d+)\b.*")
_COUNT = re.compile(r'(<a class="basket-link"[^>]*aria-label="Basket, )\d+ items?(?=")')
_BADGE = re.compile(r"(data-basket-count>)\d+")


# ------------------------------------------------------------------ forms and prices


def refuse_other_size(form: Any) -> None:
    """The stock is asked when the form has come."""

    def check(wish: str) -> None:
        if wish == "other":
            raise ValidationError("No other size or colour of it is in stock. Choose another wish.")

    if "no_other_size" in active:
        form.fields["wish"].validators.append(check)


def is_protected(request: Any) -> bool:
    """Whether this request's order carries the shipping protection."""
    if "protection_preticked" not in active or request is None:
        return False
    late = ("/checkout/payment", "/checkout/preview")
    return request.path.startswith(late) and bool(request.session.get("protection", True))


# ------------------------------------------------------------------ answers


def _send_code(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The mail is in the queue, which is all that is known of it."""
    if request.path != "/email-code/":
        return None
    return JsonResponse({"queued": True}, status=202)


def _register(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The addresses of one house, each with staircase and flat."""
    if request.path != "/address-register/":
        return None
    house = _STREET.fullmatch(request.GET.get("q", ""))
    return JsonResponse({"addresses": [f"{house[1]} {flat}" for flat in FLATS] if house else []})


def _slot(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Others were faster, twice; each refusal is an answer like any other."""
    if request.path != "/delivery-slot/":
        return None
    asked = request.session.get("slots_asked", 0) + 1
    request.session["slots_asked"] = asked
    return JsonResponse({"reserved": asked > TAKEN_SLOTS})


def _protection(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/shipping-protection/":
        return None
    request.session["protection"] = request.POST.get("wanted") == "true"
    return HttpResponse(status=204)


def _cached_header(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The front page and the catalogue as somebody else got them, as far as the header goes."""
    if request.method != "GET" or not (
        request.path == "/" or request.path.startswith("/catalogue/")
    ):
        return None
    response = views(request)
    if response.get("Content-Type", "").startswith("text/html"):
        page = _COUNT.sub(r"\g<1>0 items", response.content.decode())
        response.content = _BADGE.sub(r"\g<1>0", page).encode()
    return response


def _estimate(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/carrier-estimate/":
        return None
    return JsonResponse({"carrier": "Reppu Express", "delivered_in": ESTIMATE})


def _authorise(request: HttpRequest, views: Views) -> HttpResponse | None:
    """As the card company's interface has it: a refusal is HTTP 402 with a code and a text."""
    if request.path != "/payment-intents/":
        return None
    if not first_time(request, "declined_in_finnish"):
        return JsonResponse({"status": "succeeded"})
    text = "Maksua ei hyväksytty. Ota yhteyttä kortin myöntäneeseen pankkiin."
    error = {"code": "card_declined", "decline_code": "do_not_honor", "message": text}
    return JsonResponse({"error": error}, status=402)


def _without_parameters(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Without them the shop takes it for somebody who has opened the review page anew."""
    returns = request.path == reverse("checkout:payment-return")
    if not returns or not first_time(request, "return_without_parameters"):
        return None
    return redirect("checkout:preview")


def _log_in(request: HttpRequest, views: Views) -> HttpResponse | None:
    returns = request.path == reverse("checkout:payment-return")
    if not returns or not first_time(request, "login_after_bank"):
        return None
    return redirect(f"{reverse('customer:login')}?next={request.path}")


def _reservation(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Whether the products are still held for this shopper; once they are not."""
    if request.path != "/basket-reservation/":
        return None
    if not first_time(request, "reservation_released"):
        return JsonResponse({"state": "held"})
    request.basket.flush()
    messages.error(request, "Your reservation has expired. The products are back on sale.")
    return JsonResponse({"state": "released"})


def _minimal(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Whoever prefers a minimal answer gets 204 and nothing else (RFC 7240)."""
    if request.method != "POST" or request.headers.get("Prefer") != "return=minimal":
        return None
    response = views(request)
    if response.status_code != 302:
        return response
    list(messages.get_messages(request))  # the next page need not tell it again
    return HttpResponse(status=204)


def _order_state(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The copy of the database has heard of no order since this morning."""
    if request.path != "/order-state/":
        return None
    return JsonResponse({"orders": []})


def _refused_addition(request: HttpRequest, views: Views) -> HttpResponse | None:
    adds = request.method == "POST" and request.path.startswith("/basket/add/")
    if not adds or "json" not in request.headers.get("Accept", ""):
        return None
    if first_time(request, "added_before_asked"):
        return JsonResponse({"error": "the stock is being counted"}, status=409)
    views(request)
    list(messages.get_messages(request))
    return JsonResponse({"added": 1})


ANSWERS: Mapping[str, Answer] = {
    "code_by_email_delayed": _send_code,
    "address_not_in_register": _register,
    "slot_just_taken": _slot,
    "protection_preticked": _protection,
    "header_from_cache": _cached_header,
    "carrier_knows_better": _estimate,
    "declined_in_finnish": _authorise,
    "return_without_parameters": _without_parameters,
    "login_after_bank": _log_in,
    "reservation_released": _reservation,
    "update_without_body": _minimal,
    "replica_knows_no_order": _order_state,
    "added_before_asked": _refused_addition,
}
