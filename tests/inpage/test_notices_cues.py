"""What a view is about: an account, a way without one, a log-out, an empty basket."""

from __future__ import annotations

import pytest
from inpage.noticing import TEXT, look, show  # noqa: F401

from kitka.recorder.model import Cue, View

LOGIN = """<form action=/login method=post><label>E-mail <input type=email name=email></label>
<label>Password <input type=password name=password autocomplete=current-password></label>
<button>{}</button></form>"""
ADDRESS = """<form action=/address method=post><label>Name <input name=name></label>
<label>Street <input name=street></label><label>Postcode <input name=postcode></label>
<label>City <input name=city></label>{}<button>Continue</button></form>"""
EMPTY = "<main><h1>{}</h1><p>{}</p>" + TEXT + "</main>"

TOLD = [
    ("<main><h1>Sign in</h1>" + LOGIN.format("Sign in") + "</main>", {"account"}),
    ("<main><h1>Rekisteröidy</h1><form><input type=password name=p1 autocomplete=new-password>"
     "<button>Luo tili</button></form></main>", {"account"}),
    ("<main>" + ADDRESS.format("<label>Password * <input type=password name=pw></label>")
     + "</main>", {"account"}),
    ("<main><h1>Anmelden</h1><form><label>E-Mail <input name=user autocomplete=username></label>"
     "<button>Anmelden</button></form></main>", {"account"}),
    ("<main><h1>Kirjaudu sisään jatkaaksesi</h1>" + TEXT + "</main>", {"account"}),
    ("<main><p class=notice>Du måste logga in för att beställa.</p>" + TEXT + "</main>",
     {"account"}),
    ("<main><p role=alert>You must register or log in to place an order.</p>" + TEXT + "</main>",
     {"account"}),
    ("<main>" + ADDRESS.format("") + "<div role=dialog aria-modal=true><h2>Choose a password</h2>"
     "<input type=password name=p1 autocomplete=new-password><button>Go on</button></div></main>",
     {"account"}),
    ("<main>" + LOGIN.format("Log in") + "<a href=/guest>Continue as guest</a></main>",
     {"account", "guest"}),
    ("<main>" + LOGIN.format("Logga in") + "<button>Handla utan konto</button></main>",
     {"account", "guest"}),
    ("<main><button>Jatka kirjautumatta</button></main>", {"guest"}),
    ("<main><label><input type=radio name=as value=anonymous> I am new here</label></main>",
     {"guest"}),
    ("<main><a href=/x>Als Gast bestellen</a></main>", {"guest"}),
    ("<header><a href=/account/logout>Log out</a></header><main>" + TEXT + "</main>",
     {"signed_in"}),
    ("<header><button>Kirjaudu ulos</button></header><main>" + TEXT + "</main>", {"signed_in"}),
    ("<header><details><summary>Aino</summary><a href=/logga-ut>Logga ut</a></details></header>"
     "<main>" + TEXT + "</main>", {"signed_in"}),
    (EMPTY.format("Basket", "Your basket is empty."), {"empty_basket"}),
    (EMPTY.format("Ostoskori", "Ostoskorisi on tyhjä"), {"empty_basket"}),
    (EMPTY.format("Kundvagn", "Din varukorg är tom"), {"empty_basket"}),
    (EMPTY.format("Warenkorb", "Ihr Warenkorb ist noch leer."), {"empty_basket"}),
    ("<main><h1>Shopping bag</h1><div class=cart-empty>Nothing here yet</div>" + TEXT + "</main>",
     {"empty_basket"}),
    ("<main><h2>Your cart is empty</h2><p>Continue shopping</p></main>", {"empty_basket"}),
    (EMPTY.format("Varukorg", "Här var det tomt! Börja handla."), {"empty_basket"}),
    (EMPTY.format("Cart (0)", "No products."), {"empty_basket"}),
    (EMPTY.format("Ostoskori", "Täällä on vielä tyhjää"), {"empty_basket"}),
    (EMPTY.format("Warenkorb", "Hier ist noch nichts"), {"empty_basket"}),
    ("<main><h1>419</h1><p>Page expired</p></main>", {"session_over"}),
    ("<main><p>Your session has expired.</p>" + LOGIN.format("Log in") + TEXT + "</main>",
     {"account", "session_over"}),
    ("<main><p>Ihre Sitzung ist abgelaufen. Bitte melden Sie sich an.</p>" + TEXT + "</main>",
     {"session_over"}),
    ("<main>" + TEXT + "</main><div><p>Istuntosi on vanhentunut</p><a href=/>OK</a></div>",
     {"session_over"}),
    ("<main><p>Du har loggats ut. Logga in på nytt.</p>" + TEXT + "</main>", {"session_over"}),
    ("<main><h1>Order 10042</h1><p>Unfortunately your card was declined. Try again.</p>" + TEXT
     + "</main>", {"declined"}),
    ("<main><p>Maksu ei onnistunut. Voit yrittää uudelleen.</p>" + TEXT + "</main>", {"declined"}),
    ("<main><div>Banken har nekat köpet.</div>" + TEXT + "</main>", {"declined"}),
    ("<main><h2>Die Zahlung wurde abgelehnt</h2>" + TEXT + "</main>", {"declined"}),
    ("<main><h1>Tilausta ei löydy</h1>" + TEXT + "</main>", {"failed"}),
    # No space between the tags, as scripts write them.
    ("<main><h1>Maksu</h1><p>Maksu ei onnistunut.</p>" + TEXT + "</main>", {"declined"}),
    ("<main><h1>Shopping</h1><p>Cart is empty</p></main>", {"empty_basket"}),
    ("<main><p>Tilillä ei ole katetta.</p>" + TEXT + "</main>", {"declined"}),
    # Ways to log in without a field.
    ("<main><h1>Welcome</h1><button>Continue with Google</button><button>Continue with Apple"
     "</button>" + TEXT + "</main>", {"account"}),
    ("<main><h1>Logga in</h1><button>Mobilt BankID</button><button>Logga in med e-post</button>"
     + TEXT + "</main>", {"account"}),
    ("<main>" + ADDRESS.format(
        "<label><input type=checkbox name=create_account checked disabled> Create an account"
        "</label><label>Password <input type=password name=pw required></label>") + "</main>",
     {"account"}),
    # A guest's way that is no control of that name.
    ("<main>" + LOGIN.format("Log in") + "<a href=/x>Skip</a></main>", {"account", "guest"}),
    ("<main>" + LOGIN.format("Log in") + "<p>You can order without registering.</p>"
     "<a href=/x>Continue</a></main>", {"account", "guest"}),
    ("<main>" + LOGIN.format("Log in") + "<p>You cannot order without an account.</p></main>",
     {"account"}),
    ("<main><h1>Sign in or register</h1><form><label>E-mail <input type=email name=e></label>"
     "<button>Continue</button></form></main>", {"account"}),
    ("<main><h1>Your order</h1><p class=notice>You will need an account to order.</p>" + TEXT
     + "</main>", {"account"}),
    ("<main><p>No delivery methods are available for your address.</p>" + TEXT + "</main>",
     {"no_delivery"}),
    ("<main><h1>Delivery method</h1><p>No delivery methods are available.</p>" + TEXT + "</main>",
     {"no_delivery"}),
    ("<main><h1>Basket</h1><p>Oops! That did not work.</p>" + TEXT + "</main>", {"failed"}),
    ("<main><p>Valitettavasti emme toimita tähän osoitteeseen.</p>" + TEXT + "</main>",
     {"no_delivery"}),
    ("<main><p>Det finns inga betalningsmetoder.</p>" + TEXT + "</main>", {"no_payment"}),
    ("<main><h1>Something went wrong</h1>" + TEXT + "</main>", {"failed"}),
    ("<main><p>Tapahtui odottamaton virhe.</p>" + TEXT + "</main>", {"failed"}),
    ("<main><div>Leider ist ein Fehler aufgetreten.</div>" + TEXT + "</main>", {"failed"}),
    ("<main>" + ADDRESS.format("<label>Henkilötunnus <input name=hetu></label>") + "</main>",
     {"identity"}),
    ("<main>" + ADDRESS.format("<label>Picture of your passport <input type=file></label>")
     + "</main>", {"identity"}),
    ("<header><a href=/basket>Basket <b>0</b></a></header><main>" + TEXT + "</main>",
     {"no_pieces"}),
    ("<header><a href=/x aria-label='Ostoskori, 0 tuotetta'><b>0</b></a></header><main>" + TEXT
     + "</main>", {"no_pieces"}),
]  # fmt: skip

