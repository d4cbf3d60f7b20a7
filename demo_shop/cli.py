"""`python -m kitka.demo_shop`: arguments in, one line out, errors in one line."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from kitka.demo_shop import embedding, flaws, traps

USAGE_ERROR = 2


class UsageError(Exception):
    """Something that whoever starts the shop can mend; the text says what."""


def main(argv: Sequence[str] | None = None) -> int:
    """Serve the demo shop until SIGTERM or SIGINT; returns the exit code."""
    arguments = _parser().parse_args(argv)
    if arguments.list_flaws:
        for flaw in flaws.FLAWS.values():
            print(f"{flaw.name:24} {flaw.title} [{flaw.rule}, step {flaw.step}]")
        return 0
    try:
        names = flaws.check_names(arguments.flaw)
        policy = "allowed" if arguments.csp else ""
        carried = embedding.check_embedding({"recorder": arguments.recorder, "policy": policy})
        auth = _credentials(arguments.basic_auth)
        from kitka.demo_shop import server  # Django loads here, not for --help

        flaws.active.set(names)
        traps.switch.set(arguments.traps)
        embedding.current.set(carried)
        return server.run(
            server.Options(
                port=arguments.port,
                payment_port=arguments.payment_port,
                basic_auth=auth,
                cookie_wall=arguments.cookie_wall,
                data=arguments.data,
                token=os.environ.get("KITKA_DEMO_TOKEN"),
                stop_with_stdin=os.environ.get("KITKA_DEMO_STDIN") == "1",
            )
        )
    except (UsageError, flaws.UnknownFlaw, embedding.BadEmbedding) as error:
        print(f"kitka.demo_shop: {error}", file=sys.stderr)
        return USAGE_ERROR


def _credentials(text: str | None) -> tuple[str, str] | None:
    if text is None:
        return None
    user, colon, password = text.partition(":")
    if not (user and colon and password):
        raise UsageError("--basic-auth wants USER:PASSWORD")
    return user, password


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m kitka.demo_shop",
        description="Serves a demo webshop and a payment provider on this machine.",
    )
    parser.add_argument("--port", type=int, help="0 takes a free one (default: 8000 or a free one)")
    parser.add_argument("--payment-port", type=int, help="the payment provider's; same rules")
    parser.add_argument(
        "--flaw", action="extend", nargs="+", default=[], metavar="NAME", help="switch a defect on"
    )
    parser.add_argument("--list-flaws", action="store_true", help="name the defects and stop")
    parser.add_argument("--basic-auth", metavar="USER:PASSWORD", help="lock the whole shop")
    parser.add_argument("--cookie-wall", action="store_true", help="ask for consent on every page")
    parser.add_argument(
        "--traps", action="store_true", help="show harmless widgets and the page /guide/"
    )
    parser.add_argument(
        "--recorder",
        metavar="URL",
        default="",
        help="carry Kitka's script from here, such as http://127.0.0.1:8600",
    )
    parser.add_argument(
        "--csp", action="store_true", help="send a strict policy that allows the recorder"
    )
    parser.add_argument(
        "--data",
        type=Path,
        metavar="DIR",
        help="where the shop keeps its data (default: temporary)",
    )
    return parser
