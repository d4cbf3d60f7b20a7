"""Countries, categories, products and their pictures."""

import io
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.contrib.sites.models import Site
from django.core.files.base import ContentFile
from django.utils.text import slugify
from oscar.apps.catalogue.categories import create_from_breadcrumbs
from oscar.core.loading import get_model

from kitka.demo_shop.seed.orders import seed_order
from kitka.demo_shop.seed.pictures import draw
from kitka.demo_shop.settings import SHOP_NAME

COUNTRIES = (("FI", "FIN", "246", "Finland"), ("SE", "SWE", "752", "Sweden"))


def seed(folder: Path) -> None:
    """Fill the empty tables of the configured database; pictures go to the media folder."""
    Site.objects.update_or_create(pk=1, defaults={"domain": "retki.example", "name": SHOP_NAME})
    _countries()
    # Nobody counts the stock: a hundred test purchases must not empty the shop.
    goods = get_model("catalogue", "ProductClass").objects.create(
        name="Outdoor gear", requires_shipping=True, track_stock=False
    )
    partner = get_model("partner", "Partner").objects.create(name=SHOP_NAME)
    listing = tomllib.loads((Path(__file__).parent / "products.toml").read_text("utf-8"))
    for category_data in listing["categories"]:
        category = create_from_breadcrumbs(category_data["name"])
        category.description = category_data["description"]
        category.save()
        for entry in category_data["products"]:
            _product(entry, goods, partner, category)
    seed_order()


def _countries() -> None:
    # oscar_populate_countries would want pycountry, for two rows.
    for order, (two, three, number, name) in enumerate(COUNTRIES):
        get_model("address", "Country").objects.create(
            iso_3166_1_a2=two,
            iso_3166_1_a3=three,
            iso_3166_1_numeric=number,
            printable_name=name,
            name=name,
            display_order=len(COUNTRIES) - order,
            is_shipping_country=True,
        )


def _product(entry: dict[str, Any], goods: Any, partner: Any, category: Any) -> None:
    product_model = get_model("catalogue", "Product")
    product = product_model.objects.create(
        title=entry["title"],
        slug=slugify(entry["title"]),
        upc=f"RC-{product_model.objects.count() + 101}",
        description=f"<p>{entry['description']}</p>",
        product_class=goods,
        priority=entry.get("featured", 0),
    )
    product.categories.add(category)
    get_model("partner", "StockRecord").objects.create(
        product=product,
        partner=partner,
        partner_sku=product.upc,
        price_currency="EUR",
        price=Decimal(entry["price"]),
    )
    picture = io.BytesIO()
    draw(entry["picture"], entry["colours"], entry.get("size", 1.0)).save(
        picture, "WEBP", quality=86
    )
    get_model("catalogue", "ProductImage").objects.create(
        product=product,
        original=ContentFile(picture.getvalue(), name=f"{product.slug}.webp"),
        caption=product.title,
    )
