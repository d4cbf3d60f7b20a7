"""The participants' pages over a real file, and in a real browser."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from participants.walk import Person, Site
from werkzeug.serving import make_server

from kitka.recorder.store import Store

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = ROOT / "recorder/participants/static/dist/participants.js"


@pytest.fixture
def site(store: Store) -> Site:
    return Site(store)


@pytest.fixture
def person(site: Site) -> Person:
    return site.invite()


@pytest.fixture(scope="session")
def bundle() -> Path:
    """What the pages run, as it is in the working copy."""
    subprocess.run(
        [ROOT / "node_modules/.bin/esbuild", ROOT / "recorder/participants/inpage/participants.ts",
         "--bundle", "--minify", "--format=iife", "--target=es2020", f"--outfile={BUNDLE}",
         "--log-level=warning"],
        check=True,
    )  # fmt: skip
    return BUNDLE


@pytest.fixture
def served(site: Site, bundle: Path) -> Iterator[str]:
    """The pages on a free port; participants reach them there."""
    server = make_server("127.0.0.1", 0, site.app, threaded=True)
    thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    site.people.base_url = f"http://127.0.0.1:{server.port}"
    yield site.people.base_url
    server.shutdown()
    server.server_close()
    thread.join()
