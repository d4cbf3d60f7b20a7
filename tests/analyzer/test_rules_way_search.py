"""Searching again and again: what is a search, in the address, in place, and as one types."""

import pytest
from walks.builder import Walk, button, link
from walks.way import SEARCH, search
from walks.way_judged import WAY, found, rules

from kitka.analyzer.analyze import analyze
from kitka.analyzer.session.timeline import Timeline
from kitka.analyzer.way.searches import searches
from kitka.recorder.model import Blur, Change, FieldState, Request, Target


class TestSearchStruggle:
    def test_counts_different_words_from_the_first_search_on(self, read_recording):
        recording = read_recording("search_struggle.fires")
        (struggle,) = analyze(recording.log, recording.scenario, WAY).frictions
        assert struggle.evidence.values == {"searches": 4, "subject": "/haku/"}
        assert struggle.element.name == "Haku" and struggle.step == "Product"

    @pytest.mark.parametrize("key", ["q", "query", "search", "s", "haku", "sok", "suche"])
    def test_by_the_usual_names_in_addresses(self, key):
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("bag", "sack", "pack")):
            walk.open(4.0 + 8 * place, f"/find?{key}={word}")
        assert rules(walk) == ["search_struggle"]

    def test_two_are_none_and_the_same_word_again_is_the_same(self):
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("bag", "sack", "Bag", "sack")):
            walk.open(4.0 + 8 * place, f"/find?q={word}")
        assert rules(walk) == []

    def test_in_a_page_that_stays(self):
        walk = Walk().open(0.2, "/")
        for place in range(3):
            walk.event(4.0 + 8 * place, Change, target=SEARCH)
        assert rules(walk) == ["search_struggle"]
        (first, *_) = searches(Timeline(walk.log()))
        assert (first.term, first.element.name) == ("", "Haku")

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            (("sack", "pack"), ["search_struggle"]),
            (("sack", "sack"), []),  # the same once more
            (("", ""), []),  # the request does not say for what
        ],
    )
    def test_where_only_the_first_search_changes_the_address(self, words, expected):
        go = button("Search")
        state = FieldState(key="q", target=SEARCH, filled=True)
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("bag", *words)):
            at_s = 4.0 + 8 * place
            walk.press(at_s, go, {"request": 9.0, "mutation": 40.0})
            walk.submit(at_s, "search", go, (state,))
            url = f"/find?q={word}" if word else "/find"
            walk.event(at_s + 0.01, Request, url=url, status=200, click=place)
            if place == 0:
                walk.route(at_s + 0.03, url)
        assert rules(walk) == expected

    def typing(self, name, after, corrections=0, opened=False):
        """Other words in a field that keeps the focus: one change, one visit."""
        field = Target("combobox", name, "header input", tag="input", type="text", text_entry=True)
        walk = Walk().open(0.2, "/").press(3.0, field, {"focus": 0.0})
        walk.event(3.4, Change, target=field)
        for at_s in (9.0, 15.0):
            walk.press(at_s, field, dict(after))
            if opened:
                walk.press(at_s + 4, link("Bag"), {"mutation": 4}).route(at_s + 4.1, f"/p/{at_s}")
                walk.route(at_s + 5, "/")
        left = {"dwell_ms": 18000, "changed": True, "typed": 24, "corrections": corrections}
        return walk.event(21.0, Blur, target=field, **left)

    @pytest.mark.parametrize("name", ["Search", "Etsi tuotteita", "Vad letar du efter?", "Suche"])
    def test_as_you_type_in_a_field_that_keeps_the_focus(self, name):
        assert rules(self.typing(name, {"focus": 0.0, "input": 150.0})) == ["search_struggle"]
        assert rules(self.typing(name, {"focus": 0.0}, corrections=2)) == ["search_struggle"]

    @pytest.mark.parametrize("name", ["Search your address", "Etsi noutopiste", "Note"])
    def test_what_else_is_looked_for(self, name):
        assert rules(self.typing(name, {"focus": 0.0, "input": 150.0})) == []

    def test_pressed_into_the_field_and_typed_nothing_or_opened_what_was_found(self):
        assert rules(self.typing("Search", {"focus": 0.0})) == []
        typed = {"focus": 0.0, "input": 150.0}
        assert rules(self.typing("Search", typed, opened=True)) == []

    def test_a_step_that_is_reached_ends_it(self):
        walk = Walk().open(0.2, "/")
        walk = search(walk, 4.0, "/find?q=bag")
        walk = search(walk, 12.0, "/find?q=sack").open(18.0, "/catalogue/sack_1/")
        walk = search(walk, 24.0, "/find?q=pack")
        assert rules(walk) == []

    def test_the_step_that_was_worked_towards_when_the_results_came_in_place(self):
        walk = Walk().open(0.2, "/")
        for place, word in enumerate(("bag", "sack", "pack")):
            walk.press(4.0 + 8 * place, button("Search"), {"mutation": 40.0})
            walk.route(4.05 + 8 * place, f"/find?q={word}")
        (struggle,) = found(walk)
        assert struggle.step == "Product"

    def test_an_empty_query_is_no_search(self):
        walk = Walk().open(0.2, "/")
        for place in range(4):
            walk.open(4.0 + 8 * place, f"/find?q=&sort={place}")
        assert searches(Timeline(walk.log())) == []
