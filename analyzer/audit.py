"""What a checkout owes to everybody, seen without any person: the audit of scripted sessions.

Nobody has stumbled over these yet, so they are no frictions and have no cost; they stand apart.
Checks of single pages come from the log (``recorder/audit.py``), those of the whole way are made
here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from kitka.analyzer.audit_shapes import Audited, AuditFinding, SessionAudit
from kitka.analyzer.session.elements import element_of, identity
from kitka.analyzer.session.steps import Path
from kitka.analyzer.session.views import Moment
from kitka.recorder.model import (
    Audit,
    AuditCheck,
    AuditHit,
    AuditImpact,
    Cue,
    Message,
    Total,
)

AVERAGE_FIELDS = 11.3
AVERAGE_STEPS = 5.1
AVERAGES_SOURCE = "Baymard Institute 2024, average of large shops' checkouts"
IMPACTS: tuple[AuditImpact, ...] = ("critical", "serious", "moderate", "minor")
TITLES: dict[AuditCheck, str] = {
    "autocomplete": "The browser cannot fill the field in",
    "input_type": "The wrong keyboard or kind of field",
    "label": "A field without a lasting label",
    "zoom": "Phones zoom into the field",
    "target_size": "Too small to be hit surely",
    "keyboard_order": "Tab jumps",
    "keyboard_trap": "Tab gets caught",
    "accessibility": "Accessibility",
    "fields": "More fields than usual",
    "steps": "More steps than usual",
    "total_shown": "No total before payment",
    "guest": "No way to buy as a guest",
    "error_tied": "An error that is not tied to its field",
}
WCAG = "https://www.w3.org/WAI/WCAG22/Understanding/"


def audit_of(path: Path) -> SessionAudit | None:
    """None for a session that was not audited."""
    events = [moment.event for moment in path.timeline.all(Audit)]
    if not events:
        return None
    pages = tuple(
        Audited(e.step, e.url, e.fields, e.elements, e.keyboard, e.error, e.hits, e.page,
                e.shown_view)
        for e in events
    )  # fmt: skip
    asking = [place for place, page in enumerate(pages) if page.fields]
    checkout = pages[asking[0] :] if asking else ()
    fields = sum({(page.url, page.step): page.fields for page in checkout}.values())
    steps = len({page.step for page in checkout} - {path.scenario.success.name})
    hits, not_applicable = _whole_way(path, fields, steps)
    return SessionAudit(pages, tuple(hits), fields, steps, not_applicable)


def _whole_way(
    path: Path, fields: int, steps: int
) -> tuple[list[tuple[str, AuditHit]], dict[str, str]]:
    found: list[tuple[str, AuditHit]] = []
    missing: dict[str, str] = {}
    end = path.scenario.success.name
    if path.scenario.phase != "purchase":
        missing["fields"] = missing["steps"] = "the scenario is no purchase"
    elif not path.completed:
        missing["fields"] = missing["steps"] = "the session did not complete"
    else:
        found += [(end, hit) for hit in _sizes(fields, steps)]
    total = _total_shown(path)
    if isinstance(total, str):
        missing["total_shown"] = total
    elif total is not None:
        found.append((end, total))
    return [*found, *_guest(path), *_untied(path)], missing


def _sizes(fields: int, steps: int) -> Iterable[AuditHit]:
    text = "The checkout {} {} {}; the average is {} ({})."
    if fields > AVERAGE_FIELDS:
        yield AuditHit(
            check="fields", rule="count", impact="moderate",
            text=text.format("asks for", fields, "fields", AVERAGE_FIELDS, AVERAGES_SOURCE),
            mend="Ask only for what the order needs; 6 to 8 fields are possible.",
        )  # fmt: skip
    if steps > AVERAGE_STEPS:
        yield AuditHit(
            check="steps", rule="count", impact="minor",
            text=text.format("takes", steps, "steps", AVERAGE_STEPS, AVERAGES_SOURCE),
            mend="Put steps together; the number of fields matters more than that of steps.",
        )  # fmt: skip


def _total_shown(path: Path) -> AuditHit | str | None:
    if path.scenario.watch.total is None:
        return "the scenario watches no total"
    last = path.reached[-1]
    if last is None:
        return "the session did not complete"
    seen = [m for m in path.timeline.all(Total) if m.event.what == "total"]
    if any(
        m.at_s < last.since_s and m.view_key != (last.view.page, last.view.number) for m in seen
    ):
        return None
    return AuditHit(
        check="total_shown", rule="never", impact="critical",
        text="The watched total was on no page before the order was placed.",
        mend="Show the total with all costs from the basket on, at the latest before payment.",
    )  # fmt: skip


def _guest(path: Path) -> Iterable[tuple[str, AuditHit]]:
    """A view that asks for an account, with no way round it."""
    asked: dict[tuple[str, int], set[str]] = defaultdict(set)
    first: dict[tuple[tuple[str, int], str], Moment[Cue]] = {}
    for moment in path.timeline.all(Cue):
        if moment.event.present:
            asked[moment.view_key].add(moment.event.what)
            first.setdefault((moment.view_key, moment.event.what), moment)
    told: set[str] = set()
    for view, cues in asked.items():
        if "account" not in cues or cues & {"guest", "signed_in"}:
            continue
        moment = first[view, "account"]
        step = path.towards(moment.at_s)
        if step in told:
            continue
        told.add(step)
        yield step, AuditHit(
            check="guest", rule="none_offered", impact="serious",
            text="The page asks for an account and offers no way to buy without one.",
            target=moment.event.target,
            mend="Offer to buy as a guest, and the account after the order.",
        )  # fmt: skip


def _untied(path: Path) -> Iterable[tuple[str, AuditHit]]:
    """Errors about a form that no field points at; one about the whole form is none where a field
    says so, too."""
    views: dict[tuple[str, int], list[Message]] = defaultdict(list)
    at: dict[tuple[str, int], float] = {}
    for moment in path.timeline.all(Message):
        if moment.event.severity == "error":
            views[moment.view_key].append(moment.event)
            at.setdefault(moment.view_key, moment.at_s)
    for view, errors in views.items():
        shown = path.timeline.view(*view)
        asks = shown is not None and any(page.fields for page in _audits(path, view))
        if not asks or any(error.field for error in errors):
            continue
        yield path.towards(at[view]), AuditHit(
            check="error_tied", rule="no_field", impact="serious",
            text=f"“{errors[0].text}” is tied to no field.", target=errors[0].target,
            mend="Put the error beside its field, with aria-describedby and aria-invalid.",
            help=f"{WCAG}error-identification.html",
        )  # fmt: skip


def _audits(path: Path, view: tuple[str, int]) -> list[Audit]:
    return [m.event for m in path.timeline.all(Audit) if (m.event.page, m.event.shown_view) == view]


def audit_findings(audits: Sequence[tuple[str, SessionAudit]]) -> tuple[AuditFinding, ...]:
    """Over sessions, given as device and audit: the gravest first, then by step and element."""
    met: dict[tuple[str, str, str], list[tuple[int, str, str, AuditHit]]] = defaultdict(list)
    for number, (device, audit) in enumerate(audits):
        of_pages = [(page.step, hit) for page in audit.pages for hit in page.hits]
        for step, hit in (*of_pages, *audit.hits):
            key = hit.check, hit.rule, identity(element_of(hit.target))
            met[key].append((number, device, step, hit))
    found = [_finding(hits, len(audits)) for hits in met.values()]
    return tuple(
        sorted(found, key=lambda f: (IMPACTS.index(f.impact), f.steps, f.check, f.rule, f.text))
    )


def _finding(hits: Sequence[tuple[int, str, str, AuditHit]], of: int) -> AuditFinding:
    first = hits[0][3]
    return AuditFinding(
        check=first.check,
        rule=first.rule,
        title=TITLES[first.check],
        text=first.text,
        impact=min((hit.impact for *_, hit in hits), key=IMPACTS.index),
        mend=first.mend,
        help=first.help,
        element=first.target,
        steps=tuple(dict.fromkeys(step for _, _, step, _ in hits)),
        devices=tuple(sorted({device for _, device, _, _ in hits})),
        sessions=len({number for number, *_ in hits}),
        of=of,
        count=max(hit.count for *_, hit in hits),
    )
