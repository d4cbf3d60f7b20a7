"""Oscar's checkout forms with a shorter address, plainer labels and autofill."""

from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from oscar.apps.checkout import forms as oscar_forms
from oscar.apps.checkout.forms import ShippingMethodForm
from oscar.apps.payment.forms import BankcardForm, BankcardMonthWidget
from oscar.core.loading import get_model

from kitka.demo_shop.checkout.form_flaws import alter_address_form
from kitka.demo_shop.flaw_server.fields import alter_gateway_form
from kitka.demo_shop.flaws import active

__all__ = ["CardForm", "GatewayForm", "ShippingAddressForm", "ShippingMethodForm"]


class GatewayForm(oscar_forms.GatewayForm):
    """E-mail address, and as whom the shopper goes on."""

    username = forms.EmailField(
        label="E-mail address",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="We send the order confirmation here.",
    )
    CHOICES = (
        (oscar_forms.GatewayForm.GUEST, "Continue as a guest"),
        (oscar_forms.GatewayForm.NEW, "Create an account"),
        (oscar_forms.GatewayForm.EXISTING, "I have an account"),
    )
    options = forms.ChoiceField(
        label="How would you like to continue?",
        widget=forms.RadioSelect,
        choices=CHOICES,
        initial=oscar_forms.GatewayForm.GUEST,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "no_guest_checkout" in active:
            self.fields["options"].choices = self.CHOICES[1:]
            self.fields["options"].initial = oscar_forms.GatewayForm.NEW
        alter_gateway_form(self)


class ShippingAddressForm(oscar_forms.ShippingAddressForm):
    """Nine fields of oscar's eleven are two too many for Finland and Sweden."""

    LABELS = {
        "first_name": ("First name", "given-name"),
        "last_name": ("Last name", "family-name"),
        "line1": ("Street address", "address-line1"),
        "postcode": ("Postcode", "postal-code"),
        "line4": ("City", "address-level2"),
        "country": ("Country", "country"),
        "phone_number": ("Phone number (optional)", "tel"),
        "notes": ("Instructions for the courier (optional)", "off"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, (label, autofill) in self.LABELS.items():
            self.fields[name].label = label
            self.fields[name].widget.attrs["autocomplete"] = autofill
        self.fields["phone_number"].help_text = "Like 040 123 4567. Only the courier uses it."
        self.fields["notes"].widget.attrs["rows"] = 2
        self.fields["notes"].help_text = ""
        alter_address_form(self)

    class Meta:
        """Which fields, in the order of the page."""

        model = get_model("order", "ShippingAddress")
        fields = (
            "first_name",
            "last_name",
            "line1",
            "postcode",
            "line4",
            "country",
            "phone_number",
            "notes",
        )

    def refuse_and_forget(self) -> None:
        """Turn a valid form into an empty one with an error (flaw `form_refused_empty`)."""
        self.data: dict[str, Any] = {}
        self._errors = ErrorDict()
        self.cleaned_data: dict[str, Any] = {}
        message = "We could not check this postcode. Please fill in the address again."
        self.add_error("postcode", message)


class CardForm(BankcardForm):
    """Oscar's card form with the cardholder's name; nobody has a start date any more."""

    start_month = None
    name = forms.CharField(
        label="Name on card", max_length=80, widget=forms.TextInput({"autocomplete": "cc-name"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["number"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "cc-number"}
        self.fields["ccv"].label = "Security code"
        self.fields["ccv"].help_text = "The 3 or 4 digits on the back of your card."
        self.fields["ccv"].widget.attrs |= {"inputmode": "numeric", "autocomplete": "cc-csc"}
        if "unclear_label" in active:
            self.fields["ccv"].label, self.fields["ccv"].help_text = "CVx2 / 4DBC", ""
        expiry = self.fields["expiry_month"]
        expiry.label = "Valid until"
        # A group of two lists has no field of its own that a label could belong to.
        month, year = expiry.widget.widgets
        month.attrs |= {"aria-label": "Expiry month", "autocomplete": "cc-exp-month"}
        year.attrs |= {"aria-label": "Expiry year", "autocomplete": "cc-exp-year"}
        # Two lists need two hidden fields on the review page.
        hidden = [forms.HiddenInput(), forms.HiddenInput()]
        expiry.hidden_widget = lambda: BankcardMonthWidget(widgets=hidden)
        self.order_fields(["number", "expiry_month", "ccv", "name"])

    class Meta(BankcardForm.Meta):
        """The fields of the card that are stored (the number only masked)."""

        fields = ("number", "expiry_month", "ccv", "name")

    @property
    def bankcard(self) -> Any:
        """The unsaved card of a valid form."""
        data = self.cleaned_data
        return get_model("payment", "Bankcard")(
            number=data["number"],
            expiry_date=data["expiry_month"],
            ccv=data["ccv"],
            name=data["name"],
        )
