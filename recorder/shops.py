"""How a shop is reached: a name in ``kitka.toml``, or an address."""

from __future__ import annotations

import http.client
import importlib
import ipaddress
import json
import os
import socket
import ssl
import sys
import urllib.error
import urllib.request
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

from kitka.recorder.config import read_toml
from kitka.recorder.errors import ShopError
from kitka.recorder.model import Record

SETTINGS = "kitka.toml"


class Shop(Record, frozen=True, forbid_unknown_fields=True):
    """One shop. ``env:NAME`` in ``basic_auth`` and ``headers`` is read from the environment."""

    url: str
    origins: tuple[str, ...] = ()
    """Further origins of the shop's own, such as a checkout subdomain."""
    payment: tuple[str, ...] = ()
    """Origins of payment providers at this place; only leaving and coming back are kept."""
    basic_auth: str = ""
    headers: dict[str, str] = {}
    storage_state: str = ""
    proxy: str = ""
    ignore_tls: bool = False
    before: str = ""
    """``module:function`` called with a page before each session: cookie wall, log-in."""
    orders: str = ""
    """``"test"``: orders made here are not real."""
    name: str = ""

    @property
    def origin(self) -> str:
        return origin_of(self.url)

    @property
    def own_origins(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys((self.origin, *map(origin_of, self.origins))))

    @property
    def credentials(self) -> tuple[str, str] | None:
        user, _, password = _from_environment(self.basic_auth, "basic_auth").partition(":")
        return (user, password) if user else None

    @property
    def secrets(self) -> tuple[str, ...]:
        """What must stand in no trace: header values and the password."""
        values = [_from_environment(value, key) for key, value in self.headers.items()]
        return (*values, *(self.credentials or ()))

    @property
    def takes_test_orders(self) -> bool:
        return self.orders == "test" or _is_this_machine(self.url)

    def context_options(self) -> dict[str, Any]:
        """Keyword arguments for Playwright's ``browser.new_context``."""
        options: dict[str, Any] = {"base_url": self.url}
        if self.credentials:
            user, password = self.credentials
            # Only to the shop: a third party on its pages must not be handed the password.
            options["http_credentials"] = {
                "username": user,
                "password": password,
                "origin": self.origin,
            }
        if self.headers:
            options["extra_http_headers"] = {
                key: _from_environment(value, f"headers.{key}")
                for key, value in self.headers.items()
            }
        if self.storage_state:
            try:
                json.loads(Path(self.storage_state).read_bytes())
            except (OSError, ValueError) as error:
                raise ShopError(f"storage_state {self.storage_state}: {error}") from None
            options["storage_state"] = self.storage_state
        if self.proxy:
            options["proxy"] = {"server": self.proxy}
        if self.ignore_tls:
            options["ignore_https_errors"] = True
        return options

    def prepare(self) -> Callable[[Any], None] | None:
        """The function named by ``before``."""
        if not self.before:
            return None
        module_name, _, function = self.before.partition(":")
        here = str(Path.cwd())
        if here not in sys.path:
            sys.path.insert(0, here)
        try:
            return getattr(importlib.import_module(module_name), function)  # type: ignore[no-any-return]
        except Exception as error:  # whatever a module of the user's does when it is imported
            raise ShopError(f'before = "{self.before}": {error}; write module:function') from None


class _Settings(Record, frozen=True, forbid_unknown_fields=True):
    shops: dict[str, Shop] = {}


def find_shop(given: str, settings: Path | None = None) -> Shop:
    """``given`` is a name under ``[shops]`` of ``kitka.toml``, or an http(s) address."""
    path = settings or Path(SETTINGS)
    shops = read_toml(path, _Settings).shops if path.is_file() else {}
    if given in shops:
        shop = msgspec.structs.replace(shops[given], name=given)
    elif "://" in given:
        shop = Shop(url=given)
    else:
        names = ", ".join(sorted(shops)) or "none"
        raise ShopError(
            f"--shop {given}: neither an address (https://…) nor a shop in {path} (there: {names})"
        )
    for address in (shop.url, *shop.origins, *shop.payment):
        _check_address(address)
    return shop


def _check_address(address: str) -> None:
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != -1
    except ValueError:
        good = False
    if not good:
        raise ShopError(f"{address}: is not an http or https address (https://host)")
    if parts.username is not None:
        host = parts.hostname
        raise ShopError(f"{parts.scheme}://…@{host}: give the password as --http-credentials")


def check_reachable(shop: Shop, *, timeout: float = 15.0) -> None:
    """Ask for the front page once. Raises ShopError where nobody answers, or not to us."""
    request = urllib.request.Request(shop.url, headers={"User-Agent": "kitka"})
    if shop.credentials:
        token = b64encode(":".join(shop.credentials).encode()).decode()
        request.add_unredirected_header("Authorization", f"Basic {token}")
    for key, value in shop.headers.items():
        request.add_unredirected_header(key, _from_environment(value, f"headers.{key}"))
    context = ssl._create_unverified_context() if shop.ignore_tls else ssl.create_default_context()
    proxies = {"http": shop.proxy, "https": shop.proxy} if shop.proxy else {}
    opener = urllib.request.build_opener(
        urllib.request.HTTPSHandler(context=context), urllib.request.ProxyHandler(proxies)
    )
    try:
        opener.open(request, timeout=timeout).close()
    except urllib.error.HTTPError as error:
        if error.code == 401 and not (shop.storage_state or shop.before):
            raise ShopError(
                f"shop {shop.url}: wants a user and password (401); "
                "give --http-credentials USER:PASSWORD or basic_auth in kitka.toml"
            ) from None
    except (urllib.error.URLError, http.client.HTTPException, OSError) as error:
        reason = getattr(error, "reason", error)
        if isinstance(reason, ssl.SSLError):
            mend = "give --ignore-https-errors if that is meant"
        else:
            mend = "start it, or mend --shop"
        raise ShopError(f"shop {shop.url}: not reachable: {_plain(reason)}; {mend}") from None


def _plain(reason: object) -> str:
    if isinstance(reason, ConnectionRefusedError):
        return "connection refused"
    if isinstance(reason, socket.gaierror):
        return "no such host"
    if isinstance(reason, TimeoutError):
        return "no answer in time"
    return str(reason)


def origin_of(url: str) -> str:
    """``scheme://host[:port]`` as browsers write it (default ports left out)."""
    parts = urlsplit(url)
    port = (
        ""
        if parts.port in (None, {"http": 80, "https": 443}.get(parts.scheme))
        else f":{parts.port}"
    )
    return f"{parts.scheme}://{(parts.hostname or '').lower()}{port}"


def _is_this_machine(url: str) -> bool:
    return is_loopback(urlsplit(url).hostname or "")


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _from_environment(value: str, key: str) -> str:
    if not value.startswith("env:"):
        return value
    name = value.removeprefix("env:")
    if name not in os.environ:
        raise ShopError(f'{key} = "{value}": the environment has no {name}')
    return os.environ[name]
