"""Scrolling up and down a page far more than others do, or than one does elsewhere."""

from collections.abc import Iterable, Mapping

from kitka.analyzer.results import Distribution, Friction
from kitka.analyzer.rules import Context, NotApplicable, Rule
from kitka.analyzer.session.path import normalised
from kitka.analyzer.study.observations import page_of
from kitka.analyzer.way.sweeps import Sweep, sweeps


def find(context: Context) -> Iterable[Friction]:
    limits, reference = context.limits, context.reference
    known = {
        key: usual for key, usual in (reference.pages if reference else {}).items()
        if usual.n >= limits["sessions"]
    }  # fmt: skip
    found = sweeps(context.timeline)
    if not known and not any(sweep.n >= limits["own_pages"] for sweep in found):
        raise NotApplicable(
            f"fewer than {limits['sessions']:.0f} people show what is usual, and there are too few "
            "other pages to compare with"
        )
    told = set()
    for sweep in found:
        name = normalised(sweep.view, context.scenario) if sweep.view.url else ""
        usual = known.get(page_of(context.timeline, name))
        odd = beyond(limits, sweep, usual) if usual else restless(context, sweep)
        if odd and name not in told:
            told.add(name)
            yield told_of(context, sweep, name, usual)


def beyond(limits: Mapping[str, float], sweep: Sweep, usual: Distribution) -> bool:
    most = usual.mean + limits["deviations"] * usual.sd
    return sweep.reversals >= limits["reversals"] and sweep.reversals > most


def restless(context: Context, sweep: Sweep) -> bool:
    """Where nobody else's numbers are known. A list that is looked through before anything is
    chosen takes as many turns as a page among others for which there are numbers."""
    limits, view = context.limits, sweep.view
    checking_out = context.scenario.phase != "purchase" or (
        sweep.at_s >= context.facts.purchase.checkout_s
    )
    if sweep.returns >= limits["own_returns"] and checking_out and sweep.turns >= sweep.returns:
        return sweep.n >= limits["own_pages"] and sweep.hunted(limits["own_pace_s"])
    looking = context.scenario.phase == "purchase" and context.path.step_of(view) < 1
    least = max(limits["reversals" if looking else "own_turns"], 2 * sweep.elsewhere)
    enough = sweep.n >= limits["own_pages"] and sweep.turns >= least
    # Thrown back by the page, or looking from one thing to another: it need not be far.
    pinned = checking_out and sweep.pinned >= limits["own_legs"]
    return enough and (pinned or sweep.hunted(limits["own_pace_s"]))


def told_of(context: Context, sweep: Sweep, name: str, usual: Distribution | None) -> Friction:
    turns = sweep.reversals if usual else sweep.turns
    mean = usual.mean if usual else float(sweep.elsewhere)
    beside = (
        f"{mean:.1f} are usual" if usual
        else f"on {sweep.n} other pages of this session there were at most {mean:.0f}"
    )  # fmt: skip
    return context.friction(
        max(0.0, sweep.view.shown_s),
        sweep.stay_s * (1 - min(1.0, mean / turns)),
        None,
        f"{sweep.view.path} was scrolled up and down with {turns} changes of direction; {beside}.",
        values={"reversals": turns, "mean": mean, "sd": usual.sd if usual else 0.0,
                "n": usual.n if usual else sweep.n, "screens": round(sweep.screens, 1),
                "beside": "people" if usual else "pages", "subject": name},
        moments=(sweep.at_s,),
        where=(sweep.view.page, sweep.view.number),
    )  # fmt: skip


RULE = Rule(
    title="Excess scrolling",
    description="A page was scrolled to and fro far more often than people usually do there, or "
    "than the same person did on all other pages: something was looked for and not found, or is "
    "spread too far apart.",
    applies="Beside other people where enough of them saw the same page on the same kind of "
    "device, else beside the person's other pages: then only whole screenfuls (or nearly all of a "
    "short page), scrolled faster than anybody reads, or a way in the checkout between the very "
    "same two places, with nothing pressed or filled in that explains a turn; a list that is "
    "looked through before a product is opened takes more turns, and in the checkout two ways back "
    "to the same place, screenfuls away, are enough. Once per page.",
    cost="The share of the time on the page that its usual scrolling, or the most on the person's "
    "other pages, does not account for.",
    remedy="See where the scrolling turned: what belongs together should be seen together.",
    source="Clarity: beyond the page's own expected average; here above mean + 2 standard "
    "deviations",
    find=find,
    family="way",
)
