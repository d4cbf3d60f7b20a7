"""Details of the rules about accounts and sessions."""

import pytest
from msgspec.structs import replace
from walks.builder import button, entry, fields, link
from walks.common import ADDRESS, CONTINUE, LEFT, PROCEED, basket, method
from walks.shown import EMPTY, GUEST, MORE, OVER, PASSWORD, cue, posts, says, total

from kitka.recorder.model import Change, Condition, FieldState, Focus, Layer, Leave, Step, Target

AS_GUEST = Target("radio", "Continue as a guest", "#as-guest", tag="input", type="radio")
AS_KNOWN = Target("radio", "I have an account", "#as-known", tag="input", type="radio")
TICK = Target("checkbox", "Keep my details", "#keep", tag="input", type="checkbox")


class TestForcedAccount:
    def test_costs_the_time_on_its_pages_and_counts_once(self, found):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/login/")
        cue(walk, 12.5, "account", PASSWORD).press(20.0, PROCEED, dict(LEFT))
        cue(walk.open(20.02, "/register/"), 20.5, "account", PASSWORD).press(40.0, link("Home"))
        (forced,) = found("forced_account", walk)
        assert forced.evidence.values["views"] == 2
        assert forced.cost_s == pytest.approx(27.2, abs=0.3)
        assert forced.evidence.values["password_given"] == "no"

    def test_in_a_single_page_shop(self, found):
        walk = basket().press(12.0, PROCEED, {"mutation": 90}).route(12.1, "/app#/login")
        cue(walk, 12.4, "account", PASSWORD).press(30.0, link("Home"), {"mutation": 30})
        assert found("forced_account", walk)

    def test_in_a_dialog_over_the_address(self, found):
        walk = basket().press(12.0, PROCEED, {"mutation": 90})
        walk.route(12.1, "/checkout/shipping-address/").press(30.0, CONTINUE, {"mutation": 90})
        over = Target("dialog", "One more thing", "#over", tag="div")
        walk.event(30.1, Layer, id=1, state="shown", target=over, asked=True, share=1.0, modal=True)
        cue(walk, 30.2, "account", PASSWORD).event(33.0, Focus, target=PASSWORD)
        assert found("forced_account", walk)

    def test_a_wall_in_the_last_route_stands_until_the_page_ends(self, found):
        walk = basket().press(12.0, PROCEED, {"mutation": 90}).route(12.1, "/app#/login")
        cue(walk, 12.1, "account", PASSWORD).event(20.0, Leave)
        (forced,) = found("forced_account", walk)
        assert forced.cost_s == pytest.approx(7.9, abs=0.3)

    def test_reached_another_step_without_a_password(self, found):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/login/")
        cue(walk, 12.5, "account", PASSWORD).press(20.0, button("Skip"), dict(LEFT))
        assert not found("forced_account", walk.open(20.02, "/checkout/shipping-address/"))

    def test_a_log_in_in_a_layer_that_was_asked_for(self, found):
        walk = basket().press(12.0, button("Kirjaudu sisään"), {"mutation": 90})
        assert not found("forced_account", cue(walk, 12.4, "account", PASSWORD))

    def test_not_where_the_scenario_is_about_it(self, shop, not_applicable):
        about = replace(shop, steps=(Step("Log in", (Condition(url="/x/"),)), *shop.steps))
        assert "account" in not_applicable(basket(), about)["forced_account"]
        guests = replace(shop, steps=(Step("Log in or guest", (Condition(url="/x/"),)),))
        assert "forced_account" not in not_applicable(basket(), guests)


