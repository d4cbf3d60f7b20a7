"""A study in a real file, its pages, and somebody who walks through them."""

from __future__ import annotations

import re
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from kitka.recorder.model import Participant, Session
from kitka.recorder.participants.blueprint import participants
from kitka.recorder.participants.context import PEOPLE, People, Standing
from kitka.recorder.shops import Shop
from kitka.recorder.store import Store
from kitka.recorder.study import OPEN, find_study, keep_study, load_study, open_setting

PHONE = (
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/141.0.0.0 Mobile Safari/537.36"
)
BASE = "http://study.example"

CONSENT = {"age": "yes", "record": "yes", "replay": "yes"}
ANSWERS = {
    "q-buying_for": "self", "q-customer": "new", "q-device_known": "yes", "q-expectations": "",
    "q-seq": "6", "q-hesitated": "yes", "q-hesitated.what": "The postcode",
    "q-stopped_why": "Delivery", "q-stopped_reason": "extra_costs",
    "q-ease": "5", "q-total_clear": "", "q-feel": "6", "q-for_me": "4", "q-expected": "3",
}  # fmt: skip
"""One good answer to everything that the shipped study asks."""


class Site:
    """The pages over ``store``, at a moment that the test sets (ms)."""

    def __init__(
        self,
        store: Store,
        study: Path | None = None,
        *,
        base_url: str = BASE,
        shop: Shop | None = None,
    ) -> None:
        self.at = 1_000_000.0
        self.store = store
        self.file = load_study(study or find_study("two_backpacks"), shop=shop)
        self.version = keep_study(store, self.file, at=self.at)
        store.set_setting(open_setting(self.version.document.name), OPEN)
        self.app = Flask("pages")
        self.app.testing = True
        self.app.jinja_env.trim_blocks = True
        self.app.jinja_env.lstrip_blocks = True
        self.people = People(store, base_url, now=lambda: self.at)
        self.app.extensions[PEOPLE] = self.people
        self.app.register_blueprint(participants)

    def invite(self, *, pilot: bool = False, language: str = "en") -> Person:
        found = self.store.add_participants(self.version.study, 1, at=self.at, pilot=pilot)[0]
        return Person(self, found.token, language=language)

    def client(self) -> FlaskClient:
        return self.app.test_client()


class Person:
    """One participant with a browser: ``get`` and ``send`` as pages and their forms do."""

    def __init__(
        self, site: Site, token: str, client: FlaskClient | None = None, language: str = "en"
    ) -> None:
        self.site = site
        self.token = token
        self.client = client or site.client()
        self.headers = {
            "User-Agent": PHONE,
            "Accept-Language": language,
            "Sec-Fetch-Site": "same-origin",
        }

    @property
    def path(self) -> str:
        return f"/p/{self.token}"

    @property
    def now(self) -> Standing:
        standing = self.site.people.standing(self.token)
        assert standing is not None
        return standing

    @property
    def known(self) -> Participant:
        return self.now.participant

    @property
    def stage(self) -> str:
        return self.now.stage.name

    @property
    def session(self) -> Session:
        return self.now.sessions[-1]

    def get(self, path: str = "") -> TestResponse:
        return self.client.get(path or self.path, headers=self.headers)

    def form(self, page: str) -> dict[str, str]:
        """The hidden fields of a page's form."""
        return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page))

    def send(self, act: str, path: str = "", **fields: str) -> TestResponse:
        """Press a button of the page that is shown now, with ``fields`` filled in."""
        hidden = self.form(self.get(path).get_data(as_text=True))
        return self.post({**hidden, "act": act, **fields}, path)

    def post(self, data: dict[str, str], path: str = "") -> TestResponse:
        return self.client.post(path or self.path, data=data, headers=self.headers)

    # ------------------------------------------------------------ the way

    def consents(self, **fields: str) -> TestResponse:
        if self.stage == "welcome":
            self.send("begin")
        return self.send("agree", **{**CONSENT, **fields})

    def answers(self, **fields: str) -> TestResponse:
        return self.send("answer", **{**ANSWERS, **fields})

    def to_task(self) -> None:
        """As far as the first task."""
        self.consents()
        while self.stage in ("before", "expectations"):
            assert self.answers().status_code == 303

    def does(self, said: str = "done") -> None:
        """One task, said over on the page, and the questions after it."""
        assert self.send("start").status_code == 303
        self.send(said)
        while self.stage in ("after", "stopped"):
            assert self.answers().status_code == 303
