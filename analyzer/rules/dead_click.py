"""A press on a control that nothing visible answered."""

from collections.abc import Iterable

from kitka.analyzer.presses.series import control, eligible
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.session.timeline import first_visible_ms
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Click

LIVELY = frozenset({"alive", "slow", "pending"})


def find(context: Context) -> Iterable[Friction]:
    for burst in bursts(context):
        verdicts = [context.presses.verdict(click) for click in burst]
        if verdicts[-1] != "dead" or not LIVELY.isdisjoint(verdicts):
            continue
        first, last = burst[0], burst[-1]
        target = first.event.target
        observed = context.presses.answers.watched_ms(last) / 1000
        late = too_late(context, last)
        times = "" if len(burst) == 1 else f" {len(burst)} times"
        wasted = context.until_next_action(last.at_s, context.limits["cap_s"])
        seen = f"{late:.1f} s" if late else f"at least {observed:.1f} s"
        values: dict[str, float | str] = {"clicks": len(burst), "observed_s": observed}
        yield context.friction(
            first.at_s,
            last.at_s - first.at_s + wasted,
            element_of(target),
            f"{describe(element_of(target))} was pressed{times} and for {seen} nothing that a "
            "shopper could see followed.",
            values=values | ({"first_reaction_s": round(late, 3)} if late else {}),
            moments=[click.at_s for click in burst],
            where=first.view_key,
            rect=target.rect,
        )


def too_late(context: Context, click: Moment[Click]) -> float | None:
    """Seconds to the first answer of a press that was answered too late to be taken for its own;
    None where there was none, or something else was done before."""
    reaction = context.timeline.reaction(click)
    visible = first_visible_ms(reaction) if reaction else None
    if visible is None or visible < context.limits["observed_ms"]:
        return None
    acted = context.timeline.next_action_s(click.at_s)
    return visible / 1000 if click.at_s + visible / 1000 <= acted else None


def bursts(context: Context) -> Iterable[list[Moment[Click]]]:
    """Clicks on the same control of a view, each soon after the one before, taken as one."""
    burst: list[Moment[Click]] = []
    for click in context.timeline.all(Click):
        if not eligible(click.event.target):
            continue
        same = burst and click.view_key == burst[-1].view_key and (
            control(click) == control(burst[-1])
        )  # fmt: skip
        if not (same and click.at_s - burst[-1].at_s <= context.limits["burst_s"]):
            if burst:
                yield burst
            burst = []
        burst.append(click)
    if burst:
        yield burst


RULE = Rule(
    title="Dead click",
    description="A button, link or other control was pressed and for the whole time of watching "
    "nothing visible happened: no change of the page, navigation, focus, scroll, selection, input, "
    "dialog, tab or download. The shopper cannot tell whether the shop is broken or slow.",
    applies="Controls only. Text fields, canvas, media, frames, downloads, links to new tabs and "
    "what the shop marked cannot be observed and are never dead; a press that was watched for too "
    "short a time, until the next press at most, is not known. A press that was answered within "
    "2.5 s, or led to another page however late, is slow at worst, one that asked the shop is "
    "pending: both are slow_response's; but where the shop's good answer came within 2.5 s, "
    "nothing of it was shown for as long again, and the same was pressed once more, the page "
    "loaded anew or nothing done any more, the press is dead. A "
    "button that only turned or was disabled for a while, and is as it was before, gave no answer, "
    "nor did a veil or spinner that went with nothing behind it, what was opened and shut in one "
    "press, drawn anew just as it was, or marked for no style to see. "
    "One after 2.5 s that nothing was asked for comes too late; it is in the evidence. Nothing "
    "is owed where the same control worked just before (the end of a carousel) or is still being "
    "answered, nor by the chosen one of several tabs, nor by a link to the page that is shown. "
    "Two clicks of one press (a drawn choice and the field behind it) share their answer. "
    "Told by others: a press that threw an error, one on a disabled or covered control, "
    "on a stepper, one that only the next press made good, and one that sent a form that was "
    "refused.",
    cost="From the first press until the shopper did something else, at most the cap.",
    remedy="Make the control work, or disable it and say what is missing. Where the answer takes "
    "time, show within 0.1 s that the press was taken.",
    source="PostHog dead clicks 1.374 (2500 ms); Sentry slow click (same eligible elements)",
    error=True,
    find=find,
)
