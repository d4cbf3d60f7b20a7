"""An account was asked for on the way to buying, and no way without was offered."""

from collections.abc import Iterable, Sequence

from kitka.analyzer.purchase.accounts import Accounts, about_accounts
from kitka.analyzer.purchase.guests import forced, not_for_this
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.cues import Shown
from kitka.analyzer.session.elements import element_of


def find(context: Context) -> Iterable[Friction]:
    if context.scenario.phase != "purchase":
        raise NotApplicable("the scenario is no purchase")
    if about_accounts(context.scenario):
        raise NotApplicable("one of the scenario's steps is itself about an account")
    if not context.facts.cues.of("account"):
        return
    accounts = context.facts.accounts
    demands = [cue for cue in forced(accounts) if seconds(context, cue) >= context.limits["seen_s"]]
    if demands and not went_past(accounts, demands[0]):
        yield told(context, accounts, demands)


def told(context: Context, accounts: Accounts, demands: Sequence[Shown]) -> Friction:
    first = demands[0]
    views = {id(cue.view): cue for cue in reversed(demands)}
    cost_s = sum(seconds(context, cue) for cue in views.values())
    given = any(at_s >= first.start_s for at_s in accounts.passwords)
    other = "only other details led past it"
    stuck = other if not_for_this(accounts, first) else "the attempt got no further there"
    how = "a password was given to go on" if given else stuck
    return context.friction(
        first.start_s,
        min(cost_s, context.limits["cap_s"]),
        element_of(first.target),
        f"{first.view.path or 'A page'} asked for an account and offered no way without one; "
        f"{how}.",
        values={
            "subject": first.view.path,
            "views": len(views),
            "password_given": "yes" if given else "no",
        },
        moments=[cue.start_s for cue in views.values()],
        where=(first.view.page, first.view.number),
        rect=first.target.rect,
    )


def seconds(context: Context, cue: Shown) -> float:
    """From the demand until its view was left."""
    return context.timeline.seconds(cue.start_s, max(cue.end_s, cue.view.end_s))


def went_past(accounts: Accounts, first: Shown) -> bool:
    """A later view was a step's, and no password had been given: there was a way after all."""
    later = [
        reached.since_s
        for reached in accounts.purchase.path.reached
        if reached and reached.since_s > first.start_s and reached.view is not first.view
    ]
    if not later or any(first.start_s <= at_s <= min(later) for at_s in accounts.passwords):
        return False
    return not not_for_this(accounts, first)


RULE = Rule(
    title="Forced account",
    description="On the way to buying, a page asked for an account and offered no way to go on "
    "as a guest. Having to create an account is among the reasons for abandonment that shoppers "
    "name most.",
    applies="From the moment something was in the basket until success. Not where the shopper "
    "pressed a control to log in or to register, was signed in, had been offered the "
    "guest's way on this page or before (unless they took it and came here, or went on "
    "and came to a page about opening an account, or could place the order only with one, "
    "or were let past only with other details), where the same log-in box stands on "
    "pages before the purchase, or where a later step was reached without a password "
    "(then there was a way). Being thrown back to the log-in is session_lost's. Scenarios "
    "with a step about logging in are not judged. Once per session.",
    cost="Seconds on the pages that asked, at most the cap.",
    remedy="Let people buy with an e-mail address alone, and put that way first; offer the "
    "account on the page that thanks for the order.",
    source="Baymard, reasons for abandonment (“the site wanted me to create an account”: 19–26 %)",
    error=True,
    find=find,
    family="promises",
)
