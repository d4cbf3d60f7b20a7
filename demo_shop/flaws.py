"""The defects that can be switched on: what each is, and what a recorder ought to find.

They are listed in `flaw_catalogue/<family>.toml`, those that nothing may be tuned on in
`flaw_catalogue/held_out/<family>.toml`, and those that once were held out, and have been opened
since, in `flaw_catalogue/opened/<family>.toml`. This module knows no Django, so that the analyzer's
accuracy tests can read the ground truth without starting a shop. What a flaw does lives in
`flaw_server/` (answers), `checkout/` (forms, views), the templates (`{% if flaws.dead_button %}`)
and `static/flaws/<name>.js`.
"""

import difflib
import threading
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

HERE = Path(__file__).parent

Kind = Literal["server", "template", "script", "form", "price"]
Device = Literal["desktop", "phone"]


class UnknownFlaw(ValueError):
    """A flaw was asked for that does not exist; the message names the nearest one."""


@dataclass(frozen=True)
class Flaw:
    """One defect, with the friction that a recorder should report for it.

    `rule` is a friction rule's id, `step` the step of `scenario` that the shopper is working
    towards when it begins (for what begins with the arrival at a page, such as a cost, a broken
    promise, a loop: that page's). `element`: role and accessible name of what is blamed (None: no
    single element; role "": something watched, by its name). `also` lists rules that may fire
    besides without being wrong.

    `reason` is the published kind of reason of somebody who leaves at it. `meet` tells how a
    shopper meets it, `past` how a persistent one gets by (`passable`: one can), `devices` where it
    can be met. `held_out`: no threshold may be tuned on what becomes of it.
    """

    name: str
    title: str
    scenario: str
    rule: str
    step: str
    element: Mapping[str, str] | None
    kind: Kind
    also: tuple[str, ...] = ()
    reason: str = "unknown"
    held_out: bool = False
    passable: bool = True
    meet: str = ""
    past: str = ""
    devices: tuple[Device, ...] = get_args(Device)
    family: str = ""

    @property
    def has_script(self) -> bool:
        """Whether pages carry `static/flaws/<name>.js` while it is on."""
        return (HERE / "static" / "flaws" / f"{self.name}.js").is_file()


MEASURED_BEFORE = frozenset(
    ("slow_step", "dead_button", "js_error_on_click", "server_error", "form_refused_empty",
     "late_cost")
)  # fmt: skip
"""The first six, which a script meets, too."""


def _load() -> dict[str, Flaw]:
    """Those in `opened/` and `held_out/` were devised by people who had seen no rule's code."""
    found: dict[str, Flaw] = {}
    catalogue = HERE / "flaw_catalogue"
    for part in ("", "opened", "held_out"):
        for path in sorted((catalogue / part).glob("*.toml")):
            for name, entry in tomllib.loads(path.read_text("utf-8")).items():
                if name in found:
                    raise ValueError(f"{path}: the flaw {name!r} is there already")
                found[name] = _flaw(name, path.stem, part == "held_out", entry)
    return found


def _flaw(name: str, family: str, held_out: bool, entry: dict[str, Any]) -> Flaw:
    given: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in entry.items()
    }
    given.setdefault("element", None)
    return Flaw(name=name, family=family, held_out=held_out, **given)


FLAWS: Mapping[str, Flaw] = _load()


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

    def scripts(self) -> list[str]:
        """Names of the flaws whose script every page of the shop carries now."""
        return [name for name in self if FLAWS[name].has_script]


active = ActiveFlaws()
