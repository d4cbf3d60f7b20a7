"""A page was slow to show or to answer, or jumped about, by the web vitals' own limits."""

from collections.abc import Iterable

from kitka.analyzer.page.paints import Paints
from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Vital

NAMES = {
    "LCP": ("showed its largest part after", "lcp_ms"),
    "INP": ("let the next picture after an action wait for", "inp_ms"),
    "TTFB": ("had its first byte after", "ttfb_ms"),
}


def find(context: Context) -> Iterable[Friction]:
    if context.timeline.session.network:
        raise NotApplicable("throttled network: vitals would judge the throttle")
    paints, limits = Paints(context.timeline), context.limits
    slow = {(w.view.page, w.view.number) for w in context.waits.documents
            if w.view and w.seconds >= limits["told_s"]}  # fmt: skip
    told: set[tuple[str, str]] = set()
    for view in context.timeline.views:
        late = (view.page, view.number) in slow
        for name, vital in paints.of(view).items():
            if (view.path, name) in told:
                continue
            if name == "CLS" and min(vital.value, paints.jumped(view)) > limits["cls"]:
                told.add((view.path, name))
                yield jumped(context, view, vital)
            elif not late and name in NAMES and poor(context, paints, view, vital):
                told.add((view.path, name))
                words, key = NAMES[name]
                yield told_of(context, view, vital, words, limits[key])


def poor(context: Context, paints: Paints, view: PageView, vital: Vital) -> bool:
    """Above the limit, and by the page's doing."""
    limits, name = context.limits, vital.name
    if vital.value <= limits[NAMES[name][1]]:
        return False
    if not paints.stands_out(view, name, limits["factor"], limits["others"]):
        return False
    if name == "INP":  # what takes longer, long_block tells
        return limits["inp_ms"] <= paints.busy_ms(view) < limits["block_ms"]
    if paints.cold(view):
        return False
    return name == "TTFB" or paints.waited_for(view, vital)


def told_of(context: Context, view: PageView, vital: Vital, words: str, limit: float) -> Friction:
    return context.friction(
        view.shown_s,
        0.0,
        Element(selector=vital.target) if vital.target else None,
        f"{view.path or 'A page'} {words} {vital.value / 1000:.1f} s ({vital.name}, poor above "
        f"{limit / 1000:.1f} s).",
        values={"vital": vital.name, "ms": round(vital.value), "subject": view.path},
        where=(view.page, view.number),
    )


def jumped(context: Context, view: PageView, vital: Vital) -> Friction:
    return context.friction(
        view.shown_s,
        0.0,
        Element(selector=vital.target) if vital.target else None,
        f"{view.path or 'A page'} jumped about: cumulative layout shift {vital.value:.2f} (poor "
        f"above {context.limits['cls']:.2f}).",
        values={"vital": vital.name, "cls": vital.value, "subject": view.path},
        where=(view.page, view.number),
    )


RULE = Rule(
    title="Poor vitals",
    description="A page's Largest Contentful Paint, Interaction to Next Paint, Time to First Byte "
    "or Cumulative Layout Shift was poor by the limits that Google publishes.",
    applies="One visit's values swing with machine and network, and the limits are meant for the "
    "75th percentile of many. So times count only where they stand out among the "
    "session's other pages, a late paint only where nothing was painted before or a slow "
    "request had just ended, a slow answer only where the page's own script was busy, a "
    "shift only where it followed neither the page's coming (unless something went back "
    "to where it had been) nor a press and moved more than the page's foot. Not a cold "
    "start, not on a throttled network, not what slow_response or long_block tells "
    "already. A shift that misled a press is layout_shift's. Once per address.",
    cost="None is known: 0.",
    remedy="Look the element up that the evidence names: serve it early and small, break up long "
    "scripts, and cache the page nearer to the shopper.",
    source="web.dev, web vitals: poor above LCP 4 s, INP 500 ms, TTFB 1.8 s, CLS 0.25",
    find=find,
    family="page",
)
