"""Findings, their priority, and reports that do not depend on the order of their sessions."""

import random

import pytest
from msgspec.structs import replace

from kitka.analyzer.results import (
    Abandoned,
    Element,
    Evidence,
    Friction,
    Reason,
    SessionResult,
    StepResult,
)
from kitka.analyzer.study.findings import findings, ids_of
from kitka.analyzer.study.summarize import summarize

BUTTON = Element("button", "Proceed to checkout", "#proceed")


def friction(
    rule="dead_click",
    cost_s=5.0,
    step="Basket",
    element=BUTTON,
    where="/basket/",
    at_s=4.0,
    **values,
):
    return Friction(rule, step, element, at_s, cost_s, Evidence("It happened.", values), where)


def session(name, shop, *frictions, outcome="completed", actor="participant", step_s=10.0, **more):
    done = len(shop.steps) if outcome == "completed" else 1
    results = tuple(
        StepResult(s.name, place < done, at_s=step_s * (place + 1) if place < done else None,
                   duration_s=step_s if place < done else None,
                   machine_s=1.0 if place < done else None)
        for place, s in enumerate(shop.steps)
    )  # fmt: skip
    return SessionResult(
        id=name, scenario=shop.name, actor=actor, outcome=outcome, label=more.pop("label", ""),
        device="desktop", network="", browser="",
        started=more.pop("started", float(sum(map(ord, name)))),
        duration_s=step_s * done, steps=results, frictions=frictions, **more,
    )  # fmt: skip


class TestPriority:
    """By hand: z = 1.959964, n~ = n + 3.841459, p~ = (x + 1.920729) / n~."""

    def test_time_lost_without_failure(self, shop):
        # 4 of 5 met it (O01: lower bound .3596), none twice, no error rule: impact 2.
        met = [session(f"s{i}", shop, friction("slow_response", 3.0)) for i in range(4)]
        (found,) = findings([*met, session("s9", shop)], shop)
        assert (found.sessions, found.of, found.factors.impact) == (4, 5, 2)
        assert found.priority == pytest.approx(0.3596 * 2 * 0.5, abs=1e-4)
        assert found.cost_s == 3.0

    def test_malfunction_that_took_half_as_much_again(self, shop):
        # 5 of 5 (O04: lower .51095); 4 s of a 10 s step is 4/6 > .5 of its time without: impact 3.
        met = [session(f"s{i}", shop, friction(cost_s=4.0)) for i in range(5)]
        (found,) = findings(met, shop)
        assert found.factors.impact == 3
        assert found.priority == pytest.approx(0.51095 * 3 / 2, abs=1e-4)

    def test_malfunction_that_took_less_is_time_lost(self, shop):
        (found,) = findings([session("s1", shop, friction(cost_s=3.0))], shop)
        assert found.factors.impact == 2  # 3/7 < .5

    def test_half_of_the_attempts_failed_and_met_it_again(self, shop):
        # x = 2 of 2: n~ 5.841459, p~ .671190, half-width .380965, lower .290225 (by hand).
        twice = session("s1", shop, friction(), friction(), outcome="abandoned")
        (found,) = findings([twice, session("s2", shop, friction())], shop)
        assert (found.factors.impact, found.factors.persistence) == (4, 0.5)
        assert found.priority == pytest.approx(0.290225 * 4 * 0.75, abs=1e-3)
        assert found.cost_s == 7.5 and found.occurrences == 3

    def test_nothing_visible(self, shop):
        (found,) = findings([session("s1", shop, friction("js_error", 0, element=None))], shop)
        assert found.factors.impact == 1

    def test_one_of_two_does_not_outrank_nine_of_ten(self, shop):
        many = [session(f"s{i}", shop, friction("slow_response", 3.0)) for i in range(9)]
        many.append(session("s9", shop))
        often = findings(many, shop)[0].priority
        rare = findings(
            [session("a", shop, friction("slow_response", 9.0)), session("b", shop)], shop
        )
        assert often > rare[0].priority


class TestMerging:
    def test_test_id_then_role_and_name_then_selector(self, shop):
        moved = replace(BUTTON, selector="#elsewhere")
        merged = findings(
            [session("a", shop, friction()), session("b", shop, friction(element=moved))], shop
        )
        assert [f.sessions for f in merged] == [2]
        renamed = [replace(BUTTON, test_id="go", name=name) for name in ("Buy", "Osta")]
        merged = findings([session(str(e.name), shop, friction(element=e)) for e in renamed], shop)
        assert [f.sessions for f in merged] == [2]
        nameless = [Element("button", "", s) for s in ("#a", "#b")]
        assert (
            len(findings([session(e.selector, shop, friction(element=e)) for e in nameless], shop))
            == 2
        )

    def test_without_an_element_the_subject_tells_them_apart(self, shop):
        errors = [
            friction("js_error", 0, element=None, subject=s)
            for s in ("TypeError: a", "TypeError: b")
        ]
        found = findings([session("a", shop, *errors)], shop)
        assert {f.title for f in found} == {
            "Script error: TypeError: a",
            "Script error: TypeError: b",
        }

    def test_of_counts_those_who_entered_the_step(self, shop):
        late = friction(step=shop.steps[3].name)
        left = session("b", shop, outcome="abandoned")  # reached the first step only
        (found,) = findings([session("a", shop, late), left], shop)
        assert (found.sessions, found.of) == (1, 1)

    def test_ids_are_stable_and_differ_by_actor(self, shop):
        def ids(actor):
            return [f.id for f in findings([session("a", shop, friction(), actor=actor)], shop)]

        assert ids("script") == ids("script") != ids("participant")


