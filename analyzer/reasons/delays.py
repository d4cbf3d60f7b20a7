"""Signs of time that was taken from the shopper right before the end: waits of every sort, what had
to be put out of the way, and what was asked for once more."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from kitka.analyzer.forms.purpose import is_quantity, is_search
from kitka.analyzer.page.layers import DIALOGS, Layers
from kitka.analyzer.presses.busy import GOING_ON
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.kinds import WAITS
from kitka.analyzer.reasons.scene import Scene
from kitka.analyzer.reasons.words import DECLINED
from kitka.analyzer.results import ReasonKind
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.timeline import request_span
from kitka.analyzer.session.views import PageView
from kitka.analyzer.words import ADD, FAILED, LIMITED, VOUCHER, label
from kitka.recorder.model import Alert, Change, Layer, Message, Request, Submit, Target

UNLIKE = frozenset({"password", "search", "number"})
"""Types of fields that are rightly filled in more than once."""
CAME_S = 0.2
"""A route that is shown this close to the end of a wait is what was waited for."""
BREATH_S = 0.1
"""Card, Moran & Newell 1983: one cycle of perception; a shorter pause is not seen."""
APART_S = 1.0
"""Nielsen 1993: what stands still within it after a press is the press's doing."""
JUST_S = 2.0
"""What came longer before the end than this was there to be looked at."""


def delays(scene: Scene) -> Iterable[Cause]:
    last = scene.stopped_in
    if last is None:
        return
    yield from (
        list(_being_done(scene, last)) or list(_asking(scene, last)) or _came_late(scene, last)
    )
    yield from _stood_still(scene, last)
    yield from _laid_over(scene, last)
    yield from _alerted(scene, last)
    yield from _asked_again(scene, last)
    yield from _round_about(scene)


