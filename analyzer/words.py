"""What controls, messages and addresses of shops say: Finnish, Swedish, English, German.

Words come second. Where roles, fields, amounts or requests tell the same, rules ask those first.
"""

from __future__ import annotations

import re
from functools import lru_cache

from kitka.analyzer.results import Element


def _any(*stems: str) -> re.Pattern[str]:
    return re.compile("|".join(stems), re.I)


# ---------------------------------------------------------------- controls

ADD = _any(
    r"\badd\b.{0,60}\b(cart|basket|bag|trolley)", r"\b(osto)?(s)?koriin\b", r"lisää kori",
    r"(lägg|läggs).{0,60}(varukorg|korg|kundvagn)", r"i (varukorgen|kundvagnen)",
    r"in den (warenkorb|einkaufswagen)", r"^(osta|köp|buy)$", r"zum warenkorb hinzu",
    r"\badd[ _-]?to[ _-]?(cart|basket|bag)",
)  # fmt: skip
PAY = _any(
    r"\bpay\b(?! later| in )", r"place (the |my |your )?order", r"submit (the |my )?order",
    r"(complete|finish|confirm) (the |my |your )?(order|purchase|payment)", r"\bbuy now\b",
    r"\bmaksa\b", r"^tilaa$", r"tilaa (nyt|ja|maksullisesti|tuotteet)",
    r"(vahvista|lähetä|viimeistele) (tilaus|maksu|osto)", r"tee tilaus", r"\bbetala\b",
    r"(slutför|genomför|bekräfta|lägg) (köp|order|beställning|betalning)", r"^beställ( nu)?$",
    r"bezahlen", r"\bkaufen\b", r"zahlungspflichtig", r"(kauf|bestellung) (abschließen|abschicken)",
    r"bestellung (absenden|aufgeben)", r"jetzt bestellen", r"place[ _-]order",
    r"(submit|make|send|authori[sz]e) (the |my |your )?payment", r"^send (the |my |your )?order\b",
    r"^order now$", r"(complete|finish) (the |my |your )?checkout", r"suorita maksu",
    r"hyväksy ja (tilaa|maksa)", r"skicka (in )?(din )?(order|beställning)", r"^(jetzt )?zahlen\b",
    r"kostenpflichtig bestellen", r"zahlung (bestätigen|ausführen|abschließen|absenden)",
)  # fmt: skip
LOG_IN = _any(
    r"\blog ?in\b", r"\bsign ?(in|up)\b", r"\bregister\b", r"(create|open).{0,12}account",
    r"\b(my|your) account\b", r"\bkirjaudu(?! ulos)", r"rekisteröidy", r"luo.{0,12}tili",
    r"\boma tili\b", r"omat sivut", r"logga in", r"registrera", r"skapa.{0,12}konto",
    r"mina sidor", r"mitt konto", r"\banmelden\b", r"einloggen", r"registrier", r"mein konto",
    r"konto (anlegen|erstellen)", r"returning customer", r"already (a|have)",
)  # fmt: skip
LOG_OUT = _any(
    r"\blog ?(out|off)\b", r"\bsign ?out\b", r"kirjaudu ulos", r"logga ut", r"\babmelden\b",
    r"ausloggen",
)  # fmt: skip
REMOVE = _any(
    r"\b(remove|delete|clear|empty|discard)\b", r"poista", r"tyhjennä", r"ta bort", r"radera",
    r"\btöm\b", r"entfernen", r"löschen", r"\bleeren\b", r"^[×✕✖x]$", r"\btrash\b",
)  # fmt: skip
VOUCHER = _any(
    r"voucher|coupon|promo|discount|gift ?card", r"alennus|etuse?te|kuponki|kampanja|lahjakort",
    r"rabatt|presentkort|värdekod", r"gutschein|aktionscode",
)  # fmt: skip
PROCEED = _any(
    r"check ?out|continue|proceed|\bnext\b|\bplace\b", r"kassa|jatka|siirry|seuraava",
    r"fortsätt|vidare|nästa", r"weiter|kasse|fortfahren",
)  # fmt: skip
ONWARD = _any(
    PROCEED.pattern, PAY.pattern, r"\bto (the )?(payment|delivery|shipping|review|summary)",
    r"(toimitukseen|maksuun|maksamaan|yhteenvetoon)\b", r"till (leverans|frakt|betalning|översikt)",
    r"zu[rm] (zahlung|lieferung|versand|übersicht)",
    r"^(save|confirm|tallenna|vahvista|spara|bekräfta|speichern|bestätigen)$",
)  # fmt: skip
"""Leads to the next part of a checkout, and chooses nothing."""
CHOOSES = _any(
    r"\b(add|choose|select|pick|upgrade|with(out)?)\b", r"lisää|valitse|\bilman\b|noudetaan",
    r"lägg till|välj|\b(med|utan)\b", r"hinzu|wähle|auswähl|\b(mit|ohne)\b",
    r"shopping|ostoks|shoppa|handla|einkauf|stöbern",
)  # fmt: skip
"""Says that something is taken with it, or leads elsewhere than on."""

