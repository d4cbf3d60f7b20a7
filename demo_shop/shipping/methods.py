"""The two ways to have an order delivered. Prices are in euros and include VAT."""

from decimal import Decimal

from oscar.apps.shipping.methods import FixedPrice


class PickupPoint(FixedPrice):
    """To a parcel locker or a shop nearby."""

    code = "pickup-point"
    name = "Pickup point"
    description = "To the parcel locker nearest to you, in 2–3 working days."
    # Oscar wants both; our prices include the tax, so they are the same.
    charge_excl_tax = charge_incl_tax = Decimal("4.90")


class HomeDelivery(FixedPrice):
    """To the door."""

    code = "home-delivery"
    name = "Home delivery"
    description = "To your door on a weekday evening, in 1–2 working days."
    charge_excl_tax = charge_incl_tax = Decimal("9.90")


METHODS = (PickupPoint(), HomeDelivery())
CHEAPEST: Decimal = min(method.charge_incl_tax for method in METHODS)
