"""The buying guide with its harmless widgets, and the calls that they make."""

import io
import math
import struct
import time
import wave
from collections.abc import Callable
from functools import lru_cache

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from oscar.core.loading import get_model

from kitka.demo_shop.traps import switch

SERVER_SECONDS = 1.5
STORIES = 6


def guide(request: HttpRequest) -> HttpResponse:
    """The page itself."""
    _only_when_on()
    pictures = get_model("catalogue", "Product").objects.order_by("pk")
    return render(request, "shop/traps/guide.html", {"products": pictures})


def _part(request: HttpRequest, part: str) -> HttpResponse:
    """What the widgets ask for, by the last part of the address."""
    _only_when_on()
    answers: dict[str, Callable[[HttpRequest], HttpResponse]] = {
        "suggest": _suggest,
        "favourite": _favourite,
        "more": _more,
        "packing-list.pdf": _packing_list,
        "size-chart": lambda request: render(request, "shop/traps/size_chart.html"),
        "birdsong.wav": lambda request: HttpResponse(_birdsong(), content_type="audio/wav"),
    }
    if part not in answers:
        raise Http404
    return answers[part](request)


part = csrf_exempt(_part)  # a heart holds nothing worth forging


def _only_when_on() -> None:
    if not switch.on:
        raise Http404


def _suggest(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("words", "")
    products = get_model("catalogue", "Product").objects.filter(title__icontains=words)
    found = [{"title": p.title, "url": p.get_absolute_url()} for p in products[:5]]
    return JsonResponse({"found": found if words else []})


def _favourite(request: HttpRequest) -> HttpResponse:
    time.sleep(SERVER_SECONDS)  # the page has answered long before
    return HttpResponse(status=204)


def _more(request: HttpRequest) -> HttpResponse:
    first = int(request.GET.get("from", "0"))
    texts = [
        f"Trip {n}: {n + 3} kilometres along the river." for n in range(first, first + STORIES)
    ]
    return JsonResponse({"texts": texts, "next": first + STORIES if first < 5 * STORIES else None})


def _packing_list(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(_PDF, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="packing-list.pdf"'
    return answer


@lru_cache(maxsize=1)
def _birdsong() -> bytes:
    """Three seconds of a chirp, 8 kHz mono."""
    rate = 8000
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(rate)
        for n in range(3 * rate):
            chirp = math.sin(n * (0.9 + 0.2 * math.sin(n / 400))) * (n % 2000 < 900)
            sound.writeframesraw(struct.pack("<h", int(6000 * chirp)))
    return file.getvalue()


_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R
/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>>>endobj
4 0 obj<</Length 59>>stream
BT /F 14 Tf 30 150 Td (Packing list: socks, knife, tea) Tj ET
endstream endobj
trailer<</Root 1 0 R>>
"""
