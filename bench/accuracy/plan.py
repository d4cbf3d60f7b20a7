"""Which sessions are walked: every flaw by several people, clean ones, several flaws at once."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from random import Random

from bench.accuracy.journeys import JOURNEYS
from bench.accuracy.meetings import EVERYBODY_LEAVES, NOBODY_LEAVES, NOT_BY_KEYBOARD
from bench.accuracy.personas import PERSONAS
from bench.proof import ROOT
from kitka.demo_shop.flaws import FLAWS, Flaw
from kitka.demo_shop.traps import TRAPS
from kitka.recorder.model import Record

PER_FLAW = 4
PER_KNOWN_FLAW = 2
"""In the whole plan, of a flaw that the rules were tuned on: to see that it is found still."""
CLEAN = 48
TOGETHER = 12
STRIDE = 3
"""Through the cast: desktop and phone, those who leave and those who stay within four."""
TRAP_NAMES = tuple(TRAPS)
TRAPS_AT_ONCE = 8
SEED = 20250601
"""Of every draw of the plan; chosen once, before anything was measured."""

# Persona and device of the sessions of one flaw, in turn. Impatient and lost people leave.
_CAST = (
    ("hasty", "desktop"),
    ("careful", "desktop"),
    ("phone thumb", "phone"),
    ("impatient", "desktop"),
    ("keyboard only", "desktop"),
    ("lost", "phone"),
    ("impatient", "phone"),
    ("hasty", "phone"),
    ("lost", "desktop"),
    ("careful", "phone"),
)
_CLEAN_SCENARIOS = (
    "guest_checkout", "guest_checkout", "guest_checkout", "offsite_payment",
    "find_product", "order_status_and_exchange",
)  # fmt: skip


class Walk(Record, frozen=True):
    """One session to walk. ``leaves`` as the shopper has it."""

    scenario: str
    persona: str
    device: str
    seed: int
    flaws: tuple[str, ...] = ()
    traps: tuple[str, ...] = ()
    leaves: str = ""
    held_out: bool = False

    @property
    def key(self) -> str:
        """Names the walk over runs: the same key is the same session."""
        parts = [
            self.scenario, "+".join(self.flaws) or "clean", self.persona, self.device,
            f"{len(self.traps)} widgets" if self.traps else "-", self.leaves or "stays",
            str(self.seed),
        ]  # fmt: skip
        return "|".join(parts)

    @property
    def cluster(self) -> str:
        """Sessions of one cluster are not independent of each other."""
        return "+".join(self.flaws) or self.key


def plan(*, only: Sequence[str] = (), per_flaw: int = PER_FLAW, clean: int = CLEAN) -> list[Walk]:
    """The whole plan, or the sessions of ``only`` some flaws. The order is mixed, so that the
    first quarter of a run already shows every flaw."""
    wanted = [flaw for flaw in FLAWS.values() if not only or flaw.name in only]
    known = per_flaw if only else min(per_flaw, PER_KNOWN_FLAW)
    walks = [
        walk for flaw in wanted for walk in _of_flaw(flaw, per_flaw if flaw.held_out else known)
    ]
    if not only:
        walks += _together()
    if not only or "clean" in only:
        walks += _clean(clean)
    Random(SEED).shuffle(walks)
    return walks


def _of_flaw(flaw: Flaw, count: int) -> Iterable[Walk]:
    cast = [
        (persona, device)
        for persona, device in _CAST
        if device in flaw.devices
        and not (persona == "keyboard only" and flaw.name in NOT_BY_KEYBOARD)
    ]
    first = _draw(flaw.name).randrange(len(cast))
    for number in range(count):
        persona, device = cast[(first + number * STRIDE) % len(cast)]
        leaves = PERSONAS[persona].leaves and flaw.name not in NOBODY_LEAVES
        yield Walk(
            scenario=flaw.scenario,
            persona=persona,
            device=device,
            seed=_draw(flaw.name, number).randrange(10**6),
            flaws=(flaw.name,),
            leaves="flaw" if leaves or flaw.name in EVERYBODY_LEAVES else "",
            held_out=flaw.held_out,
        )


def _together() -> Iterable[Walk]:
    """Two or three flaws at once that do not hide each other: different steps, one part."""
    for number in range(TOGETHER):
        random = _draw("together", number)
        held_out = number % 3 == 0
        pool = [
            f for f in FLAWS.values()
            if f.held_out == held_out
            and f.scenario == "guest_checkout"
            and f.name not in EVERYBODY_LEAVES | NOT_BY_KEYBOARD
        ]  # fmt: skip
        random.shuffle(pool)
        chosen: list[Flaw] = []
        for flaw in pool:
            if len(chosen) < 2 + number % 2 and all(
                flaw.step != other.step and flaw.rule != other.rule for other in chosen
            ):
                chosen.append(flaw)
        if len(chosen) < 2:
            continue
        persona, device = random.choice([who for who in _CAST if not PERSONAS[who[0]].leaves])
        yield Walk(
            scenario="guest_checkout",
            persona=persona,
            device=device,
            seed=random.randrange(10**6),
            flaws=tuple(sorted(flaw.name for flaw in chosen)),
            held_out=held_out,
        )


def _clean(count: int) -> Iterable[Walk]:
    for number in range(count):
        random = _draw("clean", number)
        persona, device = _CAST[number % len(_CAST)]
        leaves = "whim" if number % 4 == 2 else ""
        with_traps = number % 2 == 1
        scenario = random.choice(_CLEAN_SCENARIOS)
        yield Walk(
            scenario="guest_checkout" if leaves or with_traps else scenario,
            persona=persona,
            device=device,
            seed=random.randrange(10**6),
            traps=tuple(sorted(random.sample(TRAP_NAMES, TRAPS_AT_ONCE))) if with_traps else (),
            leaves=leaves,
            held_out=number % 3 == 0,
        )


def _draw(*parts: object) -> Random:
    return Random(f"{SEED}:{':'.join(map(str, parts))}")


JUDGING = frozenset(
    ("score", "figures", "published", "judging", "__main__", "plan", "caveats")
)  # fmt: skip
"""The bench's own files that no log depends on (of the plan, every walk's key tells)."""
_LOGS_DEPEND_ON = (
    "recorder/inpage/dist/recorder.js",
    "recorder/**/*.py",
    "scenarios/*.*",
    "demo_shop/**/*.py",
    "demo_shop/**/*.toml",
    "demo_shop/**/*.html",
    "demo_shop/static/**/*.*",
    "bench/accuracy/*.py",
    "bench/accuracy/meetings/*.py",
)


def sources() -> list[Path]:
    """What a log depends on: the recorder, the scenarios, the shop and the shoppers."""
    found = {path for pattern in _LOGS_DEPEND_ON for path in Path(ROOT).glob(pattern)}
    judging = {ROOT / "bench" / "accuracy" / f"{name}.py" for name in JUDGING}
    return sorted(path for path in found - judging if path.is_file())


@lru_cache(maxsize=1)
def made_by() -> str:
    """Digest of :func:`sources`. Once per process: who began to walk with them ends with them."""
    digest = hashlib.sha256()
    for path in sources():
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def summary(walks: Sequence[Walk]) -> str:
    kinds = Counter(
        "clean" if not walk.flaws else "several flaws" if len(walk.flaws) > 1 else "one flaw"
        for walk in walks
    )
    return ", ".join(f"{count} × {kind}" for kind, count in sorted(kinds.items()))


assert set(_CLEAN_SCENARIOS) <= set(JOURNEYS)
