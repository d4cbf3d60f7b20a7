"""Shoppers who leave the payment provider with the browser's Back button."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from oscar.core.loading import get_class, get_model

CheckoutSessionData = get_class("checkout.utils", "CheckoutSessionData")
Basket = get_model("basket", "Basket")


class ThawBasket:
    """Gives the basket back that was frozen on the way to the provider.

    Oscar thaws it only when the provider sends the shopper back; whoever goes back alone would
    find an empty basket.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        in_shop = not request.path.startswith(("/checkout/payment-return/", "/media/"))
        if in_shop and "checkout_data" in request.session:
            self.thaw(request)
        return self.get_response(request)

    def thaw(self, request: HttpRequest) -> None:
        """Make the frozen basket the open one again, with what was added meanwhile."""
        basket_id = CheckoutSessionData(request).get_submitted_basket_id()
        frozen = basket_id and Basket.objects.filter(pk=basket_id, status=Basket.FROZEN).first()
        if not frozen:
            return
        frozen.strategy = request.strategy
        frozen.thaw()
        if request.basket.id and request.basket.id != frozen.id:
            frozen.merge(request.basket, add_quantities=False)
        request.basket = frozen
