"""Pages and calls that exist only while a flaw is on that leads there."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from oscar.core.loading import get_model

from kitka.demo_shop.flaws import active


def _only_with(*flaws: str) -> None:
    if not any(flaw in active for flaw in flaws):
        raise Http404


def extras(request: HttpRequest, offer: str = "cover") -> HttpResponse:
    """An offer that stands between Add to basket and the basket (flaw `forced_extras`)."""
    _only_with("forced_extras")
    return render(request, "shop/flaws/extras.html", {"offer": offer})


def size_guide(request: HttpRequest) -> HttpResponse:
    """Says that the size stands on the product's page (flaw `size_guide_circle`)."""
    _only_with("size_guide_circle")
    product = get_object_or_404(
        get_model("catalogue", "Product"), pk=request.GET.get("product") or 0
    )
    return render(request, "shop/flaws/size_guide.html", {"product": product})


def delivery_estimate(request: HttpRequest) -> HttpResponse:
    """Stock and delivery for scripts: not in the shape they expect, or not at all."""
    _only_with("delivery_time_undefined", "estimate_fails")
    if "product" in request.GET:
        return JsonResponse({"error": "stock service unavailable"}, status=503)
    return JsonResponse({"estimate": {"days": "2–3"}})
