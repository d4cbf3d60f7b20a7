"""``kitka lab``: a person at this machine, the researcher's page on another device."""

from __future__ import annotations

import contextlib
import re
import sys
import time
from pathlib import Path

import click
import msgspec

from kitka.commands.address import EVERYWHERE
from kitka.commands.beside import served_beside
from kitka.commands.erase import erase
from kitka.commands.lab_consent import agree, parts_of, say_what_stands, terms_of
from kitka.commands.run import say_sessions, serve_hint
from kitka.recorder.driver import wall_ms
from kitka.recorder.errors import KitkaError
from kitka.recorder.lab import Held, LabPlan, check_screen, hold_session
from kitka.recorder.model import (
    Bar,
    Consent,
    Participant,
    Protocol,
    Record,
    Scenario,
    Study,
    StudyVersion,
)
from kitka.recorder.participants.journey import task_order
from kitka.recorder.scenario import find_scenario, load_scenario, scenario_hash
from kitka.recorder.shops import Shop, check_reachable
from kitka.recorder.store import Store
from kitka.recorder.study import find_study, keep_study, load_study
from kitka.recorder.taskbar import bar_texts, in_language, task_bar
from kitka.workspace import Workspace
from kitka.workspace.access import researcher_link

WITHOUT_STUDY = "Lab"
"""Whoever takes part in no study takes part in this one."""
_PSEUDONYM = re.compile(r"[A-Za-z][A-Za-z0-9_-]{0,15}")
_ENDS = {
    "done": "said: I'm finished",
    "stop": "said: I would stop here",
    "leave": "left the study",
    "window": "the window was closed",
    "note": "ended by the researcher",
    "interrupted": "stopped by Ctrl-C; all of it is kept",
}


class LabOptions(Record, frozen=True):
    """What was typed. Empty ``study``, ``protocol`` and ``language``: as the study has it;
    empty ``consent``: ask at the terminal whoever has not agreed to anything yet."""

    scenario: str
    shop: Shop
    participant: str
    study: str = ""
    consent: str = ""
    protocol: Protocol | None = None
    language: str = ""
    device: str = "desktop"
    engine: str = "chromium"
    pilot: bool = False
    headless: bool = False


def lab(options: LabOptions, db: Path, *, port: int, host: str = EVERYWHERE) -> int:
    """Hold one session and say what came of it. 0, or 130 where Ctrl-C ended it."""
    scenario = load_scenario(find_scenario(options.scenario))
    if not _PSEUDONYM.fullmatch(options.participant):
        raise KitkaError(
            f"--participant {options.participant}: give a pseudonym such as P01 "
            "(a letter, then letters, digits, - and _); names and addresses are never stored"
        )
    parts_of(options.consent)
    if not options.headless:
        check_screen()
    check_reachable(options.shop)
    with Store.open(db) as store:
        plan = _plan(options, scenario, store)
        with served_beside(db, host=host, port=port) as base_url:

            def ready(session: str) -> None:
                link = researcher_link(store, base_url, f"/sessions/{session}/beside")
                click.echo(f"researcher's page, on another device: {link}")
                click.echo(
                    f"recording {plan.participant.pseudonym}; ends in the task bar, with the "
                    "window, by an “end task” note, or with Ctrl-C"
                )

            held = hold_session(plan, store, ready)
            if held.ended_by == "leave":
                _leave(store, plan.participant.id)
            _say(db, held, plan)
            if held.keep and held.ended_by != "interrupted" and sys.stdin.isatty():
                _stay()
    if not held.keep:
        return erase(db, plan.participant.id)
    return 130 if held.ended_by == "interrupted" else 0


# ------------------------------------------------------------ before


def _plan(options: LabOptions, scenario: Scenario, store: Store) -> LabPlan:
    version = None
    if options.study:
        version = keep_study(store, load_study(find_study(options.study)), at=wall_ms())
    task = _task(version, scenario) if version else -1
    study = version.study if version else _no_study(options, store)
    asked = version.document if version else None
    language = options.language or (asked.languages[0] if asked else "en")
    if asked and language not in asked.languages:
        raise KitkaError(
            f"--language {language}: study {asked.name} has {', '.join(asked.languages)}"
        )
    participant = _participant(options, store, study, version, language)
    if version and not participant.pilot:
        store.lock_study(version.study, version.hash, at=wall_ms())
    return LabPlan(
        scenario=scenario,
        shop=_with_payment(options.shop, version),
        participant=participant,
        bar=_bar(version, participant, task, scenario, language),
        study=study,
        study_version=version.hash if version else "",
        task=task,
        protocol=options.protocol or (asked.protocol if asked else "silent"),
        device=options.device,
        engine=options.engine,
        headless=options.headless,
        replay=_may_replay(participant, asked),
        pilot=participant.pilot,
    )


