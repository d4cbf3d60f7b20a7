"""Maksupolku, an invented payment provider on an origin of its own."""
