"""What the shop had promised was promised differently later."""

from collections.abc import Iterable
from itertools import pairwise

from kitka.analyzer.presses.onward import Onward
from kitka.analyzer.purchase.meanings import contradicts
from kitka.analyzer.purchase.promises import Said, explains, on_the_way, promised
from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule


def find(context: Context) -> Iterable[Friction]:
    watch = context.scenario.watch
    if not (watch.promises or watch.delivery):
        raise NotApplicable("the scenario watches neither promises nor a delivery price")
    # Filling in an address is no choice.
    doings, choices, onward = context.facts.doings, context.facts.choices, context.facts.onward
    for name, said in promised(on_the_way(context.facts.purchase), onward).items():
        for before, now in pairwise(said):
            left_s = before.at_s if before.view is now.view else before.view.end_s
            # Ticking the terms, or a way of paying, explains no other delivery time.
            own = doings.basket_changed(left_s, now.at_s) or any(
                explains(target, name, before.text)
                for target in choices.between(before.at_s, now.at_s)
            )
            if not own and differs(context, before, now):
                yield broken(context, name, before, now, onward)
                break


def differs(context: Context, before: Said, now: Said) -> bool:
    if before.amount is not None and now.amount is not None:
        return now.amount - before.amount >= context.limits["amount"]
    return contradicts(before.text, now.text)


def broken(context: Context, name: str, before: Said, now: Said, onward: Onward) -> Friction:
    key = (now.view.page, now.view.number)
    step_s = onward.pressed_s(key, before.at_s, now.at_s) if before.view is now.view else None
    shown = name.replace("_", " ")
    return context.friction(
        now.at_s,
        0.0,
        Element(name=name, selector=context.scenario.watch.promises.get(name)
                or context.scenario.watch.delivery or ""),
        f"{before.view.path or 'A page'} promised for {shown}: “{before.text}”; "
        f"{now.view.path or 'a later page'} said: “{now.text}”.",
        values={"promise": name, "before": before.text, "after": now.text},
        moments=(before.at_s, now.at_s),
        where=key,
        step_at_s=now.view.coming_s if step_s is None else step_s,
    )  # fmt: skip


RULE = Rule(
    title="Changed promise",
    description="Something the scenario watches (delivery time, returns, the price of delivery) "
    "was promised differently later on the way than before, and the shopper had chosen nothing "
    "that would explain it.",
    applies="Needs watch.promises or watch.delivery. Compared are the page from which the product "
    "was taken and the pages of later steps, and in a checkout on one page what stood before and "
    "after going on. Case, spaces, currency marks, other words for the same numbers, another unit "
    "for as long a time, fewer or more words, a narrower span and “from …” are no change, nor "
    "what follows a choice that may matter (not the terms or a way of paying; for returns not a "
    "way of delivery), another quantity or a voucher. A cheaper delivery breaks no promise. "
    "Of two bare prices side by side the dearer is struck out: to be asked for it is a change.",
    cost="Trust or money, not time: 0.",
    remedy="Take the promise from one place on every page; where it depends on the address, say "
    "so on the product page and give the range.",
    source="Baymard, reasons for abandonment (delivery too slow, returns policy, extra costs); "
    "Directive 2011/83/EU art. 6",
    find=find,
    family="promises",
)
