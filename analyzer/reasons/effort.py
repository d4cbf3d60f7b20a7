"""Signs of time and effort: a page that was late to show what it is about, a very long form, much
that was small."""

from __future__ import annotations

from collections.abc import Iterable

from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.kinds import WAITS, kind_of
from kitka.analyzer.reasons.scene import Scene
from kitka.analyzer.rules import limits
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Change, Offer, Vital


def effort(scene: Scene) -> Iterable[Cause]:
    last = scene.last
    yield from _burden(scene)
    if last is None:
        return
    yield from _late_content(scene, last)
    if scene.in_checkout or scene.path.last_reached(scene.end_s) > 0:
        yield from _long_form(scene, last)


def _burden(scene: Scene) -> Iterable[Cause]:
    """Much effort in small pieces, each of which was got past: it wears out all the same. Time
    spent in a form that was never sent is no loss yet."""
    small = [
        f for f in scene.frictions
        if kind_of(f)[1] in ("effort", "noise") and f.rule != "field_abandoned"
    ]  # fmt: skip
    cost_s = sum(friction.cost_s for friction in small)
    if len(small) > 1 and cost_s >= scene.limits["burden_s"]:
        text = f"{len(small)} small frictions had cost {cost_s:.0f} s by the end."
        step = scene.path.towards()
        yield Cause("too long", "", text, scene.end_s, "effort", step=step, until_s=scene.end_s)


def _late_content(scene: Scene, last: PageView) -> Iterable[Cause]:
    """What the last page is about came only after a long wait, and the shopper left not long after
    it. That one visit's vitals swing with the machine concerns comparisons, not who waited."""
    if any(scene.told(last, rule) for rule in WAITS):
        return
    paints = [m.event.value for m in last.all(Vital) if m.event.name == "LCP"]
    shown_ms = max(paints, default=0.0)
    stay_s = scene.timeline.seconds(last.asked_s, scene.end_s)
    if shown_ms > limits("poor_vitals")["lcp_ms"] and stay_s <= 2 * shown_ms / 1000:
        scale = min(1.0, max(scene.limits["wait_least"], shown_ms / 1000 / scene.limits["wait_s"]))
        text = f"{last.path} had shown its largest part only after {shown_ms / 1000:.1f} s."
        yield scene.cause("too long", text, last, "effort", at_s=last.asked_s, scale=scale)


def _long_form(scene: Scene, last: PageView) -> Iterable[Cause]:
    """Very many fields had been filled in, and the attempt ended in the middle of them."""
    fields = {
        m.event.target.selector for m in scene.timeline.all(Change)
        if m.event.target.text_entry and m.at_s <= scene.end_s
    }  # fmt: skip
    if scene.went_on(last) or not scene.typed(last):
        return
    asked = [m.event.count for m in last.all(Offer) if m.event.what == "fields"]
    if len(fields) >= scene.limits["fields"]:
        text = f"The attempt ended in a form, after {len(fields)} fields had been filled in."
        yield scene.cause("too long", text, last, "effort")
    elif max(asked, default=0) >= scene.limits["many_fields"]:
        text = f"The attempt ended in a form of {max(asked)} fields, after {len(fields)} of them."
        yield scene.cause("too long", text, last, "effort")
