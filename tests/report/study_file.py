"""A real workspace file with a small study: fourteen people, a pilot, a robot; two are in it."""

from __future__ import annotations

import math
import struct
import wave
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from kitka.recorder.model import (
    Answer,
    Aside,
    Batch,
    Click,
    Condition,
    Consent,
    ConsentTerms,
    Detail,
    Event,
    Exclusion,
    Load,
    Note,
    OffSite,
    Option,
    Participant,
    Question,
    Reaction,
    Said,
    Scenario,
    Session,
    Step,
    Study,
    StudyVersion,
    Target,
    Task,
    View,
)
from kitka.recorder.store import Store

HOSTILE = '<script>alert(1)</script> "quoted" \u202egnp.exe\u2066 & co'
"""What a participant may write: markup, quotes, controls that turn the direction of text."""
NAME = "two_backpacks"
SHOP = "https://shop.example"
MINUTE = 60_000.0

CHECKOUT = Scenario(
    name="guest_checkout",
    title="Guest checkout",
    steps=(
        Step("Product", (Condition(url="/catalogue/*/"),)),
        Step("Basket", (Condition(url="/basket/"),)),
        Step("Delivery address", (Condition(url="/checkout/address/"),)),
        Step("Payment", (Condition(url="/checkout/payment/"),)),
        Step("Order placed", (Condition(url="/checkout/thank-you/"),)),
    ),
    goal={"en": "Buy two small backpacks.", "fi": "Osta kaksi pientä reppua."},
    payment_origins=("https://pay.example",),
)
EXCHANGE = Scenario(
    name="exchange",
    title="Exchange one of them",
    steps=(
        Step("Order status", (Condition(url="/order/"),)),
        Step("Exchange asked for", (Condition(url="/order/exchange/done/"),)),
    ),
    goal={"en": "One is too small. Change it.", "fi": "Toinen on liian pieni. Vaihda se."},
)
WAY = ("/catalogue/daypack/", "/basket/", "/checkout/address/", "/checkout/payment/",
       "/checkout/thank-you/")  # fmt: skip
TITLES = ("Daypack, 20 l", "Basket", "Delivery address", "Payment", "Thank you")

SEQ = Question(
    "seq", "scale", {"en": "Overall, this task was", "fi": "Kaiken kaikkiaan tämä tehtävä oli"},
    low={"en": "very difficult"}, high={"en": "very easy"},
)  # fmt: skip
HESITATED = Question(
    "hesitated", "yes_no", {"en": "Did anything make you hesitate?"}, follow_up={"en": "What?"}
)
WHY = Question("stopped_why", "text", {"en": "What made you stop?"}, optional=True, only="stopped")
REASON = Question(
    "stopped_reason", "choice", {"en": "Which of these was the main reason?"},
    options=(Option("extra_costs", {"en": "Extra costs"}), Option("account", {"en": "An account"})),
    last=(Option("other", {"en": "Other"}), Option("rather_not", {"en": "Rather not say"})),
    only="stopped",
)  # fmt: skip
BUYS_FOR = Question(
    "buys_for", "choice", {"en": "For whom do you usually buy?"},
    options=(Option("self", {"en": "Myself"}), Option("others", {"en": "Somebody else"}),
             Option("business", {"en": "A business"})),
)  # fmt: skip
RETURN = Question("return", "scale", {"en": "How likely would you come back?"}, points=5)


def a_study(**changes: object) -> Study:
    terms = ConsentTerms("Oy Kauppa Ab", "tutkimus@shop.example", {}, {}, {})
    study = Study(
        name=NAME,
        title="Two backpacks, autumn",
        shop="staging",
        shop_url=SHOP,
        tasks=(Task("guest_checkout", "", CHECKOUT.goal), Task("exchange", "", EXCHANGE.goal)),
        consent=terms,
        languages=("fi", "en"),
        origins=(SHOP,),
        payment=("https://pay.example",),
        segments=(BUYS_FOR,),
        after=(SEQ, HESITATED),
        stopped=(WHY, REASON),
        end=(RETURN,),
        buyer=(Detail("name", {"en": "Name"}, "Aino Kaukonen"),),
    )
    return msgspec.structs.replace(study, **changes)


