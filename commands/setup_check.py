"""``kitka doctor --study``: is the script there on every page that participants will see?"""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from pathlib import Path

import click
import msgspec
from playwright.sync_api import Browser, BrowserContext, Playwright

from kitka.analyzer.analyze import analyze
from kitka.recorder.browser import close
from kitka.recorder.driver import wall_ms
from kitka.recorder.errors import KitkaError, ShopError
from kitka.recorder.model import Consent, Participant, Record, Scenario, Session, StudyVersion
from kitka.recorder.scenario import filled_data, find_scenario, load_scenario, load_script
from kitka.recorder.script import device_options, open_browser, prepare_context
from kitka.recorder.sessions import begin_session, page_config, shop_address
from kitka.recorder.setup_causes import SCRIPT, Fault, Seen, fault_of
from kitka.recorder.setup_check import Walk, Walked
from kitka.recorder.shops import Shop, check_reachable, find_shop
from kitka.recorder.store import Store
from kitka.recorder.study import find_study, keep_study, load_study

_PSEUDONYM = "setup-check"
_ARRIVE_SECONDS = 3.0
"""What pages send at their end is stored by then."""


class PageChecked(Record, frozen=True):
    """One page of a task; ``fault`` is None where it is recorded."""

    path: str
    origin: str
    fault: Fault | None = None


class TaskChecked(Record, frozen=True):
    """One task. ``unchecked``: why it could not be walked; ``batches``: how many arrived."""

    scenario: str
    pages: tuple[PageChecked, ...] = ()
    batches: int = 0
    missing: tuple[str, ...] = ()
    """Steps that the log does not show."""
    error: str = ""
    unchecked: str = ""

    @property
    def good(self) -> bool:
        pages = bool(self.pages) and all(page.fault is None for page in self.pages)
        return pages and bool(self.batches) and not (self.missing or self.error or self.unchecked)


def setup_check(
    db: Path,
    study: str,
    *,
    base_url: str,
    as_json: bool = False,
    engine: str = "chromium",
    device: str = "desktop",
    real_orders: bool = False,
) -> int:
    """Walk every task of a study as a participant comes. ``base_url``: where ``kitka serve``
    over ``db`` answers, as the shop's pages name it. Leaves nothing behind in ``db``.

    0 every page is recorded · 1 one is not · 3 a task has no script to walk it with.
    Raises KitkaError where it cannot begin.
    """
    base_url = base_url.rstrip("/")
    with Store.open(db) as store:
        version = keep_study(store, load_study(find_study(study)), at=wall_ms())
        shop = _shop(version, real_orders)
        check_reachable(shop)
        _check_recorder(base_url, db)
        check = _Check(store, version, shop, base_url, device)
        with open_browser(engine=engine) as (playwright, browser):
            tasks = []
            for number in range(len(version.document.tasks)):
                tasks.append(check.task(playwright, browser, number))
                if not as_json:
                    _say(tasks[-1])
    if as_json:
        good = all(task.good for task in tasks)
        documents = [{**msgspec.to_builtins(task), "good": task.good} for task in tasks]
        whole = {"study": study, "recorder": base_url, "good": good, "tasks": documents}
        click.echo(msgspec.json.encode(whole))
    if any(not task.good and not task.unchecked for task in tasks):
        return 1
    return 3 if any(task.unchecked for task in tasks) else 0


def _shop(version: StudyVersion, real_orders: bool) -> Shop:
    """How the study's shop is reached; it is the study that says where it is."""
    asked = version.document
    try:
        shop = msgspec.structs.replace(find_shop(asked.shop), url=asked.shop_url)
    except ShopError:
        shop = Shop(url=asked.shop_url)
    if not shop.takes_test_orders and not real_orders:
        raise ShopError(
            f'{shop.url} may take real orders: set orders = "test" for it in kitka.toml, '
            "or give --real-orders"
        )
    return shop


