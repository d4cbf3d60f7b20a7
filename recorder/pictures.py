"""A JPEG of what a step shows, filled fields blacked out.

A screenshot takes the browser three frames. The script goes on meanwhile: the page says before and
after where its filled fields are and whether any field has moved, and a picture that cannot be
vouched for is thrown away.
"""

from __future__ import annotations

import io
from base64 import b64decode
from collections.abc import Callable, Collection
from contextlib import suppress

from msgspec.structs import replace
from PIL import Image, ImageDraw
from playwright.sync_api import CDPSession, Error, Page

from kitka.recorder.background import in_background, wait_while
from kitka.recorder.errors import StoreError
from kitka.recorder.model import Record, Rect, StepMark
from kitka.recorder.store import Store

QUALITY = 60
_PATIENCE_MS = 2_000
_MOST_WAITING = 3
_INK = (58, 62, 70)


class Checkpoint(Record, frozen=True):
    """What a page says of itself: ``fields`` must be blacked out in a picture taken now.

    ``layout`` changes when anything that could be typed into moves, comes or goes; empty: unknown.
    """

    page: str
    view: int
    width: int
    height: int
    fields: tuple[Rect, ...] = ()
    layout: str = ""
    faults: tuple[str, ...] = ()
    """What went wrong inside the in-page recorder, which the page must never see."""

    def vouches(self, after: Checkpoint) -> bool:
        """Whether nothing that must be hidden can have stood elsewhere in between.

        What was typed into since this checkpoint is among the fields of ``after``.
        """
        if not (self.layout and after.layout) or (self.page, self.view) != (after.page, after.view):
            return False
        return self.layout == after.layout or not (self.fields or after.fields)


class StepPictures:
    """Takes the pictures of one session's steps; each mark is handed on with its picture.

    ``look`` asks a page for a checkpoint (None: not a page of the shop), ``done`` gets the mark.
    """

    def __init__(
        self,
        store: Store,
        look: Callable[[Page], Checkpoint | None],
        cdp: Callable[[Page], CDPSession | None],
        done: Callable[[StepMark], None],
    ) -> None:
        self._store = store
        self._look = look
        self._cdp = cdp
        self._done = done
        self._waiting: list[StepMark] = []
        self._hurried = False

    def begin(self, page: Page, mark: StepMark) -> None:
        """Take a picture of the page as it is now, beside the script.

        Once a script was too quick for it, the next pictures are waited for.
        """
        cdp = self._cdp(page)  # opened here, so that both calls leave before the script's next one
        if len(self._waiting) >= _MOST_WAITING:  # the browser does not answer any more
            self._hurried = True
            self.give_up()
        if self._hurried or cdp is None:
            return self.take(page, mark)
        self._waiting.append(mark)
        before: list[Checkpoint | None] = []

        def look() -> None:
            with suppress(Error):
                before.append(self._look(page))

        def work() -> None:
            marked = mark
            with suppress(Error, StoreError):
                jpeg = take_picture(page, cdp)
                after = self._look(page)
                if after and before and before[0] and before[0].vouches(after):
                    marked = self._keep(mark, jpeg, before[0], after)
            self._hurried = self._hurried or not marked.screenshot
            self._hand_on(mark, marked)

        in_background(look)
        in_background(work)

    def take(self, page: Page, mark: StepMark) -> None:
        """The same while the script waits: nothing changes, and no picture is thrown away.

        A page that is on its way to a slow one is not waited for; its picture may yet come.
        """
        self._waiting.append(mark)

        def work() -> None:
            marked = mark
            with suppress(Error, StoreError):
                marked = self._taken(page, mark)
            self._hand_on(mark, marked)

        in_background(work)
        wait_while(page.context, lambda: mark in self._waiting)

    def _taken(self, page: Page, mark: StepMark) -> StepMark:
        before = self._look(page)
        if before is None or not before.layout:
            return mark
        try:
            jpeg = take_picture(page, self._cdp(page))
        except Error:  # now and then there is just no frame to be had
            jpeg = take_picture(page, None)
        return self._keep(mark, jpeg, before, self._look(page) or before)

    def _keep(self, mark: StepMark, jpeg: bytes, before: Checkpoint, after: Checkpoint) -> StepMark:
        picture = black_out(jpeg, {*before.fields, *after.fields}, before.width)
        return replace(
            mark,
            screenshot=self._store.add_asset(picture, "image/jpeg"),
            page=before.page,
            shown_view=before.view,
            width=before.width,
            height=before.height,
        )

    def _hand_on(self, begun: StepMark, mark: StepMark) -> None:
        if begun not in self._waiting:
            return  # the session was over first; the mark went without its picture
        self._waiting.remove(begun)
        self._done(mark)

    @property
    def busy(self) -> bool:
        return bool(self._waiting)

    def give_up(self) -> None:
        """Hand on the marks whose pictures have not come."""
        for mark in list(self._waiting):
            self._hand_on(mark, mark)


def take_picture(page: Page, cdp: CDPSession | None) -> bytes:
    """The viewport as JPEG. Straight through CDP where there is one: it takes half the time of
    Playwright's own, and does not wait for fonts or animations."""
    if cdp is None:
        return page.screenshot(type="jpeg", quality=QUALITY, timeout=_PATIENCE_MS)
    answer = cdp.send(
        "Page.captureScreenshot",
        {"format": "jpeg", "quality": QUALITY, "optimizeForSpeed": True},
    )
    return b64decode(answer["data"])


def black_out(jpeg: bytes, rects: Collection[Rect], css_width: int) -> bytes:
    """Paint over ``rects`` (CSS px of the viewport that is ``css_width`` wide)."""
    if not rects:
        return jpeg
    image = Image.open(io.BytesIO(jpeg)).convert("RGB")
    scale = image.width / css_width if css_width else 1.0
    draw = ImageDraw.Draw(image)
    for rect in rects:
        left, top = max(0.0, rect.x * scale), max(0.0, rect.y * scale)
        right = min(float(image.width), (rect.x + rect.width) * scale)
        bottom = min(float(image.height), (rect.y + rect.height) * scale)
        if right > left and bottom > top:
            draw.rectangle((left, top, right, bottom), fill=_INK)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
