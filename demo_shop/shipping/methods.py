"""The two ways to have an order delivered. Prices are in euros and include VAT."""

from decimal import Decimal

from oscar.apps.shipping.methods import FixedPrice

DELIVERY_TIME = "2–3 working days"
RETURNS = "free within 30 days"


class PickupPoint(FixedPrice):
    """To a parcel locker or a shop nearby."""

    code = "pickup-point"
    carrier_code = "2103 PP-STD"  # what the carrier calls it; shown by the flaw `carrier_codes`
    name = "Pickup point"
    description = f"To the parcel locker nearest to you, in {DELIVERY_TIME}."
    # Oscar wants both; our prices include the tax, so they are the same.
    charge_excl_tax = charge_incl_tax = Decimal("4.90")


class HomeDelivery(FixedPrice):
    """To the door."""

    code = "home-delivery"
    carrier_code = "2104 HD-EVE"
    name = "Home delivery"
    description = f"To your door on a weekday evening, in {DELIVERY_TIME}."
    charge_excl_tax = charge_incl_tax = Decimal("9.90")


METHODS = (PickupPoint(), HomeDelivery())
CHEAPEST: Decimal = min(method.charge_incl_tax for method in METHODS)
