"""The rules about forms: what the recordings alone would not pin down."""

import pytest
from msgspec.structs import replace
from walks.builder import button, entry, fields, link

from kitka.analyzer.analyze import analyze
from kitka.analyzer.rules import discover
from kitka.recorder.model import (
    Blur,
    Change,
    Focus,
    Form,
    Message,
    Repeat,
    Tab,
    Target,
    Visibility,
)

SEND = button("Send")
FORM = Target("form", "", "form#f", tag="form")
RULES = tuple(rule for rule in discover() if rule.family in ("answering", "forms"))


@pytest.fixture
def told(shop):
    def of(walk, *rules):
        result = analyze(walk.log(), shop, RULES)
        assert not [why for why in result.not_applicable.values() if "rule broke" in why]
        return [f for f in result.frictions if f.rule in rules or not rules]

    return of


def left(walk, at_s, target, **values):
    return walk.event(at_s, Blur, target=target, dwell_ms=2000, changed=True, **values)


class TestSilentRefusal:
    def came_back(self, walk, at_s, states, url="/checkout/payment-details/"):
        walk.press(at_s, SEND, {"unloading": 3}).submit(
            at_s + 0.004, "f", SEND, states, method="post"
        )
        return walk.open(at_s + 0.02, url).event(
            at_s + 0.4, Form, form="f", target=FORM, fields=states
        )

    def test_costs_until_the_form_was_accepted(self, walk, told):
        one = walk().open(0, "/checkout/payment-details/")
        self.came_back(one, 20, fields(True, "Name", "Street"))
        one.press(50, SEND, {"unloading": 3}).submit(
            50.004, "f", SEND, fields(True, "Name", "Street"), method="post"
        )
        (silent,) = told(one.open(50.02, "/checkout/preview/"))
        assert silent.rule == "silent_refusal"
        assert silent.cost_s == pytest.approx(30, abs=0.1)

    def into_a_frame(self, walk, seen=None):
        """Sent twice from a form that has a target of its own; then the attempt ends."""
        away = replace(SEND, unobservable="new_tab")
        log = walk().open(0, "/exchange/")
        for at_s in (20, 26):
            log.press(at_s, away, {}, 2500)
            log.submit(at_s + 0.01, "f", away, fields(True, "Name", "Street"), method="post")
            if seen:
                seen(log, at_s + 0.2)
        return log

    def test_what_is_answered_out_of_sight(self, walk, told):
        (silent,) = told(self.into_a_frame(walk))
        assert silent.rule == "silent_refusal" and silent.evidence.values["refusals"] == 2
        assert "nobody sees it" in silent.evidence.text

    @pytest.mark.parametrize("seen", [
        lambda log, at_s: log.driver(at_s, Tab, state="opened"),
        lambda log, at_s: log.event(at_s, Visibility, state="hidden"),
    ])  # fmt: skip
    def test_what_is_answered_in_another_tab(self, walk, told, seen):
        assert told(self.into_a_frame(walk, seen), "silent_refusal") == []

    def test_what_was_sent_away_may_have_got_there(self, walk, told):
        log = self.into_a_frame(walk).press(28.6, link("Continue shopping"), {"unloading": 3})
        first = told(log.open(28.7, "/"), "silent_refusal")
        assert [one.evidence.values["refusals"] for one in first] == [1]  # it was sent again

    def test_groups_without_a_form(self, read_recording):
        recording = read_recording("silent_refusal.fires")
        found = analyze(recording.log, recording.scenario, RULES).frictions
        told = [f for f in found if f.at_s > 110]
        assert {f.rule for f in told} == {"silent_refusal"}  # and no press is told as dead
        assert [(f.at_s, f.evidence.values["refusals"]) for f in told] == [
            (pytest.approx(120, abs=0.1), 1), (pytest.approx(135, abs=0.1), 1),
            (pytest.approx(155, abs=0.1), 2), (pytest.approx(185, abs=0.1), 2),
            (pytest.approx(215, abs=0.1), 3),
        ]  # fmt: skip
        assert "Empty: Phone *" in told[1].evidence.text
        assert "Empty: I accept the terms" in told[2].evidence.text
        assert "the shop answered, and the page showed nothing" in told[4].evidence.text

    def test_a_button_beside_fields_of_which_none_is_wanting_is_dead(self, read_recording):
        recording = read_recording("silent_refusal.quiet")
        found = analyze(recording.log, recording.scenario, RULES).frictions
        dead = [f.at_s for f in found if f.rule == "dead_click"]
        assert [at_s for at_s in dead if at_s > 90] == pytest.approx([95, 145, 163], abs=0.1)

    def test_an_error_that_stands_there_still_is_a_word(self, walk, told):
        one = walk().open(0, "/checkout/shipping-address/")
        states = fields(True, "Name", "E-mail")
        one.send(20, SEND, states, after={"mutation": 20})
        one.event(20.1, Message, target=Target("alert", "", ".e"), text="The e-mail is wrong.")
        one.send(30, SEND, states)
        one.event(40, Change, target=entry("E-mail"), how="typed")
        one.send(45, SEND, states, after={"navigation": 30})
        (loop,) = told(one)
        assert (loop.rule, loop.evidence.values["refusals"]) == ("validation_loop", 2)

    @pytest.mark.parametrize(("came_s", "refusals"), [(45.9, None), (60.0, 2)])
    def test_old_marks_while_the_page_is_left_are_no_answer(self, walk, told, came_s, refusals):
        """A button that is kept from sending twice shows the form once more, as it had come."""
        marked = tuple(replace(state, invalid=True) for state in fields(False, "Terms"))
        one = walk().open(0, "/checkout/preview/")
        self.came_back(one, 20, marked, "/checkout/preview/")
        one.press(45, SEND, {"mutation": 6, "unloading": 40}).submit(45.004, "f", SEND, marked)
        one.event(45.04, Form, form="f", target=FORM, fields=marked).open(came_s, "/done/")
        loops = [f.evidence.values["refusals"] for f in told(one, "validation_loop")]
        assert loops == ([refusals] if refusals else [])

    @pytest.mark.parametrize("states", [
        fields(True, "quantity"),
        fields(True, "voucher_code"),
        (*fields(True, "Filter"), *fields(True, "Sort by")),
    ])  # fmt: skip
    def test_only_forms_about_the_person_are_refused_by_coming_back(self, walk, told, states):
        one = walk().open(0, "/basket/")
        for at_s in (20, 30):
            self.came_back(one, at_s, states, "/basket/")
        assert told(one) == []

    def test_a_word_of_any_kind_ends_the_silence(self, walk, told):
        one = walk().open(0, "/checkout/payment-details/")
        for at_s in (20, 30):
            self.came_back(one, at_s, fields(True, "Name", "Street"))
            one.event(
                at_s + 0.5, Message, target=Target("status", "", ".n"), text="Hm", severity="status"
            )
        assert told(one, "silent_refusal") == []

    @pytest.mark.parametrize("key", ["Search", "Haku", "Suche", "newsletter"])
    def test_searches_are_never_refused(self, walk, told, key):
        one = walk().open(0, "/").press(3, SEND, {})
        one.submit(3.004, key, SEND, (*fields(True, key), *fields(False, "Terms")), "prevented")
        assert told(one, "silent_refusal") == []

    def test_silent_refusals_are_no_validation_loop(self, walk, told):
        one = walk().open(0, "/checkout/payment-details/")
        for at_s in (20, 25, 30):
            one.press(at_s, SEND, {}).submit(
                at_s + 0.004, "f", SEND, fields(True, "Name", "Phone"), "prevented"
            )
        assert [f.rule for f in told(one)] == ["silent_refusal"]


