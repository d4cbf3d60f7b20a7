// Which elements lie over the page, told by what is on top at a grid of points: it costs one hit
// test each, whatever the page is made of, and sees what no change of the DOM announced.

import { isBar } from "../barmarks";
import { attempt } from "../safe";
import { isVisible, parentOf } from "../target";
import { holds } from "./places";

const GRID = 6;
const CONTROLS_MAX = 500;
const WITHIN = { across: [0.1, 0.3, 0.5, 0.7, 0.9], down: [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95] };
/** Of the viewport, from which on a layer is in the way wherever it lies. */
export const SHARE_MIN = 0.1;
/** From here on nothing else is left. */
const WHOLE = 0.9;
/** Of the viewport: what covers so much is the page itself for whatever stands in it. */
const PAGE = 0.8;

export const DIALOGS = "dialog,[role=dialog],[role=alertdialog],[aria-modal=true]";
const MENUS = "[role=menu],[role=listbox],[role=tooltip],[role=grid],[role=tree],[role=menubar],datalist";
const MENU_NAMES = /menu|dropdown|tooltip|autocomplete|suggest|typeahead|flyout|date.?picker|calendar|select2|listbox|combobox/i;
const TOAST_NAMES = /toast|snackbar|notification|flash/i;
const TOASTS = "[role=status],[role=log],[aria-live=polite],[role=alert]";
const BUSY_NAMES = /load(?:ing|er)|spinner|preload|skeleton|progress|busy/i;
const SLIDES = /carousel|slider|swiper|slick|slide(?![-_]?(?:in|up|down|out|over))(?:\b|[_-])|hero|gallery/i;
const LANDMARKS = "header,footer,nav,main,[role=banner],[role=navigation],[role=contentinfo],[role=main]";
const CLOSING = /^[×✕✖xX]$|close|dismiss|no,? thanks|sulje|ei kiitos|stäng|nej,? tack|schlie(?:ß|ss)|nein,? danke|lukk|luk\b/i;
const CONTROL = "a[href],button,input:not([type=hidden]),select,textarea,[role=button],summary";
const CONTENT = `${CONTROL},img,svg,video,canvas,iframe,picture`;

const CONSENT_NAMES =
  /cookie|consent|eväste|evaste|kakor|gdpr|ccpa|onetrust|cookiebot|cybot|didomi|usercentrics|uc-banner|\bcmp|cmp\b|qc-cmp|klaro|cky-|iubenda|osano|borlabs|fc-consent|truste|sp_message|samtycke|suostumus|datenschutz/i;
const CONSENT_WORDS = /cookie|eväste|kakor\b|kakfil|gdpr|informasjonskapsler|einwilligung|datenschutzeinstellungen|küpsis|ciasteczk|galletas/i;

const AGREEING = /accept|agree|allow|reject|hyväks|salli|hylkää|godkänn|accepter|tillåt|neka|akzept|zustimm|ablehn|erlauben|godta|nõus|akcept|acept|accett/i;

export interface Found {
  element: Element;
  share: number;
  modal: boolean;
  consent: boolean;
}

interface Box { left: number; top: number; right: number; bottom: number; width: number; height: number }

/** `known`: layers that are open already, which need no judgement. */
export function findOverlays(known: (element: Element) => boolean, rejected: (element: Element) => boolean): { found: Found[]; refused: Element[] } {
  const points = new Map<Element, [number, number][]>();
  const lying = new Map<Element, boolean>();
  const { innerWidth: width, innerHeight: height } = window;
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++) {
      const x = ((column + 0.5) / GRID) * width;
      const y = ((row + 0.5) / GRID) * height;
      const hit = hitAt(x, y);
      if (!hit || isBar(hit)) continue;
      for (const overlay of lyingAround(hit, lying)) {
        const at = points.get(overlay) ?? [];
        at.push([x, y]);
        points.set(overlay, at);
      }
    }
  }
  const found: Found[] = [];
  const refused: Element[] = [];
  const veiled = veils(points);
  // Outermost first: what stands inside a layer is part of it.
  for (const [element, at] of [...points].sort(([a], [b]) => (holds(a, b) ? -1 : holds(b, a) ? 1 : 0))) {
    if (found.some((other) => holds(other.element, element)) || rejected(element)) continue;
    const share = shareOf(element, at.length);
    const consent = isConsent(element);
    if (!known(element) && !(share >= SHARE_MIN && liesOver(element, at, consent))) {
      refused.push(element);
      continue;
    }
    found.push({ element, share, modal: holdsBack(element, share, veiled), consent });
  }
  return { found, refused };
}

