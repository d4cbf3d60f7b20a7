"""Signs of something that was asked and not given: a choice, a field, an account.

That a page asks is a circumstance which every session has. It counts where the shopper had stopped
there: at a field that was gone into and left empty, at a choice before which nothing more was done.
"""

from __future__ import annotations

from collections.abc import Iterable

from kitka.analyzer.forms.purpose import is_quantity, is_search
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.kinds import CHOICES, Grade, asked_by
from kitka.analyzer.reasons.scene import Scene, words_of
from kitka.analyzer.reasons.words import (
    CARD,
    COUNTRY,
    DELIVERY,
    IDENTITY,
    PAYMENT,
    about,
)
from kitka.analyzer.results import ReasonKind
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Blur, Change, Click, Cue, Setting, Submit, Target

LISTS = frozenset({"combobox", "listbox"})


def choices(scene: Scene) -> Iterable[Cause]:
    last = scene.stopped_in
    if last is None:
        return
    # Who has begun to say who they are is in the checkout, whatever step it is.
    begun = scene.path.last_reached(scene.end_s) > 0 and scene.typed(last)
    if (scene.in_checkout or begun) and not scene.hindered(last, "stopped", "money"):
        stopped = list(_stopped_at(scene, last))
        yield from stopped or list(_weighed(scene, last)) or _choice(scene, last)
    if scene.in_checkout or scene.path.last_reached(scene.end_s) > 0:
        yield from _account(scene, last)


