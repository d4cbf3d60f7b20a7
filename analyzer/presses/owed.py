"""Presses to which no answer is owed: at the end of what can be stepped through, on what is chosen
or being answered already, and on what is rightly disabled for a moment."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from kitka.analyzer.forms.emptied import is_asked
from kitka.analyzer.presses.answers import BY_HAND, TIMER_MS, Answers
from kitka.analyzer.presses.busy import Busy
from kitka.analyzer.rules import limits
from kitka.analyzer.session.elements import element_of, identity, squeezed
from kitka.analyzer.session.timeline import request_span
from kitka.analyzer.session.views import Moment, PageView
from kitka.recorder.model import Change, Click, Request, Setting, Target

LESS = re.compile(
    r"^\s*[-\u2010-\u2015\u2212]\s*$|decreas|reduc|minus|\bless\b|fewer|vähen|miinus|minska|färre|"
    r"weniger|verringer",
    re.I,
)
"""Names of steppers downwards: at one piece there is nothing to take away."""
CHOICES = frozenset({"tab", "option", "radio", "menuitemradio"})
"""One of several is always chosen, and pressing that one rightly does nothing."""
PICKS = CHOICES | {"gridcell", "menuitem", "menuitemcheckbox", "treeitem", "checkbox"}
"""What cannot be had (a size, a day) is shown by the look of the thing itself."""


ROOT = re.compile(r"^/?(?:[a-z]{2}(?:[-_][a-z]{2})?/?)?(?:index\.\w+)?$", re.I)
"""The front page, of one language perhaps."""
HOME = re.compile(r"\bhome\b|logo|brand|etusiv|\bhem\b|start(seite|sida)|\bfront", re.I)


def leads_here(view: PageView | None, target: Target, led: str | None) -> bool:
    """A link to the page that is shown already, which a single-page shop rightly does not draw
    anew: it ``led`` here before, the page is called like it, or both are home."""
    if view is None:
        return False
    name = squeezed(target.name)
    title = view.event.title.casefold() if view.event else ""
    called = len(name) > 2 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", title) is not None
    at_home = bool(ROOT.match(view.path) and HOME.search(f"{target.name} {target.selector}"))
    return called or at_home or bool(view.path and view.path == led)


GONE = re.compile(
    r"sold out|out of stock|(not|un)\s*available|coming soon|loppu|ei (ole )?saatavilla|tulossa|"
    r"slutsåld|slut i lager|ej i lager|ej tillgänglig|kommer snart|"
    r"ausverkauft|vergriffen|nicht (verfügbar|lieferbar|vorrätig)|demnächst",
    re.I,
)
"""What is disabled says by itself that there is none."""
TO_TOP = re.compile(
    r"\b(back|return|scroll)?\s*to\s*(the\s*)?top\b|sivun alkuun|\bylös\b|till toppen|till början|"
    r"nach oben|seitenanfang",
    re.I,
)
"""At the top of the page already, it has nowhere to go."""


class Owed:
    """Looks through the presses of a session once, in order."""

    def __init__(self, answers: Answers, busy: Busy, of: Mapping[str, float]) -> None:
        self._answers = answers
        self._timeline = answers.timeline
        self._limits = of
        self._busy = busy
        changes = [
            *self._timeline.all(Change),
            *(m for m in self._timeline.all(Setting) if not m.event.target.stepper),
        ]
        self._entered = sorted(m.at_s for m in changes)
        self._nothing: set[tuple[str, int]] = set()
        self._rightly: set[tuple[str, int]] = set()
        self._busy_until: dict[str, float] = {}
        self._ended: dict[str, float] = {}
        self._answering: dict[tuple[str, str], float] = {}
        self._worked: dict[tuple[str, str], Moment[Click]] = {}
        self._chosen: dict[tuple[tuple[str, int], str], str] = {}
        self._grown: set[tuple[str, int]] = set()
        self._led: dict[str, str] = {}
        self._vain: dict[tuple[tuple[str, int], str], dict[str, list[Moment[Click]]]] = {}
        self._last: dict[str, Moment[Click]] = {}
        self._look(self._timeline.all(Click))
        self._of_dead_choices()

    def nothing(self, click: Moment[Click]) -> bool:
        """It rightly shows nothing."""
        return (click.page, click.event.id) in self._nothing

    def disabled(self, click: Moment[Click]) -> bool:
        """It is rightly disabled, and the shopper can know why."""
        return (click.page, click.event.id) in self._rightly

    def _look(self, clicks: Iterable[Moment[Click]]) -> None:
        for click in clicks:
            key, target = (click.page, click.event.id), click.event.target
            who = identity(element_of(target))
            answering = click.at_s <= self._answering.get((click.page, who), -1.0)
            spent = self._is_chosen(click, who) or self._at_its_end(click, who)
            # What a slider was set to is its answer, or the fault of what was set (dead_control).
            grabbed = target.role == "slider"
            if answering or spent or grabbed or self._leads_here(click, who):
                self._nothing.add(key)
            if target.disabled:
                if self._excused(click, who):
                    self._rightly.add(key)
            else:
                self._remember(click, who)
            self._last[click.page] = click

    def _leads_here(self, click: Moment[Click], who: str) -> bool:
        if self._answers.first_ms(click) is None and TO_TOP.search(click.event.target.name):
            return True
        if click.event.target.role != "link" or self._answers.first_ms(click) is not None:
            return False
        return leads_here(self._timeline.view_of(click), click.event.target, self._led.get(who))

    def _remember(self, click: Moment[Click], who: str) -> None:
        target, asked = click.event.target, self._answers.asked(click)
        told_s = self._busy.until_s(click)
        if told_s is not None:  # “Reserving…”: whatever was asked has not come to its end
            self._answering[click.page, who] = told_s
        elif asked:
            ended = self._timeline.own_requests_end_s(click)
            until = ended + 1.0 if ended is not None else click.at_s + self._limits["busy_s"]
            self._busy_until[click.page] = max(until, self._busy_until.get(click.page, 0.0))
            over_s = float("inf") if ended is None else ended
            self._ended[click.page] = max(over_s, self._ended.get(click.page, 0.0))
            self._answering[click.page, who] = until
        if self._answers.first_ms(click) is None:
            return  # what asked and showed nothing has not come to its end by working
        self._worked[self._place(click), who] = click
        if target.role == "link":
            view = self._timeline.view_after(click)
            self._led[who] = view.path if view else ""
        if target.role in CHOICES:
            self._chosen[click.view_key, target.role] = who
        if target.stepper and not LESS.search(target.name):
            self._grown.add(click.view_key)

    def _place(self, click: Moment[Click]) -> str:
        """The same page of a list, whichever part of it is shown."""
        view = self._timeline.view_of(click)
        return view.path if view and view.path else f"{click.page}/{click.event.view}"

    def _at_its_end(self, click: Moment[Click], who: str) -> bool:
        """The same control was pressed just before and worked, or was at its end already; or it
        would take away from one piece."""
        target, last = click.event.target, self._last.get(click.page)
        if last is not None and identity(element_of(last.event.target)) == who:
            soon = click.at_s - last.at_s <= self._limits["recent_s"]
            worked = self._answers.first_ms(last) is not None and not self._answers.asked(last)
            here = soon and last.view_key == click.view_key
            if here and (worked or self.nothing(last)):
                return not self._entered_between(last.at_s, click.at_s)
        return target.stepper and bool(LESS.search(target.name)) and (
            click.view_key not in self._grown
        )  # fmt: skip

    def _is_chosen(self, click: Moment[Click], who: str) -> bool:
        """Of a choice the one that was chosen last, or one before any was: it may be that."""
        if click.event.target.role not in CHOICES:
            return False
        where = click.view_key, click.event.target.role
        if where not in self._chosen:
            self._vain.setdefault(where, {}).setdefault(who, []).append(click)
        return self._chosen.get(where, who) == who

    def _of_dead_choices(self) -> None:
        """One of several tabs may be the one that is shown; where none of those that were pressed
        ever showed anything, all but the last that was tried are dead. Of other choices only who
        presses the same again expected something of it."""
        heard_s = self._limits["heard_ms"] / 1000
        for where, by_choice in self._vain.items():
            if where in self._chosen:
                continue
            dead = list(by_choice.values())
            if where[1] == "tab":
                dead = dead[:-1]
            else:
                dead = [of for of in dead if of[-1].at_s - of[0].at_s >= heard_s]
            for presses in dead:
                unasked = (m for m in presses if not self._answers.asked(m))
                self._nothing -= {(m.page, m.event.id) for m in unasked}

    def _excused(self, click: Moment[Click], who: str) -> bool:
        target = click.event.target
        box = target.role == "checkbox" and self._filling_in(click)
        if target.stepper or not re.search(r"[^\W\d_]", target.name) or GONE.search(target.name):
            return True
        if target.role in PICKS and not box:
            return True
        if click.at_s <= self._busy_until.get(click.page, -1.0) and not self._stays(click):
            return True
        before = self._worked.get((self._place(click), who)) or self._renamed(click)
        if before is None or click.at_s - before.at_s > self._limits["recent_s"]:
            return False
        return not self._entered_between(before.at_s, click.at_s)

    def _stays(self, click: Moment[Click]) -> bool:
        """The shop had answered before the press, and for as long as a press is watched nothing
        changed: what is disabled only until an answer is dealt with comes back by itself. What was
        pressed itself may have done its work, and a page that leads on has nothing to change."""
        answered = self._ended.get(click.page, float("inf")) <= click.at_s
        watched = self._answers.watched_ms(click) >= limits("dead_click")["observed_ms"] - TIMER_MS
        nothing = answered and watched and self._answers.first_ms(click) is None
        other = self._renamed(click) is None
        return nothing and other and not (self._asking(click) or self._led_on(click))

    def _renamed(self, click: Moment[Click]) -> Moment[Click] | None:
        """The press just before, if it worked and was on the same control, whatever is written on
        that now (“Added”)."""
        last = self._last.get(click.page)
        if last is None or last.view_key != click.view_key or self._answers.first_ms(last) is None:
            return None
        same = last.event.target.selector == click.event.target.selector
        return last if same else None

    def _asking(self, click: Moment[Click]) -> bool:
        """The page waits for another answer, as of what it worked out from the first."""
        return any(
            m.page == click.page
            and not m.event.third_party
            and m.event.type in ("fetch", "xhr")
            and request_span(m)[0] <= click.at_s < request_span(m)[1]
            for m in self._timeline.all(Request)
        )

    def _led_on(self, click: Moment[Click]) -> bool:
        """The next page came soon, without another press."""
        view = self._timeline.view_after(click)
        if view is None or view.event is None or view.event.navigation in BY_HAND:
            return False
        soon = view.asked_s - click.at_s <= self._limits["recent_s"]
        return soon and view.asked_s < self._answers.next_press_s(click)

    def _filling_in(self, click: Moment[Click]) -> bool:
        """Text was entered in the view before: there a box is part of a form (the terms), and no
        filter that nothing answers to."""
        view = self._timeline.view_of(click)
        known = view.all(Change) if view else []
        place = bisect_left(known, click.at_s, key=lambda change: change.at_s)
        return any(is_asked(change.event.target) for change in known[max(0, place - 8) : place])

    def _entered_between(self, since_s: float, until_s: float) -> bool:
        place = bisect_left(self._entered, since_s)
        return place < len(self._entered) and self._entered[place] < until_s
