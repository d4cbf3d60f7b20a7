"""A study file → :class:`~kitka.recorder.model.Study`, and the scenarios that are its tasks."""

from __future__ import annotations

from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from kitka.recorder.config import read_toml
from kitka.recorder.errors import KitkaError, ScenarioError, ShopError
from kitka.recorder.model import (
    ConsentTerms,
    Question,
    Record,
    Scenario,
    Study,
    StudyVersion,
    Task,
    Text,
)
from kitka.recorder.participants.words import LANGUAGES, words
from kitka.recorder.scenario import find_scenario, load_scenario, scenario_hash
from kitka.recorder.shops import Shop, find_shop, origin_of
from kitka.recorder.store import Store
from kitka.recorder.study_shape import StudyTable, Written
from kitka.recorder.study_texts import NAME, StudyTexts

SHIPPED = Path(__file__).resolve().parent.parent / "studies"
"""Studies of the demo shop, shipped with Kitka."""

OPEN, CLOSED = "open", "closed"

_AGES = range(13, 100)


class StudyFile(Record, frozen=True):
    """What a study file says, with the scenarios that it names, one per task."""

    study: Study
    scenarios: tuple[Scenario, ...]


def find_study(name: str, folder: Path | None = None) -> Path:
    """``name`` is a path to a ``.toml``, or the name of one in ``studies/`` or shipped."""
    if name.endswith(".toml"):
        return Path(name)
    folders = [folder or Path("studies"), SHIPPED]
    for place in folders:
        if (place / f"{name}.toml").is_file():
            return place / f"{name}.toml"
    known = sorted({path.stem for place in folders for path in place.glob("*.toml")})
    raise ScenarioError(
        f"no study '{name}' in {folders[0]}/ (there are: {', '.join(known) or 'none'})"
    )


def load_study(path: Path, *, shop: Shop | None = None, scenarios: Path | None = None) -> StudyFile:
    """Read one study. ``shop`` takes the place of the one it names, ``scenarios`` is where its
    tasks are looked for first (default: ``scenarios/``).

    Raises ScenarioError: file, line, key, and what is missing in which language.
    """
    return _Reading(path, read_toml(path, StudyTable)).study(shop, scenarios)


def keep_study(store: Store, file: StudyFile, *, at: float) -> StudyVersion:
    """Keep a study and its scenarios as they are now, ``at`` ms since 1970."""
    for scenario in file.scenarios:
        store.add_scenario(scenario, at=at)
    return store.save_study(file.study, at=at)


def open_setting(study: str) -> str:
    """The workspace's setting that is ``OPEN`` while whoever has the study's own link may join.

    Closed at first: a study's name is easily guessed.
    """
    return f"open link {study}"


