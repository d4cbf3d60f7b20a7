"""Signs of what was tried in vain right before the end, whatever a rule makes of it: a rule accuses
a shop and so needs more than a single failure; here it only has to be what somebody met last."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kitka.analyzer.presses.series import control, eligible, meant
from kitka.analyzer.purchase.totals import CENT, counts
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.kinds import Grade
from kitka.analyzer.reasons.scene import Scene, words_of
from kitka.analyzer.reasons.words import CARD
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import ADD, LIMITED, ONWARD, PAY, label
from kitka.recorder.model import Change, Click, JsError, Message, Setting, Submit

APART_S = 1.0
"""Nielsen 1993: who presses again later than this has waited for an effect; sooner is a habit."""
LEADS_ON = (ONWARD, PAY, ADD)
FAILED = frozenset({"dead", "error", "disabled", "blocked", "control", "repeated"})
"""Verdicts on a press that had no answer although one was owed."""
COUNTED = re.compile(r"\d")


def vain(scene: Scene) -> Iterable[Cause]:
    last = scene.stopped_in
    if last is None:
        return
    yield from _pressed(scene, last)
    yield from _emptied(scene, last)
    yield from list(_same_amount(scene, last)) or _old_amount(scene, last)
    yield from _card_lost(scene, last)


# ---------------------------------------------------------------- presses


def _pressed(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last thing done was to press something, in vain or again and again."""
    clicks = [m for m in last.all(Click) if m.at_s <= scene.end_s]
    if not clicks:
        return
    click = clicks[-1]
    target = meant(click)
    about = identity(element_of(target))
    told = any(identity(f.element) == about and f.at_s <= click.at_s for f in scene.frictions)
    if told or target.text_entry or scene.done_after(last, click.at_s, target):
        return
    if any(m.at_s >= click.at_s for m in last.all(Message)):
        return  # what was said about it is another sign
    run = _run(clicks, scene)
    what = ""
    grade: Grade = "looked_up"
    if scene.facts.presses.verdict(click) in FAILED:
        what = "had no effect"
    elif _unseen(scene, click):
        what = "was answered by nothing that could be seen"
    elif _threw(scene, last, click):
        what, grade = "made a script fail", "effort"
    elif len(run) > 1 and _owed(scene, run):
        what = f"was pressed {len(run)} times, and nothing came of it"
        grade = "looked_up" if len(run) > 2 else "effort"
    if what:
        element = element_of(target)
        text = f"{describe(element)}, which was pressed last, {what}."
        yield scene.cause("error", text, last, grade, at_s=run[0].at_s, until_s=scene.end_s,
                          element=element)  # fmt: skip


def _threw(scene: Scene, last: PageView, click: Moment[Click]) -> bool:
    """A press that worked all the same had only taken a banner's script along with it."""
    own = (m.event.click == click.event.id and not m.event.logged for m in last.all(JsError))
    return any(own) and scene.facts.presses.verdict(click) != "alive"


def _unseen(scene: Scene, click: Moment[Click]) -> bool:
    """The shop had been asked and had answered, and still there was nothing to be seen for as long
    as one waits. Before it has answered it is a wait."""
    presses, least_s = scene.facts.presses, limits("slow_response")["wait_s"]
    if not eligible(meant(click)) or presses.verdict(click) == "alive":
        return False
    over_s = scene.timeline.own_requests_end_s(click)
    nothing = presses.answers.first_ms(click) is None and over_s is not None
    return nothing and scene.timeline.seconds(over_s or 0.0, scene.end_s) >= least_s


def _run(clicks: Sequence[Moment[Click]], scene: Scene) -> list[Moment[Click]]:
    """The last presses on one control, with nothing else pressed in between, each of which had been
    waited for; the earliest first."""
    found = [clicks[-1]]
    for click in reversed(clicks[:-1]):
        near = scene.timeline.seconds(click.at_s, scene.end_s) <= scene.limits["window_s"]
        if control(click) != control(found[0]) or not near:
            break
        if found[0].at_s - click.at_s >= APART_S:
            found.insert(0, click)
    return found


def _owed(scene: Scene, run: Sequence[Moment[Click]]) -> bool:
    """Pressing again means that the first time had not done it: of what leads on. Pictures, lists
    and pieces are gone through press by press, and a second piece may be wanted."""
    click = run[-1]
    words = label(element_of(meant(click)))
    leads = any(pattern.search(words) for pattern in LEADS_ON)
    if not leads or not eligible(meant(click)) or meant(click).stepper:
        return False
    since_s = run[0].at_s
    if scene.timeline.seconds(click.at_s, scene.end_s) < scene.limits["glance_s"]:
        return False  # the answer to the last one may be on its way
    sent = [m for m in scene.timeline.all(Submit) if since_s - APART_S <= m.at_s <= scene.end_s]
    if not any(identity(element_of(m.event.via)) == control(click) for m in sent):
        return False  # “Next”, of pictures; what is rightly disabled
    view = scene.timeline.view_of(click)
    said = view is not None and any(since_s <= m.at_s <= scene.end_s for m in view.all(Message))
    changed = any(since_s <= m.at_s <= scene.end_s for m in scene.amounts("total"))
    return not (said or changed)


