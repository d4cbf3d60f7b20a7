"""The pointer was thrown to and fro."""

from collections import defaultdict
from collections.abc import Iterable

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.views import Moment
from kitka.recorder.model import Click, Thrash


def find(context: Context) -> Iterable[Friction]:
    timeline = context.timeline
    if any(m.event.pointer == "touch" for m in timeline.all(Click)):
        raise NotApplicable("fingers leave no pointer to follow")
    wild: dict[tuple[str, int], list[Moment[Thrash]]] = defaultdict(list)
    for moment in timeline.all(Thrash):
        event = moment.event
        enough = event.reversals >= context.limits["reversals"]
        if enough and event.distance >= context.limits["distance_px"]:
            wild[moment.view_key].append(moment)
    for where, moments in wild.items():
        if len(moments) < context.limits["stretches"]:
            continue
        view = timeline.view(*where)
        took_s = sum(m.event.duration_ms for m in moments) / 1000
        yield context.friction(
            moments[0].at_s,
            took_s,
            None,
            f"The pointer was thrown to and fro {len(moments)} times on "
            f"{view.path if view else 'a page'}, without a press.",
            values={"stretches": len(moments), "subject": view.path if view else "page",
                    "reversals": sum(m.event.reversals for m in moments)},
            moments=[m.at_s for m in moments],
            where=where,
        )  # fmt: skip


RULE = Rule(
    title="Thrashed cursor",
    description="More than once on one page the pointer was moved quickly to and fro without a "
    "press: impatience, or looking for something that cannot be found.",
    applies="Mouse and pen only. A single stretch is none: that is how a lost pointer is found.",
    cost="The time of the movements themselves.",
    remedy="Watch the moment: what was waited for, or looked for? See what else is told there.",
    source="FullStory thrashed cursor (no numbers published); signals: 4 reversals and 800 px "
    "within 1 s, no click",
    find=find,
    family="way",
)
