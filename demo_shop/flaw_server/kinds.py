"""What flaws of the server are made of: answers instead of the views, and changes of a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from kitka.demo_shop.flaws import active

Views = Callable[[HttpRequest], HttpResponse]
"""What answers where a flaw does not."""
Answer = Callable[[HttpRequest, Views], HttpResponse | None]
"""The answer of a flaw, or None where it has nothing to say to this request."""
Change = Callable[[HttpRequest, dict[str, Any]], None]
"""Changes what a page's template is to show."""


def first_time(request: HttpRequest, flaw: str) -> bool:
    """True once per shopper while the flaw is on: the second attempt is to succeed."""
    if flaw not in active or request.session.get(f"met_{flaw}"):
        return False
    request.session[f"met_{flaw}"] = True
    request.session.save()  # Django does not save the session of an answer with status 500
    return True
