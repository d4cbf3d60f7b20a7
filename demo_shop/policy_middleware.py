"""The Content-Security-Policy of the shop's pages, with a nonce of its own for every answer."""

import secrets
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from kitka.demo_shop.embedding import current


class PolicyMiddleware:
    """Hands `request.csp_nonce` to the templates and sends the policy, where one is on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        embedding = current.get()
        request.csp_nonce = secrets.token_urlsafe(16) if embedding.policy else ""
        response = self.get_response(request)
        header = embedding.header(request.csp_nonce)
        if header:
            response["Content-Security-Policy"] = header
        return response
