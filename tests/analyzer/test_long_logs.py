"""A long or hostile log costs in proportion to its length: the work is counted, not timed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from kitka.analyzer.analyze import analyze
from kitka.analyzer.narrative import timeline_entries
from kitka.analyzer.results import Distribution, Reference
from kitka.analyzer.session.path import similarity
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.session.views import VIEWS
from kitka.recorder.model import (
    Alert,
    Aside,
    Block,
    Blur,
    Change,
    Choice,
    Click,
    ClockedEvents,
    Dialog,
    Event,
    FieldState,
    Form,
    JsError,
    Layer,
    Load,
    Message,
    OffSite,
    Reaction,
    Repeat,
    Request,
    Scroll,
    Session,
    SessionLog,
    Setting,
    Shift,
    Sighting,
    Submit,
    Target,
    Thrash,
    Total,
    Unreachable,
    View,
    Visibility,
)

STARTED = 1_790_000_000_000.0
SHOP = "https://shop.example"
PAY = Target("button", "Pay", "#pay", tag="button", interactive=True)
OFF = Target("button", "Off", "#off", tag="button", interactive=True, disabled=True)
MORE = Target("button", "+", "#more", tag="button", interactive=True, stepper=True)
NAME = Target("textbox", "Name", "#name", tag="input", type="email", text_entry=True)
FORM = Target("form", "", "form#f", tag="form")
FULL = tuple(FieldState(key, PAY, True) for key in ("email", "street", "city"))
QUERY = (FieldState("q", Target("searchbox", "Find", "#q", type="search"), True),)
USUAL = Distribution(20, 1.0, 1.0, 2.0)
EMPTY = tuple(FieldState(key, PAY, False) for key in ("email", "street", "city"))

Told = tuple[str, Event]
"""Page and event; every page's clock begins with the session."""


def view(t: float, number: int, url: str, cause: Any = "push") -> View:
    return View(t=t, view=number, url=url, origin=SHOP, cause=cause)


def views(i: int, t: float) -> Iterator[Told]:
    yield "p", view(t, i, ("/basket/", "/terms/", f"/pack_{i}/")[i % 3])


def documents(i: int, t: float) -> Iterator[Told]:
    yield "p", Click(t=t - 1, view=0, id=i, target=PAY)
    yield "p", OffSite(t=t - 0.5, view=0, origin="https://pay.example", away=i % 2 == 0)
    yield f"q{i}", view(t, 0, "/basket/", "load")
    yield f"q{i}", Load(t=t + 1, view=0, status=500 * (i % 2), dom_ms=5)


def pressed(i: int, t: float) -> Iterator[Told]:
    yield "p", Click(t=t, view=0, id=i, target=PAY)
    yield "p", Reaction(t=t + 1, view=0, click=i, after={"unloading": 3.0}, observed_ms=3)


def pressed_at_once(i: int, t: float) -> Iterator[Told]:
    yield "p", Shift(t=9, view=0, value=0.5, sources=(FORM,))
    yield "p", Click(t=10, view=0, id=0, target=PAY, x=900, y=900)
    yield "p", Reaction(t=11, view=0, click=0, after={"request": 3.0}, observed_ms=2500)
    yield "p", Request(t=11, view=0, url=f"/z{i}", status=500, click=0)


def shifted(i: int, t: float) -> Iterator[Told]:
    yield "p", Shift(t=t, view=0, value=0.5, sources=(FORM, FORM))
    yield "p", Click(t=t + 1, view=0, id=i, target=PAY, x=900, y=900)
    yield "p", JsError(t=t + 2, view=0, message=f"m{i}", click=i)


def refused(i: int, t: float) -> Iterator[Told]:
    yield "p", Submit(t=t, view=0, form=f"f{i % 3}", target=FORM, via=PAY, fields=FULL)
    yield "p", Form(t=t + 1, view=0, form=f"f{i % 3}", target=FORM, fields=EMPTY)
    yield "p", Message(t=t + 2, view=0, target=FORM, text="bad")


def refused_at_once(i: int, t: float) -> Iterator[Told]:
    for _, event in refused(i, 10):
        yield "p", type(event)(**{**_values(event), "t": 10.0})