class TestTheGuestsWay:
    def asked(self, pressed):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        cue(cue(walk, 12.5, "guest", GUEST), 12.5, "account", PASSWORD)
        walk.press(16.0, pressed, dict(LEFT)).open(16.02, "/register/")
        return cue(walk, 16.5, "account", PASSWORD).event(40.0, Leave)

    def test_that_leads_to_the_account_is_none(self, found):
        (told,) = found("forced_account", self.asked(GUEST))
        assert told.evidence.values["subject"] == "/register/"

    def test_that_was_not_taken(self, found):
        assert not found("forced_account", self.asked(CONTINUE))

    def gateway(self, *chosen):
        """The guest's way is a radio button; what is chosen, the form takes along."""
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        cue(walk, 12.5, "guest", AS_GUEST)
        for place, target in enumerate(chosen):
            walk.press(13.0 + place, target, {"input": 10})
        walk.press(16.0, CONTINUE, dict(LEFT))
        walk.submit(16.005, "gateway", CONTINUE, fields(True, "E-mail"))
        return cue(walk.open(16.02, "/checkout/", title="Log in"), 16.5, "account", PASSWORD)

    @pytest.mark.parametrize(
        ("chosen", "count"),
        [((AS_GUEST,), 1), ((AS_GUEST, AS_KNOWN), 0), ((AS_KNOWN,), 0), ((), 0)],
    )
    def test_that_was_chosen_and_gone_on_with(self, found, chosen, count):
        walk = self.gateway(*chosen).event(40.0, Leave)
        assert len(found("forced_account", walk)) == count

    @pytest.mark.parametrize(
        ("typed", "chosen", "count"), [(True, (), 1), (False, (), 0), (True, (AS_GUEST,), 0)]
    )
    def test_that_is_there_for_other_details_only(self, found, typed, chosen, count):
        walk = self.gateway().event(19.9, Leave)
        walk.open(20.0, "/checkout/", navigation="back_forward")
        cue(walk, 20.4, "guest", AS_GUEST)
        for target in chosen:  # it had not been, the first time
            walk.press(21.0, target, {"input": 10})
        if typed:
            walk.event(24.0, Change, target=entry("E-mail"))
        walk.press(26.0, CONTINUE, dict(LEFT))
        walk.submit(26.005, "gateway", CONTINUE, fields(True, "E-mail"))
        walk.open(26.02, "/checkout/shipping-address/")
        told = found("forced_account", walk)
        assert len(told) == count and all("other details" in one.evidence.text for one in told)

    @pytest.mark.parametrize(
        ("name", "ticked", "count"),
        [
            ("Create account and place order", False, 1),
            ("Luo tili ja tilaa nyt", False, 1),
            ("Place order", False, 0),  # a password for those who want one
            ("Create account and place order", True, 0),  # wanted
        ],
    )
    def test_that_ends_at_the_last_page(self, found, name, ticked, count):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        cue(walk, 12.5, "guest", AS_GUEST).press(16.0, CONTINUE, dict(LEFT))
        walk.open(16.02, "/checkout/shipping-address/").open(40.0, "/checkout/shipping-method/")
        walk.open(50.0, "/checkout/payment-details/").open(60.0, "/checkout/preview/")
        if ticked:
            walk.press(61.0, TICK, {"input": 10})
        cue(walk, 61.5, "account", PASSWORD).event(64.0, Change, target=PASSWORD)
        given = (FieldState("new_password", PASSWORD, True, sensitive=True),)
        walk.press(70.0, button(name), dict(LEFT)).submit(70.005, "order", button(name), given)
        assert len(found("forced_account", walk.open(70.02, "/checkout/thank-you/"))) == count


