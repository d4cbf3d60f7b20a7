"""What every view of the report shares: its source, its addresses, and who may change anything."""

from __future__ import annotations

from typing import Protocol, cast, runtime_checkable
from urllib.parse import quote, unquote, urlencode

from flask import Response, abort, current_app, request, url_for

from kitka.analyzer.report import format as fmt
from kitka.analyzer.report.review_source import ReviewSource
from kitka.analyzer.report.source import Source
from kitka.analyzer.report.study_source import StudySource
from kitka.recorder.model import Participant

SOURCE = "kitka.source"
"""Key of the :class:`Source` in ``app.extensions``."""

PUBLIC = "KITKA_PUBLIC"
"""Key in ``app.config`` of the origin by which browsers know this server, where a proxy stands
before it (``https://kitka.example``); empty: the address that was asked."""


WHO = "kitka_who"
"""Cookie: the name under which this browser's researcher decided last, to be filled in again."""
_YEAR_S = 365 * 24 * 3600


@runtime_checkable
class WithReviews(Protocol):
    """A source that keeps what researchers decide."""

    @property
    def reviews(self) -> ReviewSource: ...


@runtime_checkable
class WithStudies(Protocol):
    """A source that knows studies, too."""

    @property
    def studies(self) -> StudySource: ...


class UrlFor:
    """The report's addresses by Flask's routing."""

    def scenario(self, name: str, cohort: str) -> str:
        return url_for("report.scenario", name=name, cohort=cohort)

    def finding(self, finding: str) -> str:
        return url_for("report.finding", finding=finding)

    def findings(self, name: str, cohort: str, label: str, device: str, status: str) -> str:
        return url_for(
            "report.scenario",
            name=name,
            cohort=cohort,
            label=label or None,
            device=device or None,
            status=status,
            _anchor="findings",
        )

    def review(self, finding: str) -> str:
        return url_for("report.reviews.review", finding=finding)

    def marks(self, session: str) -> str:
        return url_for("report.reviews.mark", session=session)

    def session(self, session: str, at_s: float | None = None) -> str:
        anchor = None if at_s is None else fmt.moment_fragment(at_s)
        return url_for("report.session", session=session, _anchor=anchor)

    def player(self, session: str) -> str:
        return url_for("report.player", session=session)

    def replay(self, session: str) -> str:
        return url_for("report.replay", session=session)

    def asset(self, digest: str) -> str:
        return url_for("report.asset", digest=digest)

    def session_asset(self, session: str, digest: str) -> str:
        return url_for("report.session_asset", session=session, digest=digest)

    def media(self, session: str, media: str) -> str:
        return url_for("report.studies.media", session=session, media=media)

    def study(self, name: str, version: int | None = None) -> str:
        return url_for("report.studies.study", name=name, v=version)

    def live(self, name: str) -> str:
        return url_for("report.studies.live", name=name)

    def invite(self, name: str) -> str:
        return url_for("report.studies.invite", name=name)

    def open_study(self, name: str) -> str:
        return url_for("report.studies.open_study", name=name)

    def counting(self, session: str) -> str:
        return url_for("report.studies.counting", session=session)

    def beside(self, session: str) -> str:
        return url_for("report.studies.beside", session=session)

    def beside_data(self, session: str) -> str:
        return url_for("report.studies.beside_data", session=session)

    def notes(self, session: str) -> str:
        return url_for("report.studies.add_note", session=session)

    def personal_link(self, participant: Participant) -> str:
        return f"{own_origin()}/p/{participant.token}"

    def open_link(self, study: str) -> str:
        return f"{own_origin()}/p/open/{study}?{urlencode({'source': 'newsletter'})}"


ADDRESSES = UrlFor()


def source() -> Source:
    return cast(Source, current_app.extensions[SOURCE])


def studies() -> StudySource | None:
    """What the source knows of studies; None where it knows only sessions."""
    found = current_app.extensions[SOURCE]
    return found.studies if isinstance(found, WithStudies) else None


def reviews() -> ReviewSource | None:
    """What researchers decided; None where the source keeps nothing of that."""
    found = current_app.extensions[SOURCE]
    return found.reviews if isinstance(found, WithReviews) else None


def who() -> str:
    """The name under which this browser's researcher decided last."""
    return unquote(request.cookies.get(WHO, ""))[:40]


def remember_who(response: Response, name: str) -> None:
    response.set_cookie(WHO, quote(name), max_age=_YEAR_S, httponly=True, samesite="Lax")


def own_origin() -> str:
    """The origin of this server as browsers name it."""
    return str(current_app.config.get(PUBLIC, "") or request.host_url).rstrip("/")


def same_origin() -> bool:
    """Whether the browser says that a page of ours sent this request.

    Browsers of today say so themselves (``Sec-Fetch-Site``), but not on plain http beyond this
    machine; there the origin is compared. Who says neither is no browser of a researcher.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        return site == "same-origin"
    own = (own_origin(), request.host_url.rstrip("/"))
    return request.headers.get("Origin") in own


def only_from_our_pages() -> None:
    """Ends a request that would change something and comes from elsewhere (403)."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and not same_origin():
        abort(403, "This did not come from a page of this report. Load the page and try again.")
