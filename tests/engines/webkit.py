"""WebKitGTK's MiniBrowser, driven by its own WebDriver. The engine of Safari, but not Safari."""

from __future__ import annotations

import os
import shutil
import subprocess
import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from engines.driving import IN_PANEL, PATIENCE_S, ROW, Engine, Lost, Visit
from selenium import webdriver
from selenium.common.exceptions import (
    JavascriptException,
    NoSuchFrameException,
    NoSuchWindowException,
    StaleElementReferenceException,
)
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.actions.action_builder import ActionBuilder
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.webkitgtk.service import Service

GONE = (
    JavascriptException,
    NoSuchFrameException,  # "Callback was not called before the unload event"
    NoSuchWindowException,
    StaleElementReferenceException,
)


class WebKit(Engine):
    """A process of its own for every visit, on a screen that nobody sees."""

    name = "webkit"

    @staticmethod
    def found() -> str | None:
        return shutil.which("WebKitWebDriver") and shutil.which("Xvfb") and _mini_browser()

    def __init__(self) -> None:
        self._screen = subprocess.Popen(
            ["Xvfb", "-displayfd", "1", "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._screen.stdout is not None
        number = self._screen.stdout.readline().strip()
        self._environment = {**os.environ, "DISPLAY": f":{number}"}
        if os.geteuid() == 0:  # its sandbox wants namespaces that root in a container has not
            self._environment["WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"] = "1"
        self.called = "Safari"

    def visit(self) -> WebKitVisit:
        options = webdriver.WebKitGTKOptions()
        options.binary_location = _mini_browser()
        options.add_argument("--automation")
        service = Service(shutil.which("WebKitWebDriver"), env=self._environment)
        with warnings.catch_warnings():  # selenium calls what it has deprecated itself
            warnings.filterwarnings("ignore", "setting remote_server_addr", DeprecationWarning)
            driver = webdriver.WebKitGTK(options=options, service=service)
        driver.set_page_load_timeout(PATIENCE_S)
        driver.set_window_size(1280, 900)
        return WebKitVisit(driver)

    def leave(self, visit: Visit) -> None:
        assert isinstance(visit, WebKitVisit)
        visit.driver.quit()

    def close(self) -> None:
        self._screen.terminate()
        self._screen.communicate(timeout=20)


def _mini_browser() -> str | None:
    found = sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
    return str(found[-1]) if found else None


class WebKitVisit(Visit):
    def __init__(self, driver: webdriver.WebKitGTK) -> None:
        self.driver = driver

    def goto(self, address: str) -> None:
        self.driver.get(address)

    def run(self, function: str, *arguments: Any) -> Any:
        try:
            return self.driver.execute_script(f"return ({function})(...arguments)", *arguments)
        except GONE as error:
            raise Lost(str(error)) from None

    def press_at(self, x: float, y: float) -> None:
        actions = ActionBuilder(self.driver, duration=0)
        actions.pointer_action.move_to_location(int(x), int(y)).pointer_down().pointer_up()
        actions.perform()

    def type(self, text: str) -> None:
        ActionChains(self.driver, duration=0).send_keys(text).perform()

    def paste(self) -> None:
        actions = ActionChains(self.driver, duration=0)
        actions.key_down(Keys.CONTROL).send_keys("v").key_up(Keys.CONTROL).perform()

    def press_in_bar(self, key: str, language: str, of: str = "") -> None:
        """Its shadow root is closed, to this driver too: by keyboard, as people can. The bar stands
        behind everything of the page, a panel that opens has the focus."""
        if key in ROW:
            self.run("() => [...document.querySelectorAll('a[href], button')].at(-1).focus()")
            self.type(Keys.TAB * (ROW.index(key) + 1))
        else:
            self.type(Keys.TAB * IN_PANEL)
        assert self.run("() => document.activeElement.matches('[data-kitka-bar]')"), "not the bar"
        self.type(Keys.ENTER)

    @property
    def tabs(self) -> Sequence[str]:
        return self.driver.window_handles

    def open_tab(self) -> None:
        # A window: its tabs stay in the background, where they cannot be pressed in.
        self.driver.switch_to.new_window("window")
        self.driver.set_window_size(1280, 900)

    def look_at(self, tab: str) -> None:
        self.driver.switch_to.window(tab)

    def close_tab(self) -> None:
        self.driver.close()
