"""A participant's session: how it begins, what the shop's page is told, how it ends."""

from __future__ import annotations

import secrets
from urllib.parse import urljoin

import msgspec

from kitka.recorder.model import (
    Awake,
    Bundles,
    PageConfig,
    Participant,
    Scenario,
    Session,
    Study,
    StudyVersion,
)
from kitka.recorder.model.participant_events import SaidWhat
from kitka.recorder.scenario import seeks
from kitka.recorder.sharing import share_of
from kitka.recorder.shops import origin_of
from kitka.recorder.store import OpenSession, Store
from kitka.recorder.taskbar import task_bar

IDLE_MS = 30 * 60_000.0
"""Without a sign for so long, a session is over."""
LATE_MS = 10 * 60_000.0
"""For so long after the end, pages may still hand over what they kept."""
LONGEST_MS = 24 * 3_600_000.0
"""From its start on; who has a key may not write with it for ever."""


# ------------------------------------------------------------ begin


def begin_session(
    store: Store,
    study: StudyVersion,
    participant: Participant,
    task: int,
    *,
    at: float,
    device: str,
    browser: str,
    automated: bool,
) -> tuple[Session, str]:
    """Begin an attempt at the study's task number ``task`` (from 0), ``at`` ms since 1970.

    Returns the session and the key with which the shop's pages write to it. An attempt of the same
    person that is still open ends here: the next task begins afresh.
    """
    earlier = store.sessions_of(participant.id)
    for open_one in earlier:
        if not open_one.ended and open_one.study == study.study:
            store.change_session(open_one.id, _closed)
    asked = study.document.tasks[task]
    session = Session(
        id=secrets.token_hex(16),
        scenario=asked.scenario,
        scenario_hash=asked.scenario_hash,
        actor="participant",
        started=at,
        shop=study.document.shop,
        device=device or "desktop",
        browser=browser,
        participant=participant.id,
        study=study.study,
        attempt=1 + sum(s.task == task and s.study_version == study.hash for s in earlier),
        pseudonym=participant.pseudonym,
        study_version=study.hash,
        task=task,
        language=participant.language or study.document.languages[0],
        protocol=study.document.protocol,
        pilot=participant.pilot,
        automated=automated,
    )
    key = new_key()
    store.open_session(session, key)
    return session, key


def resume_session(store: Store, session: Session, *, at: float) -> str | None:
    """A key with which another browser continues this session; None where it has ended."""
    if session.ended or at - session.started > LONGEST_MS:
        return None
    key = new_key()
    store.add_key(session.id, key, at=at)
    return key


def new_key() -> str:
    """192 random bits in 32 url-safe characters."""
    return secrets.token_urlsafe(24)


def shop_address(study: StudyVersion, scenario: Scenario, key: str) -> str:
    """Where the shop opens. The key travels in the fragment, which no server and no Referer sees;
    a route that the shop keeps there stays in front of it."""
    address, _, route = urljoin(study.document.shop_url, scenario.start).partition("#")
    return f"{address}#{route}&kitka={key}" if route else f"{address}#kitka={key}"


# ------------------------------------------------------------ what a page is told


def page_config(
    study: StudyVersion, scenario: Scenario, *, session: str, replay: bool
) -> PageConfig:
    """What the recorder in a page is started with, for a scenario of a study."""
    asked = study.document
    elsewhere = dict.fromkeys(map(origin_of, (*scenario.payment_origins, *asked.payment)))
    return PageConfig(
        session=session,
        origins=asked.origins,
        elsewhere=tuple(elsewhere),
        seek=seeks(scenario),
        total=scenario.watch.total,
        delivery=scenario.watch.delivery,
        replay=asked.replay and replay,
        buyer=tuple(detail.value for detail in asked.buyer),
    )


def awake(store: Store, opened: OpenSession, *, base_url: str, bundles: Bundles) -> Awake | None:
    """What a page that came with the key of ``opened`` gets to know.

    ``base_url``: the recorder's own address. None where the study, the scenario or the person is
    no longer there.
    """
    session = opened.session
    study = study_version(store, session)
    scenario = store.scenario_version(session.scenario_hash)
    participant = store.participant(session.participant)
    if study is None or scenario is None or participant is None:
        return None
    consent = participant.consent
    config = page_config(
        study, scenario, session=session.id, replay=consent is not None and consent.replay
    )
    bar = task_bar(
        study, participant, session.task, language=session.language, next=f"{base_url}/p/next"
    )
    asked = study.document
    return Awake(
        config=msgspec.structs.replace(config, buyer=tuple(item.value for item in bar.buyer)),
        bundles=bundles if config.replay else msgspec.structs.replace(bundles, replay=""),
        bar=bar,
        share=share_of(asked.origins),
        fresh=_fresh(asked, opened),
        idle_ms=IDLE_MS,
    )


def _fresh(study: Study, opened: OpenSession) -> str:
    """Who comes back to a task that is under way finds the basket as it was."""
    if not study.fresh or opened.batches:
        return ""
    return urljoin(study.shop_url, study.fresh)


def study_version(store: Store, session: Session) -> StudyVersion | None:
    """The version of the study that a session was held under."""
    versions = store.study_versions(session.study)
    return next((v for v in versions if v.hash == session.study_version), None)


# ------------------------------------------------------------ end


def end_session(store: Store, session_id: str, *, said: SaidWhat, at: float) -> None:
    """The participant ended the task. What was said first stands; said again changes nothing.

    Who comes back after a session was given up as idle and says so, has ended it.
    """

    def end(session: Session) -> Session:
        if session.said:
            return session
        return msgspec.structs.replace(session, ended="closed", said=said, said_at=at)

    store.change_session(session_id, end)


def close_idle(store: Store, now: float) -> list[str]:
    """End what has given no sign for 30 minutes; ``now``: ms since 1970. Returns the ids."""
    return store.close_idle(before=now - IDLE_MS)


def is_open(opened: OpenSession, now: float) -> bool:
    """May a page wake for it?"""
    return not opened.session.ended and now - opened.session.started <= LONGEST_MS


def takes_batches(opened: OpenSession, now: float) -> bool:
    """May a page hand over what it recorded? For 10 minutes after the end what comes is late."""
    session = opened.session
    if now - session.started > LONGEST_MS:
        return False
    if not session.ended:
        return True
    ended = session.said_at if session.said else opened.last_sign + IDLE_MS
    return now - ended <= LATE_MS


def _closed(session: Session) -> Session:
    return session if session.ended else msgspec.structs.replace(session, ended="closed")
