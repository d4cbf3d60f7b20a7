"""What the shop sells, and how an empty database becomes a shop."""
