"""What every template may ask for besides oscar's own."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from oscar.core.loading import get_model

from kitka.demo_shop.embedding import current
from kitka.demo_shop.flaws import active
from kitka.demo_shop.shipping.methods import CHEAPEST

CONSENT_COOKIE = "retki_cookie_consent"


def shop(request: HttpRequest) -> dict[str, Any]:
    """Flaws, Kitka's script, the consent wall, the menu and the cheapest delivery."""
    embedding = current.get()
    return {
        "flaws": active.as_dict(),
        "recorder": embedding.recorder if embedding.is_on(request.path) else "",
        "recorder_nonce": embedding.tag_nonce(getattr(request, "csp_nonce", "")),
        "recorder_held": embedding.held,
        "cookie_wall": settings.COOKIE_WALL and CONSENT_COOKIE not in request.COOKIES,
        "consent_cookie": CONSENT_COOKIE,
        "menu_categories": get_model("catalogue", "Category").objects.filter(depth=1),
        "cheapest_delivery": CHEAPEST,
    }
