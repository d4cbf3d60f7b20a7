"""What was typed did not arrive, arrived elsewhere or was changed."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kitka.analyzer.forms.field_kinds import (
    as_it_is,
    by_digits,
    is_long_secret,
    is_person,
    is_phone,
)
from kitka.analyzer.forms.undone import BACK, asked_anew, is_asked, losses
from kitka.analyzer.page.layers import focus_taken
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import ONWARD, says
from kitka.recorder.model import Blur, Click, FieldState, Target, Undone

SUGGESTION = re.compile(
    r"\bpac-|suggest|autocomplete|typeahead|predict|listbox|\[role=.?option", re.I
)
"""Lists of proposals whose lines bear no role, as Google's of addresses, are named so."""
PICKED = frozenset({"option", "listitem", "menuitem", "gridcell", "treeitem", "row"})


PICKED_S = 2.0
"""So long after a suggestion was picked other fields may be filled in from it."""


def find(context: Context) -> Iterable[Friction]:
    visits = context.timeline.all(Blur)
    if not visits:
        raise NotApplicable("no field was left in this session")
    picks = [m.at_s for m in context.timeline.all(Click) if is_pick(m.event.target)]
    fields: dict[tuple[tuple[str, int], str], list[Moment[Blur]]] = defaultdict(list)
    for visit in visits:
        target = visit.event.target
        plain = target.text_entry and target.role != "combobox" and not target.ignore
        if plain and not completed(picks, visit):
            fields[visit.view_key, identity(element_of(target))].append(visit)
    known = set()
    for (view, key), series in fields.items():
        what = judged(context, series)
        if what:
            known.add((view, key))
            yield told(context, [m for m in series if troubled(m.event)], *what)
    for gone in afterwards(context, picks):
        state = gone.event.fields[0]
        place = gone.view_key, identity(element_of(state.target))
        if place not in known:
            known.add(place)
            yield written_over(context, gone, state)


def afterwards(context: Context, picks: Sequence[float]) -> Iterable[Moment[Undone]]:
    """What stood in one field and was gone later, when that had been left: a script wrote over it,
    or emptied it alone (several are form_lost's)."""
    limits = context.limits
    for moment in context.timeline.all(Undone):
        if moment.event.what != "altered" or not moment.event.fields:
            continue
        if not is_asked(moment.event.fields[0]) or asked_anew(context.path, moment):
            continue
        target = moment.event.fields[0].target
        digits = by_digits(target) or is_phone(target)
        spared = limits["formatted"] if digits else 0
        least = 1 if is_person(target) else limits["letters"] + spared
        place = bisect_left(picks, moment.at_s - PICKED_S)
        picked = place < len(picks) and picks[place] <= moment.at_s
        if not picked and target.role != "combobox" and moment.event.letters >= least:
            yield moment
    lost = {
        state.key for series in context.presses.attempts.values() for one in series
        for state in one.lost
    }  # fmt: skip
    for loss in losses(context.path):
        step = element_of(loss.cause)
        turned = says(ONWARD, step) or bool(step and BACK.search(step.name))
        if len(loss.fields) == 1 and not turned and loss.fields[0].key not in lost:
            yield loss.seen


def is_pick(target: Target) -> bool:
    named = f"{target.selector} {target.test_id or ''}"
    return target.role in PICKED or (not target.text_entry and bool(SUGGESTION.search(named)))


def completed(picks: Sequence[float], visit: Moment[Blur]) -> bool:
    """A suggestion was picked, which rightly replaces what was typed."""
    place = bisect_left(picks, visit.at_s - visit.event.dwell_ms / 1000)
    return place < len(picks) and picks[place] <= visit.at_s + 0.3


def troubled(visit: Blur) -> bool:
    return bool(visit.lost or visit.altered or visit.elsewhere or visit.paste_refused)


def judged(context: Context, series: Sequence[Moment[Blur]]) -> tuple[str, int] | None:
    """What happened to the entries of one field, and to how many letters and digits."""
    events, limits = [m.event for m in series], context.limits
    target = events[0].target
    if any(event.paste_refused for event in events):
        return "refused", sum(event.paste_refused for event in events)
    narrow = target.rect is not None and target.rect.width < limits["box_px"]
    elsewhere = sum(
        m.event.elsewhere for m in series
        if m.event.elsewhere and not (m.event.limited or narrow)
        and not focus_taken(context.timeline.view_of(m), m.at_s)
    )  # fmt: skip
    if elsewhere:  # the page moved the focus: no slip of a finger
        return "elsewhere", elsewhere
    spared = limits["formatted"] if by_digits(target) else 0
    cut = sum(e.lost for e in events if e.limited and e.lost >= most_cut(context, target, spared))
    if cut or refused_for_it(context, series):
        return "cut", cut or sum(e.lost for e in events)
    lost = [e.lost for e in events if not e.limited and e.lost > spared]
    if sum(lost) >= (1 if as_it_is(target) else limits["letters"]):
        return "lost", sum(lost)
    altered = sum(e.altered for e in events)
    least = 1 if is_person(target) else limits["letters"]
    return ("altered", altered) if altered >= least else None