def places(shop, *met):
    """How the elements that one session each met are grouped: names or selectors, per finding."""
    sessions = [
        session(f"s{i}", shop, friction(element=element, where=where), language=language,
                started=float(i))
        for i, (element, where, language) in enumerate(met)
    ]  # fmt: skip
    found = findings(sessions, shop)
    groups = sorted(sorted(int(id[1:]) for id in one.session_ids) for one in found)
    for seed in range(4):
        shuffled = sessions.copy()
        random.Random(seed).shuffle(shuffled)
        assert findings(shuffled, shop) == found
    return groups


class TestIdentity:
    """The same control is the same in every language and release, and no other is."""

    def test_by_any_key_and_through_others(self, shop):
        assert places(
            shop,
            (Element("button", "Add to basket", "#add", "add"), "/a/", ""),
            (Element("button", "Lisää ostoskoriin", ".x > button", "add"), "/b/", ""),  # test id
            (Element("button", "lisää  ostoskoriin ", "form > button"), "/c/", ""),  # name
            (Element("button", "Lägg i varukorgen", "#add"), "/a/", ""),  # selector
        ) == [[0, 1, 2, 3]]

    def test_add_to_basket_of_every_product_is_one_control(self, shop):
        one, other = (Element("button", "Add to basket", f"#product-{i}-add") for i in (12, 13))
        assert places(shop, (one, "/p/*/", ""), (other, "/p/*/", "")) == [[0, 1]]

    def test_a_count_or_a_sum_in_the_name_is_no_other_button(self, shop):
        names = ("Basket (2)", "Basket (13)", "basket")
        elements = [(Element("link", name, "a"), "/", "") for name in names]
        assert places(shop, *elements) == [[0, 1, 2]]
        pay = [(Element("button", f"Pay {sum}", "a"), "/", "") for sum in ("12,50 €", "€ 9.00")]
        assert places(shop, *pay) == [[0, 1]]

    @pytest.mark.parametrize("one, other", [
        # the same selector, another role
        (Element("button", "Go", "#go"), Element("link", "Weiter", "#go")),
        # ids that were counted, made by a framework, or hashed
        (Element("button", "Small", "#item-12"), Element("button", "Large", "#item-12")),
        (Element("button", "Buy", "#ember"), Element("button", "Remove", "#ember4711")),
        (Element("button", "Buy", "a.css-1q2w3e"), Element("button", "Remove", "a.css-1q2w3e")),
        (Element("button", "Buy", "a.Button_buyNow"), Element("button", "No", "a.Button_buyNow")),
        # a position proves nothing within one language
        (Element("link", "Tent", "li:nth-child(3) > a"),
         Element("link", "Bag", "li:nth-child(3) > a")),
        (Element("link", "Sale", "nav > a"), Element("link", "New", "nav > a")),
        (Element("button", "Yes", 'button[type="submit"]'),
         Element("button", "No", 'button[type="submit"]')),
        # sizes
        (Element("radio", "38", "a"), Element("radio", "40", "b")),
    ])  # fmt: skip
    def test_what_only_looks_alike_is_kept_apart(self, shop, one, other):
        assert places(shop, (one, "/v/", "en"), (other, "/v/", "en")) == [[0], [1]]

    def test_another_page_is_another_place_for_a_selector(self, shop):
        one, other = Element("button", "Go", "#submit"), Element("button", "Send", "#submit")
        assert places(shop, (one, "/a/", ""), (other, "/b/", "")) == [[0], [1]]

    def test_a_position_joins_languages_that_each_have_one_name_there(self, shop):
        spot = "nav > a:nth-child(2)"
        two = [
            (Element("link", "Sale", spot), "/", "en"),
            (Element("link", "Ale", spot), "/", "fi"),
        ]
        assert places(shop, *two) == [[0, 1]]
        assert places(shop, *two, (Element("link", "Uutta", spot), "/", "fi")) == [[0], [1], [2]]

    def test_rule_and_step_are_never_merged(self, shop):
        both = [friction(), friction("rage_click"), friction(step="Payment")]
        assert len(findings([session("a", shop, *both)], shop)) == 3

    def test_old_ids_lead_to_the_merged_finding(self, shop):
        finnish = friction(element=Element("button", "Osta", "#buy"))
        english = friction(element=Element("button", "Buy", "#buy"))
        both = friction(element=Element("button", "Buy", "#buy", "buy"))
        ids = []
        for met in ([finnish], [finnish, english], [finnish, english, both]):
            (found,) = findings([session(f"s{i}", shop, one) for i, one in enumerate(met)], shop)
            ids.append(found.id)
            assert set(ids) <= set(found.ids) and found.id == found.ids[0]
        assert ids_of(session("x", shop), both)[0] == ids[-1]

    def test_another_session_does_not_change_the_id(self, shop):
        met = [session(f"s{i}", shop, friction()) for i in range(5)]
        assert len({findings(met[i : i + 2], shop)[0].id for i in range(4)}) == 1


