"""How attempts ended, by whose fault, and what came just before."""

import pytest

from kitka.analyzer.analyze import analyze
from kitka.recorder.model import (
    Crash,
    Form,
    Leave,
    Message,
    OffSite,
    Target,
    Unreachable,
    Visibility,
)

PROCEED = Target("button", "Proceed to checkout", "#proceed", tag="button", interactive=True)
WAY = ["/catalogue/bag_1/", "/basket/"]


def along(walk, **session):
    one = walk(**session)
    for place, url in enumerate(WAY[:2]):
        one.open(5.0 * place, url)
    return one


def ended(log, shop):
    result = analyze(log.log(), shop)
    return result.outcome, result.failed_by


class TestScripts:
    def test_raised_without_a_sign_of_the_shop_is_the_script(self, walk, shop):
        log = along(walk, actor="script", ended="raised", error="TimeoutError: no such button")
        assert ended(log, shop) == ("failed", "script")
        assert analyze(log.log(), shop).error == "TimeoutError: no such button"

    @pytest.mark.parametrize("how", ["raised", "closed", ""])
    def test_a_dead_button_is_the_shop(self, walk, shop, how):
        log = along(walk, actor="script", ended=how).press(9, PROCEED, {})
        assert ended(log, shop) == ("failed", "shop")

    def test_a_friction_of_another_step_is_not(self, walk, shop):
        log = walk(actor="script", ended="raised").open(0, WAY[0]).press(2, PROCEED, {})
        assert ended(log.open(6, WAY[1]), shop) == ("failed", "script")

    def test_error_pages_crashes_and_dead_servers_are_the_shop(self, walk, shop):
        script = {"actor": "script", "ended": "raised"}
        assert ended(along(walk, **script).open(9, "/x", status=502), shop)[1] == "shop"
        assert ended(along(walk, **script).driver(9, Crash), shop)[1] == "shop"
        lost = along(walk, **script).driver(
            9, Unreachable, url="/x", reason="net::ERR_CONNECTION_REFUSED"
        )
        assert ended(lost, shop)[1] == "shop"

    def test_an_old_error_page_explains_nothing(self, walk, shop):
        log = walk(actor="script", ended="raised").open(0, "/x", status=500).open(2, WAY[0])
        log.open(40, WAY[1])
        assert ended(log, shop) == ("failed", "script")

    @pytest.mark.parametrize(
        ("how", "by"), [("recorder", "recorder"), ("interrupted", "recorder"), ("", "recorder")]
    )
    def test_our_own_fault(self, walk, shop, how, by):
        assert ended(along(walk, actor="script", ended=how), shop) == ("failed", by)

    def test_the_shops_last_word_stands_in_the_error(self, walk, shop):
        log = along(walk, actor="script", ended="raised", error="TimeoutError")
        alert = Target("alert", "", ".alert")
        log.event(8, Message, target=alert, text="Not in the order").event(
            8, Form, form="f", target=alert
        )
        result = analyze(log.log(), shop)
        assert (result.failed_by, result.abandoned.after) == ("script", "message")
        assert result.error == "TimeoutError; the shop had said: “Not in the order”"

    def test_another_scripts_error_does_not_blame_the_shop(self, walk, shop):
        from kitka.recorder.model import JsError

        log = along(walk, actor="script", ended="raised").event(8, JsError, message="Script error.")
        assert ended(log, shop) == ("failed", "script")

    def test_completed_stays_completed_whatever_came_after(self, walk, shop):
        from msgspec.structs import replace

        short = replace(shop, steps=shop.steps[:2])
        log = along(walk, actor="script", ended="raised", error="AssertionError")
        result = analyze(log.log(), short)
        assert (result.outcome, result.error, result.abandoned) == (
            "completed",
            "AssertionError",
            None,
        )
        assert result.duration_s == pytest.approx(5.3)


class TestParticipants:
    @pytest.mark.parametrize("how", ["closed", "", "interrupted"])
    def test_not_completed_is_abandoned(self, walk, shop, how):
        assert ended(along(walk, ended=how), shop) == ("abandoned", "")

    def test_recorder(self, walk, shop):
        assert ended(along(walk, ended="recorder"), shop) == ("failed", "recorder")

    def test_off_site_until_they_come_back(self, walk, shop):
        log = along(walk).driver(9, OffSite, origin="https://pay.example", payment=True)
        assert ended(log, shop) == ("off_site", "")
        log.driver(30, OffSite, origin="https://shop.example", away=False).open(29.5, "/checkout/")
        assert ended(log, shop) == ("abandoned", "")

    def test_leaving_for_somewhere_else_is_abandoned(self, walk, shop):
        log = along(walk).driver(9, OffSite, origin="https://news.example")
        assert ended(log, shop) == ("abandoned", "")


class TestAbandonment:
    def test_after_a_friction(self, walk, shop):
        log = along(walk).press(9, PROCEED, {}).event(20, Leave)
        lost = analyze(log.log(), shop).abandoned
        assert (lost.step, lost.after, lost.element.name) == ("Basket", "dead_click", PROCEED.name)
        assert (lost.at_s, lost.since_s) == (pytest.approx(20), pytest.approx(11))
        assert lost.url == "/basket/"

    def test_after_nothing_but_the_last_event(self, walk, shop):
        log = along(walk).press(9, PROCEED, {"mutation": 30}).event(12, Leave)
        lost = analyze(log.log(), shop).abandoned
        assert (lost.after, lost.since_s) == ("click", pytest.approx(3))

    def test_an_old_friction_elsewhere_is_not_the_reason(self, walk, shop):
        log = (
            walk()
            .open(0, WAY[0])
            .press(2, PROCEED, {})
            .open(60, WAY[1])
            .press(70, PROCEED, {"mutation": 9})
        )
        assert analyze(log.log(), shop).abandoned.after == "click"

    def test_the_end_is_when_the_shop_was_last_seen(self, walk, shop):
        log = along(walk).event(9, Visibility, state="hidden").event(4000, Leave)
        result = analyze(log.log(), shop)
        assert result.abandoned.at_s == result.duration_s == pytest.approx(9)

    def test_without_any_event(self, walk, shop):
        lost = analyze(walk().log(), shop).abandoned
        assert (lost.step, lost.element, lost.after, lost.at_s) == ("", None, "", 0)
