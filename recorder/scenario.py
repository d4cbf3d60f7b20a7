"""A scenario file → :class:`~kitka.recorder.model.Scenario`, and the script beside it."""

from __future__ import annotations

import hashlib
import importlib.util
import inspect
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import msgspec

from kitka.recorder.config import line_of, read_toml
from kitka.recorder.errors import ScenarioError
from kitka.recorder.model import Budget, Condition, Record, Scenario, Seek, Step, Watch

SHIPPED = Path(__file__).resolve().parent.parent / "scenarios"
"""Scenarios for the demo shop, shipped with Kitka."""


_PROMISE = re.compile(r"[a-z][a-z0-9_]{0,39}")


class _StepTable(Record, forbid_unknown_fields=True, frozen=True):
    name: str
    reached: Condition | list[Condition]
    optional: bool = False
    budget: Budget = Budget()


class _Origins(Record, forbid_unknown_fields=True, frozen=True):
    payment: tuple[str, ...] = ()


class _Questions(Record, forbid_unknown_fields=True, frozen=True):
    after: tuple[str, ...] = ()


class _File(Record, forbid_unknown_fields=True, frozen=True):
    title: str
    steps: list[_StepTable]
    goal: str | dict[str, str] = ""
    phase: Literal["before", "purchase", "after"] = "purchase"
    start: str = "/"
    origins: _Origins = _Origins()
    watch: Watch = Watch()
    budget: Budget = Budget()
    questions: _Questions = _Questions()
    data: dict[str, str] = {}


def find_scenario(name: str, folder: Path | None = None) -> Path:
    """``name`` is a path to a ``.toml``, or the name of one in ``scenarios/`` or shipped."""
    given = Path(name)
    if given.suffix == ".toml":
        return given
    folders = [folder or Path("scenarios"), SHIPPED]
    for place in folders:
        candidate = place / f"{name}.toml"
        if candidate.is_file():
            return candidate
    known = sorted({path.stem for place in folders for path in place.glob("*.toml")})
    raise ScenarioError(
        f"no scenario '{name}' in {folders[0]}/ (there are: {', '.join(known) or 'none'})"
    )


def load_scenario(path: Path) -> Scenario:
    """Read one scenario. Raises ScenarioError: file, line, key and the nearest valid key."""
    file = read_toml(path, _File)
    text = path.read_text(encoding="utf-8")

    def wrong(where: list[str], what: str) -> ScenarioError:
        return ScenarioError(f"{path}:{line_of(text, where)}: {what}")

    if not file.steps:
        raise wrong(["steps"], "a scenario needs at least one [[steps]]")
    for origin in file.origins.payment:
        if not origin.startswith(("http://", "https://")):
            raise wrong(["origins", "payment"], f"'{origin}' is no origin; write https://host")
    for key in ("total", "delivery", "lines"):
        if getattr(file.watch, key) is not None and not getattr(file.watch, key).strip():
            raise wrong(
                ["watch", key], f"watch.{key} is empty; write a CSS selector or leave it out"
            )
    for name, selector in file.watch.promises.items():
        if not _PROMISE.fullmatch(name):
            raise wrong(
                ["watch", "promises", name],
                f"'{name}' is no name for a promise; write small letters, digits and _, "
                "like delivery_time",
            )
        if not selector.strip():
            raise wrong(
                ["watch", "promises", name],
                f"watch.promises.{name} is empty; write a CSS selector or leave it out",
            )
    seen: set[str] = set()
    for index, step in enumerate(file.steps):
        place = ["steps", str(index), "name"]
        if step.name in seen:
            raise wrong(place, f"two steps are named '{step.name}'")
        seen.add(step.name)
        for condition in _conditions(step):
            if not (condition.url or condition.selector or condition.text or condition.datalayer):
                raise wrong(
                    ["steps", str(index), "reached"],
                    f"step '{step.name}' needs url, selector, text or datalayer in 'reached'",
                )
    if file.steps[-1].optional:
        raise wrong(
            ["steps", str(len(file.steps) - 1), "optional"],
            "the last step is the success condition and cannot be optional",
        )
    return Scenario(
        name=path.stem,
        title=file.title,
        steps=tuple(
            Step(step.name, tuple(_conditions(step)), step.optional, step.budget)
            for step in file.steps
        ),
        goal={"en": file.goal} if isinstance(file.goal, str) else file.goal,
        phase=file.phase,
        start=file.start,
        payment_origins=file.origins.payment,
        watch=file.watch,
        budget=file.budget,
        questions_after=file.questions.after,
        data=file.data,
    )


def _conditions(step: _StepTable) -> list[Condition]:
    return step.reached if isinstance(step.reached, list) else [step.reached]


def scenario_hash(scenario: Scenario) -> str:
    """Identity of one version of a scenario: sha256 of its content, 16 hex digits.

    ``[data]`` is not part of it: what a script types changes nothing in how a log is read.
    """
    document = msgspec.json.encode(without_data(scenario), order="sorted")
    return hashlib.sha256(document).hexdigest()[:16]


def filled_data(scenario: Scenario, session: str) -> dict[str, str]:
    """``[data]`` with ``{session}`` filled in: what a script types in one session."""
    return {key: value.replace("{session}", session) for key, value in scenario.data.items()}


def without_data(scenario: Scenario) -> Scenario:
    """The scenario as it is kept: what is typed, test cards included, stays out of the database."""
    return msgspec.structs.replace(scenario, data={})


def seeks(scenario: Scenario) -> tuple[Seek, ...]:
    """Everything that a page must look for so that the steps can be recognised afterwards."""
    found: dict[tuple[str, str], Seek] = {}

    def add(condition: Condition | None) -> None:
        if condition is None:
            return
        kinds: tuple[Literal["selector", "text", "datalayer"], ...] = (
            "selector",
            "text",
            "datalayer",
        )
        for what in kinds:
            value = getattr(condition, what)
            if value:
                found[what, value] = Seek(what, value)
        add(condition.excluded)

    for step in scenario.steps:
        for condition in step.reached:
            add(condition)
    return tuple(found.values())


Script = Callable[[Any, Any], None]


def load_script(path: Path) -> Script:
    """``run(page, step)`` of the script beside ``path`` (``<name>.toml`` → ``<name>.py``).

    Raises ScenarioError where there is none or it cannot be imported.
    """
    source = path.with_suffix(".py")
    if not source.is_file():
        raise ScenarioError(
            f"{path}: has no script beside it; write {source} with run(page, step), "
            "or watch people with the scenario as it is"
        )
    spec = importlib.util.spec_from_file_location(f"kitka_scenario_{path.stem}", source)
    if spec is None or spec.loader is None:
        raise ScenarioError(f"{source}: cannot be imported")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        line = getattr(error, "lineno", None)
        if line is None and error.__traceback__ is not None:
            frames = inspect.getinnerframes(error.__traceback__)
            line = next((f.lineno for f in reversed(frames) if f.filename == str(source)), None)
        place = f"{source}:{line}" if line else str(source)
        raise ScenarioError(f"{place}: {type(error).__name__}: {error}") from None
    run = getattr(module, "run", None)
    if not callable(run):
        raise ScenarioError(f"{source}: defines no run(page, step)")
    return run  # type: ignore[no-any-return]
