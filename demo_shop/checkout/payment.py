"""What the shop asks of the payment provider."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from kitka.demo_shop.checkout.applicator import PAYMENT_FEE
from kitka.demo_shop.flaws import active
from kitka.demo_shop.paytoken import PaymentRequest, seal


def payment_address(request: HttpRequest, order_number: str, total: Any) -> str:
    """The provider's page for this order, with everything it needs in a signed token."""
    ask = PaymentRequest(
        order=order_number,
        amount=str(total.incl_tax + (PAYMENT_FEE if "fee_at_the_bank" in active else 0)),
        currency="EUR",
        shop=settings.OSCAR_SHOP_NAME,
        return_url=request.build_absolute_uri(reverse("checkout:payment-return")),
    )
    return f"{settings.PAYMENT_URL}/pay?token={seal(ask, settings.PAYMENT_SECRET)}"