DELIVERS = _any(
    r"deliver|shipping|\bship\b|express|standard|econom|pick.?up|collect|parcel|courier|overnight",
    r"next.day|same.day", r"toimitu|nouto|nouda|paketti|kotiin|\bposti",
    r"leverans|\bfrakt|hämta|ombud|hem(leverans|kör)|\bbrev|paket\b",
    r"liefer|versand|abhol|packstation", r"\b(dhl|ups|dpd|gls|fedex|postnord|matkahuolto|bring)\b",
)  # fmt: skip
"""What a way of delivery is called."""

# ---------------------------------------------------------------- addresses and steps

BASKET = _any(
    r"\b(basket|cart|bag)\b", r"ostoskori|\bkori\b", r"varukorg|kundvagn",
    r"warenkorb|einkaufswagen",
)  # fmt: skip
LOG_IN_PLACE = _any(
    r"log[-_ ]?in|sign[-_ ]?(in|up)|\baccounts?\b|regist(er|ration|rera|rier)",
    r"kirjaudu|kirjautu",
    r"rekister", r"logga[-_ ]in|inloggning", r"anmeld|einlogg",
)  # fmt: skip
OPEN_ACCOUNT = _any(
    r"\b(create|open|set up|make)\b.{0,16}\baccount\b", r"\bsign up\b", r"\bnew account\b",
    r"\bregister\b|\bregistration\b", r"luo.{0,16}tili", r"rekisteröi|rekisteröity",
    r"skapa.{0,16}konto", r"öppna.{0,16}konto", r"\bregistrer(a|ing)\b|\bbli (kund|medlem)\b",
    r"konto (anlegen|erstellen|eröffnen)|neues (kunden)?konto|registrier",
)  # fmt: skip
"""A new account, as opposed to one that is there to be logged in to."""
GUEST = _any(r"guest|vieras|vieraana|gäst|gast\b|without|ilman|utan|ohne")
CANCELLED = _any(
    r"cancel", r"\babort", r"peruutettu|peruit|peruutit|perutt|keskeyt", r"avbr(uten|utits|öt|yt)",
    r"abgebrochen|abbruch|storniert",
)  # fmt: skip

# ---------------------------------------------------------------- messages

