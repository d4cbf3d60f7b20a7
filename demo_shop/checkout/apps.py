"""Oscar's checkout app with one address more: where the provider sends shoppers back to."""

from typing import Any

from django.urls import path
from oscar.apps.checkout.apps import CheckoutConfig as OscarCheckoutConfig


class CheckoutConfig(OscarCheckoutConfig):
    """Lets oscar find our `forms`, `views` and `applicator`."""

    name = "kitka.demo_shop.checkout"

    def get_urls(self) -> list[Any]:
        """Oscar's addresses and ours."""
        from kitka.demo_shop.checkout.hosted import PaymentReturnView

        ours = [path("payment-return/", PaymentReturnView.as_view(), name="payment-return")]
        return [*super().get_urls(), *self.post_process_urls(ours)]
