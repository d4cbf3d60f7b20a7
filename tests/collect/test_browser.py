"""The same with a real browser: what its rules about origins let a shop's page do and see."""

import threading
from collections.abc import Iterator

import pytest
from collecting import Person, Quiet, Server, person, signals
from flask import Flask, Response, request
from playwright.sync_api import BrowserContext, Page
from werkzeug.serving import make_server

POST = """async ([address, document]) => {
  const answer = await fetch(address, { method: "POST", body: JSON.stringify(document) });
  return [answer.status, await answer.text()];
}"""
BEACON = """([address, document]) =>
  navigator.sendBeacon(address, new Blob([JSON.stringify(document)], { type: "text/plain" }))"""


@pytest.fixture
def origin() -> Iterator[str]:
    """A shop that isolates itself, with the referrer policy that its address names."""
    app = Flask("shop", static_folder=None)

    @app.get("/")
    def front() -> Response:
        headers = {
            "Referrer-Policy": request.args.get("policy", ""),
            "Cross-Origin-Embedder-Policy": "require-corp",
        }
        return Response("<title>Shop</title>", headers=headers)

    server = make_server("127.0.0.1", 0, app, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def visitor(server: Server, origin: str) -> Person:
    return person(server.store, shop_url=f"{origin}/", origins=(origin,))


def address(server: Server, path: str) -> str:
    return f"http://127.0.0.1:{server.port}/kitka/{path}"


def opened(context: BrowserContext, url: str) -> Page:
    page = context.new_page()
    page.goto(url)
    return page


@pytest.mark.parametrize("policy", ["", "no-referrer", "same-origin", "strict-origin"])
def test_a_declared_page_sends_and_reads_status(
    server: Server, origin: str, visitor: Person, context: BrowserContext, policy: str
) -> None:
    server.clock.ms = visitor.session.started
    page = opened(context, f"{origin}/?policy={policy}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method))
    status, text = page.evaluate(POST, [address(server, "wake"), {"key": visitor.key}])
    assert (status, visitor.session.id in text) == (200, True)
    document = {"key": visitor.key, "batches": [signals(0)]}
    assert page.evaluate(POST, [address(server, "batches"), document]) == [204, ""]
    unknown = page.evaluate(POST, [address(server, "wake"), {"key": "x" * 32}])
    assert unknown[0] == 404
    with page.expect_event("requestfinished"):
        document = {"key": visitor.key, "batches": [signals(1)]}
        assert page.evaluate(BEACON, [address(server, "batches"), document])
    assert server.stored(visitor.session.id) == [("a1", 0), ("a1", 1)]
    assert set(asked) == {"POST"}  # no preflight


def test_a_page_of_nobody_knows_sees_nothing(
    server: Server, origin: str, visitor: Person, context: BrowserContext
) -> None:
    page = opened(context, origin.replace("127.0.0.1", "localhost"))
    for document in ({"key": visitor.key}, {"key": "x" * 32}):
        with pytest.raises(Exception, match="Failed to fetch"):
            page.evaluate(POST, [address(server, "wake"), document])
    document = {"key": visitor.key, "batches": [signals(0)]}
    with page.expect_event("requestfinished"):
        page.evaluate(BEACON, [address(server, "batches"), document])
    assert server.stored(visitor.session.id) == []


def test_a_shop_that_isolates_itself_may_load_the_script(
    server: Server, origin: str, context: BrowserContext
) -> None:
    page = opened(context, origin)
    loaded = """([address, mode]) => new Promise((resolve) => {
      const script = document.createElement("script");
      script.crossOrigin = mode;
      script.onload = () => resolve(true);
      script.onerror = () => resolve(false);
      script.src = address;
      document.head.append(script);
    })"""
    script = f"http://127.0.0.1:{server.port}/kitka.js"
    for mode in (None, "anonymous"):
        assert page.evaluate(loaded, [script, mode])
