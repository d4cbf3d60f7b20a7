"""Forms for guests who have an order number and an e-mail address, and no account."""

from typing import Any

from django import forms
from oscar.core.loading import get_model

from kitka.demo_shop.aftersales.models import ExchangeRequest

Order = get_model("order", "Order")
Product = get_model("catalogue", "Product")


class OrderStatusForm(forms.Form):
    """Finds a guest's order; `order` is set once the form is valid."""

    order_number = forms.CharField(label="Order number", max_length=20)
    email = forms.EmailField(
        label="E-mail address",
        help_text="The one you gave when you ordered.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    order: Any = None

    def clean(self) -> dict[str, Any]:
        """Number and address must belong together; one message for both, it tells no more."""
        data: dict[str, Any] = super().clean()
        number, email = data.get("order_number"), data.get("email")
        if number and email:
            orders = Order.objects.filter(number=number.strip().lstrip("#"))
            self.order = orders.filter(guest_email__iexact=email.strip()).first()
            if self.order is None:
                raise forms.ValidationError(
                    "We found no order with this number and e-mail address."
                )
        return data


class ExchangeForm(OrderStatusForm):
    """Order, product, reason and wish."""

    product = forms.ModelChoiceField(
        label="Which product?",
        queryset=Product.objects.order_by("title"),
        empty_label="Choose a product",
    )
    reason = forms.ChoiceField(
        label="What is the reason?",
        choices=[("", "Choose a reason"), *ExchangeRequest.Reason.choices],
    )
    wish = forms.ChoiceField(
        label="What would you like instead?",
        choices=ExchangeRequest.Wish.choices,
        widget=forms.RadioSelect,
    )
    message = forms.CharField(
        label="Anything else we should know? (optional)",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """The product must be in the order."""
        data = super().clean()
        product = data.get("product")
        if self.order and product and not self.order.lines.filter(product=product).exists():
            self.add_error("product", "This product is not in the order.")
        return data

    def save(self) -> ExchangeRequest:
        """Store the request of a valid form."""
        chosen = {key: self.cleaned_data[key] for key in ("product", "reason", "wish", "message")}
        return ExchangeRequest.objects.create(order=self.order, **chosen)