class TestRejectedInput:
    @pytest.mark.parametrize(("target", "values", "expected"), [
        (entry("Postcode"), {"typed": 7, "lost": 4}, "lost"),
        (entry("Postcode"), {"typed": 6, "lost": 1}, None),
        (entry("Phone", type="tel"), {"typed": 12, "lost": 3}, None),
        (entry("Phone", type="tel"), {"typed": 10, "lost": 6}, "lost"),
        (entry("Name"), {"typed": 12, "lost": 2, "limited": True}, None),
        (entry("Name"), {"typed": 24, "lost": 8, "limited": True}, "cut"),
        (entry("Name"), {"typed": 24, "altered": 2}, "altered"),
        (entry("Name"), {"paste_refused": 1}, "refused"),
        (entry("Voimassa (KK/VV)"), {"typed": 6, "lost": 2}, None),
        (entry("Katuosoite"), {"typed": 16, "lost": 1}, "lost"),
        (entry("Straße und Hausnummer"), {"typed": 16, "lost": 1}, "lost"),
        (entry("Street"), {"typed": 36, "lost": 1, "limited": True}, None),
        (entry("E-Mail", type="email"), {"typed": 16, "lost": 1}, "lost"),
        (entry("Name"), {"typed": 9, "lost": 1}, "lost"),
        (entry("Company"), {"typed": 9, "lost": 1}, None),
        (entry("Puhelinnumero"), {"typed": 10, "lost": 2, "limited": True}, "cut"),
        (entry("Mobil", type="tel"), {"typed": 11, "lost": 1, "limited": True}, None),
        (entry("Postcode"), {"typed": 7, "lost": 2, "limited": True}, None),
    ])  # fmt: skip
    def test_what_counts(self, walk, told, target, values, expected):
        one = left(walk().open(0, "/checkout/shipping-address/"), 9, target, **values)
        found = told(one, "rejected_input")
        assert [f.evidence.values["what"] for f in found] == ([expected] if expected else [])

    def test_one_letter_lost_in_every_go_is_no_slip(self, walk, told):
        one = walk().open(0, "/checkout/shipping-address/")
        for at_s in (9, 15):
            left(one, at_s, entry("Name"), typed=7, lost=1)
        (lost,) = told(one, "rejected_input")
        assert (lost.evidence.values["count"], lost.cost_s) == (2, 4.0)

    def test_without_any_field_left_nothing_can_be_said(self, walk, shop):
        result = analyze(walk().open(0, "/").log(), shop, RULES)
        assert "no field" in result.not_applicable["rejected_input"]

    def short(self, walk, refused=True, field="Number", lost=(2, 2), blamed=""):
        """A field that is full too soon, sent, and entered anew."""
        one = walk().open(0, "/checkout/payment-details/")
        left(one, 9, entry("Number"), lost=lost[0], limited=True, filled=True)
        one.press(12, SEND, {"scroll": 20}).submit(
            12.004, "f", SEND, fields(True, field, sensitive=True), "prevented" if refused else ""
        )
        if blamed:
            shown = fields(True, blamed, invalid=True)
            one.event(12.5, Form, form="f", target=FORM, fields=shown)
        for number, more in enumerate(lost[1:]):
            left(one, 20 + 5 * number, entry("Number"), lost=more, limited=more > 0, filled=True)
        return one

    def test_few_that_were_cut_off_and_meant(self, walk, told):
        (cut,) = told(self.short(walk), "rejected_input")
        assert (cut.element.name, cut.evidence.values["count"]) == ("Number", 4)
        once = self.short(walk, refused=False, lost=(2,), blamed="Number")
        assert told(once, "rejected_input")

    @pytest.mark.parametrize(
        "how",
        [
            {"refused": False},
            {"lost": (2, 0)},  # a slip, put right
            {"lost": (1, 1)},
            {"field": "Name"},  # another form
            {"refused": False, "lost": (2,), "blamed": "Name"},
        ],
    )
    def test_few_that_were_cut_off_by_a_slip(self, walk, told, how):
        assert not told(self.short(walk, **how), "rejected_input")