# ---------------------------------------------------------------- what the shop forgot


def _emptied(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last page called the basket empty that something had been in."""
    facts = scene.facts
    if scene.path.scenario.phase != "purchase" or not scene.in_checkout:
        return
    if any(cue.view is last for cue in facts.basket.emptied(facts.cues)):
        text = "The last page called the basket empty, although something had been in it."
        yield scene.cause("error", text, last, "stopped")


def _same_amount(scene: Scene, last: PageView) -> Iterable[Cause]:
    """Another number of pieces was asked for and sent, and the total that was shown after it was
    the old one."""
    set_: list[Moment[Change] | Moment[Setting]] = [
        *scene.timeline.all(Change), *scene.timeline.all(Setting)
    ]  # fmt: skip
    set_ = [m for m in set_ if counts(m.event.target) and m.at_s <= scene.end_s]
    if not set_:
        return
    asked = max(set_, key=lambda m: m.at_s)
    sent = [m for m in scene.timeline.all(Submit) if asked.at_s <= m.at_s <= scene.end_s]
    totals = scene.amounts("total")
    before = [m for m in totals if m.at_s <= asked.at_s]
    if not sent or not before or scene.timeline.view_of(before[-1]) is None:
        return
    sent_s, old = sent[0].at_s, before[-1].event.amount
    said = [m for m in scene.timeline.all(Message) if sent_s <= m.at_s <= scene.end_s]
    shown = [m for m in totals if sent_s <= m.at_s <= scene.end_s]
    if any(abs(m.event.amount - old) > CENT for m in totals if m.at_s > asked.at_s):
        return
    if any(m.event.severity == "error" or LIMITED.search(m.event.text) for m in said):
        return
    answered = bool(shown) or any(COUNTED.search(m.event.text) for m in said)
    here = scene.timeline.view_of(asked)
    near = here is last or (here is not None and here.path == last.path)
    if answered and near and not scene.done_after(last, sent[-1].at_s, asked.event.target):
        text = f"The number of pieces was changed, and the total stayed at {old:.2f}."
        yield scene.cause("error", text, last, "looked_up", at_s=sent_s,
                          element=element_of(asked.event.target))  # fmt: skip


def _old_amount(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The total had followed what the shopper did to the basket, and the last page showed the one
    from before, without their having done anything more to it."""
    totals = [m for m in scene.amounts("total") if m.at_s <= scene.end_s]
    here = [m for m in totals if m.view_key == (last.page, last.number)]
    earlier = [m for m in totals if here and m.at_s < here[0].at_s]
    other = [m for m in earlier if here and abs(m.event.amount - here[0].event.amount) > CENT]
    if not other or other[-1] is not earlier[-1]:
        return
    own = [m for m in earlier if abs(m.event.amount - here[0].event.amount) <= CENT]
    doings = scene.facts.doings
    if not own or own[-1].at_s >= other[-1].at_s:
        return
    if doings.basket_changed(own[-1].at_s, other[-1].at_s) and not doings.basket_changed(
        other[-1].at_s, here[0].at_s
    ):
        old, new = here[0].event.amount, other[-1].event.amount
        text = f"The last page showed a total of {old:.2f}, which had become {new:.2f} before."
        yield scene.cause("error", text, last, "looked_up")


def _card_lost(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The page came anew after something else had been sent from it, without what had been written
    about a card: that is never given back (PCI DSS forbids to keep it)."""
    earlier = [view for view in scene.views if view.began_s < last.began_s]
    if not earlier or not last.document or last.event is None or scene.typed(last):
        return
    before = earlier[-1]
    written = {
        identity(element_of(m.event.target)) for m in before.all(Change)
        if m.event.target.text_entry and CARD.search(words_of(m.event.target))
    }  # fmt: skip
    by_hand = last.event.navigation in ("reload", "back_forward")
    if before.path != last.path or not written or by_hand:
        return
    sent = before.all(Submit)
    along = {identity(element_of(state.target)) for m in sent for state in m.event.fields}
    if sent and not written & along:
        text = "The page came anew, and what had been written about the card was lost."
        yield scene.cause("error", text, last, "looked_up")
