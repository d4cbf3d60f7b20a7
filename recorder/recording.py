"""One session in a Playwright browser context: ``with record(context, scenario, …) as session``."""

from __future__ import annotations

import contextlib
import secrets
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec
from playwright.sync_api import BrowserContext, Error, Page

from kitka.recorder.attachment import Attachment
from kitka.recorder.background import in_background
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
    Record,
    Rect,
    Scenario,
    Session,
    StepMark,
)
from kitka.recorder.network import check_network
from kitka.recorder.pictures import black_out, take_picture
from kitka.recorder.redact import error_line, redact
from kitka.recorder.scenario import seeks
from kitka.recorder.shops import origin_of
from kitka.recorder.store import Store

_CHECKPOINT = 'window[Symbol.for("kitka.recorder")]?.checkpoint() ?? null'
_END = 'window[Symbol.for("kitka.recorder")]?.end() ?? null'


class _Checkpoint(Record, frozen=True):
    """What a page says at a step's end; ``fields`` must be blacked out in a picture."""

    page: str
    view: int
    width: int
    height: int
    fields: tuple[Rect, ...] = ()
    faults: tuple[str, ...] = ()
    """What went wrong inside the in-page recorder, which the page must never see."""


class Recording:
    """A session being recorded. Calling it is the script's ``step``."""

    def __init__(
        self, context: BrowserContext, scenario: Scenario, store: Store, session: Session
    ) -> None:
        self.context = context
        self.scenario = scenario
        self.session = session
        self.data = {key: value.format(session=self.short) for key, value in scenario.data.items()}
        """The scenario's ``[data]``, ``{session}`` filled in: unique per session."""
        self.rejected = 0
        """Batches of pages that were not in the form of the contract, and were not stored."""
        self._store = store
        self._log = DriverLog(self._keep)
        self._fetcher = AssetFetcher(context, store, session.id, wall_ms)
        self._attachment: Attachment | None = None
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
            error=error_line(error) if error else "",
        )
        page = self._page()
        if page is not None:
            with contextlib.suppress(Error):
                mark = self._with_picture(page, mark)
        self._log.emit(mark)
        self._log.flush()
        self._fetcher.begin()
        if self._failure and error is None:
            raise self._failure

    def _with_picture(self, page: Page, mark: StepMark) -> StepMark:
        checkpoints: list[_Checkpoint | None] = []

        def look() -> None:
            with contextlib.suppress(Error):
                checkpoints.append(self._checkpoint(page))

        if self.session.actor != "script":
            look()
            return mark
        in_background(look)  # while the browser draws
        jpeg = take_picture(page, self._attachment.cdp(page) if self._attachment else None)
        before = checkpoints[0] if checkpoints else self._checkpoint(page)
        if before is None:
            # Not a page of the shop: nobody says what must be blacked out.
            return mark
        if before.fields:
            after = self._checkpoint(page) or before  # a field may have moved meanwhile
            jpeg = black_out(jpeg, (*before.fields, *after.fields), before.width)
        return msgspec.structs.replace(
            mark,
            screenshot=self._store.add_asset(jpeg, "image/jpeg"),
            page=before.page,
            shown_view=before.view,
            width=before.width,
            height=before.height,
        )

    def _checkpoint(self, page: Page) -> _Checkpoint | None:
        answer = page.evaluate(_CHECKPOINT)
        if not answer:
            return None
        checkpoint = msgspec.convert(answer, _Checkpoint)
        for fault in checkpoint.faults:
            self._log.emit(Console(t=self._log.now(), level="recorder", text=redact(fault)))
        return checkpoint

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
        except RejectedBatch:
            self.rejected += 1
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

    def _end(self, ended: str, error: BaseException | None) -> None:
        """Hand over what is left and close the session. Never raises Playwright's errors."""
        if ended != "interrupted" and self._attachment and not self._attachment.closed:
            for page in self.context.pages:
                with contextlib.suppress(Error):
                    page.evaluate(_END)
            with contextlib.suppress(Error):
                self._fetcher.finish()
        self._log.flush()
        self.session = msgspec.structs.replace(
            self.session, ended=ended, error=error_line(error) if error else ""
        )
        self._store.save_session(self.session)
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
    **about: Any,
) -> Iterator[Recording]:
    """Record whatever happens in ``context`` as one session of ``scenario``.

    Works on pages already open and tabs that open later, any number of times on one context, one
    at a time. ``origins`` are the shop's own (default: every origin but the payment ones),
    ``network`` one of :data:`~kitka.recorder.network.NETWORKS`, ``about`` further fields of
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
            replay=replay,
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
        with attachment:
            recording._begin(attachment)
            try:
                yield recording
            except (KeyboardInterrupt, SystemExit) as stop:
                recording._end("interrupted", stop)
                raise
            except (StoreError, ScenarioError) as error:
                recording._end("recorder" if isinstance(error, StoreError) else "raised", error)
                raise
            except BaseException as error:
                recording._end("raised", error)
                raise
            else:
                recording._end("closed", None)


def _browser_name(context: BrowserContext) -> str:
    browser = context.browser
    return f"{browser.browser_type.name} {browser.version}" if browser else ""
