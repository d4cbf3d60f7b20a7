"""Something laid itself over the page unasked and had to be dealt with first."""

from collections.abc import Iterable

from kitka.analyzer.page.layers import DRAWER, Laid, Layers, meant_under, solicits
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of

CLOSED = ("inside", "outside", "key")
"""By the shopper."""
DIALOGS = ("dialog", "alertdialog")


def find(context: Context) -> Iterable[Friction]:
    layers = Layers(context.facts.purchase, context.limits["asked_s"])
    first_consent: Laid | None = None
    answered = False
    for laid in layers.unasked:
        consent = laid.shown.event.consent
        first_consent = first_consent or (laid if consent else None)
        welcome = consent and not answered and early(context, first_consent or laid)
        how = in_the_way(context, layers, laid, welcome)
        if how:
            yield told(context, laid, *how)
        answered = answered or (consent and laid.how in CLOSED)


def in_the_way(
    context: Context, layers: Layers, laid: Laid, welcome: bool
) -> tuple[str, float] | None:
    """What it did, and when that was. Whatever that is, it is about the layer itself, so that all
    its doings are one finding."""
    shown = laid.shown
    swallowed = layers.swallowed(laid)
    if swallowed:
        meant = describe(element_of(meant_under(swallowed[0].event)))
        return f"took a press that was meant for {meant}", swallowed[0].at_s
    if welcome or at_the_door(context, laid):
        return None
    field = layers.typing(laid, context.limits["typing_s"])
    if field:
        left = describe(element_of(field.event.target))
        return f"took the focus away from {left}", shown.at_s
    large = shown.event.modal or shown.event.share >= context.limits["share"]
    if large and not layers.used(laid):
        if laid.how in CLOSED:
            return "had to be closed before going on", shown.at_s
        if left_over(context, laid):
            return "held everything back until the end", shown.at_s
    return None


def left_over(context: Context, laid: Laid) -> bool:
    """Somebody who did not get through saw it last, long enough to close it, and did nothing. What
    calls itself no dialog may be a veil over a page that is still at work."""
    target = laid.shown.event.target
    if target.role not in DIALOGS and not solicits(target):
        return False
    if laid.view is context.timeline.views[0] or DRAWER.search(f"{target.name} {target.selector}"):
        return False  # who turns round at the door, or at the basket that was opened for them
    last = laid.shown.event.modal and laid.gone is None and laid.view is context.timeline.views[-1]
    stood_s = context.timeline.seconds(laid.shown.at_s, laid.until_s)
    buying = context.facts.purchase.done_s == float("inf")
    return last and buying and stood_s >= context.limits["left_s"]


def at_the_door(context: Context, laid: Laid) -> bool:
    """With the first page, before anything was begun: the choice of a country, an age gate."""
    if solicits(laid.shown.event.target):
        return False  # a newsletter is no choice of a country
    first = context.timeline.views[0]
    arrived = max(first.shown_s, first.began_s) + context.limits["door_s"]
    return laid.view is first and laid.shown.at_s <= arrived


def early(context: Context, first: Laid) -> bool:
    """Cookies are asked about where one comes in, on every page until there is an answer: what
    counts is where it came ``first``."""
    known = context.timeline.views[: int(context.limits["consent_views"])]
    begins = max(first.view.shown_s, first.view.began_s)
    waited_s = context.timeline.seconds(begins, first.shown.at_s)
    return first.view in known and waited_s <= context.limits["consent_s"]


def told(context: Context, laid: Laid, how: str, at_s: float) -> Friction:
    event, limits = laid.shown.event, context.limits
    away_s = min(limits["cap_s"], context.timeline.seconds(at_s, laid.until_s))
    layer = element_of(event.target)
    what = describe(layer)
    closing = f"{away_s:.1f} s until it was gone" if laid.gone else "it did not go away"
    return context.friction(
        at_s,
        away_s,
        layer,
        f"Nobody had asked for {what}: it lay over {event.share:.0%} of the view and {how}; "
        f"{closing}.",
        values={
            "layer": what,
            "share": event.share,
            "modal": "yes" if event.modal else "no",
            "subject": what,
        },
        moments=(laid.shown.at_s, at_s) if at_s != laid.shown.at_s else (at_s,),
        where=laid.shown.view_key,
        rect=event.target.rect,
    )


RULE = Rule(
    title="Interruption",
    description="Something that nobody had asked for laid itself over the page (a newsletter "
    "dialog, an offer, a chat window) and took a press, took the focus while something was being "
    "typed, or had to be closed before one could go on.",
    applies="Not what followed a press, even late, or came in the middle of one, nor what a field "
    "proposes beside itself while something is typed, nor dialogs after paying (3-D Secure), nor "
    "those that tell of an error; a survey, a newsletter, a chat, an app or a farewell answers "
    "no press, and of what comes more than a second after the page that a form led to only what "
    "speaks of what was sent answers. A cookie "
    "dialog at the beginning is none unless it swallows a press or comes again; nor is what comes "
    "with the very first page (but a survey or a newsletter is), a layer that goes by itself, a "
    "small one that takes no press, or one that the shopper filled in (a form that only closes its "
    "dialog is none). One that held everything "
    "back and was still there when somebody gave up had to be closed, too.",
    cost="From the moment it was in the way until it was gone, at most the cap.",
    remedy="Ask for nothing while somebody is buying: put offers and newsletters into the page "
    "or behind a press, keep the focus where it is, and let nothing cover controls.",
    source="Nielsen Norman Group on pop-ups; WCAG 2.2 success criteria 2.2.4 (interruptions) and "
    "3.2.1 (on focus)",
    find=find,
    family="page",
)