export function hitAt(x: number, y: number): Element | null {
  let hit = document.elementFromPoint(x, y);
  for (let inner = hit; inner?.shadowRoot; hit = inner) {
    inner = inner.shadowRoot.elementFromPoint(x, y);
    if (!inner || inner === hit) break;
  }
  return hit;
}

/** Everything around `hit` that is taken out of the flow, outermost first. */
function lyingAround(hit: Element, known: Map<Element, boolean>): Element[] {
  const found: Element[] = [];
  for (let at: Element | null = hit; at && at !== document.body && at !== document.documentElement; at = parentOf(at)) {
    let lies = known.get(at);
    if (lies === undefined) known.set(at, (lies = liesAbove(at)));
    if (lies) found.unshift(at);
  }
  return found;
}

const isTop = (element: Element): boolean => attempt(() => element.matches(":modal")) === true || isOpenPopover(element);
const isOpenPopover = (element: Element): boolean => element.hasAttribute("popover") && attempt(() => element.matches(":popover-open")) === true;

export function liesAbove(element: Element): boolean {
  const { position, zIndex } = getComputedStyle(element);
  if (position === "fixed" || isTop(element)) return true;
  if (position !== "absolute") return false;
  return (Number(zIndex) > 0 || element.matches(DIALOGS)) && isOfPage(element);
}

/** Placed in the page as a whole, not in some box of it. */
function isOfPage(element: Element): boolean {
  const box = (element as HTMLElement).offsetParent;
  if (!box || box === document.body || box === document.documentElement) return true;
  const { width, height } = box.getBoundingClientRect();
  return width >= PAGE * window.innerWidth && height >= PAGE * window.innerHeight;
}

export const isConsent = (element: Element): boolean => {
  const frame = element.querySelector("iframe");
  const names = [element, ...element.children, frame].map((at) => (at ? `${at.id} ${at.getAttribute("class") ?? ""} ${at.getAttribute("aria-label") ?? ""} ${at.getAttribute("title") ?? ""}` : ""));
  if (CONSENT_NAMES.test(names.join(" "))) return true;
  const text = element.textContent ?? "";
  if (text.length > 4000 || element.matches(LANDMARKS) || element.querySelector("main,[role=main],h1,nav")) return false;
  return CONSENT_WORDS.test(text) && AGREEING.test(text) && element.querySelector(CONTROL) !== null;
};

// ------------------------------------------------------------------ what is a layer

function liesOver(element: Element, points: [number, number][], consent: boolean): boolean {
  if (!isVisible(element) || isMenu(element) || !hasContent(element)) return false;
  const dialog = isDialog(element);
  if (dialog || consent) return !element.matches("main,[role=main]");
  return !isBusy(element) && !isToast(element) && !isSlide(element) && !isFurniture(element) && coversContent(element, points);
}

export function isDialog(element: Element): boolean {
  if (element.matches(DIALOGS) || isTop(element)) return true;
  // The shade around a dialog, with little else in it.
  return element.childElementCount <= 4 && [...element.querySelectorAll(DIALOGS)].some((inner) => isVisible(inner) && !element.querySelector("main,[role=main]"));
}

const namesOf = (element: Element): string => `${element.id} ${element.getAttribute("class") ?? ""}`;

export const isMenu = (element: Element): boolean =>
  element.matches(MENUS) || element.querySelector(":scope > [role=listbox],:scope > [role=menu],:scope > [role=option]") !== null ||
  (MENU_NAMES.test(namesOf(element)) && !element.matches("[aria-modal=true]"));

const isToast = (element: Element): boolean => element.matches(TOASTS) || TOAST_NAMES.test(namesOf(element));

const isBusy = (element: Element): boolean =>
  element.matches("[aria-busy=true],[role=progressbar]") || (BUSY_NAMES.test(namesOf(element)) && !element.querySelector(CONTROL));

/** Slides, stacked routes: one of several alike in one place. */
function isSlide(element: Element): boolean {
  if (/slide|carousel/.test(element.getAttribute("aria-roledescription") ?? "") || SLIDES.test(namesOf(element))) return true;
  const { position } = getComputedStyle(element);
  return [...(element.parentElement?.children ?? [])].some(
    (other) =>
      other !== element && other.localName === element.localName && getComputedStyle(other).position === position && isVisible(other) &&
      [...element.classList].some((name) => other.classList.contains(name)) && sameBox(element.getBoundingClientRect(), other.getBoundingClientRect()),
  );
}

const sameBox = (a: Box, b: Box): boolean => Math.abs(a.width - b.width) < 2 && Math.abs(a.height - b.height) < 2;