def most_cut(context: Context, target: Target, spared: float) -> float:
    """So many that are beyond the field's length are no slip. Of a phone number, which has no
    fixed length, all that is typed is meant; and its country's code is not cut off at its end. So
    it is with a password or a card's number, of which two stand for any number."""
    if is_phone(target) or is_long_secret(target):
        return context.limits["letters"]
    return context.limits["cut"] + spared


def refused_for_it(context: Context, series: Sequence[Moment[Blur]]) -> bool:
    """The field was full before the entry was, and the form was refused for this very field, or was
    refused and the entry tried anew, with the same end: then the few that were cut off were meant
    (of a secret two stand for any number)."""
    target = series[0].event.target
    # A script may cut a phone number off as well as the field's length does.
    short = [
        m for m in series
        if (m.event.limited or by_digits(target)) and m.event.lost >= context.limits["letters"]
    ]  # fmt: skip
    for attempt in (one for known in context.presses.attempts.values() for one in known):
        sent = attempt.submit
        if not (short and attempt.refused and sent.page == short[0].page):
            continue
        if all(state.target.selector != target.selector for state in sent.event.fields):
            continue
        named = target.name in attempt.invalid and any(m.at_s <= sent.at_s for m in short)
        again = short[0].at_s <= sent.at_s < short[-1].at_s - short[-1].event.dwell_ms / 1000
        if named or again:
            return True
    return False


SAYS = {
    "refused": "refused to let anything be pasted",
    "elsewhere": "lost {count} letters and digits to another field",
    "cut": "cut {count} letters and digits off",
    "lost": "did not take {count} of the letters and digits that were typed",
    "altered": "changed {count} of the letters and digits that were typed",
}


def written_over(context: Context, gone: Moment[Undone], state: FieldState) -> Friction:
    element = element_of(state.target)
    what = "altered" if gone.event.what == "altered" else "lost"
    how = "written over by the page later" if what == "altered" else "gone later"
    return context.friction(
        gone.at_s,
        min(context.limits["cap_s"], context.until_next_action(gone.at_s, context.limits["cap_s"])),
        element,
        f"What had been entered in {describe(element)} was {how}.",
        values={"what": what, "count": gone.event.letters},
        where=gone.view_key,
        rect=state.target.rect,
    )


def told(context: Context, visits: Sequence[Moment[Blur]], what: str, count: int) -> Friction:
    target = visits[0].event.target
    element = element_of(target)
    dwell = sum(visit.event.dwell_ms for visit in visits) / 1000
    begun = visits[0].at_s - visits[0].event.dwell_ms / 1000
    return context.friction(
        begun,
        min(context.limits["cap_s"], context.timeline.seconds(begun, begun + dwell)),
        element,
        f"{describe(element)} {SAYS[what].format(count=count)}.",
        values={"what": what, "count": count, "typed": sum(v.event.typed for v in visits)},
        moments=[visit.at_s for visit in visits],
        where=visits[0].view_key,
        rect=target.rect,
    )


RULE = Rule(
    title="Rejected input",
    description="Letters or digits that were typed or pasted did not arrive in the field, went "
    "into another one, or were turned into something else, at once or when the field had been left "
    "(an answer that comes late, a field that is drawn anew).",
    applies="Case, spaces and grouping marks do not count. A single letter is a slip, but not in a "
    "name, a town, a street address, an e-mail address or a note, where every letter has its "
    "place (a town or street may be put right by one); of phone numbers and dates a country's "
    "code or the century may go, and a field that is full may cut off two, but not of a phone "
    "number, whose length varies, nor of a password or a card's number, nor where the form is "
    "refused for that field, or refused and the same happens again. Small boxes for one digit "
    "each, which hand on what is typed, suggestions that were picked, and comboboxes are left out. "
    "One friction per field and view.",
    cost="For as long as the field was tried in vain, at most the cap.",
    remedy="Take what people type, in any format, and put it into shape on the server; let it be "
    "pasted; give the longest real value room.",
    source="WCAG 2.2 success criterion 3.3.8 (pasting), HTML standard on maxlength; Baymard: "
    "accept input in all common formats",
    error=True,
    find=find,
    family="forms",
)
