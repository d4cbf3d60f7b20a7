// Whether a shopper could see a change of the DOM.

import { callNative } from "./safe";
import { isStyled, locksOnly } from "./styles";
import { isVisible } from "./target";

const UNSEEN = new Set([
  "script", "style", "link", "meta", "head", "title", "template", "noscript", "base", "option",
]);

/** Or it fades in: then it cannot be seen in its first frame. */
const appears = (element: Element): boolean =>
  isVisible(element) ||
  (element.isConnected && !!element.checkVisibility?.({ visibilityProperty: true }) && (element.getAnimations?.() ?? []).length > 0);

const seen = (node: Node): boolean =>
  node instanceof Element
    ? !UNSEEN.has(node.localName) && appears(node)
    : node.nodeType === 3 && (node.nodeValue ?? "").trim() !== "";

/** A node that is gone cannot be asked; what never shows, never showed. */
const wasSeen = (node: Node): boolean =>
  node instanceof Element
    ? !UNSEEN.has(node.localName) && !(node as HTMLElement).hidden && (node as HTMLElement).style?.display !== "none"
    : node.nodeType === 3 && (node.nodeValue ?? "").trim() !== "";

export function showsSomething(record: MutationRecord): boolean {
  const { target, type } = record;
  const element = target instanceof Element ? target : target.parentElement;
  const place = element ?? (target instanceof ShadowRoot ? target.host : null);
  if (!place || UNSEEN.has(place.localName)) return false;
  if (type === "characterData") return record.oldValue !== target.nodeValue && isVisible(place);
  if (type === "childList") {
    if (!isVisible(place)) return false;
    return callNative(Array.prototype.some, record.addedNodes, [seen]) || callNative(Array.prototype.some, record.removedNodes, [wasSeen]);
  }
  return attributeShows(record, place);
}

function attributeShows(record: MutationRecord, element: Element): boolean {
  const name = record.attributeName ?? "";
  if (element.getAttribute(name) === record.oldValue || element.matches("input[type=hidden]")) return false;
  if (name === "class" && onlyMarks(record.oldValue ?? "", element.getAttribute("class") ?? "", element)) return false;
  if (/^(?:aria-|data-|role$)/.test(name) && !seenIn(element, `[${name}`)) return false;
  if (name === "style" && onlyLocks(element, record.oldValue ?? "")) return false;
  if (appears(element)) return true;
  // Something may just have been hidden. What was hidden before, too, changed nothing.
  const before = record.oldValue ?? "";
  const around = element.parentElement;
  if (!around || !isVisible(around)) return false;
  if (name === "hidden" || name === "open") return true;
  if (name === "style") return !/display:\s*none|visibility:\s*hidden/.test(before) && /display|visibility|opacity/.test(element.getAttribute("style") ?? "");
  return name === "class" && getComputedStyle(element).display === "none" && !element.matches("iframe,img");
}

/** Classes that no style looks at are marks for scripts, as Angular's of every field. */
function onlyMarks(before: string, now: string, element: Element): boolean {
  const were = before.split(/\s+/);
  const are = now.split(/\s+/);
  const changed = [...were.filter((name) => name && !are.includes(name)), ...are.filter((name) => name && !were.includes(name))];
  return !changed.some((name) => seenIn(element, "." + name));
}

/** Of a tree of its own the styles are not read. */
const seenIn = (element: Element, token: string): boolean =>
  element.shadowRoot !== null || element.getRootNode() !== document || isStyled(element, token);

/** A page that opens a dialog keeps itself from scrolling, before anything else can be seen. */
function onlyLocks(element: Element, before: string): boolean {
  if (!element.matches("html,body")) return false;
  const was = declarations(before);
  const is = declarations(element.getAttribute("style") ?? "");
  const changed = [...new Set([...was.keys(), ...is.keys()])].filter((name) => was.get(name) !== is.get(name));
  return locksOnly(changed, true);
}

const declarations = (style: string): Map<string, string> =>
  new Map(style.split(";").map((one) => one.split(":").map((part) => part.trim())).filter(([name]) => name).map(([name, value]) => [name!, value ?? ""]));
