"""The same form refused again and again."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence

from kitka.analyzer.forms.offered import marked, refused_choice
from kitka.analyzer.forms.purpose import asks_to_enter
from kitka.analyzer.forms.slips import blamed
from kitka.analyzer.forms.submissions import Attempt
from kitka.analyzer.purchase.belied import Alarm, false_alarms
from kitka.analyzer.purchase.declined import refuses
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule, limits
from kitka.analyzer.session.elements import describe, element_of, identity, pressed
from kitka.recorder.model import Change


def find(context: Context) -> Iterable[Friction]:
    answer_s = limits("error_after_success")["answer_s"]
    alarms = list(false_alarms(context.facts.writes, answer_s))
    for series in context.presses.attempts.values():
        refused: list[Attempt] = []
        for attempt in series:
            if any(refuses(text) for text in attempt.messages):
                continue  # payment_declined tells it
            if any(untrue(alarm, attempt) for alarm in alarms):
                continue  # error_after_success tells it
            if attempt.refused and not attempt.silent and at_fault(attempt):
                if not refused or another(context, refused[-1], attempt):
                    refused.append(attempt)
                continue
            yield from loop(context, refused, attempt.submit.at_s)
            refused = []
        yield from loop(context, refused, None)


def at_fault(attempt: Attempt) -> bool:
    """A field was found wrong or held the form back, or there is one that the error may mean."""
    event = attempt.submit.event
    return bool(attempt.invalid or event.refused == "native") or asks_to_enter(event)


def untrue(alarm: Alarm, attempt: Attempt) -> bool:
    """The same words had been said after the same press, which had done what it should: an error
    that comes whatever happens refuses nothing."""
    same = identity(alarm.write.element) == identity(element_of(pressed(attempt.submit.event)))
    heard = alarm.said.event.text in attempt.messages
    return same and heard and alarm.write.at_s <= attempt.submit.at_s + 0.1


def another(context: Context, before: Attempt, after: Attempt) -> bool:
    """No double press: some time lay between, or something was entered or chosen."""
    since_s, at_s = before.submit.at_s, after.submit.at_s
    if at_s - since_s > context.limits["merge_s"]:
        return True
    changes = context.timeline.all(Change)
    place = bisect_right(changes, since_s, key=lambda change: change.at_s)
    return place < len(changes) and changes[place].at_s < at_s


def loop(
    context: Context, refused: Sequence[Attempt], passed_s: float | None
) -> Iterable[Friction]:
    """One friction for a run of refusals; ``passed_s`` is when the form was accepted at last."""
    if len(refused) < context.limits["refusals"]:
        return
    first, last = refused[0].submit, refused[-1].submit
    end_s = passed_s if passed_s is not None else context.timeline.last_visible_s
    target = pressed(last.event)
    culprits = Counter(name for attempt in refused for name in attempt.invalid)
    messages = Counter(text for attempt in refused for text in attempt.messages)
    choice = not_to_be_had(context, refused)
    most = f", most often for {culprits.most_common(1)[0][0]}" if culprits else ""
    said = f" It said: “{messages.most_common(1)[0][0].rstrip('.')}”." if messages else ""
    ending = "then accepted" if passed_s is not None else "never accepted"
    yield context.friction(
        first.at_s,
        context.timeline.seconds(first.at_s, end_s),
        element_of(target),
        f"The form sent with {describe(element_of(target))} was refused {len(refused)} times"
        f"{most}, {ending}.{said}",
        values={
            "refusals": len(refused),
            "accepted": "yes" if passed_s is not None else "no",
            "fields": ", ".join(sorted(culprits)),
            **({"choice": choice} if choice else {}),
        },
        moments=[attempt.submit.at_s for attempt in refused],
        where=first.view_key,
        rect=target.rect,
    )


def not_to_be_had(context: Context, refused: Sequence[Attempt]) -> str:
    """The name of what had been offered to choose from, if that was what was refused last; ``""``
    where it was something else."""
    last = refused[-1]
    wrong = list(marked(last)) or [s for s in blamed(context.timeline, last, None) if s.filled]
    chosen = refused_choice(context.timeline, last, wrong)
    return "" if chosen is None else chosen.name or chosen.selector


RULE = Rule(
    title="Validation loop",
    description="The same form was refused at least twice running: by the browser, by the page's "
    "script, or by the shop, which showed it again with errors.",
    applies="A form that is merely shown again (a search box, an add-to-basket form) is no "
    "refusal, nor is one after which a step was reached or only a success message appeared, nor "
    "an error after a button that sends no more than a number of pieces, or one that had been "
    "said although the same press had done what it should. Double presses count once, "
    "not those between which something was entered or chosen. "
    "Refusals that say nothing at all are silent_refusal's.",
    cost="From the first refusal to the submission that was accepted, else to the end.",
    remedy="Say at the field what is wanted before sending, accept the formats that people use, "
    "show all errors at once and keep every value.",
    source="Baymard on inline validation; that a form refused twice is a loop is judgement",
    error=True,
    find=find,
    family="forms",
)
