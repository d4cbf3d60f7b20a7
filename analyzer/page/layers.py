"""What laid itself over the page unasked, and what it did to the shopper."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from kitka.analyzer.purchase.course import Purchase
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.views import Moment, PageView
from kitka.analyzer.words import ADD, CONCERNS, JOINED, SOLICITS, says
from kitka.recorder.model import Blur, Change, Click, Focus, Layer, Message, Rect, Submit, Target

ASKED_S = 1.0
"""What follows a press within it is the press's doing (Nielsen 1993)."""
SEARCHES = ("searchbox", "combobox")
"""A field that rightly opens its results over the page."""
DIALOGS = frozenset({"dialog", "alertdialog"})
POPUPS = frozenset({"listbox", "menu", "tree", "grid", "tooltip"})
"""What a control opens beside itself (WAI-ARIA 1.2, ``aria-haspopup``, without dialogs)."""
ADJOINS_PX = 16.0
"""A popup stands so near to its control, at most."""
DRAWER = re.compile(r"basket|cart|\bbag\b|kori|varukorg|kundvagn|warenkorb|einkaufswagen", re.I)
"""A basket that slides in, by its name or its place in the page."""
DRAWER_S = 5.0
"""By then it has been fetched: adding and fetching what is in it are two requests, mostly."""
LOADED_S = 2.0
"""What a page that answers fetches or works out after its coming is there by then."""
NEAR_S = 0.5
"""A message that comes together with a layer stands in it; a press is over within it, and much
opens as soon as the pointer goes down."""


@dataclass(frozen=True)
class Laid:
    """One layer from ``shown`` to ``gone``; ``until_s`` is when it went, else when its view was
    left."""

    shown: Moment[Layer]
    gone: Moment[Layer] | None
    view: PageView
    until_s: float

    @property
    def how(self) -> str:
        return self.gone.event.how if self.gone else ""


