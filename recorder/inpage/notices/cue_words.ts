// What shops write on the controls and messages that a cue is told by, where the markup does not
// say it: Finnish, Swedish, English, German, and the phrases of some more that mean one thing only.

export const oneOf = (...patterns: string[]): RegExp => new RegExp(patterns.join("|"), "i");

export const GUEST = oneOf(
  "vieraana", "vierailijana", "(?:ilman|en halua) (?:rekisteröit|kirjaut|käyttäjä|asiakas|tili|tunnuks)\\w*", "rekisteröitymättä", "kirjautumatta", "kertaostos\\w*",
  "^(?:skip|not now|ohita|hoppa över|überspringen)(?: this| for now| login| sign.?in| kirjautuminen| inloggning)?$",
  "som (?:en )?gäst", "gästkassa", "gästköp", "utan (?:att (?:logga in|registrera|skapa)|konto|inloggning|registrering|medlemskap)",
  "as an? guest", "as guest", "^(?:guest|vieras|gäst|gast|gjest|gæst)$", "guest (?:check ?out|order|purchase|customer|login)", "check ?out without", "without (?:an? |creating |making )*(?:account|regist\\w+|sign\\w*|log\\w*)",
  "als gast", "gast(?:bestell|zugang|konto|kauf|kasse)\\w*", "ohne (?:kunden|benutzer)?(?:konto|registrierung|anmeldung)",
  "som g[jæ]+e?st", "ut(?:en|en å) (?:konto|registrer)\\w*", "uden (?:konto|at oprette)", "zonder account",
  "en tant qu.invité", "sans (?:compte|inscription|créer)", "como invitad[oa]", "sin (?:cuenta|registr)\\w*",
  "come ospite", "senza (?:account|registra)\\w*", "jako gość", "bez (?:konta|rejestracji|logowania)", "külalisena",
);
/** An order that was placed as a guest, looked up: no way on. */
export const NOT_GUEST = /track|status|look ?up|find|where is|seuraa|hae tilau|spåra|verfolg|suche|review|arvostel|recension|bewert|login to view/i;
/** Said of the guest's way where there is none. */
export const NO_GUEST = /\b(?:no|not|cannot|can.t|un(?:available|able)|ei|inte|ej|nicht|kein\w*)\b/i;
export const GUEST_VALUES = "input[type=radio][value=guest i],input[type=radio][value=anonymous i],input[type=radio][value*=guest i]";

