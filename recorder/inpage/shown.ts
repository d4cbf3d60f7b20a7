// Whether a shopper could see a change of the DOM.

import { callNative } from "./safe";
import { isVisible } from "./target";

const UNSEEN = new Set([
  "script", "style", "link", "meta", "head", "title", "template", "noscript", "base", "option",
]);

const seen = (node: Node): boolean =>
  node instanceof Element
    ? !UNSEEN.has(node.localName) && isVisible(node)
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
  if (name === "class" && onlyMarks(record.oldValue ?? "", element.className + "")) return false;
  if (isVisible(element)) return true;
  // Something may just have been hidden. What was hidden before, too, changed nothing.
  const before = record.oldValue ?? "";
  const around = element.parentElement;
  if (!around || !isVisible(around)) return false;
  if (name === "hidden" || name === "open") return true;
  if (name === "style") return !/display:\s*none|visibility:\s*hidden/.test(before) && /display|visibility|opacity/.test(element.getAttribute("style") ?? "");
  return name === "class" && getComputedStyle(element).display === "none" && !element.matches("iframe,img");
}

/** Angular notes the state of every form and field in classes, whether a style looks at them or not. */
const MARKS = /\bng-(?:submitted|(?:un)?touched|dirty|pristine|(?:in)?valid|pending)\b/g;
const unmarked = (classes: string): string => classes.replace(MARKS, "").replace(/\s+/g, " ").trim();

function onlyMarks(before: string, now: string): boolean {
  const all = `${before} ${now}`.match(MARKS);
  return all !== null && unmarked(before) === unmarked(now) && !all.some((mark) => all.indexOf(mark) === all.lastIndexOf(mark) && isStyled(mark));
}

const styled = new Map<string, { sheets: number; is: boolean }>();

/**
 * Some style sheet names the class, or is another origin's and cannot be asked. To read every rule
 * costs too much for every change: asked again only when there are more sheets, or fewer.
 */
function isStyled(name: string): boolean {
  const sheets = [...document.styleSheets, ...(document.adoptedStyleSheets ?? [])];
  const known = styled.get(name);
  if (known?.sheets === sheets.length) return known.is;
  const is = sheets.some((sheet) => {
    try {
      return [...sheet.cssRules].some(({ cssText }) => cssText.includes("." + name));
    } catch {
      return true;
    }
  });
  styled.set(name, { sheets: sheets.length, is });
  return is;
}
