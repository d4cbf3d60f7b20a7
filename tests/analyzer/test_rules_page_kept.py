"""What holds a shopper up in a page that is there: work behind the keys, what has to be closed, and
to which step belongs what fails while the page comes."""

import pytest
from walks.builder import Walk, button, entry, link, steps
from walks.common import basket
from walks.page import CLOSE, LETTER, layer

from kitka.recorder.model import (
    Block,
    Blur,
    Change,
    Condition,
    Oddity,
    Rect,
    Scenario,
    Shift,
    Sighting,
    Target,
)

NOTES = entry("Instructions")


@pytest.mark.parametrize(
    ("blocks", "still_ms", "count"),
    [
        (((15.0, 850), (16.0, 440)), 2000, 1),  # the last two keys
        (((15.0, 850), (16.0, 440)), 0, 0),  # when the last key was is not known
        (((15.0, 450), (16.0, 440)), 2000, 0),  # a busy machine
        (((13.0, 850), (16.0, 440)), 2000, 0),  # not key by key
        (((17.2, 1500),), 2000, 0),  # long after the last key
        (((17.98, 1500),), 50, 0),  # leaving the field set it off
    ],
)
def test_work_behind_the_last_keys_of_a_field(found, blocks, still_ms, count):
    walk = basket().event(12.0, Change, target=NOTES)
    for at_s, busy_ms in blocks:
        walk.event(at_s, Block, duration_ms=busy_ms)
    walk.event(18.0, Blur, target=NOTES, dwell_ms=6100, still_ms=still_ms, changed=True, typed=30)
    told = found("long_block", walk)
    assert [f.element.name for f in told] == ["Instructions"] * count


@pytest.mark.parametrize(("method", "count"), [("dialog", 1), ("post", 0)])
def test_a_form_that_only_closes_its_dialog_was_not_filled_in(found, method, count):
    walk = layer(basket(), 9.0, 0, LETTER, 13.5, modal=True).press(13.48, CLOSE, {"mutation": 5})
    walk.submit(13.49, "offer", CLOSE, method=method)
    assert len(found("interruption", walk)) == count


@pytest.mark.parametrize(("seen_s", "step"), [(5.3, "Exchange"), (9.0, "Order")])
def test_what_fails_while_a_page_comes_belongs_to_what_is_done_in_it(found, seen_s, step):
    """By what it shows a page is known a moment after its pictures were asked for."""
    scenario = Scenario(
        name="after", title="After", phase="after",
        steps=steps(
            ("Order", Condition(url="/order/", selector="#order")), ("Exchange", "/exchange/")
        ),
    )  # fmt: skip
    walk = Walk(scenario="after").open(5.0, "/order/", dom_ms=200)
    picture = Target("img", "Backpack", "li > img", tag="img")
    walk.event(5.15, Oddity, what="image", target=picture)
    walk.event(seen_s, Sighting, what="selector", value="#order", present=True)
    walk.press(12.0, button("Exchange"), {"unloading": 5}).open(12.1, "/exchange/")
    (one,) = found("broken_image", walk, scenario)
    assert one.step == step


MOVED = Target("listitem", "Small backpack", "li.small", tag="li", rect=Rect(400, 300, 180, 300))


@pytest.mark.parametrize(
    ("shift_s", "back_s", "again", "count"),
    [
        (8.7, 10.5, "Small backpack", 1),
        (8.0, 10.5, "Small backpack", 0),  # there was time to see it
        (8.7, 60.0, "Small backpack", 0),  # looked at it for long
        (8.7, 10.5, "Sponsored", 0),  # the same once more
    ],
)
def test_what_came_took_the_place_of_what_was_meant(found, shift_s, back_s, again, count):
    walk = Walk().open(5.0, "/catalogue/bags/")
    walk.event(shift_s, Shift, value=0.1, sources=(MOVED,))
    walk.press(9.0, link("Sponsored"), {"unloading": 5}).open(9.05, "/catalogue/sponsored/")
    walk.open(back_s, "/catalogue/bags/", navigation="back_forward")
    walk.press(back_s + 2, link(again), {"unloading": 5}).open(back_s + 2.1, "/catalogue/small/")
    told = found("layout_shift", walk)
    assert [f.element.name for f in told] == ["Sponsored"] * count


@pytest.mark.parametrize(
    ("touch", "pressed", "count"), [(True, False, 1), (True, True, 0), (False, False, 0)]
)
def test_a_finger_that_scrolled_has_asked_for_no_dialog(found, touch, pressed, count):
    walk = basket().open(10.0, "/catalogue/bag/", touch=touch)
    if pressed:
        walk.press(13.8, button("Size guide"), {"mutation": 20})
    layer(walk, 14.0, 0, LETTER, 18.0, modal=True, asked=True)
    walk.press(17.98, CLOSE, {"mutation": 20})
    assert len(found("interruption", walk)) == count