def _being_done(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last word of the page was that something was being done, and it had not come to its
    end when the shopper left."""
    said = [m for m in scene.timeline.all(Message) if m.at_s <= scene.end_s]
    words = [i for i, m in enumerate(said) if GOING_ON.search(m.event.text)]
    if not words or _waited(scene, last):
        return
    word, later = said[words[-1]], said[words[-1] + 1 :]
    view = scene.timeline.view_of(word)
    if view is None:
        return
    over_s = min([scene.end_s, *(m.at_s for m in later[:1]), *([view.end_s] * (view is not last))])
    waited_s = scene.timeline.seconds(max(word.at_s, view.shown_s), over_s)
    just = scene.timeline.seconds(over_s, scene.end_s) <= scene.limits["glance_s"]
    if just and waited_s >= limits("slow_response")["wait_s"]:
        text = f"“{word.event.text[:80]}” had stood there for {waited_s:.1f} s."
        yield scene.cause("too long", text, last, "effort", at_s=over_s, until_s=scene.end_s)


def _asking(scene: Scene, last: PageView) -> Iterable[Cause]:
    """Something that the last page had asked the shop for took longer than one waits without a
    sign, until just before the end."""
    if _waited(scene, last):
        return
    longest, just_s = limits("slow_response")["signed_s"], scene.end_s - JUST_S
    for asked in last.all(Request):
        begun, over = request_span(asked)
        long = min(over, scene.end_s) - max(begun, last.began_s) >= longest
        own = not asked.event.third_party and asked.event.type in ("fetch", "xhr")
        if own and long and just_s <= over and not asked.event.failed:
            text = f"What {last.path} had asked for took {over - begun:.1f} s."
            yield scene.cause("too long", text, last, "effort", at_s=begun, until_s=scene.end_s)
            return


def _came_late(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last page came after a wait, and was left at a glance: who has waited and goes when it
    is over had made up their mind meanwhile."""
    if _waited(scene, last) or scene.stay_s(last) > scene.limits["glance_s"]:
        return
    found = [w for w in scene.path.waits.documents if w.view is last]
    found += [w for w in scene.path.waits.after_presses if abs(w.end_s - last.began_s) <= CAME_S]
    wait = max(found, key=lambda one: one.seconds, default=None)
    if wait is not None and wait.seconds >= limits("slow_response")["wait_s"]:
        numbers = scene.limits
        scale = min(1.0, max(numbers["wait_least"], wait.seconds / numbers["wait_s"]))
        text = f"{last.path} had come only after {wait.seconds:.1f} s, and was left at a glance."
        yield scene.cause("too long", text, last, "effort", at_s=wait.end_s,
                          until_s=scene.end_s, scale=scale)  # fmt: skip


def _waited(scene: Scene, last: PageView) -> bool:
    return any(scene.told(last, rule) for rule in WAITS)


def _stood_still(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The page did nothing for as long as breaks the flow of thought, just before the end."""
    least_ms = limits("long_block")["block_ms"]
    where = (last.page, last.number)
    since_s = scene.end_s - scene.limits["choice_s"]
    whole_ms, since, over_s = 0.0, 0.0, -1.0
    acts = [m.at_s for m in scene.acts(last)]
    for block in scene.facts.presses.blocks:
        # While a page is being loaded nobody presses anything.
        late = block.at_s >= max(last.shown_s, since_s) and block.at_s <= scene.end_s
        if block.view_key != where or not late:
            continue
        if block.at_s - over_s > BREATH_S:  # a script that works in pieces lets nobody in between
            whole_ms, since = 0.0, block.at_s
        whole_ms += block.event.duration_ms
        over_s = block.at_s + block.event.duration_ms / 1000
        # Nobody notices what a page does by itself while they read.
        acted = bisect_right(acts, over_s) > bisect_left(acts, since - APART_S)
        if whole_ms >= 2 * least_ms and acted and not _waited(scene, last):
            text = f"The page had stood still for {whole_ms / 1000:.1f} s."
            yield scene.cause("too long", text, last, "effort", at_s=since, until_s=scene.end_s)
            return


def _laid_over(scene: Scene, last: PageView) -> Iterable[Cause]:
    """Something large that nobody had asked for lay over the page when it was left, and had for as
    long as one waits for a thing to go by itself. Who filled it in had welcomed it, unless it had
    taken the keys; what comes with the first page is no reason to leave the last."""
    numbers = limits("interruption")
    if scene.told(last, "interruption") or last is scene.views[0] or not last.all(Layer):
        return
    layers = Layers(scene.facts.purchase, numbers["asked_s"])
    for laid in layers.unasked:
        event = laid.shown.event
        large = event.modal or event.share >= numbers["share"]
        stood_s = scene.timeline.seconds(laid.shown.at_s, scene.end_s)
        # What holds all back need not be waited for: it will not go by itself.
        dialog = event.modal and event.target.role in DIALOGS
        least_s = APART_S if dialog else limits("slow_response")["wait_s"]
        long = least_s < stood_s <= scene.limits["choice_s"]
        stays = laid.gone is None and laid.view is last and laid.shown.at_s <= scene.end_s
        if not (stays and long and large) or event.consent:
            continue
        if layers.used(laid) and layers.typing(laid, numbers["typing_s"]) is None:
            continue
        element = element_of(event.target)
        text = f"Nobody had asked for {describe(element)}, and it lay over the page at the end."
        yield scene.cause("too long", text, last, "effort", at_s=laid.shown.at_s,
                          until_s=scene.end_s, element=element)  # fmt: skip
        return


def _alerted(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last thing that happened was a dialog of the browser's, which says by itself what it is
    about. A question back to a press (“Remove it?”) is none."""
    alerts = [m for m in last.all(Alert) if m.at_s <= scene.end_s]
    if not alerts:
        return
    event, over_s = alerts[-1].event, alerts[-1].at_s + alerts[-1].event.duration_ms / 1000
    near = scene.timeline.seconds(over_s, scene.end_s) <= scene.limits["choice_s"]
    after = any(m.at_s > over_s for m in scene.acts(last))
    if event.type != "alert" or LIMITED.search(event.message) or VOUCHER.search(event.message):
        return
    if near and not after:
        kind: ReasonKind = "declined" if DECLINED.search(event.message) else "error"
        if kind == "error" and not FAILED.search(event.message):
            kind = "too long"
        if kind == "too long" and scene.told(last, "native_dialog"):
            return
        text = "A dialog of the browser's was the last that the page said."
        yield scene.cause(kind, text, last, "effort", at_s=alerts[-1].at_s)


def _asked_again(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last thing done was to write into a field what had been written into the same one on
    another page, and had been sent from there."""
    entered = scene.entered(last)
    if entered is None or scene.told(last, "repeated_entry"):
        return
    target = entered.event.target
    if scene.done_after(last, entered.at_s, target) or not _lasting(target):
        return
    same = _key(target)
    for view in scene.views:
        sent = [m for m in view.all(Submit) if not m.event.refused]
        filled = {_key(s.target) for m in sent for s in m.event.fields if s.filled}
        written = {_key(m.event.target) for m in view.all(Change)}
        if view.path != last.path and same in filled & written:
            element = element_of(target)
            text = f"{describe(element)} asked for what had been sent from {view.path} before."
            yield scene.cause("too long", text, last, "effort", at_s=entered.at_s,
                              until_s=scene.end_s, element=element)  # fmt: skip
            return


def _lasting(target: Target) -> bool:
    """What it wants to know stays the same for a while, and is no secret."""
    asks = is_search(target) or is_quantity(target) or target.type in UNLIKE
    named = target.selector.startswith("#") and " " not in target.selector
    return named and not asks and not VOUCHER.search(f"{target.name} {target.selector}")


def _key(target: Target) -> str:
    """The same question keeps its id in the forms of one shop, whatever it is called there."""
    return target.selector or identity(element_of(target))


def _round_about(scene: Scene) -> Iterable[Cause]:
    """From the last step on the shopper was led from page to page, none of which was the next one.
    Before anything has been put into the basket, that is how one shops."""
    seen: list[PageView] = []
    step: PageView | None = None
    for view in reversed(scene.views):
        if scene.is_step(view):
            step = view
            break
        seen.insert(0, view)
    places = {view.path for view in seen}
    # Who came to none of the steps may never have looked for them.
    if step is None or len(places) < scene.limits["pages"]:
        return
    if scene.path.scenario.phase == "purchase" and not scene.in_checkout:
        led = scene.path.waits.cause_of(seen[0])
        if led is None or not scene.went_on(step) or not ADD.search(label(led.element)):
            return
    text = f"{len(places)} pages were gone through after the last step, none of them the next."
    yield scene.cause("too long", text, seen[-1], "effort", at_s=max(0.0, seen[0].began_s),
                      until_s=scene.end_s)  # fmt: skip
