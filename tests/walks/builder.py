"""A small builder that writes logs in the true event format, as a page and a driver would."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from kitka.analyzer.results import Reference
from kitka.recorder.model import (
    Click,
    ClockedEvents,
    Condition,
    Event,
    FieldState,
    Load,
    Note,
    Reaction,
    Rect,
    Scenario,
    Session,
    SessionLog,
    Step,
    Submit,
    Target,
    View,
    Watch,
)

STARTED = 1_790_000_000_000.0
RECORDINGS = Path(__file__).parent.parent / "recordings"


def button(name: str, selector: str = "", **more: Any) -> Target:
    selector = selector or f"#{name.lower().replace(' ', '-')}"
    rect = more.pop("rect", Rect(40, 300, 160, 40))
    return Target("button", name, selector, tag="button", interactive=True, rect=rect, **more)


def link(name: str, selector: str = "", **more: Any) -> Target:
    selector = selector or f"a[title='{name}']"
    return Target(
        "link", name, selector, tag="a", interactive=True, rect=Rect(40, 80, 90, 20), **more
    )


def entry(name: str, **more: Any) -> Target:
    return Target(
        "textbox", name, f"#id_{name.lower()}", tag="input", type=more.pop("type", "text"),
        interactive=True, text_entry=True, rect=Rect(40, 200, 300, 36), **more,
    )  # fmt: skip


def fields(filled: bool, *names: str, **more: Any) -> tuple[FieldState, ...]:
    return tuple(FieldState(name.lower(), entry(name), filled, **more) for name in names)


class Walk:
    """One session being walked: ``open`` a page, ``press`` things; times are session seconds."""

    def __init__(self, actor: str = "participant", ended: str = "closed", **session: Any) -> None:
        self.session = Session(
            id=session.pop("id", "s1"), scenario=session.pop("scenario", "guest_checkout"),
            scenario_hash="0" * 16, actor=actor, started=STARTED, ended=ended, **session,
        )  # type: ignore[arg-type]  # fmt: skip
        self.pages: dict[str, list[Event]] = {}
        self.origins: dict[str, float] = {}
        self.page, self.view, self.clicks = "driver", -1, -1
        self.notes: list[Note] = []

    def _put(self, page: str, event: Event) -> None:
        self.pages.setdefault(page, []).append(event)

    def _t(self, at_s: float, page: str | None = None) -> float:
        return at_s * 1000 - self.origins.get(page or self.page, 0.0)

    def open(
        self, at_s: float, url: str, dom_ms: float = 300, status: int = 200, **more: Any
    ) -> Walk:
        """A document whose navigation starts at ``at_s``; it is shown ``dom_ms`` later."""
        self.page, self.view, self.clicks = f"p{len(self.origins):02d}", 0, -1
        self.origins[self.page] = at_s * 1000
        response_ms = more.pop("response_ms", dom_ms * 0.6)
        load_ms = more.pop("load_ms", dom_ms + 50)
        origin = more.pop("origin", "https://shop.example")
        self._put(self.page, View(
            t=response_ms + 10, view=0, url=url, origin=origin, width=1280, height=720, **more
        ))  # fmt: skip
        self._put(self.page, Load(
            t=load_ms + 10, view=0, status=status, response_ms=response_ms, dom_ms=dom_ms,
            load_ms=load_ms,
        ))  # fmt: skip
        return self

    def route(self, at_s: float, url: str) -> Walk:
        """A single-page route of the page that is open."""
        self.view += 1
        self._put(self.page, View(
            t=self._t(at_s), view=self.view, url=url, origin="https://shop.example", cause="push"
        ))  # fmt: skip
        return self

    def event(self, at_s: float, kind: type[Event], **values: Any) -> Walk:
        """Any event of the page that is open."""
        self._put(self.page, kind(t=self._t(at_s), view=self.view, **values))
        return self

    def driver(self, at_s: float, kind: type[Event], **values: Any) -> Walk:
        self._put("driver", kind(t=at_s * 1000, view=-1, **values))
        return self

    def press(
        self, at_s: float, target: Target, after: dict[str, float] | None = None,
        observed_ms: float | None = None, x: float = 100, y: float = 320, pointer: str = "mouse",
        **more: Any,
    ) -> Walk:  # fmt: skip
        """A click and its reaction; ``after`` None means that the reaction never arrived.

        As in the page: watched for 2.5 s, 300 ms after something visible, or until it is left.
        """
        if observed_ms is None:
            seen = [
                ms for kind, ms in (after or {}).items() if kind not in ("request", "unloading")
            ]
            observed_ms = max(300, *seen) if seen else 2500
            if after and "unloading" in after:
                observed_ms = after.setdefault("navigation", 200.0)
        self.clicks += 1
        self._put(self.page, Click(
            t=self._t(at_s), view=self.view, id=self.clicks, target=target, x=x, y=y,
            pointer=pointer, **more,
        ))  # fmt: skip
        if after is not None:
            self._put(self.page, Reaction(
                t=self._t(at_s) + observed_ms, view=self.view, click=self.clicks,
                after=after, observed_ms=observed_ms,  # type: ignore[arg-type]
            ))  # fmt: skip
        return self

    def submit(
        self, at_s: float, form: str, via: Target, states: tuple[FieldState, ...] = (),
        refused: str = "", **more: Any,
    ) -> Walk:  # fmt: skip
        target = Target("form", "", f"form#{form}", tag="form")
        self._put(self.page, Submit(
            t=self._t(at_s), view=self.view, form=form, target=target, via=via, fields=states,
            refused=refused, **more,  # type: ignore[arg-type]
        ))  # fmt: skip
        return self

    def send(
        self, at_s: float, via: Target, states: tuple[FieldState, ...], refused: str = "",
        after: dict[str, float] | None = None, **more: Any,
    ) -> Walk:  # fmt: skip
        """A press on the button of fields that stand in no form."""
        self.press(at_s, via, {} if after is None else after, **more)
        return self.event(
            at_s + 0.002, Submit, form=via.selector, target=Target("main", "", "main", tag="main"),
            via=via, fields=states, refused=refused,
        )  # fmt: skip

    def note(self, at_s: float, tag: str = "note", text: str = "") -> Walk:
        number = f"n{len(self.notes)}"
        self.notes.append(Note(number, self.session.id, at_s, tag, text))  # type: ignore[arg-type]
        return self

    def log(self) -> SessionLog:
        batches = []
        for page, events in self.pages.items():
            half = (len(events) + 1) // 2
            for seq, part in enumerate((events[:half], events[half:])):
                if part:
                    producer = "driver" if page == "driver" else "page"
                    batches.append(ClockedEvents(
                        page, seq, producer, STARTED + self.origins.get(page, 0.0), tuple(part)
                    ))  # type: ignore[arg-type]  # fmt: skip
        return SessionLog(self.session, tuple(batches), notes=tuple(self.notes))


def steps(*named: tuple[str, Any]) -> tuple[Step, ...]:
    """``("Basket", "/basket/")`` is a step by address; a Condition or a tuple of them also goes."""
    built = []
    for name, reached in named:
        if isinstance(reached, str):
            reached = Condition(url=reached)
        built.append(Step(name, (reached,) if isinstance(reached, Condition) else reached))
    return tuple(built)


SHOP = Scenario(
    name="guest_checkout",
    title="Guest checkout",
    steps=steps(
        ("Product", "/catalogue/*/"),
        ("Basket", "/basket/"),
        ("Delivery address", "/checkout/shipping-address/"),
        ("Delivery method", "/checkout/shipping-method/"),
        ("Payment", "/checkout/payment-details/"),
        ("Review", Condition(url="/checkout/preview/", selector="#place-order")),
        ("Order placed", "/checkout/thank-you/"),
    ),
    payment_origins=("https://pay.example",),
    watch=Watch(total="#basket_totals .total", delivery="#basket_totals .delivery"),
)


Recording = msgspec.defstruct(
    "Recording",
    [
        ("shows", str),
        ("scenario", Scenario),
        ("log", SessionLog),
        ("reference", Reference | None, None),
    ],
    forbid_unknown_fields=True,
    omit_defaults=True,
)
"""A checked-in session with its scenario; ``shows`` says in words what is in it, ``reference``
what other sessions showed."""
