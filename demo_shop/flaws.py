"""The defects that can be switched on: what each is, and what a recorder ought to find.

This module knows no Django, so that the analyzer's accuracy tests can read the ground truth
without starting a shop. What a flaw does lives in `flaw_middleware.py`, in the checkout views
and in the templates (`{% if flaws.dead_button %}`).
"""

import difflib
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

Kind = Literal["server", "template", "script", "form", "price"]


class UnknownFlaw(ValueError):
    """A flaw was asked for that does not exist; the message names the nearest one."""


@dataclass(frozen=True)
class Flaw:
    """One defect, with the friction that a recorder should report for it.

    `rule` is a friction rule's id, `step` the step of `scenario` that the shopper is working
    towards when it is met (for a cost that appears: the one that shows it), `element` the role
    and accessible name of what is blamed (None: no single element).
    `also` lists rules that may fire besides without being wrong.
    """

    name: str
    title: str
    scenario: str
    rule: str
    step: str
    element: Mapping[str, str] | None
    kind: Kind
    also: tuple[str, ...] = ()


_ALL = (
    Flaw(
        name="slow_step",
        title="The delivery address takes three seconds more to be accepted",
        scenario="guest_checkout",
        rule="slow_response",
        step="Delivery method",
        element={"role": "button", "name": "Continue"},
        kind="server",
    ),
    Flaw(
        name="dead_button",
        title="The basket's main button does nothing; a small link elsewhere works",
        scenario="guest_checkout",
        rule="dead_click",
        step="Guest details",
        element={"role": "button", "name": "Proceed to checkout"},
        kind="template",
    ),
    Flaw(
        name="js_error_on_click",
        title="Add to basket throws a TypeError before the form is sent",
        scenario="guest_checkout",
        rule="error_click",
        step="Basket",
        element={"role": "button", "name": "Add to basket"},
        kind="script",
        also=("js_error",),
    ),
    Flaw(
        name="server_error",
        title="The first choice of a delivery method answers with HTTP 500",
        scenario="guest_checkout",
        rule="failed_request",
        step="Payment",
        element={"role": "button", "name": "Continue to payment"},
        kind="server",
    ),
    Flaw(
        name="form_refused_empty",
        title="The first valid address is refused and the form comes back empty",
        scenario="guest_checkout",
        rule="form_lost",
        step="Delivery method",
        element={"role": "button", "name": "Continue"},
        kind="form",
        also=("validation_loop",),
    ),
    Flaw(
        name="late_cost",
        title="A handling fee of 4.90 euros appears only on the review page",
        scenario="guest_checkout",
        rule="late_cost",
        step="Review",
        element={"role": "", "name": "total"},
        kind="price",
    ),
)

FLAWS: Mapping[str, Flaw] = {flaw.name: flaw for flaw in _ALL}


def check_names(names: Iterable[str]) -> tuple[str, ...]:
    """Return the names, each once; raises UnknownFlaw with the nearest names."""
    wanted = tuple(dict.fromkeys(names))
    for name in wanted:
        if name not in FLAWS:
            near = difflib.get_close_matches(name, FLAWS, n=3, cutoff=0.4) or list(FLAWS)
            raise UnknownFlaw(f"no flaw is called {name!r}; the nearest: {', '.join(near)}")
    return wanted


class ActiveFlaws:
    """The flaws that are on in this process; switched by the control endpoint while serving."""

    def __init__(self) -> None:
        self._names: frozenset[str] = frozenset()
        self._lock = threading.Lock()

    def set(self, names: Iterable[str]) -> None:
        """Have exactly these flaws on; raises UnknownFlaw and changes nothing."""
        checked = frozenset(check_names(names))
        with self._lock:
            self._names = checked

    def __contains__(self, name: str) -> bool:
        if name not in FLAWS:  # a typo in our own code must not read as "off"
            raise UnknownFlaw(name)
        return name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._names))

    def as_dict(self) -> dict[str, bool]:
        """Every flaw's name and whether it is on, for templates."""
        names = self._names
        return {name: name in names for name in FLAWS}


active = ActiveFlaws()