QUIET = [
    # What is cheap, what may fail, and who brings it.
    "<main><p>No delivery charge and no payment fees.</p>" + TEXT + "</main>",
    "<main><p>Contact us if something went wrong.</p>" + TEXT + "</main>",
    "<main><p>UPS brings it in two days.</p><p>Rapportera ett fel</p>" + TEXT + "</main>",
    "<main><h1>Log in or continue as guest</h1><form><label>E-mail <input type=email name=e>"
    "</label><button>Continue</button></form></main>",
    # An account that may be made beside an address, and logins that nobody asks for.
    "<main>" + ADDRESS.format("<label>Password <input type=password name=pw></label>") + "</main>",
    "<main>" + ADDRESS.format(
        "<label><input type=checkbox name=createaccount checked> Create an account?</label>"
        "<label>Password <input type=password name=pw required></label>") + "</main>",
    "<header>" + LOGIN.format("Log in") + "</header><main>" + TEXT + "</main>",
    "<main>" + ADDRESS.format("") + LOGIN.format("Log in") + "</main>",
    "<main><div hidden>" + LOGIN.format("Log in") + "</div>" + TEXT + "</main>",
    "<main><form><label>Card code <input type=password name=cvc></label></form></main>",
    "<main><form><label>Code <input type=password autocomplete=one-time-code></label></form>"
    "</main>",
    "<main><p class=notice>Please log in to write a review.</p>" + TEXT + "</main>",
    "<main><p class=notice>Already a customer? Log in to check out faster.</p>" + TEXT + "</main>",
    "<header><a href=/login>Log in</a></header><main><h1>Bags</h1>" + TEXT + "</main>",
    # Sessions that are not over.
    "<main><p>Your session will expire in 5 minutes.</p><p>If your session has expired, your "
    "basket is kept.</p><p>Keep me logged in, so that I need not type again.</p>"
    + TEXT + "</main>",
    "<main><p hidden>Your session has expired.</p>" + TEXT + "</main>",
    "<footer><p>Session expired</p></footer><main><h2>Why was my session ended?</h2>" + TEXT
    + "</main>",
    # Payments that were not refused.
    "<main><p>If your payment is declined, we keep your order for an hour.</p><p>We accept all "
    "cards.</p><p>Paying by card is not possible for gift orders above 500 €.</p>" + TEXT
    + "</main>",
    "<main><p hidden>Your payment was declined.</p>" + TEXT + "</main>",
    # Guests who are none.
    "<main><a href=/x>Track your guest order</a><button>2 guests</button><a>Guest house</a>"
    "<p>You may order as a guest.</p></main>",
    "<main><button hidden>Continue as guest</button></main>",
    "<main><button>Google Pay</button><button>Apple Pay</button><button>Facebook</button></main>",
    # A log-out that is kept in the page of somebody who is not logged in.
    "<header><a href=/login>Log in</a><a href=/logout style='display:none'>Log out</a></header>"
    "<main>" + TEXT + "</main>",
    "<main><a href=/help/logging-out-of-devices>Signing out everywhere</a>" + TEXT + "</main>",
    # Sums, pieces, what is hidden, and what else can be counted.
    "<header><a href=/b>Basket 0,00 €</a><a href=/b>Cart (10)</a><a href=/b hidden>Cart 0</a>"
    "<a href=/w>Wish list 0</a></header><main>" + TEXT + "</main>",
    # Small baskets that are empty on pages about something else.
    "<header><div>Your basket is empty</div></header><main><h1>A bag</h1>" + TEXT + "</main>",
    "<div class=minicart>Your cart is empty</div><main><h1>A bag</h1>" + TEXT + "</main>",
    "<main><h1>A bag</h1>" + TEXT + "<div class=cart-drawer>Your cart is empty</div></main>",
    "<main><h1>Questions</h1>" + TEXT + "<p>Why does it say that my cart is empty?</p></main>",
    "<main><h1>Wish list</h1><p>Nothing here yet</p></main>",
    "<main><h1>Basket</h1><p>Bag 64,90 €</p><input name=qty value=1><p>No products.</p></main>",
    "<main><h1>Basket</h1><p>Bag 64,90 €</p><aside><p>Nothing here yet</p></aside></main>",
    "<main><h1>Basket</h1><p hidden>Your basket is empty</p><p>One bag 64,90 €</p></main>",
]  # fmt: skip


