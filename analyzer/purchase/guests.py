"""Whether one could buy without an account: demands for one past which no guest's way led."""

from __future__ import annotations

from bisect import bisect_right

from kitka.analyzer.purchase.accounts import Accounts
from kitka.analyzer.session.cues import Shown
from kitka.analyzer.words import GUEST, NOT_NEEDED, says
from kitka.recorder.model import Change, Submit

SENT = 20
"""Forms sent after a demand, among which the one that had led to it may be."""


def forced(accounts: Accounts) -> list[Shown]:
    """Unasked demands: no guest's way was offered, here or before, and nobody was signed in."""
    cues, began = accounts.cues, accounts.purchase.began_s
    lost = set(map(id, accounts.thrown_back))
    return [
        cue for cue in accounts.unasked
        if id(cue) not in lost
        and not cues.in_view("guest", cue.view)
        and not cues.in_view("signed_in", cue.view)
        and not (cues.between("guest", began, cue.start_s) and not _is_none(accounts, cue))
        and not cues.between("signed_in", 0.0, cue.start_s)
    ]  # fmt: skip


def _is_none(accounts: Accounts, cue: Shown) -> bool:
    """The guest's way that had been offered did not lead past the demand."""
    return (
        _refused(accounts, cue) or accounts.to_be_opened(cue)
        or accounts.only_with(cue) or not_for_this(accounts, cue)
    )  # fmt: skip


def _refused(accounts: Accounts, cue: Shown) -> bool:
    """The guest's way was taken, or chosen and gone on, and it led to a page that asks for an
    account: it is none."""
    press = accounts.purchase.press_before(cue.start_s)
    if press is None or press.element is None or NOT_NEEDED.search(cue.target.name):
        return False
    if press.where == (cue.view.page, cue.view.number):
        return False
    if press.element.role in ("button", "link") and says(GUEST, press.element):
        return True
    chosen = accounts.chosen_in(press.where, 0.0, press.at_s)
    return bool(chosen) and says(GUEST, chosen[-1]) and accounts.pushed_on(cue)


def not_for_this(accounts: Accounts, cue: Shown) -> bool:
    """The form that had led to the demand was sent once more, with other details of the same
    person and nothing else chosen, and led on: the guest's way was there, but not for what was
    given first (a known address, mostly)."""
    timeline, cues = accounts.timeline, accounts.cues
    first = accounts.sent_to(cue.view)
    here = timeline.view_of(first) if first else None
    if first is None or here is None or not cues.in_view("guest", here):
        return False
    sent = timeline.all(Submit)
    place = bisect_right(sent, cue.start_s, key=lambda submit: submit.at_s)
    soon = sent[place : place + SENT]
    again = next((m for m in soon if m.event.form == first.event.form), None)
    if again is None or again.view_key == (cue.view.page, cue.view.number):
        return False
    view = timeline.view_of(again)
    if view is None or view.path != here.path or again.event.refused:
        return False
    if any(cue.start_s <= at_s < again.at_s for at_s in accounts.passwords):
        return False
    if accounts.chosen_in(again.view_key, cue.start_s, again.at_s):
        return False
    given = any(
        m.event.target.text_entry and cue.start_s < m.at_s < again.at_s for m in view.all(Change)
    )
    after = accounts.purchase.next_view(view)
    led_on = after is not None and not cues.in_view("account", after)
    return given and led_on and accounts.purchase.path.went_on(again.at_s, float("inf"))
