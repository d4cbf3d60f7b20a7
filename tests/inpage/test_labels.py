"""How a control is named whose field is hidden or has no label."""

from __future__ import annotations

import pytest

from kitka.recorder.model import Click


def test_a_choice_that_is_drawn_beside_a_hidden_field(signals):
    """As Base UI and Radix draw theirs: what people see is what was pressed, by its label."""
    signals.page.evaluate(
        """() => {
          const label = document.createElement("label");
          label.innerHTML = '<span role="radio" aria-checked="false" style="display:inline-block;'
            + 'width:20px;height:20px"></span><input type="radio" aria-hidden="true" tabindex="-1"'
            + ' style="position:absolute;width:1px;height:1px;opacity:0"><b>Pickup point</b>';
          document.body.prepend(label);
        }"""
    )
    for place in ("label b", "label span"):
        signals.page.click(place)
    signals.flush()
    assert len(signals.events(Click)) == 2  # the browser presses the hidden field each time, too
    target = signals.events(Click)[0].target
    assert signals.events(Click)[1].target.selector == target.selector
    assert (target.role, target.name, target.rect.width) == ("radio", "Pickup point", 20)


@pytest.mark.parametrize("hidden", ["display:none", "visibility:hidden;position:absolute"])
def test_a_choice_whose_field_is_hidden_is_named_by_its_label(signals, hidden):
    """As Bootstrap 3's themes draw theirs: the label is what is seen and pressed."""
    signals.page.evaluate(
        """(hidden) => {
          const box = document.createElement("div");
          box.innerHTML = '<input type="checkbox" id="same" style="' + hidden + '">'
            + '<label for="same" style="display:block;width:240px;height:30px">Home too</label>';
          document.body.prepend(box);
        }""",
        hidden,
    )
    signals.page.click("label[for=same]")
    target = signals.wait_for(Click).target
    assert (target.role, target.name, target.selector) == ("checkbox", "Home too", "#same")
    if hidden == "display:none":
        assert (target.rect.width, target.rect.height) == (240, 30)


@pytest.mark.parametrize(
    "more", ['<i class="ph-mask">Matti Meikäläinen</i>', "<textarea>Ring twice</textarea>"]
)
def test_a_label_that_holds_what_is_masked_or_typed_names_no_drawn_choice(signals, more):
    signals.page.evaluate(
        """(more) => {
          const label = document.createElement("label");
          label.innerHTML = '<span role="radio" style="display:inline-block;width:20px;'
            + 'height:20px"></span><input type="radio" aria-hidden="true"><b>Home</b>' + more;
          document.body.prepend(label);
        }""",
        more,
    )
    signals.page.click("label b")
    assert signals.wait_for(Click).target.name == ""


def test_a_field_without_a_label_is_named_by_its_placeholder(signals):
    """Never by what is typed, where a page repeats that there."""
    signals.page.evaluate(
        """() => {
          for (const [id, text] of [["code", "Coupon code"], ["other", "Code SALAINEN"]]) {
            const field = document.createElement("input");
            field.id = id; field.placeholder = text;
            document.body.prepend(field);
          }
        }"""
    )
    signals.page.click("#code")
    signals.page.keyboard.type("SALAINEN")
    signals.page.click("#other")
    signals.wait(lambda: signals.events(Click)[1:], "click")
    assert [click.target.name for click in signals.events(Click)] == ["Coupon code", "Code •••"]