class TestStruggle:
    def test_every_sending_begins_the_count_anew(self, walk, told):
        one = walk().open(0, "/checkout/shipping-address/")
        for at_s in (5, 9, 14, 18):
            left(one, at_s, entry("Phone"), filled=True)
            if at_s == 9:
                one.submit(10, "f", SEND, fields(True, "Phone"), "native")
        assert told(one, "field_struggle") == []
        assert len(told(left(one, 22, entry("Phone"), filled=True), "field_struggle")) == 1

    @pytest.mark.parametrize(("valid", "expected"), [
        ((False, False), 1), ((False, True), 0), ((True, False), 0), ((True, True), 0),
    ])  # fmt: skip
    def test_who_mends_it_once_made_a_slip(self, walk, told, valid, expected):
        one = walk().open(0, "/checkout/shipping-method/")
        for place, right in enumerate(valid):
            left(one, 5 + 4 * place, entry("Day"), filled=True, valid=right)
        assert len(told(one, "field_struggle")) == expected


class TestRepeated:
    @pytest.mark.parametrize(("one", "other", "expected"), [
        (entry("E-mail again", type="email"), entry("E-mail", type="email"), 1),
        (entry("Laskutusosoite: katuosoite"), entry("Katuosoite"), 1),
        (entry("Province"), entry("City"), 0),
        (entry("Cardholder name"), entry("Name"), 0),
        (entry("Namn på kortet"), entry("Namn"), 0),
        (entry("Suche"), entry("Suche"), 0),
    ])  # fmt: skip
    def test_what_counts(self, walk, told, one, other, expected):
        log = walk().open(0, "/checkout/").event(9, Repeat, target=one, first=other)
        assert len(told(log, "repeated_entry")) == expected

    @pytest.mark.parametrize(("elsewhere", "expected"), [(("City",), 0), ((), 1), (("Note",), 1)])
    def test_one_s_own_name_in_two_addresses(self, walk, told, elsewhere, expected):
        """The city of the delivery is another one; a note is asked for there alone."""

        def of(side, name):
            return replace(entry(name), selector=f"#id_{side}-{name}")

        log = walk().open(0, "/checkout/")
        for place, name in enumerate(("Name", "Phone", "City")):
            log.event(5 + place, Change, target=of("billing", name))
        for place, name in enumerate(("Name", "Phone")):
            log.event(9 + place, Change, target=of("shipping", name))
            both = {"target": of("shipping", name), "first": of("billing", name)}
            log.event(9.5 + place, Repeat, **both)
        for name in elsewhere:
            log.event(20, Change, target=of("shipping", name))
        assert len(told(log, "repeated_entry")) == expected

    def test_two_strangers_in_one_view_count(self, walk, told):
        log = walk().open(0, "/checkout/")
        for at_s, name in ((9, "Province"), (12, "Contact")):
            log.event(at_s, Repeat, target=entry(name), first=entry("City"))
        (again,) = told(log, "repeated_entry")
        assert again.cost_s == 10.0

    def test_several_are_told_at_the_first(self, walk, told):
        log = walk().open(0, "/exchange/")
        log.event(9, Repeat, target=entry("Purchase reference"), first=entry("Order number"))
        mail = (entry(name, type="email") for name in ("Contact e-mail", "E-mail address"))
        log.event(12, Repeat, target=next(mail), first=next(mail))
        (again,) = told(log, "repeated_entry")
        assert again.element.name == "Purchase reference" and again.cost_s == 10.0


