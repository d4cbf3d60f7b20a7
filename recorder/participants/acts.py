"""What a participant's form does. Each act belongs to a stage; what comes too late does nothing."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import Literal

import msgspec
from flask import url_for
from werkzeug.datastructures import MultiDict

from kitka.recorder.model import Answer, Consent, Participant, Record
from kitka.recorder.participants.asking import Reply, read
from kitka.recorder.participants.build import Ticks
from kitka.recorder.participants.consent import consent_text
from kitka.recorder.participants.context import People, Standing
from kitka.recorder.participants.journey import StageName, task_order
from kitka.recorder.participants.visitor import Visitor
from kitka.recorder.participants.words import words
from kitka.recorder.sessions import begin_session, end_session, resume_session, shop_address

MOST_PEOPLE = 2_000
"""Of one study, after whom its open link takes nobody in."""
_ONCE = re.compile(r"[\w-]{22,64}", re.ASCII)


class Sending(Record, frozen=True):
    """One form that arrived: ``at`` ms since 1970, in which language it was shown, from which
    browser, and the token of the participant whom that browser knew before."""

    form: MultiDict[str, str]
    at: float
    language: str
    visitor: Visitor
    known: str = ""

    @property
    def automated(self) -> bool:
        return self.visitor.robot or self.form.get("driven") == "yes"


class Outcome(Record, frozen=True):
    """What comes of it: an address to go to (``""``: the participant's own page), or the same
    page again because something is missing. ``remember``: whose browser this is."""

    location: str = ""
    reply: Reply | None = None
    ticks: Ticks | None = None
    remember: bool = False
    erased: bool = False


def act(people: People, now: Standing, sending: Sending) -> Outcome:
    """Do what the form says if it answers the current stage; else nothing is changed."""
    form, name = sending.form, now.stage.name
    what = form.get("act", "")
    if (name, what) == ("in_shop", "start"):  # tapped twice: the session has begun already
        return _return(people, now, sending)
    do = _ACTS.get((name, what))
    if do is None or form.get("stage") != now.stage.key:
        return Outcome()
    return do(people, now, sending)


def finish_if_over(people: People, participant: str, at: float) -> None:
    """Note the moment when nothing is left to do or to answer."""
    found = people.store.participant(participant)
    now = people.standing_of(found) if found else None
    if now is not None and now.stage.name == "thanks" and not now.participant.finished:
        _change(people, now.participant, finished=at)


def _change(people: People, participant: Participant, **to: object) -> None:
    people.store.change_participant(
        participant.id, lambda found: msgspec.structs.replace(found, **to)
    )


# ------------------------------------------------------------ before anything is recorded


def _begin(people: People, now: Standing, sending: Sending) -> Outcome:
    _change(
        people,
        now.participant,
        opened=sending.at,
        language=sending.language,
        automated=sending.automated,
    )
    return Outcome()


def _agree(people: People, now: Standing, sending: Sending) -> Outcome:
    form, participant = sending.form, now.participant
    text = consent_text(now.study, words(sending.language))
    if form.get("shown") != text.hash:  # the words changed in the meantime: show the new ones
        return Outcome()
    ticked = frozenset(box.name for box in text.boxes if form.get(box.name) == "yes")
    missing = [box.name for box in text.boxes if box.required and box.name not in ticked]
    if missing:
        return Outcome(ticks=Ticks(ticked, {name: f"consent.no_{name}" for name in missing}))
    store, at = people.store, sending.at
    store.keep_setting(f"consent text {text.hash}", text.shown)
    consent = Consent(
        text_hash=text.hash,
        language=sending.language,
        at=at,
        replay="replay" in ticked,
        clips={"replay", "clips"} <= ticked,
        retention_days=now.study.retention_days,
    )
    _change(
        people,
        participant,
        consent=consent,
        version=now.version.hash,
        language=sending.language,
        order=task_order(now.study, participant.id),
        device=sending.visitor.device,
        browser=sending.visitor.browser,
        automated=participant.automated or sending.automated,
        same_browser_as=_same_browser(people, now, sending.known),
    )
    if not participant.pilot:
        store.lock_study(participant.study, now.version.hash, at=at)
    finish_if_over(people, participant.id, at)
    return Outcome(remember=True)


def _same_browser(people: People, now: Standing, known: str) -> str:
    """The id of another participant of this study who used this browser before."""
    other = people.store.participant_by_token(known) if known else None
    if other is None or other.study != now.participant.study or other.id == now.participant.id:
        return ""
    return other.id


def _decline(people: People, now: Standing, sending: Sending) -> Outcome:
    _change(people, now.participant, declined=sending.at)
    return Outcome()


def _reconsider(people: People, now: Standing, sending: Sending) -> Outcome:
    _change(people, now.participant, declined=0.0)
    return Outcome()


# ------------------------------------------------------------ questions and tasks


def _answer(people: People, now: Standing, sending: Sending) -> Outcome:
    questions, participant = now.stage.questions, now.participant.id
    reply = read(questions, sending.form)
    if reply.wrong:
        return Outcome(reply=reply)
    people.store.save_answers(
        [
            Answer(participant, item, value, sending.at, now.stage.session)
            for item, value in reply.values.items()
        ]
    )
    finish_if_over(people, participant, sending.at)
    return Outcome()


def _start(people: People, now: Standing, sending: Sending) -> Outcome:
    """A new attempt at the task; the shop opens with its key."""
    _, key = begin_session(
        people.store,
        now.version,
        now.participant,
        now.stage.task,
        at=sending.at,
        device=sending.visitor.device,
        browser=sending.visitor.browser,
        automated=now.participant.automated or sending.automated,
    )
    if not now.participant.started:
        _change(people, now.participant, started=sending.at)
    return _to_shop(people, now, key)


def _return(people: People, now: Standing, sending: Sending) -> Outcome:
    session = people.store.session(now.stage.session)
    key = resume_session(people.store, session, at=sending.at) if session else None
    return _to_shop(people, now, key) if key else _start(people, now, sending)


def _to_shop(people: People, now: Standing, key: str) -> Outcome:
    scenario = people.store.scenario_version(now.study.tasks[now.stage.task].scenario_hash)
    if scenario is None:
        return Outcome()
    # Remembered here, too: the personal link may have been opened in another browser by now.
    return Outcome(shop_address(now.version, scenario, key), remember=True)


def _say(what: Literal["done", "stop"]) -> Callable[[People, Standing, Sending], Outcome]:
    def say(people: People, now: Standing, sending: Sending) -> Outcome:
        end_session(people.store, now.stage.session, said=what, at=sending.at)
        finish_if_over(people, now.participant.id, sending.at)
        return Outcome()

    return say


_ACTS: dict[tuple[StageName, str], Callable[[People, Standing, Sending], Outcome]] = {
    ("welcome", "begin"): _begin,
    ("consent", "agree"): _agree,
    ("consent", "decline"): _decline,
    ("declined", "reconsider"): _reconsider,
    ("before", "answer"): _answer,
    ("expectations", "answer"): _answer,
    ("task", "start"): _start,
    ("in_shop", "return"): _return,
    ("in_shop", "done"): _say("done"),
    ("in_shop", "stop"): _say("stop"),
    ("lapsed", "done"): _say("done"),
    ("lapsed", "stop"): _say("stop"),
    ("lapsed", "again"): _start,
    ("after", "answer"): _answer,
    ("stopped", "answer"): _answer,
    ("end", "answer"): _answer,
}


# ------------------------------------------------------------ leaving, joining


def withdraw(people: People, now: Standing, sending: Sending) -> Outcome:
    """Leave the study: ``erase`` everything of this person, or let it be used (``keep``)."""
    participant, what = now.participant, sending.form.get("act")
    if what == "erase":
        people.store.erase_participant(participant.id, at=sending.at, scrub=people.erased is None)
        if people.erased is not None:
            people.erased()
        return Outcome(url_for("participants.erased"), erased=True)
    if what == "keep" and participant.consent and not (participant.finished or participant.left):
        for session in now.sessions:
            if not session.ended:
                end_session(people.store, session.id, said="leave", at=sending.at)
        _change(people, participant, left=sending.at)
    return Outcome()


def joined(people: People, study: str, sending: Sending) -> str:
    """The token of whom this very form has made already: pressed twice, or sent again; ``""``."""
    mark = _mark(sending)
    same = (who for who in people.store.participants(study) if mark and who.joined == mark)
    return next((who.token for who in same), "")


def _mark(sending: Sending) -> str:
    """The hash of what the page put into its form, once for each time it was shown: the value
    itself leads to the participant and is kept nowhere."""
    once = sending.form.get("once", "")
    return hashlib.sha256(once.encode()).hexdigest() if _ONCE.fullmatch(once) else ""


def is_full(people: People, study: str) -> bool:
    """Have as many come as any study needs? An open link is known to everybody."""
    return len(people.store.participants(study)) >= MOST_PEOPLE


def join(people: People, study: str, source: dict[str, str], sending: Sending) -> str:
    """One more participant came by the open link of the study with this id: their token."""
    participant = people.store.add_participants(study, 1, at=sending.at, source=source)[0]
    _change(
        people,
        participant,
        opened=sending.at,
        language=sending.language,
        automated=sending.automated,
        joined=_mark(sending),
    )
    return participant.token
