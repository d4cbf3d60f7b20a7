"""Whoever has a key may write to its own open session, within bounds, and read nothing."""

import json
import secrets
import socket
import time
from typing import Any

import pytest
from collecting import SHOP, START, Person, Server, person, signals

from kitka.analyzer.analyze import analyze
from kitka.recorder.intake import MAX_TEXT, RejectedBatch, check_page_batch

VIEW = {"kind": "view", "t": 1, "url": "/", "origin": SHOP}
SNAPSHOT = {"type": 2, "timestamp": START, "data": {"node": {}}}
DEEP = "[" * 5_000 + "]" * 5_000


def replay(*events: Any) -> dict[str, Any]:
    return signals(0, *events, stream="replay")


BAD: dict[str, Any] = {
    "a driver's batch": signals(0, producer="driver"),
    "a step of a script": signals(0, {"kind": "step", "t": 1, "name": "Paid", "duration_ms": 1}),
    "a console line": signals(0, {"kind": "console", "t": 1, "level": "error", "text": "x"}),
    "a crash": signals(0, {"kind": "crash", "t": 1}),
    "a tab": signals(0, {"kind": "tab", "t": 1, "state": "opened"}),
    "an unknown kind": signals(0, {"kind": "order_placed", "t": 1}),
    "no kind": signals(0, {"t": 1}),
    "a value of the wrong type": signals(0, {**VIEW, "title": 5}),
    "a negative number": signals(-1),
    "a number past all counting": signals(2**62),
    "a number that is a text": signals("0"),
    "a fraction": signals(1.5),
    "a path for a page": signals(0, page="../../etc/passwd"),
    "NUL in a page": signals(0, page="a\x00b"),
    "no page": signals(0, page=""),
    "a long page": signals(0, page="a" * 65),
    "letters of other alphabets": signals(0, page="ä"),
    "another stream": signals(0, stream="batches; drop table batches"),
    "a time past all measure": signals(0, {**VIEW, "t": 1e300}),
    "a clock past all measure": signals(0, clock_origin=1e300),
    "a sum past all measure": signals(0, {"kind": "total", "t": 1, "amount": 1e308}),
    "an integer of 400 digits": signals(0, {**VIEW, "width": int("9" * 400)}),
    "a text past all reading": signals(0, {**VIEW, "title": "x" * (MAX_TEXT + 1)}),
    "events that are none": signals(0, events=5),
    "replay that is none": replay(["not", "an", "event"]),
    "replay without a time": replay({"type": 3, "data": {}}),
    "replay past all measure": replay({**SNAPSHOT, "timestamp": 1e300}),
    "nothing": None,
    "a number for a batch": 5,
    "a batch in a batch": [signals(0)],
    "no fields": {},
}


@pytest.mark.parametrize("what", BAD)
def test_what_no_page_tells_is_not_stored(server: Server, someone: Person, what: str) -> None:
    answer = server.send(someone.key, BAD[what])
    assert answer.status == 400
    assert server.stored(someone.session.id) == []
    assert server.stored(someone.session.id, "replay") == []


BODIES: dict[str, bytes] = {
    "nothing": b"",
    "no JSON": b"key=%s",
    "half of it": b'{"key":"%s","batches":[',
    "bytes of no text": b"\xff\xfe\x00\x01",
    "NUL": b"\x00" * 100,
    "an array": b'["%s"]',
    "no key": b'{"batches":[]}',
    "a key that is none": b'{"key":["%s"],"batches":[]}',
    "batches that are none": b'{"key":"%s","batches":{}}',
    "deep arrays": b'{"key":"%s","batches":[' + DEEP.encode() + b"]}",
    "not a number": b'{"key":"%s","batches":[{"seq":NaN}]}',
    "a form": b"--x\r\n\r\nkey\r\n--x--",
}


