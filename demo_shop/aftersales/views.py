"""Pages for the time after the purchase."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.generic import DetailView, FormView

from kitka.demo_shop.aftersales.forms import ExchangeForm, OrderStatusForm
from kitka.demo_shop.aftersales.models import ExchangeRequest
from kitka.demo_shop.flaw_server.asked import alter_exchange_form, alter_order_form
from kitka.demo_shop.flaw_server.fields import alter_exchange_form as ask_of_the_exchange
from kitka.demo_shop.flaw_server.till import refuse_other_size
from kitka.demo_shop.flaws import active


class OrderStatusView(FormView):
    """Order number and e-mail address lead to oscar's page of an anonymous order."""

    template_name = "shop/order_status.html"
    form_class = OrderStatusForm

    def get_form(self, form_class: Any = None) -> OrderStatusForm:
        """Robots are kept out, where a flaw says so."""
        form: OrderStatusForm = super().get_form(form_class)
        alter_order_form(form, self.request)
        return form

    def form_valid(self, form: OrderStatusForm) -> HttpResponse:
        """Oscar shows an anonymous order to whoever has given its e-mail address."""
        order = form.order
        self.request.session["anon_order_email"] = order.email
        self.request.session["anon_order_number"] = order.number
        return redirect(
            reverse("customer:anon-order", args=[order.number, order.verification_hash()])
        )


class ExchangeView(FormView):
    """The request form; whoever has just looked at an order need not say again which."""

    template_name = "shop/exchange.html"
    form_class = ExchangeForm

    def get_initial(self) -> dict[str, Any]:
        """What is known of the order already; `/exchange/?order=100001` says it, too."""
        if "portal_knows_nothing" in active:
            return {}
        seen = self.request.session
        known = seen.get("anon_order_number", "")
        wanted = self.request.GET.get("order", known)
        email = seen.get("anon_order_email", "") if wanted == known else ""
        return {"order_number": wanted, "email": email}

    def get_form(self, form_class: Any = None) -> ExchangeForm:
        """A returns portal that was bought in says the same in words of its own (a flaw)."""
        form: ExchangeForm = super().get_form(form_class)
        if "portal_knows_nothing" in active:
            form.fields["order_number"].label = "Purchase reference"
            form.fields["email"].label = "Contact e-mail"
        alter_exchange_form(form)
        refuse_other_size(form)
        ask_of_the_exchange(form)
        return form

    def form_valid(self, form: ExchangeForm) -> HttpResponse:
        """Remember the request in the session, so that only its sender sees it."""
        self.request.session["exchange_request"] = form.save().pk
        return redirect("exchange-received")


class ExchangeReceivedView(DetailView):
    """Tells that the request has arrived, and what happens next."""

    template_name = "shop/exchange_received.html"
    context_object_name = "exchange"
    model = ExchangeRequest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Without a request of one's own there is nothing to confirm."""
        if "exchange_request" not in request.session:
            return redirect("exchange")
        self.kwargs["pk"] = request.session["exchange_request"]
        return super().get(request, *args, **kwargs)
