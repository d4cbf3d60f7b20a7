"""The page was too busy with itself to answer a press."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kitka.analyzer.page.blocks import end_s
from kitka.analyzer.presses.series import meant
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Block, Blur, Change, Click, Setting, Target

CLOCK_S = 0.1
"""What a key sets off may be told a little before what it changed."""


def find(context: Context) -> Iterable[Friction]:
    yield from after_presses(context)
    yield from after_settings(context)
    yield from while_typing(context)


def after_presses(context: Context) -> Iterable[Friction]:
    by_block: dict[int, list[Moment[Click]]] = defaultdict(list)
    for key, block in context.presses.held_up.items():
        by_block[id(block)].append(context.timeline.clicks[key])
    blocks = {id(block): block for block in context.presses.held_up.values()}
    for number, clicks in by_block.items():
        block, first = blocks[number], clicks[0]
        busy = block.event.duration_ms / 1000
        if busy * 1000 < context.limits["block_ms"]:
            continue
        typed = typed_in(context, block, first)
        target = typed or meant(first)
        did = "typed into" if typed else "pressed"
        yield context.friction(
            first.at_s,
            min(context.limits["cap_s"], busy),
            element_of(target),
            f"{describe(element_of(target))} was {did}, and for {busy:.1f} s the page was too "
            "busy to answer anything.",
            values={"busy_s": round(busy, 3), "clicks": len(clicks)},
            moments=(first.at_s, block.at_s),
            where=first.view_key,
            rect=target.rect,
        )


def typed_in(context: Context, block: Moment[Block], press: Moment[Click]) -> Target | None:
    """The field whose last key had set off what kept the press waiting: a field is left when the
    next thing is pressed, so it is told of after the work that went on until then."""
    if press.at_s < end_s(block) - CLOCK_S or press.at_s - block.at_s <= CLOCK_S:
        return None
    view = context.timeline.view_of(press)
    blurs = view.all(Blur) if view else []
    place = bisect_left(blurs, block.at_s, key=lambda blur: blur.at_s)
    for blur in blurs[place : place + 1]:
        event, pause_s = blur.event, block.at_s - blur.at_s + blur.event.still_ms / 1000
        typed = event.changed and event.target.text_entry and event.target != press.event.target
        if typed and -CLOCK_S <= pause_s <= context.limits["key_s"]:
            return event.target if blur.at_s <= press.at_s + CLOCK_S else None
    return None


def after_settings(context: Context) -> Iterable[Friction]:
    """What is chosen in a list by the keyboard, or in a list of the browser's own, is no press."""
    told = {id(block) for block in context.presses.held_up.values()}
    work = [
        block for block in context.presses.work
        if block.event.duration_ms >= context.limits["block_ms"] and id(block) not in told
    ]  # fmt: skip
    settings = context.timeline.all(Setting)
    for block in work if settings else ():
        place = bisect_left(settings, block.at_s - CLOCK_S, key=lambda setting: setting.at_s)
        own = [s for s in settings[place : place + 8] if s.page == block.page][:1]
        if not own or own[0].at_s > end_s(block):
            continue
        busy, element = block.event.duration_ms / 1000, element_of(own[0].event.target)
        yield context.friction(
            own[0].at_s,
            min(context.limits["cap_s"], busy),
            element,
            f"{describe(element)} was set, and for {busy:.1f} s the page was too busy to answer "
            "anything.",
            values={"busy_s": round(busy, 3), "settings": 1},
            moments=(own[0].at_s, block.at_s),
            where=own[0].view_key,
            rect=own[0].event.target.rect,
        )


def while_typing(context: Context) -> Iterable[Friction]:
    """Keys wait as presses do, and each anew: what counts is how long they waited in all."""
    limits = context.limits
    told: dict[str, float] = {}  # until when the work goes on that held up a press
    held = {(work.page, work.at_s): end_s(work) for work in context.presses.held_up.values()}
    by_page: dict[str, list[Moment[Block]]] = defaultdict(list)
    for block in context.presses.blocks:
        told[block.page] = held.get((block.page, block.at_s), told.get(block.page, -1.0))
        if block.at_s > told[block.page]:
            by_page[block.page].append(block)
    large = {page: [m for m in known if long(m, limits)] for page, known in by_page.items()}
    for change in context.timeline.all(Change) if any(large.values()) else ():
        target = change.event.target
        if not target.text_entry or change.event.how != "typed":
            continue
        run = behind_keys(large.get(change.page, []), change, left_s(context, change), limits)
        blur = left_by(context, change)
        if blur and busy_ms(run) < limits["block_ms"]:
            run = before_last_key(by_page.get(change.page, []), change, blur, limits)
        busy = busy_ms(run) / 1000
        if busy * 1000 < limits["block_ms"]:
            continue
        element = element_of(target)
        times = f"{len(run)} times" if len(run) > 1 else "once"
        yield context.friction(
            change.at_s,
            min(limits["cap_s"], busy),
            element,
            f"While something was typed into {describe(element)}, the page was {times} too busy "
            f"to show it, {busy:.1f} s in all.",
            values={"busy_s": round(busy, 3), "blocks": len(run)},
            moments=[block.at_s for block in run],
            where=change.view_key,
            rect=target.rect,
        )