class TestSessionLost:
    def lost(self, walk):
        walk.press(16.0, GUEST, dict(LEFT)).submit(16.005, "g", GUEST, fields(True, "E-mail"))
        walk.open(16.02, "/checkout/shipping-address/").press(40.0, CONTINUE, dict(LEFT))
        walk.submit(40.005, "address", CONTINUE, fields(True, *ADDRESS))
        return cue(walk.open(40.02, "/checkout/"), 40.5, "account", PASSWORD)

    def gateway(self):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        return cue(cue(walk, 12.5, "guest", GUEST), 12.5, "account", PASSWORD)

    def test_told_once_until_a_step_is_reached(self, found):
        walk = self.lost(self.gateway())
        cue(walk.open(50.0, "/checkout/"), 50.5, "account", PASSWORD)
        (lost,) = found("session_lost", walk)
        assert lost.element.name == "Continue" and lost.evidence.values["lost"] == "account"

    def test_is_no_forced_account(self, found):
        assert not found("forced_account", self.lost(self.gateway()))

    @pytest.mark.parametrize(
        ("status", "rule"), [(419, "session_lost"), (401, "session_lost"), (500, "failed_request")]
    )
    def test_a_page_that_knows_nobody_any_more(self, found, status, rule):
        walk = method().press(40.0, CONTINUE, dict(LEFT))
        walk.submit(40.005, "method", CONTINUE, fields(True, "Slot"), method="post")
        walk.open(40.02, "/checkout/shipping-method/", status=status).event(50.0, Leave)
        (one,) = [*found("session_lost", walk), *found("failed_request", walk)]
        assert one.rule == rule and one.element.name == "Continue"

    @pytest.mark.parametrize(
        ("name", "path", "more", "told"),
        [
            ("Continue", "/", {}, 1),
            ("Jatka", "/fi/", {}, 1),
            ("Continue", "/checkout/payment-details/", {}, 0),
            ("Place order", "/", {}, 0),
            ("Log out", "/", {}, 0),
            ("Continue", "/", {"says": "Please choose a time"}, 0),
            ("Continue", "/", {"goes_on": True}, 0),
            ("Continue", "/", {"navigation": "back_forward"}, 0),
        ],
    )
    def test_sent_home_out_of_the_checkout(self, found, name, path, more, told):
        pressed, goes_on, text = button(name), more.pop("goes_on", 0), more.pop("says", "")
        walk = method().press(40.0, pressed, dict(LEFT))
        walk.submit(40.005, "method", pressed, fields(True, "Slot"), method="post")
        walk.open(40.02, path, **more)
        if text:
            says(walk, 40.5, text)
        if goes_on:
            walk.press(44.0, link("Checkout"), dict(LEFT))
            walk.open(44.02, "/checkout/payment-details/")
        assert len(found("session_lost", walk.event(50.0, Leave))) == told

    def test_went_back_with_the_browser(self, found):
        walk = self.gateway()
        walk.press(16.0, GUEST, dict(LEFT)).submit(16.005, "g", GUEST, fields(True, "E-mail"))
        walk.open(16.02, "/checkout/shipping-address/")
        walk.open(30.0, "/checkout/", navigation="back_forward")
        assert not found("session_lost", cue(walk, 30.5, "account", PASSWORD))

    def test_signed_in_before(self, found):
        walk = basket()
        cue(walk, 7.0, "signed_in", link("Log out")).press(12.0, PROCEED, dict(LEFT))
        cue(walk.open(12.02, "/login/?next=/checkout/"), 12.5, "account", PASSWORD)
        assert found("session_lost", walk) and not found("forced_account", walk)

    def in_the_address(self, *written, url="/checkout/shipping-address/"):
        walk = basket().press(12.0, PROCEED, {"mutation": 90})
        walk.route(12.1, url)
        for at_s, name in enumerate(written, 15):
            kind = "email" if "mail" in name else "text"
            walk.event(float(at_s), Change, target=entry(name, type=kind))
        return walk.press(30.0, CONTINUE, {"request": 4, "mutation": 400})

    def logged_out(self, walk, url="/who-are-you"):
        walk = cue(walk.route(30.6, url), 30.9, "account", PASSWORD)
        return walk.event(34.0, Focus, target=PASSWORD)

    def test_out_of_the_address_to_a_page_of_the_log_in(self, found):
        walk = self.logged_out(self.in_the_address(*ADDRESS), "/anmelden")
        (lost,) = found("session_lost", walk)
        assert lost.element.name == CONTINUE.name and not found("forced_account", walk)

    def test_who_had_given_an_e_mail_address_only_is_asked_for_an_account(self, found):
        walk = self.logged_out(self.in_the_address("E-mail", "Name"), "/anmelden")
        assert found("forced_account", walk) and not found("session_lost", walk)

    @pytest.mark.parametrize(("status", "expected"), [(401, 1), (419, 1), (422, 0), (500, 0)])
    def test_what_was_sent_was_not_taken_from_nobody(self, found, status, expected):
        walk = self.in_the_address(*ADDRESS)
        posts(walk, 30.004, status)
        assert len(found("session_lost", self.logged_out(walk))) == expected

    def test_the_page_says_that_the_session_is_over(self, found):
        walk = cue(self.logged_out(self.in_the_address()), 34.1, "session_over", OVER)
        assert found("session_lost", walk) and not found("forced_account", walk)

    def test_a_step_that_asks_for_an_account_again_is_none_that_was_filled_in(self, found):
        walk = self.in_the_address(*ADDRESS)
        cue(walk, 12.3, "account", PASSWORD)
        assert not found("session_lost", self.logged_out(walk, "/register"))

    def test_a_quantity_set_to_nothing_empties_it_on_purpose(self, found):
        quantity = Target("spinbutton", "Quantity", "#q", tag="input", type="number")
        walk = total(basket(), 6.6, 24.9).event(9.0, Change, target=quantity)
        walk.press(10.0, button("Update"), dict(LEFT)).submit(10.005, "l", button("Update"))
        assert not found(
            "session_lost", cue(walk.open(10.02, "/basket/"), 10.5, "empty_basket", EMPTY)
        )

    def test_emptied_in_one_view_of_a_single_page_shop(self, found):
        walk = total(basket(), 6.6, 24.9).press(12.0, PROCEED, {"mutation": 400})
        (lost,) = found("session_lost", cue(walk, 12.5, "empty_basket", EMPTY))
        assert lost.evidence.values["lost"] == "basket"

    def test_went_on_without_adding_again(self, found):
        walk = cue(total(basket(), 6.6, 24.9), 8.0, "empty_basket", EMPTY)
        walk.press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/shipping-address/")
        assert not found("session_lost", walk)

    @pytest.mark.parametrize(
        ("pressed", "count"), [(MORE, 1), (button("−", "#less", stepper=True), 0)]
    )
    def test_one_more_of_a_thing_empties_no_basket(self, found, pressed, count):
        walk = total(basket(), 6.6, 24.9)
        posts(walk.press(10.0, pressed, {"request": 4, "mutation": 210}), 10.004)
        cue(walk, 10.4, "empty_basket", EMPTY)
        walk.open(30.0, "/")
        assert len(found("session_lost", walk)) == count


