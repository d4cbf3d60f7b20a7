"""Signs that something did not work, where no rule tells of it: a single failure is little for a
rule to accuse a shop of, yet much where an attempt ends right at it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kitka.analyzer.forms.purpose import collects
from kitka.analyzer.forms.replies import ANSWER_S
from kitka.analyzer.forms.submissions import Attempt
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.denied import denied
from kitka.analyzer.reasons.kinds import WAITS, Grade
from kitka.analyzer.reasons.scene import TOGETHER_S, Scene
from kitka.analyzer.reasons.words import DECLINED, NOT_SO, NOT_THERE, PLAIN, about
from kitka.analyzer.results import ReasonKind
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.names import sibling, words
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import LIMITED, VOUCHER
from kitka.recorder.model import Crash, Cue, Message, Setting, Submit

WORD = re.compile(r"[^\W\d_]{4,}")
WHOLE = re.compile(
    r"went wrong|(unexpected|technical|internal|server|network) error|\boops|(vikaan|pieleen)\b"
    r"|tekninen virhe|verkkovirhe|gick (fel|snett)|tekniskt fel|schief|technischer fehler",
    re.I,
)
"""No remark on one field, wherever it stands."""
UNPAID = re.compile(r"=[\w-]*(declin|refus|reject|denied|fail)", re.I)
"""What addresses say to which a payment comes back."""
STEM = 4
"""Letters at the beginning of a word that stand in its other forms, too."""
MENU = 4
"""Words of a link in a menu; longer ones are sentences."""
NOTICED_S = 0.3
"""Card, Moran & Newell 1983: a look at a new place and taking in what stands there."""
SAID = 160
"""Characters of a message that are told."""


def broken(scene: Scene) -> Iterable[Cause]:
    yield from _crashed(scene)
    yield from _unanswered(scene)
    last = scene.stopped_in
    if scene.last is None or last is None:
        return
    yield from _unkept(scene, last)
    if denied(scene) is None:  # that is about what was chosen
        refused = list(_refused(scene, last)) or list(_complained(scene, last))
        yield from refused or _failed(scene, last)
        yield from _insisted(scene)
    yield from _unfetched(scene, last)
    yield from _astray(scene, scene.last)
    yield from _loaded_anew(scene)


def _crashed(scene: Scene) -> Iterable[Cause]:
    for crash in scene.timeline.all(Crash):
        if crash.at_s <= scene.end_s:
            step = scene.path.towards(crash.at_s)
            yield Cause("error", "", "The page crashed.", crash.at_s, "stopped", step=step)


def _unanswered(scene: Scene) -> Iterable[Cause]:
    longest = limits("outcome")["unanswered_s"]
    slow = {round(f.at_s, 1) for f in scene.frictions if f.rule in WAITS}
    for wait in scene.path.waits.after_presses:
        nothing = wait.end == "nothing" and wait.end_s >= scene.end_s - 1.0
        # That the shop was still at it is told as a wait.
        told = round(wait.start_s, 1) in slow
        if nothing and not told and wait.seconds >= longest and wait.press:
            text = f"The last press had no answer for {wait.seconds:.0f} s."
            step = scene.path.towards(wait.start_s)
            yield Cause("error", "", text, wait.start_s, "stopped", element=wait.press.element,
                        step=step, until_s=wait.end_s, where=wait.press.where)  # fmt: skip


# ---------------------------------------------------------------- fields and forms


def _unkept(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The control that was set last did not keep what was set, and nothing said why."""
    settings = [m for m in last.all(Setting) if m.at_s <= scene.end_s]
    if not settings or settings[-1].event.kept:
        return
    target, at_s = settings[-1].event.target, settings[-1].at_s
    element = element_of(target)
    told = any(identity(friction.element) == identity(element) for friction in scene.frictions)
    said = any(m.at_s >= at_s for m in last.all(Message))
    if not (told or said or scene.done_after(last, at_s, target)):
        text = f"{describe(element)}, which was set last, did not keep what was set."
        yield scene.cause("error", text, last, "looked_up", at_s=at_s, element=element)