@pytest.mark.parametrize("what", BODIES)
@pytest.mark.parametrize("path", ["batches", "wake", "said", "wanted"])
def test_what_is_no_request_is_refused(
    server: Server, someone: Person, what: str, path: str
) -> None:
    body = BODIES[what].replace(b"%s", someone.key.encode())
    answer = server.ask("POST", f"/kitka/{path}", body)
    good = path == "wake" and what == "batches that are none"
    large = path in ("wake", "said") and what == "deep arrays"
    assert answer.status == (200 if good else 413 if large else 400), answer.body
    assert b"Traceback" not in answer.body
    assert server.store.session(someone.session.id).said == ""


def test_who_has_no_key_costs_nothing(server: Server, someone: Person) -> None:
    """Halves of surrogate pairs are mended for pages that are known, and within their rate."""
    escapes = b'"' + b"\\ud800" * 500_000 + b'"'
    for body, status in (
        (b'{"key":"%s","batches":[%s]}' % (b"n" * 32, escapes), 404),
        (b'{"batches":[%s],"key":"%s"}' % (escapes, someone.key.encode()), 400),
        (b'{"key":"%s","batches":[%s],"key":"%s"}' % (someone.key.encode(), b"", b"n" * 32), 400),
    ):
        began = time.monotonic()
        assert server.ask("POST", "/kitka/batches", body).status == status
        assert time.monotonic() - began < 0.3
    for path in ("wake", "said"):
        body = b'{"key":"%s","what":"done","x":"%s"}' % (someone.key.encode(), b"x" * 1_024)
        assert server.ask("POST", f"/kitka/{path}", body).status == 413
    assert server.store.session(someone.session.id).said == ""


def test_deep_events_are_refused_not_fatal(server: Server, someone: Person) -> None:
    body = json.dumps({"key": someone.key, "batches": [replay({**SNAPSHOT, "data": "DEEP"})]})
    answer = server.ask("POST", "/kitka/batches", body.replace('"DEEP"', DEEP))
    assert answer.status == 400
    assert server.send(someone.key, signals(0)).status == 204


def test_of_two_keys_of_one_name_only_one_is_stored() -> None:
    """Two readers might choose differently: what was checked is what is read."""
    event = b'{"kind":"leave","t":1,"kind":"step","name":"Paid","duration_ms":1}'
    whole = json.dumps(signals(0, "EVENT")).encode().replace(b'"EVENT"', event)
    try:
        (kept,) = check_page_batch(whole).events
    except RejectedBatch:
        return
    assert json.loads(bytes(kept)) == {"kind": "leave", "t": 1}
    assert bytes(kept).count(b"kind") == 1


def test_what_the_model_does_not_know_is_left_out(server: Server, someone: Person) -> None:
    server.send(someone.key, signals(0, {**VIEW, "typed": "4111 1111 1111 1111"}))
    (batch,) = server.store.log(server.store.session(someone.session.id)).batches
    assert batch.events[0].url == "/"
    with server.state.store() as store:
        (row,) = store._db.query("select events from batches")
    from kitka.recorder.intake import unpack_bytes

    assert b"4111" not in unpack_bytes(row["events"])


def test_ten_thousand_made_up_keys_open_nothing_and_fill_nothing(
    server: Server, someone: Person
) -> None:
    """Straight at the application: it is the guessing that counts, not the sockets."""
    app = server.app.test_client()
    made_up = [secrets.token_urlsafe(24) for _ in range(10_000)]
    bodies = [json.dumps({"key": key, "batches": [signals(0)]}) for key in made_up]
    statuses = {app.post("/kitka/batches", data=body).status_code for body in bodies}
    assert statuses == {404}
    assert server.state.rates._buckets == {}
    assert server.stored(someone.session.id) == []
    assert server.send(someone.key, signals(0)).status == 204


def test_a_key_writes_to_its_own_session_only(server: Server, someone: Person) -> None:
    other = person(server.store)
    hint = {"session": other.session.id, "participant": other.participant.id}
    body = {"key": someone.key, "batches": [signals(0, **hint)], **hint}
    assert server.post("batches", body).status == 204
    assert server.post("said", {"key": someone.key, "what": "done", **hint}).status == 204
    assert server.stored(other.session.id) == []
    assert server.store.session(other.session.id).said == ""
    assert server.store.session(someone.session.id).said == "done"


