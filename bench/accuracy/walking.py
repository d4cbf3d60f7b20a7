"""Walks the plan: worker processes, each with a browser and a shop of its own."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import queue
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any, TypeAlias

import msgspec
from playwright.sync_api import Browser, BrowserContext, Dialog, Error, Page, Playwright

from bench.accuracy.diary import Diary, Left, Truth
from bench.accuracy.journeys import journey_of, scenarios, walk
from bench.accuracy.limit import at_most
from bench.accuracy.meetings import EXPLICIT, NOT_BY_KEYBOARD
from bench.accuracy.personas import PERSONAS
from bench.accuracy.plan import Walk, made_by
from bench.accuracy.shopper import GoneAway, Shopper, Stuck
from kitka.demo_shop import DemoShop
from kitka.demo_shop import serve as serve_shop
from kitka.demo_shop.flaws import FLAWS
from kitka.recorder.recording import Recording, record
from kitka.recorder.scenario import find_scenario, load_scenario
from kitka.recorder.script import Attempt, device_options, open_browser, run_attempt
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store

READS_A_DIALOG_S = 1.2
SHOP_NICE = -15
CLOSING_S = 60.0
Watch: TypeAlias = Callable[
    [BrowserContext, DemoShop, Walk], contextlib.AbstractContextManager[None]
]
"""Somebody besides Kitka who watches a walk (``peers/``)."""


def walk_once(
    playwright: Playwright, browser: Browser, shop: DemoShop, store: Store, item: Walk,
    watch: Watch | None = None,
) -> Truth:  # fmt: skip
    """One session, recorded into ``store``, and what really happened in it."""
    scenario = load_scenario(find_scenario(item.scenario))
    diary = Diary([step.name for step in scenario.steps])
    left: Left | None = None
    fault = session = ""
    shop.reset()
    shop.set_flaws(item.flaws)
    shop.set_traps(bool(item.traps))
    context = _context(playwright, browser, shop, item)
    try:
        with (
            at_most(),
            watch(context, shop, item) if watch else contextlib.nullcontext(),
            record(
                context,
                scenario,
                db=store,
                actor="participant",
                label=item.key,
                payment_origins=(shop.payment_url,),
                replay=False,
                device=item.device,
            ) as recording,
        ):
            session = recording.id
            left, fault = _shop(context, shop, item, diary, recording)
    except Exception as error:  # one session is spoilt, not the plan
        fault = fault or f"{type(error).__name__}: {str(error).splitlines()[0]}"
    finally:
        with contextlib.suppress(Error), at_most(CLOSING_S):
            context.close()
    return Truth(
        key=item.key,
        made_by=made_by(),
        session=session,
        met=tuple(diary.met),
        slips=tuple(diary.slips),
        left=left,
        seconds=diary.seconds,
        fault=fault,
        used=tuple(diary.used),
        deeds=tuple(diary.deeds),
    )


def _context(
    playwright: Playwright, browser: Browser, shop: DemoShop, item: Walk
) -> BrowserContext:
    options = {**device_options(playwright, item.device, "chromium"), "base_url": shop.url}
    context = browser.new_context(**options, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=shop.url)
    context.set_default_timeout(8_000)
    return context


def _shop(
    context: BrowserContext, shop: DemoShop, item: Walk, diary: Diary, recording: Recording
) -> tuple[Left | None, str]:
    """Whether and why the shopper left, and what went wrong with the benchmark itself."""
    page = context.new_page()
    random = Random(item.seed)
    shopper_types = PERSONAS[item.persona].input_on(item.device) == "keyboard"
    shopper = Shopper(
        page,
        PERSONAS[item.persona],
        item.device,
        random,
        diary,
        dict(recording.data),
        [FLAWS[name] for name in item.flaws],
        item.traps,
        item.leaves,
        EXPLICIT | (NOT_BY_KEYBOARD if shopper_types else frozenset()),
    )
    page.on("dialog", lambda dialog: _answer(shopper, dialog))
    page.goto("/")
    try:
        walk(shopper, journey_of(item.scenario))
        recording.say("done")
        _end(page, random)
        return None, ""
    except GoneAway as gone:
        left = shopper.left(gone)
        if random.random() < 0.5:
            recording.say("stop")
        _end(page, random)
        return left, ""
    except Stuck as stuck:
        return None, f"stuck: {stuck} at {page.url}"


def _end(page: Page, random: Random) -> None:
    """Let the last presses be answered or not, as a person does who looks before closing."""
    with contextlib.suppress(Error):
        page.wait_for_timeout(random.uniform(300, 900))


def _answer(shopper: Shopper, dialog: Dialog) -> None:
    time.sleep(READS_A_DIALOG_S)  # the page stands still meanwhile, as it does for everybody
    shopper.eyes.dialogs += 1
    with contextlib.suppress(Error):
        dialog.accept()


def walk_scripts(db: Path) -> None:
    """The scripts' sessions in the shop without flaws, unless they are in the database."""
    with Store.open(db) as store:
        there = {session.scenario for session in store.sessions() if session.actor == "script"}
        missing = [name for name in scenarios() if name not in there]
        if not missing:
            return
        with serve_shop() as shop, open_browser(install=True) as (playwright, browser):
            where = Shop(url=shop.url, payment=(shop.payment_url,))
            for name in missing:
                attempt = Attempt(scenario=str(find_scenario(name)), shop=where, label="script")
                done = run_attempt(playwright, browser, attempt, store)
                if done.error:
                    raise SystemExit(f"accuracy: the script of {name} failed: {done.error}")


