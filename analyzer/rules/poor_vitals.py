"""A page was slow to show or to answer, or jumped about, by the web vitals' own limits."""

from collections.abc import Iterable

from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.views import PageView
from kitka.recorder.model import Vital

NAMES = {
    "LCP": ("showed its largest part after", "lcp_ms"),
    "INP": ("let the next picture after an action wait for", "inp_ms"),
    "TTFB": ("had its first byte after", "ttfb_ms"),
}


def find(context: Context) -> Iterable[Friction]:
    if context.timeline.session.network:
        raise NotApplicable("throttled network: vitals would judge the throttle")
    views = [view for view in context.timeline.views if view.all(Vital)]
    slow = {(w.view.page, w.view.number) for w in context.waits.documents
            if w.view and w.seconds >= context.limits["told_s"]}  # fmt: skip
    for view in views:
        if view is context.timeline.views[0] or (view.page, view.number) in slow:
            continue
        worst: dict[str, Vital] = {m.event.name: m.event for m in view.all(Vital)}
        for name, (words, key) in NAMES.items():
            vital = worst.get(name)
            if vital and vital.value > context.limits[key]:
                yield told(context, view, vital, words, context.limits[key])
        shift = worst.get("CLS")
        if shift and shift.value > context.limits["cls"]:
            yield jumped(context, view, shift)


def told(context: Context, view: PageView, vital: Vital, words: str, limit: float) -> Friction:
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
    applies="Values of this one visit, in the laboratory or at home: the limits are meant for the "
    "75th percentile of many. Not the first page of a session (a cold start), not on a throttled "
    "network, not what slow_response tells already. A shift that misled a press is "
    "layout_shift's.",
    cost="None is known: 0.",
    remedy="Look the element up that the evidence names: serve it early and small, break up long "
    "scripts, and cache the page nearer to the shopper.",
    source="web.dev, web vitals: poor above LCP 4 s, INP 500 ms, TTFB 1.8 s, CLS 0.25",
    find=find,
    family="page",
    off="one visit's vitals swing by seconds with the machine they are measured on; the limits "
    "are meant for the 75th percentile of many visits",
)
