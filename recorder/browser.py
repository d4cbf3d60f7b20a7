"""A browser that is there: an installed one, else Playwright's own, else the package manager's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Error, Playwright

from kitka.recorder.background import begin
from kitka.recorder.errors import BrowserError
from kitka.recorder.model import Record

ENGINES = ("chromium", "firefox", "webkit")

_COMMANDS = (
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge-stable",
    "microsoft-edge",
)
_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
_MANAGERS = (
    ("apt-get", ("apt-get", "install", "-y", "chromium")),
    ("dnf", ("dnf", "install", "-y", "chromium")),
    ("pacman", ("pacman", "-S", "--noconfirm", "chromium")),
    ("apk", ("apk", "add", "chromium")),
    ("zypper", ("zypper", "install", "-y", "chromium")),
    ("brew", ("brew", "install", "--cask", "chromium")),
)

QUIET = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
"""The browser's own housekeeping would stand in the measurement."""

_CLOSE_MS = 1_000
_CLOSE_TRIES = 5


class Found(Record, frozen=True):
    """A browser that can be started. ``executable`` is empty for Playwright's own build."""

    engine: str
    source: str
    executable: str = ""


def find_browser(playwright: Playwright, engine: str = "chromium") -> Found | None:
    """An installed Chrome, Chromium or Edge (``KITKA_BROWSER`` first), else Playwright's own."""
    if engine == "chromium":
        named = os.environ.get("KITKA_BROWSER", "")
        if named:
            path = shutil.which(named)
            if path is None:
                raise BrowserError(f"KITKA_BROWSER={named}: no such program")
            return Found(engine, "KITKA_BROWSER", path)
        for command in (*_COMMANDS, *_PLACES):
            path = shutil.which(command)
            if path:
                return Found(engine, "installed", path)
    own = Path(getattr(playwright, engine).executable_path)
    return Found(engine, "Playwright's own") if own.is_file() else None


def install_command() -> list[str] | None:
    """What would install Chromium here, or None where no package manager is known."""
    for manager, command in _MANAGERS:
        if shutil.which(manager):
            elevated = manager == "brew" or _is_root()
            return list(command) if elevated else ["sudo", *command]
    return None


def missing_browser(engine: str) -> str:
    """The one line that says how to get a browser."""
    if engine != "chromium":
        command = f"{Path(sys.executable).name} -m playwright install {engine}"
    else:
        command = " ".join(install_command() or ["playwright install chromium"])
    return f"no {engine} browser on this machine; type: {command}"


def ensure_browser(playwright: Playwright, engine: str = "chromium") -> Found:
    """Find a browser, else install one: Playwright's download, then the package manager.

    Raises BrowserError with the command to type where neither works.
    """
    found = find_browser(playwright, engine)
    if found:
        return found
    attempts: list[Sequence[str]] = [[sys.executable, "-m", "playwright", "install", engine]]
    system = install_command()
    if engine == "chromium" and system and (system[0] != "sudo" or shutil.which("sudo")):
        without_question = ["sudo", "-n", *system[1:]] if system[0] == "sudo" else system
        if "apt-get" in system:
            attempts.insert(
                0, [part if part != "install" else "update" for part in without_question[:-2]]
            )
        attempts.append(without_question)
    for command in attempts:
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=600)
        found = find_browser(playwright, engine)
        if found:
            return found
    raise BrowserError(missing_browser(engine))


def launch(
    playwright: Playwright, found: Found, *, headed: bool = False, extra: Sequence[str] = ()
) -> Browser:
    """Start ``found`` with ``extra`` arguments. The recorder ends browsers itself, so signals are
    not handed to them."""
    arguments = [*QUIET, *extra] if found.engine == "chromium" else [*extra]
    if found.engine == "chromium" and _is_root():
        arguments.append("--no-sandbox")  # Chromium refuses to start as root with its sandbox
    try:
        return getattr(playwright, found.engine).launch(  # type: ignore[no-any-return]
            executable_path=found.executable or None,
            headless=not headed,
            args=arguments,
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
    except Error as error:
        if headed and "display" in str(error).lower():
            raise BrowserError("--headed needs a screen: $DISPLAY is not set") from None
        line = str(error).strip().splitlines()[0]
        raise BrowserError(f"{found.executable or found.engine}: does not start: {line}") from None


def close(context: BrowserContext) -> None:
    """Close ``context``. Never raises Playwright's errors.

    Chromium may forget to close a page that just then becomes another one, and Playwright waits
    for it for good (microsoft/playwright#42366): then such a page is told once more.
    """
    browser = context.browser
    begin(context.close)
    for _ in range(_CLOSE_TRIES):
        if browser is None or context not in browser.contexts:
            return
        with suppress(Error):
            context.wait_for_event("close", timeout=_CLOSE_MS)
        for page in context.pages:
            begin(page.close)


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