def never_shown_again(i: int, t: float) -> Iterator[Told]:
    yield "p", Form(t=t / 1e6, view=0, form="f", target=FORM, fields=EMPTY)
    yield "p", Submit(t=t, view=0, form="f", target=FORM, via=PAY, fields=FULL)


def failed(i: int, t: float) -> Iterator[Told]:
    yield "p", Request(t=t, view=0, url=f"/z{i}", status=400, duration_ms=1e9)
    yield "p", Request(t=t, view=0, url="/page", type="document", status=500)
    yield "p", Unreachable(t=t, url=f"{SHOP}/{i}", reason="refused")
    yield "p", Message(t=t, view=0, target=FORM, text="hm", severity="status")


def prices(i: int, t: float) -> Iterator[Told]:
    if i == 0:
        yield "p", Submit(t=t, view=0, form="f", target=FORM, via=PAY, fields=FULL)
    yield "p", Total(t=t + 1, view=0, amount=10.0 + 3 * i, currency="EUR")
    yield "p", Total(t=t + 2, view=0, amount=1.0 + 7 * i, currency="EUR", what="delivery")


def prices_at_once(i: int, t: float) -> Iterator[Told]:
    yield "p", Total(t=10, view=0, amount=10.0 + i, currency="EUR")
    yield "p", Change(t=10, view=0, target=FORM)
    yield "p", Submit(t=10, view=0, form="f", target=FORM, fields=FULL)


def sightings(i: int, t: float) -> Iterator[Told]:
    where = i % 2 * i
    yield "p", view(t, where, "/checkout/preview/")
    for present in (False, True):
        at = t if i % 3 else 10.0
        yield (
            "p",
            Sighting(t=at, view=where, what="selector", value="#place-order", present=present),
        )


def asides(i: int, t: float) -> Iterator[Told]:
    kinds: Any = ("buyer", "task", "pause", "menu")
    yield f"a{i % 5}", Aside(t=t, view=-1, what=kinds[i % 4], state="begin")
    yield f"b{i}", Aside(t=t + 1, view=-1, what="buyer", state="begin")
    if i % 2:
        yield f"a{i % 5}", Change(t=t + 2, view=-1, target=PAY, hesitation_ms=1e5)
    yield "p", Visibility(t=t + 3, view=0, state="hidden")


def pressed_in_vain(i: int, t: float) -> Iterator[Told]:
    target = (PAY, OFF, MORE)[i % 3]
    yield "p", Click(t=t, view=0, id=i, target=target, under=MORE if i % 5 == 0 else None)
    yield "p", Reaction(t=t + 7, view=0, click=i, after={}, observed_ms=2500)
    yield "p", Layer(t=t, view=0, id=i, state="shown", target=FORM)
    yield "p", Block(t=t, view=0, duration_ms=5000)
    yield "p", Alert(t=t, view=0, type="alert")
    yield "driver", Dialog(t=t, type="confirm", message="")


def pressed_again_at_once(i: int, t: float) -> Iterator[Told]:
    yield "p", Click(t=10, view=0, id=i, target=PAY)
    yield "p", Reaction(t=11, view=0, click=i, after={}, observed_ms=2500)
    yield "p", Block(t=10, view=0, duration_ms=1e6)


def set_in_vain(i: int, t: float) -> Iterator[Told]:
    yield "p", Setting(t=t, view=0, target=MORE, kept=i % 2 == 0, observed_ms=2500)
    yield "p", Click(t=t + 1, view=0, id=i, target=PAY)


def entered_in_vain(i: int, t: float) -> Iterator[Told]:
    yield "p", Blur(t=t, view=0, target=NAME, changed=True, filled=True, typed=9, lost=4)
    yield "p", Repeat(t=t, view=0, target=NAME, first=NAME)
    yield "p", Click(t=t + 1, view=0, id=i, target=PAY)
    yield "p", Reaction(t=t + 2, view=0, click=i, after={}, observed_ms=2500)
    yield "p", Submit(t=t + 1, view=0, form="f", target=FORM, fields=FULL, refused="prevented")


