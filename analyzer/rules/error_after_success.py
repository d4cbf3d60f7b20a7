"""The shop said that something had failed although it had happened."""

from collections.abc import Iterable

from kitka.analyzer.purchase.belied import belied, false_alarms
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule


def find(context: Context) -> Iterable[Friction]:
    for alarm in false_alarms(context.facts.writes, context.limits["answer_s"]):
        cost_s = context.until_next_action(alarm.said.at_s, context.limits["cap_s"])
        really = f"and yet it had happened: {alarm.moved}"
        yield belied(context, alarm.write, alarm.said, cost_s, really, moved=alarm.moved)


RULE = Rule(
    title="Error after success",
    description="A press did what it should, its request went well and the basket or the step "
    "moved on, but the shop told the shopper that it had failed. They will do it again.",
    applies="Needs an error message in words that say so (Finnish, Swedish, English, German), "
    "soon after a press whose own writing requests all went well, or on the page that a "
    "form led to; and an amount that changed or a step that was reached before anything "
    "else was pressed. Before any amount is seen, the basket is taken for empty as long "
    "as errors alone answered what was added. Of an addition it is enough that the words "
    "came well before the shop's own good answer, and of anything that all answers to it "
    "say that it is done and have no content (HTTP 201, 204, 205), but for payments. Not a remark "
    "on one field, on stock or quantity limits, or on a voucher.",
    cost="Until the shopper did something else, at most the cap.",
    remedy="Tell success and failure by the answer to this very request; let what runs beside it "
    "(tracking, recommendations) fail in silence.",
    source="Nielsen's first and ninth heuristics: visibility of system status, error messages",
    error=True,
    find=find,
    family="promises",
)