class Layers:
    """All layers of a session that nobody had asked for."""

    def __init__(self, purchase: Purchase, asked_s: float) -> None:
        self._purchase, self._asked_s = purchase, asked_s
        self.timeline = purchase.timeline

    @cached_property
    def unasked(self) -> list[Laid]:
        gone = {
            (m.page, m.event.id): m for m in self.timeline.all(Layer) if m.event.state == "gone"
        }
        found = []
        for shown in self.timeline.all(Layer):
            view = self.timeline.view_of(shown)
            if shown.event.state != "shown" or view is None:
                continue
            taken = self._took_the_keys(shown, view)
            asked = shown.event.asked and not self._swiped(shown, view)
            if (asked and not taken) or self._of_a_field(shown, view):
                continue
            end = gone.get((shown.page, shown.event.id))
            until = max(shown.at_s, end.at_s if end else view.end_s)
            laid = Laid(shown, end, view, until)
            if taken or not self._answers_something(laid):
                found.append(laid)
        return found

    def _swiped(self, shown: Moment[Layer], view: PageView) -> bool:
        """On a page that is touched, a dialog before anything was pressed in it or came of a sent
        form: a finger that only scrolled has asked for nothing."""
        touched = view.event is not None and view.event.touch
        arrived_s = max(view.shown_s, view.began_s) + ASKED_S
        if not touched or shown.event.target.role not in DIALOGS or shown.at_s <= arrived_s:
            return False
        sent = near(self.timeline.all(Submit), view.began_s - ASKED_S, LOADED_S)
        # A route may be of the dialog's own: what was pressed in the one before led to it.
        led = near(self.timeline.clicks_in(shown.page), view.began_s, ASKED_S)
        done: list[Moment[Any]] = [*view.all(Click), *view.all(Change), *view.all(Focus)]
        acted = any(moment.at_s <= shown.at_s + NEAR_S for moment in done)
        return not (sent or led or acted)

    def _took_the_keys(self, shown: Moment[Layer], view: PageView) -> bool:
        """It took the focus out of a field in the middle of typing: keys had asked for nothing. A
        search may open its results so, a press or a sent form asks, and a control opens its list
        or menu when it is come to."""
        event = shown.event
        if not event.focus or near(view.all(Submit), shown.at_s, ASKED_S):
            return False
        if event.asked and event.target.role in POPUPS:
            return False
        press = self._press_of(shown)
        return any(
            abs(blur.at_s - shown.at_s) <= 0.1 and was_typed(view, blur)
            # A press into the field itself asked for no more than its caret.
            and (press is None or same(press.event.target, blur.event.target))
            and (blur.event.target.role not in SEARCHES or asks_something_else(view, shown.at_s))
            for blur in view.all(Blur)
        )  # fmt: skip

    def _press_of(self, shown: Moment[Layer]) -> Moment[Click] | None:
        """The press just before it, or the one that it came in the middle of: a click is told when
        the pointer goes up, and selects and menus open when it goes down."""
        clicks = self.timeline.clicks_in(shown.page)
        place = bisect_right(clicks, shown.at_s, key=lambda click: click.at_s)
        after = clicks[place] if place < len(clicks) else None
        if shown.event.asked and after and after.at_s - shown.at_s <= NEAR_S:
            return after
        before = clicks[place - 1] if place else None
        return before if before and shown.at_s - before.at_s <= ASKED_S else None

    def _of_a_field(self, shown: Moment[Layer], view: PageView) -> bool:
        """What is proposed while something is typed (addresses, a calendar): it comes when the shop
        has answered, beside the field, and leaves the focus there."""
        event = shown.event
        if event.focus or event.modal or event.consent or solicits(event.target):
            return False
        entered = [m for m in view.all(Focus) if m.at_s <= shown.at_s]
        left = [m for m in view.all(Blur) if m.at_s <= shown.at_s]
        if not entered or (left and left[-1].at_s > entered[-1].at_s):
            return False
        field = entered[-1].event.target
        if not field.text_entry:
            return False
        return event.target.role in POPUPS or adjoins(event.target.rect, field.rect)

    def _answers_something(self, laid: Laid) -> bool:
        """A late answer to a press (added to the basket, 3-D Secure after paying), or what tells
        of an error, which other rules judge."""
        at_s = laid.shown.at_s
        if laid.shown.event.consent:
            return False
        press = self._purchase.press_before(at_s)
        answers = press is not None and self._is_answer(press.at_s, press.page, laid)
        if solicits(laid.shown.event.target):  # unless just that was pressed
            return answers and press is not None and says(SOLICITS, press.element)
        if answers:
            return True
        payment = self._purchase.payment_before(at_s)
        if payment and self.timeline.seconds(payment.at_s, at_s) <= self._asked_s:
            return True
        return near(laid.view.all(Message), at_s, NEAR_S)

    def _is_answer(self, pressed_s: float, page: str, laid: Laid) -> bool:
        at_s, view = laid.shown.at_s, laid.view
        if page != view.page:  # a form led to this page, which says at once what became of it
            sent = near(self.timeline.all(Submit), pressed_s, 0.1)
            stood_s = at_s - max(view.shown_s, view.began_s)
            return sent and (stood_s <= ASKED_S or (stood_s <= LOADED_S and concerns(laid)))
        clicks = self.timeline.clicks_in(page)
        place = bisect_right(clicks, at_s, key=lambda click: click.at_s) - 1
        if place < 0:
            return at_s - pressed_s <= NEAR_S
        click = clicks[place]
        if at_s - click.at_s <= DRAWER_S and says(ADD, element_of(click.event.target)):
            named = f"{laid.shown.event.target.name} {laid.shown.event.target.selector}"
            if DRAWER.search(named):
                return True
        ends = self.timeline.own_requests_end_s(click)
        return at_s - click.at_s <= NEAR_S or (ends is not None and at_s <= ends + 2 * NEAR_S)

    # ---------------------------------------------------------------- what it did

    def swallowed(self, laid: Laid) -> list[Moment[Click]]:
        """Presses that were aimed at a control under it: one can be seen through it, or it came too
        late for anybody to stop."""
        clicks = self.timeline.clicks_in(laid.shown.page)
        first = bisect_left(clicks, laid.shown.at_s, key=lambda click: click.at_s)
        last = bisect_right(clicks, laid.until_s, key=lambda click: click.at_s)
        return [
            click for click in clicks[first:last]
            if meant_under(click.event) is not None and covers(laid.shown.event, click.event)
        ]  # fmt: skip

    def typing(self, laid: Laid, within_s: float) -> Moment[Focus] | Moment[Change] | None:
        """The field that was being typed into when the layer took the focus away."""
        if not laid.shown.event.focus:
            return None
        before: list[Moment[Focus] | Moment[Change]] = [
            *laid.view.all(Focus), *laid.view.all(Change)
        ]  # fmt: skip
        known = [
            m for m in before
            if 0.05 < laid.shown.at_s - m.at_s <= within_s and m.event.target.text_entry
        ]  # fmt: skip
        return max(known, key=lambda m: m.at_s) if known else None

    def used(self, laid: Laid) -> bool:
        """Something in it was filled in or sent: it was welcome after all. The form of a dialog
        that sends nothing (``method=dialog``) is HTML's way to close it."""
        done: list[Moment[Change] | Moment[Submit]] = [
            *laid.view.all(Change),
            *(m for m in laid.view.all(Submit) if m.event.method != "dialog"),
        ]
        return any(laid.shown.at_s < m.at_s < laid.until_s for m in done)


