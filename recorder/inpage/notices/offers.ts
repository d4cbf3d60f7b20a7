// What a page offers to choose from, and how late it says that things come: numbers only, because
// saved addresses and cards are choices, too, and what they say is nobody's business.

import type { Context } from "../context";
import { collapse, isTextEntry } from "../privacy";
import { now } from "../safe";
import { parseAmount } from "../seek";
import { describe, isVisible } from "../target";
import type { Looking } from "./looking";
import { findText, inMain, isLeftOut } from "./places";

const RADIOS = "input[type=radio],[role=radio]";
const RADIOS_MAX = 100;
const PER_VIEW = 10;
/** Fewer are an ordinary form (Baymard 2024: 11.3 on average). */
const FIELDS = 15;
/** Characters of one choice with its price, and of a statement. */
const ROW_MAX = 200;

const WEEKS = /(\d{1,2})(?:\s?(?:[-–—]|to|bis|till|or)\s?(\d{1,2}))?\+?[\s-]?(?:weeks?|wks?\b|viik(?:koa|on|ossa)|vk\b|veck(?:or|a)|wochen?)/i;
const DAYS = /(\d{1,3})(?:\s?(?:[-–—]|to|bis|till|or)\s?(\d{1,3}))?\+?[\s-]?(?:(?:working|business|week|arki|toimitus|vardags?|arbets|werk|arbeits|lieferungs)[\s-]?)?(?:days?|päiv(?:ää|än|ässä)|pv|dag(?:ar|e)?|tagen?)(?![a-zåäöü])/i;
const COUNTED: [RegExp, number][] = [
  [/\b(?:two|kaksi|kahde\w+|två|zwei)\b/i, 2], [/\b(?:three|kolme\w*|tre|drei)\b/i, 3], [/\b(?:four|neljä\w*|fyra|vier)\b/i, 4],
  [/\b(?:five|viisi|viide\w+|fem|fünf)\b/i, 5], [/\b(?:six|kuusi|kuude\w+|sex|sechs)\b/i, 6], [/\b(?:seven|seitsemä\w+|sju|sieben)\b/i, 7],
  [/\b(?:eight|kahdeksa\w+|åtta|acht)\b/i, 8],
];
const WEEK = /\b(?:weeks?|viikkoa|viikon|viikossa|veckor|wochen)\b/i;
/** Days and dates stand in the same line, and are no prices. */
const PRICE = /(?:[€£$]|\b(?:eur|sek|nok|dkk|chf|kr\.?))\s?\d+(?:[.,]\d\d)?|\d+(?:[.,]\d\d)?\s?(?:[€£$]|(?:eur(?:oa?)?|sek|nok|dkk|chf|kr)(?![a-z]))|\b(?:free|gratis|ilmainen|ilmaiseksi|maksuton|kostenlos)\b/i;
const COMES = /deliver|shipp|dispatch|arriv|in stock|lead time|toimit|saapu|lähete|perillä|varasto|lever|skicka|lager|ankom|liefer|versand|versend|zustell/i;
/** Those are other deadlines. */
const NOT_COMES = /return|refund|exchange|warranty|palaut|takuu|vaihto|retur|ånger|byt|garanti|rückgabe|widerruf|umtausch|pay within|invoice|lasku|faktura|rechnung/i;
const MEANS: [string, RegExp][] = [
  ["card", /(?<!gift[ -]?)\bcards?\b|visa|master ?card|amex|(?<!lahja)kort(?:ti|illa|imaksu)|\bkort\b|kreditkarte|\bkarte\b|kartenzahlung/i],
  ["gift", /gift|voucher|store credit|lahjakort|presentkort|gutschein/i],
  ["crypto", /crypto|bitcoin|krypto/i],
  ["invoice", /invoice|klarna|afterpay|walley|riverty|ratepay|lasku|osamaksu|faktura|delbetal|rechnung|ratenkauf|part payment|instal?ment/i],
  ["bank", /bank|verkkopank|wire|transfer|überweisung|vorkasse|sofort|trustly|prepay|sepa|lastschrift/i],
  ["wallet", /paypal|apple ?pay|google ?pay|mobile ?pay|swish|vipps|pivo|siirto|twint/i],
  ["cash", /cash|cod\b|postiennakko|käteis|postförskott|kontant|nachnahme|barzahlung/i],
];

