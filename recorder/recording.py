"""One session in a Playwright browser context: ``with record(context, scenario, …) as session``."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import BrowserContext, CDPSession, Error, Page

from kitka.recorder.attachment import Attachment
from kitka.recorder.audit import Auditor
from kitka.recorder.background import begin, wait_while
from kitka.recorder.driver import DriverLog, wall_ms
from kitka.recorder.errors import ScenarioError, StoreError
from kitka.recorder.fetching import AssetFetcher
from kitka.recorder.intake import RejectedBatch, check_batch, split
from kitka.recorder.model import (
    Actor,
    Assets,
    Batch,
    Console,
    PageConfig,
    SaidWhat,
    Scenario,
    Session,
    StepMark,
)
from kitka.recorder.network import check_network
from kitka.recorder.pictures import Checkpoint, StepPictures
from kitka.recorder.redact import error_line, redact
from kitka.recorder.scenario import filled_data, seeks
from kitka.recorder.shops import origin_of
from kitka.recorder.store import Store

_CHECKPOINT = 'window[Symbol.for("kitka.recorder")]?.checkpoint() ?? null'
_END = (
    'Promise.race([window[Symbol.for("kitka.recorder")]?.end() ?? null, '
    "new Promise((done) => setTimeout(done, 5000))])"
)
"""A page in which nothing is ever resolved must not hold us up for good."""


class Recording:
    """A session being recorded. Calling it is the script's ``step``."""

    def __init__(
        self, context: BrowserContext, scenario: Scenario, store: Store, session: Session
    ) -> None:
        self.context = context
        self.scenario = scenario
        self.session = session
        self.data = filled_data(scenario, self.short)
        """The scenario's ``[data]``, ``{session}`` filled in: unique per session."""
        self._store = store
        self._log = DriverLog(self._keep)
        self._fetcher = AssetFetcher(context, store, session.id, wall_ms)
        self._pictures = StepPictures(store, self._checkpoint, self._cdp, self._marked)
        self._attachment: Attachment | None = None
        self._auditor: Auditor | None = None
        self._failure: StoreError | None = None

    @property
    def id(self) -> str:
        return self.session.id

    @property
    def short(self) -> str:
        """The first 8 hex digits of the session's id: unique enough for test data."""
        return self.session.id[:8]

    # ------------------------------------------------------------ steps

    @contextlib.contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time a step, keep what it shows, mark it, also when it fails.

        ``name`` must be one of the scenario's steps (ScenarioError).
        """
        if name not in {step.name for step in self.scenario.steps}:
            names = ", ".join(step.name for step in self.scenario.steps)
            raise ScenarioError(
                f"the script says step('{name}'), {self.scenario.name}.toml has: {names}"
            )
        begun = self._log.now()
        try:
            yield
        except Exception as error:
            self._mark(name, begun, error)
            raise
        self._mark(name, begun, None)

    __call__ = step

    def _mark(self, name: str, begun: float, error: Exception | None) -> None:
        ended = self._log.now()
        mark = StepMark(
            t=ended,
            name=name,
            duration_ms=ended - begun,
            ok=error is None,
            error=error_line(error, self.data.values()) if error else "",
        )
        page = self._page()
        if page is None or self.session.actor != "script":
            self._marked(mark)
        elif error is None:
            self._pictures.begin(page, mark)
        else:
            self._pictures.take(page, mark)  # evidence: worth waiting for
        self._fetcher.begin()
        if self._auditor and page is not None and error is None:
            # The step's own picture comes first.
            wait_while(self.context, lambda: self._pictures.busy)
            self._auditor.audit(page, name)
        if self._failure and error is None:
            raise self._failure

    def _marked(self, mark: StepMark) -> None:
        self._log.emit(mark)
        self._log.flush()

    def audit_with(self, options: Mapping[str, Any]) -> None:
        """Audit the page of every step from now on; ``options`` made the browser context."""
        last = self.scenario.success.name
        self._auditor = Auditor(self._log, self._checkpoint, options, last)

    # ------------------------------------------------------------ where there are no steps

    def keep_up(self) -> None:
        """Store what the driver has seen and fetch what pages are made of, as a step would.

        Whoever drives no steps calls it now and then. Raises StoreError when the database fails.
        """
        self._log.flush()
        self._fetcher.begin()
        if self._failure:
            raise self._failure

    def say(self, what: SaidWhat) -> None:
        """The person ended the task in these words, now; the first word stands."""
        if not self.session.said:
            self.session = msgspec.structs.replace(self.session, said=what, said_at=wall_ms())

    def _checkpoint(self, page: Page) -> Checkpoint | None:
        answer = page.evaluate(_CHECKPOINT)
        if not answer:
            return None
        checkpoint = msgspec.convert(answer, Checkpoint)
        for fault in checkpoint.faults:
            self._log.emit(Console(t=self._log.now(), level="recorder", text=redact(fault)))
        return checkpoint

    def _cdp(self, page: Page) -> CDPSession | None:
        return self._attachment.cdp(page) if self._attachment else None

    def _page(self) -> Page | None:
        """The tab that was opened last and is still there."""
        if self._attachment is None or self._attachment.closed:
            return None
        return next((p for p in reversed(self.context.pages) if not p.is_closed()), None)

    # ------------------------------------------------------------ what arrives

    def _receive(self, payload: str) -> bool:
        """Batches from a page. True once they are stored."""
        try:
            return self._keep([check_batch(part) for part in split(payload)])
        except RejectedBatch as error:
            text = redact(f"a batch was not in the form of the contract: {error}")
            self._log.emit(Console(t=self._log.now(), level="recorder", text=text))
            return True  # sending it again would not make it better

    def _keep(self, batches: Sequence[Batch]) -> bool:
        try:
            self._store.add_batches(self.id, batches, received=wall_ms())
        except StoreError as error:
            self._failure = error
            return False
        for batch in batches:
            if batch.stream == "signals" and batch.producer == "page":
                for event in batch.events:
                    if b'"assets"' in bytes(event)[:64]:
                        self._fetcher.want(msgspec.json.decode(event, type=Assets).urls)
        return True

    # ------------------------------------------------------------ begin and end

    def _begin(self, attachment: Attachment) -> None:
        self._attachment = attachment
        self._store.save_session(self.session)

    def _hear_out(self, attachment: Attachment) -> None:
        with contextlib.suppress(Error):
            attachment.wait_or_stop(lambda: self._pictures.busy)
            ends = [begin(partial(page.evaluate, _END)) for page in self.context.pages]
            attachment.wait_or_stop(lambda: not all(end.done() for end in ends))
            self._fetcher.begin()
            wait_while(self.context, lambda: self._fetcher.busy)

    @contextlib.contextmanager
    def _under_way(self, attachment: Attachment) -> Iterator[None]:
        """Begin, and end by what the block came to."""
        self._begin(attachment)
        try:
            yield
        except KeyboardInterrupt as stop:
            self._end("interrupted", stop)
            raise
        except (StoreError, ScenarioError) as error:
            self._end("recorder" if isinstance(error, StoreError) else "raised", error)
            raise
        except BaseException as error:
            self._end("raised", error)
            raise
        else:
            self._end("closed", None)

    def _end(self, ended: str, error: BaseException | None) -> None:
        """Hand over what is left and close the session. Never raises Playwright's errors."""
        attachment = self._attachment
        if attachment and not attachment.closed:
            if ended == "interrupted":
                attachment.stop_loading()
            else:
                self._hear_out(attachment)
        self._pictures.give_up()
        self._log.flush()
        told = {
            "ended": ended,
            "error": error_line(error, self.data.values()) if error else "",
            "said": self.session.said,
            "said_at": self.session.said_at,
        }
        self.session = msgspec.structs.replace(self.session, **told)
        # What others decided meanwhile stays; a session that was erased does not come back.
        self._store.change_session(self.id, lambda kept: msgspec.structs.replace(kept, **told))
        if self._failure:
            raise self._failure


