"""Batches of a participant's page: stored once, told only then, and within bounds."""

import json
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from collecting import CHECKOUT, SHOP, START, Person, Server, signals
from support import events

from kitka.recorder.collect import bounds
from kitka.recorder.model import Console, Leave, View
from kitka.recorder.sessions import IDLE_MS, LATE_MS, begin_session, close_idle, end_session

VIEW = {"kind": "view", "t": 1, "url": "/", "origin": "x"}


def rrweb(seq: int, **changes: object) -> dict[str, object]:
    event = {"type": 3, "timestamp": START + 5, "data": {"source": 1, "text": "\x00 <b>"}}
    return signals(seq, event, stream="replay", **changes)


def test_what_was_acknowledged_is_stored(server: Server, someone: Person) -> None:
    answer = server.send(someone.key, signals(0), signals(1), rrweb(0))
    assert (answer.status, answer.body) == (204, b"")
    session = server.store.session(someone.session.id)
    log = server.store.log(session)
    assert [batch.seq for batch in log.batches] == [0, 1]
    assert log.batches[0].events == (Leave(t=5.0, view=0),)
    (event,) = [json.loads(bytes(e.event)) for e in server.store.replay(session.id)]
    assert event["data"] == {"source": 1, "text": "\x00 <b>"}
    assert log.gaps == ()


def test_the_same_batch_twice_is_stored_once_and_counted_once(
    server: Server, someone: Person
) -> None:
    assert server.send(someone.key, signals(0), signals(0)).status == 204
    assert server.send(someone.key, signals(0)).status == 204
    assert server.stored(someone.session.id) == [("a1", 0)]
    used = server.store.session_of_key(someone.key)
    assert (used.batches, used.bytes) == (1, bounds.EVENT_BYTES)


def test_eight_threads_with_the_same_batches_store_each_once(
    server: Server, someone: Person
) -> None:
    wanted = [(f"p{page}", seq) for page in range(3) for seq in range(8)]

    def send(thread: int) -> list[int]:
        order = wanted[thread * 3 :] + wanted[: thread * 3]
        return [
            server.send(someone.key, signals(seq, page=page), rrweb(seq, page=page)).status
            for page, seq in order
        ]

    server.state.rates._seconds = lambda: float(next(ticks))
    ticks = iter(range(1_000_000))
    with ThreadPoolExecutor(8) as pool:
        answers = [status for statuses in pool.map(send, range(8)) for status in statuses]
    assert set(answers) == {204}
    assert server.stored(someone.session.id) == wanted
    assert server.stored(someone.session.id, "replay") == wanted
    assert server.store.session_of_key(someone.key).batches == 2 * len(wanted)
    assert list(server.store.gaps(someone.session.id)) == []


def test_a_number_that_never_came_is_a_gap(server: Server, someone: Person) -> None:
    server.send(someone.key, signals(0), signals(3))
    (gap,) = server.store.gaps(someone.session.id)
    assert gap.missing == (1, 2)


def test_a_beacon_says_no_origin_where_the_shop_has_a_referrer_policy(
    server: Server, someone: Person
) -> None:
    """A page under ``Referrer-Policy: same-origin`` sends ``Origin: null`` in mode no-cors."""
    for number, origin in enumerate(("null", None, CHECKOUT)):
        assert server.send(someone.key, signals(number), origin=origin).status == 204
    assert len(server.stored(someone.session.id)) == 3
    assert server.send(someone.key, signals(9), origin="https://evil.example").status == 403
    assert len(server.stored(someone.session.id)) == 3


# ------------------------------------------------------------ what is not in the form


def test_the_good_batches_beside_a_bad_one_are_stored(server: Server, someone: Person) -> None:
    bad = signals(1, {"kind": "no such kind", "t": 1})
    answer = server.send(someone.key, signals(0), bad, signals(2))
    assert answer.status == 400
    assert server.stored(someone.session.id) == [("a1", 0), ("a1", 2)]
    (gap,) = server.store.gaps(someone.session.id)
    assert gap.missing == (1,)
    (complaint,) = events(server.store, someone.session.id, Console)
    assert complaint.level == "recorder"
    assert "not in the form of the contract" in complaint.text


def test_what_is_bad_is_noted_some_times_only(server: Server, someone: Person) -> None:
    for number in range(bounds.SESSION_COMPLAINTS + 5):
        server.clock.ms += 1_000
        server.send(someone.key, signals(number, {"kind": "step", "t": 1}))
    noted = events(server.store, someone.session.id, Console)
    assert len(noted) == bounds.SESSION_COMPLAINTS
    assert server.stored(someone.session.id) == []


