"""Sessions of people: what the log shows beside what they said, and what came just before."""

import pytest
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.recorder.model import (
    Aside,
    Change,
    Console,
    Exclusion,
    Gap,
    JsError,
    Leave,
    OffSite,
    Request,
    Said,
    Sighting,
    Submit,
    Target,
)

WAY = [
    "/catalogue/bag_1/", "/basket/", "/checkout/shipping-address/", "/checkout/shipping-method/",
    "/checkout/payment-details/", "/checkout/preview/",
]  # fmt: skip
PAY = Target("button", "Pay", "#pay", tag="button", interactive=True)
TERMS = Target("link", "Terms", "a.terms", tag="a", interactive=True)
FORM = Target("form", "", "form#pay", tag="form")


def along(walk, until=2, **session):
    one = walk(**session)
    for place, url in enumerate(WAY[:until]):
        one.open(5.0 * place, url)
    return one


def bought(walk, **session):
    one = along(walk, 6, **session).event(26, Sighting, what="selector", value="#place-order")
    return one.open(30, "/checkout/thank-you/")


def judged(log, shop):
    result = analyze(log.log(), shop)
    return result.outcome, result.said, result.mistaken


class TestSaid:
    def test_stop_and_leave_are_giving_up(self, walk, shop):
        for what in ("stop", "leave"):
            log = along(walk).event(9, Said, what=what)
            assert judged(log, shop) == ("gave_up", what, False)
            assert judged(along(walk, said=what), shop) == ("gave_up", what, False)

    def test_done_without_success_is_mistaken(self, walk, shop):
        assert judged(along(walk, said="done"), shop) == ("abandoned", "done", True)

    def test_who_completed_has_whatever_was_said(self, walk, shop):
        for what in ("done", "stop", "leave", ""):
            assert judged(bought(walk, said=what), shop) == ("completed", what, False)

    def test_the_server_knows_better(self, walk, shop):
        log = along(walk, said="stop").event(9, Said, what="done")
        assert judged(log, shop) == ("gave_up", "stop", False)

    def test_nobody_is_mistaken_where_the_recorder_failed(self, walk, shop):
        assert judged(along(walk, ended="recorder", said="done"), shop)[0::2] == ("failed", False)

    def test_idle_is_abandoned(self, walk, shop):
        assert judged(along(walk, ended="idle"), shop) == ("abandoned", "", False)

    def test_nothing_heard_of_any_page_is_the_recorder(self, walk, shop):
        silent = walk(ended="closed", said="done").driver(1, Console, level="recorder", text="x")
        result = analyze(silent.log(), shop)
        assert (result.outcome, result.failed_by, result.mistaken) == ("failed", "recorder", False)

    def test_still_open(self, walk, shop):
        assert analyze(along(walk, ended="").log(), shop).open
        assert not analyze(along(walk).log(), shop).open


class TestOffSite:
    """Without a driver."""

    def test_the_page_knew_where_the_press_led(self, walk, shop):
        log = along(walk, 5).press(24, PAY, {"unloading": 4.0})
        log.event(24.01, OffSite, origin="https://pay.example", payment=True).event(24.9, Leave)
        assert judged(log, shop)[0] == "off_site"

    def test_back_without_a_word_of_leaving(self, walk, shop):
        log = along(walk, 5).press(24, PAY, {"unloading": 4.0}).event(24.9, Leave)
        log.open(60, "/checkout/payment-details/")
        log.event(60.2, OffSite, origin="https://pay.example", away=False, payment=True)
        assert judged(log, shop)[0] == "abandoned"

    def test_stop_after_coming_back_is_giving_up(self, walk, shop):
        log = along(walk, 5).press(24, PAY, {"unloading": 4.0})
        log.event(24.01, OffSite, origin="https://pay.example", payment=True).event(24.9, Leave)
        log.open(60, "/checkout/payment-details/").event(70, Said, what="stop")
        assert judged(log, shop)[0] == "gave_up"

    def test_a_redirect_of_the_shops_own(self, walk, shop):
        log = along(walk, 5).press(24, PAY, {"unloading": 4.0})
        log.event(24.005, Submit, form="pay", target=FORM, via=PAY).event(27, Leave)
        assert judged(log, shop)[0] == "off_site"
        log.open(60, "/checkout/preview/")
        assert judged(log, shop)[0] == "abandoned"

    def test_by_the_enter_key(self, walk, shop):
        sent = along(walk, 5).event(24, Submit, form="pay", target=FORM).event(26, Leave)
        assert judged(sent, shop)[0] == "off_site"
        refused = along(walk, 5).event(24, Submit, form="pay", target=FORM, refused="native")
        assert judged(refused.event(26, Leave), shop)[0] == "abandoned"

    @pytest.mark.parametrize(
        "how", ["no press", "answered", "later", "link", "early", "no payment"]
    )
    def test_closing_the_tab_is_abandoned(self, walk, shop, how):
        log = along(walk, 2 if how == "early" else 5)
        after = {"mutation": 40.0} if how == "answered" else {"unloading": 4.0}
        if how != "no press":
            log.press(24, TERMS if how == "link" else PAY, after)
        log.event(60 if how == "later" else 25, Leave)
        scenario = replace(shop, payment_origins=()) if how == "no payment" else shop
        assert judged(log, scenario)[0] == "abandoned"

    def test_a_trip_that_was_called_off(self, walk, shop):
        log = along(walk, 5).press(24, PAY, {"mutation": 40.0})
        log.event(24.01, OffSite, origin="https://pay.example", payment=True)
        log.press(25.5, PAY, {"mutation": 40.0})
        assert judged(log, shop)[0] == "off_site"  # pressed again while it took its time
        log.event(30, Change, target=Target("textbox", "Card", "#card"))
        assert judged(log, shop)[0] == "abandoned"

    def test_scripts_have_a_driver_and_nothing_is_inferred(self, walk, shop):
        log = along(walk, 5, actor="script", ended="raised").press(24, PAY, {"unloading": 4.0})
        assert judged(log.event(24.9, Leave), shop)[0] == "failed"


