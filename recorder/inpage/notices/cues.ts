// What a view is about: it asks for an account, offers to go on without one, offers to log out, says
// that the session is over, that a payment was refused, or that there is nothing to buy. Fields and markup first, words second.

import type { Context } from "../context";
import { collapse, isTextEntry } from "../privacy";
import { now } from "../safe";
import { describe, isVisible } from "../target";
import type { CueEvent } from "../types";
import {
  BASKET_LINK, BASKET_TITLE, CONDITIONAL, DECLINED, EMPTY_BASKET, EMPTY_HERE, EMPTY_MARKS, FAILED, GO_ON, GUEST, GUEST_VALUES, IDENTITY, IN_PART, LOG_IN, LOG_IN_BY, LOG_IN_TITLE,
  LOG_OUT, LOG_OUT_ADDRESS, MUST_LOG_IN, NO_DELIVERY, NO_GUEST, NO_LINES, NO_PAYMENT, NO_TROUBLE, NOT_GUEST, NOT_MUST, NOT_OVER, SESSION_OVER, SMALL_BASKET, TROUBLE,
} from "./cue_words";
import type { Looking } from "./looking";
import { captionOf, controls, findText, inMain, isLeftOut, mainPart } from "./places";

type What = CueEvent["what"];

/** Changes told per view: a page that flickers tells enough with so many. */
const PER_VIEW = 20;
/** Characters, up to which a message is what a page is about. */
const LITTLE = 500;

export function watchCues(ctx: Context, looking: Looking): void {
  let present = new Map<What, Element>();
  let told = 0;
  const tell = (what: What, element: Element, here: boolean): void => {
    if (told++ < PER_VIEW) ctx.emit({ kind: "cue", what, target: describe(element), present: here }, now());
  };
  looking.on(() => {
    const found = lookForCues();
    for (const [what, element] of found) if (!present.has(what)) tell(what, element, true);
    for (const [what, element] of present) if (!found.has(what)) tell(what, element, false);
    present = found;
  });
  ctx.on("view", () => {
    present = new Map();
    told = 0;
  });
}

function lookForCues(): Map<What, Element> {
  const found = new Map<What, Element>();
  const { guest: control, signedIn, ways, none } = lookAtControls();
  if (none) found.set("no_pieces", none);
  if (signedIn) found.set("signed_in", signedIn);
  const account = signedIn ? null : askedPassword() ?? askedLogin() ?? waysIn(ways) ?? demand();
  if (account) found.set("account", account);
  const guest = control ?? (account && guestWords());
  if (guest) found.set("guest", guest);
  const over = findText(document.body, SESSION_OVER, (element, text) => text.length <= 250 && !NOT_OVER.test(text) && inMain(element));
  if (over) found.set("session_over", over);
  const declined = findText(document.body, DECLINED, (element, text) => text.length <= 250 && !CONDITIONAL.test(text) && inMain(element));
  if (declined) found.set("declined", declined);
  const failed = [...document.querySelectorAll("h1,h2,[role=heading]")].find((head) => TROUBLE.test(head.textContent ?? "") && !NO_TROUBLE.test(head.textContent ?? "") && isVisible(head) && inMain(head));
  if (failed) found.set("failed", failed);
  for (const [what, pattern] of STATEMENTS) {
    if (found.has(what)) continue;
    const said = findText(document.body, pattern, (element, text) => text.length <= 160 && !CONDITIONAL.test(text) && !IN_PART.test(text) && inMain(element));
    if (said) found.set(what, said);
  }
  const identity = askedIdentity();
  if (identity) found.set("identity", identity);
  const empty = emptyBasket();
  if (empty) found.set("empty_basket", empty);
  return found;
}

const STATEMENTS: [What, RegExp][] = [["no_delivery", NO_DELIVERY], ["no_payment", NO_PAYMENT], ["failed", FAILED]];

function askedIdentity(): Element | null {
  for (const field of document.querySelectorAll<HTMLInputElement>("input:not([type=hidden]),textarea")) {
    const named = `${[...(field.labels ?? [])].map(captionOf).join(" ")} ${field.getAttribute("aria-label") ?? ""} ${field.placeholder}`;
    if (IDENTITY.test(named) && !field.disabled && isVisible(field) && inMain(field)) return field;
  }
  return null;
}

// ------------------------------------------------------------------ controls

