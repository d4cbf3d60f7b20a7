"""Back from the payment provider, and the shop did not take the purchase on."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from kitka.analyzer.cues import Cues
from kitka.analyzer.declined import Declines
from kitka.analyzer.elements import describe
from kitka.analyzer.purchase import Purchase, Return
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.timeline import Moment, PageView
from kitka.analyzer.words import CANCELLED
from kitka.recorder.model import Message, Unreachable

CHAIN = 16
"""Pages that follow each other by themselves; browsers give up at about as many."""


def find(context: Context) -> Iterable[Friction]:
    purchase = Purchase(context.path)
    if not purchase.returns:
        if not context.scenario.payment_origins:
            raise NotApplicable("the scenario names no payment_origins")
        return
    cues = Cues(context.timeline)
    declines = Declines(purchase, context.limits["answer_s"])
    for back in purchase.returns:
        why = failure(context, purchase, cues, back)
        told = declines.told(back.view.asked_s, landed_until(purchase, back))
        if not why or told:
            continue
        view, element = back.view, back.press.element if back.press else None
        pressed = f" {describe(element)} had led there." if element else ""
        yield context.friction(
            view.began_s,
            purchase.until_on(view.shown_s, context.limits["cap_s"]),
            element,
            f"Back from paying, {why}.{pressed}",
            values={
                "subject": view.path or "the return from payment",
                "cause": why,
                "away_s": round(context.timeline.seconds(back.left_s, view.asked_s), 1),
            },
            moments=(back.left_s, view.began_s),
            where=(view.page, view.number),
        )


def landed_until(purchase: Purchase, back: Return) -> float:
    """Pages follow each other by themselves until the shopper does something."""
    return purchase.next_press_s(back.view.began_s)


def failure(context: Context, purchase: Purchase, cues: Cues, back: Return) -> str:
    """What was wrong where the shopper landed; ``""`` if nothing, or if it was their own doing."""
    until = landed_until(purchase, back)
    on_s = min(purchase.next_step_s(back.left_s), purchase.done_s)
    if on_s != float("inf") and on_s <= until:
        return ""
    shown = context.timeline.views
    first = bisect_left(shown, back.view.began_s, key=lambda view: view.began_s)
    views = list(shown[first : bisect_right(shown, until, key=lambda view: view.began_s)][:CHAIN])
    messages = [m for view in views for m in view.all(Message) if m.at_s <= until]
    if own_doing(views, messages):
        return ""
    return (
        broken(context, views, until)
        or complaint(messages)
        or thrown_out(cues, back.view.began_s, until)
        or started_again(context, back, views, messages)
    )


def own_doing(views: list[PageView], messages: list[Moment[Message]]) -> bool:
    """Cancelled at the provider, or gone back with the browser."""
    said = any(CANCELLED.search(m.event.text) for m in messages)
    addressed = any(CANCELLED.search(view.url) for view in views)
    first = views[0].event if views else None
    walked = first is not None and (
        first.navigation in ("back_forward", "reload") or first.cause in ("pop", "restore")
    )
    return said or addressed or walked


def broken(context: Context, views: list[PageView], until_s: float) -> str:
    for view in views:
        if view.load and view.load.status >= 400:
            return f"{view.path} answered with HTTP {view.load.status}"
    for lost in context.timeline.all(Unreachable):
        if views and views[0].asked_s <= lost.at_s <= until_s:
            return "the shop's page could not be loaded"
    return ""


def complaint(messages: list[Moment[Message]]) -> str:
    errors = [m.event.text for m in messages if m.event.severity == "error"]
    return f"the shop said: “{errors[0].rstrip('.')}”" if errors else ""


def thrown_out(cues: Cues, since_s: float, until_s: float) -> str:
    if cues.between("empty_basket", since_s, until_s):
        return "the basket was called empty"
    return "the shop asked to log in" if cues.between("account", since_s, until_s) else ""


def started_again(
    context: Context, back: Return, views: list[PageView], messages: list[Moment[Message]]
) -> str:
    """The page that had led away was there again without a word, and stayed."""
    if messages or not views:
        return ""
    last = context.timeline.view_at(min(back.left_s, views[0].began_s) - 0.001)
    now = views[-1]
    same = last is not None and last.path == now.path
    stayed_s = context.timeline.seconds(now.shown_s, max(now.end_s, now.shown_s))
    if not same or stayed_s < context.limits["stayed_s"]:
        return ""
    return f"{now.path} was shown again without a word"


RULE = Rule(
    title="Return from payment failed",
    description="The shopper came back from the payment provider, and the shop did not go on: an "
    "error page, an error message, the log-in, an empty basket, or the page that had led away "
    "again without a word. Whether the money is gone nobody said.",
    applies="Needs payment_origins, or a page that knew where it was come from. Not where a step "
    "was reached on return, where the words or the address say that the payment was cancelled, or "
    "where the shopper went back with the browser. That the payment was refused is "
    "payment_declined's.",
    cost="Until the next step was reached, else to the end, at most the cap.",
    remedy="Let the return address work without the old session, ask the provider what became of "
    "the payment, and say it: paid, refused, cancelled, or still open.",
    source="Providers' own integration guides (Stripe, Adyen, Paytrail): take the state from the "
    "provider, not from the visit; Nielsen's first heuristic, visibility of system status",
    error=True,
    find=find,
    family="promises",
)