def solicits(target: Target) -> bool:
    """It wants something of the shopper that no press of a purchase asks for, by its name."""
    return bool(SOLICITS.search(f"{target.name} {target.selector}"))


def concerns(laid: Laid) -> bool:
    """It speaks of what was sent: so do answers, however late, and offers hardly ever."""
    target = laid.shown.event.target
    return bool(CONCERNS.search(f"{target.name} {JOINED.sub(' ', target.selector)}"))


def focus_taken(view: PageView | None, at_s: float) -> bool:
    """Whether something laid itself over the page at this time and took the focus: what is typed
    then goes there, which is no field's doing."""
    return any(
        m.event.state == "shown" and m.event.focus and abs(m.at_s - at_s) <= 0.1
        for m in (view.all(Layer) if view else ())
    )


def asks_something_else(view: PageView, at_s: float) -> bool:
    """The keys go into another field than a search from now on."""
    return any(
        abs(focus.at_s - at_s) <= 0.1 and focus.event.target.text_entry
        and focus.event.target.role not in SEARCHES
        for focus in view.all(Focus)
    )  # fmt: skip


def was_typed(view: PageView, blur: Moment[Blur]) -> bool:
    """Keys were at work in the field that was left. Of secrets nothing is counted, only begun."""
    began_s = blur.at_s - blur.event.dwell_ms / 1000
    return blur.event.changed and (blur.event.typed > 0 or any(
        began_s <= change.at_s <= blur.at_s and change.event.how == "typed"
        and change.event.target.selector == blur.event.target.selector
        for change in view.all(Change)
    ))  # fmt: skip


def meant_under(click: Click) -> Target | None:
    """The control beneath what received a press that was meant for it."""
    if click.under is not None or click.aimed is None:
        return click.under
    return click.aimed if stands_there(click.aimed, click) else None


def same(one: Target, other: Target) -> bool:
    return identity(element_of(one)) == identity(element_of(other))


def adjoins(popup: Rect | None, field: Rect | None) -> bool:
    """Right below or above it, and beginning or ending with it, as proposals stand."""
    if popup is None or field is None:
        return False
    below, above = popup.y - (field.y + field.height), field.y - (popup.y + popup.height)
    ends = (popup.x - field.x, popup.x + popup.width - field.x - field.width)
    across = min(map(abs, ends)) <= ADJOINS_PX
    return across and min(abs(below), abs(above)) <= ADJOINS_PX


def stands_there(target: Target, click: Click) -> bool:
    return target.rect is not None and inside(target.rect, click.x, click.y)


def inside(rect: Rect, x: float, y: float) -> bool:
    return 0 <= x - rect.x <= rect.width and 0 <= y - rect.y <= rect.height


def near(moments: Sequence[Moment[Any]], at_s: float, within_s: float) -> bool:
    place = bisect_left(moments, at_s - within_s, key=lambda m: m.at_s)
    return place < len(moments) and moments[place].at_s <= at_s + within_s


def covers(layer: Layer, click: Click) -> bool:
    rect = layer.target.rect
    if rect is None or layer.modal:
        return True
    return inside(rect, click.x, click.y)
