// What the scenario's steps wait for, and the amounts it watches.

import { hear } from "./barmarks";
import type { Context } from "./context";
import { collapse } from "./privacy";
import { attempt, now, patch, preceded } from "./safe";
import { isVisible } from "./target";
import type { Seek } from "./types";

export function watchSeek(ctx: Context): void {
  const items = ctx.config.seek ?? [];
  const onPage = items.filter((item) => item.what !== "datalayer").map((item) => ({ ...item, ...finderOf(item) }));
  const present = new Map<Seek, boolean>();
  const look = (t: number): void => {
    for (const item of onPage) {
      const here = attempt(item.find) ?? false;
      if (present.get(item) === here) continue;
      present.set(item, here);
      ctx.emit({ kind: "sighting", what: item.what, value: item.value, present: here }, t);
    }
  };
  ctx.on("view", () => present.clear());
  if (onPage.length > 0) {
    for (const moment of ["ready", "loaded", "settled", "look"] as const) {
      ctx.on(moment, (t) => ready() && look(t));
    }
  }
  watchDataLayer(ctx, items.filter((item) => item.what === "datalayer").map((item) => item.value));
  watchTotals(ctx);
}

const ready = (): boolean => document.readyState !== "loading";

function finderOf(item: Seek): { find: () => boolean } {
  if (item.what === "selector") return { find: () => firstVisible(item.value) !== null };
  const words = collapse(item.value).split(" ");
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("\\s+"), "i");
  return { find: () => textVisible(document.body, pattern) };
}

function firstVisible(selector: string): Element | null {
  for (const element of document.querySelectorAll(selector)) if (isVisible(element)) return element;
  return null;
}

const SPEECHLESS = /^(?:script|style|noscript|template)$/;

/** Reads text nodes first and asks for styles only where the text stands: no layout otherwise. */
function textVisible(element: Element | null, pattern: RegExp): boolean {
  if (!element || !pattern.test(element.textContent ?? "")) return false;
  let below = false;
  for (const child of element.children) {
    if (SPEECHLESS.test(child.localName) || !pattern.test(child.textContent ?? "")) continue;
    below = true;
    if (textVisible(child, pattern)) return true;
  }
  // Where only a script's source or several neighbours together hold it, the page's own words decide.
  return !below && isVisible(element) && pattern.test((element as HTMLElement).innerText ?? element.textContent ?? "");
}

// ------------------------------------------------------------------ dataLayer

function watchDataLayer(ctx: Context, names: string[]): void {
  if (names.length === 0) return;
  const seen = new Set<string>();
  let layer: unknown = null;
  const read = (item: unknown): void => {
    const entry = item as { event?: unknown; 0?: unknown; 1?: unknown } | null;
    // gtag() pushes its own arguments: ["event", name, …].
    const name = entry?.[0] === "event" ? entry[1] : entry?.event;
    if (typeof name !== "string" || !names.includes(name) || seen.has(name)) return;
    seen.add(name);
    ctx.emit({ kind: "sighting", what: "datalayer", value: name, present: true });
  };
  // Looked for again and again, not trapped: an accessor on window could meet the page's own `var`.
  const find = (): void => {
    const current = (window as { dataLayer?: unknown }).dataLayer;
    if (!Array.isArray(current) || current === layer) return;
    layer = current;
    for (let i = 0; i < current.length; i++) attempt(() => read(current[i]));
    own(current);
    patch(current, "push", (original) => preceded(original, (_self, pushed) => pushed.forEach(read)));
  };
  ctx.on("view", () => ctx.view > 0 && seen.clear());
  for (const moment of ["ready", "loaded", "settled", "look"] as const) ctx.on(moment, find);
  hear(window, "load", (event) => (event.target as Element | null)?.localName === "script" && find());
}

/** `push` made the array's own, so that only this array is patched and never Array.prototype. */
function own(array: unknown[]): void {
  if (Object.prototype.hasOwnProperty.call(array, "push")) return;
  attempt(() => Object.defineProperty(array, "push", { value: array.push, configurable: true, writable: true }));
}