class TestAbandoned:
    def test_names_step_view_element_friction_and_seconds(self, walk, shop):
        log = walk().open(0, WAY[0]).open(5, WAY[1], title="Your basket").press(9, PAY, {})
        log.press(14, TERMS, {"mutation": 20.0}).event(40, Said, what="stop").event(41, Leave)
        lost = analyze(log.log(), shop).abandoned
        assert (lost.step, lost.url, lost.title) == ("Basket", "/basket/", "Your basket")
        assert (lost.element.name, lost.friction) == ("Terms", "dead_click")
        assert (lost.friction_s, lost.at_s) == (pytest.approx(31), pytest.approx(40))

    def test_an_old_friction_is_told_and_explains_nothing(self, walk, shop):
        log = walk().open(0, WAY[0]).press(2, PAY, {}).open(60, WAY[1])
        lost = analyze(
            log.press(70, TERMS, {"mutation": 9.0}).event(71, Leave).log(), shop
        ).abandoned
        assert (lost.after, lost.friction) == ("click", "dead_click")
        assert lost.friction_s == pytest.approx(69)

    def test_asides_are_no_time_in_between(self, walk, shop):
        log = along(walk).press(9, PAY, {}).event(12, Aside, what="pause", state="begin")
        log.event(72, Aside, what="pause", state="end").event(80, Said, what="stop")
        assert analyze(log.log(), shop).abandoned.friction_s == pytest.approx(11)

    def test_the_task_bar_explains_nothing(self, walk, shop):
        log = along(walk).press(9, PAY, {"mutation": 9.0})
        log.event(12, Aside, what="menu", state="begin").event(14, Said, what="stop")
        lost = analyze(log.log(), shop).abandoned
        assert (lost.after, lost.since_s) == ("click", pytest.approx(3))

    def test_a_researcher_ended_it(self, walk, shop):
        log = along(walk).note(20, "end").event(90, Leave).log()
        assert analyze(log, shop).abandoned.at_s == 20

    def test_said_on_a_page_of_the_study(self, walk, shop):
        log = along(walk, said="stop", said_at=walk().session.started + 30_000).event(90, Leave)
        assert analyze(log.log(), shop).abandoned.at_s == pytest.approx(30)


class TestRecordersOwnTroubles:
    @pytest.mark.parametrize(
        "source",
        ["https://shop.example/kitka.js", "https://k.example/kitka/0123456789ab/taskbar.js:1:2"],
    )
    def test_errors_of_our_scripts_are_not_the_shops(self, walk, shop, source):
        log = along(walk).event(8, JsError, message="TypeError: x", source=source, line=1)
        assert analyze(log.log(), shop).frictions == ()

    def test_a_server_of_ours_that_is_down_is_not_the_shop(self, walk, shop):
        log = along(walk).event(
            8, Request, url="/kitka/batches", method="POST", failed=True, duration_ms=9
        )
        log.event(9, Request, url="/kitkat/", method="POST", status=500)
        assert [f.evidence.values["subject"] for f in analyze(log.log(), shop).frictions] == [
            "POST /kitkat/"
        ]


def test_help_is_marked(walk, shop):
    assert analyze(bought(walk).note(4, "assist").log(), shop).assisted
    assert not analyze(bought(walk).note(400, "assist").log(), shop).assisted


def test_what_is_known_of_the_session_stands_in_the_result(walk, shop):
    about = {
        "pseudonym": "P07", "study": "st", "study_version": "v", "task": 1, "language": "fi",
        "protocol": "think_aloud", "pilot": True, "automated": True,
        "excluded": Exclusion("a colleague", "me", 1.0),
    }  # fmt: skip
    log = replace(along(walk, **about).log(), gaps=(Gap("p00", "replay", (3, 4)),))
    result = analyze(log, shop)
    assert {name: getattr(result, name) for name in about} == about
    assert (result.replay_gaps, result.gaps) == (2, 0)
