"""Where oscar asks what comes on top of the price: nothing, unless `late_cost` is on."""

from decimal import Decimal
from typing import Any

from oscar.apps.checkout.applicator import SurchargeApplicator as OscarSurchargeApplicator
from oscar.apps.checkout.surcharges import FlatCharge

from kitka.demo_shop.flaws import active

FEE = Decimal("4.90")


class HandlingFee(FlatCharge):
    """What nobody had mentioned before."""

    name = "Handling fee"
    code = "handling-fee"


class SurchargeApplicator(OscarSurchargeApplicator):
    """Adds the fee from the review page on; `at_review` is set by the payment views."""

    def get_surcharges(self, basket: Any, **kwargs: Any) -> tuple[HandlingFee, ...]:
        """The surcharges that apply to this request."""
        if "late_cost" in active and getattr(self.request, "at_review", False):
            return (HandlingFee(excl_tax=FEE, incl_tax=FEE),)
        return ()
