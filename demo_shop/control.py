"""The hidden handle by which tests switch flaws and reset a running shop.

It sits on the payment provider's origin, because the shop's may be locked by basic auth.
"""

import hmac
from pathlib import Path

from flask import Blueprint, Response, abort, jsonify, request

from kitka.demo_shop import data, embedding, flaws, traps

TOKEN_HEADER = "X-Kitka-Token"


def control_blueprint(token: str, folder: Path) -> Blueprint:
    """`POST /_control/flaws` (a list of names), `/traps` (true or false), `/recorder`
    (fields of `Embedding`), `/reset`."""
    control = Blueprint("control", __name__, url_prefix="/_control")

    @control.before_request
    def check_token() -> None:
        given = request.headers.get(TOKEN_HEADER, "")
        if not hmac.compare_digest(given.encode(), token.encode()):
            abort(404)  # to strangers it is not there

    @control.post("/flaws")
    def set_flaws() -> tuple[Response, int]:
        try:
            flaws.active.set(request.get_json())
        except flaws.UnknownFlaw as error:
            return jsonify(error=str(error)), 400
        return jsonify(flaws=list(flaws.active)), 200

    @control.post("/traps")
    def set_traps() -> Response:
        traps.switch.set(request.get_json() is True)
        return jsonify(traps=traps.switch.on)

    @control.post("/recorder")
    def set_recorder() -> tuple[Response, int]:
        try:
            embedding.current.set(embedding.check_embedding(request.get_json()))
        except embedding.BadEmbedding as error:
            return jsonify(error=str(error)), 400
        return jsonify(recorder=embedding.current.get().recorder), 200

    @control.post("/reset")
    def reset() -> Response:
        data.reset(folder)
        return jsonify(reset=True)

    return control