def test_half_an_emoji_spoils_nothing(server: Server, someone: Person) -> None:
    """Pages cut texts to a length; JavaScript cuts through surrogate pairs."""
    view = {"kind": "view", "t": 1, "url": "/", "origin": "x", "title": "TITLE"}
    body = json.dumps({"key": someone.key, "batches": [signals(0, view)]})
    torn = body.replace("TITLE", r"\\ud800 \ud83d\ude00 cut \ud83d")
    assert server.ask("POST", "/kitka/batches", torn).status == 204
    (kept,) = events(server.store, someone.session.id, View)
    assert kept.title == "\\ud800 😀 cut �"


# ------------------------------------------------------------ the end


def test_late_batches_are_taken_for_ten_minutes(server: Server, someone: Person) -> None:
    end_session(server.store, someone.session.id, said="done", at=START)
    server.clock.ms = START + LATE_MS
    assert server.send(someone.key, signals(0)).status == 205
    server.clock.ms += 1
    answer = server.send(someone.key, signals(1))
    assert answer.status == 410
    assert answer.headers["Access-Control-Allow-Origin"]
    assert server.stored(someone.session.id) == [("a1", 0)]


@pytest.mark.parametrize("skew", [0.0, -7_200_000.0, -20_000.0, 45_000.0])
def test_what_a_page_saw_after_the_end_is_dropped(
    server: Server, someone: Person, skew: float
) -> None:
    """However wrong its clock is: the shop's tab stays open after the task is done elsewhere."""
    origin = START + skew
    server.clock.ms = START + 1_000
    assert server.send(someone.key, signals(0, clock_origin=origin, sent=990)).status == 204
    end_session(server.store, someone.session.id, said="done", at=START + 60_000)
    server.clock.ms = START + 300_000
    before = signals(1, clock_origin=origin, sent=61_500)  # kept while nobody answered
    after = signals(2, clock_origin=origin, sent=62_500)
    other = signals(0, page="b2", clock_origin=origin + 200_000, sent=99_900)  # opened since
    assert server.send(someone.key, before, after, other).status == 205
    assert server.stored(someone.session.id) == [("a1", 0), ("a1", 1)]


def test_the_next_attempt_is_the_end_of_the_one_before(server: Server, someone: Person) -> None:
    begin_session(
        server.store, someone.study, someone.participant, 0, at=START + 5_000, device="phone",
        browser="", automated=False,
    )  # fmt: skip
    server.clock.ms = START + 60_000
    answer = server.send(someone.key, signals(0, sent=6_999), signals(1, sent=60_000))
    assert answer.status == 205
    assert server.stored(someone.session.id) == [("a1", 0)]


@pytest.mark.parametrize("consent", [True, False])
def test_replay_is_kept_of_those_who_agreed(server: Server, someone: Person, consent: bool) -> None:
    given = msgspec.structs.replace(someone.participant.consent, replay=consent)
    server.store.save_participant(msgspec.structs.replace(someone.participant, consent=given))
    assert server.send(someone.key, signals(0), rrweb(0)).status == 204
    assert server.stored(someone.session.id) == [("a1", 0)]
    assert server.stored(someone.session.id, "replay") == [("a1", 0)] * consent
    wanted = server.post("wanted", {"key": someone.key, "urls": [f"{SHOP}/a.png"]})
    assert wanted.json == {"wanted": [f"{SHOP}/a.png"] * consent}
    assert server.upload(someone.key, f"{SHOP}/a.png", b"x").status == (204 if consent else 403)
    assert len(server.store.addresses(someone.session.id)) == consent


def test_no_replay_where_the_study_has_none(server: Server, someone: Person) -> None:
    document = msgspec.structs.replace(someone.study.document, replay=False)
    server.store.save_study(document, at=START)
    assert server.send(someone.key, rrweb(0)).status == 204
    assert server.stored(someone.session.id, "replay") == []


def test_who_comes_back_from_idleness_hands_over_what_was_kept(
    server: Server, someone: Person
) -> None:
    server.clock.ms = START + IDLE_MS + 60_000
    assert close_idle(server.store, server.clock.ms) == [someone.session.id]
    assert server.post("wake", {"key": someone.key}).status == 410
    assert server.send(someone.key, signals(0)).status == 205
    server.clock.ms = START + IDLE_MS + LATE_MS + 1  # late batches put nothing off
    assert server.send(someone.key, signals(1)).status == 410


def test_an_erased_person_is_written_to_no_more(server: Server, someone: Person) -> None:
    receipt = server.store.erase_participant(someone.participant.id, at=START)
    assert receipt.left == ""  # a server that only stands by holds up nothing
    assert server.send(someone.key, signals(0)).status == 404
    assert server.store.sessions() == []


# ------------------------------------------------------------ bounds


