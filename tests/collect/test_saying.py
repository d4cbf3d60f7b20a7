"""What a participant says ends the session, once; who withdraws is erased."""

import pytest
from collecting import START, Person, Server, signals

from kitka.recorder.sessions import IDLE_MS, close_idle


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


def test_who_withdraws_is_erased_at_once(server: Server, someone: Person) -> None:
    server.send(someone.key, signals(0))
    body = {"key": someone.key, "what": "leave", "keep": False}
    assert server.post("said", body).status == 204
    assert server.store.participant(someone.participant.id) is None
    assert server.store.sessions() == []
    assert server.erased == ["erased"]  # the sweeper is told to clean the file
    assert server.store.unscrubbed
    assert server.post("said", body).status == 404


def test_only_leaving_erases(server: Server, someone: Person) -> None:
    body = {"key": someone.key, "what": "stop", "keep": False}
    assert server.post("said", body).status == 204
    assert server.store.participant(someone.participant.id) is not None


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
