"""A page, or something that a page needs, could not be had from the shop."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable

from kitka.analyzer.page.failures import (
    answer,
    broken,
    by_press,
    failed_documents,
    nobody_yet,
    subject,
)
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe
from kitka.analyzer.session.views import PageView
from kitka.recorder.model import Message, Request

NOT_MISSED = ("document", "image", "font", "other")
"""Told elsewhere (``failed_documents``, broken_image), or nobody sees that it is missing: another
font stands in, a beacon or a preload shows nothing."""


def explained(view: PageView) -> bool:
    """A wrong password is answered with 401 by many, and by the page in words."""
    said = any(m.event.severity == "error" for m in view.all(Message))
    return said and view.load is not None and view.load.status < 500


def find(context: Context) -> Iterable[Friction]:
    told: dict[str, list[float]] = defaultdict(list)
    returned = {(b.view.page, b.view.number) for b in context.facts.purchase.returns}
    over = {
        (cue.view.page, cue.view.number) for cue in context.facts.accounts.thrown_back
        if context.scenario.phase == "purchase"
    }  # fmt: skip
    for failure in failed_documents(context.waits, context.limits["leaving_s"]):
        if failure.where in returned:
            continue  # off_site_return_failed tells it
        if failure.where in over:
            continue  # session_lost tells it
        view = context.timeline.view(*failure.where) if failure.where else None
        if view and context.facts.accounts.refused(view) and explained(view):
            continue
        times, near = told[failure.path], context.limits["merge_s"]
        place = bisect_left(times, failure.at_s)
        if any(abs(at_s - failure.at_s) <= near for at_s in times[max(0, place - 1) : place + 1]):
            continue  # the page and the driver tell of the same document
        times.insert(place, failure.at_s)
        press = failure.press
        after = f" after {describe(press.element)} was pressed" if press else ""
        yield context.friction(
            press.at_s if press else failure.at_s,
            context.until_next_action(failure.at_s + 0.5, context.limits["cap_s"]),
            press.element if press else None,
            f"{failure.path} {failure.why}{after}.",
            values={"subject": failure.path, "cause": failure.why},
            moments=(failure.at_s,),
            where=press.where if press else failure.where,
            rect=press.rect if press else None,
        )
    yield from resources(context)


def resources(context: Context) -> Iterable[Friction]:
    timeline, limits = context.timeline, context.limits
    told: set[tuple[tuple[str, int], str]] = set()
    for moment in timeline.all(Request):
        event, what = moment.event, subject(moment.event)
        if event.type in NOT_MISSED or (moment.view_key, what) in told:
            continue
        if event.click is None and nobody_yet(event):
            continue
        if by_press(timeline, moment, limits["click_ms"] / 1000):
            continue
        if broken(timeline, moment, limits["leaving_s"]):
            told.add((moment.view_key, what))
            yield context.friction(
                moment.at_s,
                0.0,
                None,
                f"{what} failed: {answer(event)}.",
                values={"subject": what, "status": event.status, **drawn_by(event)},
                where=moment.view_key,
            )


def drawn_by(event: Request) -> dict[str, str]:
    """Without a style of its own a shop stands there bare; one from elsewhere brings letters."""
    bare = event.type == "style" and not event.third_party
    return {"type": "style"} if bare else {}


RULE = Rule(
    title="Failed request",
    description="The shop answered a page with an error or not at all, or a request, script or "
    "style of its own failed.",
    applies="Not what a press started through script (error_click), what was aborted or cut off "
    "by leaving the page, third parties, the favicon, or a refusal (400, 402, 409, 422) that the "
    "page explains in a message. Pictures are broken_image's, a page that fails on the return from "
    "payment off_site_return_failed's, one by which the session is over session_lost's; a font has "
    "a stand-in. A script that asks who is signed in or what is in the basket may be told 401, 403 "
    "or 404: nobody, nothing. The same address counts once in a view.",
    cost="For a page: until the shopper did something else, at most the cap. Else 0.",
    remedy="Look the address and status up in the server's log; until it is mended, let the page "
    "say what happened and keep what the shopper had entered.",
    source="OpenReplay bad request (status 400 and above)",
    error=True,
    find=find,
    family="page",
)