FAILED = _any(
    r"could ?(?:not|n[o'’]t)|\bcan(?:not|[’']t)\b",
    r"did(?: not|n['’]t) (work|go through|succeed|load)",
    r"\bunable to\b|\bfailed\b|went wrong|\btry again\b|\berror\b",
    r"epäonnistu|ei onnistu|ei voitu|meni vikaan|yritä uudelleen|\bvirhe\b",
    r"misslyck|kunde inte|gick fel|gick inte|försök igen|ett fel",
    r"fehlgeschlagen|konnte.{0,40}nicht|schiefgelaufen|schief gegangen|erneut",
    r"\bfehler\b|nicht möglich",
    r"\b(whoops|oops|hups|hoppsan)\b|\b(oho|ups)[!,.…]|technical (problem|issue|difficult)",
    r"timed out|problem occurred|there was a problem|aikakatkais",
    r"tekni(nen|sen) (virhe|ongelma|häiriö)",
    r"(connection|network|server) (error|problem|lost|failed)|(verkko|palvelin|yhteys)virhe"
    r"|ei mennyt läpi|nätverksfel|serverfel|blev fel|kunde ej|netzwerkfehler|serverfehler"
    r"|nicht (geklappt|erfolgreich|funktioniert)",
    r"ongelma|tekniskt (fel|problem)|problem uppstod|technische[rs]? (problem|fehler|störung)",
    r"\bnot (been )?(added|saved|sent|placed|updated)\b|ei (ole )?(lisätty|tallennettu|lähetetty)|"
    r"(inte|ej) (lagts|sparats|skickats)|nicht (hinzugefügt|gespeichert)",
)  # fmt: skip
"""The thing did not happen."""
INVALID = _any(
    r"\b(invalid|expired|incorrect|unknown|wrong (code|card|e-?mail|password|number|pin))\b",
    r"\b(is|are|was)( not|n['’]t) (valid|available|applicable|eligible|recogni[sz]ed)",
    r"\b(not|no longer) valid\b|does(n['’]t| not) exist",
    r"already (been )?(used|redeemed|taken|registered|subscribed|exists|in use)|exceed",
    r"(do|does|can)( not|n['’]t) (ship|deliver)|minimum (order|spend|purchase)|used up|sold out",
    r"out of stock|not enough (stock|items)",
    r"(ei|eivät) (ole )?(enää )?(kelpaa|kelvollinen|voimassa|käytettävissä|saatavilla)",
    r"virheelli|vanhentu|tuntematon|väärä (koodi|salasana|tunnus)|(on|ovat) väärin\b",
    r"\b(ei|emme) toimit(eta|a)\b|on jo käytetty|loppuunmyyty",
    r"\bogiltig|har (löpt|gått) ut|(inte|ej) (längre )?(giltig|tillgänglig)|finns inte|felaktig",
    r"\bfel (lösenord|kod|pin|e-?post|användar)|levererar inte|för många|redan registrera",
    r"okänd|redan (använts?|inlöst)|slutsåld",
    r"\bungültig|abgelaufen|(nicht|keine?) (mehr )?(gültig|einlösbar|verfügbar)|existiert nicht",
    r"unbekannt|falsche[rs]? (code|passwort|angabe)",
    r"(passwort|code|e-?mail|angaben?) (ist |sind )?falsch|nicht genügend",
    r"liefern? nicht|(bereits|schon) (eingelöst|verwendet|benutzt|registriert)|ausverkauft",
)  # fmt: skip
"""It says what is wrong with what was given: a code, an address, an amount."""
NO_SUCH = _any(
    r"(not|never|n['’]t) (be )?(found|applied|used|redeemed|combined)|no such",
    r"does(n['’]t| not) (apply|work)|ei löyd|ei voi(da)? (käyttää|lunastaa|yhdistää)",
    r"hittades inte|hittar inte|gäller inte",
    r"kan (inte|ej) (användas|lösas|kombineras)|nicht gefunden|gilt nicht|kann nicht",
)  # fmt: skip
"""Said of a code, it says what is wrong with it; of a page or a basket it would not."""
AT_A_LOSS = _any(
    r"went wrong|(server|internal|unexpected|unknown|system|network|technical) (error|problem)",
    r"\btry again\b|later\b|exception|undefined|unexpected token|json|timed out",
    r"invalid (response|state|argument|server|request|nonce|csrf|token|form key|operation)",
    r"(session|token|page|form|link|csrf).{0,20}(expired|invalid)",
    r"meni vikaan|yritä (myöhemmin )?uudelleen|palvelinvirhe|tekni(nen|sen)|odottamaton",
    r"istun(to|nosta|tosi)|gick fel|försök igen|serverfel|tekniskt|oväntat|okänt fel|sessionen",
    r"schiefgelaufen|schief gegangen|erneut|serverfehler|technische|unerwartet|unbekannter fehler",
    r"sitzung|interner",
)  # fmt: skip
"""It says that the shop does not know what is wrong, or that something of its own is."""
SUCCEEDED = _any(
    r"\b(added|saved|updated|sent|placed|applied|success\w*|confirmed|completed|thanks?)\b",
    r"\b(lisätty|tallennettu|päivitetty|lähetetty|onnistu\w*|kiitos|vahvistettu)\b|lisättiin",
    r"\b(tillagd|lagts till|lades till|sparad|sparats|uppdatera(d|ts)|skicka(d|ts)|tack)\b",
    r"lyckades",
    r"\bis (now )?in (your|the) (basket|bag|cart|trolley)\b",
    r"\b(accepted|received|stored|activated)\b",
    r"\b(subscribed|registered|done)\b|on nyt (ostos)?kori|tallentui|vastaanotettu|ak?tivoitu",
    r"ligger nu i|tagit emot|mottagits|registrerats?\b|aktiverats?\b|\bklart\b",
    r"liegt jetzt (im|in)|übermittelt|eingegangen|erhalten\b|aktiviert|übernommen|angenommen",
    r"\b(hinzugefügt|gespeichert|aktualisiert|gesendet|erfolgreich|danke|vielen dank)\b",
)  # fmt: skip
"""The thing happened."""
NEGATED = _any(r"\bnot\b|n['’]t\b|\bno\b", r"\bei\b|\bepä", r"\binte\b|\bej\b", r"\bnicht\b|\bkein",
               r"\bun(success|able)")  # fmt: skip
