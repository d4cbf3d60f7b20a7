"""Oscar's shipping app under our roof."""

from oscar.apps.shipping.apps import ShippingConfig as OscarShippingConfig


class ShippingConfig(OscarShippingConfig):
    """Lets oscar find our `repository`."""

    name = "kitka.demo_shop.shipping"
