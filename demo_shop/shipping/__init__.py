"""Our fork of oscar's shipping: two delivery methods with fixed prices."""