def _refused(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The form that was sent last was refused, or came back, and no further step was reached. Once
    may be the shopper's own slip, or a profile that was saved; right before the end it is what
    they saw last."""
    series = scene.facts.presses.attempts.values()
    sent = [one for tries in series for one in tries if one.submit.at_s <= scene.end_s]
    if not sent:
        return
    tried = max(sent, key=lambda one: one.submit.at_s)
    event, at_s = tried.submit.event, tried.submit.at_s
    view = scene.timeline.view_of(tried.submit)
    further = any(reached.since_s > at_s for reached in scene.path.reached if reached)
    # Wherever the shopper went from there, it was to leave it.
    if view is None or view.path != last.path or further or not collects(event, personal=True):
        return
    if scene.hindered(last, "stopped") or scene.hindered(view, "stopped"):
        return
    came_back = tried.shown is not None and tried.shown.at_s <= scene.end_s and view is not last
    if not (tried.refused or came_back or _came_to_nothing(scene, tried)):
        return
    again = scene.done_after(last, max(at_s, tried.answered_s), event.via or event.target)
    pointed = event.refused == "native" and not event.unseen
    sure = (tried.refused or came_back) and not pointed
    grade: Grade = "looked_up" if sure and not again else "effort"
    what = "was refused" if tried.refused else "came back without a word"
    what = what if tried.refused or came_back else "was held back by the page"
    text = f"The form that was sent last {what}, and no further step was reached."
    unpaid = scene.asks_to_pay(view) and UNPAID.search(last.url.partition("?")[2])
    kind: ReasonKind = "declined" if unpaid else "error"
    yield scene.cause(kind, text, view, grade, at_s=at_s, until_s=scene.end_s,
                      element=element_of(event.via))  # fmt: skip


def _came_to_nothing(scene: Scene, tried: Attempt) -> bool:
    """A script held the form back, asked the shop for nothing, and said nothing, for as long as one
    waits for an answer."""
    submit = tried.submit
    view, press = scene.timeline.view_of(submit), tried.press
    if submit.event.refused != "prevented" or press is None:
        return False
    if view is None or view is not scene.last or scene.timeline.asked(press):
        return False
    if any(m.at_s >= submit.at_s for m in view.all(Message)):
        return False
    return scene.timeline.seconds(submit.at_s, scene.end_s) >= limits("slow_response")["wait_s"]


def _complained(scene: Scene, last: PageView) -> Iterable[Cause]:
    """What the shop said last of all, after a press, was that the whole thing had failed. A remark
    on one field or on the stock is another matter, unless it says what the matter is."""
    said = [m for m in last.all(Message) if m.at_s <= scene.end_s]
    if not said:
        return
    event, at_s = said[-1].event, said[-1].at_s
    kind, grade = _complaint(event)
    of_field = event.field and not WHOLE.search(event.text)
    if kind == "error" and (of_field or LIMITED.search(event.text)):
        return
    if kind == "error" and scene.facts.cues.in_view("declined", last):
        kind = "declined"
    of_its_own = kind in ("declined", "delivery", "payment methods")
    failed = event.severity == "error" or of_its_own
    if not failed or (not of_its_own and scene.hindered(last, "stopped", "money")):
        return
    pressed_s = max((p.at_s for p in scene.path.waits.presses if p.at_s <= at_s), default=None)
    soon = pressed_s is not None and scene.timeline.seconds(pressed_s, at_s) <= ANSWER_S
    after = any(m.at_s > at_s + TOGETHER_S for m in scene.acts(last))
    if soon and not after and scene.timeline.seconds(at_s, scene.end_s) >= NOTICED_S:
        text = f"The last that the shop said was: “{event.text[:SAID]}”"
        yield scene.cause(kind, text, last, grade, at_s=at_s)


def _failed(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The last page itself said that it had failed, whatever status it came with."""
    cues = [one for one in scene.facts.cues.of("failed") if one.view is last]
    if not cues or cues[-1].start_s > scene.end_s or scene.hindered(last, "stopped", "money"):
        return
    element = element_of(cues[-1].target)
    if scene.timeline.seconds(cues[-1].start_s, scene.end_s) >= NOTICED_S:
        text = f"The last page said that something had failed: {describe(element)}."
        yield scene.cause("error", text, last, "looked_up", at_s=cues[-1].start_s)


def _complaint(said: Message) -> tuple[ReasonKind, Grade]:
    """What a message is about: a payment that was refused, a place that nothing is brought to, a
    code that saves nothing (who tries one looks at the price)."""
    if DECLINED.search(said.text):
        return "declined", "stopped"
    if NOT_THERE.search(said.text):
        return "delivery", "stopped"
    if NOT_SO.search(said.text):
        return "payment methods", "stopped"
    if VOUCHER.search(said.text):
        return "extra cost", "effort"
    return "error", "looked_up"


def _unfetched(scene: Scene, last: PageView) -> Iterable[Cause]:
    """Something that the last view had asked the shop for by itself failed there first, and the
    shopper did nothing more but to leave. What fails on every page is nobody's reason."""
    failed = [
        f
        for f in scene.frictions
        if f.rule == "failed_request" and f.element is None and "type" not in f.evidence.values
    ]
    where = (last.page, last.number)
    for friction in failed:
        evidence, at_s = friction.evidence, friction.at_s
        if (evidence.page, evidence.view) != where or any(m.at_s > at_s for m in scene.acts(last)):
            continue
        subject = evidence.values.get("subject")
        before = any(f.evidence.values.get("subject") == subject and f.at_s < at_s for f in failed)
        waited_s = scene.timeline.seconds(max(at_s, last.shown_s), scene.end_s)
        if before or waited_s < NOTICED_S:
            continue
        grade: Grade = "looked_up" if waited_s >= scene.limits["glance_s"] else "effort"
        text = f"{evidence.text} Nothing more was done on that page."
        yield scene.cause("error", text, last, grade, at_s=at_s, until_s=scene.end_s)
        return


def _insisted(scene: Scene) -> Iterable[Cause]:
    """In the checkout the same form was sent again and again, and the next step never came. Codes
    are tried out."""
    if not scene.in_checkout or scene.path.scenario.phase != "purchase":
        return
    on_s = max((r.at_s for r in scene.path.reached if r), default=0.0)
    tries: dict[str, list[Moment[Submit]]] = {}
    for m in scene.timeline.all(Submit):
        words = f"{m.event.form} {m.event.via.name if m.event.via else ''}"
        if on_s < m.at_s <= scene.end_s and collects(m.event) and not VOUCHER.search(words):
            tries.setdefault(m.event.form, []).append(m)
    for sent in tries.values():
        apart = [m for i, m in enumerate(sent) if not i or m.at_s - sent[i - 1].at_s >= 1.0]
        last = apart[-1]
        view = scene.timeline.view_of(last)
        ago_s = scene.timeline.seconds(last.at_s, scene.end_s)  # time for an answer, at least
        near = scene.limits["glance_s"] <= ago_s <= scene.limits["window_s"]
        if len(apart) > 1 and near and view is not None:
            text = f"The same form was sent {len(apart)} times, and no further step was reached."
            yield scene.cause("error", text, view, "effort", at_s=apart[0].at_s,
                              element=element_of(last.event.via))  # fmt: skip


# ---------------------------------------------------------------- links


def _astray(scene: Scene, last: PageView) -> Iterable[Cause]:
    """A link of a menu led to a page that has none of its words, or one that names a thing to
    another thing of the same kind, and the shopper turned back from it at once and went no
    further."""
    if scene.in_checkout or not scene.turns:
        return
    there, back = scene.turns[-1]
    account = any(m.event.what == "account" for m in there.all(Cue))
    if back is not last or account:
        return  # an account has many names
    if scene.stay_s(there) > limits("u_turn")["within_s"] or scene.acts(there):
        return
    press = scene.path.waits.cause_of(there)
    link = press.element if press else None
    if press is None or link is None or link.role != "link" or scene.acts(back):
        return
    unnamed = not scene.is_step(there) and _unnamed(link.name, there)
    if not (unnamed or sibling(words(link.name), there, back)):
        return
    title = there.event.title if there.event else ""
    text = f"{describe(link)} led to “{title or there.path}”, and the shopper turned back at once."
    yield scene.cause("error", text, there, "looked_up", at_s=press.at_s, until_s=back.began_s,
                      element=link)  # fmt: skip


def _unnamed(name: str, there: PageView) -> bool:
    """A page has none of the words of a menu's link."""
    promised = {word for word in WORD.findall(name.casefold()) if word not in PLAIN}
    shown = about(there).casefold()
    if not promised or len(name.split()) > MENU or not WORD.search(shown):
        return False
    kept = any(word[:STEM] in shown for word in promised)
    # “Terms” for “Terms of delivery”, and the other way round in compounds.
    return not kept and not any(
        word[:STEM] in one for word in WORD.findall(shown) for one in promised
    )


def _loaded_anew(scene: Scene) -> Iterable[Cause]:
    """The shopper loaded a page anew by hand: who does so misses what it ought to have done."""
    for view in reversed(scene.views):
        if scene.timeline.seconds(view.asked_s, scene.end_s) > scene.limits["window_s"]:
            return
        by_hand = view.event is not None and view.event.navigation == "reload"
        if by_hand and scene.path.waits.cause_of(view) is None:
            text = f"{view.path} was loaded anew by hand shortly before the end."
            yield scene.cause("error", text, view, "effort", at_s=view.asked_s)
            return
