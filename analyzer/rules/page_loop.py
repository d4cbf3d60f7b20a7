"""The same page again and again within seconds."""

from collections.abc import Iterable

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.way.loops import loops


def find(context: Context) -> Iterable[Friction]:
    way = context.facts.way
    limits = context.limits
    for run in loops(way, int(limits["visits"]), limits["within_s"], limits["circle_s"]):
        first, last = run[0], run[-1]
        if way.bounced_between(first.asked_s, last.asked_s):
            continue
        took_s = context.timeline.seconds(first.asked_s, last.asked_s)
        yield context.friction(
            max(0.0, first.asked_s),
            took_s,
            None,
            f"{first.path} was come to {len(run)} times within {took_s:.1f} s.",
            values={"visits": len(run), "took_s": round(took_s, 1), "subject": way.name(first)},
            moments=[view.shown_s for view in run],
            where=(first.page, first.number),
            step_at_s=way.chosen_from_s(first),
        )


RULE = Rule(
    title="Page loop",
    description="Within seconds the shopper came to the same page three times: what they wanted "
    "from it was not there, or the shop sent them in a circle.",
    applies="Also in longer time, where on each page nothing was done but to press what led on. "
    "Not other queries of the same page (filters, numbers of a list), a page that is "
    "shown again because a form was sent (two pages whose forms lead to each other "
    "count), addresses that a script rewrites, a link pressed twice running, and a list "
    "between looks at different things that the shopper chose. A step bounce tells it "
    "where it is one.",
    cost="From the first visit to the last of them.",
    remedy="Follow the circle: a link that leads back to its own page, a redirect that ends where "
    "it began, a message that is missing.",
    source="Conviva page loop: the same URL at least 3 times within 15 s",
    find=find,
    family="way",
)
