"""Where oscar asks which delivery methods there are."""

from oscar.apps.shipping.repository import Repository as OscarRepository

from kitka.demo_shop.shipping.methods import METHODS


class Repository(OscarRepository):
    """Offers the same two methods to everybody."""

    methods = METHODS
