"""The front page."""

from typing import Any

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
