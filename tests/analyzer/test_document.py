"""The JSON document is what its schema says, and the schema catches what is broken."""

import copy
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.analyzer.document import document
from kitka.analyzer.study.reviews import with_standings
from kitka.analyzer.study.summarize import summarize
from kitka.recorder.model import Exclusion, Leave, Review, Sighting, Target

BUTTON = Target("button", "Go", "#go", tag="button", interactive=True)
SCHEMA = json.loads(
    (Path(__file__).parent.parent.parent / "docs/analyze.schema.json").read_text("utf-8")
)


@pytest.fixture(scope="module")
def whole(read_recording, recording_names, shop, walk):
    results = []
    for place, name in enumerate(recording_names):
        recording = read_recording(name)
        result = analyze(recording.log, recording.scenario)
        results.append(replace(result, id=f"s{place}"))
    done = walk(id="done", actor="script")
    for place, url in enumerate(
        ["/catalogue/b/", "/basket/", "/checkout/shipping-address/", "/checkout/shipping-method/",
         "/checkout/payment-details/", "/checkout/preview/"]
    ):  # fmt: skip
        done.open(2.0 * place, url)
    done.event(11.5, Sighting, what="selector", value="#place-order").open(
        13, "/checkout/thank-you/"
    )
    results.append(analyze(done.log(), shop))
    assert results[-1].outcome == "completed"
    results.append(analyze(walk(id="raised", actor="script", ended="raised").log(), shop))
    about = {"study": "st", "study_version": "v1", "pseudonym": "P01", "language": "fi", "task": 0}
    stopped = walk(id="stopped", said="stop", **about).open(0, "/").press(4, BUTTON, {})
    results.append(analyze(stopped.event(30, Leave).log(), shop))
    out = Exclusion("a colleague", "me", 1.0)
    results.append(analyze(walk(id="out", said="done", excluded=out, **about).log(), shop))
    aided = replace(analyze(walk(id="aided").log(), shop), outcome="completed", abandoned=None,
                    failed_by="", path="detours", detours=("/terms/ at 3 s",), similarity=0.75,
                    assisted=True, said="done")  # fmt: skip
    results.append(aided)
    reports = with_standings(summarize(results, shop), said_of(results, shop), results,
                             {shop.name: shop})  # fmt: skip
    return document(results, reports)


def said_of(results, shop):
    """Everything is planned, but what was said to be mended before anything was recorded."""
    found = [f for report in summarize(results, shop) for f in report.findings]
    return [
        Review(f"r{n}", f.id, shop.name, f.places, "mended" if n % 2 else "planned", "MK", "Done.",
               at=1.0)
        for n, f in enumerate(found)
    ]  # fmt: skip


@pytest.fixture(scope="module")
def validator():
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


def test_real_output_is_valid(whole, validator):
    whole = json.loads(json.dumps(whole, allow_nan=False))
    assert [f"{e.json_path}: {e.message}" for e in validator.iter_errors(whole)] == []
    assert len(whole["findings"]) > 10
    assert {s["actor"] for s in whole["scenarios"]} == {"script", "participant"}


def test_what_the_contract_promises_is_there(whole):
    session = whole["sessions"][0]
    assert {
        "id",
        "scenario",
        "actor",
        "outcome",
        "label",
        "device",
        "steps",
        "frictions",
        "abandoned",
    } <= set(session)
    assert {"name", "reached", "at_s", "duration_s"} <= set(session["steps"][0])
    assert {"rule", "step", "element", "at_s", "cost_s", "evidence"} <= set(session["frictions"][0])
    assert {"step", "element", "after"} <= set(session["abandoned"])
    finding = whole["findings"][0]
    assert {"rule", "step", "element", "sessions", "of", "cost_s", "priority"} <= set(finding)


