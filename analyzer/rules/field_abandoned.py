"""The attempt ended at a field."""

from collections.abc import Iterable

from kitka.analyzer.forms.purpose import is_quantity, is_search
from kitka.analyzer.forms.stuck import Touch, a_field, stuck
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.elements import describe, element_of, identity
from kitka.recorder.model import Blur, Change, Click, Focus, Submit


def find(context: Context) -> Iterable[Friction]:
    session = context.timeline.session
    if session.actor != "participant":
        raise NotApplicable("a script ends where it breaks, not where it gives up")
    if session.ended in ("", "recorder", "interrupted"):
        raise NotApplicable("the session has no end of its own")
    if context.path.completed:
        return
    last = last_touched(context)
    if last is None or is_search(last.event.target) or is_quantity(last.event.target):
        return
    changes = [m for m in context.timeline.all(Change) if m.view_key == last.view_key]
    sent = [m.at_s for m in context.timeline.all(Submit) if m.view_key == last.view_key]
    since = max((at_s for at_s in sent if at_s <= last.at_s), default=0.0)
    entered = [m for m in changes if m.at_s >= since and not is_search(m.event.target)]
    limits = context.limits
    if len(entered) < limits["changes"]:
        return
    struggle = limits["visits"], limits["corrections"]
    if not stuck(context.timeline, last, *struggle, limits["stayed_s"], limits["key_s"]):
        return
    target, end_s = last.event.target, context.timeline.last_visible_s
    fields = {identity(element_of(m.event.target)) for m in entered}
    spent = context.timeline.seconds(entered[0].at_s, max(end_s, last.at_s))
    at_s = last.at_s
    if isinstance(last.event, Blur):  # the page's end, perhaps: what counts is when it was entered
        at_s = max(entered[0].at_s, last.at_s - last.event.dwell_ms / 1000)
    yield context.friction(
        at_s,
        min(limits["cap_s"], spent),
        element_of(target),
        f"The attempt ended at {describe(element_of(target))}, after {len(fields)} fields of a "
        "form had been filled that was never sent.",
        values={"fields": len(fields), "spent_s": round(spent, 1)},
        moments=(entered[0].at_s, last.at_s),
        where=last.view_key,
        rect=target.rect,
    )


def last_touched(context: Context) -> Touch | None:
    """The field that was touched last, if nothing was pressed elsewhere, sent or opened after."""
    timeline = context.timeline
    fields: list[Touch] = [
        *timeline.all(Focus)[-1:], *timeline.all(Change)[-1:], *timeline.all(Blur)[-1:],
    ]  # fmt: skip
    last = max(fields, key=lambda moment: moment.at_s, default=None)
    if last is None or not a_field(last.event.target):
        return None
    pressed = [m.at_s for m in timeline.all(Click)[-8:] if not a_field(m.event.target)]
    others = [*pressed, *(m.at_s for m in timeline.all(Submit)[-1:])]
    others += [view.began_s for view in timeline.views[-1:]]
    entered = (m.at_s for m in fields if not isinstance(m.event, Blur))
    touched = max(entered, default=last.at_s)
    return last if all(at_s <= touched + 0.05 for at_s in others) else None


RULE = Rule(
    title="Abandoned at a field",
    description="The attempt ended without success at a field of a form that was never sent: it "
    "was touched last, and it was left empty, found wrong, struggled with or stayed in for long.",
    applies="People only. At least one field of the form had been changed since it was last sent; "
    "searches and quantities do not count, nor a field that was filled in and left as those before "
    "it (of a secret only stopping counts, not how long its typing took), nor an attempt whose "
    "last act was to press something else or to open another page.",
    cost="From the first field of the form until the end, at most the cap.",
    remedy="Ask whether the field is needed at all; say beside it why it is asked for and what "
    "will become of it.",
    source="Zuko, field abandonment (the last field touched before leaving); Baymard on the number "
    "of fields",
    find=find,
    family="forms",
)
