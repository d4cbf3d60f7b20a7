"""The front page, and the address that makes a stranger of whoever asks for it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.generic import TemplateView
from oscar.core.loading import get_model


class FrontPage(TemplateView):
    """Categories and a handful of products."""

    template_name = "shop/front.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the products whose seed marked them as featured (a priority above zero)."""
        products = get_model("catalogue", "Product").objects.browsable().base_queryset()
        featured = products.filter(priority__gt=0).order_by("-priority", "pk")[:8]
        return super().get_context_data(featured=featured, **kwargs)


def begin_anew(request: HttpRequest) -> HttpResponse:
    """Empty the basket and forget the session: a participant's next task begins like the first.

    Any method will do, because a page asks in the background; nothing but the asker's own is lost.
    """
    if request.basket.id:
        request.basket.flush()
    request.session.flush()
    response = redirect("home")
    response["Cache-Control"] = "no-store"
    return response
