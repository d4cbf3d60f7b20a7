"""How far the people of a study got: invited → opened → consented → started → finished."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from kitka.recorder.model import Participant, Record

StageName = Literal["invited", "opened", "consented", "started", "finished"]


class Stage(Record, frozen=True):
    """``count`` people came this far, of ``of`` who had come to the stage before."""

    name: StageName
    count: int
    of: int


class Funnel(Record, frozen=True):
    """Everybody of one kind. ``declined`` did not consent, ``left`` went after consenting,
    ``excluded`` are those of them whom somebody took out of the figures."""

    stages: tuple[Stage, ...]
    declined: int = 0
    left: int = 0
    excluded: int = 0

    def count(self, name: StageName) -> int:
        return next(stage.count for stage in self.stages if stage.name == name)


class StudyFunnel(Record, frozen=True):
    """People, pilots and automated visitors apart; nobody is in two of them."""

    people: Funnel
    pilots: Funnel
    automated: Funnel


_REACHED: dict[StageName, Callable[[Participant], bool]] = {
    "invited": lambda p: True,
    "opened": lambda p: bool(p.opened or p.declined),
    "consented": lambda p: p.consent is not None,
    "started": lambda p: bool(p.started),
    "finished": lambda p: bool(p.finished),
}


def funnel(people: Iterable[Participant]) -> StudyFunnel:
    """The stages of everybody who was invited, at whatever version they met the study."""
    everybody = list(people)
    automated = [p for p in everybody if p.automated]
    pilots = [p for p in everybody if p.pilot and not p.automated]
    real = [p for p in everybody if not p.pilot and not p.automated]
    return StudyFunnel(_funnel(real), _funnel(pilots), _funnel(automated))


def _funnel(people: Sequence[Participant]) -> Funnel:
    furthest = [_furthest(person) for person in people]
    stages, before = [], len(people)
    for index, name in enumerate(_REACHED):
        count = sum(1 for stage in furthest if stage >= index)
        stages.append(Stage(name, count, before))
        before = count
    return Funnel(
        tuple(stages),
        declined=sum(1 for p in people if p.declined),
        left=sum(1 for p in people if p.left),
        excluded=sum(1 for p in people if p.excluded),
    )


def _furthest(person: Participant) -> int:
    """Who came to a stage had come to those before it, whatever was lost of that."""
    return max(index for index, reached in enumerate(_REACHED.values()) if reached(person))
