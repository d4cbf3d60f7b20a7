"""A page was left again at once, back to where the shopper came from."""

from collections.abc import Iterable

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import identity
from kitka.analyzer.session.names import astray, heading, sibling, words
from kitka.analyzer.session.views import PageView
from kitka.analyzer.way.changed import came_to_change
from kitka.analyzer.way.turns import Turn, Way
from kitka.analyzer.way.visits import address
from kitka.analyzer.words import GONE


def find(context: Context) -> Iterable[Friction]:
    way, most_s = context.facts.way, context.limits["within_s"]
    # One of many (a product, an order): looking at several and going back is choosing among them.
    opened: dict[str, set[str]] = {}
    for turn in way.turns:
        opened.setdefault(parent(turn.there.path), set()).add(turn.there.path)
    for turn in way.turns:
        if (
            turn.stay_s > most_s
            or way.told(turn)
            or not way.idle(turn)
            or came_to_change(turn.back)
        ):
            continue
        if turn.press and context.presses.at(turn.press.page, turn.press.at_s) == "blocked":
            continue
        there = turn.there
        one_of_many = "*" in way.name(there) or len(opened[parent(there.path)]) > 1
        glance = one_of_many or looking_around(context, there.asked_s)
        wrong = glance and (gone(there) or misled(way, turn) or insisted(way, turn, most_s))
        if way.on_purpose(turn, steps=not wrong) or (glance and not wrong):
            continue
        yield context.friction(
            turn.since_s,
            context.timeline.seconds(turn.since_s, turn.back.shown_s),
            turn.press.element if turn.press else None,
            f"{way.name(there)} was left after {turn.stay_s:.1f} s, back to "
            f"{way.name(turn.back)}, and nothing had been done there.",
            values={"stay_s": round(turn.stay_s, 1), "subject": way.name(there),
                    "misled": "yes" if wrong else "no"},
            moments=(there.shown_s, turn.back.asked_s),
            where=(there.page, there.number),
            step_at_s=turn.first.began_s,
        )  # fmt: skip


def looking_around(context: Context, at_s: float) -> bool:
    """Before there is anything to buy a glance at a page is how one shops."""
    return context.scenario.phase == "purchase" and context.path.last_reached(at_s) < 1


def gone(view: PageView) -> bool:
    """The page is by its title about something that is not there any more: nobody is led there on
    purpose. Where it was answered with an error, ``failed_request`` tells."""
    title = view.event.title if view.event else ""
    sound = view.load is None or view.load.status < 400
    return sound and bool(GONE.search(title))


def misled(way: Way, turn: Turn) -> bool:
    """Later a control of the same name led to a page that bears this name; this one had not."""
    promised = words(turn.press.element.name) if turn.press and turn.press.element else []
    if not astray(promised, turn.there):
        return False
    for view in way.visits[way.visits.index(turn.back) + 1 :]:
        press = way.led(view)
        named = words(press.element.name) if press and press.element else []
        again = address(view) == address(turn.there)  # pressed once more, in vain
        if named[: len(promised)] == promised and not again:
            return set(promised) <= heading(view)
    return False


def insisted(way: Way, turn: Turn, most_s: float) -> bool:
    """What a control led to names another thing of the same kind, and the control was pressed once
    more, to the same end."""
    element = turn.press.element if turn.press else None
    if element is None or not sibling(words(element.name), turn.there, turn.first):
        return False
    return any(
        again.press is not None
        and identity(again.press.element) == identity(element)
        and address(again.there) == address(turn.there)
        and again.since_s > turn.since_s
        and again.stay_s <= most_s
        and way.idle(again)
        for again in way.turns
    )


def parent(path: str) -> str:
    return path.rstrip("/").rpartition("/")[0] or path


RULE = Rule(
    title="U-turn",
    description="A page was opened, looked at for a few seconds and left again, back to the page "
    "before, without anything having been done there. What led there had promised something else.",
    applies="In a purchase from its second step on: before that a glance is how one looks around, "
    "unless another control of the same name led to the page that bears this name later, "
    "or the same one was pressed again and led to another thing of the same kind once "
    "more, or the page is by its title about something that is gone. Not the way back "
    "from a payment provider, redirects, layers that have an address, pages that had been "
    "seen before, pages of steps and those that ask for an account, what came of sending "
    "a form, those left in order to change the basket first of all, one of many (products "
    "and their like are compared), and pages that were scrolled through or pressed on. A "
    "step bounce or a page loop tells it where it is one, and blocked_control where the "
    "press was aimed at something else.",
    cost="From the press that led there until the page before was back.",
    remedy="Say on the link what follows, and show on the page first what the link promised.",
    source="Uxify U-turn (5 s, no interaction); Hotjar's 7 s as often quoted; Clarity quick back",
    find=find,
    family="way",
)
