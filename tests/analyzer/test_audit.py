"""What the audit makes of a whole session."""

from msgspec.structs import replace
from walks.builder import button, entry

from kitka.analyzer.analyze import analyze, summarize
from kitka.recorder.keyboard_walk import Stop, hits_of
from kitka.recorder.model import Audit, AuditHit, Cue, Message, Rect, Target, Total, Watch

WAY = (
    ("Product", "/catalogue/pack_1/"),
    ("Basket", "/basket/"),
    ("Delivery address", "/checkout/shipping-address/"),
    ("Delivery method", "/checkout/shipping-method/"),
    ("Payment", "/checkout/payment-details/"),
    ("Review", "/checkout/preview/"),
    ("Order placed", "/checkout/thank-you/"),
)
PASSWORD = entry("Password", type="password")


def audited(walk, fields, total_at=(), extra=None):
    """A script's way through all steps; ``fields`` per step, the total shown in ``total_at``."""
    one = walk(actor="script").open(0, "/")
    for place, (step, url) in enumerate(WAY):
        at_s = 2.0 * place + 2
        one.open(at_s, url)
        if step == "Review":
            from kitka.recorder.model import Sighting

            one.event(at_s + 0.5, Sighting, what="selector", value="#place-order")
        if step in total_at:
            one.event(at_s + 0.5, Total, amount=99.0, currency="EUR")
        if extra:
            extra(one, step, at_s + 0.6)
        one.driver(
            at_s + 1, Audit, step=step, page=one.page, shown_view=0, url=url,
            fields=fields.get(step, 0),
        )  # fmt: skip
    return one


def checks(result):
    return {(hit.check, step) for step, hit in result.audit.hits}


def test_a_session_that_was_not_audited_has_no_audit(walk, shop):
    assert analyze(walk(actor="script").open(0, "/").log(), shop).audit is None


def test_sizes_are_of_the_checkout_and_beside_the_averages(walk, shop):
    big = analyze(audited(walk, {"Delivery address": 9, "Payment": 5}, ("Basket",)).log(), shop)
    assert (big.audit.fields, big.audit.steps) == (14, 4)  # the success is no step of it
    assert checks(big) == {("fields", "Order placed")}
    small = analyze(audited(walk, {"Delivery address": 7, "Payment": 4}, ("Basket",)).log(), shop)
    assert checks(small) == set()


def test_a_total_that_is_shown_only_when_all_is_over_is_none(walk, shop):
    never = analyze(audited(walk, {"Payment": 2}).log(), shop)
    assert ("total_shown", "Order placed") in checks(never)
    late = analyze(audited(walk, {"Payment": 2}, ("Order placed",)).log(), shop)
    assert ("total_shown", "Order placed") in checks(late)
    unwatched = replace(shop, watch=Watch())
    result = analyze(audited(walk, {"Payment": 2}).log(), unwatched)
    assert result.audit.not_applicable["total_shown"] == "the scenario watches no total"


def test_an_account_without_a_way_round_it(walk, shop):
    def asks(*cues):
        def extra(one, step, at_s):
            if step == "Basket":
                for what in cues:
                    one.event(at_s, Cue, what=what, target=PASSWORD)

        return extra

    forced = analyze(audited(walk, {}, ("Basket",), asks("account")).log(), shop)
    assert checks(forced) == {("guest", "Delivery address")}
    free = analyze(audited(walk, {}, ("Basket",), asks("account", "guest")).log(), shop)
    assert checks(free) == set()


def test_an_error_that_no_field_points_at(walk, shop):
    def says(field):
        def extra(one, step, at_s):
            if step == "Delivery address":
                box = Target("alert", "", ".alert", tag="div")
                one.event(at_s, Message, target=box, text="Something is wrong", field=field)

        return extra

    fields = {"Delivery address": 5}
    loose = analyze(audited(walk, fields, ("Basket",), says(None)).log(), shop)
    assert ("error_tied", "Delivery method") in checks(loose)
    tied = analyze(audited(walk, fields, ("Basket",), says(entry("Postcode"))).log(), shop)
    assert checks(tied) == set()


def test_the_same_thing_in_several_sessions_is_one_finding(walk, shop):
    hit = AuditHit(check="label", rule="none", text="The field has no label.", target=entry("City"))
    sessions = []
    for number, device in enumerate(("desktop", "phone")):
        one = walk(actor="script", id=f"s{number}", device=device).open(0, "/")
        one.driver(1, Audit, step="Product", hits=(hit,))
        sessions.append(analyze(one.log(), shop))
    (report,) = summarize(sessions, shop)
    (finding,) = report.audit
    assert (finding.sessions, finding.of, finding.devices) == (2, 2, ("desktop", "phone"))
    assert report.findings == ()  # nobody has stumbled over it


# ------------------------------------------------------------------ the way of the Tab key


def stop(number, x=0.0, y=0.0, **more):
    return Stop(number, button(f"B{number}"), Rect(x, y, 100, 20), **more)


def test_tab_that_reaches_the_end_is_no_trap():
    assert hits_of([stop(0), stop(1), None], 2) == ()


def test_tab_that_goes_round_before_the_end_is_a_trap():
    (trap,) = hits_of([stop(0), stop(1), stop(2), stop(1), stop(2), stop(1)], 5)
    assert (trap.check, trap.text) == (
        "keyboard_trap", "Tab comes to 3 of 5 places and never further."
    )  # fmt: skip


def test_an_open_dialog_and_a_frame_may_keep_the_focus():
    inside = {"dialog": True}
    assert hits_of([stop(0, **inside), stop(1, **inside), stop(0, **inside)], 9) == ()
    assert hits_of([stop(0), stop(1, frame=True), stop(1, frame=True)], 9) == ()


def test_up_to_a_field_above_is_told_and_over_to_the_next_column_is_not():
    fields = {"field": True}
    jump = [stop(0, 0, 0, **fields), stop(1, 0, 200, **fields), stop(2, 0, 100, **fields), None]
    assert [hit.check for hit in hits_of(jump, 3)] == ["keyboard_order"]
    columns = [stop(0, 0, 0, **fields), stop(1, 0, 200, **fields), stop(2, 300, 0, **fields), None]
    assert hits_of(columns, 3) == ()
