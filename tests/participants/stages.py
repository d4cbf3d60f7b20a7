"""Every page that a participant can meet, and how to come to it."""

from __future__ import annotations

from collections.abc import Callable

from participants.walk import Person
from playwright.sync_api import Page

from kitka.recorder.sessions import IDLE_MS, close_idle

INSTAGRAM = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Mobile/22B83 Instagram 355.0.0.27.103"
)

Bring = Callable[[Person], str]
"""Brings a person to a page and tells its path."""
Touch = Callable[[Page], None]
"""Does something on the page once it is shown."""


def _own(bring: Callable[[Person], object]) -> Bring:
    def brought(person: Person) -> str:
        bring(person)
        return person.path

    return brought


def _consent(person: Person) -> None:
    person.send("begin")


def _declined(person: Person) -> None:
    person.send("begin")
    person.send("decline")


def _expectations(person: Person) -> None:
    person.consents()
    person.answers()


def _second_task(person: Person) -> None:
    person.to_task()
    person.does()


def _in_shop(person: Person) -> None:
    person.to_task()
    person.send("start")


def _lapsed(person: Person) -> None:
    _in_shop(person)
    person.site.at += IDLE_MS + 1
    close_idle(person.site.store, person.site.at)


def _after(person: Person, said: str = "done") -> None:
    _in_shop(person)
    person.send(said)


def _stopped_why(person: Person) -> None:
    _after(person, "stop")
    person.answers()


def _stopped_reason(person: Person) -> None:
    _stopped_why(person)
    person.answers()


def _end(person: Person) -> None:
    _second_task(person)
    person.does()


def _thanks(person: Person) -> None:
    _end(person)
    person.answers()


def _left(person: Person) -> None:
    _in_shop(person)
    person.send("keep", f"{person.path}/withdraw")


def _withdraw(person: Person, bring: Callable[[Person], None] = _in_shop) -> str:
    bring(person)
    return f"{person.path}/withdraw"


def _press(name: str) -> Touch:
    return lambda page: page.locator(f"button[value={name}]").click()


def _open_details(page: Page) -> None:
    for summary in page.locator("summary").all():
        summary.click()


def _wrong_code(page: Page) -> None:
    page.locator("#code").fill("abcd-2345")
    page.locator("button[value=continue]").click()


def _yes(page: Page) -> None:
    page.locator("#q-hesitated-1").check()
    page.locator("#q-seq-6").check()


STAGES: dict[str, tuple[Bring, Touch | None]] = {
    "welcome": (_own(lambda person: None), None),
    "welcome in an app": (_own(lambda person: None), None),
    "open link": (lambda person: "/p/open/two_backpacks?source=panel", None),
    "consent": (_own(_consent), None),
    "consent incomplete": (_own(_consent), _press("agree")),
    "declined": (_own(_declined), None),
    "before": (_own(Person.consents), None),
    "before incomplete": (_own(Person.consents), _press("answer")),
    "expectations": (_own(_expectations), None),
    "task": (_own(Person.to_task), None),
    "second task": (_own(_second_task), None),
    "in shop": (_own(_in_shop), None),
    "in shop, details": (_own(_in_shop), _open_details),
    "lapsed": (_own(_lapsed), None),
    "after": (_own(_after), None),
    "after, hesitated": (_own(_after), _yes),
    "after incomplete": (_own(_after), _press("answer")),
    "stopped, why": (_own(_stopped_why), None),
    "stopped, reason": (_own(_stopped_reason), None),
    "end": (_own(_end), None),
    "thanks": (_own(_thanks), None),
    "left": (_own(_left), None),
    "withdraw": (_withdraw, None),
    "withdraw at the end": (lambda person: _withdraw(person, _thanks), None),
    "erased": (lambda person: "/p/erased", None),
    "code": (lambda person: "/p/code", None),
    "code wrong": (lambda person: "/p/code", _wrong_code),
    "nothing": (lambda person: "/p/nothing-here", None),
}
