"""Thrown back to the log-in or to an empty basket in the middle of buying."""

from collections.abc import Iterable

from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.purchase.sent_home import sent_home
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.cues import Shown
from kitka.analyzer.session.elements import describe, element_of

LOST = {
    "account": "account",
    "session_over": "account",
    "empty_basket": "basket",
    "home": "checkout",
}


def find(context: Context) -> Iterable[Friction]:
    if context.scenario.phase != "purchase":
        raise NotApplicable("the scenario is no purchase")
    facts, cues = context.facts, context.facts.cues
    purchase = facts.purchase
    lost = [*facts.accounts.thrown_back, *facts.basket.emptied(cues)]
    lost += sent_home(purchase, facts.basket)
    returns = [
        (back.view.asked_s, purchase.next_press_s(back.view.began_s)) for back in purchase.returns
    ]
    free_s = -1.0
    for cue in sorted(lost, key=lambda found: found.start_s):
        if cue.start_s < free_s or came_back(returns, cue) or brief(context, cue):
            continue
        # Until the next step is reached it is one and the same loss.
        free_s = purchase.next_step_s(cue.start_s)
        yield told(context, purchase, cue)


def came_back(returns: Iterable[tuple[float, float]], cue: Shown) -> bool:
    """From paying, with nothing pressed since."""
    return any(since <= cue.start_s <= until for since, until in returns)


def brief(context: Context, cue: Shown) -> bool:
    """Gone again while its view stayed: the page was still fetching what is in the basket."""
    return cue.end_s < cue.view.end_s and cue.end_s - cue.start_s < context.limits["settled_s"]


def told(context: Context, purchase: Purchase, cue: Shown) -> Friction:
    press = purchase.press_before(cue.start_s)
    element = press.element if press else element_of(cue.target)
    after = f"After {describe(press.element)} was pressed" if press else "Suddenly"
    place = cue.view.path or "the page"
    became = {
        "account": f"{place} asked to log in, although the shopper had been past that",
        "session_over": f"{place} said that the session was over",
        "empty_basket": f"{place} called the basket empty, although something had been in it",
        "home": f"{place} was shown, out of the middle of the checkout and without a word",
    }[cue.what]
    return context.friction(
        cue.start_s,
        purchase.until_on(cue.start_s, context.limits["cap_s"]),
        element,
        f"{after}, {became}.",
        values={"lost": LOST[cue.what], "subject": cue.view.path},
        moments=[press.at_s, cue.start_s] if press else [cue.start_s],
        where=(cue.view.page, cue.view.number),
        rect=cue.target.rect,
    )


RULE = Rule(
    title="Session lost",
    description="In the middle of buying the shopper was thrown back to the log-in, was told that "
    "the session is over, found the basket empty, or was sent to the front page. What had been "
    "chosen and filled in has to be done again.",
    applies="A log-in counts where the shopper had been signed in or past it, or had filled in a "
    "step of the checkout, and pressed on or did nothing; also where the page itself says "
    "that the session is over, if what had been filled in was then filled in again or the "
    "attempt got no further, or answers with HTTP 401, 419 or 440; a page about opening "
    "an account is forced_account's; not "
    "after pressing a control that logs in or out, going back, or following a link "
    "elsewhere. An empty basket counts where an amount had been shown, the checkout had "
    "begun or an addition was answered; not where the shopper removed something or "
    "changed a quantity in between, where amounts stand in the same view, where the words "
    "went away by themselves, where a later step was reached without adding anything "
    "again, or after the purchase. The front page counts where a form of the checkout that "
    "should lead on, and does not pay, led there without a message. What follows a return "
    "from payment is off_site_return_failed's.",
    cost="Until the next step was reached, else to the end, at most the cap.",
    remedy="Keep baskets and checkouts on the server for days, renew the session while somebody "
    "is at it, and after a log-in go on at the same place with everything filled in.",
    source="WCAG 2.2 success criteria 2.2.5 (re-authenticating) and 2.2.6 (timeouts)",
    error=True,
    find=find,
    family="promises",
)
