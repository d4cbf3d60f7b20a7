"""The ``kitka`` command: thin, every verb is a function elsewhere.

Exit codes: 0 done or passed · 1 a session did not complete, a budget is broken · 2 wrong use ·
3 inconclusive · 130 stopped by Ctrl-C. Errors are one line on stderr.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any, NoReturn

import click

from kitka import __version__
from kitka.commands import attach as attaching
from kitka.commands import check as checking
from kitka.commands import demo as demonstration
from kitka.commands import doctor as diagnosis
from kitka.commands import erase as erasing
from kitka.commands import invite as inviting
from kitka.commands import lab as sitting
from kitka.commands import report as reporting
from kitka.commands import run as running
from kitka.commands import setup_check as setup
from kitka.commands.address import served_address
from kitka.commands.options import (
    DEVICES,
    FLAWS,
    PORT,
    chosen_shop,
    db_option,
    engine_option,
    json_option,
    plan_of,
    reach_options,
    shop_options,
)
from kitka.recorder.errors import KitkaError


class Kitka(click.Group):
    """One place where errors become one line and an exit code."""

    def main(self, *args: Any, **kwargs: Any) -> NoReturn:
        # What ends a job in CI ends it like Ctrl-C: in an orderly way.
        signal.signal(signal.SIGTERM, lambda *_: signal.raise_signal(signal.SIGINT))
        try:
            code = super().main(*args, **{**kwargs, "standalone_mode": False})
        except click.ClickException as error:
            _misused(error)
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


def _misused(error: click.ClickException) -> NoReturn:
    """Nothing typed: the whole help. Else one line, with the help that says how where it only
    says what is wrong."""
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "kitka"
    message = error.format_message()
    if context and message.startswith("Usage:"):
        click.echo(message, err=True)
        sys.exit(2)
    where = path.removeprefix(context.find_root().command_path).strip() if context else ""
    if context and message.endswith("."):
        message = f"{message[:-1]}; {path} --help says how"
    _fail(f"{where}: {message}" if where else message, 2)


def _fail(message: str, code: int) -> NoReturn:
    click.echo(f"kitka: {message}", err=True)
    sys.exit(code)


@click.group(cls=Kitka, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="kitka")
def main() -> None:
    """Record how scripts and people get through a webshop, and see where they struggle."""


@main.command(short_help="The demo shop, three scripted checkouts, the report.")
@db_option
@click.option("--port", type=PORT, default=0, help="Port of the report (0: a free one).")
@click.option("--serve/--no-serve", default=True, envvar="KITKA_DEMO_SERVE", show_default=True)
@click.option("--flaw", "flaws", multiple=True, metavar="NAME", help=FLAWS)
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
    return running.run(plan_of(scenarios, options), db, jobs=options["jobs"], as_json=as_json)


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
        plan_of(scenarios, options), db, jobs=options["jobs"], junit=junit, as_json=as_json
    )


@main.command()
@db_option
@json_option
@click.option("--scenario", default=None, help="Only this scenario.")
@click.option(
    "--preset",
    metavar="TOOL",
    help="Judge presses as another tool publishes it: datadog, highlight, openreplay, posthog or "
    "sentry. Kept nowhere.",
)
@click.option(
    "--also", metavar="RULE", multiple=True, help="Judge by a rule that is off, too. Repeatable."
)
def analyze(
    db: Path, as_json: bool, scenario: str | None, preset: str | None, also: tuple[str, ...]
) -> int:
    """Everything the analyzer knows; rebuilt where the rules changed."""
    return reporting.analyze(db, as_json=as_json, scenario=scenario, preset=preset, also=also)


@main.command()
@db_option
@click.option("--port", type=PORT, default=8600, show_default=True, help="0: a free one.")
@click.option("--host", default="127.0.0.1", show_default=True, help="0.0.0.0: every network.")
@click.option(
    "--public",
    metavar="URL",
    default="",
    help="How participants reach this server; the report then asks for the researcher's link.",
)
def serve(db: Path, port: int, host: str, public: str) -> int:
    """The report, the participants' pages, and what their shops send."""
    return reporting.serve(db, host=host, port=port, public=public)


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
@click.argument("study")
@click.option("-n", "number", type=click.IntRange(1, 1000), default=1, show_default=True)
@click.option("--pilot", is_flag=True, help="To try the study out: told apart, deleted at once.")
@click.option("--open", "open_link", is_flag=True, help="One link for everybody, too.")
@click.option("--public", metavar="URL", default="", help="How they reach kitka serve.")
@db_option
@json_option
def invite(
    study: str, number: int, pilot: bool, open_link: bool, public: str, db: Path, as_json: bool
) -> int:
    """Personal links for the people of a study (studies/STUDY.toml)."""
    return inviting.invite(
        db,
        study,
        number,
        base_url=public,
        pilot=pilot,
        open_link=open_link,
        as_json=as_json,
    )


