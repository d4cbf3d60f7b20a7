// The control that a press was aimed at, where something else received it: something transparent
// lies over it, or its style lets presses fall through to what it stands in.

import { isField } from "./privacy";
import { attempt } from "./safe";
import { isDisabled, isVisible, parentOf } from "./target";

export const CONTROLS =
  "button,a[href],input:not([type=hidden]),select,textarea,summary,[role=button],[role=link]," +
  "[role=checkbox],[role=radio],[role=switch],[role=tab],[role=menuitem],[role=option],[role=slider]";
const OPAQUE = "img,video,canvas,iframe,object,embed,svg,svg *";
const LOOKED_AT = 200;

/** Whether one sees what lies beneath, of a picture at `x`, `y` if they are given. */
export function isSeeThrough(element: Element, x?: number, y = 0): boolean {
  // Of a drawing only what is drawn is met by a press, and so is a shape that nobody sees.
  if (element.matches(OPAQUE) && element.localName !== "svg") return x !== undefined && attempt(() => isClear(element, x, y)) === true;
  const { backgroundColor, backgroundImage, opacity } = getComputedStyle(element);
  if (Number(opacity) < 0.9) return true;
  const alpha = /(?:,|\/)\s*([\d.]+)(%?)\)$/.exec(backgroundColor.startsWith("rgb(") && !backgroundColor.includes("/") ? "" : backgroundColor);
  const covers = backgroundColor !== "transparent" && (!alpha || Number(alpha[1]) / (alpha[2] ? 100 : 1) > 0.85);
  return !covers && backgroundImage === "none";
}

/** What is drawn there lets one see through: its own pixel, where the page may look at it. */
function isClear(element: Element, x: number, y: number): boolean {
  const { left, top, width, height } = element.getBoundingClientRect();
  const { naturalWidth, naturalHeight } = element as HTMLImageElement;
  const canvas = element instanceof HTMLCanvasElement;
  if (!(canvas || element instanceof HTMLImageElement) || width === 0 || height === 0) {
    const { fill, fillOpacity, opacity } = getComputedStyle(element);
    return element instanceof SVGElement && (fill === "none" || Number(fillOpacity) * Number(opacity) < 0.15);
  }
  const [wide, high] = canvas ? [element.width, element.height] : [naturalWidth, naturalHeight];
  const pixel = document.createElement("canvas");
  pixel.width = pixel.height = 1;
  const drawn = pixel.getContext("2d");
  drawn?.drawImage(element as CanvasImageSource, ((x - left) / width) * wide, ((y - top) / height) * high, 1, 1, 0, 0, 1, 1);
  return (drawn?.getImageData(0, 0, 1, 1).data[3] ?? 255) < 40;
}

/** Nothing in it and nothing of it can be seen: nobody means to press that. */
const isVoid = (element: Element): boolean =>
  !isField(element) && !element.matches("[aria-label],[title]") && (element.textContent ?? "").trim() === "" &&
  !element.querySelector(OPAQUE) && isSeeThrough(element);

/** Disabled, or styled as what is: it takes no pointer and is greyed or called so. */
export function looksDisabled(element: Element): boolean {
  if (isDisabled(element)) return true;
  const { pointerEvents, opacity, filter } = getComputedStyle(element);
  return pointerEvents === "none" && (Number(opacity) < 0.8 || filter !== "none" || /disabled|inactive/i.test(element.className + ""));
}

export function isAt(element: Element, x: number, y: number): boolean {
  const { left, top, right, bottom } = element.getBoundingClientRect();
  return x >= left && x <= right && y >= top && y <= bottom;
}

const hrefOf = (element: Element): unknown => (element as HTMLAnchorElement).href || element;

/**
 * What `received` a press at `x`, `y`; `interactive` whether it is a control itself: then something
 * of it that nobody sees reached as far as that (a link that is stretched over its card).
 */
export function controlUnder(received: Element, interactive: boolean, x: number, y: number): Element | null {
  if (interactive && !isVoid(received) && isAt(received, x, y)) return null;
  const under = covered(received, x, y) ?? (interactive ? null : fallenThrough(received, x, y));
  // The picture of the card leads to where its name does.
  return under && hrefOf(under) !== hrefOf(received) ? under : null;
}

function covered(received: Element, x: number, y: number): Element | null {
  let place = received;
  for (let root = place.getRootNode(); root instanceof ShadowRoot; root = place.getRootNode()) place = root.host;
  for (const at of document.elementsFromPoint(x, y)) {
    const found = at.closest(`${CONTROLS},label`);
    if (found && !found.contains(place) && !place.contains(found)) {
      if (isVisible(found) && !found.closest("[inert]")) return (found as HTMLLabelElement).control ?? found;
    } else if (!isSeeThrough(at, x, y)) return null;
  }
  return null;
}

/** `pointer-events: none`, as libraries style what is disabled. */
function fallenThrough(received: Element, x: number, y: number): Element | null {
  if (received === document.documentElement) return null;
  const around = received.matches("input,img,br") ? parentOf(received) : received;
  const controls = around?.querySelectorAll(CONTROLS) ?? [];
  for (let i = 0; i < controls.length && i < LOOKED_AT; i++) {
    const control = controls[i] as Element;
    if (!isAt(control, x, y) || control.matches("[aria-current]")) continue;
    if (getComputedStyle(control).pointerEvents === "none" && isVisible(control)) return control;
  }
  return null;
}
