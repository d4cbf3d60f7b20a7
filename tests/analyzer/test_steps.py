"""Recognising steps from what the pages showed."""

import pytest
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.analyzer.session.conditions import url_matches
from kitka.recorder.model import Condition, Request, Sighting, Step, StepMark, Vital


@pytest.mark.parametrize(
    ("glob", "url", "expected"),
    [
        ("/basket/", "/basket/", True),
        ("/basket/", "/basket", False),
        ("/basket/", "/basket/?next=1", True),
        ("/catalogue/*/", "/catalogue/bag_1/", True),
        ("/catalogue/*/", "/catalogue/bags/bag_1/", False),
        ("/catalogue/**", "/catalogue/bags/bag_1/", True),
        ("/**/thank-you", "/fi/checkout/thank-you", True),
        ("/search?q=*", "/search?q=bag", True),
        ("/search?q=*", "/search?page=2", False),
        ("/search?q=*", "/searchXq=bag", False),
        ("/a.b", "/aXb", False),
        ("/", "/#/basket", True),
        ("/#/basket", "/#/basket", True),
        ("/#/basket", "/#/checkout", False),
    ],
)
def test_url_globs(glob, url, expected):
    assert url_matches(glob, url) is expected


def scenario(shop, *steps):
    return replace(shop, steps=steps)


def step(name, *conditions, optional=False):
    return Step(name, conditions, optional=optional)


def at(result):
    return {s.name: s.at_s for s in result.steps if s.reached}


def see(walk, at_s, value, present=True, what="selector"):
    return walk.event(at_s, Sighting, what=what, value=value, present=present)


HOME, DONE = step("Home", Condition(url="/")), step("Done", Condition(url="/done"))


class TestConditions:
    def test_keys_are_and(self, walk, shop):
        both = step("Form", Condition(url="/pay", selector="#form"))
        log = walk().open(0, "/").open(2, "/pay")
        assert at(analyze(log.log(), scenario(shop, HOME, both))) == {"Home": pytest.approx(0.3)}
        see(see(log, 2.5, "#form", False), 4.0, "#form")
        assert at(analyze(log.log(), scenario(shop, HOME, both)))["Form"] == pytest.approx(4.0)

    def test_a_list_is_or(self, walk, shop):
        either = step("Pay", Condition(url="/pay"), Condition(url="/preview", selector="#pay"))
        log = see(walk().open(0, "/").open(2, "/preview"), 3, "#pay").open(5, "/pay")
        assert at(analyze(log.log(), scenario(shop, HOME, either)))["Pay"] == pytest.approx(3.0)

    def test_a_sighting_counts_in_its_own_view_only(self, walk, shop):
        both = step("Form", Condition(url="/pay", selector="#form"))
        log = see(walk().open(0, "/"), 1, "#form").open(2, "/pay")
        assert "Form" not in at(analyze(log.log(), scenario(shop, HOME, both)))

    def test_not_needs_to_know_of_the_absence(self, walk, shop):
        review = step("Review", Condition(url="/preview", excluded=Condition(selector="#errors")))
        log = walk().open(0, "/").open(2, "/preview")
        assert "Review" not in at(analyze(log.log(), scenario(shop, HOME, review)))
        see(log, 3, "#errors", True)
        assert "Review" not in at(analyze(log.log(), scenario(shop, HOME, review)))
        see(log, 4, "#errors", False)
        assert at(analyze(log.log(), scenario(shop, HOME, review)))["Review"] == pytest.approx(4.0)

    def test_not_by_address_is_always_known(self, walk, shop):
        product = step("Product", Condition(url="/shop/*", excluded=Condition(url="/shop/search")))
        log = walk().open(0, "/shop/search").open(2, "/shop/bag")
        assert at(analyze(log.log(), scenario(shop, product)))["Product"] == pytest.approx(2.3)

    def test_text_and_datalayer(self, walk, shop):
        bought = step("Bought", Condition(text="Thank you", datalayer="purchase"))
        log = see(walk().open(0, "/"), 1, "Thank you", what="text")
        see(log, 2, "purchase", what="datalayer")
        assert at(analyze(log.log(), scenario(shop, bought))) == {"Bought": pytest.approx(2.0)}


