"""Signs of fields that did not take what was typed, right before the end."""

from __future__ import annotations

import re
from collections.abc import Iterable

from kitka.analyzer.forms.field_kinds import is_expiry
from kitka.analyzer.page.layers import focus_taken
from kitka.analyzer.reasons.cause import Cause
from kitka.analyzer.reasons.kinds import kind_of
from kitka.analyzer.reasons.scene import TOGETHER_S, Scene
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import PageView
from kitka.analyzer.words import VOUCHER
from kitka.recorder.model import Blur, Change, Message, Submit, Target

CODE = re.compile(r"\bcode|koodi|\bkod(en)?\b|\bpin\b|\botp\b|passcode|_code\b", re.I)
SENT = re.compile(r"\bsent\b|\blähet|\bskicka|gesendet|geschickt|verschickt", re.I)
BY_POST = re.compile(
    r"e.?mail|\bsms\b|text message|verif|confirm|one.?time|sähköposti|teksti|vahvist|kerta"
    r"|e.?post|bekräft|engångs|bestätig|einmal",
    re.I,
)
"""Whence a code comes that nobody knows by heart."""
KNOWN = re.compile(
    r"post(al)?[ -]?code|\bzip|security code|card code|\bcv[vc]|turvakoodi|door|gate|entry"
    r"|ovikoodi|porttikoodi|portkod|dörrkod|türcode|säkerhetskod|country|area code|maakoodi"
    r"|landskod|tax code|codice fiscale|prüfziffer",
    re.I,
)
"""Codes that stand on a card, or belong to where somebody lives."""
FORMATTED = frozenset({"tel", "number", "date"})
STRAYED_S = 0.1
"""Card, Moran & Newell 1983: what moved the focus itself, and no key or finger."""


def fields(scene: Scene) -> Iterable[Cause]:
    last = scene.stopped_in
    if last is not None:
        yield from _swallowed(scene, last)
        yield from _still_wrong(scene, last)
        yield from _called_wrong(scene, last)
        yield from _awaited(scene, last)


