"""The way of people against the script's."""

import pytest
from msgspec.structs import replace

from kitka.analyzer.analyze import analyze
from kitka.analyzer.session.path import similarity
from kitka.analyzer.study.reference import reference_of
from kitka.recorder.model import Condition, Sighting, Step

STEPS = (
    Step("Product", (Condition(url="/catalogue/*/"),)),
    Step("Basket", (Condition(url="/basket/"),)),
    Step("Placed", (Condition(url="/thank-you/"),)),
)


@pytest.fixture
def scenario(shop):
    return replace(shop, steps=STEPS)


def went(walk, *urls, **session):
    one = walk(**session)
    for place, url in enumerate(urls):
        one.open(10.0 * place, url)
    return one.log()


@pytest.fixture
def reference(walk, scenario):
    log = went(walk, "/", "/catalogue/a_1/", "/basket/", "/thank-you/", actor="script")
    return reference_of([analyze(log, scenario)])


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("abcd", "abcd", 1.0),
        ("abcd", "abxcd", 0.8),
        ("abcd", "wxyz", 0.0),
        ("abcbdab", "bdcaba", 4 / 7),  # LCS of 4 (Cormen et al., figure of the LCS chapter)
        ("", "", 1.0),
        ("", "ab", 0.0),
    ],
)
def test_similarity(one, other, expected):
    assert similarity(one, other) == similarity(other, one) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("/fi/basket/?next=1", "/basket/"),
        ("/en-gb/", "/"),
        ("/fi", "/"),
        ("/catalogue/pack_12/", "/catalogue/*/"),  # by the step's own pattern
        ("/orders/1234/lines/7/", "/orders/*/lines/*/"),
        ("/checkout/step-2/", "/checkout/step-2/"),
        ("/p/bag-48213.html", "/p/bag-*.html"),
        ("/o/3f2504e0-4f89-11d3-9a0c-0305e82c3301", "/o/*"),
        ("/decade/facade/", "/decade/facade/"),
        ("/#/basket", "/#/basket"),
        ("/faq/#price", "/faq/"),
    ],
)
def test_addresses_are_normalised(walk, scenario, url, expected):
    assert analyze(went(walk, url), scenario).views == (expected,)


class TestReference:
    def test_only_completed_scripts_show_the_way(self, walk, scenario):
        lost = analyze(went(walk, "/", "/basket/", actor="script", ended="raised"), scenario)
        person = analyze(went(walk, "/catalogue/a_1/", "/basket/", "/thank-you/"), scenario)
        assert reference_of([lost, person]) is None

    def test_all_views_and_the_shortest_way(self, walk, scenario, reference):
        longer = went(
            walk, "/", "/search/", "/catalogue/b/", "/basket/", "/thank-you/", actor="script"
        )
        both = reference_of([analyze(longer, scenario), analyze(
            went(walk, "/", "/catalogue/a_1/", "/basket/", "/thank-you/", actor="script"), scenario
        )])  # fmt: skip
        assert both.path == reference.path == ("/", "/catalogue/*/", "/basket/", "/thank-you/")
        assert set(both.views) == {*reference.views, "/search/"}
        assert both.hash != reference.hash

    def test_the_same_way_again_changes_nothing(self, walk, scenario, reference):
        again = analyze(
            went(walk, "/fi/", "/catalogue/z_9/", "/basket/", "/thank-you/", actor="script"),
            scenario,
        )
        twice = reference_of([again, again])
        assert (twice.hash, twice.sessions) == (reference.hash, 2)


class TestDetours:
    def test_another_product_in_another_language_is_none(self, walk, scenario):
        globs = ("/**/catalogue/*/", "/**/basket/", "/**/thank-you/")
        steps = [Step(glob, (Condition(url=glob),)) for glob in globs]
        either = replace(scenario, steps=tuple(steps))
        script = went(
            walk, "/en/", "/en/catalogue/a_1/", "/en/basket/", "/en/thank-you/", actor="script"
        )
        person = went(walk, "/fi/", "/fi/catalogue/b/", "/fi/basket/", "/fi/thank-you/")
        shown = reference_of([analyze(script, either)])
        result = analyze(person, either, reference=shown)
        assert (result.path, result.similarity) == ("direct", 1.0)

    def test_direct(self, walk, scenario, reference):
        log = went(walk, "/", "/catalogue/b_2/", "/basket/", "/basket/", "/thank-you/")
        result = analyze(log, scenario, reference=reference)
        assert (result.path, result.detours, result.similarity) == ("direct", (), 1.0)
        assert result.reference == reference.hash

    def test_a_view_that_no_script_showed(self, walk, scenario, reference):
        log = went(
            walk, "/", "/catalogue/b_2/", "/terms/", "/basket/", "/terms/", "/basket/",
            "/thank-you/", "/account/",
        )  # fmt: skip
        result = analyze(log, scenario, reference=reference)
        assert (result.path, result.detours) == ("detours", ("/terms/ at 20 s, 2 times",))
        assert result.similarity == pytest.approx(4 / 7)

    def test_coming_back_is_one_only_without_a_script(self, walk, scenario, reference):
        log = went(walk, "/", "/catalogue/a/", "/", "/catalogue/b/", "/basket/", "/thank-you/")
        alone = analyze(log, scenario)
        assert alone.detours == ("back to / at 20 s", "back to /catalogue/b/ at 30 s")
        assert (alone.path, alone.similarity, alone.reference) == ("detours", None, "")
        assert analyze(log, scenario, reference=reference).path == "direct"

    def test_only_of_people_who_completed(self, walk, scenario, reference):
        stopped = analyze(went(walk, "/", "/terms/"), scenario, reference=reference)
        script = analyze(
            went(walk, "/catalogue/a/", "/basket/", "/thank-you/", actor="script"), scenario
        )
        assert (stopped.path, script.path) == ("", "")

    def test_routes_of_a_single_page_are_views(self, walk, scenario):
        routed = replace(scenario, steps=(Step("Done", (Condition(url="/#/done"),)),))
        log = walk().open(0, "/#/shop").route(5, "/#/basket").route(9, "/#/done")
        log.event(9.1, Sighting, what="selector", value="x")
        assert analyze(log.log(), routed).views == ("/#/shop", "/#/basket", "/#/done")
