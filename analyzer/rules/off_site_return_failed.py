"""Back from the payment provider, and the shop did not take the purchase on."""

from collections.abc import Iterable

from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.purchase.declined import Declines
from kitka.analyzer.purchase.landings import Landing, landing
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.elements import describe


def find(context: Context) -> Iterable[Friction]:
    purchase, cues = context.facts.purchase, context.facts.cues
    if not purchase.returns:
        if not context.scenario.payment_origins:
            raise NotApplicable("the scenario names no payment_origins")
        return
    declines = Declines(purchase, context.limits["answer_s"])
    for back in purchase.returns:
        there = landing(purchase, back, cues, context.limits["seen_s"])
        if went_on(purchase, there) or there.own_doing:
            continue
        why = there.failure(cues, context.limits["stayed_s"], context.limits["waited_s"])
        if not why or declines.told(back.view.asked_s, there.until_s):
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


def went_on(purchase: Purchase, there: Landing) -> bool:
    """A step further than any before was reached, or the purchase done, before the shopper did
    anything. That the basket was seen for the first time is no way forward."""
    done = purchase.done_s != float("inf") and purchase.done_s <= there.until_s
    return done or purchase.path.went_on(there.back.left_s, there.until_s)


RULE = Rule(
    title="Return from payment failed",
    description="The shopper came back from the payment provider, and the shop did not go on: an "
    "error page, an error message, the log-in, an empty basket, or without a word the page that "
    "had led away, one from before that or the front page, or one that waits for ever or is blank. "
    "Whether the money is gone nobody said.",
    applies="Needs payment_origins, or a page that knew where it was come from. Not where a "
    "further step was reached on return, where the words or the address say that the "
    "payment was cancelled, or where the shopper went back with the browser. The front "
    "page need not stay where it was left for the provider again. A basket that was "
    "called empty and loaded anew by hand is no way forward, whatever it led to. That the "
    "payment was refused is payment_declined's. A page that waits counts only if it is no "
    "step, shows no amount and no choice, and nothing came after it.",
    cost="Until the next step was reached, else to the end, at most the cap.",
    remedy="Let the return address work without the old session, ask the provider what became of "
    "the payment, and say it: paid, refused, cancelled, or still open.",
    source="Providers' own integration guides (Stripe, Adyen, Paytrail): take the state from the "
    "provider, not from the visit; Nielsen's first heuristic, visibility of system status",
    error=True,
    find=find,
    family="promises",
)
