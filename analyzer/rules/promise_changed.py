"""What the shop had promised was promised differently later."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kitka.analyzer.conditions import holds
from kitka.analyzer.promises import contradicts
from kitka.analyzer.purchase import Purchase
from kitka.analyzer.results import Element, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.timeline import PageView
from kitka.analyzer.totals import Choices, Doings
from kitka.analyzer.words import ADD, says
from kitka.recorder.model import Promise, Step, Total


@dataclass(frozen=True)
class Said:
    """A promise as a view said it in the end; ``amount`` of the watched delivery price."""

    at_s: float
    text: str
    view: PageView
    amount: float | None = None


def find(context: Context) -> Iterable[Friction]:
    watch = context.scenario.watch
    if not (watch.promises or watch.delivery):
        raise NotApplicable("the scenario watches neither promises nor a delivery price")
    # Filling in an address is no choice.
    doings, choices = Doings(context.timeline), Choices(context.timeline)
    path_views = on_the_way(context, Purchase(context.path))
    for name, said in promised(path_views).items():
        for before, now in pairwise(said):
            own = choices.made(before.at_s, now.at_s) or doings.basket_changed(
                before.view.end_s, now.at_s
            )
            if not own and differs(context, before, now):
                yield broken(context, name, before, now)
                break


def on_the_way(context: Context, purchase: Purchase) -> Sequence[PageView]:
    """The view from which the first thing was put into the basket, and later ones that belong to
    a step behind it: what other products promise is another matter."""
    steps = context.scenario.steps
    added = next((p.at_s for p in purchase.presses if says(ADD, p.element)), purchase.began_s)
    before = [view for view in context.timeline.views if view.began_s <= added]
    first = before[-1:] if added != float("inf") else []
    floor = max((place(steps, view) for view in first), default=-1)
    later = [
        view for view in context.timeline.views
        if view.began_s > added and place(steps, view) > floor
    ]  # fmt: skip
    return [*first, *later]


def place(steps: Sequence[Step], view: PageView) -> int:
    """The last step that the view belongs to by any of its conditions, −1 for none."""
    return max(
        (i for i, step in enumerate(steps) for reached in step.reached if holds(reached, view)),
        default=-1,
    )


def promised(views: Sequence[PageView]) -> dict[str, list[Said]]:
    found: dict[str, list[Said]] = defaultdict(list)
    for view in views:
        last = {m.event.name: Said(m.at_s, m.event.text, view) for m in view.all(Promise)}
        for m in view.all(Total):
            if m.event.what == "delivery":
                text = f"{m.event.amount:.2f} {m.event.currency}".strip()
                last["delivery price"] = Said(m.at_s, text, view, m.event.amount)
        for name, said in last.items():
            if said.text.strip():
                found[name].append(said)
    return found


def differs(context: Context, before: Said, now: Said) -> bool:
    if before.amount is not None and now.amount is not None:
        return now.amount - before.amount >= context.limits["amount"]
    return contradicts(before.text, now.text)


def broken(context: Context, name: str, before: Said, now: Said) -> Friction:
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
        where=(now.view.page, now.view.number),
        step_at_s=now.view.asked_s,
    )  # fmt: skip


RULE = Rule(
    title="Changed promise",
    description="Something the scenario watches (delivery time, returns, the price of delivery) "
    "was promised differently later on the way than on the page before, and the shopper had "
    "chosen nothing that would explain it.",
    applies="Needs watch.promises or watch.delivery. Compared are the page from which the product "
    "was taken and the pages of later steps. Case, spaces, currency marks, other words for the "
    "same numbers, fewer or more words, a narrower span and “from …” are no change, nor what "
    "follows a choice, another quantity or a voucher. A cheaper delivery breaks no promise.",
    cost="Trust or money, not time: 0.",
    remedy="Take the promise from one place on every page; where it depends on the address, say "
    "so on the product page and give the range.",
    source="Baymard, reasons for abandonment (delivery too slow, returns policy, extra costs); "
    "Directive 2011/83/EU art. 6",
    find=find,
    family="promises",
)