class TestAbandoned:
    def filling(self, walk, **session):
        one = walk(**session).open(0, "/checkout/shipping-address/")
        one.event(5, Focus, target=entry("Phone"))
        one.event(6, Change, target=entry("Phone"), hesitation_ms=900)
        return one.event(19, Blur, target=entry("Phone"), dwell_ms=14000, changed=True, filled=True)

    def test_names_the_last_field(self, walk, told):
        (last,) = told(self.filling(walk), "field_abandoned")
        assert last.element.name == "Phone" and last.evidence.values["fields"] == 1

    def test_a_press_a_sending_or_another_page_is_another_end(self, walk, told):
        sent = self.filling(walk).submit(20, "f", SEND, fields(True, "Phone"), "prevented")
        gone = self.filling(walk).open(20, "/terms/")
        pressed = self.filling(walk).press(20, link("Terms"), {"mutation": 30})
        for one in (sent, gone, pressed):
            assert told(one, "field_abandoned") == []

    @pytest.mark.parametrize(("dwell_ms", "count"), [(160, 0), (4000, 1)])
    def test_not_one_that_the_tab_key_only_came_by(self, walk, told, dwell_ms, count):
        one = self.filling(walk)
        one.event(20, Focus, target=entry("Voucher"))
        one.event(20 + dwell_ms / 1000, Blur, target=entry("Voucher"), dwell_ms=dwell_ms)
        assert len(told(one, "field_abandoned")) == count

    @pytest.mark.parametrize(
        ("dwell_ms", "hesitation_ms", "still_ms", "told_of"),
        [(16000, 900, 1500, 0), (16000, 900, 12000, 1), (16000, 11000, 1500, 1)],
    )
    def test_of_a_secret_the_stops_count_and_not_the_typing(
        self, walk, told, dwell_ms, hesitation_ms, still_ms, told_of
    ):
        """How many keys it took is nobody's business: a long number takes its time."""
        card, began = entry("Card number"), 5.0
        one = walk().open(0, "/checkout/payment-details/").event(began, Focus, target=card)
        one.event(began + hesitation_ms / 1000, Change, target=card, hesitation_ms=hesitation_ms)
        one.event(
            began + dwell_ms / 1000, Blur, target=card, dwell_ms=dwell_ms, still_ms=still_ms,
            changed=True, filled=True,
        )  # fmt: skip
        assert len(told(one, "field_abandoned")) == told_of

    @pytest.mark.parametrize("session", [{"actor": "script"}, {"ended": ""}])
    def test_not_of_scripts_and_open_sessions(self, walk, shop, session):
        result = analyze(self.filling(walk, **session).log(), shop, RULES)
        assert "field_abandoned" in result.not_applicable


class TestLate:
    @pytest.mark.parametrize(
        ("of_visit", "of_submit", "expected"),
        [({}, {}, 1), ({"lost": 2, "typed": 9}, {}, 0), ({}, {"refused": "native"}, 0)],
    )
    def test_when_its_form_is_sent(self, walk, told, of_visit, of_submit, expected):
        one = walk().open(0, "/checkout/shipping-address/")
        left(one, 5, entry("Note"), filled=True, **of_visit)
        states = tuple(replace(state, invalid=True) for state in fields(True, "Note"))
        one.submit(20, "f", SEND, states, **of_submit)
        one.event(20.4, Form, form="f", target=FORM, fields=states)
        assert len(told(one, "late_validation")) == expected

    def test_a_loop_is_told_by_validation_loop(self, walk, told):
        one = walk().open(0, "/checkout/shipping-address/")
        left(one, 5, entry("Phone"), filled=True)
        wrong = tuple(replace(state, invalid=True) for state in fields(True, "Phone"))
        for at_s in (20, 40):
            one.submit(at_s, "f", SEND, fields(True, "Phone"))
            one.event(at_s + 0.4, Form, form="f", target=FORM, fields=wrong)
        assert [f.rule for f in told(one, "late_validation", "validation_loop")] == [
            "validation_loop"
        ]
