"""The page was too busy with itself to answer a press."""

from collections import defaultdict
from collections.abc import Iterable

from kitka.analyzer.elements import describe, element_of
from kitka.analyzer.press_series import meant
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.timeline import Moment
from kitka.recorder.model import Click


def find(context: Context) -> Iterable[Friction]:
    by_block: dict[int, list[Moment[Click]]] = defaultdict(list)
    for key, block in context.presses.held_up.items():
        by_block[id(block)].append(context.timeline.clicks[key])
    blocks = {id(block): block for block in context.presses.held_up.values()}
    for number, clicks in by_block.items():
        block, first = blocks[number], clicks[0]
        busy = block.event.duration_ms / 1000
        if busy * 1000 < context.limits["block_ms"]:
            continue
        target = meant(first)
        yield context.friction(
            first.at_s,
            min(context.limits["cap_s"], busy),
            element_of(target),
            f"{describe(element_of(target))} was pressed, and for {busy:.1f} s the page was too "
            "busy to answer anything.",
            values={"busy_s": round(busy, 3), "clicks": len(clicks)},
            moments=(first.at_s, block.at_s),
            where=first.view_key,
            rect=target.rect,
        )


RULE = Rule(
    title="Page too busy",
    description="A press waited because the page's own script occupied the browser's main thread: "
    "nothing could be pressed, typed or scrolled meanwhile.",
    applies="Only blocks that held up a press; what a page does while it loads and nobody presses "
    "anything is none.",
    cost="For as long as the page was busy, at most the cap.",
    remedy="Cut the work into pieces below 50 ms, do it in a worker, or do less of it; show that "
    "the press was taken before it begins.",
    source="Nielsen 1993: 1 s; W3C Long Tasks (above 50 ms); web.dev on INP (poor above 500 ms)",
    find=find,
)