def test_what_only_people_have_is_there(whole):
    sessions = {session["id"]: session for session in whole["sessions"]}
    assert sessions["done"]["person"] is None
    stopped = sessions["stopped"]
    assert (stopped["outcome"], stopped["person"]["said"]) == ("gave_up", "stop")
    assert stopped["abandoned"]["friction"] == "dead_click"
    assert stopped["abandoned"]["friction_s"] == 26.0
    assert sessions["out"]["person"]["excluded"] == {"reason": "a colleague", "who": "me", "at": 1}
    assert sessions["aided"]["person"]["detours"] == ["/terms/ at 3 s"]
    study = next(s for s in whole["scenarios"] if s["cohort"] == "study st version v1 · silent")
    assert study["counted"] == {"n": 1, "total": 2, "left_out": {"recorder": 1}}
    assert study["said"] == {"stop": 1} and study["time"] is None


def test_where_a_finding_stands_is_there(whole):
    standings = [finding["standing"] for finding in whole["findings"]]
    assert {"planned", "open"} <= {one["status"] for one in standings}
    again = next(one for one in standings if one["mended"] and one["mended"]["reopened_by"])
    assert again["status"] == "open" and again["mended"]["since"] == 1.0
    stopped = next(s for s in whole["sessions"] if s["id"] == "stopped")
    dead = next(f for f in whole["findings"] if "stopped" in f["session_ids"])
    assert dead["lost_session_ids"] == ["stopped"]
    assert dead["first_seen"] == {"label": "", "at": stopped["started"]}
    assert stopped["frictions"][0]["where"] == "/" and stopped["excepted"] == 0


def shortened(whole):
    """With one finding, and no more sessions than there are ways to break one."""
    sessions = whole["sessions"]
    stumbled = next(s for s in sessions if s["frictions"])
    person = next(s for s in sessions if s["id"] == "out")
    return whole | {"sessions": [sessions[0], stumbled, person], "findings": whole["findings"][:1]}


def breakages(whole):
    def broken(change):
        other = copy.deepcopy(whole)
        change(other)
        return other

    friction = next(i for i, s in enumerate(whole["sessions"]) if s["frictions"])
    yield broken(lambda d: d.update(extra=1))
    yield broken(lambda d: d.pop("findings"))
    yield broken(lambda d: d["sessions"][0].update(outcome="finished"))
    yield broken(lambda d: d["sessions"][0].update(actor="bot"))
    yield broken(lambda d: d["sessions"][0].update(abandoned=None))
    yield broken(lambda d: d["sessions"][0]["steps"][0].update(at_s="4"))
    yield broken(lambda d: d["sessions"][0]["steps"][0].update(reached=True, at_s=None))
    yield broken(lambda d: d["sessions"][friction]["frictions"][0].update(cost_s=-1))
    yield broken(lambda d: d["sessions"][friction]["frictions"][0].pop("evidence"))
    yield broken(
        lambda d: d["sessions"][friction]["frictions"][0].update(element={"role": "button"})
    )
    yield broken(lambda d: d["findings"][0].update(sessions=0))
    yield broken(lambda d: d["findings"][0]["standing"].update(status="not a problem"))
    yield broken(lambda d: d["findings"][0].pop("lost_session_ids"))
    yield broken(lambda d: d["scenarios"][0]["completion"].update(low=-0.1))
    yield broken(lambda d: d["scenarios"][0].pop("counted"))
    yield broken(lambda d: d["scenarios"][-1]["counted"].update(left_out={"too slow": 1}))
    person = next(i for i, s in enumerate(whole["sessions"]) if s["id"] == "out")
    yield broken(lambda d: d["sessions"][person].update(person=None))
    yield broken(lambda d: d["sessions"][person]["person"].update(name="Maija"))
    yield broken(lambda d: d["sessions"][person]["person"].update(said="perhaps"))
    yield broken(lambda d: d["sessions"][person]["person"]["excluded"].pop("who"))


def test_broken_documents_fail(whole, validator):
    short = shortened(whole)
    assert validator.is_valid(short)
    for number, other in enumerate(breakages(short)):
        assert not validator.is_valid(other), number