/** The most days that a text names, 0 for none. */
export function daysOf(text: string): number {
  const weeks = WEEKS.exec(text);
  if (weeks) return 7 * Number(weeks[2] ?? weeks[1]);
  const days = DAYS.exec(text);
  if (days) return Number(days[2] ?? days[1]);
  return WEEK.test(text) ? 7 * (COUNTED.find(([pattern]) => pattern.test(text))?.[1] ?? 0) : 0;
}

export function watchOffers(ctx: Context, looking: Looking): void {
  const told = new Set<string>();
  const tell = (what: "choices" | "delivery" | "fields", element: Element, facts: { count: number; price: number; days: number; means: string[] }): void => {
    const key = `${what} ${describe(element).selector} ${JSON.stringify(facts)}`;
    if (told.has(key) || told.size >= PER_VIEW) return;
    told.add(key);
    ctx.emit({ kind: "offer", what, target: describe(element), ...facts }, now());
  };
  looking.on(() => {
    for (const [first, rows] of groups()) tell("choices", first, factsOf(rows));
    const fields = fieldsShown();
    if (fields.length >= FIELDS && fields[0]) tell("fields", fields[0], { count: fields.length, price: -1, days: 0, means: [] });
    const late = findText(document.body, COMES, (element, text) => text.length <= ROW_MAX && daysOf(text) > 0 && !NOT_COMES.test(text) && inMain(element));
    const days = late ? daysOf(collapse((late as HTMLElement).innerText)) : 0;
    if (late) tell("delivery", late, { count: 1, price: -1, days, means: [] });
  });
  ctx.on("view", () => told.clear());
}

/** One per group of radio buttons; boxes to tick are filters, too, and are left out. */
function fieldsShown(): Element[] {
  const names = new Set<string>();
  return [...document.querySelectorAll<HTMLInputElement>("input,select,textarea")].filter((field) => {
    const radio = field.type === "radio";
    if (!(radio || field.localName === "select" || isTextEntry(field)) || (radio && names.has(field.name))) return false;
    if (field.disabled || field.readOnly || !isVisible(field) || !inMain(field)) return false;
    if (radio) names.add(field.name);
    return true;
  });
}

function factsOf(rows: string[]): { count: number; price: number; days: number; means: string[] } {
  const prices = rows.map((row) => parseAmount(PRICE.exec(row)?.[0] ?? "", document.documentElement.lang)?.amount);
  const known = prices.filter((price): price is number => price !== undefined && price >= 0);
  const days = rows.map(daysOf).filter(Boolean);
  const means = MEANS.filter(([, pattern]) => rows.some((row) => pattern.test(row))).map(([name]) => name);
  return {
    count: rows.length,
    price: known.length === rows.length && known.length > 0 ? Math.min(...known) : -1,
    days: days.length === rows.length && days.length > 0 ? Math.min(...days) : 0,
    means,
  };
}

/** Groups of radio buttons that can be seen: the first of each, and what stands beside each one. */
function groups(): Map<Element, string[]> {
  const found = new Map<string | Element, Element[]>();
  for (const radio of [...document.querySelectorAll(RADIOS)].slice(0, RADIOS_MAX)) {
    const name = (radio as HTMLInputElement).name;
    const key = name || (radio.closest("[role=radiogroup],fieldset,form,ul") ?? radio);
    found.set(key, [...(found.get(key) ?? []), radio]);
  }
  const told = new Map<Element, string[]>();
  for (const radios of found.values()) {
    const [first] = radios;
    if (!first || !inMain(first) || isLeftOut(first)) continue;
    const rows = radios.map((radio) => rowOf(radio, radios)).filter((row) => isVisible(row));
    if (rows.length > 0) told.set(first, rows.map((row) => collapse((row as HTMLElement).innerText ?? "").slice(0, ROW_MAX)));
  }
  return told;
}

/** What belongs to one choice and to no other: its label, and the price beside that. */
function rowOf(radio: Element, all: Element[]): Element {
  let row: Element = (radio as HTMLInputElement).labels?.[0] ?? radio;
  for (let at = row.contains(radio) ? row.parentElement : radio.parentElement; at; at = at.parentElement) {
    const others = all.some((other) => other !== radio && at?.contains(other));
    if (others || (at.textContent ?? "").length > ROW_MAX || at.matches("form,main,body,fieldset")) break;
    row = at;
  }
  return row;
}
