"""The shop took long to answer a press."""

from collections.abc import Iterable

from kitka.analyzer.forms.late_settings import late_settings
from kitka.analyzer.page.failures import broken
from kitka.analyzer.presses.busy import Busy
from kitka.analyzer.presses.led import Led, came
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.rules import limits as limits_of
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.session.views import Moment
from kitka.analyzer.session.waits import Press, Wait
from kitka.analyzer.study.statistics import median
from kitka.recorder.model import Click, Load

OTHERS = frozenset({"dead", "error", "disabled", "blocked", "control", "repeated"})


def find(context: Context) -> Iterable[Friction]:
    limits = context.limits
    throttled = bool(context.timeline.session.network)
    usual_s = baseline(context) if throttled else 0.0
    failed = failed_presses(context)
    for wait in context.waits.documents + context.waits.after_presses:
        others = told_by_others(context, wait) or (wait.end == "reaction" and wait.press in failed)
        waited = None if others else judged(wait, throttled)
        if waited is None or waited - usual_s < limits["wait_s"]:
            continue
        excess = min(limits["cap_s"], waited - usual_s)
        where = wait.press.where if wait.press else ("", -1)
        if not wait.press and wait.view:
            where = (wait.view.page, wait.view.number)
        element = wait.press.element if wait.press else None
        server = wait.response_s
        values: dict[str, float | str] = {"waited_s": round(waited, 3)}
        if wait.view:
            values |= {"url": wait.view.path, "subject": wait.view.path}
        if server is not None:
            values["server_s"] = round(server, 3)
        yield context.friction(
            wait.start_s,
            excess - limits["flow_s"],
            element,
            sentence(context, wait, waited, usual_s),
            values=values,
            moments=(wait.start_s, wait.end_s),
            where=where,
            rect=wait.press.rect if wait.press else None,
        )
    if not throttled:
        yield from behind_a_sign(context)
        yield from after_choices(context)


def behind_a_sign(context: Context) -> Iterable[Friction]:
    """Something was shown at once (a spinner, perhaps), and the shop's answer took long after."""
    timeline, limits = context.timeline, context.limits
    led, busy = Led(timeline, context.waits.answers), context.presses.busy
    for click in timeline.all(Click):
        shown_ms = context.waits.answers.first_ms(click)
        if shown_ms is None or shown_ms / 1000 >= limits["wait_s"]:
            continue
        ended_s, least_s, what = answer_to(context, led, busy, click)
        waited = timeline.seconds(click.at_s, ended_s) if ended_s is not None else 0.0
        if ended_s is None or waited < least_s:
            continue
        target = click.event.target
        yield context.friction(
            click.at_s,
            min(limits["cap_s"], waited) - limits["flow_s"],
            element_of(target),
            f"{what} {waited:.1f} s after {describe(element_of(target))} was "
            f"pressed; something was shown after {shown_ms / 1000:.1f} s.",
            values={"waited_s": round(waited, 3), "shown_s": round(shown_ms / 1000, 3)},
            moments=(click.at_s, ended_s),
            where=click.view_key,
            rect=target.rect,
        )


def after_choices(context: Context) -> Iterable[Friction]:
    """A choice from a list asks the shop as a press does."""
    limits = context.limits
    for setting, waited in late_settings(context.timeline, limits["wait_s"]):
        element = element_of(setting.event.target)
        yield context.friction(
            setting.at_s,
            min(limits["cap_s"], waited) - limits["flow_s"],
            element,
            f"The answer took {waited:.1f} s after {describe(element)} was set.",
            values={"waited_s": round(waited, 3)},
            moments=(setting.at_s, setting.at_s + waited),
            where=setting.view_key,
            rect=setting.event.target.rect,
        )


def answer_to(
    context: Context, led: Led, busy: Busy, click: Moment[Click]
) -> tuple[float | None, float, str]:
    """When the answer came that was still on its way, how long is too long for it, and what it
    was; or until when it had not come. Where what was shown at once only went away, nothing said
    that more was to come."""
    view = None
    if context.presses.verdict(click) not in OTHERS:
        view = led.view(click)
    if view is not None:
        least_s = context.limits["signed_s" if led.sign(click, came(view)) else "wait_s"]
        return came(view), least_s, f"{view.path} took"
    sent_s, again_s = busy.sent_s(click), busy.again_s(click)
    if sent_s is not None:
        return sent_s, context.limits["signed_s"], "The page sent the form only"
    if again_s is not None:
        return again_s, context.limits["signed_s"], "Nothing but a word of work in progress for"
    ended_s = context.timeline.own_requests_end_s(click)
    if ended_s is None or context.waits.answers.next_press_s(click) < ended_s:
        return None, 0.0, ""  # who goes on meanwhile does not wait
    return ended_s, context.limits["signed_s"], "The shop's answer took"


