// Places that stay empty: for an amount (what the scenario watches, what the markup calls a price,
// lines of a summary whose label says total or price), and for the words of a title or a button.

import { EDITABLE, collapse } from "../privacy";
import { attempt } from "../safe";
import { isVisible, parentOf } from "../target";
import type { PageConfig } from "../types";
import { captionOf, inMain } from "./places";

const SCANNED_MAX = 600;
const FOUND_MAX = 10;
/** What holds an icon is hardly wider. */
const BUTTON_PX = 60;

const LABEL =
  /^(?:(?:grand |order |estimated |sub-?)?total(?: price| amount| cost)?|amount due|to pay|price|sum|yhteensä|(?:loppu|väli|kokonais)?summa|maksettavaa?|hinta|kokonaishinta|totalt?|totalsumma|delsumma|att betala|summa|pris|gesamt(?:summe|betrag|preis)?|(?:zwischen|end)?summe|zu zahlen|preis|i alt|å betale|at betale)(?: \([^)]{1,30}\))?\s*:?$/i;
const PLACES = "dd,td,output,span,strong,b,div,p,[itemprop=price]";
const BUSY = "[aria-busy=true],[class*=skeleton i],[class*=loading i],[class*=shimmer i],[class*=placeholder i],[class*=spinner i]";
const FILLED = "img,svg,canvas,video,iframe,input,select,textarea,button,picture,object";
const PRICE = /(?:^|[\s_-])(?:price|product-price|current-price|hinta|pris|preis)(?:$|[\s_])/i;

export function findBlanks(config: PageConfig): Set<Element> {
  const found = new Set<Element>();
  const add = (element: Element): void => {
    if (found.size < FOUND_MAX && isBlank(element)) found.add(element);
  };
  for (const selector of [config.total, config.delivery]) {
    if (selector) attempt(() => document.querySelectorAll(selector).forEach((element) => add(element)));
  }
  for (const element of document.querySelectorAll("[itemprop=price]:not([content]):not(meta)")) add(element);
  let left = SCANNED_MAX;
  for (const label of document.querySelectorAll("dt,th,[class*=total i],[class*=label i],[class*=summary i] span,[class*=summary i] strong,[class*=summary i] div")) {
    if (left-- === 0) break;
    const place = LABEL.test(shortText(label)) ? placeBeside(label) : null;
    if (place) add(place);
  }
  const main = mainPrice();
  if (main) add(main);
  for (const element of namelessIn()) add(element);
  return found;
}

const shortText = (element: Element): string => {
  const text = element.textContent ?? "";
  return text.length > 60 ? "" : collapse(text);
};

/** Neither letters nor digits nor a picture, where something is to be seen. */
function isBlank(element: Element): boolean {
  if (!isVisible(element) || /[\p{L}\p{N}]/u.test((element.textContent ?? "").replace(/[€£$]|\b(?:EUR|SEK|kr)\b\.?/g, ""))) return false;
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) return true;
  if ((element.matches(FILLED) && element.localName !== "button") || element.querySelector(FILLED) || element.shadowRoot || element.closest(`${BUSY},${EDITABLE}`) || element.querySelector(BUSY)) return false;
  const drawn = (side: string): boolean => !/^(?:none|normal|""|"\s*"|)$/.test(getComputedStyle(element, side).content);
  return !drawn("::before") && !drawn("::after");
}

/** The title of what a page sells, the button that sends a form, and a list that offers nothing: one
 * behind another list may be waiting for what is chosen there. */
function* namelessIn(): Generator<Element> {
  const heads = [...document.querySelectorAll("h1")].filter(inMain);
  if (heads.length === 1 && heads[0]?.parentElement?.querySelector("button,[type=submit]")) yield heads[0];
  for (const form of document.forms) {
    for (const button of form.querySelectorAll("button:not([type]),button[type=submit],input[type=submit]")) {
      if (captionOf(button) === "" && isLarge(button) && isPlain(button)) yield button;
    }
    const list = form.querySelector("select");
    if (list && !list.disabled && [...list.options].every((option) => collapse(option.text) === "")) yield list;
  }
}

function isLarge(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width >= BUTTON_PX && height >= BUTTON_PX / 2;
}

const isPlain = (element: Element): boolean => getComputedStyle(element).backgroundImage === "none" && element.childElementCount === 0;

/** Where the value of a label stands: its own line and nothing else in it. */
function placeBeside(label: Element): Element | null {
  const parent = parentOf(label);
  if (label.localName === "th" || label.localName === "td") {
    const [cell, ...more] = [...(parent?.children ?? [])].filter((at) => at.localName === "td");
    return cell && more.length === 0 && parent?.children.length === 2 ? cell : null;
  }
  const next = label.nextElementSibling;
  if (!next?.matches(PLACES) || label.matches("label,legend") || parent?.querySelector("input,select,textarea")) return null;
  // Text right behind the label would be the value.
  const rest = collapse(parent?.textContent ?? "").slice(shortText(label).length).trim();
  if (label.localName !== "dt" && rest !== collapse(next.textContent ?? "")) return null;
  return next;
}

/** The price of the one thing that a page sells: beside its title, with a button, and no amount anywhere near. */
function mainPrice(): Element | null {
  const heads = [...document.querySelectorAll("h1")].filter(inMain);
  const [head] = heads;
  if (heads.length !== 1 || !head) return null;
  for (let around = parentOf(head), depth = 0; around && depth < 4 && around !== document.body; around = parentOf(around), depth += 1) {
    const price = [...around.querySelectorAll("[class*=price i],[class*=hinta i],[class*=pris i],[class*=preis i]")].find((element) => PRICE.test(element.getAttribute("class") ?? ""));
    if (!price) continue;
    const sells = around.querySelector("button,input[type=submit],[type=submit]") !== null;
    return sells && !/\d[\d .,]*\s?(?:[€£$]|kr|EUR|SEK)|[€£$]\s?\d/.test(around.textContent ?? "") ? price : null;
  }
  return null;
}