class TestWhatItCosts:
    def test_sessions_lost_by_the_likeliest_reason(self, shop):
        def left(name, *reasons, **end):
            reasons = tuple(Reason("error", rule, "", at_s, 3.0, 0.5) for rule, at_s in reasons)
            gone = Abandoned("Basket", None, end.pop("after", ""), 60.0, reasons=reasons)
            return session(name, shop, dead, rage, outcome="abandoned", abandoned=gone, **end)

        dead, rage = friction(at_s=40.0), friction("rage_click", at_s=50.0)
        sessions = [
            left("a", ("dead_click", 40.0), ("rage_click", 50.0)),
            left("b", ("said", 55.0)),
            left("c", after="rage_click"),
            left("d", after="click"),
            left("e", ("dead_click", 40.0), failed_by="script"),
            session("f", shop, dead, rage),
        ]
        found = {f.rule: f for f in findings(sessions, shop)}
        assert found["dead_click"].lost_ids == ("a",) and found["dead_click"].lost == 1
        assert found["rage_click"].lost_ids == ("c",)

    def test_first_and_last_seen_by_label_in_the_order_of_sessions(self, shop):
        def at(name, label, started, *met):
            return session(name, shop, *met, label=label, started=started)

        (found,) = findings([
            at("a", "v10", 3.0, friction()), at("b", "v9", 1.0), at("c", "v9", 2.0, friction()),
            at("d", "v11", 4.0), at("e", "v12", 5.0),
        ], shop)  # fmt: skip
        assert found.labels == ("v9", "v10")
        assert (found.first.label, found.first.at) == ("v9", 2.0)
        assert (found.last.label, found.last.at, found.free_since) == ("v10", 3.0, 2)

    def test_the_remedy_names_what_it_is_about(self, shop):
        met = [
            session("a", shop, friction(fields="Postcode", accepted="no")),
            session("b", shop, friction(fields="Postcode", message="Wrong.", clicks=3.0)),
            session("c", shop, friction(fields="City")),
        ]
        (found,) = findings(met, shop)
        here = "Here: button “Proceed to checkout”; fields: “Postcode” (2 of 3 sessions)"
        assert found.remedy.endswith(f"{here}; message: “Wrong.” (1 of 3 sessions).")
        assert len(found.remedy) > len(here) + 60


class TestReports:
    def test_actors_are_kept_apart(self, shop):
        both = [
            session("a", shop),
            session("b", shop, actor="script", outcome="failed", failed_by="shop"),
        ]
        script, people = summarize(both, shop)
        assert (script.actor, script.completion.x, script.completion.n) == ("script", 0, 1)
        assert (people.actor, people.completion.x, people.completion.n) == ("participant", 1, 1)

    def test_recorder_failures_leave_every_denominator(self, shop):
        lost = session("b", shop, friction(), outcome="failed", failed_by="recorder")
        (report,) = summarize([session("a", shop), lost], shop)
        assert (report.sessions, report.completion.n, report.findings) == (2, 1, ())
        assert report.outcomes == {"completed": 1, "failed by recorder": 1}
        assert report.steps[0].entered == 1

    def test_steps(self, shop):
        slow = session("b", shop, step_s=20.0, outcome="abandoned")
        (report,) = summarize([session("a", shop), slow, session("c", shop, step_s=30.0)], shop)
        first, second = report.steps[:2]
        assert (first.entered, first.reached, first.median_s, first.p90_s) == (3, 3, 20.0, 28.0)
        assert (second.entered, second.reached) == (3, 2)
        assert report.steps[2].entered == 2
        assert report.durations == (70.0, 210.0) and report.median_s == 140.0

    def test_order_does_not_matter(self, shop):
        results = [
            session(f"s{i}", shop, *[friction(cost_s=i, label=i)] * (i % 3), step_s=5.0 + i,
                    actor="script" if i % 4 == 0 else "participant", label=f"r{i % 2}",
                    outcome="abandoned" if i % 5 == 0 else "completed")
            for i in range(40)
        ]  # fmt: skip
        expected = summarize(results, shop)
        for seed in range(5):
            shuffled = results.copy()
            random.Random(seed).shuffle(shuffled)
            assert summarize(shuffled, shop) == expected
        other = replace(results[0], id="x", scenario="another")
        assert summarize([other, *results], shop) == expected
