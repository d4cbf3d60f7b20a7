"""Recorded documents → one harmless list of events."""

from typing import Any

import pytest

from kitka.analyzer.report.css import rewrite
from kitka.analyzer.report.disarm import Disarmer, asset_mapper
from kitka.analyzer.report.replay import replay_events
from kitka.analyzer.report.source import ReplayPage

STORED = {"https://shop.example/a.png": "A", "https://shop.example/s.svg": "S"}


def address(digest: str) -> str:
    return f"/x/{digest}"


MAPPER = asset_mapper(STORED, address)


def disarm(tag: str, attributes: dict[str, Any], children: tuple[Any, ...] = ()) -> dict[str, Any]:
    node = {"type": 2, "id": 1, "tagName": tag, "attributes": attributes}
    return Disarmer(MAPPER).node({**node, "childNodes": list(children)})


def event(kind: int, at: float, **data: Any) -> dict[str, Any]:
    return {"type": kind, "timestamp": at, "data": data}


def document(page: str, at: float) -> list[dict[str, Any]]:
    node = {"type": 0, "id": 1, "childNodes": []}
    return [event(4, at, href=page, width=9, height=9), event(2, at + 1, node=node)]


def moved(at: float) -> dict[str, Any]:
    return event(3, at, source=1, positions=[])


def play(*pages: ReplayPage) -> list[dict[str, Any]]:
    return replay_events(pages, STORED, address)


@pytest.mark.parametrize(
    ("css", "expected"),
    [
        ("a{b:url(https://shop.example/a.png)}", 'a{b:url("/x/A")}'),
        ("a{b:url( 'https://shop.example/a.png' )}", 'a{b:url("/x/A")}'),
        ("a{b:url(https://evil.example/x)}", 'a{b:url("data:,")}'),
        ("a{b:url(#grad)}", 'a{b:url("#grad")}'),
        ("a{b:url(data:image/png;base64,AA==)}", 'a{b:url("data:image/png;base64,AA==")}'),
        ("a{b:url(data:text/html,x)}", 'a{b:url("data:,")}'),
        ("@import 'https://evil.example/x.css';a{}", "a{}"),
        ('@import url("https://shop.example/s.svg") print;', '@import url("/x/S") print;'),
        (
            'a{b:image-set("https://shop.example/a.png" 1x, "https://evil.example/b" 2x)}',
            'a{b:image-set(url("/x/A") 1x, url("data:,") 2x)}',
        ),
        ("a{content:'curly'}", "a{content:'curly'}"),
    ],
)
def test_css_asks_for_stored_assets_only(css: str, expected: str) -> None:
    assert rewrite(css, MAPPER) == expected


@pytest.mark.parametrize(
    ("tag", "attributes", "expected"),
    [
        ("img", {"src": "https://shop.example/a.png", "onerror": "x()"}, {"src": "/x/A"}),
        ("img", {"src": "https://evil.example/a.png", "alt": "a"}, {"alt": "a"}),
        ("img", {"src": "data:image/png;base64,AA=="}, {"src": "data:image/png;base64,AA=="}),
        ("a", {"href": "javascript:alert(1)", "ping": "https://evil.example"}, {"href": "#"}),
        ("form", {"action": "https://evil.example", "class": "f"}, {"class": "f"}),
        ("iframe", {"srcdoc": "<script>", "src": "https://evil.example"}, {}),
        ("video", {"src": "https://shop.example/a.png", "autoplay": True}, {}),
        ("use", {"xlink:href": "https://shop.example/s.svg#bag"}, {"xlink:href": "/x/S#bag"}),
        ("use", {"href": "#bag"}, {"href": "#bag"}),
        ("div", {"style": "b:url(https://evil.example/x)"}, {"style": 'b:url("data:,")'}),
        ("body", {"ONLOAD": "x()", "background": "https://evil.example/x"}, {}),
        (
            "img",
            {"srcset": "https://shop.example/a.png 1x, https://evil.example/b.png 2x"},
            {"srcset": "/x/A 1x"},
        ),
    ],
)
def test_an_element_loses_what_could_act(
    tag: str, attributes: dict[str, Any], expected: dict[str, Any]
) -> None:
    assert disarm(tag, attributes)["attributes"] == expected


