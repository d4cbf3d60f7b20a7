// Words that only programs say, where shoppers read: judged by the whole short text they stand in,
// because all of them are words of some text about programs, too.

import { isBar } from "../barmarks";
import { EDITABLE, collapse, withoutValues } from "../privacy";
import { parentOf } from "../target";

const NODES_MAX = 6000;
/** A label, a price, a greeting; what is longer is prose, where people write what they like. */
const SHORT = 90;

const NOT_READ = "script,style,noscript,template,code,pre,kbd,samp,var,textarea,select,option,svg,math,[translate=no],[class*=highlight i],[class*=code-block i]";
/** What customers wrote, and what names what they typed wrong. */
const OTHERS_WORDS = "[itemprop=review],[itemprop=reviewBody],[class*=review i],[class*=comment i],blockquote,q,cite,[class*=testimonial i]";
const COMPLAINTS = "[role=alert],[aria-live=assertive],.error,.invalid-feedback,[class*=error i]";

const UNIT = "[€$£%]|kr\\b|eur\\b|usd\\b|sek\\b|kpl|pcs|st\\b|stk|kg|cm|days?|päivä|dagar|tage";
const ALWAYS = [
  /\[object (?:Object|Undefined|Null|Promise|Array)\]/,
  /\{\{\s*[\w$][\w.$|' ()[\]:-]*\}\}/,
  /\$\{\s*[\w$][\w.$()]*\s*\}/,
  /(?:^|[^\p{L}])-?Infinity\s?(?:[€$£%]|kr\b|EUR)|[€$£]\s?-?Infinity\b/u,
  /^(?:\[?missing translation|translation missing:|\[missing ")/i,
  /%\(\w{2,}\)[sd]/,
];
/** As a value: alone, beside a unit or after a colon, or in a few words without a sentence. */
const alone = (word: string): RegExp =>
  new RegExp(`^[^\\p{L}\\p{N}]*${word}[^\\p{L}\\p{N}]*$|(?:${UNIT})\\s?${word}(?!\\p{L})|(?<![\\p{L}\\p{N}])${word}\\s?(?:${UNIT})|:\\s*${word}(?![\\p{L}\\p{N}])`, "u");
const UNDEFINED = alone("undefined");
const NULL = alone("null");
const NAN = /(?<![\p{L}\p{N}])NaN(?![\p{L}\p{N}])/u;
const GREETING = /^[\p{L}]+,? (?:undefined|null)(?: (?:undefined|null))?[!.,]?$|^(?:[\p{L}-]+ ){0,5}undefined(?: [\p{L}-]+){0,3}[!.?]?$/u;
/** What stands side by side in a line and is no sentence together. */
const APART = /\s*[·•|]\s*/;
const TERMS = /\bundefined (?:behaviou?r|term|variable|period|terms|value)\b/i;
const PLACEHOLDER = /(?:^|[^\d\s%] )%(?:\d\$)?[sd](?=$|[\s.,:;!?)])/;
const INVALID_DATE = /(?<!\p{L})Invalid Date(?!\p{L})/u;

/** `checkout.title.label`, `CHECKOUT.PAY_NOW`; not a host, a file or a version. */
const KEY = /^[a-z][\w-]*(?:\.[A-Za-z_][\w-]*){2,7}$/;
const LOUD_KEY = /^[A-Z][A-Z0-9_]{2,}(?:\.[A-Z0-9_]{2,}){1,6}$/;
const HOST_END = /\.(?:[a-z]{2}|com|net|org|info|shop|store|online|app|dev|biz|html?|php|pdf|jpe?g|png|svg|zip|js|css|txt|docx?|xlsx?|example|local|test)$/i;

/** The elements under `root` whose own text holds such a word; cheap first, nothing is laid out. */
export function* textsIn(root: Node): Generator<Element> {
  if (!root.isConnected) return;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = NODES_MAX;
  for (let node: Node | null = root.nodeType === Node.TEXT_NODE ? root : walker.nextNode(); node && left-- > 0; node = walker.nextNode()) {
    const element = node.parentElement;
    if (element && MAYBE.test(node.nodeValue ?? "") && oddWordIn(element) !== null) yield element;
  }
}

const NOBODYS = /undefined|null|NaN/;
const MAYBE = /undefined|null|NaN|\[object|\{\{|\$\{|%|Invalid Date|Infinity|missing|^\s*[a-z][\w-]*\.[\w-]+\.\S+\s*$|^\s*[A-Z][A-Z0-9_]+\.[A-Z0-9_.]+\s*$/;

/** The short text that gives `element` away, or null. */
export function oddWordIn(element: Element): string | null {
  if (element.closest(`${NOT_READ},${EDITABLE},${OTHERS_WORDS}`) || isBar(element)) return null;
  const own = collapse(ownText(element));
  const around = collapse(lineAround(element));
  for (const text of own === around ? [own] : [own, around]) {
    // What somebody typed and the page says back is that person's word; but nobody is called null,
    // and a program that writes so into the page writes so into its fields.
    if (text !== "" && isOdd(text, element) && (NOBODYS.test(text) || isOdd(withoutValues(text), element))) return text.length > SHORT ? excerpt(text) : text;
  }
  return null;
}

const ownText = (element: Element): string =>
  [...element.childNodes].map((node) => (node.nodeType === Node.TEXT_NODE ? (node.nodeValue ?? "") : " ")).join("");

/** A value in an element of its own, with the few words around it. */
function lineAround(element: Element): string {
  const parent = parentOf(element);
  const text = parent?.textContent ?? "";
  return parent && text.length <= SHORT && !parent.matches("body,main,form,ul,ol,table,tr,select") ? text : (element.textContent ?? "");
}

function isOdd(text: string, element: Element): boolean {
  if (text.length <= 400 && ALWAYS.some((pattern) => pattern.test(text))) return true;
  if (text.length > SHORT) return false;
  if (INVALID_DATE.test(text)) return !element.closest(COMPLAINTS);
  if (NAN.test(text) || PLACEHOLDER.test(text)) return true;
  if (UNDEFINED.test(text) || (/undefined/.test(text) && !TERMS.test(text) && text.split(APART).some((part) => GREETING.test(part)))) return true;
  // In German "null" is a number.
  if (NULL.test(text) || (/^\p{L}+,? null(?: null)?[!.,]?$/u.test(text) && !/^de/i.test(document.documentElement.lang))) return true;
  return (KEY.test(text) || LOUD_KEY.test(text)) && !HOST_END.test(text) && !element.closest("a[href^=mailto],a[href^=http]");
}

function excerpt(text: string): string {
  const at = Math.max(...ALWAYS.map((pattern) => text.search(pattern)));
  return text.slice(Math.max(0, at - 20), at + 50);
}
