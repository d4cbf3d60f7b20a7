"""A press that made the shop's script or a request fail."""

from collections import defaultdict
from collections.abc import Iterable

from kitka.analyzer.forms.replies import REFUSAL_STATUS
from kitka.analyzer.page.failures import answer, broken, subject
from kitka.analyzer.purchase.edits import went_well
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Request


def find(context: Context) -> Iterable[Friction]:
    causes = causes_by_click(context)
    led_on = {wait.press.at_s for wait in context.waits.documents if wait.press}
    for key, click in context.timeline.clicks.items():
        target = click.event.target
        if not causes[key] or target.ignore:
            continue
        wasted = context.until_next_action(click.at_s, context.limits["cap_s"])
        yield context.friction(
            click.at_s,
            0.0 if click.at_s in led_on else wasted,
            element_of(target),
            f"Pressing {describe(element_of(target))} failed: {'; '.join(causes[key])}.",
            values={"errors": len(causes[key]), "cause": causes[key][0]},
            where=click.view_key,
            rect=target.rect,
        )


def causes_by_click(context: Context) -> dict[tuple[str, int], list[str]]:
    """What each press broke soon enough to be its doing: script errors, the shop's requests."""
    timeline, limits = context.timeline, context.limits
    found: dict[tuple[str, int], list[str]] = defaultdict(list)
    for key, click in timeline.clicks.items():
        requests = timeline.requests(click)
        # The page asked the same once more for the same press, and that went well: a token that had
        # run out and was renewed, a server that was busy for a moment.
        well = {address(m): m.at_s for m in requests if went_well(m.event)}
        for request in requests:
            again = well.get(address(request), request.at_s) > request.at_s
            soon = request.at_s - click.at_s <= limits["within_ms"] / 1000
            if again or not soon or request.event.type == "document":
                continue
            if key in context.presses.silent and request.event.status in REFUSAL_STATUS:
                continue  # silent_refusal tells it
            if broken(timeline, request, limits["leaving_s"]):
                found[key].append(f"{subject(request.event)}: {answer(request.event)}")
    for key, errors in context.presses.blames.errors.items():
        found[key] += [error.event.message for error in errors]
    return found


def address(request: Moment[Request]) -> tuple[str, str]:
    return request.event.method, request.event.url


RULE = Rule(
    title="Error click",
    description="Pressing a control threw an error in the shop's script, or a request that the "
    "press started failed. Even where the page goes on, something behind the control is broken.",
    applies="Errors and requests that the page could tie to a press. Aborted and third-party "
    "requests do not count, nor a refusal (400, 402, 409, 422) that a message explains, nor any "
    "other answer to a write that comes with words about what was given (“Invalid coupon”), nor "
    "what the page asked once more with success, nor an "
    "error that the page throws without a press, too. An error that comes later than the "
    "press's own task counts where the answer to its request had just come, however late, or where "
    "nothing had answered it yet: beside a press that was answered, a timer's error is not its "
    "doing. An error that a script caught and wrote to the console is none where a request had "
    "just failed or, unless it is one of the engine's, where a message explains it.",
    cost="Until the shopper did something else, at most the cap; none where the press led on.",
    remedy="Mend the error that the evidence quotes; let the control say so when it fails, and "
    "let the shopper try again.",
    source="Datadog error clicks; FullStory's definition as quoted in PostHog issue 27801",
    error=True,
    find=find,
)