# ------------------------------------------------------------------ many of them


def walk_all(
    items: Sequence[Walk], db: Path, jobs: int, told: Callable[[Truth], None],
    watch: Watch | None = None,
) -> None:  # fmt: skip
    """Walk ``items`` in ``jobs`` processes; ``told`` is called as each one is done."""
    Store.open(db).close()  # create it once, before the workers meet
    context = multiprocessing.get_context("spawn")
    todo: Any = context.Queue()
    done: Any = context.Queue()
    for item in items:
        todo.put(msgspec.json.encode(item))
    workers = [
        context.Process(target=_work, args=(todo, done, str(db), watch), daemon=True)
        for _ in range(min(jobs, len(items)))
    ]
    for worker in workers:
        worker.start()
    try:
        for _ in _until_all(len(items), done, workers, told):
            pass
    finally:
        for worker in workers:
            worker.terminate()
            worker.join(10)


def _until_all(
    count: int, done: Any, workers: Sequence[Any], told: Callable[[Truth], None]
) -> Iterator[None]:
    for _ in range(count):
        while True:
            try:
                told(msgspec.json.decode(done.get(timeout=2), type=Truth))
                break
            except queue.Empty:
                if not any(worker.is_alive() for worker in workers):
                    return
        yield


def _work(todo: Any, done: Any, db: str, watch: Watch | None) -> None:
    """A worker: its own shop, because flaws are switched per shop, and its own browser."""
    while not todo.empty():
        with contextlib.ExitStack() as stack:
            store = stack.enter_context(Store.open(db))
            # Other shoppers' browsers must not slow the shop down, as they would not elsewhere;
            # Chromium takes a high priority where it may.
            _priority(SHOP_NICE)
            shop = stack.enter_context(serve_shop())
            _priority(0)
            playwright, browser = stack.enter_context(open_browser())
            while browser.is_connected():  # else: a new one
                try:
                    item = msgspec.json.decode(todo.get(timeout=1), type=Walk)
                except queue.Empty:
                    return
                truth = walk_once(playwright, browser, shop, store, item, watch)
                done.put(msgspec.json.encode(truth))


def _priority(nice: int) -> None:
    """Of this process and those that it starts; where it may not, all stay equal."""
    with contextlib.suppress(PermissionError):
        os.setpriority(os.PRIO_PROCESS, 0, nice)
