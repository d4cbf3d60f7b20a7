"""What shops say when a payment did not succeed: Finnish, Swedish, English, German.

By meaning, not by sentence: what it is about (a payment, a card, the bank), that it was not taken
or refused, in either order and in whatever form of the verb; and that nothing was charged.
"""

from __future__ import annotations

import re

_IN = r"[^.!?]"
"""Within one sentence."""


def _any(*stems: str) -> re.Pattern[str]:
    return re.compile("|".join(stems), re.I)


# ---------------------------------------------------------------- English

_CARD = r"\b(?:payment|card|transaction|charge|purchase)s?\b"
_PAYMENT = (
    r"\b(?:payment|transaction|charge|purchase)s?\b"
    r"(?! (?:details?|information|method|data|page|type|option|address|form))"
)
_BANK = r"\b(?:bank|issuer|card company)\b"
_NOT = (
    r"(?:(?<!\bdo )(?<!\bdoes )\bnot\b|(?<!\bdo)(?<!\bdoes)n[’']t\b|\bcannot\b|\bnever\b"
    r"|\b(?:unable|fail(?:s|ed)?) to\b)"
)
"""“We do not accept these cards” is a rule and no news."""
_REFUSED = r"\b(?:declined|refused|rejected|denied|failed|unsuccessful)\b"
_TAKE = (
    r"\b(?:approv|accept|authori[sz]|authenticat|process|honou?r|captur|clear)\w*"
    r"|\b(?:complete|completed|confirm|confirmed|take|charge|collect)\b"
    r"|\b(?:succeed|successful|go through|gone through|went through)\b"
)
_ENGLISH = (
    rf"{_CARD}{_IN}{{0,60}}{_REFUSED}",
    rf"{_REFUSED}{_IN}{{0,40}}{_CARD}",
    rf"{_CARD}{_IN}{{0,60}}\bnot (?:go|gone|went) through",
    rf"{_CARD}{_IN}{{0,60}}\bnot (?:be |been )?"
    r"(?:accepted|authori[sz]ed|approved|processed|completed)",
    rf"{_PAYMENT}{_IN}{{0,40}}{_NOT}{_IN}{{0,25}}(?:{_TAKE})",
    rf"{_NOT}{_IN}{{0,25}}(?:{_TAKE})(?!{_IN}{{0,30}}\bwithout\b){_IN}{{0,30}}"
    rf"(?:{_PAYMENT}|\b(?:your|the|this) card\b(?! \w*(?:number|details?)\b))",
    rf"{_BANK}{_IN}{{0,30}}(?:{_REFUSED}|\bblocked\b|\bturned\b{_IN}{{0,20}}\bdown\b|\bsaid no\b)",
    rf"(?:{_REFUSED}|\bblocked\b|\bturned down\b){_IN}{{0,20}}\bby\b{_IN}{{0,15}}{_BANK}",
    rf"{_BANK}{_IN}{{0,20}}{_NOT}{_IN}{{0,15}}(?:{_TAKE}|\b(?:allow|agree|let)\b)",
    r"insufficient funds",
    r"\b(?:3-?d.?secure|strong(?: customer)? authentication|(?:card |payment )?authori[sz]ation)\b"
    rf"{_IN}{{0,25}}{_REFUSED}",
    rf"(?:\berror\b|\bproblem\b|went wrong){_IN}{{0,25}}\bpayment\b"
    r"(?! (?:details?|information|method))",
    rf"\b(?:payment|transaction)\b{_IN}{{0,15}}\b(?:error|timed out)\b",
    rf"{_BANK}{_IN}{{0,20}}\breturned an error\b",
    r"\bcard (?:has |is )(?:expired|blocked|not supported)\b|\bcard not supported\b",
    rf"(?:can(?:no|[’'])t|cannot|unable to|not able to) (?:offer|approve|grant){_IN}{{0,25}}"
    r"\b(?:invoice|instal?ments?|credit|pay later|this (?:payment|way to pay))",
    r"do not honou?r",
    r"\b(?:order|purchase|payment)\b[^.!?]{0,15}\b(?:was not|wasn[’']t|has not been|hasn[’']t been"
    r"|could not be) paid\b",
)

# ---------------------------------------------------------------- Finnish

