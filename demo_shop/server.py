"""Two servers in one process: the shop and the payment provider."""

import contextlib
import json
import logging
import secrets
import signal
import socket
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import waitress.server

from kitka.demo_shop import data as shop_data
from kitka.demo_shop import settings
from kitka.demo_shop.cli import UsageError
from kitka.demo_shop.gate import basic_auth_gate

HOST = "127.0.0.1"
SHOP_THREADS = 12
PAYMENT_THREADS = 4


@dataclass(frozen=True)
class Options:
    """How to serve. Ports: None prefers a customary one, 0 takes any free one."""

    port: int | None = None
    payment_port: int | None = None
    basic_auth: tuple[str, str] | None = None
    cookie_wall: bool = False
    data: Path | None = None
    token: str | None = None
    stop_with_stdin: bool = False


def run(options: Options) -> int:
    """Serve until a signal (or the end of stdin, where asked for); prints the ready line."""
    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    if options.stop_with_stdin:
        threading.Thread(target=_wait_for_stdin, args=(stop,), daemon=True).start()
    logging.captureWarnings(True)
    shop_socket = _bind(options.port, customary=8000)
    payment_socket = _bind(options.payment_port, customary=8100)
    with _data_folder(options.data) as folder:
        shop_url, payment_url = _url(shop_socket), _url(payment_socket)
        runtime = settings.Runtime(
            folder, secrets.token_urlsafe(32), payment_url, options.cookie_wall
        )
        shop_data.fill(folder)
        settings.configure(runtime)
        shop, payment = _applications(options, runtime)
        _serve(shop, shop_socket, SHOP_THREADS)
        _serve(payment, payment_socket, PAYMENT_THREADS)
        _warm_up()
        print(json.dumps({"shop": shop_url, "payment": payment_url}), flush=True)
        stop.wait()
    return 0


def _applications(options: Options, runtime: settings.Runtime) -> tuple[Any, Any]:
    from django.core.wsgi import get_wsgi_application

    from kitka.demo_shop.control import control_blueprint
    from kitka.demo_shop.provider.app import create_app

    shop: Any = get_wsgi_application()
    if options.basic_auth:
        shop = basic_auth_gate(shop, *options.basic_auth)
    payment = create_app(runtime.secret)
    if options.token:
        payment.register_blueprint(control_blueprint(options.token, runtime.data))
    return shop, payment


def _serve(application: Any, sock: socket.socket, threads: int) -> None:
    # The accept loop's thread is a daemon: a shop has nothing to finish when it is told to stop.
    server = waitress.server.create_server(
        application, sockets=[sock], threads=threads, ident="", clear_untrusted_proxy_headers=True
    )
    threading.Thread(target=server.run, daemon=True).start()


def _warm_up() -> None:
    """Load templates and views before the ready line, so that the first shopper is no slower."""
    from django.test import Client  # calls the handler itself: no gate, no network

    client = Client()
    for path in ("/", "/catalogue/", "/basket/", "/search/?q=backpack", "/order-status/"):
        client.get(path)


def _url(sock: socket.socket) -> str:
    return f"http://{HOST}:{sock.getsockname()[1]}"


def _bind(port: int | None, customary: int) -> socket.socket:
    """Claim the port now, so that a taken one is reported before anything is made."""
    for candidate in (customary, 0) if port is None else (port,):
        sock = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            sock.bind((HOST, candidate))
        except (OSError, OverflowError) as error:
            sock.close()
            if port is not None:
                raise UsageError(
                    f"port {port} cannot be used ({error}); --port 0 takes a free one"
                ) from error
        else:
            sock.listen(128)
            return sock
    raise UsageError("no free port")


@contextlib.contextmanager
def _data_folder(wanted: Path | None) -> Iterator[Path]:
    if wanted is None:
        with tempfile.TemporaryDirectory(prefix="kitka-shop-", ignore_cleanup_errors=True) as name:
            yield Path(name)
        return
    try:
        wanted.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=wanted):
            pass
    except OSError as error:
        raise UsageError(f"--data {wanted} is not writable: {error.strerror}") from error
    yield wanted.resolve()


def _wait_for_stdin(stop: threading.Event) -> None:
    """Whoever started us holds the other end: when it dies, so do we."""
    sys.stdin.read()
    stop.set()
