"""A picture that did not come."""

from collections.abc import Iterable

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Oddity, Request


def find(context: Context) -> Iterable[Friction]:
    told: set[tuple[str, str]] = set()
    for view in context.timeline.views:
        missing: list[Moment[Oddity]] = []
        for moment in view.all(Oddity):
            key = (view.path, identity(element_of(moment.event.target)))
            if moment.event.what != "image" or key in told or on_its_way(context, view, moment):
                continue
            if seen(context, moment):
                told.add(key)
                missing.append(moment)
        if not missing:
            continue
        first = missing[0].event
        others = f" and {len(missing) - 1} more" if len(missing) > 1 else ""
        yield context.friction(
            missing[0].at_s,
            0.0,
            element_of(first.target),
            f"On {view.path or 'a page'} {describe(element_of(first.target))}{others} did not "
            "come: its place is empty or broken.",
            values={"count": len(missing), "subject": view.path, "picture": first.text},
            moments=[moment.at_s for moment in missing],
            where=(view.page, view.number),
            rect=first.target.rect,
            step_at_s=context.path.come_s(view, missing[0].at_s),
        )


def on_its_way(context: Context, view: PageView, moment: Moment[Oddity]) -> bool:
    """Missed long before all of the page had come, and nothing that it asked for was refused: a
    script that fetches pictures last was waiting for the rest. ``poor_vitals`` tells of that."""
    if view.load is None or not view.document:
        return False
    complete_s = view.asked_s + view.load.load_ms / 1000
    if complete_s - moment.at_s < context.limits["loading_s"]:
        return False
    asked = [m.event for m in view.all(Request) if m.event.type == "image"]
    return not any(request.failed or request.status >= 400 for request in asked)


def seen(context: Context, moment: Moment[Oddity]) -> bool:
    """Large enough to be missed; of unknown size it is taken for one."""
    rect = moment.event.target.rect
    if rect is None:
        return True
    return min(rect.width, rect.height) >= context.limits["side_px"]


RULE = Rule(
    title="Broken image",
    description="A picture that the page shows could not be had, so that there is a gap or the "
    "browser's broken picture. People hardly buy what they cannot see.",
    applies="Pictures of the page that stand where they can be seen; not icons and counting "
    "pixels below the size given, nor what is still on its way, as where scripts fetch pictures "
    "when all the rest has come, and that took long. Each picture once per address; several on one "
    "page are one friction.",
    cost="None is known: 0.",
    remedy="Mend the address that the evidence names; give a picture of one's own to fall back on, "
    "and text in its alt attribute.",
    source="HTML standard, an image's broken state",
    error=True,
    find=find,
    family="page",
)