def _stopped_at(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last thing done was to go into a field that asks for something particular, and it was
    left empty."""
    entered = scene.entered(last)
    if entered is None:
        return
    target, at_s = entered.event.target, entered.at_s
    if scene.done_after(last, at_s, target):
        return
    if _filled(last, target):
        yield from _broke_off(scene, last, target, at_s)
        return
    if is_search(target) or is_quantity(target):
        return
    pause_s = scene.timeline.seconds(at_s, scene.end_s)
    kind, least_s = asked_by(target.role, words_of(target), target.type), scene.limits["stop_s"]
    if IDENTITY.search(words_of(target)) and scene.typed(last):
        # Who has filled in the rest without stopping has not gone to look for a card.
        least_s = scene.limits["glance_s"]
    grade: Grade = "looked_up"
    if kind is None and scene.asks_to_pay(last) and scene.typed(last):
        # Whatever a form for payment calls its fields, they are about one's money.
        kind, grade, least_s = "trust", "effort", scene.limits["choice_s"]
    if kind and pause_s >= least_s:
        element = element_of(target)
        text = f"{describe(element)} was gone into and left empty, and nothing followed."
        yield scene.cause(kind, text, last, grade, at_s=at_s, until_s=scene.end_s, element=element)


def _broke_off(scene: Scene, last: PageView, field: Target, at_s: float) -> Iterable[Cause]:
    """The last thing done was to write what people keep to themselves: they had begun, thought
    better of it, and left. What a card says is given wherever one pays."""
    words = words_of(field)
    private = IDENTITY.search(words) and not CARD.search(words)
    if private and scene.timeline.seconds(at_s, scene.end_s) >= scene.limits["glance_s"]:
        element = element_of(field)
        text = f"{describe(element)} was the last thing written, and it was not sent."
        yield scene.cause("trust", text, last, "looked_up", at_s=at_s, until_s=scene.end_s,
                          element=element)  # fmt: skip


def _filled(view: PageView, field: Target) -> bool:
    """By the shopper, the browser, or the shop beforehand."""
    same = identity(element_of(field))
    changed = any(identity(element_of(m.event.target)) == same for m in view.all(Change))
    left = (m.event for m in view.all(Blur) if identity(element_of(m.event.target)) == same)
    return changed or any(event.filled for event in left)


def _weighed(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last thing done was to go through the ways of delivery or of paying, or into the list of
    them, and none was taken."""
    if scene.went_on(last):
        return
    acts = [m for m in scene.acts(last) if not isinstance(m.event, Submit)]
    if not acts or acts[-1].event.target.role not in CHOICES:
        return
    target, at_s = acts[-1].event.target, acts[-1].at_s
    kind = asked_by(target.role, words_of(target)) or _view_asks(scene, last, target)
    set_ = [m.event.target for m in last.all(Setting) if m.at_s <= scene.end_s]
    tried = {identity(element_of(one)) for one in set_ if one.role == target.role}
    if kind not in ("delivery", "payment methods"):
        return
    element = element_of(target)
    if target.role == "tab":
        yield from _leafed_through(scene, last, kind)
        return
    if target.disabled:
        text = f"{describe(element)} was wanted, and cannot be chosen."
        yield scene.cause(kind, text, last, "looked_up", at_s=at_s, until_s=scene.end_s,
                          element=element)  # fmt: skip
        return
    if target.role == "radio" and len(tried) > 1 and not scene.typed(last):
        text = f"{len(tried)} of the choices were tried, up to {describe(element)}; none was sent."
        yield scene.cause(kind, text, last, "effort", at_s=at_s, until_s=scene.end_s,
                          element=element)  # fmt: skip
    pause_s = scene.timeline.seconds(at_s, scene.end_s)
    looked = target.role in LISTS and identity(element) not in tried
    if looked and pause_s >= scene.limits["stop_s"]:
        text = f"{describe(element)} was gone into, nothing was chosen from it, and none followed."
        yield scene.cause(kind, text, last, "effort", at_s=at_s, until_s=scene.end_s,
                          element=element)  # fmt: skip


def _leafed_through(scene: Scene, last: PageView, kind: ReasonKind) -> Iterable[Cause]:
    """The last things pressed were tabs, each with another way of paying, and no field in them."""
    acts = [m for m in scene.acts(last) if isinstance(m.event, Click)]
    tabs = {identity(element_of(m.event.target)) for m in acts if m.event.target.role == "tab"}
    if len(tabs) > 1 and not scene.typed(last) and scene.entered(last) is None:
        text = f"{len(tabs)} tabs with ways of it were looked into, and nothing was chosen there."
        yield scene.cause(kind, text, last, "effort", at_s=acts[-1].at_s, until_s=scene.end_s)


def _view_asks(scene: Scene, last: PageView, target: Target) -> ReasonKind | None:
    """What is chosen between, where only the page says so. Who does not find their country finds
    no delivery."""
    if target.role in LISTS:
        return "delivery" if COUNTRY.search(words_of(target)) else None
    if DELIVERY.search(about(last)) and not PAYMENT.search(about(last)):
        return "delivery"
    return "payment methods" if scene.asks_to_pay(last) else None


def _choice(scene: Scene, last: PageView) -> Iterable[Cause]:
    """A choice of delivery or of payment was looked at, nothing more was done, and it was left."""
    stay_s, idle_s = scene.stay_s(last), scene.idle_s(last)
    if idle_s < scene.limits["choice_s"] or scene.went_on(last) or scene.hindered(last, "effort"):
        return
    if scene.typed(last) or scene.entered(last):
        return
    words = about(last)
    if DELIVERY.search(words) and not PAYMENT.search(words):
        text = f"The attempt ended at the choice of delivery, after {stay_s:.0f} s there."
        yield scene.cause("delivery", text, last, "effort")
    elif scene.asks_to_pay(last):
        text = f"No way of paying was taken in {stay_s:.0f} s at the choice of them."
        yield scene.cause("payment methods", text, last, "effort")


def _account(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last view asked for an account and offered no way without."""
    cues = {m.event.what for m in last.all(Cue) if m.event.present}
    needed = "account" in cues and not cues & {"guest", "signed_in"}
    if not needed or scene.told(last, "forced_account") or scene.told(last, "session_lost"):
        return
    cues_, here_s = scene.facts.cues, last.asked_s
    known = any(cues_.between(what, 0.0, here_s) for what in ("guest", "signed_in"))
    if known and any(cue.view is last for cue in scene.facts.accounts.thrown_back):
        text = "The last view asked to log in, although the shopper had been past that."
        yield scene.cause("error", text, last, "looked_up")
    else:
        text = "The last view asked for an account, and no way on without one was seen."
        yield scene.cause("account", text, last, "looked_up")
