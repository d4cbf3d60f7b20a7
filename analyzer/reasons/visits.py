"""Signs of what was looked up: a page about returns, delivery, payment or who the shop is, or what
a press opened in the page itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kitka.analyzer.presses.series import meant
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.scene import TOGETHER_S, Scene
from kitka.analyzer.reasons.words import (
    CONDITIONS,
    DELIVERY,
    PAYMENT,
    RETURNS,
    TRUST,
    about,
    spoken_of,
)
from kitka.analyzer.results import ReasonKind
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Click, Submit

OPENS = frozenset({"button", "link", "tab", "heading", "generic", ""})
"""What opens a part of a page or a layer; a choice is made, not looked up."""
LEADS = re.compile(
    r"^\W*(continue|next|proceed|go on|(go )?to (the )?(check ?out|payment)|pay|check ?out|order"
    r"|buy|confirm|place|jatka|seuraava|siirry|maksa|tilaa|osta|vahvista|kassalle|fortsätt|nästa"
    r"|gå vidare|till kassan|betala|beställ|köp|bekräfta|weiter|(zur )?kasse|bezahlen|bestellen"
    r"|kaufen|zahlungspflichtig)\b(?! (by|methods?|information|status))",
    re.I,
)
"""How a control begins that leads on; “Ways to pay” does not."""


def visits(scene: Scene) -> Iterable[Cause]:
    """Pages that were read just before the end: opened on purpose, and not left at a glance."""
    told: set[ReasonKind] = set()
    for view in reversed(scene.views):
        if scene.timeline.seconds(view.end_s, scene.end_s) > scene.limits["window_s"]:
            break
        kinds = _topics(scene, view)
        if not kinds or scene.is_step(view) or not _read(scene, view):
            continue
        for kind in kinds:
            if kind not in told:
                told.add(kind)
                text = f"{view.path} was looked up just before the end."
                sure = len(kinds) == 1 and not _conditions(view)
                scale = 1.0 if sure else scene.limits["either"]
                yield scene.cause(kind, text, view, "looked_up", scale=scale)
    if not told and scene.stopped_in is not None:
        yield from _opened(scene, scene.stopped_in)


def _read(scene: Scene, view: PageView) -> bool:
    if scene.stay_s(view) < scene.limits["glance_s"]:
        return False
    press = scene.path.waits.cause_of(view)
    return press is None or not any(
        f.rule == "layout_shift" and abs(f.at_s - press.at_s) <= TOGETHER_S for f in scene.frictions
    )


def _topics(scene: Scene, view: PageView) -> list[ReasonKind]:
    """What a page is about. In the checkout delivery and payment are what its steps are about:
    there only a page counts that stands elsewhere, and that a link led to."""
    words = about(view)
    beside = not view.all(Submit) and (view.began_s < scene.checkout_s or _aside(scene, view))
    found = list(topics(words, beside))
    if not found and beside and TRUST.search(words):
        found.append("trust")
    if not found and scene.in_checkout and (TRUST.search(words) or _conditions(view)):
        found.append("trust")
    return found


@lru_cache(maxsize=2048)
def topics(words: str, beside: bool = True) -> tuple[ReasonKind, ...]:
    """What words are about that people decide on; delivery and payment only ``beside`` the steps
    that ask for them. Looking up what a delivery costs is looking at costs."""
    found: list[ReasonKind] = []
    if RETURNS.search(words):
        found.append("returns")
    if beside and DELIVERY.search(words):
        found.append("extra cost" if "extra cost" in spoken_of(words) else "delivery")
    if not found and beside and PAYMENT.search(words):
        found.append("payment methods")
    return tuple(found)


def _conditions(view: PageView) -> bool:
    return bool(CONDITIONS.search(about(view)))


def _aside(scene: Scene, view: PageView) -> bool:
    """No part of the checkout: a link led there, which does not say that it leads on, to another
    part of the shop."""
    press = scene.path.waits.cause_of(view)
    if press is None or press.element is None or press.element.role != "link":
        return False
    if LEADS.search(press.element.name):
        return False
    steps = {_part(one) for one in scene.views if scene.is_step(one)}
    return _part(view) not in steps


def _part(view: PageView) -> str:
    return view.path.strip("/").partition("/")[0]


def _opened(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last thing pressed opened in the page what it names: returns, delivery, ways of paying.
    It answered, and nothing followed."""
    clicks = [m for m in last.all(Click) if m.at_s <= scene.end_s]
    if not clicks or last.all(Submit):
        return
    click = clicks[-1]
    target = meant(click)
    read_s = scene.timeline.seconds(click.at_s, scene.end_s)
    if target.role not in OPENS or read_s < scene.limits["glance_s"]:
        return
    if scene.facts.presses.verdict(click) != "alive":
        return
    if scene.done_after(last, click.at_s, target):
        return
    words, here = target.name, topics(about(last))
    if LEADS.search(words):
        return
    # On the page that is about it, what is pressed is one of the choices.
    found = [kind for kind in topics(words) if kind not in here]
    for kind in found or ["trust"] * bool(TRUST.search(words)):
        element = element_of(target)
        text = f"{describe(element)} was opened last, and nothing followed."
        yield scene.cause(kind, text, last, "looked_up", at_s=click.at_s, until_s=scene.end_s,
                          element=element)  # fmt: skip
        return
