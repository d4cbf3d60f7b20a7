"""What recording a scripted checkout costs beside the bare Playwright script.

Both arms open a context, walk the demo shop's guest checkout and close the context. They run in
turn (A B, B A, A B, …), so that what the machine does meanwhile meets both. All recorded sessions
write into one database, as those of ``kitka run --repeat`` do: signals, replay, assets and
screenshots on, tracing off.
"""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from types import SimpleNamespace

from playwright.sync_api import Browser, Playwright
from rich.console import Console
from rich.progress import track

from bench.proof import Proof
from kitka.demo_shop import DemoShop
from kitka.demo_shop import serve as serve_shop
from kitka.recorder.scenario import SHIPPED, filled_data, load_scenario, load_script
from kitka.recorder.script import DESKTOP, Attempt, open_browser, run_attempt
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store

PAIRS = 10
WARM_UPS = 2
TARGET = 1.15
SCENARIO = SHIPPED / "guest_checkout.toml"

TEXT = """\
What recording a scripted guest checkout of the demo shop costs beside the same script in bare
Playwright: wall time from opening the browser context to its closing. `make bench` writes this
page. Pairs run in alternating order in one process; the ratio is the median of the pairs' ratios,
its interval the 2nd to the 9th of 10 ordered pairs (97.9 % for a median).
Signals, replay, assets and screenshots on, tracing off; one database, as `kitka run --repeat`
writes it."""


class BareSteps:
    """``step`` of a script that nobody records."""

    def __init__(self, data: dict[str, str]) -> None:
        self.data = data

    @contextlib.contextmanager
    def __call__(self, name: str) -> Iterator[None]:
        yield


def bare(playwright: Playwright, browser: Browser, shop: DemoShop) -> None:
    """The script as any Playwright user would run it."""
    scenario, script = load_scenario(SCENARIO), load_script(SCENARIO)
    context = browser.new_context(**DESKTOP, base_url=shop.url)
    page = context.new_page()
    page.goto(scenario.start)
    script(page, BareSteps(filled_data(scenario, str(time.monotonic_ns()))))
    context.close()


def recorded(playwright: Playwright, browser: Browser, shop: DemoShop, store: Store) -> None:
    """The same, as ``kitka run`` does it."""
    attempt = Attempt(scenario=str(SCENARIO), shop=Shop(url=shop.url, payment=(shop.payment_url,)))
    done = run_attempt(playwright, browser, attempt, store)
    if done.error:
        raise SystemExit(f"bench: the recorded script failed: {done.error}")


def seconds(arm: Callable[[], None]) -> float:
    begun = time.perf_counter()
    arm()
    return time.perf_counter() - begun


def measure(pairs: int) -> list[SimpleNamespace]:
    """Times in seconds of ``pairs`` pairs, warm-ups left out."""
    found = []
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "bench.db") as store,
        serve_shop() as shop,
        open_browser(install=True) as (playwright, browser),
    ):
        arms = {
            "bare": partial(bare, playwright, browser, shop),
            "recorded": partial(recorded, playwright, browser, shop, store),
        }
        rounds = range(-WARM_UPS, pairs)
        for number in track(rounds, "measuring", console=Console(stderr=True)):
            times = {}
            for name in arms if number % 2 else reversed(arms):
                times[name] = seconds(arms[name])
            if number >= 0:
                found.append(SimpleNamespace(**times))
    return found


def proof(times: Sequence[SimpleNamespace]) -> Proof:
    ratios = sorted(pair.recorded / pair.bare for pair in times)
    value = statistics.median(ratios)
    return Proof(
        id="overhead.wall",
        what="wall time, recorded ÷ bare script",
        value=round(value, 3),
        unit="×",
        n=len(ratios),
        interval=(round(ratios[min(1, len(ratios) - 1)], 3), round(ratios[-2:][0], 3)),
        peer="bare script, median s",
        peer_value=round(statistics.median(pair.bare for pair in times), 3),
        target=TARGET,
        ok=value <= TARGET,
    )
