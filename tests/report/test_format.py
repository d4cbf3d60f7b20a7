import pytest

from kitka.analyzer.report import format as fmt
from kitka.analyzer.results import Element
from kitka.analyzer.study.scenario_results import Rate


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        (0.04, "0.0 s"),
        (9.94, "9.9 s"),
        (9.96, "10 s"),
        (59.4, "59 s"),
        (59.6, "1 min 00 s"),
        (185, "3 min 05 s"),
        (3600, "1 h 00 min"),
    ],
)
def test_a_duration_reads_naturally_at_every_size(value: float | None, text: str) -> None:
    assert fmt.seconds(value).replace(fmt.NBSP, " ") == text


def test_a_sentence_begins_with_a_capital_and_leaves_quotes_alone() -> None:
    assert fmt.sentence("button “ok” was pressed") == "Button “ok” was pressed"
    assert fmt.sentence("“ok” was pressed") == "“ok” was pressed"
    assert fmt.sentence("") == ""


def test_a_share_needs_five() -> None:
    assert fmt.rate(Rate(3, 4, 0.29, 0.97)).share == ""
    assert fmt.rate(Rate(3, 4, 0.29, 0.97)).interval == ""
    five = fmt.rate(Rate(4, 5, 0.36, 0.98))
    assert (five.count, five.share) == ("4 of 5", f"80{fmt.NBSP}%")
    assert five.interval == f"36–98{fmt.NBSP}%"


def test_a_moment_is_minutes_seconds_tenths() -> None:
    assert [fmt.moment(at) for at in (0, 7.44, 59.97, 751)] == [
        "0:00.0", "0:07.4", "1:00.0", "12:31.0",
    ]  # fmt: skip


def test_who_failed_is_said() -> None:
    assert fmt.outcome("failed", "shop").label == "Failed by shop"
    assert fmt.outcome("failed", "recorder").tone == "void"
    assert fmt.outcome("gave_up").label == "Gave up"


def test_an_element_without_a_name_is_its_selector() -> None:
    named = fmt.element(Element("button", "Continue"))
    bare = fmt.element(Element("", "", "#x"))
    assert named is not None and named.text == "“Continue” button"
    assert bare is not None and bare.text == "element #x"


def test_a_measured_value_shows_its_unit() -> None:
    assert fmt.measured("observed_ms", 2750.0).value == f"2750{fmt.NBSP}ms"
    assert fmt.measured("span_s", 1.13).value == f"1.1{fmt.NBSP}s"
    assert fmt.measured("presses", 4).value == "4"


@pytest.mark.parametrize(
    ("value", "text"), [(2.04, "2.0"), (0.1, "0.1"), (0.0949, "0.09"), (0.004, "0.00")]
)
def test_a_small_priority_keeps_what_tells_it_from_others(value: float, text: str) -> None:
    assert fmt.priority(value) == text