@dataclass
class StudyFile:
    """Writes what participants' pages and shops would have brought about. ``now``: ms."""

    store: Store
    now: float
    version: StudyVersion = field(init=False)

    def __post_init__(self) -> None:
        for scenario in (CHECKOUT, EXCHANGE):
            self.store.add_scenario(scenario, at=self.now)
        self.version = self.store.save_study(a_study(), at=self.now - 9 * 86_400_000)

    def people(self, number: int, **more: object) -> list[Participant]:
        return self.store.add_participants(
            self.version.study, number, at=self.now - 5 * 86_400_000, **more
        )  # type: ignore[arg-type]

    def came(
        self, person: Participant, at: float, *, finished: bool = True, **more: object
    ) -> Participant:
        """Opened, consented and started at ``at``."""
        consent = Consent("0" * 16, "fi", at + 20_000, replay=True)
        changed = msgspec.structs.replace(
            person, version=self.version.hash, opened=at, started=at + 30_000, consent=consent,
            finished=at + 12 * MINUTE if finished else 0.0, language="fi", device="desktop",
            browser="chromium 150.0", **more,
        )  # fmt: skip
        self.store.save_participant(changed)
        if not changed.pilot:
            self.store.lock_study(self.version.study, self.version.hash, at=at)
        return changed

    def session(
        self, person: Participant, at: float, *, seconds: Sequence[float], ended: str = "closed",
        said: str = "", task: int = 0, extra: Sequence[tuple[float, Event]] = (),
        number: str = "", gap: bool = False, language: str = "fi",
    ) -> Session:  # fmt: skip
        """One attempt that shows a page at each of ``seconds``, in the order of the way."""
        scenario = (CHECKOUT, EXCHANGE)[task]
        urls = WAY if task == 0 else ("/order/", "/order/exchange/done/")
        made = Session(
            id=number or f"{person.pseudonym.lower()}{task}".ljust(32, "0"),
            scenario=scenario.name,
            scenario_hash=self.store.add_scenario(scenario, at=self.now),
            actor="participant", started=at, shop=SHOP, browser="chromium 150.0",
            device="desktop", participant=person.id, pseudonym=person.pseudonym,
            study=self.version.study, study_version=self.version.hash, task=task,
            language=language, pilot=person.pilot, automated=person.automated, ended=ended,
            said=said, said_at=at + 1000 * (seconds[-1] if seconds else 0) if said else 0.0,
        )  # fmt: skip
        key = f"key-of-{made.id}"
        self.store.open_session(made, key)
        shown = [
            event
            for view, (at_s, url, title) in enumerate(zip(seconds, urls, TITLES, strict=False))
            for event in _page(view, at_s, url, title)
        ]
        events = sorted([*shown, *((1000 * s, e) for s, e in extra)], key=lambda item: item[0])
        self.send(made, key, [event for _, event in events], gap=gap)
        return made

    def send(
        self, session: Session, key: str, events: Sequence[Event], *, seq: int = 0,
        gap: bool = False, received: float | None = None,
    ) -> None:  # fmt: skip
        half = len(events) // 2
        parts = [events[:half], events[half:]] if gap else [events]
        last = max((event.t for event in events), default=0.0)
        for index, part in enumerate(parts):
            raw = tuple(msgspec.Raw(msgspec.json.encode(event)) for event in part)
            number = seq + index * 2 if gap else seq
            batch = Batch("page", "signals", "page0", number, session.started, last, raw)
            self.store.add_page_batches(
                key, session.id, [batch], [100], received=received or session.started + last
            )

    def answer(self, person: Participant, session: Session | None = None, **values: str) -> None:
        at = self.now - MINUTE
        self.store.save_answers([
            Answer(person.id, item.replace("__", "."), value, at, session.id if session else "")
            for item, value in values.items()
        ])  # fmt: skip


def _page(view: int, at_s: float, url: str, title: str) -> list[tuple[float, Event]]:
    t = at_s * 1000
    shown = View(t=t, view=view, url=url, origin=SHOP, title=title, cause="push", width=1280,
                 height=720)  # fmt: skip
    target = Target("button", "Continue", "#continue", tag="button", interactive=True)
    press = Click(t=t + 900, view=view, id=view, target=target, x=100, y=320, pointer="mouse")
    answer = Reaction(t=t + 1200, view=view, click=view, after={"mutation": 80.0}, observed_ms=300)
    load = Load(t=t + 60, view=view, status=200, dom_ms=300, load_ms=320)
    return [(t, shown), (t + 60, load), (t + 900, press), (t + 1200, answer)]


def dead(at_s: float, view: int, number: int) -> list[tuple[float, Event]]:
    """A press on a control that nothing follows."""
    target = Target("button", f"Continue to payment {HOSTILE}", "#to-payment", tag="button",
                    interactive=True)  # fmt: skip
    t = at_s * 1000
    press = Click(t=t, view=view, id=number, target=target, x=90, y=300, pointer="mouse")
    return [(at_s, press), (at_s + 2.7, Reaction(t=t + 2700, view=view, click=number, after={},
                                                 observed_ms=2700))]  # fmt: skip


