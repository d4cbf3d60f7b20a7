// What a field asks for, by its name, id and label in the languages that we know, and how the
// HTML standard says so: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#autofill

export interface Purpose {
  token: string;
  /** Other tokens that say as much, or more closely, what it is. */
  also?: string[];
  words: RegExp;
  /** A keyboard that fits: the `type`s and `inputmode`s that bring it up on a phone. */
  type?: RegExp;
  inputmode?: RegExp;
}

const DIGITS = /^(?:numeric|tel|decimal)$/;

/** The more particular come first: “name on card” is no name, “card number” no number. */
export const PURPOSES: Purpose[] = [
  { token: "one-time-code", words: /one.?time|\botp\b|verification.?code|vahvistuskoodi|engångskod|bestätigungscode/i, type: /^tel$/, inputmode: DIGITS },
  { token: "cc-name", words: /name.?on.?card|card.?holder|cc.?name|kortin.?haltija|nimi kortissa|kortinnehavare|karteninhaber/i },
  { token: "cc-number", words: /card.?(?:number|num\b|no\b)|cc.?num|kortin.?numero|kortnummer|kartennummer/i, type: /^tel$/, inputmode: DIGITS },
  { token: "cc-csc", words: /\bcv[cv]2?\b|\bccv\b|csc\b|security.?code|turvakoodi|tarkistenumero|säkerhetskod|prüf(?:nummer|ziffer)/i, type: /^(?:tel|password)$/, inputmode: DIGITS },
  { token: "cc-exp", also: ["cc-exp-month", "cc-exp-year"], words: /expir|\bexp\b|voimassa|giltig till|gültig bis|ablauf/i },
  { token: "email", also: ["username"], words: /e-?mail|sähköposti|e-?post/i, type: /^email$/, inputmode: /^email$/ },
  { token: "tel", also: ["tel-national", "tel-local"], words: /phone|\btel\b|mobile|puhelin|kännykkä|telefon|mobilnummer|handynummer/i, type: /^tel$/, inputmode: /^(?:tel|numeric)$/ },
  { token: "given-name", also: ["name"], words: /first.?name|given.?name|etunimi|förnamn|vorname/i },
  { token: "family-name", also: ["name"], words: /last.?name|family.?name|surname|sukunimi|efternamn|nachname/i },
  { token: "organization", words: /company|organi[sz]ation|yritys|företag|firma/i },
  { token: "postal-code", words: /post.?(?:al)?.?code|zip|\bpostinumero|postnummer|postleitzahl|\bplz\b/i },
  { token: "address-level2", words: /\bcity\b|\btown\b|kaupunki|postitoimipaikka|\bstad\b|postort|\bort\b|\bstadt\b/i },
  { token: "address-level1", words: /\bstate\b|province|region|maakunta|län\b|bundesland/i },
  { token: "country", also: ["country-name"], words: /country|\bmaa\b|\bland\b/i },
  { token: "address-line1", also: ["street-address", "address-line2"], words: /street|address.?(?:line)?.?1?\b|\bline1\b|katuosoite|lähiosoite|\bosoite|gatuadress|\badress|straße|strasse/i },
  { token: "name", words: /full.?name|^(?:your )?name\b|koko nimi|^nimi\b|för- och efternamn|^namn\b|vor- und nachname/i },
];

export function purposeOf(names: string, label: string): Purpose | undefined {
  // The label is what a shopper reads; the name is what a programmer meant where it says nothing.
  return PURPOSES.find(({ words }) => words.test(label)) ?? PURPOSES.find(({ words }) => words.test(names));
}
