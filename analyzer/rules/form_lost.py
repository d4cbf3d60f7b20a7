"""A form came back without what the shopper had entered."""

from collections.abc import Iterable

from kitka.analyzer.forms.emptied import emptied
from kitka.analyzer.forms.submissions import Attempt
from kitka.analyzer.forms.undone import Loss, losses
from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.words import VOUCHER
from kitka.recorder.model import Change, Submit

SET = frozenset({"combobox", "listbox", "radio", "checkbox", "switch", "slider", "spinbutton"})
SAME_S = 6.0
"""The page looks again for so long after a press (``LOOK_AFTER_MS``, ``RESTORED_MS``)."""


def find(context: Context) -> Iterable[Friction]:
    told = [*sent(context), *beside(context)]
    yield from told
    for loss in losses(context.path):
        lost_s = loss.seen.at_s
        # A page tells of the same a moment later than of the form that was shown again.
        known = any(f.at_s <= lost_s <= max(f.evidence.moments) + SAME_S for f in told)
        if len(loss.fields) >= context.limits["fields"] and not known and not anew(context, loss):
            yield gone(context, loss)


def anew(context: Context, loss: Loss) -> bool:
    """Entered for a basket that was found empty since: what went with it session_lost tells."""
    found = context.facts.basket.emptied(context.facts.cues)
    emptied_s = max((c.start_s for c in found if c.start_s <= loss.seen.at_s), default=None)
    if emptied_s is None:
        return False
    names = {state.target.name for state in loss.fields}
    return not any(
        emptied_s <= change.at_s <= loss.seen.at_s and change.event.target.name in names
        for change in context.timeline.all(Change)
    )


def sent(context: Context) -> Iterable[Friction]:
    for series in context.presses.attempts.values():
        for place, attempt in enumerate(series):
            if not lost_enough(context, attempt):
                continue
            again = series[place + 1].submit.at_s if place + 1 < len(series) else None
            submit, target = attempt.submit, context.timeline.sender(attempt.submit)
            names = [state.target.name or state.key for state in attempt.lost]
            filled = sum(1 for state in submit.event.fields if state.filled)
            shown_s = attempt.answered_s
            deed = "set" if target.role in SET else "pressed"
            end_s = again if again is not None else context.timeline.last_visible_s
            yield context.friction(
                submit.at_s,
                min(context.limits["cap_s"], context.timeline.seconds(shown_s, end_s)),
                element_of(target),
                f"After {describe(element_of(target))} was {deed} the form came back with "
                f"{len(names)} of {filled} filled fields empty: {', '.join(names)}.",
                values={"lost": len(names), "filled": filled, "fields": ", ".join(names)},
                moments=(submit.at_s, shown_s),
                where=submit.view_key,
                rect=target.rect,
            )


def beside(context: Context) -> Iterable[Friction]:
    """Another form of the same page was sent, and what stood beside it had to be entered again."""
    for lost in emptied(context.timeline):
        entered = [*lost.again, *lost.blank]
        share = len(entered) / lost.filled
        if len(entered) < context.limits["fields"] or share < context.limits["share"]:
            continue
        sent, target = lost.sent, context.timeline.sender(lost.sent)
        names = [m.event.target.name or m.event.target.selector for m in entered]
        spent = sum(m.event.dwell_ms for m in entered) / 1000
        came = "came back empty" if lost.blank else "had to be filled in again"
        yield context.friction(
            sent.at_s,
            min(context.limits["cap_s"], spent),
            element_of(target),
            f"{describe(element_of(target))} brought the page back, and {len(names)} of "
            f"{lost.filled} fields beside its form {came}: {', '.join(names)}.",
            values={"lost": len(names), "filled": lost.filled, "fields": ", ".join(names)},
            moments=(sent.at_s, *(m.at_s for m in lost.again)),
            where=sent.view_key,
            rect=target.rect,
        )


def gone(context: Context, loss: Loss) -> Friction:
    """The page found them empty, whatever led there."""
    names = [state.target.name or state.key for state in loss.fields]
    element = element_of(loss.cause) or element_of(loss.fields[0].target)
    lost_s = loss.seen.at_s
    end_s = context.timeline.last_visible_s
    submits = [m.at_s for m in context.timeline.all(Submit) if m.at_s > lost_s]
    after = f"After {describe(element)} was pressed" if loss.cause else "Suddenly"
    return context.friction(
        loss.at_s,
        min(context.limits["cap_s"], context.timeline.seconds(lost_s, min([*submits, end_s]))),
        element,
        f"{after}, {len(names)} of {loss.filled} fields that had been filled in stood there empty: "
        f"{', '.join(names)}.",
        values={"lost": len(names), "filled": loss.filled, "fields": ", ".join(names)},
        moments=(loss.at_s, lost_s, *loss.again),
        where=loss.seen.view_key,
        rect=loss.cause.rect if loss.cause else loss.fields[0].target.rect,
    )


def lost_enough(context: Context, attempt: Attempt) -> bool:
    """Several fields, or at least half of a small form that was visibly refused (a search or
    coupon field that is emptied after success is no loss; nor is a code that was refused)."""
    lost = len(attempt.lost)
    filled = sum(1 for state in attempt.submit.event.fields if state.filled and not state.sensitive)
    if lost >= context.limits["fields"]:
        return True
    if any(VOUCHER.search(f"{state.target.name} {state.key}") for state in attempt.lost):
        return False
    visibly_refused = bool(attempt.messages or attempt.invalid)
    return lost > 0 and visibly_refused and lost / filled >= context.limits["share"]


RULE = Rule(
    title="Form lost",
    description="A submitted form was shown again and fields that had been filled were empty: the "
    "shopper has to enter everything once more. So it is with the other forms of its page, with "
    "one that comes back empty after a log-in, a check or on the way back to it, and with one that "
    "is drawn anew because something beside it was set.",
    applies="Passwords and card data are rightly not given back. Nothing is lost where a step was "
    "reached or only a success message appeared, nor a voucher's code that was refused, nor in "
    "fields without a form that were emptied without a word of refusal, nor what the shopper's own "
    "reload emptied. Of another form of the page those fields count that had been filled in by "
    "hand and stood there empty, once what was sent had brought the page back, or were filled in "
    "again; card data, too, for the shop never got those. What the page itself finds empty that "
    "had been entered by hand counts if the same is entered again, or if the attempt ends there; "
    "not after a press that empties or asks for another one, cancels or logs out, nor where it was "
    "thanked for, or all that was sent was taken by the shop and nothing was to follow, nor what "
    "went with a basket that was found empty (session_lost tells that), nor what the last step had "
    "been reached with: who begins anew after that begins with empty forms. Fields are compared by "
    "name; their values are never known.",
    cost="From the empty form to its next submission, else to the end, at most the cap; of another "
    "form the time that its fields took again, or had taken.",
    remedy="Give every value back with the form (all but passwords and card data), also when the "
    "refusal is not the shopper's fault.",
    source="WCAG 2.2 success criterion 3.3.7, redundant entry; Baymard on form errors",
    error=True,
    find=find,
    family="forms",
)