def _check_recorder(base_url: str, db: Path) -> None:
    try:
        urllib.request.urlopen(f"{base_url}{SCRIPT}", timeout=10).close()
    except urllib.error.HTTPError as error:
        raise KitkaError(
            f"{base_url}{SCRIPT} answers with {error.code}: is that kitka serve? name its address"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise KitkaError(
            f"the recorder at {base_url} does not answer ({reason}); "
            f"start it: kitka serve --db {db}, or name its address"
        ) from None


# ------------------------------------------------------------ one task


class _Check:
    """Walks the tasks of one study, each as a pilot of its own who is forgotten afterwards."""

    def __init__(
        self, store: Store, version: StudyVersion, shop: Shop, base_url: str, device: str
    ) -> None:
        self.store = store
        self.version = version
        self.shop = shop
        self.base_url = base_url
        self.device = device

    def task(self, playwright: Playwright, browser: Browser, number: int) -> TaskChecked:
        name = self.version.document.tasks[number].scenario
        try:
            path = find_scenario(name)
            scenario, script = load_scenario(path), load_script(path)
        except KitkaError as error:
            return TaskChecked(name, unchecked=str(error))
        engine = browser.browser_type.name
        options = device_options(playwright, self.device, engine)
        context = browser.new_context(**{**options, **self.shop.context_options()})
        pilot = self._pilot()
        try:
            prepare = self.shop.prepare()
            if prepare is not None:
                prepare_context(context, prepare)
            session, key = begin_session(
                self.store,
                self.version,
                pilot,
                number,
                at=wall_ms(),
                device=self.device,
                browser=f"{engine} {browser.version}",
                automated=True,
            )
            walk = self._walk(context, scenario, session)
            walked = walk.go(shop_address(self.version, scenario, key), script)
            close(context)  # what pages had not handed over, they do now
            return self._judged(scenario, session, walked)
        finally:
            close(context)
            # The server reads the file: its sweeper overwrites what stood there.
            self.store.erase_participant(pilot.id, at=wall_ms(), scrub=False)

    def _pilot(self) -> Participant:
        """Agrees to all that the study asks, so that all of it is checked."""
        at, asked = wall_ms(), self.version.document
        pilot = self.store.ensure_participant(self.version.study, _PSEUDONYM, at=at, pilot=True)
        consent = Consent("", asked.languages[0], at, replay=asked.replay)
        pilot = msgspec.structs.replace(pilot, consent=consent, automated=True)
        self.store.save_participant(pilot)
        return pilot

    def _walk(self, context: BrowserContext, scenario: Scenario, session: Session) -> Walk:
        config = page_config(self.version, scenario, session=session.id, replay=False)
        return Walk(
            context,
            base_url=self.base_url,
            elsewhere=config.elsewhere,
            data=filled_data(scenario, session.id[:8]),
            short=session.id[:8],
        )

    def _judged(self, scenario: Scenario, session: Session, walked: Walked) -> TaskChecked:
        pages: dict[tuple[str, str], PageChecked] = {}
        for seen in walked.pages:
            place = seen.origin, seen.path
            if place not in pages or pages[place].fault is None:
                pages[place] = PageChecked(seen.path, seen.origin, self._fault(seen))
        batches, missing = self._arrived(scenario, session)
        return TaskChecked(scenario.name, tuple(pages.values()), batches, missing, walked.error)

    def _fault(self, seen: Seen) -> Fault | None:
        origins = self.version.document.origins
        return fault_of(seen, base_url=self.base_url, origins=origins, db=self.store.path)

    def _arrived(self, scenario: Scenario, session: Session) -> tuple[int, tuple[str, ...]]:
        """How many batches of signals there are, and which steps they do not show."""
        deadline = time.monotonic() + _ARRIVE_SECONDS
        needed = {step.name for step in scenario.steps if not step.optional}
        while True:
            log = self.store.log(session)
            steps = analyze(log, scenario).steps
            missing = tuple(s.name for s in steps if s.name in needed and not s.reached)
            if not missing or time.monotonic() > deadline:
                return len(log.batches), missing
            time.sleep(0.1)


# ------------------------------------------------------------ what is said


def _say(task: TaskChecked) -> None:
    click.echo(f"{task.scenario}:" + (f" not checked: {task.unchecked}" if task.unchecked else ""))
    origin = task.pages[0].origin if task.pages else ""
    for page in task.pages:
        where = page.path if page.origin == origin else page.origin + page.path
        if page.fault is None:
            click.echo(f"  ✓ {where}")
        else:
            click.echo(f"  ✗ {where}: {page.fault.cause} → {page.fault.mend}")
    if task.error:
        click.echo(
            f"  ✗ the script stopped: {task.error} → mend it with: kitka run {task.scenario}"
        )
    if task.unchecked:
        return
    if not task.batches:
        click.echo("  ✗ nothing arrived at the recorder → mend the pages above")
    elif task.missing:
        names = ", ".join(f"“{name}”" for name in task.missing)
        click.echo(f"  ✗ {task.batches} batches arrived, but they do not show {names}")
    else:
        click.echo(f"  ✓ {task.batches} batches arrived; they show every step")