def sound(path: Path, seconds: float = 3.0, rate: int = 8_000) -> Path:
    """A real recording: a tone."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(rate)
        frames = (round(9000 * math.sin(i / 6)) for i in range(int(seconds * rate)))
        file.writeframes(b"".join(struct.pack("<h", frame) for frame in frames))
    return path


def fill(store: Store, now: float) -> StudyFile:
    """Fourteen invited: six completed the purchase, others in every other way; two are in it."""
    made = StudyFile(store, now)
    people = made.people(14)
    first = now - 3 * 86_400_000
    for index, person in enumerate(people[:6]):
        at = first + index * 3_600_000
        met = made.came(person, at)
        slow = 1 + index / 5
        extra = dead(60 * slow, 2, 90) if index % 2 else []
        purchase = made.session(
            met, at + MINUTE, said="done",
            extra=[*extra, (100 * slow, Said(t=1e5 * slow, view=4, what="done"))],
            seconds=[4 * slow, 21 * slow, 40 * slow, 71 * slow, 96 * slow], gap=index == 2,
        )  # fmt: skip
        made.answer(met, purchase, seq=str(6 - index % 3), hesitated="yes" if index % 2 else "no")
        made.answer(met, buys_for=("self", "others", "business")[index % 3], **{"return": "4"})
        if index % 2:
            made.answer(met, purchase, hesitated__what=f"The delivery cost came late. {HOSTILE}")
        exchange = made.session(met, at + 5 * MINUTE, task=1, said="done", seconds=[9, 45 * slow])
        made.answer(met, exchange, seq="5", hesitated="no")
    mistaken = made.came(people[6], first + 8e6)
    stopped_early = made.session(
        mistaken, first + 9e6, said="done", seconds=[5, 25, 44],
        extra=[(50, Said(t=50_000, view=2, what="done"))],
    )  # fmt: skip
    made.answer(mistaken, stopped_early, seq="7", hesitated="no")
    gave_up = made.came(people[7], first + 10e6)
    stop = made.session(
        gave_up, first + 11e6, said="stop", seconds=[6, 30, 52],
        extra=[*dead(60, 2, 90), *dead(66, 2, 91), (75, Said(t=75_000, view=2, what="stop"))],
    )  # fmt: skip
    made.answer(gave_up, stop, stopped_why=HOSTILE, stopped_reason="extra_costs", seq="2")
    away = made.came(people[8], first + 12e6, finished=False)
    made.session(
        away, first + 13e6, ended="idle", seconds=[6, 30, 52, 80],
        extra=[(95, OffSite(t=95_000, view=3, origin="https://pay.example", payment=True))],
    )  # fmt: skip
    opened = msgspec.structs.replace(people[9], opened=first)
    store.save_participant(opened)
    declined = msgspec.structs.replace(people[10], opened=first, declined=first + 60_000)
    store.save_participant(declined)
    made_live(made, people[11], people[12])
    quick = made.came(people[13], first + 14e6)
    fast = made.session(quick, first + 15e6, said="done", seconds=[0.2, 0.4, 0.7, 0.9, 1.1])
    made.answer(quick, fast, seq="7", hesitated="no")
    trial = made.came(made.people(1, pilot=True)[0], first - 3e6)
    made.session(trial, first - 2e6, said="done", seconds=[3, 12, 25, 40, 50])
    robot = made.people(1, source={"source": "newsletter"})[0]
    store.save_participant(msgspec.structs.replace(robot, opened=first, automated=True))
    return made


def made_live(made: StudyFile, paying: Participant, paused: Participant) -> None:
    """Two people in the shop now: one away to pay, one reading the buyer's details."""
    now = made.now
    one = made.came(paying, now - 4 * MINUTE, finished=False)
    made.session(
        one, now - 3 * MINUTE, ended="", seconds=[5, 40, 80, 120],
        extra=[(150, OffSite(t=150_000, view=3, origin="https://pay.example", payment=True))],
    )  # fmt: skip
    two = made.came(paused, now - 3 * MINUTE, finished=False)
    session = made.session(
        two, now - 2 * MINUTE, ended="", seconds=[5, 40],
        extra=[(70, Aside(t=70_000, view=1, what="pause", state="begin"))], language="en",
    )  # fmt: skip
    made.store.save_note(Note("a" * 32, session.id, 41.5, "note", f"Reads twice {HOSTILE}", "MK"))


def replay(made: StudyFile, session: str, recording: Any) -> None:
    """The documents that ``recording`` holds, as a session's own."""
    started = made.store.session(session).started  # type: ignore[union-attr]
    for number, page in enumerate(recording.pages):
        raw = tuple(
            msgspec.Raw(msgspec.json.encode({**event, "timestamp": event["timestamp"] + started}))
            for event in page.events
        )
        last = page.events[-1]["timestamp"]
        batch = Batch("page", "replay", f"replay{number}", 0, started, last, raw)
        made.store.add_batches(session, [batch], received=started + last)


def exclude(made: StudyFile, session: str, reason: str = "a colleague of ours") -> None:
    made.store.exclude_session(session, Exclusion(reason, "MK", made.now))