class TestAccountsOnTheWay:
    def to_the_method(self):
        walk = basket().press(12.0, PROCEED, dict(LEFT)).open(12.02, "/checkout/")
        cue(walk, 12.5, "guest", GUEST).press(16.0, CONTINUE, dict(LEFT))
        walk.submit(16.005, "gateway", CONTINUE).open(16.02, "/checkout/shipping-address/")
        for place, name in enumerate(("First name", "Street", "City")):
            walk.event(20.0 + place, Change, target=entry(name))
        return walk.press(30.0, CONTINUE, dict(LEFT)).submit(30.005, "address", CONTINUE)

    @pytest.mark.parametrize(
        ("title", "told"),
        [
            ("Create your account", "forced_account"),
            ("Luo asiakastili", "forced_account"),
            ("Log in", "session_lost"),
            ("Login or register", "session_lost"),
        ],
    )
    def test_an_account_to_be_opened_is_no_session_that_was_lost(self, found, title, told):
        walk = self.to_the_method().open(30.02, "/checkout/shipping-method/")
        walk.press(34.0, CONTINUE, dict(LEFT)).submit(34.005, "method", CONTINUE)
        cue(walk.open(34.02, "/checkout/login/", title=title), 34.5, "account", PASSWORD)
        walk.event(40.0, Change, target=PASSWORD).press(44.0, CONTINUE, dict(LEFT))
        walk.open(44.02, "/checkout/payment-details/")
        for rule in ("forced_account", "session_lost"):
            assert len(found(rule, walk)) == (rule == told)

    @pytest.mark.parametrize(
        ("text", "again", "count"),
        [
            ("Your session is over. Start again", True, 1),
            ("Istuntosi on vanhentunut", True, 1),
            ("Your session is over. Start again", False, 0),  # and yet nothing was lost
            ("Please check the postcode", True, 0),
        ],
    )
    def test_words_alone_say_that_the_session_is_over(self, found, text, again, count):
        walk = says(self.to_the_method(), 30.3, text).press(33.0, link("Start again"), dict(LEFT))
        walk.open(33.02, "/checkout/").press(36.0, CONTINUE, dict(LEFT))
        if again:
            walk.submit(36.005, "gateway", CONTINUE).open(36.02, "/checkout/shipping-address/")
            for place, name in enumerate(("First name", "Street", "City")):
                walk.event(40.0 + place, Change, target=entry(name))
            walk.press(50.0, CONTINUE, dict(LEFT)).submit(50.005, "address", CONTINUE)
        walk.open(50.02, "/checkout/shipping-method/")
        assert len(found("session_lost", walk)) == count
