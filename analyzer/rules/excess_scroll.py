"""Scrolling up and down a page far more than others do."""

from collections.abc import Iterable

from kitka.analyzer.observations import page_of
from kitka.analyzer.path import normalised
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.recorder.model import Scroll


def find(context: Context) -> Iterable[Friction]:
    limits, reference, timeline = context.limits, context.reference, context.timeline
    known = {
        key: usual for key, usual in (reference.pages if reference else {}).items()
        if usual.n >= limits["sessions"]
    }  # fmt: skip
    if not known:
        raise NotApplicable(f"fewer than {limits['sessions']:.0f} people show what is usual")
    told = set()
    for scroll in timeline.all(Scroll):
        view = timeline.view_of(scroll)
        name = normalised(view, context.scenario) if view and view.url else ""
        usual = known.get(page_of(timeline, name))
        if view is None or usual is None or name in told:
            continue
        turns = scroll.event.reversals
        if turns < limits["reversals"] or turns <= usual.mean + limits["deviations"] * usual.sd:
            continue
        told.add(name)
        stay_s = timeline.seconds(view.shown_s, scroll.at_s)
        yield context.friction(
            max(0.0, view.shown_s),
            stay_s * (1 - min(1.0, usual.mean / turns)),
            None,
            f"{view.path} was scrolled up and down with {turns} changes of direction; "
            f"{usual.mean:.1f} are usual.",
            values={"reversals": turns, "mean": usual.mean, "sd": usual.sd, "n": usual.n,
                    "subject": name},
            moments=(scroll.at_s,),
            where=(view.page, view.number),
        )  # fmt: skip


RULE = Rule(
    title="Excess scrolling",
    description="A page was scrolled to and fro far more often than people usually do there: "
    "something was looked for and not found, or is spread too far apart.",
    applies="Needs enough people who saw the same page on the same kind of device. Once per page.",
    cost="The share of the time on the page that its usual scrolling does not account for.",
    remedy="See where the scrolling turned: what belongs together should be seen together.",
    source="Clarity: beyond the page's own expected average; here above mean + 2 standard "
    "deviations",
    find=find,
    family="way",
)
