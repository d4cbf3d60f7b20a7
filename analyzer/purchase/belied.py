"""What the shop said of a press that is not what came of it: errors although it had happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kitka.analyzer.purchase.declined import refuses
from kitka.analyzer.purchase.writes import TIMER_S, Write, Writes
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context
from kitka.analyzer.session.elements import describe
from kitka.analyzer.session.views import Moment
from kitka.analyzer.words import ADD, FAILED, LIMITED, PAY, VOUCHER, says
from kitka.recorder.model import Message

EARLY_S = 0.25
"""What is said so long before an answer was not told by it: answers are heard in frames."""
DONE_STATUS = frozenset({201, 204, 205})
"""RFC 9110: something was created, or there is nothing to add to it."""


@dataclass(frozen=True)
class Alarm:
    """An error was ``said`` of a press, and yet something ``moved`` (in words)."""

    write: Write
    said: Moment[Message]
    moved: str


def false_alarms(writes: Writes, within_s: float) -> Iterator[Alarm]:
    """Errors said within ``within_s`` of presses that had done what they should."""
    for write in writes.all:
        if not write.ok or says(VOUCHER, write.element):
            continue
        said = _complaint(writes, write, within_s)
        if said is None:
            continue
        moved = writes.moved(write) or _too_early(writes, write, said) or _done(write, said)
        if moved:
            yield Alarm(write, said, moved)


def _complaint(writes: Writes, write: Write, within_s: float) -> Moment[Message] | None:
    """That the thing as a whole failed; a remark on one field or on the stock is another
    matter."""
    for message in writes.messages(write, within_s):
        event = message.event
        whole = event.severity == "error" and event.field is None
        if whole and FAILED.search(event.text) and not LIMITED.search(event.text):
            return message if not VOUCHER.search(event.text) else None
    return None


def _too_early(writes: Writes, write: Write, said: Moment[Message]) -> str:
    """Of an addition that it had failed, while its request was still under way: the page cannot
    have known; nothing else was said once the answer had come, which was good."""
    if write.sent or not says(ADD, write.element) or len(write.requests) != 1:
        return ""
    early_s = write.answered_s - said.at_s
    alone = not any(
        m.at_s > said.at_s and m.event.text != said.event.text
        for m in writes.messages(write, TIMER_S)
    )
    words = f"the shop's own answer came {early_s:.1f} s after that, and was good"
    return words if early_s >= EARLY_S and alone else ""


def _done(write: Write, said: Moment[Message]) -> str:
    """The answer, which was known when it was ``said``, itself says that it is done, and has no
    content that could say anything else."""
    meant = write.meant
    if not meant or said.at_s < write.answered_s - EARLY_S:
        return ""
    if says(PAY, write.element) or refuses(said.event.text):
        return ""  # an order or an intent was created; whether it is paid, others say
    if any(event.status not in DONE_STATUS for event in meant):
        return ""
    return f"the shop's own answer was {meant[-1].status}, which says so"


def belied(
    context: Context, write: Write, said: Moment[Message], cost_s: float, really: str, **values: str
) -> Friction:
    """What the shop ``said`` of a press is not what ``really`` came of it."""
    return context.friction(
        write.at_s,
        cost_s,
        write.element,
        f"After {describe(write.element)} was pressed the shop said: "
        f"“{said.event.text.rstrip('.')}”, {really}.",
        values={"message": said.event.text, **values},
        moments=(write.at_s, said.at_s),
        where=said.view_key,
        rect=write.rect,
    )
