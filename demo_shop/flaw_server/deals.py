"""What the server does for held-out flaws of accounts, costs, payments and what is said of them."""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from oscar.core.loading import get_class, get_model

from kitka.demo_shop.flaw_server.kinds import Answer, Change, Views, first_time
from kitka.demo_shop.flaws import active

GUESTS_UP_TO = Decimal(90)
ZONE_TWO = Decimal("3.00")
EXPIRED = 419
LEFT_BEHIND = "Nuotio enamel mug"
OTHER_PLACE = {"pickup-point": "home-delivery", "home-delivery": "pickup-point"}

_ADD = re.compile(r"^/basket/add/(\d+)/$")
_DELIVERY_AND_AFTER = ("/checkout/shipping-method", "/checkout/payment", "/checkout/preview")


def _posts_to(request: HttpRequest, name: str) -> bool:
    return bool(request.method == "POST" and request.path == reverse(name))


# ------------------------------------------------------------------ accounts


def _members_only(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The basket is a thing of the account, so the way into it begins at the registration."""
    added = _ADD.match(request.path) if request.method == "POST" else None
    if added is None or request.user.is_authenticated:
        return None
    product = get_model("catalogue", "Product").objects.get(pk=added[1])
    messages.info(request, "Please create an account. Only customers can fill a basket.")
    return redirect(f"{reverse('customer:register')}?next={product.get_absolute_url()}")


def _guest_limit(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Guests pay small orders only; whoever has come with a larger one hears of it now."""
    guest = _posts_to(request, "checkout:index") and request.POST.get("options") == "anonymous"
    if not guest or request.basket.total_incl_tax < GUESTS_UP_TO:
        return None
    get_class("checkout.utils", "CheckoutSessionData")(request).set_guest_email(
        request.POST.get("username", "")
    )
    request.session["too_much_for_a_guest"] = True
    text = "Without an account you can order for up to €90. Please create one, or log in."
    messages.error(request, text)
    return redirect("checkout:index")


def _no_guests(request: HttpRequest, context: dict[str, Any]) -> None:
    """From then on the page knows better than to offer it."""
    refused = request.session.get("too_much_for_a_guest")
    if not refused or request.path != reverse("checkout:index") or "form" not in context:
        return
    if request.basket.total_incl_tax >= GUESTS_UP_TO:
        options = context["form"].fields["options"]
        options.choices = [one for one in options.choices if one[0] != "anonymous"]
        options.initial = "new"


# ------------------------------------------------------------------ costs


def _other_place(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The page counts the ways of delivery from nought, the one that keeps them from one."""
    if _posts_to(request, "checkout:shipping-method"):
        given = request.POST.copy()
        code = given.get("method_code", "")
        given["method_code"] = OTHER_PLACE.get(code, code)
        request.POST = given
    return None


def _merged(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The e-mail address is known: what it left in a basket last spring is put in with the rest."""
    if not _posts_to(request, "checkout:index"):
        return None
    response = views(request)
    if response.status_code == 302 and first_time(request, "basket_of_last_spring"):
        mug = get_model("catalogue", "Product").objects.get(title=LEFT_BEHIND)
        request.basket.add_product(mug, 1)
    return response


def in_zone_two(methods: Sequence[Any], request: Any) -> Sequence[Any]:
    """The delivery methods; once there is an address they cost what its zone costs."""
    path = getattr(request, "path", "")
    if "priced_by_delivery_zone" not in active or not path.startswith(_DELIVERY_AND_AFTER):
        return methods
    zoned = [copy.copy(method) for method in methods]
    for method in zoned:
        method.charge_excl_tax = method.charge_incl_tax = method.charge_incl_tax + ZONE_TWO
    return zoned


# ------------------------------------------------------------------ payments


def _unconfirmed(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The bank tells the shop by a call of its own, which comes after the shopper has."""
    if request.path == "/payment-confirmed/":
        return JsonResponse({"confirmed": False})
    returns = request.path == reverse("checkout:payment-return")
    if not returns or not first_time(request, "bank_calls_too_late"):
        return None
    return render(request, "shop/flaws/confirming.html")


def _shell(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Every address is answered with the application's frame, which draws what belongs there."""
    returns = request.path == reverse("checkout:payment-return")
    if not returns or not first_time(request, "router_without_return_route"):
        return None
    return render(request, "shop/flaws/app_frame.html")


def _not_completed(request: HttpRequest, views: Views) -> HttpResponse | None:
    """As the acquirer's library does it: to a page of its own, with the code of the answer."""
    failed = "/checkout/transaction-result/"
    if request.path == failed:
        return render(request, "shop/flaws/transaction_result.html")
    places = _posts_to(request, "checkout:preview") and "action" in request.POST
    if not places or not first_time(request, "transaction_code_five"):
        return None
    return redirect(f"{failed}?rc=05")


def _captured(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/capture/":
        return None
    refused = first_time(request, "button_tells_of_refusal")
    return JsonResponse({"state": "refused" if refused else "captured"})


# ------------------------------------------------------------------ what is kept and what is said


def _page_expired(request: HttpRequest, views: Views) -> HttpResponse | None:
    sends = _posts_to(request, "checkout:shipping-address")
    if not sends or not first_time(request, "page_expired_early"):
        return None
    return render(request, "shop/flaws/page_expired.html", status=EXPIRED)


def _not_modified(request: HttpRequest, views: Views) -> HttpResponse | None:
    """What the page is known by to the browser's cache tells shoppers apart, but not baskets."""
    if request.method != "GET" or request.path != reverse("checkout:shipping-address"):
        return None
    tag = f'"address-{request.session.session_key}"'
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponse(status=304)
    else:
        response = views(request)
    if response.status_code in (200, 304):
        response["ETag"], response["Cache-Control"] = tag, "private, no-cache"
    return response


def _mail_down(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The request is kept; the mail about it does not go out, and that is what is told."""
    if not _posts_to(request, "exchange"):
        return None
    response = views(request)
    if response.status_code == 302:
        text = "Sorry, your request could not be sent. Please try again later."
        messages.error(request, text)
    return response


def _exchange_down(request: HttpRequest, views: Views) -> HttpResponse | None:
    if not _posts_to(request, "exchange") or not first_time(request, "thanked_whatever_happens"):
        return None
    return JsonResponse({"error": "upstream unavailable"}, status=503)


def _code(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/discount-code/":
        return None
    return JsonResponse({"applied": False, "reason": "the campaign ended on Sunday"})


ANSWERS: Mapping[str, Answer] = {
    "basket_for_members": _members_only,
    "guests_below_ninety": _guest_limit,
    "delivery_one_place_off": _other_place,
    "basket_of_last_spring": _merged,
    "bank_calls_too_late": _unconfirmed,
    "router_without_return_route": _shell,
    "transaction_code_five": _not_completed,
    "button_tells_of_refusal": _captured,
    "page_expired_early": _page_expired,
    "tag_leaves_basket_out": _not_modified,
    "mail_down_request_kept": _mail_down,
    "thanked_whatever_happens": _exchange_down,
    "code_judged_by_shape": _code,
}
CHANGES: Mapping[str, Change] = {"guests_below_ninety": _no_guests}
