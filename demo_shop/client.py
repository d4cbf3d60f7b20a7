"""Starts the demo shop as a process of its own, for tests, demos and benchmarks."""

import contextlib
import json
import secrets
import subprocess
import sys
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO, Any

from kitka.demo_shop.child import child_environment
from kitka.demo_shop.embedding import Policy

START_SECONDS = 120  # the very first start seeds the shop; others take about two seconds
STOP_SECONDS = 10


class DemoShopError(RuntimeError):
    """The shop did not start, or did not do what it was told; the text has its own words."""


@dataclass(frozen=True)
class DemoShop:
    """A running shop. `url` and `payment_url` are origins without a trailing slash."""

    url: str
    payment_url: str
    process: subprocess.Popen[str]
    token: str = field(repr=False)

    def set_flaws(self, names: Sequence[str]) -> None:
        """Have exactly these flaws on from the next request on; raises DemoShopError."""
        self._control("flaws", list(names))

    def set_traps(self, on: bool) -> None:
        """Show or hide the benign traps: /guide/ and more on product pages."""
        self._control("traps", on)

    def set_recorder(
        self,
        url: str | None,
        *,
        policy: Policy = "",
        held: bool = False,
        missing_on: Sequence[str] = (),
    ) -> None:
        """Carry Kitka's script from `url` (None: no more), as `Embedding` says; DemoShopError."""
        body = {"recorder": url or "", "policy": policy, "held": held}
        self._control("recorder", body | {"missing_on": list(missing_on)})

    def reset(self) -> None:
        """Forget all orders, baskets and sessions; the flaws stay as they are."""
        self._control("reset", None)

    def kill(self) -> None:
        """Stop the shop hard, as a crash would."""
        self.process.kill()
        self.process.wait()

    def _control(self, action: str, body: object) -> None:
        request = urllib.request.Request(
            f"{self.payment_url}/_control/{action}",
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "X-Kitka-Token": self.token},
        )
        try:
            with urllib.request.urlopen(request, timeout=30):
                pass
        except urllib.error.HTTPError as error:
            with error:
                raise DemoShopError(f"{action}: {_reason(error)}") from None
        except OSError as error:
            raise DemoShopError(f"{action}: the demo shop does not answer ({error})") from error


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        return str(json.loads(error.read())["error"])
    except (ValueError, KeyError, TypeError):
        return f"HTTP {error.code}"


@contextlib.contextmanager
def serve(
    *,
    flaws: Sequence[str] = (),
    basic_auth: tuple[str, str] | None = None,
    cookie_wall: bool = False,
    traps: bool = False,
    port: int = 0,
    recorder: str = "",
    csp: bool = False,
) -> Iterator[DemoShop]:
    """A demo shop for the length of a `with` block; raises DemoShopError if it does not start.

    The shop also ends when this process dies: it watches its stdin.
    """
    token = secrets.token_urlsafe(16)
    command = [sys.executable, "-m", "kitka.demo_shop", "--port", str(port), "--payment-port", "0"]
    command += [argument for name in flaws for argument in ("--flaw", name)]
    command += ["--basic-auth", ":".join(basic_auth)] if basic_auth else []
    command += ["--cookie-wall"] if cookie_wall else []
    command += ["--traps"] if traps else []
    command += ["--recorder", recorder] if recorder else []
    command += ["--csp"] if csp else []
    # The shop makes its data folder in ours, so that nothing is left when it is killed.
    with (
        tempfile.TemporaryDirectory(prefix="kitka-", ignore_cleanup_errors=True) as temp,
        tempfile.TemporaryFile("w+") as errors,
    ):
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            env=child_environment(
                KITKA_DEMO_TOKEN=token, KITKA_DEMO_STDIN="1", TMPDIR=temp, TEMP=temp, TMP=temp
            ),
        )
        try:
            ready = _wait_until_ready(process, errors)
            yield DemoShop(ready["shop"], ready["payment"], process, token)
        finally:
            _stop(process)


def _wait_until_ready(process: subprocess.Popen[str], errors: IO[str]) -> dict[str, Any]:
    assert process.stdout is not None
    watchdog = threading.Timer(START_SECONDS, process.kill)
    watchdog.start()
    try:
        line = process.stdout.readline()
    finally:
        watchdog.cancel()
    if not line:
        process.wait()
        errors.seek(0)
        said = errors.read().strip() or "it said nothing"
        raise DemoShopError(f"the demo shop did not start (exit {process.returncode}): {said}")
    ready: dict[str, Any] = json.loads(line)
    return ready


def _stop(process: subprocess.Popen[str]) -> None:
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
