"""What the server does for flaws that lead shoppers round about, to and fro, or to a wrong sum."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Mapping
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from oscar.core.loading import get_model

from kitka.demo_shop.flaw_server.kinds import Answer, Change, Views, first_time
from kitka.demo_shop.flaws import active

PACKING = Decimal("7.90")
COMPARING_SECONDS = 8.5
INDEXED_FROM = 5
"""Letters of a word: shorter ones are left out of the index."""
GATE = "/your-region/"
BACKPACKS = "/catalogue/category/backpacks_1/"
QUIZ: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("How long will you be away?", ("A day", "A weekend", "Longer")),
    ("Who comes along?", ("I go alone", "A friend", "The family")),
    ("Where do you sleep?", ("At home", "In a hut", "In a tent")),
    ("What is the weather like?", ("Dry", "It may rain", "Snow")),
    ("How do you like your colours?", ("Bright", "Quiet")),
)
TERMS: Mapping[str, tuple[str, tuple[str, ...], tuple[tuple[str, str], ...]]] = {
    "/before-you-order/": (
        "Before your first order",
        (
            "We have not got your acceptance of our terms of sale yet.",
            "You find the terms in our customer service. Order again when you have accepted them.",
        ),
        (),
    ),
    "/terms-of-sale/": (
        "Terms of sale",
        (
            "1. We sell to consumers. 2. A contract comes about when we send the products. "
            "3. The products stay ours until they are paid. 4. Finnish law applies.",
            "Acceptance: by the declaration that is among the forms.",
        ),
        (("/forms/", "Forms"),),
    ),
    "/forms/": (
        "Forms",
        ("All forms of our customer service.",),
        (
            ("/delivery-and-returns/", "Returning a product"),
            ("/forms/acceptance/", "Declaration of acceptance"),
            ("/order-status/", "Asking for an order"),
        ),
    ),
    "/forms/acceptance/": ("Declaration of acceptance", ("Your acceptance has been noted.",), ()),
}
"""Title, paragraphs and links of the pages about the terms."""
STORIES = (
    ("two-nights-on-ounasvaara", "Two nights on Ounasvaara",
     "… at nine the wind turned, and the tent stood like a house. Nobody slept …"),
    ("what-we-carried-to-halti", "What we carried to Halti",
     "… one tent, two sleeping bags, eleven bars of chocolate. The chocolate …"),
    ("rain-and-what-to-do", "Rain, and what to do about it",
     "… whoever dries the tent in the morning carries a kilo less at noon …"),
    ("the-man-who-sews", "The man who sews for us",
     "… his first tent was made of his father's parachute, in 1974 …"),
    ("an-evening-by-the-lake", "An evening by the lake",
     "… light until midnight, and two loons that came up to the tent …"),
    ("children-outdoors", "With children to Urho Kekkonen park",
     "… each person has a task: one pitches the tent, one makes the fire …"),
)  # fmt: skip
IN_SWEDISH = {
    "Backpacks": "Ryggsäckar",
    "Backpacks | Retki &amp; Co": "Ryggsäckar | Retki &amp; Co",
    "For a day in the forest or a week on the fells.": "För en dag i skogen eller en fjällvecka.",
    "Tents and sleeping": "Tält och sömn",
    "Cooking": "Matlagning",
    "Light and navigation": "Ljus och orientering",
    "All products": "Alla produkter",
    "Home": "Hem",
    "Search": "Sök",
    "Search products": "Sök produkter",
    "Log in": "Logga in",
    "Basket": "Varukorg",
    "Skip to content": "Till innehållet",
    "3 products": "3 produkter",
    "Kaarna 18 L small backpack": "Kaarna 18 L liten ryggsäck",
    "Tunturi 28 L day backpack": "Tunturi 28 L dagsryggsäck",
    "Erämaa 65 L trekking backpack": "Erämaa 65 L vandringsryggsäck",
    "Customer service": "Kundtjänst",
    "Order status": "Beställningens status",
    "Exchange a product": "Byt en produkt",
    "Delivery and returns": "Leverans och retur",
    "Good to know": "Bra att veta",
}  # fmt: skip

_TEXT = re.compile(r">(\s*)([^<>]+?)(\s*)<")
_SUMS = re.compile(
    r'((?:before delivery|to pay)</dt>\s*<dd class="sums__total" data-order-total>€'
    r'|data-total="€|basket total is now <strong>€)([\d,]+\.\d\d)'
)
_BEFORE_DELIVERY = re.compile(
    r'(before delivery</dt>\s*<dd class="sums__total" data-order-total>€)([\d,]+\.\d\d)'
)


# ------------------------------------------------------------------ sums


def is_packed(request: Any) -> bool:
    """Whether the order's packing is charged for (once there is a request at all)."""
    return request is not None and "packing_charge_unspoken" in active


def _with_packing(found: re.Match[str]) -> str:
    return f"{found[1]}{Decimal(found[2].replace(',', '')) + PACKING:,.2f}"


