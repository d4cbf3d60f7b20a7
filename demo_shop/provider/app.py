"""The provider's two pages: pay, and "this link is no longer valid"."""

import secrets
from urllib.parse import urlencode

from flask import Flask, redirect, render_template, request
from werkzeug.wrappers import Response

from kitka.demo_shop.paytoken import BadToken, PaymentRequest, PaymentResult, Result, seal, unseal

BUTTONS: dict[str, Result] = {"pay": "paid", "cancel": "cancelled", "decline": "declined"}


def create_app(secret: str) -> Flask:
    """The provider as a Flask app. It sets no cookies: on 127.0.0.1 the shop would get them."""
    app = Flask(__name__, static_folder="static", template_folder="templates")

    @app.get("/pay")
    def pay() -> Response | str:
        token = request.args.get("token", "")
        order = unseal(PaymentRequest, token, secret)
        return render_template("provider/pay.html", order=order, token=token)

    @app.post("/pay")
    def decide() -> Response | str:
        order = unseal(PaymentRequest, request.form.get("token", ""), secret)
        result = BUTTONS.get(request.form.get("decision", ""), "cancelled")
        said = PaymentResult(order.order, order.amount, result, f"MP-{secrets.token_hex(4)}")
        query = urlencode({"token": seal(said, secret)})
        return redirect(f"{order.return_url}?{query}", code=303)

    @app.get("/favicon.ico")
    def favicon() -> Response:
        return app.send_static_file("favicon.svg")

    @app.errorhandler(BadToken)
    def no_order(_: BadToken) -> tuple[str, int]:
        return render_template("provider/no_order.html"), 400

    return app