def long(block: Moment[Block], limits: Mapping[str, float]) -> bool:
    return block.event.duration_ms >= limits["key_ms"]


def busy_ms(run: Sequence[Moment[Block]]) -> float:
    return sum(block.event.duration_ms for block in run)


def left_by(context: Context, change: Moment[Change]) -> Moment[Blur] | None:
    """How the field was left that a change began in."""
    view = context.timeline.view_of(change)
    blurs = view.all(Blur) if view else []
    place = bisect_left(blurs, change.at_s, key=lambda blur: blur.at_s)
    return next(iter(blurs[place : place + 1]), None)


def left_s(context: Context, change: Moment[Change]) -> float:
    """When that was; its view's end where nothing says so."""
    view, blur = context.timeline.view_of(change), left_by(context, change)
    return blur.at_s if blur else view.end_s if view else change.at_s


def before_last_key(
    blocks: Sequence[Moment[Block]],
    change: Moment[Change],
    blur: Moment[Blur],
    limits: Mapping[str, float],
) -> list[Moment[Block]]:
    """The block that the last key set off, and those that went before it key by key: what is
    checked while it is typed may take the longer the more there is (a pattern that backtracks).
    Shorter ones count beside one that is long."""
    target, still_s = blur.event.target, blur.event.still_ms / 1000
    last_s = blur.at_s - still_s
    if target.selector != change.event.target.selector or last_s < change.at_s:
        return []
    if still_s <= CLOCK_S:
        return []  # not known, or leaving the field may have set it off
    run: list[Moment[Block]] = []
    until_s = last_s + CLOCK_S
    for block in reversed(blocks[: bisect_left(blocks, until_s, key=lambda block: block.at_s)]):
        near = end_s(block) >= (run[-1].at_s - limits["key_s"] if run else last_s)
        if not near or block.at_s < change.at_s - CLOCK_S:
            break
        run.append(block)
    return run[::-1] if any(long(block, limits) for block in run) else []


def behind_keys(
    blocks: Sequence[Moment[Block]],
    change: Moment[Change],
    until_s: float,
    limits: Mapping[str, float],
) -> list[Moment[Block]]:
    """The blocks that began with the first key and with those that followed it at once: after a
    pause nobody types. The first key may itself have come while what entering the field had set
    off went on: then it shows when that is over."""
    run: list[Moment[Block]] = []
    typed_s = change.at_s
    place = bisect_left(blocks, change.at_s - CLOCK_S, key=lambda block: block.at_s)
    entered_s = change.at_s - change.event.hesitation_ms / 1000 - CLOCK_S
    before = blocks[place - 1] if place else None
    if before and before.at_s >= entered_s and abs(end_s(before) - change.at_s) <= CLOCK_S:
        run.append(before)
    for block in blocks[place:]:
        if block.at_s > min(until_s, typed_s + limits["key_s"]):
            break
        run.append(block)
        typed_s = block.at_s + block.event.duration_ms / 1000
    return run


RULE = Rule(
    title="Page too busy",
    description="A press, a choice or what was typed waited because the page's own script occupied "
    "the browser's main thread: nothing could be pressed, typed or scrolled meanwhile.",
    applies="Only blocks that held up a press, a choice from a list, or keys: those that began "
    "with the first key in a field or kept it waiting, and those that followed one another from "
    "there or up to the last key, together. Pieces of work less than 0.1 s apart are one. What a "
    "page does while it loads and nobody presses or types anything is none, nor the time that a "
    "dialog of the browser stood.",
    cost="For as long as the page was busy, at most the cap.",
    remedy="Cut the work into pieces below 50 ms, do it in a worker, or do less of it; show that "
    "the press was taken before it begins.",
    source="Nielsen 1993: 1 s; W3C Long Tasks (above 50 ms); web.dev on INP (poor above 500 ms)",
    find=find,
)
