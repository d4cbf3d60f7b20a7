"""Address, delivery, payment and review: oscar's views with our payment choice."""

from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from oscar.apps.checkout import views as oscar_views
from oscar.apps.payment.exceptions import RedirectRequired, UnableToTakePayment
from oscar.core.loading import get_model

from kitka.demo_shop.checkout.form_flaws import refuse_address
from kitka.demo_shop.checkout.forms import CardForm
from kitka.demo_shop.checkout.payment import payment_address
from kitka.demo_shop.flaw_server.kinds import first_time

CARD, HOSTED = "card", "hosted"
DECLINED_CARD = "4000000000000002"  # the number that payment providers' test desks use

Source = get_model("payment", "Source")
SourceType = get_model("payment", "SourceType")


class ShippingAddressView(oscar_views.ShippingAddressView):
    """The delivery address."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Store the address and go on, unless a flaw says otherwise."""
        if refuse_address(self.request, form):
            return self.form_invalid(form)
        return super().form_valid(form)


class ShippingMethodView(oscar_views.ShippingMethodView):
    """The choice of delivery, each with its price and the total that it leads to."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add `choices`: dicts of method, charge, total and whether it is chosen."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        basket = self.request.basket
        code = self.checkout_session.shipping_method_code(basket) or self._methods[0].code
        context["choices"] = [
            {
                "method": method,
                "charge": (charge := method.calculate(basket).incl_tax),
                "total": basket.total_incl_tax + charge,
                "chosen": method.code == code,
            }
            for method in self._methods
        ]
        context["chosen"] = next(c for c in context["choices"] if c["chosen"])
        return context


class PaymentDetailsView(oscar_views.PaymentDetailsView):
    """Payment and review. The card is posted from page to page and never stored in a session."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the card form and the chosen way to pay."""
        kwargs.setdefault("payment_method", CARD)
        kwargs.setdefault("bankcard_form", CardForm())
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The review page exists only as the answer to a payment choice."""
        if self.preview:
            return redirect("checkout:payment-details")
        return super().get(request, *args, **kwargs)

    def render_preview(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Mark the request: from here on a late cost is added."""
        request.at_review = True
        return super().render_preview(request, **kwargs)

    def render_payment_details(self, request: HttpRequest, **kwargs: Any) -> HttpResponse:
        """Back at the payment step the late cost is out of sight again."""
        request.at_review = False
        return super().render_payment_details(request, **kwargs)

    def handle_payment_details_submission(self, request: HttpRequest) -> HttpResponse:
        """A way to pay was chosen: review the order, or show the card's errors."""
        if request.POST.get("payment_method") == HOSTED:
            return self.render_preview(request, payment_method=HOSTED)
        form = CardForm(request.POST)
        if form.is_valid():
            return self.render_preview(request, bankcard_form=form, payment_method=CARD)
        return self.render_payment_details(request, bankcard_form=form, payment_method=CARD)

    def handle_place_order_submission(self, request: HttpRequest) -> HttpResponse:
        """Place the order of the review page with the payment that came along."""
        request.at_review = True
        if request.POST.get("payment_method") == HOSTED:
            payment = {"payment_method": HOSTED}
            return self.submit(**self.build_submission(payment_kwargs=payment))
        form = CardForm(request.POST)
        if not form.is_valid():
            return self.render_payment_details(request, bankcard_form=form, payment_method=CARD)
        payment = {"payment_method": CARD, "bankcard_form": form}
        return self.submit(**self.build_submission(payment_kwargs=payment))

    def handle_payment(self, order_number: str, total: Any, **kwargs: Any) -> None:
        """Take the money, or raise what oscar turns into a redirect or an error."""
        if kwargs["payment_method"] == HOSTED:
            raise RedirectRequired(payment_address(self.request, order_number, total))
        number = kwargs["bankcard_form"].cleaned_data["number"]
        if number == DECLINED_CARD or first_time(self.request, "card_declined"):
            raise UnableToTakePayment("Your bank declined the card. Please try another one.")
        self.record_payment("Card", total.incl_tax, reference=order_number)

    def handle_successful_order(self, order: Any) -> HttpResponse:
        """Whoever has just ordered need not give the e-mail address again to see the order."""
        self.request.session["anon_order_email"] = order.email
        return super().handle_successful_order(order)

    def record_payment(self, kind: str, amount: Decimal, reference: str) -> None:
        """Note where the money came from; stored with the order once that is placed."""
        source_type, _ = SourceType.objects.get_or_create(name=kind)
        source = Source(
            source_type=source_type,
            currency="EUR",
            amount_allocated=amount,
            amount_debited=amount,
            reference=reference,
        )
        self.add_payment_source(source)
        self.add_payment_event("paid", amount, reference=reference)
