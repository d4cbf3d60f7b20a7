"""Where oscar asks which delivery methods there are."""

from collections.abc import Sequence
from typing import Any

from oscar.apps.shipping.repository import Repository as OscarRepository

from kitka.demo_shop.flaw_presses import for_each_parcel
from kitka.demo_shop.shipping.methods import METHODS


class Repository(OscarRepository):
    """Offers the same two methods to everybody."""

    methods = METHODS

    def get_available_shipping_methods(
        self, basket: Any, shipping_addr: Any = None, **kwargs: Any
    ) -> Sequence[Any]:
        """Ours, unless a flaw charges for each parcel."""
        return for_each_parcel(self.methods, basket, kwargs.get("request"))