_MAKSU = r"(?:maksu|kortti|korttia|korttisi|maksua|maksutapahtuma)"
_PANKKI = r"\b(?:pankki|pankkisi|kortin myöntäjä)\b"
_HYLKASI = r"(?:hylkäsi|torjui|epäsi|esti|kieltäyty\w*)"
_EI_MENNYT = (
    r"\b(?:ei|eikä)(?: ole)? (?:hyväksy[nt]\w+|onnistu\w*|voitu|mennyt|vahvistanut|vahvistettu"
    r"|läpäissyt|päästänyt|sallinut|toteutunut|suoritettu)"
)
_FINNISH = (
    rf"{_MAKSU}{_IN}{{0,60}}(?:hylätt|hylkä|epäonnistu|torju|evätt|estett|kieltäyty|{_EI_MENNYT})",
    rf"(?:{_HYLKASI}|epäonnistunut|{_EI_MENNYT}){_IN}{{0,40}}"
    r"\b(?:maksu|maksua|maksuasi|korttia|korttiasi|korttimaksu\w*|korttisi)\b",
    r"\b(?:ei|emme) (?:voi\w+|pysty\w+) (?:suorittaa|hyväksyä|veloittaa|käsitellä|vahvistaa)"
    rf"{_IN}{{0,20}}{_MAKSU}",
    rf"{_PANKKI}{_IN}{{0,20}}(?:{_HYLKASI}|{_EI_MENNYT})",
    r"kate ei riit",
    r"ei (?:ole )?(?:\w+ )?katetta",
    r"katetta ei",
    r"\btilausta ei (?:ole )?maksettu",
    rf"\btransaktio\w*{_IN}{{0,30}}(?:hylät|epäonnistu|{_EI_MENNYT})",
    rf"\bmaksu(?:ssa|n|ssasi|tapahtumassa)\b{_IN}{{0,25}}(?:virhe|ongelma|häiriö|aikakatkai)",
    rf"\b(?:laskua|osamaksua|luottoa)\b{_IN}{{0,15}}\bei (?:voi\w*|hyväksy\w*|myönn\w*)",
    rf"emme voi (?:tarjota|myöntää){_IN}{{0,15}}\b(?:laskua|osamaksua|luottoa)\b",
    r"\bkortti(?:si|asi|a)?\b (?:on (?:vanhentunut|suljettu|estetty)|ei tueta)|luottoraja ylitty",
)

# ---------------------------------------------------------------- Swedish

_BETALT = r"\b(?:betalning|kort|köp|transaktion)\w*\b"
_INTE = r"\b(?:inte|ej)\b"
_NEKAD = r"(?:nekad|avvisa[dt]|avvisning|avslag|avslog|avböjd|stoppad|spärrad|misslyck)\w*"
_GICK_INTE = (
    r"\b(?:godkändes?|accepterades?|genomfördes?|slutfördes?|behandlades?|bekräftades?|medgavs?"
    rf"|medges?|släppte|gick|kunde) {_INTE}"
    rf"|{_INTE} (?:ha |har )?(?:godkän[tn]s?|godkänd|accepter\w+t?s|genomför[td]s?|slutför[td]s?"
    r"|behandlats|bekräftats|gått|kunnat)\b"
)
_SWEDISH = (
    rf"{_BETALT}{_IN}{{0,60}}(?:{_NEKAD}|{_GICK_INTE})",
    rf"(?:nekade|avvisade|avslog|stoppade|(?:godkände|accepterade|släppte) {_INTE}){_IN}{{0,40}}"
    rf"{_BETALT}",
    rf"kunde {_INTE} (?:genomföra|slutföra|behandla|ta emot|dra|godkänna){_IN}{{0,30}}{_BETALT}",
    rf"\bbank(?:en)?\b{_IN}{{0,30}}(?:{_NEKAD}|{_GICK_INTE})",
    r"(?:otillräcklig|inte tillräckligt)[^.!?]{0,20}(?:saldo|medel|pengar)",
    rf"gick {_INTE} (?:att )?(?:genomföra|slutföra){_IN}{{0,20}}{_BETALT}",
    rf"(?:kan|kunde){_IN}{{0,10}} {_INTE} (?:erbjuda|bevilja){_IN}{{0,15}}"
    r"\b(?:faktura|delbetalning|kredit)",
    rf"\bkreditprövning\w*{_IN}{{0,20}}(?:{_GICK_INTE}|{_NEKAD})",
    r"\bkort(?:et)? (?:är|har) (?:spärrat|gått ut)|\bköpet medges (?:inte|ej)",
    rf"\b(?:fel|problem)\b{_IN}{{0,20}}\bbetalningen\b",
    rf"\b(?:beställningen|ordern|köpet)\b{_IN}{{0,20}}{_INTE}{_IN}{{0,10}}\b(?:betald|betalats)",
)

# ---------------------------------------------------------------- German

