"""Where oscar asks which delivery methods there are."""

from collections.abc import Sequence
from typing import Any

from oscar.apps.shipping.repository import Repository as OscarRepository

from kitka.demo_shop.flaw_server.deals import in_zone_two
from kitka.demo_shop.flaw_server.presses import for_each_parcel
from kitka.demo_shop.shipping.methods import METHODS


class Repository(OscarRepository):
    """Offers the same two methods to everybody."""

    methods = METHODS

    def get_available_shipping_methods(
        self, basket: Any, shipping_addr: Any = None, **kwargs: Any
    ) -> Sequence[Any]:
        """Ours, unless a flaw charges for each parcel or by the zone of the address."""
        request = kwargs.get("request")
        return in_zone_two(for_each_parcel(self.methods, basket, request), request)