def to_and_fro(i: int, t: float) -> Iterator[Told]:
    """Within seconds, so that all three rules of turning back have something to look at."""
    t = i * 2_000.0
    yield f"q{i}", view(t, 0, ("/basket/", "/login/", "/basket/", f"/x{i}/")[i % 4], "load")
    yield f"q{i}", Click(t=t + 1_900, view=0, id=i, target=PAY)


def searched(i: int, t: float) -> Iterator[Told]:
    yield "p", view(t, i, f"/find?q=w{i}")
    yield "p", Submit(t=t + 1, view=i, form="f", target=FORM, via=PAY, fields=QUERY)


def restless(i: int, t: float) -> Iterator[Told]:
    yield "p", Thrash(t=t, view=0, duration_ms=900, distance=2000, reversals=9)
    yield "p", Scroll(t=t, view=0, reversals=9)
    yield "p", Choice(t=t, view=0, target=PAY, waited_ms=90_000)
    yield "p", Change(t=t, view=0, target=PAY, hesitation_ms=90_000)
    yield "p", Visibility(t=t + 1, view=0, state="hidden")


KINDS: list[Callable[[int, float], Iterator[Told]]] = [
    views, documents, pressed, pressed_at_once, shifted, refused, refused_at_once,
    never_shown_again, failed, prices, prices_at_once, sightings, asides, pressed_in_vain,
    pressed_again_at_once, set_in_vain, entered_in_vain,
    to_and_fro, searched, restless,
]  # fmt: skip


def _values(event: Event) -> dict[str, Any]:
    return {name: getattr(event, name) for name in event.__struct_fields__}


def log_of(kind: Callable[[int, float], Iterator[Told]], number: int) -> SessionLog:
    pages: dict[str, list[Any]] = {"p": [view(1, 0, "/catalogue/bag/", "load")]}
    for i in range(number):
        for page, event in kind(i, 100.0 * (i + 1)):
            pages.setdefault(page, []).append(event)
    pages["p"].append(view(100.0 * (number + 5), number + 9, "/checkout/thank-you/"))
    session = Session(
        id="s", scenario="guest_checkout", scenario_hash="0", actor="participant",
        started=STARTED, ended="closed",
    )  # fmt: skip
    batches = (
        ClockedEvents(page, 0, "page", STARTED, tuple(events)) for page, events in pages.items()
    )
    return SessionLog(session, tuple(batches))


def work(do: Callable[[], object]) -> int:
    """Lines of Python that were run, each round of a loop anew."""
    lines = 0

    def trace(frame: Any, event: str, _: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        do()
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_twice_the_events_are_twice_the_work(kind, shop):
    reference = Reference(
        "h", 1, ("/a",), tuple(f"/pack_{i}/" for i in range(9)), people=20,
        fields={"button=Pay": USUAL}, pages={"desktop /catalogue/*/": USUAL},
    )  # fmt: skip

    def judged(number: int) -> int:
        log = log_of(kind, number)

        def everything() -> None:
            result = analyze(log, shop, reference=reference)
            assert not [why for why in result.not_applicable.values() if "rule broke" in why]
            timeline_entries(log, result)

        return work(everything)

    judged(20)  # what is read once only
    assert judged(600) <= 2.5 * judged(300)


def test_work_of_a_square_is_noticed():
    def square(number: int) -> Callable[[], object]:
        return lambda: [a for a in range(number) for b in range(number) if a < b < 0]

    assert work(square(200)) > 3 * work(square(100))


def test_ways_of_any_length_are_compared():
    one, other = [str(i) for i in range(40_000)], [str(i) for i in range(40_000, 0, -1)]
    assert 0 <= similarity(one, other) < 0.01
    assert similarity(one, [*one[:20_000], "x", *one[20_000:]]) == pytest.approx(40_000 / 40_001)
    assert similarity(one, one) == 1.0


def test_of_very_many_views_of_a_page_the_first_and_the_last_are_kept(shop):
    log = log_of(views, 3 * VIEWS)
    timeline = Timeline(log)
    assert len(timeline.views) == VIEWS
    assert analyze(log, shop).steps[0].reached
    assert timeline.views[-1].url == "/checkout/thank-you/"
