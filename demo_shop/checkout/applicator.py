"""Where oscar asks what comes on top of the price: nothing, unless a flaw is on."""

from decimal import Decimal
from typing import Any

from oscar.apps.checkout.applicator import SurchargeApplicator as OscarSurchargeApplicator
from oscar.apps.checkout.surcharges import FlatCharge

from kitka.demo_shop.flaw_server.till import PROTECTION, is_protected
from kitka.demo_shop.flaw_server.trails import PACKING, is_packed
from kitka.demo_shop.flaws import active

FEE = Decimal("4.90")
PAYMENT_FEE = Decimal("1.95")


class HandlingFee(FlatCharge):
    """What nobody had mentioned before."""

    name = "Handling fee"
    code = "handling-fee"


class PaymentFee(FlatCharge):
    """What the payment provider takes for itself, and tells on its own page only."""

    name = "Payment service fee"
    code = "payment-fee"


class ShippingProtection(FlatCharge):
    """What is ticked beforehand on the payment page."""

    name = "Shipping protection"
    code = "shipping-protection"


class Packing(FlatCharge):
    """What is in the totals from the basket on, and among the lines only once it is paid."""

    name = "Packing"
    code = "packing"


class SurchargeApplicator(OscarSurchargeApplicator):
    """Adds the fee from the review page on; `at_review` is set by the payment views."""

    def get_surcharges(self, basket: Any, **kwargs: Any) -> tuple[FlatCharge, ...]:
        """The surcharges that apply to this request."""
        if "late_cost" in active and getattr(self.request, "at_review", False):
            return (HandlingFee(excl_tax=FEE, incl_tax=FEE),)
        paid = getattr(self.request, "path", "").startswith("/checkout/payment-return")
        if "fee_at_the_bank" in active and paid:
            return (PaymentFee(excl_tax=PAYMENT_FEE, incl_tax=PAYMENT_FEE),)
        if is_protected(self.request):
            return (ShippingProtection(excl_tax=PROTECTION, incl_tax=PROTECTION),)
        if is_packed(self.request):
            return (Packing(excl_tax=PACKING, incl_tax=PACKING),)
        return ()