class TestOrder:
    def test_first_match_after_the_step_before(self, walk, shop):
        steps = (step("List", Condition(url="/list")), step("Bag", Condition(url="/bag")))
        again = step("List again", Condition(url="/list"))
        log = walk().open(0, "/bag").open(2, "/list").open(4, "/bag").open(6, "/list")
        found = at(analyze(log.log(), scenario(shop, *steps, again)))
        assert found == {k: pytest.approx(v) for k, v in
                         {"List": 2.3, "Bag": 4.3, "List again": 6.3}.items()}  # fmt: skip

    def test_the_same_thing_twice_needs_a_second_view(self, walk, shop):
        twice = (step("One", Condition(url="/a")), step("Two", Condition(url="/a")))
        log = walk().open(0, "/a")
        assert list(at(analyze(log.log(), scenario(shop, *twice)))) == ["One"]
        assert list(at(analyze(log.open(3, "/a").log(), scenario(shop, *twice)))) == ["One", "Two"]

    def test_one_view_may_reach_two_steps(self, walk, shop):
        steps = (step("Checkout", Condition(url="/c/**")), step("Pay", Condition(url="/c/pay")))
        assert len(at(analyze(walk().open(0, "/c/pay").log(), scenario(shop, *steps)))) == 2

    def test_optional_may_be_skipped_but_counts_in_its_place(self, walk, shop):
        steps = (HOME, step("Voucher", Condition(url="/voucher"), optional=True), DONE)
        skipped = analyze(walk().open(0, "/").open(2, "/done").log(), scenario(shop, *steps))
        assert (skipped.outcome, list(at(skipped))) == ("completed", ["Home", "Done"])
        taken = walk().open(0, "/").open(2, "/voucher").open(4, "/done").log()
        assert list(at(analyze(taken, scenario(shop, *steps)))) == ["Home", "Voucher", "Done"]
        late = walk().open(0, "/").open(2, "/done").open(4, "/voucher").log()
        assert list(at(analyze(late, scenario(shop, *steps)))) == ["Home", "Done"]

    def test_a_mandatory_step_blocks_and_says_so(self, walk, shop):
        steps = (HOME, step("Basket", Condition(url="/basket")), DONE)
        result = analyze(walk().open(0, "/").open(2, "/done").log(), scenario(shop, *steps))
        assert result.outcome == "abandoned"
        assert "“Basket”" in result.steps[2].error and "2.3 s" in result.steps[2].error
        assert "“Basket” was never reached" in result.error


class TestNumbers:
    def test_duration_machine_vitals_and_address(self, walk, shop):
        from kitka.recorder.model import Target

        press = Target("link", "Bag", "a.bag", interactive=True)
        log = walk().open(1, "/", 400).press(5.0, press, {"unloading": 10})
        log.open(5.02, "/done?x=1", 1500).event(8, Vital, name="LCP", value=1200)
        home, done = analyze(log.log(), scenario(shop, HOME, DONE)).steps
        assert (home.duration_s, home.machine_s) == (pytest.approx(1.4), pytest.approx(0.4))
        assert done.duration_s == pytest.approx(6.52 - 1.4)
        assert done.machine_s == pytest.approx(1.52)  # from the press to the ready document
        assert done.vitals == {"LCP": 1200} and done.url == "/done?x=1"

    def test_requests_of_a_press_count_once_where_they_overlap(self, walk, shop):
        from kitka.recorder.model import Target

        press = Target("button", "Add", "#add", interactive=True)
        log = walk().open(0, "/").press(2.0, press, {"request": 5, "mutation": 900})
        log.event(2.0, Request, url="/a", duration_ms=800, click=0)
        log.event(2.5, Request, url="/b", duration_ms=500, click=0)
        log.event(
            2.5, Request, url="https://t.example", duration_ms=9000, click=0, third_party=True
        )
        added = step("Added", Condition(selector=".added"))
        result = analyze(see(log, 4.0, ".added").log(), scenario(shop, HOME, added))
        assert result.steps[1].machine_s == pytest.approx(1.0)

    def test_what_the_script_said(self, walk, shop):
        log = (
            walk(actor="script")
            .open(0, "/")
            .driver(0.5, StepMark, name="Home", duration_ms=480, screenshot="ab12")
        )
        log.driver(1.5, StepMark, name="Done", duration_ms=900)
        result = analyze(log.log(), scenario(shop, HOME, DONE))
        assert (result.steps[0].marked_s, result.steps[0].screenshot) == (0.48, "ab12")
        assert result.drifted == ("Done",) and "drifted" in result.error
        assert (result.outcome, result.failed_by) == ("failed", "script")