class _Reading(StudyTexts):
    """One file on its way to a study."""

    def study(self, shop: Shop | None, folder: Path | None) -> StudyFile:
        file = self.file
        self._check()
        scenarios = tuple(self._scenario(name, folder) for name in file.tasks)
        shop = shop or self._shop()
        own = self._payment()
        providers = (*shop.payment, *own, *(p for s in scenarios for p in s.payment_origins))
        asked = file.questions
        study = Study(
            name=self.path.stem,
            title=file.title,
            shop=file.shop,
            shop_url=shop.url,
            tasks=tuple(Task(s.name, scenario_hash(s), self._goal(s)) for s in scenarios),
            consent=self._consent(),
            languages=file.languages,
            heading=self.text(file.heading, ["heading"]) if file.heading else {},
            origins=shop.own_origins,
            payment=tuple(dict.fromkeys(map(origin_of, providers))),
            order=file.order,
            protocol=file.protocol,
            replay=file.replay,
            clips=file.clips and file.replay,
            fresh=self._fresh(shop),
            retention_days=file.retention_days,
            segments=self.questions(["segments"], file.segments),
            before=self.questions(["questions", "before"], asked.before),
            expectations=self.questions(["questions", "expectations"], asked.expectations),
            after=self._after(scenarios),
            stopped=self.questions(["questions", "stopped"], asked.stopped),
            end=self.questions(["questions", "end"], asked.end),
            buyer=tuple(self.detail(key, given) for key, given in file.buyer.items()),
        )
        self._check_once(study)
        return StudyFile(study, scenarios)

    def _check(self) -> None:
        file = self.file
        if not NAME.fullmatch(self.path.stem):
            raise ScenarioError(
                f"{self.path}: a study's name stands in addresses; "
                "name the file with letters, digits, - and _ only"
            )
        if not file.languages:
            raise self.wrong(["languages"], "name at least one")
        for language in file.languages:
            if language not in LANGUAGES:
                there = ", ".join(LANGUAGES)
                raise self.wrong(["languages"], f"no pages in '{language}' (there are: {there})")
        if not file.tasks:
            raise self.wrong(["tasks"], "name at least one scenario")
        twice = next((name for name in file.tasks if file.tasks.count(name) > 1), None)
        if twice:
            raise self.wrong(["tasks"], f"'{twice}' stands there twice")
        if file.retention_days < 1:
            raise self.wrong(["retention_days"], "must be 1 or more")
        if file.consent.minimum_age not in _AGES:
            raise self.wrong(
                ["consent", "minimum_age"], f"must be from {_AGES[0]} to {_AGES[-1]} years"
            )
        for key in ("controller", "contact"):
            if not getattr(file.consent, key).strip():
                raise self.wrong(["consent", key], "participants must be told; write it")

    # ------------------------------------------------------------ tasks and shop

    def _scenario(self, name: str, folder: Path | None) -> Scenario:
        try:
            path = find_scenario(name, folder)
        except KitkaError as error:
            raise self.wrong(["tasks"], str(error)) from None
        return load_scenario(path)

    def _goal(self, scenario: Scenario) -> Text:
        missing = [tongue for tongue in self.file.languages if not scenario.goal.get(tongue)]
        if missing:
            raise self.wrong(
                ["tasks"],
                f"the goal of '{scenario.name}' is missing in {', '.join(missing)}; "
                f"write goal.{missing[0]} in {scenario.name}.toml",
            )
        return {language: scenario.goal[language] for language in self.file.languages}

    def _shop(self) -> Shop:
        try:
            return find_shop(self.file.shop)
        except ShopError as error:
            raise self.wrong(["shop"], str(error).removeprefix("--shop ")) from None

    def _payment(self) -> tuple[str, ...]:
        for origin in self.file.payment:
            if not origin.startswith(("http://", "https://")):
                raise self.wrong(["payment"], f"'{origin}' is no origin; write https://host")
        return self.file.payment

    def _fresh(self, shop: Shop) -> str:
        if not self.file.fresh:
            return ""
        address = urljoin(shop.url, self.file.fresh)
        if origin_of(address) not in shop.own_origins:
            raise self.wrong(["fresh"], f"{address} is not in the shop ({shop.origin})")
        return address

    # ------------------------------------------------------------ consent and questions

    def _consent(self) -> ConsentTerms:
        file = self.file.consent

        def told(key: Literal["purpose", "legal_basis", "recipients"]) -> Text:
            written: Written = getattr(file, key)
            if written:
                return self.text(written, ["consent", key])
            return {
                language: words(language)(f"terms.{key}", controller=file.controller.strip())
                for language in self.file.languages
            }

        return ConsentTerms(
            controller=file.controller.strip(),
            contact=file.contact.strip(),
            purpose=told("purpose"),
            legal_basis=told("legal_basis"),
            recipients=told("recipients"),
            minimum_age=file.minimum_age,
        )

    def _after(self, scenarios: tuple[Scenario, ...]) -> tuple[Question, ...]:
        """What the study asks, else what its scenarios ask, else the customary two."""
        ids = self.file.questions.after
        if ids is None:
            asked = dict.fromkeys(id for s in scenarios for id in s.questions_after)
            ids = tuple(asked) or ("seq", "hesitated")
        if "seq" in ids[1:]:
            raise self.wrong(["questions", "after"], "seq comes first, before anything is named")
        return self.questions(["questions", "after"], ids)

    def _check_once(self, study: Study) -> None:
        """An answer is known by its question's id: the same one twice would replace the first."""
        once = (*study.segments, *study.before, *study.expectations, *study.end)
        each = (*study.after, *study.stopped)
        for group in (once, each):
            ids = [question.id for question in group]
            twice = next((id for id in ids if ids.count(id) > 1), None)
            if twice:
                raise self.wrong(["questions"], f"'{twice}' is asked twice of the same thing")
        self.check_used({question.id for question in (*once, *each)})