// ------------------------------------------------------------------ totals

function watchTotals(ctx: Context): void {
  const shown = new Map<string, string>();
  const look = (): void => {
    for (const what of ["total", "delivery"] as const) {
      const selector = ctx.config[what];
      const element = selector && ready() ? firstVisible(selector) : null;
      const amount = element && amountIn(element);
      if (!amount || shown.get(what) === `${amount.amount} ${amount.currency}`) continue;
      shown.set(what, `${amount.amount} ${amount.currency}`);
      ctx.emit({ kind: "total", what, ...amount, ...(what === "total" && aroundTotal(element as HTMLElement, amount.amount)) }, now());
    }
  };
  ctx.on("view", () => shown.clear());
  if (ctx.config.total || ctx.config.delivery) {
    for (const moment of ["ready", "loaded", "settled", "look"] as const) ctx.on(moment, () => void attempt(look));
  }
}

const TAX = "(?:sales )?(?:vat|tax(?:es)?|gst|duties)|moms|alv|arvonlisävero|mwst|ust|mehrwertsteuer|umsatzsteuer|steuern?";
const UNTAXED = new RegExp(`(?:excl|exkl|\\bplus|\\+|before|without|ilman|lisätään|zzgl|zuzüglich|ohne)[.a-zö]*\\s(?:\\w+\\s)?(?:${TAX})\\b|(?:${TAX})\\b[^.]{0,20}(?:calculated|added|extra|not included|tillkommer|lisätään|berechnet)`, "i");
/** Characters and steps outwards within which what is said is about the total. */
const SUMMARY_MAX = 700;
const OUTWARDS = 4;
const BESIDE_MAX = 12;

/** What the summary says in which a total stands: other amounts, and that tax comes on top. */
function aroundTotal(total: HTMLElement, own: number): { untaxed?: true; beside?: number[] } {
  let around = total;
  for (let depth = 0; depth < OUTWARDS && around.parentElement && (around.parentElement.textContent ?? "").length <= SUMMARY_MAX; depth++) around = around.parentElement;
  const text = around.innerText ?? "";
  const money = text.split(/[\n\t]/).filter((line) => /\d[.,]\d\d(?!\d)|[€£$]|kr\b|[A-Z]{3}\b/.test(line));
  const amounts = money.map((line) => parseAmount(line, document.documentElement.lang)?.amount ?? own);
  const beside = [...new Set(amounts)].filter((amount) => amount !== own && amount !== 0).slice(0, BESIDE_MAX);
  return { ...(beside.length > 0 && { beside }), ...(UNTAXED.test(collapse(text)) && { untaxed: true }) };
}

