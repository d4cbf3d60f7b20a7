"""From the page of a step back to the one before it, almost at once."""

from collections.abc import Iterable

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule


def find(context: Context) -> Iterable[Friction]:
    way, steps = context.facts.way, context.scenario.steps
    for turn, index, back in way.bounces(context.limits["within_s"]):
        there, first = turn.there, context.path.reached[index]
        towards_s = min(there.asked_s, first.since_s - 0.001) if first else there.asked_s
        yield context.friction(
            there.shown_s,
            context.timeline.seconds(there.shown_s, turn.back.shown_s),
            None,
            f"{turn.stay_s:.1f} s after the page of “{steps[index].name}” was shown, the shopper "
            f"went back to that of “{steps[back].name}”, and nothing had been refused.",
            values={"stay_s": round(turn.stay_s, 1), "subject": way.name(there)},
            moments=(there.shown_s, turn.back.asked_s),
            where=(there.page, there.number),
            step_at_s=towards_s,
        )


RULE = Rule(
    title="Step bounce",
    description="In the checkout the shopper arrived at the next step and within seconds went "
    "back to the one before, although nothing had been refused. Something that the new page "
    "showed, or failed to show, sent them back.",
    applies="The checkout only (it begins with the first accepted form of personal data or with "
    "the second half of the steps). Not after a message of error, where a form was sent from the "
    "page, where something was then changed on the page before (the basket, too), or on the way "
    "back to products.",
    cost="From the arrival until the page before was shown again.",
    remedy="Look at what the page shows first: prices, conditions and questions that come as a "
    "surprise belong on the page before. Keep what was chosen in sight.",
    source="Quick back (Clarity), in a checkout: 10 s; judgement",
    find=find,
    family="way",
)