function lookAtControls(): { guest: Element | null; signedIn: Element | null; ways: Element[]; none: Element | null } {
  const ways: Element[] = [];
  let guest = guestChoice();
  let out: Element | null = null;
  let hiddenOut: Element | null = null;
  let logsIn = false;
  let none: Element | null = null;
  for (const [element, text] of controls()) {
    if (!none && text.length < 40 && countsNone(element, text)) none = element;
    const address = element.getAttribute("href") ?? (element as HTMLButtonElement).form?.getAttribute("action") ?? "";
    if (LOG_OUT.test(text) || (text.length < 30 && LOG_OUT_ADDRESS.test(address.split("?")[0] ?? ""))) {
      if (isVisible(element)) out ??= element;
      else hiddenOut ??= element;
    } else if (text.length < 40 && LOG_IN_BY.test(text) && isOffered(element)) ways.push(element);
    else if (text.length < 40 && LOG_IN.test(text)) logsIn = true;
    else if (!guest && GUEST.test(text) && !NOT_GUEST.test(text) && isOffered(element)) guest = element;
  }
  // In a closed menu of the account it is still offered, unless the page offers the contrary.
  return { guest, signedIn: out ?? (logsIn ? null : hiddenOut), ways, none };
}

/** “Basket 0”: a lone nought is a number of pieces, a sum of money has two parts. */
const countsNone = (element: Element, text: string): boolean =>
  (text.match(/\d+(?:[.,]\d+)*/g) ?? []).join() === "0" && BASKET_LINK.test(text) && element.localName !== "label" && isVisible(element);

/** It may be said in words, beside a control that only leads on. */
const guestWords = (): Element | null =>
  findText(mainPart(), GUEST, (element, text) => text.length <= 250 && !NOT_GUEST.test(text) && !NO_GUEST.test(text) && inMain(element) && !element.closest("a,button,label,option"));

const isOffered = (element: Element): boolean =>
  isVisible(element) && inMain(element) && !isLeftOut(element) && (element as HTMLButtonElement).disabled !== true;

/** A radio button is often drawn by its label. */
function guestChoice(): Element | null {
  for (const choice of document.querySelectorAll<HTMLInputElement>(GUEST_VALUES)) {
    const shown = isVisible(choice) ? choice : [...(choice.labels ?? [])].find(isVisible);
    if (shown && isOffered(shown) && !choice.disabled) return choice;
  }
  return null;
}

// ------------------------------------------------------------------ an account

const CODES = /cc-|one-time-code/;
const CODE_NAMES = /card|cvc|cvv|csc|pin|otp|code|koodi|kod|gift|lahja|iban/i;
const ADDRESS_FIELDS = ["street", "postcode", "postal", "postinumero", "postnummer", "plz", "zip", "city", "osoite", "kaupunki", "adress", "strasse"]
  .map((name) => `input[name*=${name} i]:not([type=hidden]):not([type=email]):not([name*=mail i])`)
  .join(",") + ",[autocomplete~=street-address],[autocomplete*=address-line],[autocomplete~=postal-code]";
const MAKES_ACCOUNT = /create.?(?:an.?)?account|new.?account|register|signup|luo.?(?:\w+.?)?tili|rekister|skapa.?konto|registrera|konto.?(?:anlegen|erstellen)/i;

function askedPassword(): Element | null {
  for (const field of document.querySelectorAll<HTMLInputElement>("input[type=password]")) {
    if (isVisible(field) && !field.disabled && !field.readOnly && inMain(field) && !isCode(field) && isNeeded(field)) return field;
  }
  return null;
}

function isCode(field: HTMLInputElement): boolean {
  const complete = field.getAttribute("autocomplete") ?? "";
  return CODES.test(complete) || (!/password/.test(complete) && CODE_NAMES.test(`${field.name} ${field.id}`));
}

/**
 * Beside an address to be filled in the account is an offer, unless the field insists. What lies
 * beneath a dialog is not beside it.
 */
function isNeeded(field: HTMLInputElement): boolean {
  const dialog = field.closest("dialog,[role=dialog],[role=alertdialog],[aria-modal=true]");
  if (dialog && visibleIn(dialog, ADDRESS_FIELDS).length < 2) return true;
  const scope = field.form ?? field.closest("form,fieldset,section") ?? document;
  if ([...document.querySelectorAll(ADDRESS_FIELDS)].filter(isVisible).length < 2) return true;
  if (visibleIn(scope, ADDRESS_FIELDS).length < 2) return false;
  const offered = [...scope.querySelectorAll<HTMLInputElement>("input[type=checkbox]")].some((box) => !(box.checked && box.disabled) &&
    MAKES_ACCOUNT.test(`${box.name} ${box.id} ${[...(box.labels ?? [])].map(captionOf).join(" ")}`),
  );
  const marked = [...(field.labels ?? [])].some((label) => label.textContent?.includes("*"));
  return !offered && (field.required || field.getAttribute("aria-required") === "true" || marked);
}