def _packed(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Totals that know of no surcharge yet get the packing; those of the payment have it."""
    sums = {
        reverse("basket:summary"): _SUMS,
        reverse("checkout:shipping-method"): _SUMS,
        reverse("checkout:shipping-address"): _BEFORE_DELIVERY,
    }.get(request.path)
    if sums is None:
        return None
    response = views(request)
    kind = response.get("Content-Type", "")
    if kind.startswith("text/html"):
        response.content = sums.sub(_with_packing, response.content.decode()).encode()
    elif kind.startswith("application/json"):
        told = json.loads(response.content)
        told["content_html"] = sums.sub(_with_packing, told.get("content_html", ""))
        for level, texts in told.get("messages", {}).items():
            told["messages"][level] = [sums.sub(_with_packing, text) for text in texts]
        response.content = json.dumps(told).encode()
    return response


# ------------------------------------------------------------------ round about


def _quiz(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The list of backpacks is for those who have answered what they need one for."""
    if request.method != "GET":
        return None
    if request.path == BACKPACKS and "for" not in request.GET:
        return redirect("/pack-finder/1/")
    found = re.fullmatch(r"/pack-finder/([1-5])/", request.path)
    if found is None:
        return None
    number = int(found[1])
    question, answers = QUIZ[number - 1]
    onwards = f"/pack-finder/{number + 1}/" if number < len(QUIZ) else f"{BACKPACKS}?for=you"
    asked = {"number": number, "of": len(QUIZ), "question": question, "answers": answers}
    return render(request, "shop/flaws/pack_quiz.html", asked | {"onwards": onwards})


def _terms(request: HttpRequest, views: Views) -> HttpResponse | None:
    """No checkout before the terms have been accepted, elsewhere."""
    if request.method != "GET":
        return None
    if request.path == reverse("checkout:index") and not request.session.get("terms_accepted"):
        return redirect("/before-you-order/")
    page = TERMS.get(request.path)
    if page is None:
        return None
    if request.path == "/forms/acceptance/":
        request.session["terms_accepted"] = True
    title, texts, links = page
    return render(request, "shop/flaws/help.html", {"topic": title, "texts": texts, "ways": links})


def _region(request: HttpRequest, views: Views) -> HttpResponse | None:
    """Lists are for those whose region is known; its cookie holds for the gate only."""
    if request.method != "GET":
        return None
    onwards = request.GET.get("next", "/catalogue/")
    if request.path == GATE:
        return render(request, "shop/flaws/region_gate.html", {"onwards": onwards})
    if request.path == f"{GATE}set/":
        response = redirect(onwards if onwards.startswith("/catalogue/") else "/catalogue/")
        response.set_cookie("region", request.GET.get("region", ""), path=GATE)
        return response
    if "region" in request.GET:
        request.session["region_left_open"] = True
    known = "region" in request.COOKIES or request.session.get("region_left_open")
    if known or not request.path.startswith("/catalogue/category/"):
        return None
    asked = urlencode({"next": request.path, "t": time.time_ns() // 1_000_000})
    return redirect(f"{GATE}?{asked}")


def _story(request: HttpRequest, views: Views) -> HttpResponse | None:
    for slug, title, text in STORIES:
        if request.path == f"/stories/{slug}/":
            shown = {"topic": title, "texts": (text,), "ways": ()}
            return render(request, "shop/flaws/help.html", shown)
    return None


def _compared(request: HttpRequest, views: Views) -> HttpResponse | None:
    """What fourteen carriers would take, asked one after the other; it changes nothing."""
    if request.path != "/compare-carriers/":
        return None
    time.sleep(COMPARING_SECONDS)
    return JsonResponse({"compared": 14, "cheapest": "pickup-point"})


def _swedish(request: HttpRequest, views: Views) -> HttpResponse | None:
    """The cache keeps one page for all languages; the next of its nodes has the English one."""
    if request.method != "GET" or request.path != BACKPACKS:
        return None
    if not first_time(request, "list_served_in_swedish"):
        return None
    response = views(request)
    page = _TEXT.sub(
        lambda found: f">{found[1]}{IN_SWEDISH.get(found[2], found[2])}{found[3]}<",
        response.content.decode(),
    )
    page = page.replace('placeholder="Search products"', 'placeholder="Sök produkter"')
    response.content = page.replace('<html lang="en"', '<html lang="sv"').encode()
    return response


ANSWERS: Mapping[str, Answer] = {
    "packing_charge_unspoken": _packed,
    "quiz_before_the_packs": _quiz,
    "terms_signed_elsewhere": _terms,
    "region_asked_forever": _region,
    "stories_found_first": _story,
    "spinner_over_delivery": _compared,
    "list_served_in_swedish": _swedish,
}


# ------------------------------------------------------------------ pages that are changed


def ask_for_mobile(form: Any) -> None:
    """The courier has no use for it, others have."""
    if "mobile_for_partners" in active:
        phone = form.fields["phone_number"]
        phone.label, phone.required = "Mobile number, for us and our 214 partners", True
        phone.help_text = "Required. You get our partners' offers by text message."


def _long_words_only(request: HttpRequest, context: dict[str, Any]) -> None:
    """What the index of the words finds, which begins at five letters."""
    if request.path != reverse("search:search"):
        return
    words = request.GET.get("q", "").casefold().split()
    long = [word for word in words if len(word) >= INDEXED_FROM]
    products = get_model("catalogue", "Product").objects.browsable().base_queryset()
    found = [p for p in products.order_by("pk") if any(w in _words_of(p) for w in long)]
    context["page_obj"].object_list = [SimpleNamespace(object=product) for product in found]
    context["paginator"].count = len(found)


def _words_of(product: Any) -> list[str]:
    return re.findall(r"\w+", f"{product.title} {product.description}".casefold())


def _stories_first(request: HttpRequest, context: dict[str, Any]) -> None:
    """Everything that was ever written counts as a find, and comes before what is sold."""
    if request.path == reverse("search:search") and "shop" not in request.GET:
        turn = len(request.GET.get("q", "")) % len(STORIES)
        context["stories"] = STORIES[turn:] + STORIES[:turn]


def _no_number(request: HttpRequest, context: dict[str, Any]) -> None:
    """The code comes by text message, to whoever has given a number."""
    if request.path == reverse("checkout:shipping-method"):
        context["number_missing"] = not context["shipping_address"].phone_number


CHANGES: Mapping[str, Change] = {
    "short_words_unindexed": _long_words_only,
    "stories_found_first": _stories_first,
    "pickup_code_needs_number": _no_number,
}
