"""What the scenario watches besides the total: the lines of the basket, and promises."""

from __future__ import annotations

from inpage.noticing import look, show  # noqa: F401

from kitka.recorder.model import Promise, Total, View

BASKET = """<main><ul><li class=line>1 299,00 kr</li><li class=line><b class=line>20,50 kr</b></li>
<li class=line hidden>5,00 kr</li></ul>
<p class=time>Leverans inom <b>2 dagar</b><i hidden>gömt</i></p><p class=returns></p></main>"""


def test_the_lines_are_summed_up(show):  # noqa: F811
    log = show(BASKET, lang="sv", lines=".line")
    total = log.wait_for(Total)
    assert (total.what, total.amount, total.currency, total.count) == ("lines", 1319.5, "SEK", 2)
    log.page.evaluate("document.querySelector('.line').textContent = '…'")
    look(log)  # no sum while a line has no amount
    log.page.evaluate("document.querySelector('.line').textContent = '1 000,00 kr'")
    log.wait_for(Total, amount=1020.5)
    assert len(log.events(Total)) == 2


def test_promises_by_their_words(show):  # noqa: F811
    log = show(
        BASKET, promises={"delivery_time": ".time", "returns": ".returns", "none": "p > b > u"}
    )
    (promise,) = log.events(Promise)
    assert (promise.name, promise.text) == ("delivery_time", "Leverans inom 2 dagar")
    log.page.evaluate("document.querySelector('.time').textContent = 'x'.repeat(300)")
    assert len(log.wait_for(Promise, text="x" * 120).text) == 120
    log.page.evaluate("history.pushState({}, '', '/next')")
    log.wait_for(View, url="/next")
    log.wait_for(Promise, view=1)


def test_a_promise_does_not_tell_what_somebody_typed(show):  # noqa: F811
    log = show(
        "<main><input value='Aino Virtanen'><p class=to>To Aino Virtanen, call 0401234567</p>"
        "<p class='to2 rr-mask'>Private</p></main>",
        promises={"to": ".to", "hidden": ".to2"},
    )
    assert [p.text for p in log.events(Promise)] == ["To •••, call •••"]


def test_nothing_is_watched_where_nothing_is_asked_for(show):  # noqa: F811
    log = show(BASKET)
    assert log.events(Total) == [] and log.events(Promise) == []