@pytest.mark.parametrize("path", ["batches", "wake", "said", "wanted", "asset"])
@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "PATCH"])
def test_there_is_nothing_to_read(server: Server, someone: Person, path: str, method: str) -> None:
    server.send(someone.key, signals(0, {**VIEW, "title": "Kassa"}))
    answer = server.ask(method, f"/kitka/{path}?key={someone.key}")
    assert answer.status in (404, 405)
    assert b"Kassa" not in answer.body


def test_a_body_without_an_end_is_cut_off(server: Server, someone: Person) -> None:
    """Chunks say no length beforehand: the bound holds while they come."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as connection:
        connection.sendall(
            b"POST /kitka/batches HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
            + f"Origin: {SHOP}\r\n\r\n".encode()
        )
        chunk = b"10000\r\n" + b" " * 0x10000 + b"\r\n"
        try:
            for _ in range(200):
                connection.sendall(chunk)
            connection.sendall(b"0\r\n\r\n")
        except OSError:
            return  # it has hung up
        assert b" 413 " in connection.recv(100)


def test_neither_address_nor_browser_is_kept(
    server: Server, someone: Person, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG", "kitka")
    who = {
        "User-Agent": "Marker/4711 (a very special browser)",
        "X-Forwarded-For": "203.0.113.77",
        "Forwarded": "for=203.0.113.77",
        "Referer": f"{SHOP}/marker-referer",
        "Cookie": "marker=cookie",
    }
    body = json.dumps({"key": someone.key, "batches": [signals(0)]})
    assert server.ask("POST", "/kitka/batches", body, who).status == 204
    assert server.ask("POST", "/kitka/wake", json.dumps({"key": someone.key}), who).status == 200
    assert server.ask("POST", "/kitka/batches", b"{", who).status == 400
    kept = b"".join(file.read_bytes() for file in server.path.parent.glob("kitka.db*"))
    for trace in (b"Marker", b"marker", b"203.0.113.77", b"127.0.0.1"):
        assert trace not in kept
    assert "Marker" not in caplog.text and "203.0" not in caplog.text


def test_what_was_let_in_can_be_analysed(server: Server, someone: Person) -> None:
    """The strangest that the checks let pass must not stop the report of all the others."""
    target = {"role": "<script>", "name": "\x00\u202e" + "é" * 500, "selector": "]]>"}
    strange = [
        {**VIEW, "t": -1e14, "view": -5, "width": -1, "url": "javascript:alert(1)"},
        {**VIEW, "t": 1e15, "view": 2**40, "title": "<script>alert(1)</script>"},
        {"kind": "click", "t": 0, "id": -1, "target": target, "count": 10**15},
        {"kind": "reaction", "t": 0, "click": 99, "after": {"mutation": -1e15}},
        {"kind": "blur", "t": 5, "target": target},
        {"kind": "total", "t": 1, "amount": -1e15, "currency": "\x00"},
        {"kind": "vital", "t": 1, "name": "CLS", "value": -1e15},
        {"kind": "aside", "t": 9, "what": "pause", "state": "end"},
        {"kind": "said", "t": 1e15, "what": "done"},
        {"kind": "off_site", "t": 3, "origin": "", "away": True},
        {"kind": "assets", "t": 3, "urls": ["", "javascript:", "\x00"]},
        {"kind": "request", "t": 3, "url": "", "status": -1, "duration_ms": -1e15},
        {"kind": "leave", "t": 0},
    ]
    answer = server.send(
        someone.key, signals(0, *strange), signals(7, *reversed(strange), clock_origin=0)
    )
    assert answer.status == 204
    session = server.store.session(someone.session.id)
    scenario = server.store.scenario_version(session.scenario_hash)
    assert analyze(server.store.log(session), scenario).id == session.id