@main.command(short_help="A person at this machine, in a visible browser.")
@click.argument("scenario")
@reach_options
@click.option("--participant", required=True, metavar="P01", help="A pseudonym, never a name.")
@click.option("--study", default="", help="The study that the scenario is a task of.")
@click.option(
    "--consent",
    default="",
    metavar="signals,replay,clips",
    help="What they agreed to, aloud or on paper. Asked at the terminal if left out.",
)
@click.option("--protocol", type=click.Choice(["silent", "think_aloud"]))
@click.option("--language", default="", help="Of the task bar: en, fi.")
@click.option("--device", default="desktop", show_default=True, help=DEVICES)
@engine_option
@click.option("--pilot", is_flag=True, help="To try it out: told apart, deleted at once.")
@click.option(
    "--port", type=PORT, default=8601, show_default=True, help="Of the researcher's page."
)
@click.option("--headless", is_flag=True, hidden=True)
@db_option
def lab(scenario: str, db: Path, port: int, **options: Any) -> int:
    """A person at this machine, in a visible browser; the researcher's page on another device."""
    keys = (
        "participant", "study", "consent", "protocol", "language", "device", "engine", "pilot",
        "headless",
    )  # fmt: skip
    chosen = {key: options[key] for key in keys}
    held = sitting.LabOptions(scenario=scenario, shop=chosen_shop(options), **chosen)
    return sitting.lab(held, db, port=port)


@main.command(short_help="Keep an audio or video recording beside a session.")
@click.argument("session")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--sync", metavar="M:SS", help="When the sync mark is seen or heard in FILE.")
@click.option("--at", type=float, metavar="SECONDS", help="Of the session, where it has no mark.")
@db_option
def attach(session: str, file: Path, sync: str | None, at: float | None, db: Path) -> int:
    """Keep an audio or video recording beside a session, aligned to its sync mark."""
    return attaching.attach(db, session, file, sync=sync, at=at)


@main.command(short_help="Erase everything about one person, with a receipt.")
@click.argument("participant", required=False)
@click.option("--study", help="Where several studies have one of this name.")
@click.option("--session", help="Only this session: its id, or how it begins.")
@click.option("--pilots", is_flag=True, help="Every pilot (of --study).")
@click.option("--expired", is_flag=True, help="Everybody whose retention is over.")
@click.option("--dry-run", is_flag=True, help="List it, erase nothing.")
@db_option
@json_option
def erase(participant: str | None, db: Path, as_json: bool, **options: Any) -> int:
    """Everything about one person, from every table and page of the file, with a receipt."""
    return erasing.erase(db, participant, as_json=as_json, **options)


@main.command(short_help="What is missing on this machine, or in a shop.")
@click.option("--fix", is_flag=True, help="Install what is missing.")
@click.option("--study", default="", help="Is Kitka's script awake on every page of its tasks?")
@click.option(
    "--public", metavar="URL", default="", help="With --study: where kitka serve answers."
)
@click.option("--device", default="desktop", show_default=True, help=f"With --study: {DEVICES}")
@click.option("--real-orders", is_flag=True, help="With --study: yes, orders made are real.")
@db_option
@json_option
def doctor(
    fix: bool, study: str, public: str, device: str, real_orders: bool, db: Path, as_json: bool
) -> int:
    """What is missing on this machine, or in a shop before a study, and what mends it."""
    if not study:
        return diagnosis.doctor(fix=fix, as_json=as_json)
    return setup.setup_check(
        db,
        study,
        base_url=public or served_address(db),
        as_json=as_json,
        device=device,
        real_orders=real_orders,
    )
