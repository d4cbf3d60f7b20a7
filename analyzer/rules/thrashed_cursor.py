"""The pointer was thrown to and fro."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click, Target, Thrash


def find(context: Context) -> Iterable[Friction]:
    timeline = context.timeline
    if any(m.event.pointer == "touch" for m in timeline.all(Click)):
        raise NotApplicable("fingers leave no pointer to follow")
    wild: dict[tuple[str, int], list[Moment[Thrash]]] = defaultdict(list)
    for moment in timeline.all(Thrash):
        event = moment.event
        enough = event.reversals >= context.limits["reversals"]
        if event.target is not None:
            yield came_back(context, moment, event.target)
        elif enough and event.distance >= context.limits["distance_px"]:
            wild[moment.view_key].append(moment)
    for where, moments in wild.items():
        # A pointer that is only looked for is found sooner than in one stretch as long as that.
        long = any(m.event.duration_ms >= 1000 * context.limits["long_s"] for m in moments)
        if long or len(moments) >= context.limits["stretches"]:
            yield thrown(context, where, moments)


def thrown(context: Context, where: tuple[str, int], moments: Sequence[Moment[Thrash]]) -> Friction:
    view = context.timeline.view(*where)
    return context.friction(
        moments[0].at_s,
        sum(m.event.duration_ms for m in moments) / 1000,
        None,
        f"The pointer was thrown to and fro {len(moments)} times on "
        f"{view.path if view else 'a page'}, without a press.",
        values={"stretches": len(moments), "subject": view.path if view else "page",
                "reversals": sum(m.event.reversals for m in moments)},
        moments=[m.at_s for m in moments],
        where=where,
    )  # fmt: skip


def came_back(context: Context, moment: Moment[Thrash], target: Target) -> Friction:
    element, took_s = element_of(target), moment.event.duration_ms / 1000
    times = (moment.event.reversals + 1) // 2
    return context.friction(
        moment.at_s,
        took_s,
        element,
        f"The pointer came to {describe(element)} {times} times within {took_s:.0f} s, went away "
        "each time and pressed nothing.",
        values={"times": times, "reversals": moment.event.reversals},
        moments=(moment.at_s,),
        where=moment.view_key,
        rect=target.rect,
    )


RULE = Rule(
    title="Thrashed cursor",
    description="More than once on one page the pointer was moved quickly to and fro without a "
    "press, or it came back to one control again and again and pressed nothing: impatience, "
    "looking for something that cannot be found, or something that closes before it is reached.",
    applies="Mouse only. A single short stretch on a page is none: that is how a lost pointer is "
    "found. Coming back counts from the fourth time within 10 s on, each time from 40 px away, "
    "where no press on the control follows.",
    cost="The time of the movements themselves.",
    remedy="Watch the moment: what was waited for, or looked for? See what else is told there. "
    "What opens under the pointer must stay open on the way to it, and open by a press, too.",
    source="FullStory thrashed cursor (no numbers published); signals: 4 reversals and 800 px "
    "within 1 s, no click; WCAG 2.2 success criterion 1.4.13 (content on hover)",
    find=find,
    family="way",
)
