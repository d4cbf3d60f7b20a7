"""A field that took several goes."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kitka.analyzer.forms.field_kinds import NUMBER_OF, is_expiry, is_phone
from kitka.analyzer.forms.purpose import is_quantity, is_search
from kitka.analyzer.forms.stuck import rested
from kitka.analyzer.purchase.writes import MEASURES, READS
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import REMOVE, says
from kitka.recorder.model import Blur, Change, Message, Request, Submit, Target

Field = tuple[tuple[str, int], str]


@dataclass(frozen=True)
class Struggle:
    """``visits`` to a field of one ``view`` in which it was changed; ``wrong`` in a row, and last,
    left it wrong. ``fault``: it shows in the field itself, and not only in how often."""

    view: tuple[str, int]
    visits: Sequence[Moment[Blur]]
    corrections: int
    wrong: int
    text: str
    fault: bool

    @property
    def spent_s(self) -> float:
        """In the field after the first visit, or in that where there was no other."""
        return sum(visit.event.dwell_ms for visit in self.visits[1:] or self.visits) / 1000


def find(context: Context) -> Iterable[Friction]:
    if not context.timeline.all(Blur):
        raise NotApplicable("no field was left in this session")
    found = struggles(context)
    for struggle in found.values():
        near = (other for other in found.values() if other.view == struggle.view)
        if not any(busied(struggle, other) for other in near):
            yield told(context, struggle)


def struggles(context: Context) -> dict[Field, Struggle]:
    """By field, the first of each."""
    found: dict[Field, Struggle] = {}
    for (where, _), visits in goes(context).items():
        runs = max(visit.event.corrections for visit in visits)
        wrong = left_wrong(context, visits)
        if len(visits) >= context.limits["visits"]:
            text = f"was gone back to and changed {len(visits)} times before its form was sent"
        elif runs >= context.limits["corrections"]:
            text = f"was corrected {runs} times over in one go"
        elif wrong >= context.limits["wrong"]:
            text = f"was changed {len(visits)} times and was left with what it does not take"
        else:
            continue
        fault = runs >= context.limits["corrections"] or any(
            not m.event.valid or m.event.lost or m.event.altered or complained(context, m)
            for m in visits
        )
        found.setdefault(where, Struggle(where[0], visits, runs, wrong, text, fault))
    return found


def busied(one: Struggle, other: Struggle) -> bool:
    """In ``one`` the shopper merely kept busy between the goes at the ``other``, which is at fault,
    or took them longer: they go to it to leave that, and nothing is wrong with it."""
    if one is other or one.fault:
        return False
    return (other.fault or other.spent_s > one.spent_s) and between(one, other)


def between(one: Struggle, other: Struggle) -> bool:
    times = [visit.at_s for visit in one.visits]
    return (
        all(
            any(before < visit.at_s < after for visit in other.visits)
            for before, after in pairwise(times)
        )
        and len(times) > 1
    )


def told(context: Context, struggle: Struggle) -> Friction:
    visits = struggle.visits
    target = visits[0].event.target
    return context.friction(
        visits[0].at_s,
        min(context.limits["cap_s"], struggle.spent_s),
        element_of(target),
        f"{describe(element_of(target))} {struggle.text}.",
        values={
            "visits": len(visits),
            "corrections": struggle.corrections,
            "wrong": struggle.wrong,
        },
        moments=[visit.at_s for visit in visits],
        where=visits[0].view_key,
        rect=target.rect,
    )


def goes(context: Context) -> dict[tuple[Field, int], list[Moment[Blur]]]:
    """Visits in which a field of text was changed, by field and by how often a form of its view
    had been sent: what a refusal asks to mend is no struggle of the field's own."""
    sent = sendings(context)
    given = {place(m) for m in context.timeline.all(Change) if m.event.from_buyer}
    found: dict[tuple[Field, int], list[Moment[Blur]]] = defaultdict(list)
    for blur in context.timeline.all(Blur):
        where = place(blur)
        changed = blur.event.changed and not rested(blur.event)
        if changed and laborious(blur.event.target) and where not in given:
            found[where, bisect_right(sent.get(where[0], []), blur.at_s)].append(blur)
    return found


