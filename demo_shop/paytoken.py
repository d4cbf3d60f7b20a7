"""What shop and payment provider say to each other through the shopper's browser, signed.

Both sides know one secret, so neither believes a token that the shopper wrote or altered.
"""

import dataclasses
from dataclasses import dataclass
from typing import Literal, TypeVar

from itsdangerous import BadSignature, URLSafeTimedSerializer

LIFETIME_SECONDS = 3600

Result = Literal["paid", "cancelled", "declined"]


class BadToken(ValueError):
    """The token is forged, altered, too old, or meant for the other side."""


@dataclass(frozen=True)
class PaymentRequest:
    """Shop to provider. `amount` is a decimal number as text, in `currency`."""

    order: str
    amount: str
    currency: str
    shop: str
    return_url: str


@dataclass(frozen=True)
class PaymentResult:
    """Provider to shop."""

    order: str
    amount: str
    result: Result
    reference: str


T = TypeVar("T", PaymentRequest, PaymentResult)


def seal(message: PaymentRequest | PaymentResult, secret: str) -> str:
    """Text that fits into an address."""
    salt = type(message).__name__  # so that a request cannot be passed off as a result
    sealed = URLSafeTimedSerializer(secret, salt=salt).dumps(dataclasses.asdict(message))
    return sealed if isinstance(sealed, str) else sealed.decode()


def unseal(kind: type[T], token: str, secret: str) -> T:
    """The message in the token; raises BadToken."""
    serializer = URLSafeTimedSerializer(secret, salt=kind.__name__)
    try:
        return kind(**serializer.loads(token, max_age=LIFETIME_SECONDS))
    except (BadSignature, TypeError) as error:
        raise BadToken(str(error)) from error
