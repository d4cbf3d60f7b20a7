"""A workspace in memory, its report, and a browser that tells of every wrong."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page
from werkzeug.serving import make_server

from kitka.recorder.store import Store
from kitka.server import create_app
from kitka.workspace.source import WorkspaceSource

HERE = Path(__file__).resolve().parent


def _load(name: str) -> ModuleType:
    """The helpers beside this file: tests are no package (import-mode is importlib)."""
    full = f"kitka_report_{name}"
    if full not in sys.modules:
        spec = importlib.util.spec_from_file_location(full, HERE / f"{name}.py")
        assert spec is not None and spec.loader is not None
        sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(sys.modules[full])
    return sys.modules[full]


@pytest.fixture(scope="session")
def samples() -> ModuleType:
    return _load("sample")


@pytest.fixture
def sample(samples: ModuleType) -> Any:
    return samples.full()


@pytest.fixture
def app(sample: Any) -> Flask:
    app = create_app(sample)
    app.testing = True
    return app


@pytest.fixture
def address(app: Flask) -> Iterator[Any]:
    """The addresses that pages are built with."""
    from kitka.analyzer.report.blueprint import ADDRESSES

    with app.test_request_context("/"):
        yield ADDRESSES


# ---------------------------------------------------------------- a study in a real file


@pytest.fixture(scope="session")
def study_files() -> ModuleType:
    return _load("study_file")


@pytest.fixture
def study(study_files: ModuleType, tmp_path: Path) -> Iterator[Any]:
    """A workspace file with a study that is under way, and who writes to it."""
    with Store.open(tmp_path / "kitka.db") as store:
        yield study_files.fill(store, time.time() * 1000)


@pytest.fixture
def study_source(study: Any) -> Iterator[WorkspaceSource]:
    source = WorkspaceSource(study.store.path)
    yield source
    source.close()


@pytest.fixture
def study_app(study_source: WorkspaceSource) -> Flask:
    app = create_app(study_source)
    app.testing = True
    return app


# ---------------------------------------------------------------- in a browser


@pytest.fixture(scope="session")
def bundles() -> None:
    """What the pages run, as it is in the working copy."""
    subprocess.run(["node", "build.mjs"], cwd=HERE.parents[1], check=True)


@pytest.fixture(scope="session")
def recordings(browser: Browser) -> dict[str, Any]:
    """A purchase and a hostile page, recorded by rrweb from the shop beside this file."""
    recording = _load("recording")
    with recording.shop() as base:
        return {
            "purchase": recording.record_purchase(browser, base),
            "hostile": recording.record_hostile(browser, base),
        }


@pytest.fixture
def served(bundles: None) -> Iterator[Callable[[Flask], str]]:
    """Serves an app on a free port and gives its address."""
    running = []

    def serve(app: Flask) -> str:
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        running.append((server, thread))
        return f"http://127.0.0.1:{server.port}"

    yield serve
    for server, thread in running:
        server.shutdown()
        server.server_close()
        thread.join()


@dataclass
class Watched:
    """A page, what it asked for, and what it complained of."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def foreign(self, base: str) -> list[str]:
        own = (base, "data:", "about:", "blob:")
        return [url for url in self.requests if not url.startswith(own)]


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(15_000)
    watched = Watched(page)
    context.on("request", lambda request: watched.requests.append(request.url))
    page.on("console", lambda message: watched.complaints.append(f"{message.type}: {message.text}"))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    yield watched
    context.close()