def told_by_others(context: Context, wait: Wait) -> bool:
    """A press that nothing was asked by and that another rule tells of, or that a block held up."""
    if wait.press is None or wait.end == "view":
        return False
    where = wait.press.page, wait.press.at_s
    verdict = context.presses.at(*where)
    if wait.leaving and not again(context, wait):
        return True  # a download, perhaps: the shopper went on with something else
    # Where it was answered when the pointer went down, what came after its click is no answer.
    other = wait.end == "reaction" and verdict in ("unknown", "alive")
    return other or where in context.presses.held_at or verdict in OTHERS


def failed_presses(context: Context) -> list[Press]:
    """What they asked broke, as error_click tells: what was shown long after is no answer."""
    timeline, leaving_s = context.timeline, limits_of("error_click")["leaving_s"]
    known = {(press.page, press.at_s): press for press in context.waits.presses}
    broke = (
        (click.page, click.at_s)
        for click in timeline.clicks.values()
        if any(broken(timeline, request, leaving_s) for request in timeline.requests(click))
    )
    return [known[key] for key in broke if key in known]


def again(context: Context, wait: Wait) -> bool:
    """What was done next was the same press, or nothing at all."""
    assert wait.press
    after = context.waits.press_after(wait.press)
    return after is None or after.element == wait.press.element


def sentence(context: Context, wait: Wait, waited: float, usual_s: float) -> str:
    after = f"after {describe(wait.press.element)} was pressed" if wait.press else "to open"
    place = f"{wait.view.path} took" if wait.view else "The answer took"
    if wait.end == "nothing":
        return f"No answer came {after}: {waited:.1f} s until something else was done."
    server = f", {wait.response_s:.1f} s of it the server" if wait.response_s else ""
    usual = f" (usual for this throttled session: {usual_s:.1f} s)" if usual_s >= 0.05 else ""
    return f"{place} {waited:.1f} s {after}{server}{usual}."


def judged(wait: Wait, throttled: bool) -> float | None:
    """Seconds to judge: the whole wait; on a throttled network only the server's part."""
    if throttled:
        return wait.response_s
    return wait.seconds


def baseline(context: Context) -> float:
    """What this session's documents usually wait for: the price of its throttled network."""
    known = [m.event.response_ms for m in context.timeline.all(Load) if m.event.response_ms]
    if len(known) < context.limits["documents"]:
        raise NotApplicable(
            f"throttled network ({context.timeline.session.network}) and only {len(known)} "
            "documents: the shop's share cannot be told from the network's"
        )
    return (median(known) or 0.0) / 1000


RULE = Rule(
    title="Slow response",
    description="Between a press or a choice (or the start of a navigation) and the next thing to "
    "see, the next page's document, the first visible reaction or the end of the request, more "
    "time passed than a shopper waits without wondering.",
    applies="Where something is shown at once, such as a spinner, the answer may take longer; a "
    "layer that closes or a focus that moves is no such sign where the press led to another page "
    "and the shop's requests filled the time until it came. A word that something is being done "
    "(“Reserving…”) is a sign, no answer: that is the page which came when the page itself sent "
    "the form, and where the same was pressed again in vain none had come yet. The "
    "first document of a session is not judged (a cold start says more about the machine), "
    "nor a page that follows a time at another origin. On a throttled network only the "
    "documents' wait for the server counts, less the session's own median. A press that "
    "asked nothing of the shop and was not answered in time is dead_click's or another "
    "rule's, one that the page's own work held up is long_block's.",
    cost="Seconds beyond the first, at most the cap.",
    remedy="Find what the server does in this request (its own share is in the evidence), answer "
    "first and do the rest after; meanwhile show within 0.1 s that the press was taken.",
    source="Nielsen 1993, Miller 1968: 0.1 s, 1 s, 10 s",
    find=find,
)
