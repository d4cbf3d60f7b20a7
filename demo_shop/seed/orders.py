"""An order that somebody made before the shop opened: for what happens after a purchase."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from oscar.apps.order.utils import OrderCreator, OrderNumberGenerator
from oscar.core.loading import get_class, get_model

from kitka.demo_shop.shipping.methods import PickupPoint

EMAIL = "aino@example.com"
BOUGHT_DAYS_AGO = 4


def seed_order() -> str:
    """One small backpack bought by a guest (`EMAIL`). Its number is returned: 100001."""
    product = get_model("catalogue", "Product").objects.get(title__icontains="small backpack")
    basket: Any = get_model("basket", "Basket").objects.create()
    basket.strategy = get_class("partner.strategy", "Selector")().strategy()
    basket.add_product(product)
    method = PickupPoint()
    charge = method.calculate(basket)
    address = get_model("order", "ShippingAddress").objects.create(
        first_name="Aino",
        last_name="Virtanen",
        line1="Mannerheimintie 1",
        line4="Helsinki",
        postcode="00100",
        country=get_model("address", "Country").objects.get(pk="FI"),
    )
    order = OrderCreator().place_order(
        basket=basket,
        total=get_class("checkout.calculators", "OrderTotalCalculator")().calculate(basket, charge),
        shipping_method=method,
        shipping_charge=charge,
        shipping_address=address,
        guest_email=EMAIL,
        order_number=OrderNumberGenerator().order_number(basket),
        status="On its way",
        date_placed=timezone.now() - timedelta(days=BOUGHT_DAYS_AGO),
    )
    basket.submit()
    return str(order.number)