const visibleIn = (root: ParentNode, selector: string): Element[] => [...root.querySelectorAll(selector)].filter(isVisible);

/** A login that asks for the name first: one field, a button that says so, and the page's title. */
function askedLogin(): Element | null {
  const title = [...document.querySelectorAll("h1,h2")].find((head) => LOG_IN_TITLE.test(head.textContent ?? "") && isVisible(head) && inMain(head));
  if (!title) return null;
  for (const form of document.forms) {
    const fields = [...form.elements].filter((field) => isTextEntry(field) && isVisible(field));
    const [field] = fields;
    if (fields.length !== 1 || !field || !inMain(form)) continue;
    const sends = [...form.elements].find((element) => (element as HTMLButtonElement).type === "submit");
    if (sends && isVisible(sends) && says(title, captionOf(sends))) return field;
  }
  return null;
}

/** Several ways to log in, and nothing else to fill in. */
function waysIn(ways: Element[]): Element | null {
  const filled = [...document.querySelectorAll(`${ADDRESS_FIELDS},input[type=radio],[autocomplete^=cc-]`)].some(isVisible);
  return ways.length >= 2 && !filled ? (ways[0] ?? null) : null;
}

/** “Sign in or register”, an address, “Continue”: unless the title offers to go on without. */
const says = (title: Element, caption: string): boolean =>
  LOG_IN.test(caption) || (GO_ON.test(caption) && !GUEST.test(title.textContent ?? ""));

/** Words that say it: as a heading or a message, or as most of what the page says. */
function demand(): Element | null {
  const main = mainPart();
  if (!main || [...document.querySelectorAll(ADDRESS_FIELDS)].filter(isVisible).length >= 2) return null;
  return findText(main, MUST_LOG_IN, (element, text) => {
    if (text.length > 250 || NOT_MUST.test(text) || !inMain(element)) return false;
    return element.closest("h1,h2,h3,legend,[role=alert],[role=status],.alert,.message,.notice") !== null || saysLittle(main);
  });
}

const saysLittle = (main: Element): boolean => collapse((main as HTMLElement).innerText ?? "").length < LITTLE;

// ------------------------------------------------------------------ an empty basket

function emptyBasket(): Element | null {
  const main = mainPart();
  if (!main) return null;
  const isBasket = (element: Element, text: string): boolean => {
    if (text.length > 250 || text.endsWith("?") || !inMain(element) || element.closest(SMALL_BASKET) || element.closest("option,[role=tooltip]")) return false;
    return element.closest("h1,h2") !== null || isBasketPage() || saysLittle(main);
  };
  for (const marked of main.querySelectorAll(EMPTY_MARKS)) {
    const text = collapse(marked.textContent ?? "");
    if (text.length > 2 && isVisible(marked) && !isLeftOut(marked) && isBasketPage() && isBasket(marked, text)) return marked;
  }
  const said = findText(main, EMPTY_BASKET, isBasket);
  if (said || !isBasketPage() || visibleIn(main, COUNTED).length > 0) return said;
  const saysIn = (pattern: RegExp, most: number): Element | null =>
    findText(main, pattern, (element, text) => text.length < most && !element.closest(ASIDE) && isBasket(element, text));
  return saysIn(EMPTY_HERE, 80) ?? saysIn(NO_LINES, 24);
}

/** How many of a thing somebody wants. */
const COUNTED = "input[type=number],[name*=quantity i],[name*=qty i],[role=spinbutton]";
/** What else stands on the page of a basket: what was seen before, what others took, a search. */
const ASIDE = "aside,li,tr,[class*=recent i],[class*=recommend i],[class*=wish i],[class*=favo i],[class*=search i],[class*=compar i],[class*=saved i]";

function isBasketPage(): boolean {
  const heads = [...document.querySelectorAll("h1")].filter((head) => isVisible(head) && inMain(head));
  return BASKET_TITLE.test(location.pathname + location.hash) || heads.some((head) => BASKET_TITLE.test(head.textContent ?? ""));
}
