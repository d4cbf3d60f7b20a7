"""The way back from the payment provider."""

import logging
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from oscar.apps.checkout.exceptions import FailedPreCondition
from oscar.apps.partner.strategy import Selector
from oscar.core.loading import get_model

from kitka.demo_shop.checkout.views import PaymentDetailsView
from kitka.demo_shop.flaw_server.kinds import first_time
from kitka.demo_shop.paytoken import BadToken, PaymentResult, unseal

Basket = get_model("basket", "Basket")
logger = logging.getLogger(__name__)

NOT_PAID = {
    "cancelled": (messages.INFO, "You cancelled the payment. Nothing was charged."),
    "declined": (messages.ERROR, "The payment was declined. Please choose another way to pay."),
}


class PaymentReturnView(PaymentDetailsView):
    """Places the order when the provider says paid; otherwise back to the payment step."""

    pre_conditions: tuple[str, ...] = ()  # the basket is frozen: oscar would call it empty

    def get_pre_conditions(self, request: HttpRequest) -> list[str]:
        """None: `get` looks for itself."""
        return []

    def get_skip_conditions(self, request: HttpRequest) -> list[str]:
        """None either: the payment has happened."""
        return []

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Read the provider's word; a token that is not for this shopper's order is refused."""
        try:
            token = request.GET.get("token", "")
            said = unseal(PaymentResult, token, settings.PAYMENT_SECRET)
        except BadToken:
            return self.back("We could not verify the payment. Nothing was ordered.")
        if said.order != self.checkout_session.get_order_number():
            placed = request.session.get("checkout_order_id")  # Back and once more: all is done
            return redirect("checkout:thank-you" if placed else "basket:summary")
        result = said.result
        if result == "paid" and first_time(request, "bank_declined"):
            result = "declined"
        if result != "paid":
            self.restore_frozen_basket()
            level, text = NOT_PAID[result]
            messages.add_message(request, level, text)
            return redirect("checkout:payment-details")
        return self.place(said)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Nothing is posted here."""
        return self.back("We could not verify the payment. Nothing was ordered.")

    def place(self, said: PaymentResult) -> HttpResponse:
        """Place the paid order, provided that it is still what was paid for."""
        self.request.at_review = True
        basket = self.get_submitted_basket()
        basket.strategy = Selector().strategy(request=self.request, user=self.request.user)
        try:
            submission = self.build_submission(basket=basket)
        except FailedPreCondition:
            return self.back("The order had changed. The payment was returned to you.")
        total = submission["order_total"]
        if total is None or total.incl_tax != Decimal(said.amount):
            return self.back("The order had changed. The payment was returned to you.")
        self.record_payment("Maksupolku", total.incl_tax, reference=said.reference)
        submission.pop("payment_kwargs")
        order_kwargs = submission.pop("order_kwargs")
        return self.handle_order_placement(said.order, **submission, **order_kwargs)

    def back(self, text: str) -> HttpResponse:
        """To the payment step with an error."""
        logger.warning("payment return refused: %s", text)
        if self.checkout_session.get_submitted_basket_id():
            self.restore_frozen_basket()
        messages.error(self.request, text)
        return redirect("checkout:payment-details")