def _swallowed(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The field in which the attempt ended had not taken what was typed. A single letter is a slip
    as a rule; where somebody gives up over the field, it is what they saw last."""
    for visit in reversed(last.all(Blur)):
        target, begun = visit.event.target, visit.at_s - visit.event.dwell_ms / 1000
        line = target.text_entry and target.role not in ("combobox", "searchbox")
        if begun > scene.end_s or not line or target.ignore:
            continue
        if scene.done_after(last, max(begun, visit.at_s - TOGETHER_S), target):
            return
        told = any(
            f.rule == "rejected_input" and identity(f.element) == identity(element_of(target))
            for f in scene.frictions
        )
        astray = visit.event.elsewhere and not focus_taken(last, visit.at_s)
        what = "" if told else _not_taken(visit.event, bool(astray))
        if not (told or what):
            yield from _strayed_in(scene, last, target, begun)
        if what:
            element = element_of(target)
            text = f"{describe(element)}, where the attempt ended, {what}."
            yield scene.cause("error", text, last, "looked_up", at_s=max(0.0, begun),
                              until_s=visit.at_s, element=element)  # fmt: skip
        return


def _strayed_in(scene: Scene, last: PageView, field: Target, begun_s: float) -> Iterable[Cause]:
    """What the field holds at which the attempt ended had been typed for the one before."""
    for visit in last.all(Blur):
        left = visit.event
        jumped = abs(visit.at_s - begun_s) <= STRAYED_S and left.elsewhere and not left.limited
        other = identity(element_of(left.target)) != identity(element_of(field))
        narrow = left.target.rect and left.target.rect.width < limits("rejected_input")["box_px"]
        if not (jumped and other) or narrow or focus_taken(last, visit.at_s):
            continue
        if any(identity(f.element) == identity(element_of(left.target)) for f in scene.frictions):
            continue
        element = element_of(left.target)
        text = f"{describe(element)} had lost {_letters(left.elsewhere)} to the next field."
        yield scene.cause("error", text, last, "effort", at_s=visit.at_s, element=element)


def _not_taken(visit: Blur, astray: bool) -> str:
    """What a field did to what was typed, some of which may have gone ``astray``; "" where that is
    how such fields work."""
    target = visit.target
    if visit.paste_refused:
        return "let nothing be pasted"
    narrow = target.rect is not None and target.rect.width < limits("rejected_input")["box_px"]
    if astray and not (visit.limited or narrow):
        return f"had lost {_letters(visit.elsewhere)} to another field"
    if visit.limited:  # one is a key that was held too long
        return f"had cut off {_letters(visit.lost)}" if visit.lost > 1 else ""
    formatted = target.type in FORMATTED or is_expiry(target)
    spared = limits("rejected_input")["formatted"] if formatted else 0
    if visit.lost > spared:
        return f"had not taken {_letters(visit.lost)} of what was typed"
    if visit.altered and not formatted:
        return f"had changed {_letters(visit.altered)} of what was typed"
    return ""


def _letters(count: int) -> str:
    return f"{count} letter{'s' if count > 1 else ''} or digit{'s' if count > 1 else ''}"


def _still_wrong(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The field in which the attempt ended was filled in again and again, and never right. Once is
    a slip of the shopper's, or half a word."""
    visits = [
        m for m in last.all(Blur)
        if m.event.target.text_entry and m.at_s - m.event.dwell_ms / 1000 <= scene.end_s
    ]  # fmt: skip
    if not visits:
        return
    target = visits[-1].event.target
    about = identity(element_of(target))
    if scene.done_after(last, visits[-1].at_s, target):
        return
    tries = [m for m in visits if identity(element_of(m.event.target)) == about]
    wrong = [m for m in tries if m.event.changed and m.event.filled and not m.event.valid]
    told = any(identity(f.element) == about and _is_error(f) for f in scene.frictions)
    if len(wrong) > 1 and wrong[-1] in tries[-2:] and not tries[-1].event.valid and not told:
        element = element_of(target)
        text = f"{describe(element)} was filled in {len(wrong)} times and still not accepted."
        yield scene.cause("error", text, last, "looked_up", at_s=wrong[0].at_s,
                          until_s=scene.end_s, element=element)  # fmt: skip


def _called_wrong(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The page had called a field wrong, the shopper changed it once more, nothing said that it was
    right now, and no other was filled in after that, nor anything sent."""
    changes = [m for m in last.all(Change) if m.at_s <= scene.end_s]
    if not changes:
        return
    target, at_s = changes[-1].event.target, changes[-1].at_s
    about = identity(element_of(target))
    said = [
        m for m in last.all(Message)
        if m.at_s < at_s and m.event.severity == "error" and m.event.field is not None
        and identity(element_of(m.event.field)) == about
    ]  # fmt: skip
    entered = [m for m in changes if identity(element_of(m.event.target)) == about]
    # Before the first word there was an entry for it to be about: no note that stood there.
    known = [m for m in said if any(e.at_s < m.at_s for e in entered)]
    later = any(m.at_s > at_s for m in (*last.all(Submit), *last.all(Message)))
    told = any(identity(f.element) == about and _is_error(f) for f in scene.frictions)
    if known and not (later or told) and target.text_entry:
        element = element_of(target)
        text = (
            f"{describe(element)} had been called wrong, and changing it was the last thing done."
        )
        yield scene.cause("error", text, last, "looked_up", at_s=known[0].at_s,
                          until_s=scene.end_s, element=element)  # fmt: skip


def _awaited(scene: Scene, last: PageView) -> Iterable[Cause]:
    """The field in which the attempt ended wants a code that the shop sends, and stood empty for
    long."""
    visits = [m for m in last.all(Blur) if m.at_s - m.event.dwell_ms / 1000 <= scene.end_s]
    if not visits or not visits[-1].event.target.text_entry:
        return
    visit, target = visits[-1].event, visits[-1].event.target
    words = f"{target.name} {target.selector}"
    sent = any(SENT.search(m.event.text) for m in last.all(Message) if m.at_s <= scene.end_s)
    if visit.filled or not CODE.search(words) or VOUCHER.search(words) or KNOWN.search(words):
        return
    if not (sent or BY_POST.search(words)) or scene.done_after(last, visits[-1].at_s, target):
        return
    begun = visits[-1].at_s - visit.dwell_ms / 1000
    waited_s = scene.timeline.seconds(begun, min(visits[-1].at_s, scene.end_s))
    if waited_s >= limits("slow_response")["wait_s"]:
        element = element_of(target)
        text = f"{describe(element)} stood empty for {waited_s:.1f} s: what it wants did not come."
        yield scene.cause("too long", text, last, "effort", at_s=max(0.0, begun),
                          until_s=scene.end_s, element=element)  # fmt: skip


def _is_error(friction: Friction) -> bool:
    return kind_of(friction)[0] == "error"