const CURRENCIES: [RegExp, string][] = [
  [/€|\bEUR\b|\beuroa?\b/i, "EUR"], [/£|\bGBP\b/i, "GBP"], [/\bUSD\b|US\$|\$/i, "USD"],
  [/\bSEK\b/i, "SEK"], [/\bNOK\b/i, "NOK"], [/\bDKK\b/i, "DKK"], [/\bCHF\b/i, "CHF"],
  [/zł|\bPLN\b/i, "PLN"], [/¥|\bJPY\b/i, "JPY"],
];
const KRONOR: Record<string, string> = { sv: "SEK", da: "DKK", nb: "NOK", nn: "NOK", no: "NOK" };
const FREE = /\b(?:free|included|ilmainen|ilmaiseksi|maksuton|sisältyy|gratis|ingår|kostenlos|inbegriffen|fri frakt)(?![\p{L}])/iu;
/** The tax is in the price, which then is not free. */
const TAX_IN = /(?:vat|tax(?:es)?|gst|moms\w*|alv|mwst|ust)\.?\s(?:is |on )?(?:included|sisältyy|ingår|inbegriffen)/gi;
/** From so much on it is free, which does not say what it costs now. */
const FREE_FROM = /(?:^|\s)(?:over|above|from|yli|alkaen|över|från|ab|über)\s\D{0,3}\d/i;
const NUMBER = /[-−]?\d{1,3}(?:[ .,'’\u00a0\u202f]\d{3})*(?:[.,]\d{1,2})?(?!\d)|[-−]?\d+(?:[.,]\d{1,2})?/g;
const CODE = "(?:EUR|GBP|USD|SEK|NOK|DKK|CHF|PLN|JPY)";
const BESIDE = new RegExp(`(?:€|£|\\$|¥|\\bkr\\.?|\\b${CODE})\\s?([-−]?\\d[\\d .,'’]*)|([-−]?\\d[\\d .,'’]*)\\s?(?:€|£|\\$|zł|kr\\b|euroa?\\b|${CODE}\\b)`);
/** What holds no longer, and what repeats an amount for those who hear the page. */
const NOT_NOW = "del,s,strike,.sr-only,.visually-hidden,.screen-reader-text";

/** The amount in `element` as it is seen: without a price that was struck out, and with cents that
 * stand in an element of their own behind the whole, which no mark parts from it. */
export function amountIn(element: Element): { amount: number; currency: string } | null {
  const language = document.documentElement.lang;
  const marked = element.querySelector(NOT_NOW) !== null || /\d\s*(?:<[^>]*>\s*)+\d\d\s*</.test(element.innerHTML);
  return (marked ? parseAmount(seenText(element), language) : null) ?? parseAmount(element.textContent ?? "", language);
}

function seenText(element: Element): string {
  let text = "";
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) text += node.nodeValue ?? "";
    else if (node instanceof Element && !node.matches(NOT_NOW)) {
      const more = seenText(node);
      const cents = /^\s*\d\d\s*$/.test(more) && /\d\s*$/.test(text);
      text = cents ? `${text.trimEnd()}.${more.trim()}` : text + more;
    }
  }
  return text;
}

/** "1 299,00 kr" → 1299 SEK (by the page's language). The number next to the currency counts, else the last. */
export function parseAmount(text: string, language: string): { amount: number; currency: string } | null {
  const full = collapse(text);
  let currency = CURRENCIES.find(([pattern]) => pattern.test(full))?.[1] ?? "";
  if (currency === "" && /\d\s?kr\b|\bkr\.?\s?\d/i.test(full)) currency = KRONOR[language.slice(0, 2).toLowerCase()] ?? "SEK";
  const line = bare(full.replace(TAX_IN, ""));
  const beside = BESIDE.exec(line);
  const numbers = (beside?.[1] ?? beside?.[2] ?? line).match(NUMBER);
  const found = numbers?.[numbers.length - 1];
  if (FREE.test(line) && (found === undefined || FREE_FROM.test(line))) return found === undefined ? { amount: 0, currency } : null;
  if (found === undefined) return null;
  const decimal = /[.,](\d{1,2})$/.exec(found)?.[1];
  const whole = (decimal === undefined ? found : found.slice(0, -decimal.length - 1)).replace(/\D/g, "");
  const amount = Number(`${whole}.${decimal ?? 0}`) * (/^[-−]/.test(found) || /^[-−]\s?[€£$]?\s?\d/.test(line) ? -1 : 1);
  return { amount, currency };
}

/** Without what is told beside the amount (a tax and its rate, in brackets), and only what a sum
 * comes to. */
function bare(line: string): string {
  const sum = line.slice(line.lastIndexOf("=") + 1).replace(/(\d)\s+([.,])\s?(?=\d\d(?!\d))|(\d),\s(?=\d\d\s?[€k])/g, "$1$3,");
  const shorter = sum.replace(/\([^)]*\)/g, " ").replace(/\d+(?:[.,]\d+)?\s?%/g, " ");
  return /\d/.test(shorter) || FREE.test(shorter) ? shorter : sum;
}
