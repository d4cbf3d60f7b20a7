"""What the shop asks of the payment provider."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kitka.demo_shop.paytoken import PaymentRequest, seal


def payment_address(request: HttpRequest, order_number: str, total: Any) -> str:
    """The provider's page for this order, with everything it needs in a signed token."""
    ask = PaymentRequest(
        order=order_number,
        amount=str(total.incl_tax),
        currency="EUR",
        shop=settings.OSCAR_SHOP_NAME,
        return_url=request.build_absolute_uri(reverse("checkout:payment-return")),
    )
    return f"{settings.PAYMENT_URL}/pay?token={seal(ask, settings.PAYMENT_SECRET)}"
