"""What the flaws of the forms ask for, forbid and refuse."""

from typing import Any

from django import forms
from django.http import HttpRequest

from kitka.demo_shop.flaw_server.asked import alter_address_form as ask_more
from kitka.demo_shop.flaw_server.kinds import first_time
from kitka.demo_shop.flaw_server.trails import ask_for_mobile
from kitka.demo_shop.flaws import active

PHONE_CHARACTERS = 10


def alter_address_form(form: Any) -> None:
    """More fields, other labels, shorter ones: as the flaws that are on will have it."""
    phone = form.fields["phone_number"]
    if "phone_checked_late" in active:
        phone.label, phone.required = "Phone number", True
    if "phone_cut_short" in active:
        phone.widget.attrs["maxlength"] = PHONE_CHARACTERS
    if "asks_email_twice" in active:
        form.fields["recipient_email"] = forms.EmailField(
            label="E-mail address of the recipient",
            help_text="The courier tells you here when the parcel arrives.",
        )
    if "asks_identity_code" in active:
        form.fields["identity_code"] = forms.CharField(
            label="Personal identity code", help_text="Needed for every delivery."
        )
    ask_more(form)
    ask_for_mobile(form)


def refuse_address(request: HttpRequest, form: Any) -> bool:
    """Whether a flaw refuses this valid address; its errors stand in the form then, if any."""
    if first_time(request, "form_refused_empty"):
        form.refuse_and_forget()
    elif first_time(request, "form_drawn_empty"):
        form.add_error(None, "We could not save your address. Please try again.")
    elif "phone_checked_late" in active and not _phone(form).startswith("+"):
        form.add_error("phone_number", "Give the number with its country code.")
    elif "one_error_at_a_time" in active and not form.cleaned_data["line4"].isupper():
        form.add_error("line4", "Give the city in capital letters, as the post does.")
    elif "one_error_at_a_time" in active and not _phone(form):
        form.add_error("phone_number", "A phone number is needed for this address.")
    else:
        return "silent_server_refusal" in active and not _phone(form)
    return True


def _phone(form: Any) -> str:
    return str(form.data.get("phone_number", "")).strip()
