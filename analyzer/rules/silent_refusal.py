"""A form was refused, and nothing said why."""

from collections.abc import Iterable, Sequence

from kitka.analyzer.forms.submissions import Attempt
from kitka.analyzer.purchase.declined import Decline, Declines
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule, limits
from kitka.analyzer.session.elements import describe, element_of, pressed

HOW = {
    "native": "the browser held it back for a field that cannot be seen",
    "prevented": "the page held it back",
    "": "the shop showed it again as it had been sent",
    "elsewhere": "what the shop answered went where nobody sees it",
    "unseen": "what was wrong stood outside of the window",
    "unheard": "the shop answered, and the page showed nothing of that",
}


SAME_S = 0.2
"""A press and what it sends."""


def find(context: Context) -> Iterable[Friction]:
    unpaid = [decline.payment.at_s for decline in declines(context)]
    # What became of it at the provider off_site_return_failed tells.
    unpaid += [back.press.at_s for back in context.facts.purchase.returns if back.press]
    for series in context.presses.attempts.values():
        refused: list[Attempt] = []
        for attempt in series:
            at_s = attempt.submit.at_s
            if any(abs(paid_s - at_s) <= SAME_S for paid_s in unpaid):
                continue  # payment_declined tells it
            if attempt.silent and not swallowed(context, attempt):
                if refused and at_s - refused[-1].submit.at_s > context.limits["merge_s"]:
                    yield told(context, refused, at_s)
                    refused = []
                refused.append(attempt)
            elif refused:
                yield told(context, refused, at_s)
                refused = []
        if refused:
            yield told(context, refused, context.timeline.last_visible_s)


def declines(context: Context) -> Sequence[Decline]:
    """Payments that were refused, as the page's plain text says where no message does."""
    if context.scenario.phase != "purchase" or not context.facts.cues.of("declined"):
        return ()
    return Declines(context.facts.purchase, limits("payment_declined")["answer_s"]).all


def swallowed(context: Context, attempt: Attempt) -> bool:
    """The same press worked when it was made once more: repeat_click_needed tells it."""
    return attempt.press is not None and context.presses.verdict(attempt.press) == "repeated"


def told(context: Context, refused: Sequence[Attempt], end_s: float) -> Friction:
    first = refused[0].submit
    target = pressed(first.event)
    missing = [s.target.name or s.key for s in first.event.fields if not s.filled]
    times = "" if len(refused) == 1 else f" {len(refused)} times"
    empty = f" Empty: {', '.join(missing[:3])}." if missing and first.event.refused else ""
    elsewhere = "elsewhere" if target.unobservable == "new_tab" else "unheard"
    unseen = "unseen" if refused[0].out_of_view else ""
    how = unseen or first.event.refused or ("" if refused[0].shown else elsewhere)
    return context.friction(
        first.at_s,
        min(context.limits["cap_s"], context.timeline.seconds(first.at_s, end_s)),
        element_of(target),
        f"The form sent with {describe(element_of(target))} was refused{times} and nothing said "
        f"why: {HOW[how]}.{empty}",
        values={"refusals": len(refused), "refused": first.event.refused or "shop"},
        moments=[attempt.submit.at_s for attempt in refused],
        where=first.view_key,
        rect=target.rect,
    )


RULE = Rule(
    title="Silent refusal",
    description="A form was sent and refused, and no message, no mark at a field, no focus and "
    "nothing else told the shopper what is wrong.",
    applies="Refused by the browser at a field that cannot be seen; by the page's script without "
    "anything visible after the press; or by the shop, which showed a form of personal data again "
    "(or one whose button leads on, with the same to choose from), filled as before but for "
    "ticks, whereupon the same was sent once more from the same page with "
    "no further step reached, or, where its button leads on, the shopper came no further; or to "
    "which it gave a good answer that the page's script had asked for, and nothing could be seen "
    "of that for a second, nor later; or that was sent into a frame where nobody sees the answer. "
    "A word that something is being done is none, nor one that stands outside of the window, if "
    "nothing led there and nothing was mended after it. Not searches, "
    "filters, basket lines, quantities and newsletters, not "
    "an empty form, not a second sending while the first is on its way, nor one that worked when "
    "the same was pressed again (repeat_click_needed tells that), and not where the page "
    "changed after the press (it may have done in the page what was asked). Without a form around "
    "the fields a press that did nothing is a refusal only where something that is wanted was "
    "missing (or the consent to the terms), where the same button worked once a field had been "
    "changed, or where it leads on and fields about the person had been filled in; else it is "
    "dead_click's. A press to which the shop said no (400, 402, 409, 422) and the page nothing is "
    "one, too.",
    cost="From the first refusal to the next attempt that was no silent one, else to the end, at "
    "most the cap.",
    remedy="Name the field and say what is wanted, beside the field and with the focus on it; "
    "never make a field required that cannot be seen.",
    source="WCAG 2.2 success criteria 3.3.1, error identification, and 3.3.3; Baymard on form "
    "errors",
    error=True,
    find=find,
    family="forms",
)
