"""Each vendor's detector as it is published, on the same presses."""

import pytest
from walks.builder import button, entry, link

from kitka.analyzer.analyze import analyze
from kitka.analyzer.study.presets import SHARED, UnknownPreset, presets, rules_of
from kitka.recorder.model import JsError

BUY = button("Buy")
VENDORS = sorted(presets())


@pytest.fixture
def found(shop):
    """``found(walk, "posthog")``: the rules that fired."""

    def judge(walk, vendor):
        result = analyze(walk.log(), shop, rules_of(vendor))
        assert result.not_applicable == {}
        return [friction.rule for friction in result.frictions]

    return judge


def pressed(walk, times, gap_s, target=BUY, after=None, **more):
    one = walk().open(0, "/")
    for place in range(times):
        one.press(2 + place * gap_s, target, dict(after or {}), **more)
    return one


def vendors_that(found, walk, rule):
    return {vendor for vendor in VENDORS if rule in found(walk, vendor)}


def test_there_are_the_five_that_publish_their_rules():
    assert VENDORS == ["datadog", "highlight", "openreplay", "posthog", "sentry"]
    assert {rule.id for vendor in VENDORS for rule in rules_of(vendor)} == set(SHARED)


def test_unknown_preset_names_those_there_are():
    with pytest.raises(UnknownPreset, match="there are datadog, highlight"):
        rules_of("hotjar")


class TestRage:
    def test_three_alive_presses_half_a_second_apart(self, walk, found):
        stepper = pressed(walk, 3, 0.45, after={"mutation": 20})
        assert vendors_that(found, stepper, "rage_click") == {"posthog", "datadog"}

    def test_three_dead_ones_within_seven_seconds_are_sentrys_too(self, walk, found):
        dead = pressed(walk, 3, 3.2, observed_ms=7000)
        assert vendors_that(found, dead, "rage_click") == {"sentry"}

    def test_openreplay_wants_them_within_300_ms(self, walk, found):
        fast = pressed(walk, 3, 0.2, after={"mutation": 20})
        assert vendors_that(found, fast, "rage_click") == {"posthog", "datadog", "openreplay"}

    def test_highlight_wants_five_within_eight_pixels(self, walk, found):
        five = pressed(walk, 5, 0.9, after={"mutation": 20})
        assert "highlight" in vendors_that(found, five, "rage_click")
        four = pressed(walk, 4, 0.9, after={"mutation": 20})
        assert "highlight" not in vendors_that(found, four, "rage_click")

    def test_datadog_leaves_out_selecting_posthog_does_not(self, walk, found):
        selecting = pressed(walk, 3, 0.3, after={"selection": 10})
        assert vendors_that(found, selecting, "rage_click") == {"posthog"}

    def test_posthog_measures_manhattan_from_the_press_before(self, walk, found):
        one = walk().open(0, "/")
        for place in range(3):
            one.press(2 + place * 0.4, BUY, {"mutation": 9}, x=100 + 18 * place, y=300 + 18 * place)
        assert vendors_that(found, one, "rage_click") == {"datadog"}  # 25 px straight, 36 in steps


class TestDead:
    def test_each_vendor_waits_its_own_time(self, walk, found):
        late = pressed(walk, 1, 1, after={"mutation": 1500})
        assert vendors_that(found, late, "dead_click") == {"openreplay"}
        later = pressed(walk, 1, 1, after={"mutation": 3400}, observed_ms=7000)
        assert vendors_that(found, later, "dead_click") == {"posthog", "sentry", "openreplay"}

    def test_what_was_not_watched_for_long_enough_is_not_reported(self, walk, found):
        short = pressed(walk, 1, 1, observed_ms=1000)
        assert vendors_that(found, short, "dead_click") == set()

    def test_links_and_fields_as_each_vendor_has_it(self, walk, found):
        a_link = pressed(walk, 1, 1, target=link("Terms"), observed_ms=7000)
        assert vendors_that(found, a_link, "dead_click") == {"sentry", "openreplay"}
        field = pressed(walk, 1, 1, target=entry("Voucher"), observed_ms=7000)
        assert vendors_that(found, field, "dead_click") == {"posthog"}

    def test_a_pending_request_is_alive_for_datadog_only(self, walk, found):
        pending = pressed(walk, 1, 1, after={"request": 5}, observed_ms=7000)
        assert vendors_that(found, pending, "dead_click") == {"posthog", "sentry", "openreplay"}


def test_error_click_is_datadogs_alone(walk, found):
    thrown = pressed(walk, 1, 1, after={"mutation": 5}).event(
        5.0, JsError, message="TypeError: x is undefined", click=0
    )
    assert vendors_that(found, thrown, "error_click") == {"datadog"}
