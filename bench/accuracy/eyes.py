"""What a shopper sees of a page, and whether a press changed any of it."""

from __future__ import annotations

import contextlib
import re
import time
from pathlib import Path

from playwright.sync_api import Error, Locator, Page, Request
from playwright.sync_api import TimeoutError as Late

_SCRIPT = (Path(__file__).parent / "eyes.js").read_text("utf-8")
LOOK, COVERS = (f"({_SCRIPT}).{name}" for name in ("look", "covers"))
COMPLAINTS = (
    "[role=alert]:visible, .alert-danger:visible, .error-block:visible, .invalid-feedback:visible"
)
LAYERS = (
    "dialog[open], [role=dialog], [role=alertdialog], [aria-modal=true], [data-layer], .modal.show"
)
AWAY = re.compile(
    r"^\W*(close.*|dismiss|no,? thanks?|not now|maybe later|reject.*|accept.*|got it|ok|×|x)\W*$",
    re.IGNORECASE,
)


class Eyes:
    """Looks at whichever tab the shopper has before them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self._loading: Request | None = None
        self.dialogs = 0
        page.on("request", self._on_request)
        page.on("requestfailed", self._on_failed)
        page.on("framenavigated", self._on_navigated)

    def _on_request(self, request: Request) -> None:
        with contextlib.suppress(Error):
            if request.is_navigation_request() and request.frame == self.page.main_frame:
                self._loading = request

    def _on_failed(self, request: Request) -> None:
        if request is self._loading:
            self._loading = None

    def _on_navigated(self, frame: object) -> None:
        if frame == self.page.main_frame:
            self._loading = None

    @property
    def loading(self) -> bool:
        """The browser shows that a page is on its way."""
        return self._loading is not None

    def look(self) -> str:
        """All that is to be seen, as one string to compare; "" while pages change."""
        try:
            return str(self.page.evaluate(f"{LOOK}()"))
        except Error:
            return ""

    def wait_for_change(self, before: str, look_s: float, patience_s: float) -> bool:
        """Whether something changes in ``look_s`` seconds; ``patience_s`` while a page loads."""
        begun = time.monotonic()
        dialogs = self.dialogs
        while True:
            now = self.look()
            if now and now != before:
                return True
            if self.dialogs != dialogs:
                return True
            waited = time.monotonic() - begun
            if waited > (patience_s if self.loading or not now else look_s):
                return False
            with contextlib.suppress(Error):
                self.page.wait_for_timeout(80)

    def settle(self) -> None:
        """Until the page is there; nobody acts on a blank one."""
        with contextlib.suppress(Late, Error):
            self.page.wait_for_load_state("load", timeout=10_000)

    def complaints(self) -> list[str]:
        """What the page says is wrong."""
        with contextlib.suppress(Error):
            return [text.strip() for text in self.page.locator(COMPLAINTS).all_inner_texts()]
        return []

    def is_covered(self, x: float, y: float) -> bool:
        """Whether a layer that can be seen lies over that point."""
        with contextlib.suppress(Error):
            return bool(self.page.evaluate(f"at => {COVERS}(at)", [x, y]))
        return False

    def way_out(self) -> Locator | None:
        """The button that puts away a layer on top of the page, where there is one."""
        with contextlib.suppress(Error):
            for layer in self.page.locator(LAYERS).filter(visible=True).all():
                button = layer.get_by_role("button", name=AWAY).filter(visible=True)
                if button.count():
                    return button.first
        return None


def seen(locator: Locator) -> Locator | None:
    """The first of them that can be seen."""
    with contextlib.suppress(Error):
        found = locator.filter(visible=True)
        if found.count():
            return found.first
    return None
