"""What a customer wrote to us after the purchase."""

from django.db import models


class ExchangeRequest(models.Model):
    """A wish to exchange or return one product of one order."""

    class Reason(models.TextChoices):
        """Why the product comes back."""

        SIZE = "size", "Wrong size"
        DAMAGED = "damaged", "Damaged on arrival"
        DIFFERENT = "different", "Not as described"
        REGRET = "regret", "I changed my mind"

    class Wish(models.TextChoices):
        """What the customer would like instead."""

        SAME = "same", "The same product again"
        OTHER = "other", "Another size or colour"
        MONEY = "money", "My money back"

    order = models.ForeignKey("order.Order", on_delete=models.CASCADE)
    product = models.ForeignKey("catalogue.Product", on_delete=models.CASCADE)
    reason = models.CharField(max_length=20, choices=Reason)
    wish = models.CharField(max_length=20, choices=Wish)
    message = models.TextField(blank=True)
    created = models.DateTimeField(auto_now_add=True)

    @property
    def number(self) -> str:
        """The reference that the customer is shown."""
        return f"EX-{1000 + self.pk}"
