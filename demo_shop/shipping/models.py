"""Django looks for a forked app's models here; they are oscar's, unchanged."""

from oscar.apps.shipping import models as oscar_models

__all__ = list(oscar_models.__all__)
globals().update({name: getattr(oscar_models, name) for name in __all__})
