"""The researcher's page: a server in a process of its own, beside what this one does."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from kitka.commands.address import EVERYWHERE, free_port, lan_address
from kitka.recorder.errors import KitkaError

_START_SECONDS = 30.0
_STOP_SECONDS = 10.0


@contextlib.contextmanager
def served_beside(db: Path, *, host: str, port: int) -> Iterator[str]:
    """The report over ``db`` for the length of a ``with`` block; gives its address from another
    device, without a slash at its end. Raises KitkaError where it cannot be served."""
    with free_port(host, port) as chosen:
        pass
    address = f"http://{lan_address() if host == EVERYWHERE else host}:{chosen}"
    # Not a fork: Playwright's threads and the open database would come along.
    process = multiprocessing.get_context("spawn").Process(
        target=_serve, args=(str(db), host, chosen, address), daemon=False
    )
    process.start()
    try:
        deadline = time.monotonic() + _START_SECONDS
        while not _answers(host, chosen):
            if not process.is_alive() or time.monotonic() > deadline:
                raise KitkaError(
                    f"the researcher's page did not start on {host}:{chosen} "
                    f"(exit {process.exitcode}); kitka serve says why"
                )
            time.sleep(0.05)
        yield address
    finally:
        process.terminate()
        process.join(_STOP_SECONDS)
        if process.is_alive():
            process.kill()
            process.join()


def _serve(db: str, host: str, port: int, public: str) -> None:
    """In the child. Ctrl-C is for the session, which still needs us to hand over what is left."""
    if hasattr(os, "setsid"):
        os.setsid()
    threading.Thread(target=_end_with_parent, daemon=True).start()
    try:
        from kitka.server import serve_report  # Flask is slow to import: only where it is needed

        serve_report(db, host=host, port=port, public=public)
    except Exception:
        if os.environ.get("KITKA_DEBUG"):
            raise
        sys.exit(1)  # the parent says it in one line


def _end_with_parent() -> None:
    """Whoever started us may be killed without a word."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)


def _answers(host: str, port: int) -> bool:
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True