export const LOG_OUT = /^(?:log ?out|log ?off|sign ?out|kirjaudu ulos|ulos|logga ut|logg ut|log ud|abmelden|ausloggen|uitloggen|(?:se )?déconnexion|se déconnecter|cerrar sesión|desconectar|esci|disconnetti|wyloguj(?: się)?|logi välja|выйти)\b/i;
export const LOG_OUT_ADDRESS = /(?:^|[/?&=_-])(?:log-?_?out|sign-?_?out|log-?_?off|uloskirjau\w*|kirjaudu-ulos|logga-ut|abmelden)(?:$|[/?&#=._-])/i;
export const LOG_IN = /^(?:log ?in|sign ?in|kirjaudu(?! ulos)(?: sisään)?|logga in|anmelden|einloggen|logg inn|log ind|inloggen|se connecter|connexion|iniciar sesión|accedi|zaloguj(?: się)?)(?:$|[\s/|,·&])/i;
/** Ways to log in that are no field: by another's account, a code, an app. */
export const LOG_IN_BY = /^(?:(?:continue|sign ?(?:in|up)|log ?in|register|jatka|kirjaudu|rekisteröidy|fortsätt|logga in|weiter|anmelden|mit)\s)?(?:sisään\s)?(?:with|using|by|via|med|mit)?\s?(?:google|apple|facebook|microsoft|(?:mobil\w* )?bankid|freja|e-?mail|sähköposti\w*|e-post|telefon\w*|phone)(?!\s?pay)(?:lla|llä|-tilillä| anmelden| fortfahren)?$/i;
export const LOG_IN_TITLE = /\b(?:log ?in|sign ?in|kirjaudu|kirjautuminen|logga in|anmeld(?:en|ung)|einloggen|logg inn|log ind)\b/i;

const ACCOUNT = "(?:an? |your |own )?(?:\\w+ )?account";
export const MUST_LOG_IN = oneOf(
  `(?:you (?:must|need to|have to|will need to)|please) (?:first )?(?:be logged in|be signed in|log ?in|sign ?in|sign up|register|create ${ACCOUNT})`,
  "\\bjoin (?:us|\\w+|the club) (?:to|and) (?:check ?out|continue|order|buy|complete)",
  `(?:log ?in|sign ?in|sign up|register|create ${ACCOUNT})(?: or (?:register|sign ?up|log ?in|create ${ACCOUNT}))? (?:to|before you can|in order to) (?:continue|proceed|check ?out|place|complete|finish|order|buy|pay)`,
  "(?:account|registration|login) (?:is )?required", `you(?:.ll)? (?:will )?need (?!(?:an? |your |own )?(?:bank|paypal|klarna|swish|google|apple|amazon|facebook|current|checking|savings)\\w* )${ACCOUNT}`, "(?:only|just) for (?:registered|logged.in) \\w+",
  "(?:kirjaudu(?: sisään)?|rekisteröidy|luo (?:\\w+ )?tili)(?: tai (?:kirjaudu|rekisteröidy|luo (?:\\w+ )?tili))? (?:jatkaaksesi|tilataksesi|ostaaksesi|maksaaksesi)",
  "(?:sinun (?:on|täytyy|pitää)|edellyttää|vaatii) (?:ensin )?(?:kirjaud|kirjaut|rekisteröi|luoda|luomaan|käyttäjätili|asiakastili)\\w*",
  "jatkaaksesi (?:sinun \\w+ )?(?:kirjaudu|rekisteröidy|luo )",
  "(?:du (?:måste|behöver)|vänligen) (?:först )?(?:logga in|vara inloggad|registrera dig|skapa (?:ett )?konto)",
  "(?:logga in|registrera dig|skapa (?:ett )?konto)(?: eller [\\w ]{3,25}?)? för att (?:fortsätta|handla|beställa|betala|slutföra|gå vidare)", "(?:inloggning|konto) krävs",
  "(?:sie müssen|du musst) (?:sich |dich )?(?:zuerst |erst )?(?:anmelden|einloggen|registrieren|ein (?:kunden)?konto)", "bitte (?:zuerst |erst )?(?:anmelden|einloggen|melden sie sich an|loggen sie sich ein|registrieren sie sich)",
  "(?:melden sie sich|melde dich)(?: bitte)? an,? um", "(?:anmeldung|registrierung|kundenkonto) (?:ist )?(?:erforderlich|notwendig)",
);
export const GO_ON = /^(?:continue|next|proceed|jatka|seuraava|fortsätt|nästa|weiter|fortfahren)\b/i;
/** Only an offer, or about something that nobody buys. */
export const NOT_MUST = /already|returning|faster|quicker|optional|review|rating|comment|wish ?list|favou?rit|points|reward|onko sinulla|nopeammin|arvostel|kommentoi|suosik|toivelist|pistei|har du redan|snabbare|recension|favorit|poäng|bereits|schneller|bewertung|merkzettel|wunschliste|punkte/i;

/** Said of what has happened, not of what will or may happen. */
export const SESSION_OVER = oneOf(
  "\\b(?:session|log-?in) (?:has |is |was )?(?:now |been )?(?:expired|timed out|ended|over\\b|no longer valid|invalid)",
  "\\byou(?: have been| were| are now|.ve been) (?:automatically )?(?:logged|signed) out\\b", "\\b(?:page|checkout|form) (?:has |is )?(?:expired|timed out)\\b", "\\bsivu (?:on )?vanhentu\\w+", "\\bsidan har (?:löpt|gått) ut", "\\b(?:seite|formular) ist abgelaufen",
  "istunto(?:si|nne)? (?:on )?(?:jo )?(?:vanhen|päätty|umpeutu|katken|katkes)\\w*", "sinut on (?:automaattisesti )?kirjattu ulos",
  "session(?:en)? (?:har |är )?(?:löpt ut|gått ut|avslutats|upphört|ogiltig)", "du (?:har (?:blivit )?|är |blev )(?:automatiskt )?(?:utloggad|loggats ut)",
  "(?:sitzung|session) (?:ist|wurde) (?:leider |bereits )?(?:abgelaufen|beendet|ungültig)", "(?:wurden|wurdest) (?:automatisch |leider )?(?:abgemeldet|ausgeloggt)",
);
export const NOT_OVER = /\b(?:if|in case|whenever|jos|mikäli|ifall|om (?:du|din)|när (?:du|din)|wenn|falls|sobald)\b|\?$/i;

const PAYMENT = "(?:^|[^\\wäöåü])(?:payment|card|transaction|purchase|(?:kortti)?maksu(?:tapahtuma)?|(?:maksu)?kortti|(?:kort)?betalning|kort|köp|transaktion|(?:karten)?zahlung|(?:kredit)?karte|bank|issuer|pankki)(?:[an]?si|en|et)?(?![\\wäöåü])";
const REFUSED = "(?:declined|refused|rejected|denied|fail(?:ed|ure)|unsuccessful|(?:not|n.t) (?:be |been )?(?:approve|accept|authori|complete|process|succe|go(?:ne)? through)\\w*|" +
  "hylät\\w+|hylkäsi|epäonnistui|torju\\w+|ei (?:onnistunut|mennyt läpi|hyväksy\\w+)|neka[dt]\\w*|avvisa\\w+|avslag|misslyckades|gick inte|inte (?:godkän|genomför|accepter)\\w+|" +
  "abgelehnt|verweigert|fehlgeschlagen|nicht (?:erfolgreich|möglich|durchgeführt|genehmigt|akzeptiert))";
/** News of a payment that was not taken; a page of terms says “if”. */
export const DECLINED = oneOf(
  "insufficient funds", "do not honou?r", "kate ei riit", "ei (?:ole )?(?:\\w+ )?katetta", "medge[sr] (?:ej|inte)", "(?:otillräckligt|inte tillräckligt) saldo", "(?:unzureichende|keine ausreichende) deckung",
  `${PAYMENT}[^.!?]{0,60}${REFUSED}`, `${REFUSED}[^.!?]{0,40}${PAYMENT}`,
);
export const CONDITIONAL = /\b(?:if|in case|when|whenever|should|may|cancel\w*|without|gift|loyalty|member\w*|voucher|coupon|contact|jos|mikäli|ilman|peru\w*|om|ifall|när|utan|avbr[uö]t\w*|wenn|falls|sollte|ohne|abgebrochen|storniert)\b|\?/i;

/** A heading that is about something that went wrong. */
export const TROUBLE = oneOf(
  "(?:went|gone) wrong", "\\boops\\b", "could ?n[o'’]t (?:be |find|complete|process|place|load|verify|confirm)", "\\bunable to\\b", "(?:invalid|expired|missing) (?:\\w+ )?(?:token|link|request|session|order|signature)", "\\b(?:order|page|payment) (?:was )?not found", "(?:page|link|session) (?:has )?expired", "\\b(?:server|internal|unexpected|technical|payment|an) error\\b", "^error\\b",
  "meni (?:vikaan|pieleen)", "epäonnistui", "\\bhups", "(?:tilausta|maksua|sivua) ei (?:löy|voi)", "\\bvirhe\\b", "gick (?:fel|snett)", "(?:hittades|hittar|kunde) inte", "(?:ett|tekniskt) fel\\b", "misslyckades", "schief ?ge(?:laufen|gangen)", "nicht gefunden", "konnte[^.]{0,40} nicht", "\\bfehler\\b", "fehlgeschlagen",
);
/** It asks about it, or wants to hear of it. */
export const NO_TROUBLE = /\?\s*$|^(?:report|ilmoita|rapportera|anmäl)\b|\bmelden$/i;
export const EMPTY_BASKET = oneOf(
  "\\b(?:cart|basket|bag|trolley) is (?:currently |still )?empty", "(?:no|n.t have any|nothing|0) (?:items|products|things)?\\s*in (?:your|the) (?:shopping )?(?:cart|basket|bag|trolley)", "^empty (?:cart|basket|bag)$",
  "(?:ostos)?(?:kori|kassi|kärry)(?:si|nne)? (?:on|näyttää olevan) (?:vielä |tällä hetkellä )?tyhjä", "(?:ostos)?(?:kori|kassi|kärry)(?:ssa|ssasi|ssanne) ei ole (?:vielä )?(?:yhtään )?(?:tuotteita|tuotetta|mitään)", "^tyhjä ostoskori$",
  "(?:varukorg|kundvagn|kundkorg|shoppingbag|shoppingväska|kasse)(?:en)? är (?:för närvarande )?tom", "(?:inga|inte några) (?:varor|produkter|artiklar) i (?:din |varu|kund|shopping)",
  "(?:warenkorb|einkaufswagen|einkaufskorb) ist (?:noch |derzeit |momentan |zurzeit |aktuell )?leer", "(?:keine|noch keine) (?:artikel|produkte) (?:im|in (?:ihrem|deinem)) (?:warenkorb|einkaufswagen)",
  "(?:handlekurv|indkøbskurv|kurv)(?:en)?(?: din)? er tom", "winkel(?:wagen|mand)(?:tje)? is (?:nog )?leeg", "panier est (?:actuellement )?vide", "(?:carrito|cesta) está vacía?o?", "carrello è vuoto", "koszyk jest pusty", "ostukorv on tühi",
);
/** Of a basket only where the page is its own, and holds nothing to count. */
export const EMPTY_HERE = oneOf(
  "(?:nothing|no one|nobody) (?:in )?here(?: yet)?\\b", "(?:it(?:.s| is| looks)?|looks|feels) (?:a (?:bit|little) |pretty |quite |rather )?(?:empty|lonely)(?: (?:in )?here)?\\b",
  "(?:täällä|tässä) (?:on|näyttää olevan) (?:vielä |aika |melko |kovin )?(?:tyhjää|tyhjä|autiota)", "näyttää (?:vähän |aika )?tyhjältä",
  "(?:här|det) (?:var|är|ser|ekar) (?:det )?(?:visst |lite |rätt |ganska |så |ännu )?(?:tomt|tom|ödsligt)", "(?:hier|da) ist (?:es |ja |noch |ziemlich )*(?:leer|nichts)",
);
/** The same in so few words that they say nothing else; they may be a part of others. */
export const NO_LINES = /(?:\bno|\b0|\bei(?: vielä)?(?: yhtään)?|inga|keine) (?:products?|items?|articles?|tuotteita|tuotetta|produkter|varor|artiklar|produkte|artikel)/i;
export const EMPTY_MARKS = ".cart-empty,.empty-cart,.basket-empty,.empty-basket,.cart--empty,.cart__empty,#empty-cart,#empty-basket,[data-empty-cart],[data-cart-empty]";
export const BASKET_TITLE = /\b(?:shopping )?(?:cart|basket|bag|trolley|check ?out)\b|kori|kassi|kassa|tilaus|varukorg|kundvagn|shoppingbag|warenkorb|einkaufswagen|handlekurv|kurv|winkel(?:wagen|mand)|panier|carrito|cesta|carrello|koszyk/i;
export const BASKET_LINK = /\b(?:cart|basket|bag|trolley)\b|ostos(?:kori|kassi)|varukorg|kundvagn|warenkorb|einkaufswagen|handlekurv|panier|carrito|carrello|koszyk/i;
export const SMALL_BASKET = "[class*=mini-cart i],[class*=minicart i],[class*=mini-basket i],[class*=minibasket i],[class*=drawer i],[class*=offcanvas i],[class*=dropdown i],[class*=flyout i],[class*=header i],[class*=widget i],[class*=sidebar i],[class*=popover i],[role=dialog],dialog,[role=menu],[popover]";

/** The shop says that nothing of the kind is to be had, of all the ways at once. Words of two elements
 * may stand together with nothing between: no pattern here begins with an edge of a word. */
export const NO_DELIVERY = oneOf(
  "(?:no|none of our|not any) (?:delivery|shipping)(?: (?:methods?|options?|services?))?(?: (?:is|are))? (?:currently )?(?:available|found|possible)",
  "(?:can ?not|can.t|do not|don.t|unable to) (?:currently )?(?:deliver|ship) (?:to|there)", "(?:delivery|shipping) (?:is )?(?:not|un)\\s?(?:available|possible) (?:to|for|in)",
  "(?:ei|emme) (?:voida |voi )?toimit\\w+ (?:tähän|tälle|sinne|valit|osoit)", "(?:toimitustapo?ja|toimitusvaihtoehto\\w*) ei ole", "ei (?:saatavilla olevia )?toimitustapoja",
  "(?:levererar|skickar) (?:tyvärr )?(?:inte|ej) till", "inga (?:leverans|frakt)(?:sätt|alternativ|metoder)", "liefern (?:leider )?nicht (?:nach|an|in)", "keine (?:versand|liefer)(?:art|option|möglichkeit|methode)\\w*",
);
/** A restriction to some places or days, and a list of what one has kept. */
export const IN_PART = /p\.?\s?o\.?[- ]?box|postilokero|postbox|postfach|packstation|locker|automaat|\b(?:on|at) (?:the )?(?:weekend|week-end|sun|satur|public|bank)|viikonlop|sunnunta|lauanta|juhlapyh|söndag|lördag|helg(?:er|en|dag)|sonntag|samstag|wochenend|feiertag|\b(?:saved|stored)\b|tallennet|sparade?\b|gespeichert/i;
export const NO_PAYMENT = oneOf(
  "no (?:payment (?:methods?|options?)|ways? to pay|ways of paying)\\b",
  "maksutapo?ja ei ole", "ei (?:saatavilla olevia |yhtään )?maksutapoja", "inga betal(?:nings)?(?:sätt|alternativ|metoder)", "keine (?:zahlungs|bezahl)(?:art|option|möglichkeit|methode)\\w*",
);
/** That the whole page failed, and not one field of it. */
export const FAILED = oneOf(
  "(?:something|things?) (?:has |have )?(?:went|gone|goes) wrong", "(?:an?|some) (?:unexpected |technical |internal |unknown )*(?:error|problem) (?:has |have )?(?:occurred|happened)", "(?:technical|unexpected|internal|server|application) (?:error|problem|difficult)",
  "(?<![a-zåäöüß-])(?:(?:oops|whoops|hups|hoppsan|oho)[!,.…]|ups[!…])", "(?:service|page|shop|checkout) is (?:temporarily |currently )?(?:un|not )available", "could not be (?:loaded|displayed)",
  "jo(?:ta|ki)in? (?:meni|on mennyt) (?:vikaan|pieleen)", "tapahtui (?:odottamaton |tekninen )?virhe", "(?:odottamaton|tekninen) virhe", "(?:ei voida|ei voitu) (?:näyttää|ladata)",
  "något (?:gick|har gått) (?:fel|snett)", "fel (?:har )?(?:uppstod|inträffade|uppstått|inträffat)", "(?:tekniskt|oväntat) fel",
  "etwas ist schief", "ist (?:leider )?ein (?:\\w+ )?(?:fehler|problem) (?:aufgetreten|passiert)", "(?:technischer|unerwarteter) fehler", "konnte nicht (?:geladen|angezeigt)",
);
/** What a purchase of ordinary goods need not know, as fields call it. */
export const IDENTITY = oneOf(
  "(?:identity|identification|personal|national|social security|tax)[-_ ]?(?:code|number|no\\b|id)", "\\bssn\\b", "passport", "identity card", "henkilö(?:tunnus|kortti)", "\\bhetu\\b", "passi(?:n|kuva)", "personnummer", "\\bpass(?:et|kopia)\\b", "personalausweis|ausweis(?:nummer|kopie)", "reisepass", "steuernummer",
);
