"""What a page offers to choose from, and how late it says that things come: in numbers only."""

from __future__ import annotations

import pytest
from inpage.noticing import TEXT, show  # noqa: F401

from kitka.recorder.model import Offer


def radios(*rows, name="way"):
    return "".join(f"<li><input type=radio name={name} id={name}{i}>{row}</li>"
                   for i, row in enumerate(rows))  # fmt: skip


def labelled(*texts, name="way"):
    return radios(*(f"<label for={name}{i}>{text}</label>" for i, text in enumerate(texts)),
                  name=name)  # fmt: skip


def offers(log, what):
    return [event for event in log.events(Offer) if event.what == what]


def test_prices_and_days_that_every_choice_names(show):  # noqa: F811
    log = show(f"<main><ul>{labelled('Locker, €4.90, 5–7 weeks', 'Home, €8.90, 10 days')}</ul>")
    (choice,) = offers(log, "choices")
    assert (choice.count, choice.price, choice.days) == (2, 4.90, 10)


def test_a_price_that_stands_beside_the_label(show):  # noqa: F811
    rows = ("<label for=way0>Automaatti</label> <b>5,90 €</b>",
            "<label for=way1>Kotiin</label> <b>ilmainen</b>")  # fmt: skip
    (choice,) = offers(show(f"<main><ul>{radios(*rows)}</ul>", lang="fi"), "choices")
    assert (choice.count, choice.price, choice.days) == (2, 0.0, 0)


def test_drawn_choices_and_means_of_paying(show):  # noqa: F811
    drawn = "".join(f"<div role=radio tabindex=0>{text}</div>" for text in ("Faktura", "Swish"))
    (choice,) = offers(show(f"<main><div role=radiogroup>{drawn}</div>", lang="sv"), "choices")
    assert set(choice.means) == {"invoice", "wallet"} and choice.price == -1


@pytest.mark.parametrize(
    ("text", "days"),
    [("Delivery in 5–7 weeks", 49), ("Lieferung in fünf Wochen", 35), ("Leverans: 3 veckor", 21),
     ("Toimitusaika 2–4 arkipäivää", 4), ("Ships in 24 hours", 0), ("Pay within 30 days", 0),
     ("Delivered, and returned within 30 days", 0)],
)  # fmt: skip
def test_a_sentence_about_when_things_come(show, text, days):  # noqa: F811
    told = offers(show(f"<main><p>{text}</p>{TEXT}"), "delivery")
    assert [offer.days for offer in told] == ([days] if days else [])


@pytest.mark.parametrize(("count", "told"), [(14, []), (22, [22])])
def test_a_long_form(show, count, told):  # noqa: F811
    inputs = "".join(f"<input name=f{i}>" for i in range(count))
    boxes = "<input type=checkbox>" * 30
    found = offers(show(f"<main><form>{inputs}{boxes}</form>"), "fields")
    assert [offer.count for offer in found] == told


def test_saved_addresses_stay_in_the_page(show):  # noqa: F811
    log = show(f"<main><ul>{labelled('Ann Bell, 12 Mill Road', 'Ann Bell, 7 High Street')}</ul>")
    (choice,) = offers(log, "choices")
    assert choice.means == () and choice.price == -1 and choice.days == 0
