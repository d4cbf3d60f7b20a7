"""Our fork of oscar's checkout: forms, payment, and the way to the provider and back."""
