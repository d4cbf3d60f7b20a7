"""A participant's session: how it begins, what the shop's page is told, how it ends."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from urllib.parse import urljoin

import msgspec

from kitka.recorder.model import (
    Awake,
    Batch,
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
AFTER_END_MS = 2_000.0
"""What a page sent this long after the end may hold what it saw before."""
LONGEST_MS = 24 * 3_600_000.0
"""From its start on; who has a key may not write with it for ever."""
LINK_MS = 30 * 60_000.0
"""For so long a key that gave no sign may wake a page: an old link into the shop records nobody."""


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
        lines=scenario.watch.lines,
        promises=scenario.watch.promises,
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
    """May a page write as one that is awake?"""
    return not opened.session.ended and now - opened.session.started <= LONGEST_MS


def wakes(opened: OpenSession, now: float) -> bool:
    """May a page wake with this key? One that was in use a moment ago, or has just been made."""
    return is_open(opened, now) and now - opened.key_sign <= LINK_MS


def takes_batches(store: Store, opened: OpenSession, now: float) -> bool:
    """May a page hand over what it recorded? For 10 minutes after the end what comes is late."""
    if now - opened.session.started > LONGEST_MS:
        return False
    ended = ended_at(store, opened)
    return ended is None or now - ended <= LATE_MS


def ended_at(store: Store, opened: OpenSession) -> float | None:
    """When a session ended, ms since 1970; None while it is open."""
    session = opened.session
    if not session.ended:
        return None
    if session.said:
        return session.said_at
    given_up = opened.last_sign + IDLE_MS
    newer = _newer(store, session)
    return min(given_up, newer.started) if newer else given_up


def may_say(store: Store, opened: OpenSession, now: float) -> bool:
    """May a page still say how it ended? A key reaches no further than its own attempt."""
    session = opened.session
    if now - session.started > LONGEST_MS:
        return False
    if session.said and now - session.said_at > LATE_MS:
        return False
    return _newer(store, session) is None


def _newer(store: Store, session: Session) -> Session | None:
    """The attempt that came next, of whatever task."""
    attempts = [s for s in store.sessions_of(session.participant) if s.study == session.study]
    ids = [attempt.id for attempt in attempts]
    if session.id not in ids:
        return None
    after = attempts[ids.index(session.id) + 1 :]
    return after[0] if after else None


def sent_in_time(
    store: Store, opened: OpenSession, batches: Sequence[Batch], at: float
) -> list[bool]:
    """Of each batch that arrives ``at`` (ms since 1970): was it sent before the session ended?

    A page's clock is mapped to ours by the smallest delay known of its batches: negative, it runs
    ahead; longer than any network's, it is behind. Where nothing came before the end there is only
    this request, and what comes late does not show whether its clock is behind.
    """
    ended = ended_at(store, opened)
    if ended is None:
        return [True] * len(batches)
    known = store.delays(opened.session.id, before=ended + AFTER_END_MS)
    now: dict[str, float] = {}
    for batch in batches:
        delay = at - batch.clock_origin - batch.sent
        now[batch.page] = min(delay, now.get(batch.page, delay))

    def offset(page: str) -> float:
        before = known.get(page, min(known.values(), default=0.0))
        delay = min(before, now[page])
        return delay if delay < 0.0 or delay > AFTER_END_MS else 0.0

    last = ended + AFTER_END_MS
    return [batch.clock_origin + batch.sent + offset(batch.page) <= last for batch in batches]


def _closed(session: Session) -> Session:
    return session if session.ended else msgspec.structs.replace(session, ended="closed")
