"""A recorder that is killed in the middle: what it acknowledged is there, once."""

import os
import random
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from collecting import START, Client, Person, person, signals

from kitka.recorder.store import Store

RECORDER = f"""
import sys
from flask import Flask
from werkzeug.serving import make_server
from kitka.recorder import collect
from kitka.recorder.store import Store
app = Flask("recorder", static_folder=None)
collect.init(app, Store.open(sys.argv[1]), "http://recorder", now=lambda: {START})
server = make_server("127.0.0.1", 0, app, threaded=True)
print(server.server_port, flush=True)
server.serve_forever()
"""


@contextmanager
def recorder(path: Path) -> Iterator[tuple[Client, subprocess.Popen[str]]]:
    process = subprocess.Popen(
        [sys.executable, "-c", RECORDER, str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        assert process.stdout
        yield Client(path, int(process.stdout.readline())), process
        process.kill()


def send_until_it_dies(
    client: Client, who: Person, page: str, acked: list[tuple[str, int]]
) -> None:
    """As a page does: one after the other, from where the file stands."""
    for seq in range(10_000):
        try:
            answer = client.send(who.key, signals(seq, page=page))
        except OSError:
            return
        if answer.status == 204:
            acked.append((page, seq))


def test_nothing_that_was_acknowledged_is_missing_or_double(tmp_path: Path) -> None:
    path = tmp_path / "kitka.db"
    with Store.open(path) as store:
        people = [person(store) for _ in range(4)]
    moments = random.Random(3)
    for round in range(4):
        acked: list[list[tuple[str, int]]] = [[] for _ in people]
        with recorder(path) as (client, process):
            threads = [
                threading.Thread(
                    target=send_until_it_dies, args=(client, who, f"r{round}", acked[number])
                )
                for number, who in enumerate(people)
            ]
            for thread in threads:
                thread.start()
            enough = moments.randint(5, 60)
            while sum(map(len, acked)) < enough:
                threads[0].join(0.001)
            os.kill(process.pid, signal.SIGKILL)
            for thread in threads:
                thread.join()
        for who, sent in zip(people, acked, strict=True):
            stored = [row for row in client.stored(who.session.id) if row[0] == f"r{round}"]
            assert set(sent) <= set(stored)
            assert len(stored) == len(set(stored)) <= len(sent) + 1
