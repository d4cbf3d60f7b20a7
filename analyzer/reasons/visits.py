"""Signs of what was looked up: a page about returns, delivery, payment or who the shop is."""

from __future__ import annotations

from collections.abc import Iterable

from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.scene import TOGETHER_S, Scene
from kitka.analyzer.reasons.words import DELIVERY, PAYMENT, RETURNS, TRUST, about
from kitka.analyzer.results import ReasonKind
from kitka.analyzer.views import PageView
from kitka.recorder.model import Submit


def visits(scene: Scene) -> Iterable[Cause]:
    """Pages that were read just before the end: opened on purpose, and not left at a glance."""
    told: set[ReasonKind] = set()
    for view in reversed(scene.views):
        if scene.timeline.seconds(view.end_s, scene.end_s) > scene.limits["window_s"]:
            return
        kinds = _topics(scene, view)
        if not kinds or scene.is_step(view) or not _read(scene, view):
            continue
        for kind in kinds:
            if kind not in told:
                told.add(kind)
                text = f"{view.path} was looked up just before the end."
                scale = 1.0 if len(kinds) == 1 else scene.limits["either"]
                yield scene.cause(kind, text, view, "looked_up", scale=scale)


def _read(scene: Scene, view: PageView) -> bool:
    if scene.stay_s(view) < scene.limits["glance_s"]:
        return False
    press = scene.path.waits.cause_of(view)
    return press is None or not any(
        f.rule == "layout_shift" and abs(f.at_s - press.at_s) <= TOGETHER_S for f in scene.frictions
    )


def _topics(scene: Scene, view: PageView) -> list[ReasonKind]:
    """What a page is about. In the checkout delivery and payment are what its steps are about."""
    words = about(view)
    shopping = view.began_s < scene.checkout_s and not view.all(Submit)
    found: list[ReasonKind] = []
    if RETURNS.search(words):
        found.append("returns")
    if shopping and DELIVERY.search(words):
        found.append("delivery")
    if not found and shopping and PAYMENT.search(words):
        found.append("payment methods")
    if not found and scene.in_checkout and TRUST.search(words):
        found.append("trust")
    return found
