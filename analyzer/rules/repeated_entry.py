"""The same thing had to be entered twice."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from kitka.analyzer.forms.field_kinds import STREET
from kitka.analyzer.forms.purpose import is_quantity, is_search
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Change, Repeat, Target

CARD = re.compile(r"card|kort(?:in|et)?\b|karte|\bcc-|holder", re.I)
"""The name on a card need not be the shopper's, and has to be entered as it stands there."""
BOX = re.compile(r"\.[\w-]*card[\w-]*", re.I)
"""A class of that name is a box with rounded corners, in most libraries."""
SURE = frozenset({"email", "tel"})
ADDRESSES = (
    re.compile(r"bill|invoice|lasku|rechnung|faktur", re.I),
    re.compile(
        r"ship|deliver|recipient|toimitus|vastaanottaj|liefer|empfänger|leverans|mottagar", re.I
    ),
)
"""Whom an address is for: who pays, and who gets it."""
BOTH = {0, 1}


def find(context: Context) -> Iterable[Friction]:
    by_view: dict[tuple[str, int], list[Moment[Repeat]]] = defaultdict(list)
    handed_back = given_back(context)
    for repeat in context.timeline.all(Repeat):
        event = repeat.event
        told_before = after_refusal(context, handed_back, repeat)
        if not (told_before or spared(event.target) or spared(event.first)):
            by_view[repeat.view_key].append(repeat)
    for key, known in by_view.items():
        repeats = without_another_address(context, key, known)
        sure = [m for m in repeats if same_thing(m.event.target, m.event.first)]
        if len(repeats) >= context.limits["fields"]:
            yield told(context, repeats, repeats)  # several: at the first that was asked again
        elif sure:
            yield told(context, sure, repeats)


def spared(target: Target) -> bool:
    words = f"{target.name} {BOX.sub('', target.selector)}"
    return target.ignore or is_search(target) or is_quantity(target) or bool(CARD.search(words))


def without_another_address(
    context: Context, key: tuple[str, int], repeats: list[Moment[Repeat]]
) -> list[Moment[Repeat]]:
    """Who has it sent elsewhere than the bill writes two addresses, and their own name in both;
    that it is elsewhere shows in what was asked for in both and not written twice."""
    known = [{side(m.event.target), side(m.event.first)} for m in repeats]
    if BOTH not in known:
        return repeats
    again = {identity(element_of(m.event.target)) for m in repeats}
    written: dict[int | None, set[str]] = defaultdict(set)
    for change in context.timeline.all(Change):
        target = change.event.target
        if target.text_entry and change.view_key == key:
            name = plain(target.name)
            written[side(target)].add("" if identity(element_of(target)) in again else name)
    elsewhere = (written[0] & written[1]) - {""}
    return [m for m, sides in zip(repeats, known, strict=True) if sides != BOTH or not elsewhere]


def side(target: Target) -> int | None:
    """Whose address a field is part of, by its name, else by what it is called in the page."""
    for words in (target.name, target.selector):
        found = [place for place, one in enumerate(ADDRESSES) if one.search(words)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def same_thing(one: Target, other: Target) -> bool:
    """Both ask for it by the same name or kind; two fields that happen to hold the same (a town
    and its region) do not."""
    if one.type in SURE and one.type == other.type:
        return True
    if STREET.search(one.name) and STREET.search(other.name):
        return True  # a town may be that of both addresses, a street with its number is one of them
    names = sorted((plain(one.name), plain(other.name)), key=len)
    return len(names[0]) > 2 and names[0] in names[1]


def plain(name: str) -> str:
    return " ".join(re.sub(r"[^\w]+", " ", name.casefold()).split())


def given_back(context: Context) -> dict[tuple[str, str], float]:
    """Fields of a form that was refused or came back empty, by its page's address and their own
    identity, with the first such moment."""
    found: dict[tuple[str, str], float] = {}
    for series in context.presses.attempts.values():
        for attempt in series:
            view = context.timeline.view_of(attempt.submit)
            if not (view and (attempt.refused or attempt.lost)):
                continue
            at_s = attempt.submit.at_s
            for state in attempt.submit.event.fields:
                key = view.path, identity(element_of(state.target))
                found[key] = min(at_s, found.get(key, at_s))
    return found


def after_refusal(
    context: Context, handed_back: dict[tuple[str, str], float], repeat: Moment[Repeat]
) -> bool:
    """The same form asks for it once more because it was refused: form_lost tells that."""
    view = context.timeline.view_of(repeat)
    if view is None:
        return False
    key = view.path, identity(element_of(repeat.event.target))
    return handed_back.get(key, float("inf")) <= repeat.at_s


def told(
    context: Context, named: Sequence[Moment[Repeat]], repeats: Sequence[Moment[Repeat]]
) -> Friction:
    first = named[0]
    target, before = first.event.target, first.event.first
    names = sorted({m.event.target.name or m.event.target.selector for m in repeats})
    others = f" So had {len(names) - 1} more fields of the page." if len(names) > 1 else ""
    per_field = context.limits["typing_s"]
    return context.friction(
        first.at_s,
        per_field * len(names),
        element_of(target),
        f"{describe(element_of(target))} had to be given what had been entered in "
        f"{describe(element_of(before))} already.{others}",
        values={"fields": len(names), "names": ", ".join(names)},
        moments=[m.at_s for m in repeats],
        where=first.view_key,
        rect=target.rect,
    )


RULE = Rule(
    title="Entered twice",
    description="The shopper entered by hand what had been entered in another field before: the "
    "address once more for the invoice, the e-mail once more to confirm it.",
    applies="The page compares what is entered and tells only that it is the same. Two fields of "
    "the same kind or name are enough, or two for a street; of others two in one "
    "view, since a town and its region may "
    "be called the same. Not searches, quantities and card data, not passwords, not a form that "
    "is asked for again because it was refused, and not what stands in the addresses of the bill "
    "and of the delivery where these are two.",
    cost="Typing time: the limit for each field.",
    remedy="Offer what is known already (“same as the delivery address”), fill it in, or do not "
    "ask again.",
    source="WCAG 2.2 success criterion 3.3.7, redundant entry; Harms 2015, text field input "
    "repetitions",
    find=find,
    family="forms",
)
