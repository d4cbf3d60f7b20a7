"""Kitka records how scripts and people get through a webshop's purchase path."""

__version__ = "0.1.0"
