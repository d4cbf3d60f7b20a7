"""JUnit XML of a gate: a test suite per scenario, a test case per step and per session."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from xml.etree import ElementTree

from kitka.analyzer.results import SessionResult
from kitka.analyzer.study.gate import Check, Verdict
from kitka.recorder.model import Scenario

# XML 1.0 has no room for most control characters, escaped or not.
_UNPRINTABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit_xml(
    scenarios: Mapping[str, Scenario],
    verdicts: Sequence[Verdict],
    results: Mapping[str, Sequence[SessionResult]],
) -> bytes:
    """The document that CI servers read. ``results`` by scenario name."""
    root = ElementTree.Element("testsuites", name="kitka check")
    for verdict in verdicts:
        suite = _suite(scenarios[verdict.scenario], verdict, results.get(verdict.scenario, ()))
        root.append(suite)
    for key in ("tests", "failures", "errors", "skipped"):
        root.set(key, str(sum(int(suite.get(key, "0")) for suite in root)))
    ElementTree.indent(root)
    document: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return document


def _suite(
    scenario: Scenario, verdict: Verdict, results: Sequence[SessionResult]
) -> ElementTree.Element:
    suite = ElementTree.Element("testsuite", name=scenario.name)
    for index, result in enumerate(results, 1):
        name = f"session {index} ({result.device}{', ' + result.label if result.label else ''})"
        case = _case(suite, scenario.name, name, result.duration_s)
        if result.outcome == "completed":
            continue
        by = f" by {result.failed_by}" if result.failed_by else ""
        tag = "error" if result.failed_by == "recorder" else "failure"
        _say(case, tag, f"{result.outcome}{by}", result.error)
    for check in verdict.checks:
        name = f"{check.step or 'scenario'}: {check.what}"
        time = check.value if check.what == "seconds" and check.value is not None else 0.0
        _judged(_case(suite, scenario.name, name, time), check)
    for key, tag in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
        suite.set(key, str(len(suite.findall(f"testcase/{tag}"))))
    suite.set("tests", str(len(suite.findall("testcase"))))
    suite.set("time", f"{sum(r.duration_s for r in results):.3f}")
    return suite


def _judged(case: ElementTree.Element, check: Check) -> None:
    if check.judgement == "broken":
        _say(case, "failure", check.text, "")
    elif check.judgement == "inconclusive":
        # Not "skipped": CI servers show that as green, and a missing measurement is not a pass.
        _say(case, "error", check.text, "")


def _case(
    suite: ElementTree.Element, scenario: str, name: str, seconds: float
) -> ElementTree.Element:
    return ElementTree.SubElement(
        suite, "testcase", classname=scenario, name=_clean(name), time=f"{seconds:.3f}"
    )


def _say(case: ElementTree.Element, tag: str, message: str, detail: str) -> None:
    child = ElementTree.SubElement(case, tag, message=_clean(message))
    child.text = _clean(detail)


def _clean(text: str) -> str:
    return _UNPRINTABLE.sub("�", text)
