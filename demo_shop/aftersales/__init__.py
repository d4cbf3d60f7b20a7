"""After the purchase: order status for guests, and exchange requests."""
