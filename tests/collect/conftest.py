"""A recorder over HTTP: real server, real workspace file, a study with one participant."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from collecting import Clock, Person, Quiet, Server, person
from flask import Flask
from werkzeug.serving import make_server

from kitka.recorder import collect
from kitka.recorder.collect import BundleFiles
from kitka.recorder.store import Store


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """Scripts as the build writes them; what they do is tested where they are made."""
    folder = tmp_path / "dist"
    folder.mkdir()
    for name in ("kitka", "signals", "replay", "taskbar", "notices"):
        (folder / f"{name}.js").write_text(f"// {name}\n" * 50)
    return folder


@pytest.fixture
def server(tmp_path: Path, dist: Path) -> Iterator[Server]:
    path = tmp_path / "kitka.db"
    clock = Clock()
    app = Flask(__name__, static_folder=None)
    with Store.open(path) as store, Store.open(path) as own:
        state = collect.init(
            app,
            own,
            "https://kitka.example/",
            bundles=BundleFiles(dist),
            now=clock.now,
            seconds=clock.seconds,
        )
        http_server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
        thread = threading.Thread(target=http_server.serve_forever, args=(0.02,))
        thread.start()
        yield Server(path, http_server.server_port, store, state, clock, app)
        http_server.shutdown()
        thread.join()
        http_server.server_close()


@pytest.fixture
def someone(server: Server) -> Person:
    return person(server.store)
