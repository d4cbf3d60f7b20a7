// Where in a page something stands, and what a control is called: cheap, for hundreds of them.

import { BLOCK_MARKS, MASK_MARKS, collapse, isButtonInput } from "../privacy";
import { isVisible, parentOf } from "../target";

const AROUND = "nav,aside,[role=banner],[role=navigation],[role=contentinfo],[role=complementary],[role=search]";
const HEADS = "header,footer";
const SECTIONS = "main,[role=main],article,section,form,dialog,[role=dialog],li,figure,fieldset";

/** In what the page is about: not in its header, footer, navigation or side column. */
export function inMain(element: Element): boolean {
  if (element.closest(AROUND)) return false;
  // A header or footer of a section is a part of it; that of the page is not.
  for (let at = element.closest(HEADS); at; at = at.parentElement?.closest(HEADS) ?? null) {
    if (!at.parentElement?.closest(SECTIONS)) return false;
  }
  return true;
}

export const mainPart = (): Element | null => document.querySelector("main,[role=main]") ?? document.body;

export const isLeftOut = (element: Element): boolean => element.closest(`${MASK_MARKS},${BLOCK_MARKS}`) !== null;

const CONTROLS = "a,button,label,summary,input[type=submit],input[type=button],input[type=image],[role=button],[role=link],[role=menuitem],[role=radio]";
const CONTROLS_MAX = 2000;

/** Controls in the order of the page, with what is written on them. */
export function* controls(): Generator<[Element, string]> {
  let left = CONTROLS_MAX;
  for (const element of document.querySelectorAll(CONTROLS)) {
    if (left-- === 0) return;
    const text = captionOf(element);
    if (text !== "") yield [element, text];
  }
}

export function captionOf(element: Element): string {
  const own = isButtonInput(element) ? (element as HTMLInputElement).value || (element.getAttribute("alt") ?? "") : (element.textContent ?? "");
  return collapse(element.getAttribute("aria-label") || (own.length < 400 ? own : "") || element.getAttribute("title") || "").slice(0, 120);
}

const SPEECHLESS = /^(?:script|style|noscript|template|select|textarea|svg)$/;

/** The innermost visible element under `root` whose own words match; by text first, styles last. */
export function findText(root: Element | null, pattern: RegExp, fits: (element: Element, text: string) => boolean): Element | null {
  if (!root || !mayHold(root, pattern)) return null;
  let below = false;
  for (const child of root.children) {
    if (SPEECHLESS.test(child.localName) || !mayHold(child, pattern)) continue;
    below = true;
    const found = findText(child, pattern, fits);
    if (found) return found;
  }
  if (below || !isVisible(root) || isLeftOut(root)) return null;
  const text = collapse((root as HTMLElement).innerText ?? root.textContent ?? "");
  return pattern.test(text) && fits(root, text) ? root : null;
}

/** Whether its text matches, or does so where each element's text is a word of its own: without
 * space between their tags a title and the line below it read as one word. */
function mayHold(element: Element, pattern: RegExp): boolean {
  return pattern.test(element.textContent ?? "") || (element.firstElementChild !== null && pattern.test(partedText(element)));
}

function partedText(element: Element): string {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let text = "";
  while (walker.nextNode()) text += `${walker.currentNode.nodeValue ?? ""} `;
  return text;
}

/** The element that has the focus, through shadow roots; null where it is nobody's. */
export function focused(): Element | null {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active && active !== document.body && active !== document.documentElement ? active : null;
}

/** `contains` through shadow roots. */
export function holds(outer: Element, inner: Element | null): boolean {
  for (let at = inner; at; at = parentOf(at)) if (at === outer) return true;
  return false;
}
