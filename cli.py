"""The ``kitka`` command: thin, every verb is a function elsewhere.

Exit codes: 0 done or passed · 1 a session did not complete, a budget is broken · 2 wrong use ·
3 inconclusive · 130 stopped by Ctrl-C. Errors are one line on stderr.
"""

from __future__ import annotations

import os
import signal
import sys
from itertools import product
from pathlib import Path
from typing import Any, NoReturn

import click
import msgspec

from kitka import __version__
from kitka.commands import check as checking
from kitka.commands import demo as demonstration
from kitka.commands import doctor as diagnosis
from kitka.commands import report as reporting
from kitka.commands import run as running
from kitka.recorder.errors import KitkaError
from kitka.recorder.network import NETWORKS
from kitka.recorder.shops import Shop, find_shop

PORT = click.IntRange(0, 65535)
DEVICES = "desktop, phone, or a Playwright device name such as 'iPhone 15'."


class Kitka(click.Group):
    """One place where errors become one line and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        # What ends a job in CI ends it like Ctrl-C: in an orderly way.
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.ClickException as error:
            context = getattr(error, "ctx", None)
            where = f"{context.command_path}: " if context else ""
            _fail(f"{where}{error.format_message()}", 2)
        except (click.Abort, KeyboardInterrupt):
            _fail("stopped; what was recorded until then is kept", 130)
        except KitkaError as error:
            _fail(str(error), error.exit_code)
        except BrokenPipeError:
            sys.stderr.close()  # nobody reads on: not an error, and nothing to say
            sys.exit(0)
        except Exception as error:
            if os.environ.get("KITKA_DEBUG"):
                raise
            kind = type(error).__name__
            _fail(f"a fault of ours ({kind}: {error}); KITKA_DEBUG=1 shows where", 2)
        sys.exit(code if isinstance(code, int) else 0)


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"kitka: {message}", err=True)
    sys.exit(code)


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


def shop_options(command: Any) -> Any:
    """Options that say which shop, how it is reached and as whom."""
    for option in reversed(
        [
            click.option(
                "--shop",
                "shop_name",
                required=True,
                help="A name in kitka.toml, or an address (https://…).",
            ),
            click.option("--device", "devices", multiple=True, help=f"{DEVICES} Repeatable."),
            click.option(
                "--browser",
                "engine",
                type=click.Choice(["chromium", "firefox", "webkit"]),
                default="chromium",
                show_default=True,
            ),
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
                "--storage-state",
                type=click.Path(dir_okay=False),
                help="Cookies and storage to begin with, as Playwright saves them.",
            ),
            click.option("--http-credentials", metavar="USER:PASSWORD", help="Basic auth."),
            click.option("--ignore-https-errors", is_flag=True, help="Accept any certificate."),
            click.option("--real-orders", is_flag=True, help="Yes, orders made here are real."),
        ]
    ):
        command = option(command)
    return command


def _shop(
    shop_name: str,
    storage_state: str | None,
    http_credentials: str | None,
    ignore_https_errors: bool,
    real_orders: bool,
) -> Shop:
    shop = find_shop(shop_name)
    given: dict[str, Any] = {}
    if storage_state:
        given["storage_state"] = storage_state
    if http_credentials:
        if ":" not in http_credentials:
            raise click.UsageError("--http-credentials: write USER:PASSWORD")
        given["basic_auth"] = http_credentials
    if ignore_https_errors:
        given["ignore_tls"] = True
    shop = msgspec.structs.replace(shop, **given)
    if not shop.takes_test_orders and not real_orders:
        raise click.UsageError(
            f'{shop.url} may take real orders: set orders = "test" for it in kitka.toml, '
            "or give --real-orders"
        )
    return shop


@click.group(cls=Kitka, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kitka")
def main() -> None:
    """Record how scripts and people get through a webshop, and see where they struggle."""


@main.command()
@db_option
@click.option("--port", type=PORT, default=0, help="Port of the report (0: a free one).")
@click.option("--serve/--no-serve", default=True, envvar="KITKA_DEMO_SERVE", show_default=True)
@click.option("--flaw", "flaws", multiple=True, help="Switch a defect of the demo shop on.")
def demo(db: Path, port: int, serve: bool, flaws: tuple[str, ...]) -> int:
    """The demo shop, three scripted guest checkouts (desktop, phone, slow network), the report."""
    return demonstration.demo(db, port=port, serve=serve, flaws=flaws)


@main.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@shop_options
@db_option
@click.option("--repeat", type=click.IntRange(1, 1000), default=1, show_default=True)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True)
@json_option
def run(scenarios: tuple[str, ...], db: Path, as_json: bool, **options: Any) -> int:
    """Record scripted sessions. Exit code 0 if all completed, 1 if not."""
    return running.run(_plan(scenarios, options), db, jobs=options["jobs"], as_json=as_json)


@main.command()
@click.argument("scenarios", nargs=-1, required=True, metavar="SCENARIO...")
@shop_options
@db_option
@click.option("--repeat", type=click.IntRange(1, 1000), default=3, show_default=True)
@click.option("--jobs", type=click.IntRange(1, 64), default=1, show_default=True)
@click.option(
    "--junit", type=click.Path(dir_okay=False, path_type=Path), help="Write JUnit XML here."
)
@json_option
def check(
    scenarios: tuple[str, ...], db: Path, junit: Path | None, as_json: bool, **options: Any
) -> int:
    """Hold the budgets: 0 pass, 1 broken, 2 wrong use, 3 inconclusive."""
    return checking.check(
        _plan(scenarios, options), db, jobs=options["jobs"], junit=junit, as_json=as_json
    )


def _plan(scenarios: tuple[str, ...], options: dict[str, Any]) -> running.Plan:
    keys = ("shop_name", "storage_state", "http_credentials", "ignore_https_errors", "real_orders")
    return running.Plan(
        scenarios=scenarios,
        shop=_shop(**{key: options[key] for key in keys}),
        settings=tuple(product(options["devices"] or ("desktop",), options["networks"] or ("",))),
        label=options["label"],
        engine=options["engine"],
        headed=options["headed"],
        trace=options["trace"],
        repeat=options["repeat"],
    )


@main.command()
@db_option
@json_option
@click.option("--scenario", default=None, help="Only this scenario.")
def analyze(db: Path, as_json: bool, scenario: str | None) -> int:
    """Everything the analyzer knows; rebuilt where the rules changed."""
    return reporting.analyze(db, as_json=as_json, scenario=scenario)


@main.command()
@db_option
@click.option("--port", type=PORT, default=8600, show_default=True, help="0: a free one.")
@click.option("--host", default="127.0.0.1", show_default=True)
def serve(db: Path, port: int, host: str) -> int:
    """The report, on a local address."""
    return reporting.serve(db, host=host, port=port)


@main.command()
@click.argument("session")
@db_option
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="Where to write it."
)
def trace(session: str, db: Path, output: Path | None) -> int:
    """Write the Playwright trace that was kept of a session to a file."""
    return reporting.trace(db, session, output)


@main.command()
@click.option("--fix", is_flag=True, help="Install what is missing.")
def doctor(fix: bool) -> int:
    """What is missing on this machine, and the command that mends it."""
    return diagnosis.doctor(fix=fix)
