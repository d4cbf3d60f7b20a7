"""What every template may ask for besides oscar's own."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from oscar.core.loading import get_model

from kitka.demo_shop.embedding import current
from kitka.demo_shop.flaws import active
from kitka.demo_shop.shipping.methods import CHEAPEST, DELIVERY_TIME, RETURNS
from kitka.demo_shop.traps import switch as traps

CONSENT_COOKIE = "retki_cookie_consent"
VAT = Decimal("0.255")


def shop(request: HttpRequest) -> dict[str, Any]:
    """Flaws, traps, Kitka's script, the consent wall, the menu and the shop's promises."""
    embedding = current.get()
    return {
        "flaws": active.as_dict(),
        "flaws_on": bool(list(active)),
        "flaw_scripts": active.scripts(),
        "traps": traps.on,
        "recorder": embedding.recorder if embedding.is_on(request.path) else "",
        "recorder_nonce": embedding.tag_nonce(getattr(request, "csp_nonce", "")),
        "recorder_held": embedding.held,
        "cookie_wall": settings.COOKIE_WALL and CONSENT_COOKIE not in request.COOKIES,
        "consent_cookie": CONSENT_COOKIE,
        "menu_categories": get_model("catalogue", "Category").objects.filter(depth=1),
        "cheapest_delivery": CHEAPEST,
        "delivery_time": DELIVERY_TIME,
        "returns": RETURNS,
        "total_taxed_twice": _taxed_twice(request),
    }


def _taxed_twice(request: HttpRequest) -> Decimal | None:
    """The basket's total with VAT on prices that include it (flaw `tax_added_twice`)."""
    if "tax_added_twice" not in active or not hasattr(request, "basket"):
        return None
    total: Decimal = request.basket.total_incl_tax
    return (total * (1 + VAT)).quantize(Decimal("0.01"))