def test_a_session_has_bounds_in_bytes(
    server: Server, someone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = [signals(seq, {**VIEW, "title": "x" * 1_000}) for seq in range(4)]
    size = len(json.dumps(large[0]))
    monkeypatch.setattr("kitka.recorder.collect.state.SESSION_BYTES", 2 * size)
    assert server.send(someone.key, *large[:3]).status == 413
    assert server.stored(someone.session.id) == [("a1", 0), ("a1", 1)]
    assert server.send(someone.key, large[3]).status == 413


def test_a_session_has_bounds_in_events(
    server: Server, someone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Tiny ones are cheap to send and dear to analyse."""
    monkeypatch.setattr("kitka.recorder.collect.state.SESSION_BYTES", 1_000 * bounds.EVENT_BYTES)
    tiny = [{"kind": "leave", "t": 1}] * 500
    assert server.send(someone.key, signals(0, *tiny), signals(1, *tiny)).status == 204
    assert server.send(someone.key, signals(2)).status == 413


def test_a_session_has_bounds_in_batches(
    server: Server, someone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kitka.recorder.collect.state.SESSION_BATCHES", 3)
    assert server.send(someone.key, *(signals(seq) for seq in range(3))).status == 204
    assert server.send(someone.key, signals(3)).status == 413
    assert len(server.stored(someone.session.id)) == 3


def test_numbers_out_of_nowhere_do_not_fill_the_report(server: Server, someone: Person) -> None:
    """Each missing number is listed: a page that leaves out a million would fill the memory."""
    high = bounds.SESSION_MISSING
    assert server.send(someone.key, signals(high - 1, page="p1")).status == 204
    assert server.send(someone.key, signals(2, page="p2")).status == 413
    assert server.send(someone.key, signals(1, page="p3")).status == 204
    assert server.send(someone.key, signals(1, page="p4"), signals(3, page="p1")).status == 413
    assert server.send(someone.key, signals(0, page="p4"), signals(1, page="p4")).status == 204
    assert sum(len(gap.missing) for gap in server.store.gaps(someone.session.id)) == high - 1


def test_a_request_has_bounds(server: Server, someone: Person) -> None:
    many = [signals(seq) for seq in range(bounds.REQUEST_BATCHES + 1)]
    assert server.send(someone.key, *many).status == 413
    assert server.send(someone.key, *many[:-1]).status == 204
    large = signals(0, {"type": 3, "timestamp": 1, "data": "x" * bounds.REQUEST_BYTES},
                    stream="replay")  # fmt: skip
    assert server.send(someone.key, large).status == 413
    assert server.stored(someone.session.id, "replay") == []


def test_too_many_requests_are_asked_to_wait(server: Server, someone: Person) -> None:
    at_once = int(bounds.REQUESTS_AT_ONCE)
    answers = [server.post("wake", {"key": someone.key}) for _ in range(at_once + 1)]
    assert [a.status for a in answers] == [200] * at_once + [429]
    assert answers[-1].headers["Retry-After"] == "1"
    assert answers[-1].headers["Access-Control-Expose-Headers"] == "Retry-After"
    assert server.send(someone.key, signals(0)).status == 429
    server.clock.ms += 1_000
    sent = [server.send(someone.key, signals(n)).status for n in range(31)]
    assert sent == [204] * 30 + [429]


def test_a_locked_file_is_a_matter_of_trying_again(
    server: Server, someone: Person, caplog: pytest.LogCaptureFixture
) -> None:
    server.state._store._db.execute("PRAGMA busy_timeout = 1")
    other = sqlite3.connect(server.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answer = server.send(someone.key, signals(0))
    assert (answer.status, answer.headers["Retry-After"]) == (503, "2")
    assert answer.headers["Access-Control-Allow-Origin"]
    assert str(server.path).encode() not in answer.body
    assert "locked" in caplog.text and someone.key not in caplog.text
    other.execute("ROLLBACK")
    other.close()
    assert server.send(someone.key, signals(0)).status == 204


def test_a_disk_that_is_nearly_full_takes_no_more(
    server: Server, someone: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pages keep what they have; what people answer and the file itself still find room."""
    monkeypatch.setattr("kitka.recorder.collect.state.FREE_BYTES", 1 << 60)
    answer = server.send(someone.key, signals(0))
    assert (answer.status, answer.headers["Retry-After"]) == (503, "10")
    assert server.upload(someone.key, f"{SHOP}/a.png", b"x").status == 503
    assert server.stored(someone.session.id) == []
    assert server.post("said", {"key": someone.key, "what": "done"}).status == 204
    monkeypatch.undo()
    server.clock.ms += 11_000
    assert server.send(someone.key, signals(0)).status == 205
