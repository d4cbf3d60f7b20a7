"""A real webshop with switchable flaws, and a payment provider on another origin.

Importing this package is cheap: Django is loaded only in the shop's own process.
"""

from kitka.demo_shop.client import DemoShop, DemoShopError, serve

__all__ = ["DemoShop", "DemoShopError", "serve"]
