"""Firefox, driven over WebDriver BiDi, which it speaks itself."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import websocket
from engines.driving import PATIENCE_S, Engine, Lost, Visit

from kitka.recorder.taskbar import bar_texts

START_S = 60.0
CONTROL = "\ue009"
GONE = {"no such frame", "no such node", "no such handle", "unknown error", "invalid argument"}


class BiDiError(Exception):
    """What the browser refused; ``code`` is the protocol's."""

    def __init__(self, method: str, answer: dict[str, Any]) -> None:
        super().__init__(f"{method}: {answer.get('error')}: {answer.get('message')}")
        self.code = answer.get("error")


class Firefox(Engine):
    """One process; every visit has storage of its own."""

    name = "firefox"

    @staticmethod
    def found() -> str | None:
        return shutil.which("firefox-esr") or shutil.which("firefox")

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="kitka-", ignore_cleanup_errors=True)
        profile = Path(self._folder.name)
        self._process = subprocess.Popen(
            [self.found(), "--headless", "--no-remote", "--width", "1280", "--height", "900",
             "--profile", profile, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )  # fmt: skip
        place = self._wait_for(profile / "WebDriverBiDiServer.json")
        self._socket = websocket.create_connection(
            f"ws://{place['ws_host']}:{place['ws_port']}/session",
            suppress_origin=True,
            timeout=START_S,
        )
        self._calls = 0
        found = self.call("session.new", capabilities={})["capabilities"]
        self.called = f"Firefox {found['browserVersion'].split('.')[0]}"

    def _wait_for(self, file: Path) -> dict[str, Any]:
        deadline = time.monotonic() + START_S
        while time.monotonic() < deadline:
            try:
                return json.loads(file.read_text())
            except (OSError, ValueError):
                assert self._process.poll() is None, "Firefox did not start"
                time.sleep(0.05)
        raise AssertionError("Firefox did not say where it can be reached")

    def call(self, method: str, **parameters: Any) -> dict[str, Any]:
        """Raises BiDiError."""
        self._calls += 1
        message = {"id": self._calls, "method": method, "params": parameters}
        self._socket.send(json.dumps(message))
        while True:
            answer = json.loads(self._socket.recv())
            if answer.get("id") == self._calls:
                break
        if answer["type"] != "success":
            raise BiDiError(method, answer)
        return answer["result"]

    def visit(self) -> FirefoxVisit:
        return FirefoxVisit(self)

    def leave(self, visit: Visit) -> None:
        assert isinstance(visit, FirefoxVisit)
        self.call("browser.removeUserContext", userContext=visit.profile)

    def close(self) -> None:
        self.call("browser.close")
        self._socket.close()
        self._process.wait(20)
        self._folder.cleanup()


class FirefoxVisit(Visit):
    def __init__(self, firefox: Firefox) -> None:
        self._call = firefox.call
        self.profile = firefox.call("browser.createUserContext")["userContext"]
        self.open_tab()

    def goto(self, address: str) -> None:
        self._call("browsingContext.navigate", context=self._tab, url=address, wait="complete")

    def run(self, function: str, *arguments: Any) -> Any:
        return _plain(self._ask(function, *arguments))

    def _ask(self, function: str, *arguments: Any, **options: Any) -> dict[str, Any]:
        try:
            answer = self._call(
                "script.callFunction",
                functionDeclaration=function,
                arguments=[_packed(value) for value in arguments],
                target={"context": self._tab},
                awaitPromise=True,
                **options,
            )
        except BiDiError as error:
            if error.code in GONE:
                raise Lost(str(error)) from None
            raise
        assert answer["type"] == "success", answer["exceptionDetails"]["text"]
        return answer["result"]

    def press_at(self, x: float, y: float) -> None:
        self._press({"type": "pointerMove", "x": int(x), "y": int(y)})

    def _press(self, move: dict[str, Any]) -> None:
        presses = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self._act({"type": "pointer", "id": "mouse", "actions": [move, *presses]})

    def type(self, text: str) -> None:
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        self._act({"type": "key", "id": "keyboard", "actions": keys})

    def _act(self, source: dict[str, Any]) -> None:
        self._call("input.performActions", context=self._tab, actions=[source])

    def paste(self) -> None:
        keys = [("keyDown", CONTROL), ("keyDown", "v"), ("keyUp", "v"), ("keyUp", CONTROL)]
        actions = [{"type": kind, "value": key} for kind, key in keys]
        self._act({"type": "key", "id": "keyboard", "actions": actions})

    def press_in_bar(self, key: str, language: str, of: str = "") -> None:
        """Its shadow root is closed to scripts and open to the driver, which knows buttons by the
        names that screen readers tell."""
        name = bar_texts(language)[key]
        button = {"type": "element", "element": self._in_bar(f"{name}: {of}" if of else name)}
        self._press({"type": "pointerMove", "x": 0, "y": 0, "origin": button})

    def _in_bar(self, name: str) -> dict[str, str]:
        told = {"type": "accessibility", "value": {"role": "button", "name": name}}
        deadline = time.monotonic() + PATIENCE_S
        while time.monotonic() < deadline:
            host = self._ask(
                "() => document.querySelector('[data-kitka-bar]')",
                serializationOptions={"includeShadowTree": "all"},
            )
            if root := host.get("value", {}).get("shadowRoot"):
                assert root["value"]["mode"] == "closed"
                found = self._call(
                    "browsingContext.locateNodes",
                    context=self._tab,
                    locator=told,
                    startNodes=[{"sharedId": root["sharedId"]}],
                )["nodes"]
                if found:
                    return {"sharedId": found[0]["sharedId"]}
            time.sleep(0.05)
        raise AssertionError(f"the bar shows no button “{name}”")

    @property
    def tabs(self) -> Sequence[str]:
        tree = self._call("browsingContext.getTree", maxDepth=0)["contexts"]
        return [tab["context"] for tab in tree if tab["userContext"] == self.profile]

    def open_tab(self) -> None:
        created = self._call("browsingContext.create", type="tab", userContext=self.profile)
        self._tab = created["context"]

    def look_at(self, tab: str) -> None:
        self._tab = tab
        self._call("browsingContext.activate", context=tab)

    def close_tab(self) -> None:
        self._call("browsingContext.close", context=self._tab, promptUnload=True)


def _packed(value: Any) -> dict[str, Any]:
    """A Python value as the protocol writes it."""
    if isinstance(value, dict) and "sharedId" in value:
        return value
    if isinstance(value, bool):
        return {"type": "boolean", "value": value}
    if isinstance(value, int | float):
        return {"type": "number", "value": value}
    return {"type": "string", "value": value}


def _plain(value: dict[str, Any]) -> Any:
    """What a page returned, as a Python value; an element stays a reference."""
    match value["type"]:
        case "node":
            return {"sharedId": value["sharedId"]}
        case "array":
            return [_plain(item) for item in value["value"]]
        case "object":
            return {key: _plain(item) for key, item in value["value"]}
        case "null" | "undefined":
            return None
    return value["value"]
