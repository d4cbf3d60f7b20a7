"""Many pages beside the script's way, and a way unlike it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.path import normalised, similarity, views_shown, way
from kitka.analyzer.session.views import PageView
from kitka.analyzer.way.searches import term_of
from kitka.recorder.model import Cue


def find(context: Context) -> Iterable[Friction]:
    reference = context.reference
    if reference is None or not reference.path:
        raise NotApplicable("no script has shown the way")
    views = views_shown(context.path)
    known = frozenset(reference.views)
    shopping = last_product_s(context, views)
    aside = [view for view in views if beside(context, view, shopping, known)]
    if len(aside) < context.limits["views"]:
        return
    alike = likeness(way(context.path), reference.path, context.path.completed)
    # A long way that is walked to its end is alike whatever happened between two of its steps.
    unlike = alike <= context.limits["similarity"]
    least = context.limits["views" if unlike else "alone"]
    for _, group in groupby(aside, key=lambda view: context.path.towards(view.asked_s)):
        extra = list(group)
        if len(extra) < least:
            continue
        first, last = extra[0], extra[-1]
        cost_s = sum(context.timeline.seconds(view.asked_s, view.end_s) for view in extra)
        press = context.waits.press_before(first.asked_s)
        yield context.friction(
            first.asked_s,
            cost_s,
            press.element if press else None,
            f"{len(extra)} pages beside the script’s way, from {first.path} to {last.path}, took "
            f"{cost_s:.0f} s.",
            values={"views": len(extra), "similarity": round(alike, 2), "subject": first.path},
            moments=[view.shown_s for view in extra],
            where=(first.page, first.number),
        )


def beside(
    context: Context, view: PageView, shopping: Mapping[int, float], known: frozenset[str]
) -> bool:
    """A page that no completed script showed, visited on the way from one step to the next: not
    while choosing what to buy, and not searching or being asked for an account, which have rules of
    their own."""
    if normalised(view, context.scenario) in known or view.all(Cue) or term_of(view):
        return False
    if context.scenario.phase != "purchase":
        return True
    step = context.path.last_reached(view.asked_s)
    return step >= 0 and view.asked_s > shopping.get(step, -1.0)


def last_product_s(context: Context, views: Iterable[PageView]) -> dict[int, float]:
    """When one of many (a product) was last looked at after each step, by the step's index: what
    came before it led to it."""
    return {
        context.path.last_reached(view.asked_s): view.asked_s
        for view in views if "*" in normalised(view, context.scenario)
    }  # fmt: skip


def likeness(mine: Sequence[str], script: Sequence[str], completed: bool) -> float:
    """Similarity to the script's way; of somebody who did not get through, to as much of it as
    is most alike."""
    if completed:
        return similarity(mine, script)
    return max(similarity(mine, script[:end]) for end in range(1, len(script) + 1))


RULE = Rule(
    title="Detour",
    description="On the way from one step to the next the shopper went through several pages that "
    "the shortest way does not need, and the whole way is unlike it: what leads on was not found, "
    "or not believed.",
    applies="Needs a completed script of the scenario. Only between steps of a purchase (looking "
    "around before the first is shopping), and not pages that led to another product. Comparing "
    "products alone is none: it takes both a low similarity and several extra pages, or more of "
    "them between two steps than anybody looks up on purpose.",
    cost="The time spent on those pages.",
    remedy="Put what leads on where the detour began, and answer there what the other pages were "
    "asked for.",
    source="Gwizdka & Spence 2007: similarity to the optimal path predicts being lost; "
    "Bakkelund 2009 for its measure",
    find=find,
    family="way",
)
