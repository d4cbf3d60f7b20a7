"""A payment was tried, and the shop said that it was refused."""

from collections.abc import Iterable

from kitka.analyzer.purchase.declined import Declines
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.elements import describe


def find(context: Context) -> Iterable[Friction]:
    if context.scenario.phase != "purchase":
        raise NotApplicable("the scenario is no purchase")
    purchase = context.facts.purchase
    declines = Declines(purchase, context.limits["answer_s"])
    for run in declines.runs:
        first, press = run[0], run[0].payment.press
        message, passed = first.message, purchase.next_step_s(run[-1].message.at_s)
        element = press.element if press else None
        ending = "it went through later" if passed != float("inf") else "it never went through"
        times = f"{len(run)} times " if len(run) > 1 else ""
        after = f" after {describe(element)} was pressed" if element else ""
        yield context.friction(
            first.payment.at_s,
            purchase.until_on(message.at_s, context.limits["cap_s"]),
            element,
            f"The payment was refused {times}{after}".replace("  ", " ")
            + (f": “{message.text.rstrip('.')}”" if message.text else "")
            + f"; {ending}.",
            values={
                "refusals": len(run),
                "message": message.text,
                "accepted": "no" if passed == float("inf") else "yes",
                "subject": "payment",
            },
            moments=[decline.message.at_s for decline in run],
            where=message.view_key,
            rect=message.rect,
        )


RULE = Rule(
    title="Payment declined",
    description="The shopper tried to pay, and the answer was that the payment was refused. "
    "Whether bank, provider or shop refused it, the purchase stands still here.",
    applies="Needs an attempt to pay (card data sent, the button that places the order or pays, or "
    "a return from a payment provider) and, soon after, a message that says that the payment "
    "failed or that nothing was charged, in Finnish, Swedish, English or German; one that is "
    "no error by its mark, or the title of the page, only where nothing was pressed in between. "
    "A card number or date of the wrong form is none, nor a payment that the shopper cancelled, "
    "nor words about what happens if a card is declined. Refusals one after the other are one "
    "friction.",
    cost="From the message until the next step was reached, else to the end, at most the cap.",
    remedy="Say what the shopper can do (another card, another way to pay, ask the bank), keep "
    "everything filled in, and watch the provider's rate of refusals by card and bank.",
    source="Baymard, reasons for abandonment (“my credit card was declined”: 4–9 %)",
    error=True,
    find=find,
    family="promises",
)
