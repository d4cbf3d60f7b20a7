"""A recorder over HTTP, a study with participants, and what their pages send."""

import http.client
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from flask import Flask
from werkzeug.serving import WSGIRequestHandler

from kitka.recorder.collect import CollectState
from kitka.recorder.model import (
    Condition,
    Consent,
    ConsentTerms,
    Detail,
    Participant,
    Scenario,
    Session,
    Step,
    Study,
    StudyVersion,
    Task,
    Watch,
)
from kitka.recorder.sessions import begin_session
from kitka.recorder.store import Store

SHOP = "https://shop.example"
CHECKOUT = "https://checkout.shop.example"
START = 1_700_000_000_000.0
TEXT = {"en": "text"}
SCENARIO = Scenario(
    "bag",
    "Buy a bag",
    (Step("Paid", (Condition(url="/done/", selector="#paid"),)),),
    goal={"en": "Buy a bag."},
    start="/?lang=en",
    payment_origins=("https://pay.example",),
    watch=Watch(total="#total"),
)


def study(**changes: Any) -> Study:
    terms = ConsentTerms("Kaarna", "tutkimus@kaarna.example", TEXT, TEXT, TEXT)
    given: dict[str, Any] = {
        "name": "autumn",
        "title": "Autumn",
        "shop": "kaarna",
        "shop_url": f"{SHOP}/",
        "tasks": (),
        "consent": terms,
        "origins": (SHOP, CHECKOUT),
        "payment": ("https://bank.example:443/pay",),
        "fresh": "/fresh/",
        "buyer": (Detail("email", {"en": "E-mail"}, "aino+{participant}@example.com"),),
    }
    return Study(**{**given, **changes})


class Clock:
    """Time that goes on when it is told to. ``ms`` since 1970."""

    def __init__(self) -> None:
        self.ms = START

    def now(self) -> float:
        return self.ms

    def seconds(self) -> float:
        return self.ms / 1000


class Quiet(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        pass


@dataclass
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.body)


@dataclass
class Client:
    """What a shop's page does with a recorder, and what the file then holds."""

    path: Path
    port: int

    def ask(
        self,
        method: str,
        path: str,
        body: bytes | str | None = None,
        headers: dict[str, str] | None = None,
        origin: str | None = SHOP,
    ) -> Answer:
        sent = {"Content-Type": "text/plain;charset=UTF-8", **(headers or {})}
        if origin is not None:
            sent["Origin"] = origin
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            return Answer(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def post(self, path: str, document: Any, origin: str | None = SHOP) -> Answer:
        return self.ask("POST", f"/kitka/{path}", json.dumps(document), origin=origin)

    def send(self, key: str, *batches: Any, origin: str | None = SHOP) -> Answer:
        return self.post("batches", {"key": key, "batches": batches}, origin)

    def upload(
        self, key: str, url: str, content: bytes, type: str = "image/png", origin: str = SHOP
    ) -> Answer:
        edge = "----kitka"
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
            for name, value in (("key", key), ("url", url))
        ]
        parts.append(
            f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="blob"\r\n'
            f"Content-Type: {type}\r\n\r\n".encode()
            + content
            + f"\r\n--{edge}--\r\n".encode()
        )
        headers = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        return self.ask("POST", "/kitka/asset", b"".join(parts), headers, origin)

    def stored(self, session: str, stream: str = "signals") -> list[tuple[str, int]]:
        """(page, seq) of the page's batches in the file, read by another connection."""
        with Store.open(self.path) as other:
            rows = other._db.query(
                "select page, seq from batches where session = ? and stream = ? and producer"
                " = 'page' order by page, seq",
                (session, stream),
            )
            return [(row["page"], row["seq"]) for row in rows]


@dataclass
class Server(Client):
    """A recorder in this process. ``store`` is a connection of the test's own."""

    store: Store
    state: CollectState
    clock: Clock
    app: Flask


def signals(seq: int, *told: Any, **changes: Any) -> dict[str, Any]:
    """A batch of one page, as the page sends it."""
    events = told or ({"kind": "leave", "t": 5.0, "view": 0},)
    head = {"producer": "page", "stream": "signals", "page": "a1", "seq": seq}
    return {**head, "clock_origin": START, "sent": 6.0, "events": events, **changes}


@dataclass
class Person:
    """A participant with an open session."""

    participant: Participant
    study: StudyVersion
    session: Session
    key: str


def invite(store: Store, version: StudyVersion, at: float = START) -> Participant:
    (invited,) = store.add_participants(version.study, 1, at=at)
    consented = msgspec.structs.replace(
        invited,
        consent=Consent("hash", "en", at, replay=True),
        version=version.hash,
        language="en",
    )
    store.save_participant(consented)
    return consented


def person(store: Store, at: float = START, **changes: Any) -> Person:
    hash = store.add_scenario(SCENARIO, at=at)
    tasks = (Task("bag", hash, SCENARIO.goal),)
    version = store.save_study(study(tasks=tasks, **changes), at=at)
    participant = invite(store, version, at)
    session, key = begin_session(
        store, version, participant, 0, at=at, device="phone", browser="Firefox 150",
        automated=False,
    )  # fmt: skip
    return Person(participant, version, session, key)
