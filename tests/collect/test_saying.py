"""What a participant says ends the session, once; who withdraws is erased."""

import pytest
from collecting import START, Person, Server, signals

from kitka.recorder.sessions import IDLE_MS, LATE_MS, LONGEST_MS, begin_session, close_idle


@pytest.mark.parametrize("what", ["done", "stop", "leave"])
def test_what_was_said_ends_the_session(server: Server, someone: Person, what: str) -> None:
    server.clock.ms += 5_000
    assert server.post("said", {"key": someone.key, "what": what}).status == 204
    session = server.store.session(someone.session.id)
    assert (session.ended, session.said, session.said_at) == ("closed", what, START + 5_000)
    left = server.store.participant(someone.participant.id).left
    assert left == (START + 5_000 if what == "leave" else 0.0)


def test_said_again_changes_nothing(server: Server, someone: Person) -> None:
    for what in ("done", "done", "stop"):
        server.clock.ms += 1_000
        assert server.post("said", {"key": someone.key, "what": what}).status == 204
    session = server.store.session(someone.session.id)
    assert (session.said, session.said_at) == ("done", START + 1_000)


def test_who_leaves_after_a_task_has_left(server: Server, someone: Person) -> None:
    server.post("said", {"key": someone.key, "what": "done"})
    server.post("said", {"key": someone.key, "what": "leave", "keep": True})
    assert server.store.session(someone.session.id).said == "done"
    assert server.store.participant(someone.participant.id).left == START


def test_who_comes_back_after_half_an_hour_is_heard(server: Server, someone: Person) -> None:
    server.clock.ms += IDLE_MS + 1
    close_idle(server.store, server.clock.ms)
    assert server.store.session(someone.session.id).ended == "idle"
    assert server.post("said", {"key": someone.key, "what": "stop"}).status == 204
    session = server.store.session(someone.session.id)
    assert (session.ended, session.said) == ("closed", "stop")


def test_a_key_erases_nobody(server: Server, someone: Person) -> None:
    """The shop's page has it, too. Who wants to be erased confirms it on a page of our own."""
    server.send(someone.key, signals(0))
    body = {"key": someone.key, "what": "leave", "keep": False}
    assert server.post("said", body).status == 204
    asked = server.store.participant(someone.participant.id)
    assert asked is not None and asked.wish_erase and asked.left == START
    session = server.store.session(someone.session.id)
    assert (session.ended, session.said) == ("closed", "leave")
    assert server.stored(someone.session.id) == [("a1", 0)]
    assert not server.store.unscrubbed
    assert server.post("wake", {"key": someone.key}).status == 410


def test_only_leaving_is_a_wish_to_be_erased(server: Server, someone: Person) -> None:
    body = {"key": someone.key, "what": "stop", "keep": False}
    assert server.post("said", body).status == 204
    assert not server.store.participant(someone.participant.id).wish_erase


@pytest.mark.parametrize("keep", [True, False])
def test_an_old_key_says_nothing(server: Server, someone: Person, keep: bool) -> None:
    body = {"key": someone.key, "what": "leave", "keep": keep}
    server.clock.ms = START + LONGEST_MS + 1
    assert server.post("said", body).status == 410
    untouched = server.store.participant(someone.participant.id)
    assert untouched == someone.participant
    assert server.store.session(someone.session.id).said == ""


def test_ten_minutes_after_the_end_nothing_more_is_said(server: Server, someone: Person) -> None:
    assert server.post("said", {"key": someone.key, "what": "done"}).status == 204
    server.clock.ms += LATE_MS + 1
    assert server.post("said", {"key": someone.key, "what": "leave"}).status == 410
    assert server.store.participant(someone.participant.id).left == 0.0


def test_the_key_of_an_attempt_that_was_replaced_says_nothing(
    server: Server, someone: Person
) -> None:
    begin_session(
        server.store, someone.study, someone.participant, 0, at=START + 5, device="phone",
        browser="", automated=False,
    )  # fmt: skip
    assert server.post("said", {"key": someone.key, "what": "leave"}).status == 410
    assert server.store.participant(someone.participant.id).left == 0.0
    assert server.store.session(someone.session.id).said == ""


@pytest.mark.parametrize("what", ["", "finished", None, 1, ["done"]])
def test_nothing_else_can_be_said(server: Server, someone: Person, what: object) -> None:
    assert server.post("said", {"key": someone.key, "what": what}).status == 400
    assert server.store.session(someone.session.id).ended == ""


def test_what_a_researcher_decides_meanwhile_stays(server: Server, someone: Person) -> None:
    from kitka.recorder.model import Exclusion

    server.store.exclude_session(someone.session.id, Exclusion("test call", "Ida", START))
    server.post("said", {"key": someone.key, "what": "done"})
    session = server.store.session(someone.session.id)
    assert (session.said, session.excluded.reason) == ("done", "test call")
