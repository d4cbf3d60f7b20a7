"""The page spoke in a native dialog of the browser."""

from bisect import bisect_left
from collections.abc import Iterable

from kitka.analyzer.results import Friction
from kitka.analyzer.rules import Context, Rule
from kitka.analyzer.session.elements import describe, element_of
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import Alert, Blur, Change, Click, Dialog, Target


def find(context: Context) -> Iterable[Friction]:
    timeline, limits = context.timeline, context.limits
    alerts = timeline.all(Alert)
    for alert in alerts:
        event, click = alert.event, timeline.click(alert.page, alert.event.click)
        click = click or context.presses.behind.press(alert.page, alert.at_s, limits["answer_s"])
        used = click.event.target if click else field_in_use(context, alert)
        held = min(limits["cap_s"], event.duration_ms / 1000)
        yield told(context, alert, event.type, event.message, held, used, alert.view_key)
    for dialog in timeline.all(Dialog):
        if dialog.event.type == "print" or known(context, alerts, dialog):
            continue
        near = context.waits.press_before(dialog.at_s)
        click = next((c for c in presses_at(context, near.at_s, near.page)), None) if near else None
        where = click.view_key if click else ("", -1)
        used = click.event.target if click else None
        yield told(context, dialog, dialog.event.type, dialog.event.message, 0.0, used, where)


def field_in_use(context: Context, alert: Moment[Alert]) -> Target | None:
    """The field that was being filled in when the page spoke, and not left since."""
    view = context.timeline.view_of(alert)
    if view is None:
        return None
    filled = [m for m in view.all(Change) if m.at_s <= alert.at_s and m.event.target.text_entry]
    if not filled or any(filled[-1].at_s < m.at_s <= alert.at_s for m in view.all(Blur)):
        return None
    return filled[-1].event.target


def known(context: Context, alerts: list[Moment[Alert]], dialog: Moment[Dialog]) -> bool:
    """The page told of the same dialog."""
    near = context.limits["same_s"]
    place = bisect_left(alerts, dialog.at_s - near, key=lambda alert: alert.at_s)
    for alert in alerts[max(0, place - 1) : place + 2]:
        lasted = alert.event.duration_ms / 1000
        if alert.at_s - lasted - near <= dialog.at_s <= alert.at_s + lasted + near:
            return True
    return False


def presses_at(context: Context, at_s: float, page: str) -> Iterable[Moment[Click]]:
    clicks = context.timeline.all(Click)
    place = bisect_left(clicks, at_s, key=lambda click: click.at_s)
    return (click for click in clicks[place : place + 1] if click.page == page)


def told(
    context: Context, moment: Moment[Alert] | Moment[Dialog], kind: str, message: str,
    held_s: float, used: Target | None, where: tuple[str, int],
) -> Friction:  # fmt: skip
    element = element_of(used) if used else None
    deed = "filled in" if used and used.text_entry else "pressed"
    after = f" when {describe(element)} was {deed}" if element else ""
    said = f": “{message.rstrip('.')}”" if message else ""
    return context.friction(
        moment.at_s,
        held_s,
        element,
        f"The page opened a native {kind} dialog{after}, which held everything up{said}.",
        values={"subject": f"{kind} {message[:60]}".strip(), "type": kind, "held_s": held_s},
        where=where,
        rect=used.rect if used else None,
    )


RULE = Rule(
    title="Native dialog",
    description="The shop asked or told something in a dialog of the browser (alert, confirm, "
    "prompt, or the question on leaving). It looks like a warning of the browser, holds the whole "
    "page up, and cannot be read again once it is closed.",
    applies="Every such dialog except that for printing. The browser's driver and the page tell of "
    "the same dialog, which counts once. It is told of what was pressed, or of the field that was "
    "being filled in.",
    cost="For as long as the dialog stood, at most the cap; not known of one that a script's "
    "browser answered.",
    remedy="Say it in the page, beside what it is about; ask back only before what cannot be "
    "undone, and offer to undo the rest.",
    source="HTML standard: user agents may suppress simple dialogs, authors are advised against "
    "them; Nielsen's heuristics on errors",
    find=find,
)