@contextlib.contextmanager
def record(
    context: BrowserContext,
    scenario: Scenario,
    *,
    db: Store | str | Path,
    actor: Actor = "script",
    label: str = "",
    origins: Sequence[str] = (),
    payment_origins: Sequence[str] = (),
    network: str = "",
    replay: bool = True,
    buyer: Sequence[str] = (),
    **about: Any,
) -> Iterator[Recording]:
    """Record whatever happens in ``context`` as one session of ``scenario``.

    Works on pages already open and tabs that open later, any number of times on one context, one
    at a time. ``origins`` are the shop's own (default: every origin but the payment ones),
    ``network`` one of :data:`~kitka.recorder.network.NETWORKS`, ``buyer`` the values that a study
    gives to its participants, ``about`` further fields of
    :class:`~kitka.recorder.model.Session` (shop, device, participant, study, attempt).

    An exception in the block ends the session as ``raised`` and passes on. Raises KitkaError for
    what cannot be recorded, StoreError when the database fails (what came before is kept).
    """
    throttled = check_network(context, network) if network else None
    with contextlib.ExitStack() as stack:
        store = db if isinstance(db, Store) else stack.enter_context(Store.open(db))
        started = wall_ms()
        session = Session(
            id=secrets.token_hex(16),
            scenario=scenario.name,
            scenario_hash=store.add_scenario(scenario, at=started),
            actor=actor,
            started=started,
            label=label,
            network=network,
            browser=_browser_name(context),
            **about,
        )
        config = PageConfig(
            session=session.id,
            origins=tuple(origins),
            elsewhere=tuple(map(origin_of, (*scenario.payment_origins, *payment_origins))),
            seek=seeks(scenario),
            total=scenario.watch.total,
            delivery=scenario.watch.delivery,
            lines=scenario.watch.lines,
            promises=scenario.watch.promises,
            replay=replay,
            buyer=tuple(buyer),
        )
        recording = Recording(context, scenario, store, session)
        attachment = Attachment(
            context,
            config,
            recording._receive,
            recording._log,
            network=throttled,
            keep_console=actor == "script",
        )
        with attachment, recording._under_way(attachment):
            yield recording


def _browser_name(context: BrowserContext) -> str:
    browser = context.browser
    return f"{browser.browser_type.name} {browser.version}" if browser else ""