@pytest.mark.parametrize("html, wanted", TOLD)
def test_what_a_view_is_about(show, html, wanted):  # noqa: F811
    log = show(html)
    assert {cue.what for cue in log.events(Cue)} == wanted
    assert all(cue.present and cue.target.selector for cue in log.events(Cue))


@pytest.mark.parametrize("html", QUIET)
def test_what_it_is_not_about(show, html):  # noqa: F811
    assert [(cue.what, cue.target.name) for cue in show(html).events(Cue)] == []


def test_a_cue_is_told_once_and_when_it_goes(show):  # noqa: F811
    log = show("<main><h1>Log in</h1>" + LOGIN.format("Log in") + "</main>")
    log.page.evaluate("document.querySelector('h1').textContent = 'Welcome'")
    log.page.evaluate("document.querySelector('form').remove()")
    log.wait_for(Cue, what="account", present=False)
    look(log)
    assert [cue.present for cue in log.events(Cue)] == [True, False]


def test_the_next_view_tells_it_anew(show):  # noqa: F811
    log = show("<main><h1>Log in</h1>" + LOGIN.format("Log in") + "</main>")
    log.page.evaluate("history.pushState({}, '', '/next')")
    log.wait_for(View, url="/next")
    log.wait_for(Cue, what="account", view=1)


def test_a_wall_in_a_route_that_a_script_draws_later(show):  # noqa: F811
    log = show("<main><h1>Basket</h1><a href=#>Checkout</a></main>")
    wall = "<h1>Log in</h1><button>BankID</button><button>Log in with Google</button>"
    log.page.evaluate(
        """(wall) => { document.querySelector("a").onclick = () => {
          history.pushState({}, "", "/next");
          setTimeout(() => { document.querySelector("main").innerHTML = wall; }, 300);
        } }""",
        wall,
    )
    log.page.click("text=Checkout")
    assert log.wait_for(Cue, what="account").view == 1


def test_a_password_shown_by_a_press_is_asked_for(show):  # noqa: F811
    log = show(
        "<main><button onclick='document.querySelector(\"div\").hidden = false'>Log in</button>"
        "<div hidden>" + LOGIN.format("Log in") + "</div></main>"
    )
    assert log.events(Cue) == []
    log.page.click("button >> nth=0")
    assert log.wait_for(Cue, what="account").target.type == "password"