def _may_replay(participant: Participant, study: Study | None) -> bool:
    """Where the study asks for one and the person allowed it."""
    consent = participant.consent
    return consent is not None and consent.replay and (study is None or study.replay)


def _with_payment(shop: Shop, version: StudyVersion | None) -> Shop:
    """A shop given by its address alone says nothing of where one pays; the study may know."""
    if version is None:
        return shop
    payment = dict.fromkeys((*shop.payment, *version.document.payment))
    return msgspec.structs.replace(shop, payment=tuple(payment))


def _no_study(options: LabOptions, store: Store) -> str:
    return store.ensure_study(WITHOUT_STUDY, shop=options.shop.url, at=wall_ms())


def _task(version: StudyVersion, scenario: Scenario) -> int:
    tasks = version.document.tasks
    for place, task in enumerate(tasks):
        if (task.scenario, task.scenario_hash) == (scenario.name, scenario_hash(scenario)):
            return place
    names = ", ".join(task.scenario for task in tasks)
    raise KitkaError(
        f"{scenario.name}: is no task of study {version.document.name} (there are: {names})"
    )


def _participant(
    options: LabOptions, store: Store, study: str, version: StudyVersion | None, language: str
) -> Participant:
    """Who is called so and agrees, invited now if there is nobody yet; here they are now."""
    at, who = wall_ms(), options.participant
    called = store.participants_called(who)
    known = next((person for person in called if person.study == study), None)
    if known is not None:
        _check_welcome(known, options, store)
    if known is not None and known.consent is not None:
        consent = known.consent
        say_what_stands(known.pseudonym, options.consent, consent)
    else:
        terms = terms_of(version.document if version else None, language)
        consent = agree(who, options.consent, terms, store, at=at)
    id = store.ensure_participant(study, who, at=at, pilot=options.pilot).id

    def here(found: Participant) -> Participant:
        return msgspec.structs.replace(
            _agreed(found, consent, version),
            language=language,
            opened=found.opened or at,
            started=found.started or at,
            device=options.device,
        )

    store.change_participant(id, here)
    present = store.participant(id)
    if present is None:  # erased in this very moment
        raise KitkaError(f"--participant {who}: was erased; name another")
    return present


def _check_welcome(known: Participant, options: LabOptions, store: Store) -> None:
    """Nobody is recorded who wanted out, and no pilot becomes a real participant."""
    who = f"--participant {known.pseudonym}"
    if known.pilot != options.pilot:
        was = "a pilot" if known.pilot else "a real participant"
        mend = "give --pilot, or" if known.pilot else "leave --pilot out, or"
        raise KitkaError(f"{who}: was {was} until now; {mend} name another")
    if known.left or any(session.said == "leave" for session in store.sessions_of(known.id)):
        raise KitkaError(f"{who}: has left the study and is not recorded; name another")
    if known.declined:
        raise KitkaError(f"{who}: chose not to take part and is not recorded; name another")


def _agreed(found: Participant, consent: Consent, version: StudyVersion | None) -> Participant:
    """With the consent, and with what goes with it, so that their own page goes on from here."""
    if found.consent is not None or version is None:
        return msgspec.structs.replace(found, consent=found.consent or consent)
    order = task_order(version.document, found.id)
    return msgspec.structs.replace(found, consent=consent, version=version.hash, order=order)


def _bar(
    version: StudyVersion | None,
    participant: Participant,
    task: int,
    scenario: Scenario,
    language: str,
) -> Bar:
    """The session ends here and goes on nowhere: no next page, no other browser."""
    if version is None:
        goal = in_language(scenario.goal, language)
        return Bar(language=language, goal=goal, texts=bar_texts(language))
    return task_bar(version, participant, task, language=language, next="")


# ------------------------------------------------------------ after


def _leave(store: Store, participant: str) -> None:
    """On their own page, they may have decided more in the meantime: that stands."""
    at = wall_ms()
    store.change_participant(
        participant, lambda found: msgspec.structs.replace(found, left=found.left or at)
    )


def _stay() -> None:
    """The researcher may still be writing, and reads on; nobody waits where nobody types."""
    click.echo("the researcher's page stays open for notes; Ctrl-C ends it")
    with contextlib.suppress(KeyboardInterrupt):
        while True:
            time.sleep(3600)


def _say(db: Path, held: Held, plan: LabPlan) -> None:
    who = plan.participant.pseudonym
    workspace = Workspace.open(db)
    try:
        say_sessions([result for result in workspace.results() if result.id == held.session])
    finally:
        workspace.close()
    click.echo(f"{who}: {_ENDS[held.ended_by]} · session {held.session[:8]}")
    click.echo(serve_hint(db))