def sendings(context: Context) -> dict[tuple[str, int], list[float]]:
    """When something was sent, by view and in order: forms; what a button that belongs to no form
    wrote to the shop, as that beside a code of discount; what Enter wrote (it is told where it
    failed or was slow)."""
    sent: dict[tuple[str, int], list[float]] = defaultdict(list)
    for submit in context.timeline.all(Submit):
        sent[submit.view_key].append(submit.at_s)
    for write in context.facts.writes.all:
        element = write.element
        if element and element.role == "button" and not (write.sent or says(REMOVE, element)):
            sent[write.view.page, write.view.number].append(write.at_s)
    for request in context.timeline.all(Request):
        if by_key(request.event):
            sent[request.view_key].append(request.at_s)
    for times in sent.values():
        times.sort()
    return sent


def by_key(request: Request) -> bool:
    if request.click is not None or request.third_party or request.type not in ("fetch", "xhr"):
        return False
    return request.method not in READS and not MEASURES.search(request.url)


def left_wrong(context: Context, visits: Sequence[Moment[Blur]]) -> int:
    """How often in a row, and last, something was left in it that the browser, or the page at once,
    calls wrong: who mends it once has made a slip, who does not manage to does not know what is
    wanted. A field that keeps less than is typed holds the same again after the same again, and
    where nothing has changed in it the page has nothing to check."""
    wrong, before = 0, None
    for visit in visits:
        bad = not visit.event.valid or complained(context, visit)
        bad = bad or (wrong > 0 and before is not None and cut_alike(before, visit.event))
        wrong = wrong + 1 if visit.event.filled and bad else 0
        before = visit.event
    return wrong


def cut_alike(before: Blur, now: Blur) -> bool:
    """As many were typed as before, and as many of them did not arrive. Not of numbers, which are
    as long when they are right, and of which a country's code or sign may rightly go."""
    number = is_phone(now.target) or NUMBER_OF.search(now.target.name)
    if number and not is_expiry(now.target):
        return False
    return now.lost > 0 and (now.typed, now.lost) == (before.typed, before.lost)


def complained(context: Context, visit: Moment[Blur]) -> bool:
    """The page found the field wrong when it was left, by a message of its own."""
    view = context.timeline.view_of(visit)
    known = view.all(Message) if view else []
    place = bisect_left(known, visit.at_s - 0.05, key=lambda message: message.at_s)
    until_s = visit.at_s + context.limits["told_s"]
    return any(
        m.at_s <= until_s and m.event.severity == "error" and m.event.field is not None
        and identity(element_of(m.event.field)) == identity(element_of(visit.event.target))
        for m in known[place : place + 8]
    )  # fmt: skip


def place(moment: Moment[Blur] | Moment[Change]) -> Field:
    return moment.view_key, identity(element_of(moment.event.target))


def laborious(target: Target) -> bool:
    """A line of text that is no search and no quantity: those are tried out."""
    line = target.text_entry and target.tag != "textarea" and not target.ignore
    return line and not (is_quantity(target) or is_search(target))


RULE = Rule(
    title="Struggle with a field",
    description="The shopper came back to a field again and again to change it, corrected it over "
    "and over, or changed it and had it wrong again: what it wants is not clear, or it is hard to "
    "give.",
    applies="Fields of one line, wrong by the browser's word or by a message of the page's own as "
    "soon as they are left (or with as much cut off as when it was); not "
    "searches and quantities, which are tried out, not what was "
    "pasted from the details that the study gives, and not what a refused form asked to mend: each "
    "sending, be it by a script, begins the count anew; nor the field beside it in which the "
    "shopper merely kept busy between two goes. A long stop before the first change is "
    "hesitation's.",
    cost="The time spent in the field after the first visit (in it, where there was one), at most "
    "the cap.",
    remedy="Say at the field what is wanted, with an example; take every usual format; ask for one "
    "thing per field.",
    source="Matomo, field amendments; Zuko, field returns",
    find=find,
    family="forms",
)
