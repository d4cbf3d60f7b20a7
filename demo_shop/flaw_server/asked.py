"""Forms and answers of those opened flaws that are about being asked, refused or told."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import mark_safe
from oscar.core.loading import get_model
from oscar.core.utils import is_ajax

from kitka.demo_shop.flaw_server.kinds import Answer, Views, first_time
from kitka.demo_shop.flaws import active

LOOKED_UP_AFTER_SECONDS = 0.5
ADDED_AFTER_SECONDS = 2.4
ASKS_OF_THE_BANK = 3
PASSWORD_CHARACTERS = 8
LETTERS = ("q7OlB0", "I8oO1S", "K4NPT3")
"""What the pictures show, one after the other; the last one again and again."""
PLACES = ("Parcel locker, Kamppi", "R-kioski, Hakaniemi", "K-Market, Töölöntori")


# ------------------------------------------------------------------ forms


def alter_address_form(form: Any) -> None:
    """The carrier's system was made for one alphabet."""
    if "umlaut_refused" in active:
        message = "Please use the letters A to Z only."
        form.fields["last_name"].validators.append(RegexValidator(r"^[ -~]*$", message))


def alter_exchange_form(form: Any) -> None:
    """More is asked than stands there."""
    if "serial_number_wanted" in active:
        form.fields["serial_number"] = forms.CharField(
            label="Serial number",
            help_text="It stands on the label that is sewn into the lining, like RT-0000-0000.",
            validators=[RegexValidator(r"^RT-\d{4}-\d{4}$", "This is not a serial number.")],
        )
        form.order_fields(["order_number", "email", "product", "serial_number"])
    if "answer_out_of_sight" in active and form.data.get("reason") == "size":
        form.fields["message"].required = True
        form.fields["message"].error_messages["required"] = "Tell us which size you need."


class _NeverFilled(forms.TextInput):
    """Each picture has letters of its own, so what was typed before is of no use."""

    def format_value(self, value: Any) -> None:
        return None


def alter_order_form(form: Any, request: HttpRequest) -> None:
    """Letters in a picture keep robots out."""
    if "letters_in_a_picture" not in active:
        return
    shown = request.session.get("letters_shown", 0)
    if form.is_bound:
        wanted = LETTERS[min(shown, len(LETTERS) - 1)]
        shown += 1
        request.session["letters_shown"] = shown
        message = "The letters did not match. Please type those of the new picture."
        check = RegexValidator(f"^{re.escape(wanted)}$", message)
    form.fields["letters"] = forms.CharField(
        label="Letters in the picture",
        widget=_NeverFilled(attrs={"autocomplete": "off"}),
        validators=[check] if form.is_bound else [],
        help_text=mark_safe(
            f'<img class="letters" src="/letters/{shown}/" width="220" height="70" '
            'alt="Letters and digits, to be read by people">'
        ),
    )


# ------------------------------------------------------------------ answers


def _checkpoint(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The firewall keeps the first form that carries a card, and lets the browser ask anew."""
    sends_card = request.method == "POST" and request.path == reverse("checkout:preview")
    if (
        not sends_card
        or "action" in request.POST
        or not first_time(request, "checkpoint_eats_form")
    ):
        return None
    return render(request, "shop/flaws/checking.html", status=202)


def _street(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/street/":
        return None
    time.sleep(LOOKED_UP_AFTER_SECONDS)
    return JsonResponse({"street": request.GET.get("begins", "")})


def _pickup_places(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.path != "/pickup-places/":
        return None
    return JsonResponse({"places": PLACES})


def _into_the_frame(request: HttpRequest, views: Views) -> HttpResponse | None:
    """What the frame gets: where to go on, or what is wrong."""
    if request.method != "POST" or request.path != reverse("exchange"):
        return None
    response = views(request)
    to = response.get("Location", "")
    return render(request, "shop/flaws/framed.html", {"to": to})


def _letters(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The picture as SVG: leaning letters under a few lines."""
    found = re.fullmatch(r"/letters/(\d+)/", request.path)
    if not found:
        return None
    letters = enumerate(LETTERS[min(int(found[1]), len(LETTERS) - 1)])
    context = {
        "letters": [
            {
                "letter": letter,
                "x": 18 + at * 33,
                "y": 48 + (at * 7) % 11,
                "turn": (at * 37) % 41 - 20,
            }
            for at, letter in letters
        ]
    }
    return render(request, "shop/flaws/letters.svg", context, content_type="image/svg+xml")


def _join(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Whoever has come to pay gets an account first."""
    pay, join = reverse("checkout:payment-details"), "/checkout/join/"
    if request.path == pay and not request.session.get("has_joined"):
        return redirect(join)
    if request.path != join:
        return None
    short = request.method == "POST" and len(request.POST.get("password", "")) < PASSWORD_CHARACTERS
    if request.method != "POST" or short:
        return render(request, "shop/flaws/join.html", {"short": short})
    request.session["has_joined"] = True
    return redirect(pay)


def _bank_app(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The first payment is asked about some times and refused; the next one is approved."""
    if request.path != "/bank-app/":
        return None
    asked = request.session.get("bank_app_asked", 0) + 1
    request.session["bank_app_asked"] = asked
    if asked < ASKS_OF_THE_BANK:
        return JsonResponse({"state": "waiting"})
    return JsonResponse({"state": "refused" if asked == ASKS_OF_THE_BANK else "approved"})


def _country(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Who comes from another site without the country's cookie is sent to their country's shop."""
    back = request.path == reverse("checkout:payment-return")
    if not back or "retki_country" in request.COOKIES:
        return None
    response = redirect("home")
    response.set_cookie("retki_country", "fi")
    return response


def _alive(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The server that happens to answer first has never heard of this shopper."""
    if request.path != "/session-state/":
        return None
    if not first_time(request, "another_server_knows_nothing"):
        return JsonResponse({"alive": True})
    for key in ("checkout_data", "anon_order_email"):
        request.session.pop(key, None)
    return JsonResponse({"alive": False})


def _slow_addition(request: HttpRequest, views: Views) -> HttpResponse | None:
    if request.method == "POST" and request.path.startswith("/basket/add/"):
        time.sleep(ADDED_AFTER_SECONDS)
    return None


def _rolled_back(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The message is written, then the transaction fails; the page is drawn from what is stored."""
    changes = request.method == "POST" and request.path == reverse("basket:summary")
    if not changes or not is_ajax(request) or not first_time(request, "update_rolled_back"):
        return None
    with transaction.atomic():
        said = json.loads(views(request).content)
        transaction.set_rollback(True)
    request.method = "GET"
    request.basket = get_model("basket", "Basket").objects.get(pk=request.basket.pk)
    request.basket.strategy = request.strategy
    stored: Any = views(request)
    said["content_html"] = render_to_string(
        "oscar/basket/partials/basket_content.html", stored.context_data, request
    )
    return JsonResponse(said)


ANSWERS: Mapping[str, Answer] = {
    "checkpoint_eats_form": _checkpoint,
    "echo_comes_late": _street,
    "locker_finder": _pickup_places,
    "answer_out_of_sight": _into_the_frame,
    "letters_in_a_picture": _letters,
    "account_after_all": _join,
    "bank_app_silent": _bank_app,
    "country_before_order": _country,
    "another_server_knows_nothing": _alive,
    "gives_up_too_early": _slow_addition,
    "update_rolled_back": _rolled_back,
}
