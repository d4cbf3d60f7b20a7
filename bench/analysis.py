"""How long it takes to judge a session: all rules over 300 events of a real one."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from bench.proof import Proof
from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import in_use
from kitka.demo_shop import serve as serve_shop
from kitka.recorder.model import AnyEvent, SessionLog
from kitka.recorder.recording import record
from kitka.recorder.scenario import SHIPPED, load_scenario, load_script
from kitka.recorder.script import DESKTOP, open_browser
from kitka.recorder.store import Store

EVENTS = 300
RUNS = 200
WARM_UPS = 20
TARGET_MS = 5.0
SCENARIO = SHIPPED / "guest_checkout.toml"


def recorded() -> SessionLog:
    """Two scripted guest checkouts of the demo shop in one session: one alone has fewer events."""
    scenario, script = load_scenario(SCENARIO), load_script(SCENARIO)
    with (
        tempfile.TemporaryDirectory() as folder,
        Store.open(Path(folder) / "bench.db") as store,
        serve_shop() as shop,
        open_browser(install=True) as (_, browser),
    ):
        context = browser.new_context(**DESKTOP, base_url=shop.url)
        with record(context, scenario, db=store) as session:
            page = context.new_page()
            for _ in range(2):
                page.goto(scenario.start)
                script(page, session)
        return store.log(store.session(session.id))


def events(log: SessionLog) -> Iterator[tuple[int, AnyEvent]]:
    """Every event with the place of its batch, by time."""
    placed = [
        (batch.clock_origin + batch.offset_ms + event.t, place, event)
        for place, batch in enumerate(log.batches)
        for event in batch.events
    ]
    placed.sort(key=lambda one: one[0])
    for _, place, event in placed:
        yield place, event


def cut(log: SessionLog, count: int) -> SessionLog:
    """The first ``count`` events. Raises SystemExit where there are fewer."""
    first = list(events(log))[:count]
    if len(first) < count:
        raise SystemExit(f"bench: the session has {len(first)} events, not {count}")
    kept: dict[int, list[AnyEvent]] = {}
    for place, event in first:
        kept.setdefault(place, []).append(event)
    batches = [replace(log.batches[place], events=tuple(kept[place])) for place in sorted(kept)]
    return replace(log, batches=tuple(batches))


def proof() -> Proof:
    log, scenario = cut(recorded(), EVENTS), load_scenario(SCENARIO)
    times = []
    for number in range(-WARM_UPS, RUNS):
        begun = time.perf_counter()
        analyze(log, scenario)
        if number >= 0:
            times.append((time.perf_counter() - begun) * 1000)
    times.sort()
    value = statistics.median(times)
    return Proof(
        id="analysis.300",
        what=f"{EVENTS} events through {len(in_use())} rules",
        value=round(value, 3),
        unit="ms",
        n=RUNS,
        interval=(round(times[RUNS * 2 // 5], 3), round(times[RUNS * 3 // 5], 3)),
        peer="slowest of all, ms",
        peer_value=round(times[-1], 3),
        target=TARGET_MS,
        ok=value <= TARGET_MS,
    )