LIMITED = _any(
    r"\b(only|maximum|at most|more than|in stock|limit\w*|some|partly|adjusted)\b",
    r"\b(vain|enintään|enempää|enemmän kuin|osa)\b|varasto|rajoit|fler än|mehr als",
    r"\b(endast|bara|högst|max\w*|en del)\b|i lager|begräns",
    r"\b(nur|höchstens|maximal|einige)\b|auf lager|vorrätig|begrenzt",
)  # fmt: skip
"""It happened, but not quite as asked; saying so is honest."""
TOTAL = _any(
    r"\b(sub)?total(t|en)?\b", r"\bsumma\b|loppusumma|välisumma|yhteensä", r"kokonaishin(ta|na)",
    r"del-?summa|totalsumma|att betala", r"(gesamt|zwischen)(summe|betrag|preis)|insgesamt",
)  # fmt: skip
GONE = _any(
    r"no longer (available|sold|exists?|here)", r"not available any ?more", r"discontinued",
    r"\bnot found\b", r"does(n[’']t| not) exist", r"ei ole enää", r"poistu(nut|i) (valikoim|myyn)",
    r"ei löy(dy|tynyt)", r"poistettu valikoim", r"(inte|ej) längre", r"\butgå(tt|ngen)\b",
    r"(hittades|finns) (inte|ej)", r"nicht mehr (verfügbar|erhältlich|lieferbar|da\b|im)",
    r"nicht gefunden", r"existiert nicht",
)  # fmt: skip
"""What a link led to does not exist (any more); that something is sold out is another matter."""
NOT_NEEDED = _any(r"optional", r"valinnai|vapaaehtoi", r"frivillig|valfri", r"freiwillig")
"""What a field says that may stay empty."""
SESSION_OVER = _any(
    r"session.{0,30}(expired|ended|timed out|over|invalid)", r"(logged|signed) (you )?out",
    r"istun(to|nosta|tosi).{0,30}(vanhen|päätty|umpeutu|katke)", r"kirjattu ulos|kirjauduttu ulos",
    r"session.{0,30}(löpt ut|gått ut|avslut|upphört)|utloggad|loggats ut",
    r"sitzung.{0,30}(abgelaufen|beendet)|abgemeldet",
)  # fmt: skip
SOLICITS = _any(
    r"survey|\bnps\b|how likely|newsletter|\bchat\b",
    r"kysely|kuinka todennäköisesti|uutiskirje", r"enkät|undersökning|hur sannolikt|nyhetsbrev",
    r"umfrage|bewerten sie|wie wahrscheinlich",
    r"(get|download|try|open|use) (our|the|in the) "
    r"(?!bank|swish|mobile ?pay|vipps|klarna|paypal|auth)(\w+ )?app\b", r"lataa \w*sovellu",
    r"(hämta|ladda ner|öppna i) (vår |den )?(?!bank|mobilt|swish|klarna|paypal)(\w+-?)?app(en)?\b",
    r"\bapp (herunter)?laden",
    r"spin (to|the) w|wheel of|(scratch|play) (to|and) win|onnenpyörä|lyckohjul|glücksrad",
    r"before you (go|leave)\b(?! (on|to|ahead|further))|leaving (so soon|already)"
    r"|don.t (go|leave)\b(?! (\w+ ){1,3}(empty|blank))|exit[-_ ]?(intent|popup)",
    r"ennen kuin (lähdet|poistut)|oletko lähdössä|innan du (går|lämnar)|bevor (sie gehen|du gehst)",
)  # fmt: skip
"""What a layer calls itself that wants something of the shopper. Not the app in which one says who
one is or pays, nor “feedback”, which is what
frameworks call the words beside a field, nor subscribing, which may be how a thing is bought, nor
a price that is off, which may be what a code brought."""
CONCERNS = _any(
    SUCCEEDED.pattern, FAILED.pattern, INVALID.pattern, NO_SUCH.pattern, LIMITED.pattern,
    BASKET.pattern, r"address|order\b|deliver|shipping|pay(ment|ing)\b|3-?d.?secure|confirm|verif",
    r"osoit|tilau|toimitu|nouto|maksu|tarkista|vahvista|\bcheck\b|review your",
    r"adress|beställning|leverans|frakt|betal|bekräfta|kontroller",
    r"anschrift|bestellung|liefer|versand|zahlung|bestätig|prüfen",
    r"pick.?up|locker|nouto|ombud|utlämning|abhol|packstation|time.?slot|aikaikkuna|zeitfenster",
    r"\blog ?in\b|\bsign ?in\b|kirjaudu|logga in|\banmelden\b|einloggen",
    r"\bterms\b|ehdot\b|villkor|\bagb\b|\bcode\b|koodi|\bkod\b|welcome back|tervetuloa takaisin",
    r"välkommen tillbaka|willkommen zurück|before you (go on|continue|pay)",
)  # fmt: skip
"""Said of something that was sent: what became of it, or what it was about."""


PARTS = re.compile(r"[\s>]+")
"""Between the parts of a selector."""
JOINED = re.compile(r"[_\-]+")
"""What joins words in a test id."""


def label(element: Element | None) -> str:
    """What a control calls itself: its name, its test id, else the end of its selector."""
    if element is None:
        return ""
    named = f"{element.name} {element.test_id or ''}".strip()
    words = named or PARTS.split(element.selector.strip() or " ")[-1]
    return JOINED.sub(" ", words).strip()


def says(pattern: re.Pattern[str], element: Element | None) -> bool:
    """Whether a control's own words match."""
    return matches(pattern, label(element))


@lru_cache(maxsize=8192)
def matches(pattern: re.Pattern[str], words: str) -> bool:
    """Whether something that a shop says of itself matches. Kept, for its controls and messages
    are the same in every session, and these patterns are long."""
    return bool(pattern.search(words))