_ZAHLT = r"\b(?:zahlung|karte|kreditkarte|transaktion|bezahlung|abbuchung)\w*\b"
_ABGELEHNT = r"(?:abgelehn|verweiger|fehlgeschlagen|zurückgewiesen|gescheitert|gesperrt)\w*"
_NICHT = (
    r"\bnicht (?:erfolgreich|möglich|erfolgt|akzeptiert|durchgeführt|genehmigt|freigegeben"
    r"|autorisiert|angenommen|bestätigt|zugelassen|verarbeitet|abgeschlossen|ausgeführt)"
)
_GERMAN = (
    rf"{_ZAHLT}{_IN}{{0,60}}(?:{_ABGELEHNT}|{_NICHT})",
    rf"(?:abgelehnte|fehlgeschlagene|verweigerte){_IN}{{0,40}}{_ZAHLT}",
    rf"\bbank\b{_IN}{{0,40}}(?:{_ABGELEHNT}|\blehnte?\b{_IN}{{0,30}}\bab\b|{_NICHT})",
    r"(?:keine ausreichende|nicht genügend|unzureichende)[^.!?]{0,20}(?:deckung|guthaben)",
    rf"\b(?:autorisierung|authentifizierung|bonitätsprüfung)\b{_IN}{{0,25}}{_ABGELEHNT}",
    rf"(?:fehler|problem|schiefgelaufen){_IN}{{0,20}}\bzahlung\b",
    rf"\b(?:bei der|ihrer) zahlung\b{_IN}{{0,20}}(?:fehler|schiefgelaufen|schiefgegangen)",
    rf"kauf auf rechnung{_IN}{{0,20}}(?:{_NICHT}|\bnicht (?:anbieten|gewähren))",
    rf"\bkarte\b{_IN}{{0,10}}\b(?:abgelaufen|gesperrt)",
    rf"\bbestellung\b{_IN}{{0,20}}\bnicht bezahlt",
)

DECLINED = _any(*_ENGLISH, *_FINNISH, *_SWEDISH, *_GERMAN)
"""A payment that was tried and refused. That a card number has the wrong form is none."""

UNCHARGED = _any(
    r"\bno (?:money|payment|charge|amount|funds)\b[^.!?]{0,20}\b(?:taken|charged|made|debited)\b",
    r"\bnothing (?:was|has been) (?:taken|charged|debited)\b",
    r"\b(?:was|were|been|has|have)(?: not|n[’']t)(?: been)? (?:charged|debited)\b",
    r"\b(?:rahaa|mitään|maksua|sinulta|tililtäsi|kortiltasi|korttiasi)\b[^.!?]{0,20}\bei (?:ole )?"
    r"(?:veloitettu|otettu|siirretty)",
    r"\b(?:inga pengar|inget belopp|inget)\b[^.!?]{0,20}\b(?:dragits|drogs|tagits|debiterats)\b",
    r"\b(?:har|blev|blivit)\b[^.!?]{0,15}\b(?:inte|ej)\b[^.!?]{0,15}\b(?:debitera|belasta)\w*",
    r"\b(?:debiterades|belastades) (?:inte|ej)\b",
    r"\b(?:kein geld|kein betrag|nichts)\b[^.!?]{0,20}\b(?:abgebucht|eingezogen|belastet)\b",
    r"\bwurden? (?:\w+ )?nicht (?:belastet|abgebucht|eingezogen)\b",
)
"""Nothing was taken: so ends the news that paying did not work."""

CONDITIONAL = re.compile(r"^\W*(if|when|should|jos|mikäli|om|ifall|falls|wenn|sollte)\b", re.I)
"""Begins like an explanation of what would happen, not like news."""
NOT_YET = _any(
    r"\b(?:yet|until|unless)\b",
    r"\b(?:will|would|may|might)(?: not|n[’']t)? be\b",
    r"\bvielä ei|\bei(?: ole)? vielä",
    r"\b(?:ännu|förrän)\b",
    r"\bnoch nicht\b|\berst\b",
)
"""What is to come, or holds until something else."""
NO_PAYMENT = _any(
    r"\b(?:gift|loyalty|member(?:ship)?|student|bonus|discount|voucher|coupon|promo(?:tion)?|code)\b",
    r"\b(?:terms|conditions|address|delivery charge|to load|methods?|wrong (?:length|format))\b",
    r"\b(?:card|account) number\b|\bpayment step\b",
    r"lahjakort|etukort|bonuskort|jäsenkort|alennuskood|etukood|ehdot|osoite|numero",
    r"presentkort|medlemskort|bonuskort|rabattkod|villkor|adress|kortnummer",
    r"gutschein|geschenkkarte|kundenkarte|rabattcode|bedingungen|adresse|kartennummer",
)
"""About something else that the sentence speaks of beside a payment."""
OTHER_REASON = _any(
    r"sold out|out of stock|no longer available|unavailable",
    r"loppu(?:nut|unmyy)",
    r"slutsål|slut i lager|inte längre",
    r"ausverkauft|vergriffen|nicht mehr",
)
"""Nothing was charged because there is nothing to sell."""
