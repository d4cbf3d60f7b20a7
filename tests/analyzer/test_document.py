"""The JSON document is what its schema says, and the schema catches what is broken."""

import copy
import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.analyzer.document import document
from kitka.analyzer.summarize import summarize

SCHEMA = json.loads(
    (Path(__file__).parent.parent.parent / "docs/analyze.schema.json").read_text("utf-8")
)


@pytest.fixture
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
    from kitka.recorder.model import Sighting

    done.event(11.5, Sighting, what="selector", value="#place-order").open(
        13, "/checkout/thank-you/"
    )
    results.append(analyze(done.log(), shop))
    assert results[-1].outcome == "completed"
    results.append(analyze(walk(id="raised", actor="script", ended="raised").log(), shop))
    return document(results, summarize(results, shop))


def validator():
    Draft202012Validator.check_schema(SCHEMA)
    return Draft202012Validator(SCHEMA)


def test_real_output_is_valid(whole):
    whole = json.loads(json.dumps(whole, allow_nan=False))
    assert [f"{e.json_path}: {e.message}" for e in validator().iter_errors(whole)] == []
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
    yield broken(lambda d: d["scenarios"][0]["completion"].update(low=-0.1))


def test_broken_documents_fail(whole):
    for number, other in enumerate(breakages(whole)):
        assert not validator().is_valid(other), number