/** Heads, feet and side columns of the page, which stay where they are while it scrolls. */
function isFurniture(element: Element): boolean {
  if (element.matches(LANDMARKS)) return true;
  const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const across = width >= PAGE * innerWidth && height <= 0.3 * innerHeight && (top <= 1 || bottom >= innerHeight - 1);
  const along = height >= PAGE * innerHeight && width <= 0.35 * innerWidth && (left <= 1 || right >= innerWidth - 1);
  if (!across && !along) return element.querySelector("main,[role=main]") !== null;
  return element.querySelector(LANDMARKS) !== null || !canBeClosed(element);
}

const canBeClosed = (element: Element): boolean =>
  [...element.querySelectorAll("button,a,[role=button],[aria-label]")].some((control) => {
    const text = control.getAttribute("aria-label") || (control.textContent ?? "").trim() || control.getAttribute("title") || "";
    return text.length < 30 && CLOSING.test(`${text}`) && isVisible(control);
  });

export const hasContent = (element: Element): boolean =>
  (element.textContent ?? "").trim().length > 1 || element.matches("iframe,img") || element.querySelector(CONTENT) !== null || element.shadowRoot !== null;

/** Whether something of the page, to be read or pressed, lies under it. */
function coversContent(element: Element, points: [number, number][]): boolean {
  const isCovered = ([x, y]: [number, number]): boolean => underAt(element, x, y).some((under) => under.matches(CONTENT) || hasOwnText(under));
  return points.some(isCovered) || pointsIn(element, WITHIN).some((at) => holds(element, hitAt(...at)) && isCovered(at));
}

/** Points of a box, by shares of its width and height, as far as they are in the window. */
function pointsIn(element: Element, { across, down }: { across: number[]; down: number[] }): [number, number][] {
  const { left, top, width, height } = element.getBoundingClientRect();
  const points = down.flatMap((y) => across.map((x): [number, number] => [left + x * width, top + y * height]));
  return points.filter(([x, y]) => x >= 0 && y >= 0 && x < window.innerWidth && y < window.innerHeight);
}

const underAt = (element: Element, x: number, y: number): Element[] =>
  document.elementsFromPoint(x, y).filter((under) => !holds(element, under) && !holds(under, element) && !isBar(under));

const hasOwnText = (element: Element): boolean =>
  [...element.childNodes].some((node) => node.nodeType === 3 && (node.nodeValue ?? "").trim() !== "");

/** Whether it lies on the middle of a control of the page: a small layer that is in the way all the same. */
export function coversControl(element: Element): boolean {
  const box = element.getBoundingClientRect();
  let left = CONTROLS_MAX;
  for (const control of document.querySelectorAll(CONTROL)) {
    if (left-- === 0) return false;
    const at = control.getBoundingClientRect();
    const x = (at.left + at.right) / 2;
    const y = (at.top + at.bottom) / 2;
    if (at.width === 0 || x < box.left || x > box.right || y < box.top || y > box.bottom || (control as HTMLButtonElement).disabled) continue;
    if (!holds(element, control) && !holds(control, element) && isVisible(control) && holds(element, hitAt(x, y))) return true;
  }
  return false;
}

// ------------------------------------------------------------------ how much, how firmly

/** Of the viewport. A wrapper that lets presses through covers only what its parts do. */
export function shareOf(element: Element, points: number): number {
  const hits = points / (GRID * GRID);
  if (attempt(() => element.matches(":modal")) === true) return rounded(Math.max(hits, boxShare(element)));
  const box = boxShare(element);
  return rounded(box === 0 || box > 1.5 * hits + 0.1 ? hits : box);
}

export function boxShare(element: Element): number {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const width = Math.min(right, innerWidth) - Math.max(left, 0);
  const height = Math.min(bottom, innerHeight) - Math.max(top, 0);
  return width > 0 && height > 0 ? (width * height) / (innerWidth * innerHeight) : 0;
}

const rounded = (share: number): number => Math.round(share * 100) / 100;

/** Points at which nothing but a shade lies on top. */
function veils(points: Map<Element, [number, number][]>): number {
  let count = 0;
  for (const [element, at] of points) if (!hasContent(element)) count += at.length;
  return count / (GRID * GRID);
}

export function holdsBack(element: Element, share: number, veiled: number): boolean {
  if (attempt(() => element.matches(":modal")) || element.matches("[aria-modal=true]") || element.querySelector("[aria-modal=true]")) return true;
  if (share >= WHOLE || (veiled > 0 && share + veiled >= WHOLE)) return true;
  if ([...document.querySelectorAll("main[inert],[role=main][inert],body > [inert]")].some((part) => part.matches("main,[role=main]") || part.querySelector("main,[role=main],h1"))) return true;
  const { body, documentElement: html } = document;
  const locked = getComputedStyle(body).overflowY === "hidden" || getComputedStyle(html).overflowY === "hidden";
  return locked && Math.max(html.scrollHeight, body.scrollHeight) > window.innerHeight + 1;
}
