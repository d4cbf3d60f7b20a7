"""Words that tell what a view is about and why somebody stopped: en, fi, sv, de.

Only stems that mean one thing in a shop. Words come second: where fields, roles or amounts tell
the same, they are asked first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from kitka.analyzer.results import ReasonKind
from kitka.analyzer.session.views import PageView


def _any(*stems: str) -> re.Pattern[str]:
    return re.compile("|".join(stems), re.I)


DELIVERY = _any(r"deliver", r"shipping", r"shipment", r"toimitus", r"leverans", r"frakt",
                r"versand", r"liefer", r"pick-?up|parcel ?locker", r"nouto(pist|paik)|pakettiaut",
                r"utlämningsst|\bombud", r"abhol(ung|stat|ort)|packstation")  # fmt: skip
PAYMENT = _any(r"\bpay(ment|ing)?\b", r"\bmaksu", r"\bmaksa", r"betal", r"zahlung", r"bezahl")
RETURNS = _any(r"\breturns\b", r"\breturn.(polic|right|condition|info|instr|period)",
               r"send\w* (\w+ )?back|right of withdrawal", r"refund|peruu?tta?(mis)?oikeu",
               r"palautu",
               r"\bretur(er|rätt|ratt|villkor)?\b", r"[åa]ngerr[äa]tt", r"r(ü|ue)ckgabe",
               r"r(ü|ue)cksend|retoure", r"widerruf",
               r"skicka (\w+ )?tillbaka|zur(ü|ue)ck(schick|geben)")  # fmt: skip
"""“Return” alone is what providers of payment come back to."""
GIVEN_BACK = _any(r"\breturn(s|ed|ing)?\b", r"exchange|refund|warranty|complaint|\bclaim",
                  r"palaut|vaihto|vaihda|takuu|reklam", r"\bretur|\bbyt(e|a)\b|[åa]nger|garanti",
                  r"umtausch|r(ü|ue)ck(gabe|send)|gew(ä|ae)hr|widerruf")  # fmt: skip
ON_THE_THING = _any(r"serial|\bimei\b|\b(lot|batch) ?(no|num|code)|receipt|proof of purchase",
                    r"sarjanum|er(ä|a)n(umero|koodi)|kuit(ti|in)|ostotosi", r"serienum|kvitto",
                    r"parti(nummer|kod)|seriennum|chargen|quittung|kassen(bon|zettel)|beleg",
                    )  # fmt: skip
"""What stands on a thing or its receipt, and is not known by heart."""
TRUST = _any(
    r"privacy",
    r"imprint",
    r"about[-_ ]us",
    r"tietosuoja",
    r"yrity(s|kse)",
    r"integritet",
    r"om[-_ ]oss",
    r"datenschutz",
    r"impressum",
    r"(ü|ue)ber[-_ ]uns",
    r"who we are",
    r"\b(safe|secure)\b",
    r"security(?! ?code)",
    r"certificat",
    r"trusted|trustpilot",
    r"\b(customer )?(reviews|ratings)\b",
    r"meistä\b",
    r"turvalli(nen|suus|sta)",
    r"sertifika",
    r"arvostelu|arviot\b",
    r"\bsäker(t|het(?!skod))",
    r"omdöme|recension",
    r"sicher(heit(?!scode)|er)",
    r"bewertung|zertifi",
    r"g(ü|ue)tesiegel",
)
CONDITIONS = _any(r"\bterms\b", r"\bconditions\b", r"ehdot\b", r"villkor", r"\bagb\b",
                  r"gesch(ä|ae)ftsbeding")  # fmt: skip
"""Who reads them before paying wants to know whom they deal with, or something in particular."""
CARD = _any(r"card[-_ ]?(number|no)", r"(?<![a-z])(cvc|cvv|ccv|csc|cvn)2?(?![a-z])",
            r"security code", r"kortin? ?numero", r"turvakoodi", r"kortnummer", r"säkerhetskod",
            r"kartennummer", r"prüf(nummer|ziffer)", r"cc-?(number|csc)")  # fmt: skip
"""What only a card has. The short names stand in selectors, too, between underscores."""
IDENTITY = _any(
    r"(identity|identification|personal|national|social security|tax)[-_ ]?(code|number|no\b|id)",
    r"\bssn\b", r"passport", r"date of birth|birth ?da(y|te)", r"henkilötunnus|\bhetu\b",
    r"syntymä(aika|päivä)", r"personnummer|födelse", r"(personal)?ausweis", r"geburtsdatum",
    r"steuernummer", r"bank ?(id|login)|verkkopankkitunnu",
    r"\biban\b|bank account|tilinumero|bankkonto|kontonummer",
    r"\b(income|salary|occupation|employer)\b", r"\b(tulot|palkka|ammatti|työnantaja)\b",
    r"\b(inkomst|lön|yrke|arbetsgivare)\b", r"\b(einkommen|gehalt|beruf|arbeitgeber)\b",
)  # fmt: skip
"""What a purchase of ordinary goods need not know of a person, nor of their account."""
COUNTRY = _any(r"\bcountry\b", r"\bmaa\b", r"\bland\b")
ADDRESS = _any(r"address", r"osoite", r"adress")
PASSWORD = _any(r"passw", r"salasana", r"lösenord", r"kennwort")
DAYS = _any(r"\b(working |week)?days?\b", r"päivä", r"\b(var)?dag(ar)?\b", r"\b(werk)?tagen?\b")
"""What takes days in a shop is the delivery, unless it says otherwise."""
ARRIVAL = _any(r"\barriv", r"saapu", r"perillä", r"ankomst|anländ", r"ankunft|ankomm|eintreff",
               r"invalid date")  # fmt: skip
"""When it comes; a date that nobody can read is about the same: of all the dates in a shop that is
the one that people decide on."""
DECLINED = _any(
    r"declined", r"card\b.{0,30}(reject|refus|not accept)", r"payment\b.{0,30}(fail|not go|reject)",
    r"kortt?i.{0,30}(hylä|ei (kelpa|toimi|mennyt|käy))", r"maksu.{0,30}(epäonn|ei mennyt|hylä)",
    r"(kort|betalning).{0,30}(nekad|avvis|medge|misslyck|gick inte)",
    r"(karte|zahlung).{0,30}(abgelehnt|fehlgeschlagen|verweigert)",
    r"transaction.{0,30}(not|fail|reject)|insufficient funds|do not honou?r",
    r"payment.{0,20}unsuccess",
    r"not authori[sz]ed(?! to (view|see|access|do|perform))|purchase.{0,30}not approved",
    r"(could|can|were)( ?not|n[o’']t) (be )?(able to )?charged?\b.{0,20}card",
    r"unable to charge.{0,20}card",
    r"(maksu|korti|osto).{0,30}ei (voitu|hyväksytty)|kate ei riitä|luottopäätös.{0,20}kielt",
    r"(köpet|kortutgivare).{0,30}(inte|ej)\b|täckning saknas|bank.{0,40}nicht genehmigt",
)  # fmt: skip
"""A payment that somebody refused."""
NOT_THERE = _any(
    r"(\bnot|n[’']t|\bcannot|\bunable to)( currently| yet)? (be )?(deliver|ship)(ed)?\b",
    r"\bno (delivery|shipping)\b|(delivery|shipping) (is )?(un|not )(available|possible)",
    r"\b(ei|emme) (voida? )?(toimit[ae]|toimitta|postite)|toimitus ei (onnistu|ole (mahd|saat))",
    r"(levererar|skickar) (\w+ )?(inte|ej)\b|\b(inte|ej) (leverera|skicka)",
    r"\b(liefer(n|t)|versenden|versendet) .{0,30}\bnicht\b|nicht (geliefert|lieferbar|versendet)",
    r"\bkeine? (lieferung|zustellung|versand)|kein versand",
)  # fmt: skip
"""The shop does not bring it there, or not so."""
_MEANS = (
    r"(american express|amex|visa|master ?card|paypal|klarna|apple pay|google pay|mobilepay|swish"
    r"|invoice|\bcards?\b|instal?ments|payment method|way of paying"
    r"|lasku|kort(ti|ill)|maksutap|faktura|\bkort\b|betalsätt|betalningssätt"
    r"|rechnung|karte|lastschrift|zahlungsart)"
)
_REFUSED = (
    r"((do|does|can)( ?not|n[’']t) (be )?(accept|us)|not (be )?accepted"
    r"|(not |un)(currently )?available"
    r"|(only )?(available|possible) (only )?(from|for|over|above)"
    r"|ei(vät)? (hyväksy|ole (saatavilla|käytettävissä|mahdolli)|käy\b)|emme hyväksy"
    r"|(accepterar|tar) (vi )?(tyvärr )?(inte|ej)|inte (tillgänglig|möjlig)"
    r"|(akzeptieren|nehmen) .{0,30}nicht|nicht (verfügbar|möglich)|erst ab|nur ab)"
)
NOT_SO = _any(rf"{_MEANS}[^.!?]{{0,50}}{_REFUSED}", rf"{_REFUSED}[^.!?]{{0,40}}{_MEANS}")
"""That one cannot pay here in a certain way."""
SUM = _any(r"total\b", r"\bsum\b", r"summa\b", r"yhteensä|kokonaishin",
           r"gesamt|summe\b|endpreis")  # fmt: skip
_PLAIN = (
    "about all back begin browse choose click continue details discover explore find from here "
    "home info item items learn list look main menu more next offer offers open other overview "
    "page read select shop show site start store these this view visit with your "
    "alkuun avaa etusivu jatka kaikki katso kauppa klikkaa lisää lisätietoja lisätietoa löydä "
    "näytä seuraava takaisin tarjoukset tuotteet tutustu valitse "
    "alla bläddra butik erbjudanden fler fortsätt hitta klicka läs mera nästa produkter startsida "
    "tillbaka upptäck utforska visa välj "
    "alle angebote anzeigen ansehen auswählen blättern entdecken erfahren hier klicken mehr "
    "nächste produkte seite startseite stöbern weiter wählen zeigen zurück zum zur"
)
PLAIN = frozenset(_PLAIN.split())
"""Words of links that name no place: nobody expects to find them again on the page behind."""


def about(view: PageView | None) -> str:
    """Address without its query, and title: what names a view."""
    if view is None:
        return ""
    route = view.url.partition("#")[2].partition("?")[0]
    return f"{view.path} {route} {view.event.title if view.event else ''}".replace("_", " ")


# ---------------------------------------------------------------- what people write

_SAID: Mapping[ReasonKind, re.Pattern[str]] = {
    "extra cost": _any(
        r"expensive", r"pric(e|ed|es|ey)\b", r"costs?\b|costly", r"\b(sur)?charge", r"\bfees?\b",
        r"kallis|kallii", r"hinta|hinna|hintoj", r"kulu(t|ja|ista|n)\b|(lisä|posti|toimitus)kulu",
        r"(lisä|toimitus|palvelu|käsittely)maksu", r"\bdyr", r"\bpris(et|er)?\b",
        r"kostnad|kostade", r"avgift", r"teuer", r"preis", r"kosten\b|gekostet", r"gebühr",
    ),
    "no total": _any(
        r"total\b", r"yhteissumma|kokonaishin(ta|na)|loppusumma", r"(total|slut)(pris|summa)",
        r"gesamt(preis|summe|betrag)|endpreis",
    ),
    "account": _any(
        r"\baccount", r"regist(er|rat)", r"\bsign(ing)?[ -]?(up|in)\b", r"\blog(ging)?[ -]?in\b",
        r"password", r"\b(käyttäjä|asiakas)?til(i|iä|in|illä|ille|ejä)\b", r"rekisteröi",
        r"kirjautu", r"salasana", r"\b(användar|kund)?konto(t|n)?\b", r"registrera", r"logga in",
        r"lösenord", r"registrier", r"anmeld", r"passwort",
    ),
    "declined": DECLINED,
    "error": _any(
        r"\berrors?\b", r"\bbugs?\b|buggy", r"crash", r"\bbroken?\b", r"n[o']t work", r"\bstuck\b",
        r"froze", r"nothing happen", r"\bfailed\b", r"virhe", r"ei toimi", r"\brikki", r"jumi",
        r"kaatu", r"ei tapahtu", r"\bfel(et|meddelande)?\b", r"fungera(r|de)? inte", r"kraschade",
        r"hände inget", r"trasig", r"fehler", r"funktioniert[e]? nicht", r"abgestürzt", r"kaputt",
        r"passiert[e]? nichts", r"ging nicht",
    ),
    "too long": _any(
        r"too long", r"complicat", r"complex", r"confus", r"too many", r"tedious", r"\bslow",
        r"took (ages|forever)", r"liian (pit|mon)", r"monimutkai", r"sekava", r"hankala",
        r"hida(s|st)", r"hitaa", r"kesti", r"työläs", r"krånglig", r"komplicera",
        r"för (lång|många)", r"långsam", r"rörig", r"kompliziert",
        r"umständlich", r"zu (lang|viele)", r"langsam", r"verwirrend", r"mühsam", r"dauert",
    ),
    "delivery": _any(
        r"deliver", r"shipping", r"shipment", r"toimitu", r"toimitet", r"leverans|leverera",
        r"frakt", r"versand", r"liefer",
    ),
    "returns": _any(
        r"\breturn(s|ed|ing)?\b", r"refund", r"palautu", r"palautta", r"vaihto-?oikeu", r"\bretur",
        r"ånger(rätt|köp)", r"rückgabe", r"rücksend", r"\bretoure", r"widerruf", r"umtausch",
    ),
    "payment methods": _any(
        r"(ways?|methods?|options?) (of|to|for) pay", r"(payment|paying) (method|option)",
        r"paypal|klarna|mobilepay|apple ?pay|google ?pay|\bswish\b", r"\binvoice", r"maksuta[pv]",
        r"laskulla", r"osamaksu", r"verkkopank", r"betal(nings)?(sätt|metod)", r"faktura",
        r"(zahlungs|bezahl)(art|methode|möglichkeit)", r"auf rechnung", r"lastschrift",
    ),
    "trust": _any(
        r"\btrust", r"\bsecur(e|ity)", r"\bsafe\b", r"\bscam", r"suspicious|shady", r"privacy",
        r"luotta|luote|luotan|epäluot", r"turvalli|turvato", r"epäilyttä", r"huijau", r"tietosuoja",
        r"\blita(r|de)?\b", r"osäker|säkerhet", r"bluff", r"misstänk", r"vertrau", r"unsicher",
        r"betrug|betrüg", r"verdächtig", r"datenschutz",
    ),
}  # fmt: skip
_DEAR = _any(
    r"expensive", r"kallis|kallii", r"\bdyr", r"teuer", r"too (much|high)", r"liian korkea"
)
_UNCLEAR = _any(r"\bnot?\b|n't\b", r"unclear", r"where", r"late\b|until", r"\bei\b|\ben\b",
                r"epäsel", r"vasta", r"puuttu", r"\binte\b", r"oklar", r"först", r"saknas",
                r"\bnicht\b|\bkein", r"unklar", r"\berst\b", r"fehlt")  # fmt: skip
_SPEED = _any(r"slow", r"too long|took", r"\bdays?\b|weeks?", r"\bwait", r"hida(s|st)|hitaa",
              r"kestä|kesti", r"päivä|viikko", r"odott", r"långsam|för lång|lång tid",
              r"dagar|veck", r"langsam|zu lang", r"dauert", r"\btage?\b|woche", r"warten",
)  # fmt: skip


@lru_cache(maxsize=2048)
def spoken_of(text: str) -> tuple[ReasonKind, ...]:
    """The kinds of reasons that a text in somebody's own words speaks of; () where none is clear.

    Prices of delivery are extra cost, slowness of delivery is delivery, a card that was refused
    is no error of the shop: the more particular reading wins.
    """
    found = {kind for kind, pattern in _SAID.items() if pattern.search(text)}
    if "no total" in found and not _UNCLEAR.search(text):
        found = found - {"no total"} | {"extra cost"}
    if "no total" in found and not _DEAR.search(text):
        found.discard("extra cost")
    if "delivery" in found and _SPEED.search(text):
        found.discard("too long")
    elif "delivery" in found and "extra cost" in found:
        found.discard("delivery")
    if "declined" in found:
        found -= {"error", "payment methods"}
    return tuple(kind for kind in _SAID if kind in found)
