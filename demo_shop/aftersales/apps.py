"""Django's handle on this app."""

from django.apps import AppConfig


class AftersalesConfig(AppConfig):
    """Order status and exchange requests."""

    name = "kitka.demo_shop.aftersales"
    label = "aftersales"
