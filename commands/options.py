"""Options that several commands share, and what they say."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any, TypeVar

import click
import msgspec

from kitka.commands.run import Plan
from kitka.recorder.network import NETWORKS
from kitka.recorder.shops import Shop, find_shop

F = TypeVar("F", bound=Callable[..., Any])

PORT = click.IntRange(0, 65535)
FLAWS = (
    "Switch a defect of the demo shop on. Repeatable; python -m kitka.demo_shop --list-flaws names "
    "them."
)
DEVICES = "desktop, phone, or a Playwright device name such as 'iPhone 15'."

db_option = click.option(
    "--db",
    type=click.Path(dir_okay=False, path_type=Path),
    default="kitka.db",
    envvar="KITKA_DB",
    show_default=True,
    help="The workspace file.",
)
json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print one JSON document and nothing else."
)


def _several(options: list[Any]) -> Callable[[F], F]:
    def decorate(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return decorate


engine_option = click.option(
    "--browser",
    "engine",
    type=click.Choice(["chromium", "firefox", "webkit"]),
    default="chromium",
    show_default=True,
)

reach_options = _several(
    [
        click.option(
            "--shop",
            "shop_name",
            required=True,
            help="A name in kitka.toml, or an address (https://…).",
        ),
        click.option(
            "--storage-state",
            type=click.Path(exists=True, dir_okay=False),
            help="Cookies and storage to begin with, as Playwright saves them.",
        ),
        click.option("--http-credentials", metavar="USER:PASSWORD", help="Basic auth."),
        click.option("--ignore-https-errors", is_flag=True, help="Accept any certificate."),
        click.option("--real-orders", is_flag=True, help="Yes, orders made here are real."),
    ]
)
"""Which shop, and how it is reached."""

shop_options = _several(
    [
        reach_options,
        click.option("--device", "devices", multiple=True, help=f"{DEVICES} Repeatable."),
        engine_option,
        click.option(
            "--network",
            "networks",
            multiple=True,
            type=click.Choice([*NETWORKS]),
            help="Slow the network down (Chromium only). Repeatable.",
        ),
        click.option("--label", default="", help="What is tested, such as a release."),
        click.option("--headed", is_flag=True, help="Show the browser."),
        click.option(
            "--trace",
            type=click.Choice(["off", "on", "on-failure"]),
            default="off",
            show_default=True,
            help="Record a Playwright trace (about 1.2 × the time), typed values removed.",
        ),
        click.option(
            "--audit/--no-audit",
            default=False,
            show_default=True,
            help="Audit the page of each step, in time that does not count (about 1 s each).",
        ),
    ]
)
"""Which shop, how it is reached, and as whom a script comes."""


def chosen_shop(options: dict[str, Any]) -> Shop:
    """The shop that :data:`reach_options` name. Raises UsageError where orders may be real."""
    shop = find_shop(options["shop_name"])
    storage_state, http_credentials = options["storage_state"], options["http_credentials"]
    given: dict[str, Any] = {}
    if storage_state:
        given["storage_state"] = storage_state
    if http_credentials:
        if ":" not in http_credentials:
            raise click.UsageError("--http-credentials: write USER:PASSWORD")
        given["basic_auth"] = http_credentials
    if options["ignore_https_errors"]:
        given["ignore_tls"] = True
    shop = msgspec.structs.replace(shop, **given)
    if not shop.takes_test_orders and not options["real_orders"]:
        raise click.UsageError(
            f'{shop.url} may take real orders: set orders = "test" for it in kitka.toml, '
            "or give --real-orders"
        )
    return shop


def plan_of(scenarios: tuple[str, ...], options: dict[str, Any]) -> Plan:
    """What :data:`shop_options` and ``--repeat`` ask to be recorded."""
    return Plan(
        scenarios=scenarios,
        shop=chosen_shop(options),
        settings=tuple(product(options["devices"] or ("desktop",), options["networks"] or ("",))),
        label=options["label"],
        engine=options["engine"],
        headed=options["headed"],
        trace=options["trace"],
        repeat=options["repeat"],
        audit=options["audit"],
    )