@pytest.mark.parametrize(
    ("tag", "attributes"),
    [
        ("script", {"src": "https://evil.example/x.js"}),
        ("SCRIPT", {}),
        ("base", {"href": "https://evil.example"}),
        ("meta", {"http-equiv": "refresh", "content": "0;url=https://evil.example"}),
        ("link", {"rel": "preload", "href": "https://shop.example/a.png"}),
        ("link", {"rel": "stylesheet", "href": "https://evil.example/x.css"}),
        ("set", {"attributeName": "href", "to": "javascript:alert(1)"}),
    ],
)
def test_an_element_that_only_acts_becomes_an_inert_template(
    tag: str, attributes: dict[str, Any]
) -> None:
    node = disarm(tag, attributes)
    assert (node["tagName"], node["attributes"]) == ("template", {})


def test_an_object_becomes_a_box_of_its_size() -> None:
    node = disarm("object", {"data": "https://evil.example", "width": "9", "class": "o"})
    assert (node["tagName"], node["attributes"]) == ("div", {"width": "9", "class": "o"})


def test_the_text_of_a_style_is_css() -> None:
    text = {"type": 3, "id": 2, "textContent": "a{b:url(https://evil.example/x)}"}
    assert disarm("style", {}, (text,))["childNodes"][0]["textContent"] == 'a{b:url("data:,")}'
    assert disarm("p", {}, (text,))["childNodes"][0] == text


def test_documents_follow_one_another() -> None:
    first = ReplayPage("a", (*document("a", 0), moved(500)))
    second = ReplayPage("b", (*document("b", 1000), moved(1500)))
    assert [one["timestamp"] for one in play(second, first)] == [0, 1, 500, 1000, 1001, 1500]


def test_a_late_change_of_the_document_before_is_not_applied_to_the_next() -> None:
    first = ReplayPage("a", (*document("a", 0), moved(2000)))
    second = ReplayPage("b", tuple(document("b", 1000)))
    assert [one["timestamp"] for one in play(first, second)] == [0, 1, 1000, 1001]


def test_a_document_without_a_full_snapshot_is_left_out() -> None:
    torn = ReplayPage("a", (event(4, 0, href="a", width=1, height=1), moved(10)))
    whole = ReplayPage("b", tuple(document("b", 1000)))
    assert [one["timestamp"] for one in play(torn, whole)] == [1000, 1001]
    assert play(torn) == []


def test_a_mutation_is_disarmed_like_the_snapshot() -> None:
    root = {"type": 2, "id": 2, "tagName": "a", "attributes": {}, "childNodes": []}
    snapshot = event(2, 1, node={"type": 0, "id": 1, "childNodes": [root]})
    added = {"type": 2, "id": 3, "tagName": "script", "attributes": {}, "childNodes": []}
    change = event(
        3, 2, source=0,
        adds=[{"parentId": 2, "nextId": None, "node": added}],
        attributes=[{"id": 2, "attributes": {"href": "javascript:x", "onclick": "x", "id": None}}],
        texts=[], removes=[],
    )  # fmt: skip
    played = play(ReplayPage("a", (event(4, 0, href="a", width=1, height=1), snapshot, change)))
    data = played[2]["data"]
    assert data["adds"][0]["node"]["tagName"] == "template"
    assert data["attributes"][0]["attributes"] == {"href": "#", "id": None}


@pytest.mark.parametrize("source", [7, 9, 10])
def test_media_canvas_and_fonts_are_not_played(source: int) -> None:
    page = ReplayPage("a", (*document("a", 0), event(3, 5, source=source)))
    assert len(play(page)) == 2


def test_what_is_no_rrweb_event_is_left_out() -> None:
    deep: dict[str, Any] = {"type": 2, "id": 1, "tagName": "b", "attributes": {}}
    for _ in range(5000):
        deep = {**deep, "childNodes": [deep]}
    odd = (
        event(3, 2, source=0, adds=[{"parentId": 1}]),
        event(3, 3, source=0, adds=[{"parentId": 1, "node": deep}]),
        event(3, 4, source=0, attributes="x"),
        {"type": 3, "timestamp": 5, "data": None},
        {"timestamp": 6, "data": {}},
    )
    assert [one["timestamp"] for one in play(ReplayPage("a", (*document("a", 0), *odd)))] == [0, 1]
