"""The shop's addresses: our own pages first, then oscar's."""

from django.apps import apps
from django.conf import settings
from django.templatetags.static import static
from django.urls import include, path
from django.views.generic import RedirectView, TemplateView
from django.views.static import serve

from kitka.demo_shop.aftersales import views as aftersales
from kitka.demo_shop.flaw_server import pages
from kitka.demo_shop.front import FrontPage, begin_anew
from kitka.demo_shop.traps_page import guide, part

urlpatterns = [
    path("", FrontPage.as_view(), name="home"),
    path("fresh/", begin_anew, name="fresh"),
    path(
        "delivery-and-returns/",
        TemplateView.as_view(template_name="shop/delivery_and_returns.html"),
        name="delivery-and-returns",
    ),
    path("guide/", guide, name="guide"),
    path("guide/<str:part>", part, name="guide-part"),
    path("extras/", pages.extras, name="extras"),
    path("extras/<slug:offer>/", pages.extras, name="extras-more"),
    path("size-guide/", pages.size_guide, name="size-guide"),
    path("delivery-estimate/", pages.delivery_estimate),
    path("order-status/", aftersales.OrderStatusView.as_view(), name="order-status"),
    path("exchange/", aftersales.ExchangeView.as_view(), name="exchange"),
    path("exchange/received/", aftersales.ExchangeReceivedView.as_view(), name="exchange-received"),
    path("favicon.ico", RedirectView.as_view(url=static("shop/favicon.svg"))),
    # static() does nothing with DEBUG off, and pictures must show.
    path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT}),
    path("i18n/", include("django.conf.urls.i18n")),
    path("", include(apps.get_app_config("oscar").urls[0])),
]
