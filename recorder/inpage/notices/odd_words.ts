// Words that only programs say, where shoppers read: judged by the whole short text they stand in,
// because all of them are words of some text about programs, too.

import { isBar } from "../barmarks";
import { EDITABLE, collapse, withoutValues } from "../privacy";
import { parentOf } from "../target";

/** Elements and texts that are gone through in one look; in shadow trees, which are looked at each time. */
const NODES_MAX = 12_000;
const SHADOW_NODES_MAX = 3000;
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
  /[$#]\{\s*[\w$][\w.$()]*\s*\}/,
  /(?:^|[^\p{L}])-?Infinity\s?(?:[€$£%]|kr\b|EUR)|[€$£]\s?-?Infinity\b/u,
  /^(?:\[?missing translation|translation missing:|\[missing ")/i,
  /%\(\w{2,}\)[sd]|%\{\w+\}/,
  // A message with its forms (ICU), and what a server should have filled in or left out.
  /\{\s*[\w.]+\s*,\s*(?:plural|select|selectordinal|number|date|time)\b/,
  /<%[=-]?\s*[\w@.]|\{%-?\s*(?:if|else|for|end\w*|unless|assign|include|block|trans)\b|\$tc?\(\s*['"][\w.:-]+['"]/,
  /^__[a-z]\w+__$|^\?{2,3}[\w.-]+\?{2,3}$|\blorem ipsum\b/i,
  /\b(?:Notice|Warning|Fatal error|Deprecated): .{3,200} in \S+ on line \d+/,
  // Escaped once too often, or letters read in another code than they were written in.
  /<\/?(?:strong|b|em|i|u|span|br|p|div|a|ul|ol|li|h[1-6]|font|small|sup|img)(?:\s[^<>]{0,120})?\/?>/,
  /&(?:nbsp|amp|[aouAOU]uml|[aA]ring|eacute|quot|lt|gt|euro|[nm]dash|shy|#\d{2,5}|#x[\da-f]{2,5});/,
  /Ã[\u0080-\u00bf„–…œŸ€]|â(?:‚¬|€[\u0080-\u00bf™œ“”¦])|\uFFFD|Â[£°§½€]/,
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

/** `checkout.title.label`, `cart.title`, `cart:items.other`, `CHECKOUT.PAY_NOW`; not a host, a file or a version. */
const AREAS = "cart|basket|checkout|product|products|common|buttons?|btn|form|labels?|errors?|header|footer|nav|navigation|menu|payment|shipping|delivery|order|account|general|global|home|pages?|title|text|messages?|summary|address|login|auth|catalog|category|search|price|wishlist|customer|sections|templates|actions?|i18n";
const KEY = new RegExp(`^[a-z][\\w-]*(?:\\.[A-Za-z_][\\w-]*){2,7}$|^(?:${AREAS})\\.[a-z][A-Za-z_]{2,}$|^[a-z]\\w*\\.[a-z]+(?:[A-Z][a-z]+|_[a-z]+)+$|^[a-z][\\w-]*:[a-z][\\w-]*(?:\\.[\\w-]+)+$`);
const LOUD_KEY = /^[A-Z][A-Z0-9_]{2,}(?:\.[A-Z0-9_]{2,}){1,6}$|^(?=.*_)(?:[A-Z]+_)*(?:ADD|CART|BASKET|CHECKOUT|BUTTON|BTN|LABEL|TITLE|TEXT|PAY|ORDER|SHIPPING|DELIVERY|PRODUCT|CONTINUE|SUBMIT|ERROR|MESSAGE|TOTAL|ADDRESS|PRICE)(?:_[A-Z]+)*$/;
/** A place for a value, in the ways of several libraries: `{0}`, `{count}`, `:count`. */
const PLACE = /(?:^|[\s(€$£])\{(?:\d|[a-z]\w{2,30})\}(?=$|[\s.,:;!?)€$£%])|(?:^|\s):(?:count|name|price|amount|total|quantity|qty|items?|number|date|days|min|max|attribute|value)\b/;
const EPOCH = /(?<!\d)(?:0?1[./]\s?0?1[./]\s?1970|1970-01-01|0001-01-01|(?:jan\w*\.? 1,|1\.? jan\w*\.?) 1970)(?!\d)/i;
const FOUNDED = /\best\.|\be\.g\.|example|format|esim|t\.ex|z\.\s?B|birth|since|found|born|grund|perust|synt|född|seit|geboren/i;
const NO_AMOUNT = /^(?:price|total|sum|hinta|yhteensä|summa|pris|totalt|att betala|preis|gesamt|summe):?\s?(?:[€$£]|kr|EUR)$/i;
const CODE = /:\s*Array$|^(?:async )?function\s?\w*\(/i;
const HOST_END = /\.(?:[a-z]{2}|com|net|org|info|shop|store|online|app|dev|biz|html?|php|pdf|jpe?g|png|svg|zip|js|css|txt|docx?|xlsx?|example|local|test)$/i;

/** Trees of elements of the page's own making, open ones: what changes in them nobody is told. */
const shadows = new Set<ShadowRoot>();
const SHADOWS_MAX = 40;

/** The elements under `root` whose own text holds such a word; cheap first, nothing is laid out. */
export function* textsIn(root: Node, most = NODES_MAX): Generator<Element, number> {
  if (!root.isConnected) return most;
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  let left = most;
  for (let node: Node | null = root; node && left-- > 0; node = walker.nextNode()) {
    if (node instanceof Element) {
      const { shadowRoot } = node;
      if (shadowRoot && shadows.size < SHADOWS_MAX) shadows.add(shadowRoot);
    } else if (node.nodeType === Node.TEXT_NODE) {
      const at = node.parentNode;
      const element = at instanceof ShadowRoot ? at.host : node.parentElement;
      if (element && MAYBE.test(node.nodeValue ?? "") && oddWordIn(element) !== null) yield element;
    }
  }
  return left;
}

/** The same in those trees, each time anew. */
export function* textsInShadows(): Generator<Element> {
  let left = SHADOW_NODES_MAX;
  for (const shadow of shadows) {
    if (!shadow.isConnected) shadows.delete(shadow);
    else if (left > 0) left = yield* textsIn(shadow, left);
  }
}

const LISTED_MAX = 300;

/** Words that stand in no text: what a field asks for, what a button of a form says, the choices of
 * a list (then that list). */
export function* attributesIn(): Generator<Element> {
  let left = LISTED_MAX;
  for (const element of document.querySelectorAll("[placeholder],input[type=submit],input[type=button],select")) {
    if (left-- === 0) return;
    if (oddAttributeOf(element) !== null) yield element;
  }
}

/** What is odd in such words, or null. */
export function oddAttributeOf(element: Element): string | null {
  const texts =
    element instanceof HTMLSelectElement ? [...element.options].slice(0, LISTED_MAX).map((option) => option.text)
    : [element.getAttribute("placeholder") ?? "", /^(?:submit|button)$/.test((element as HTMLInputElement).type) ? (element as HTMLInputElement).value : ""];
  return texts.map(collapse).find((text) => MAYBE.test(text) && (BARE.test(text) || isOdd(text, element)) && !/^null$/i.test(text)) ?? null;
}

const BARE = /^undefined(?: undefined)*$/;
const NOBODYS = /undefined|null|NaN/;
const MAYBE = /undefined|null|NaN|\[object|\{[{%\w]|[$#]\{|%|Invalid Date|Infinity|missing|<[%/a-z]|&[#\w]+;|[ÃâÂ\uFFFD]|\$tc?\(|__|\?\?|lorem|1970|0001|on line|Array|function|(?:^|\s):[a-z]|[€$£r]\s*$|^\s*[a-z][\w-]*[.:][\w-]\S+\s*$|^\s*[A-Z][A-Z0-9]*[_.][A-Z0-9_.]+\s*$/i;

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
  if (NAN.test(text) || PLACEHOLDER.test(text) || PLACE.test(text) || CODE.test(text) || (NO_AMOUNT.test(text) && !hasAmount(element))) return true;
  // In a field such a date shows how to write one.
  if (EPOCH.test(text) && !FOUNDED.test(text) && !element.matches("input,textarea")) return true;
  if (UNDEFINED.test(text) || (/undefined/.test(text) && !TERMS.test(text) && text.split(APART).some((part) => GREETING.test(part)))) return true;
  // In German "null" is a number.
  if (NULL.test(text) || (/^\p{L}+,? null(?: null)?[!.,]?$/u.test(text) && !/^de/i.test(document.documentElement.lang))) return true;
  return (KEY.test(text) || LOUD_KEY.test(text)) && !HOST_END.test(text) && !element.closest("a[href^=mailto],a[href^=http]");
}

/** It stands in an element of its own, within or behind, or is to be entered there; of a column, below. */
function hasAmount(element: Element): boolean {
  if (element.closest("th,label,legend,[role=columnheader]") || element.querySelector("input,select")) return true;
  const behind = (element.closest("td,dt") ?? element).nextElementSibling;
  return /\d/.test(element.textContent ?? "") || (behind !== null && (/^\s*[€$£-]?\s*\d/.test(behind.textContent ?? "") || behind.matches("input,select")));
}

function excerpt(text: string): string {
  const at = Math.max(...ALWAYS.map((pattern) => text.search(pattern)));
  return text.slice(Math.max(0, at - 20), at + 50);
}
