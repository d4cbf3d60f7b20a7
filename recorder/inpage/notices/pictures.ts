// Pictures whose load failed, or that nothing ever loaded.

import { hear } from "../barmarks";
import { guard, settle } from "../safe";
import { isVisible, parentOf } from "../target";
import { backgroundsOf, watchBackgrounds } from "./backgrounds";

const SMALLEST_PX = 24;
const SCANNED_MAX = 400;
/** Where scripts keep the address of a picture until it comes near the window. */
const KEPT = ["data-src", "data-lazy-src", "data-lazy", "data-original", "data-srcset", "data-lazy-srcset"];
export const LAZY = KEPT.map((name) => `img[${name}]`).join(",");
/** Characters of an address that holds a drawing: one with anything to see in it is longer. */
const DRAWN = 400;

const failed = new WeakMap<Element, string>();

/** Not `src`, which is the page's own address where nothing is given. */
const addressOf = (element: Element): string => {
  if (element instanceof HTMLVideoElement) return element.poster;
  if (element instanceof HTMLObjectElement) return element.data;
  if (element instanceof SVGImageElement) return element.href.baseVal;
  return (element as HTMLImageElement).currentSrc || (element.getAttribute("src") ?? "");
};

/** `found` is called for each picture that did not come, those before now included. */
export function watchPictures(found: (picture: Element) => void): void {
  const note = (picture: Element): void => {
    if (addressOf(picture) === "") return;
    failed.set(picture, addressOf(picture));
    found(frameOf(picture));
  };
  hear(window, "error", ({ target }) => {
    if (target instanceof HTMLImageElement || (target instanceof HTMLInputElement && target.type === "image")) note(target);
    else if (target instanceof SVGImageElement || (target instanceof HTMLObjectElement && /^image\//.test(target.type))) note(target);
  });
  const look = (): void => {
    let left = SCANNED_MAX;
    for (const picture of document.images) {
      if (left-- === 0) return;
      // A drawing without a size of its own has no natural width either: only its decoding fails or not.
      if (picture.complete && picture.naturalWidth === 0 && addressOf(picture) !== "") {
        settle(picture.decode(), () => undefined, () => picture.complete && picture.naturalWidth === 0 && note(picture));
      }
    }
  };
  if (document.readyState !== "loading") look();
  watchBackgrounds(guard((element: Element, address: string) => {
    failed.set(element, address);
    found(element);
  }));
}

/** Failed, not replaced by another one since, and a place or words are left where it should be. */
export function isBroken(element: Element): boolean {
  if (isUnloaded(element)) return isLarge(element);
  const inside = failed.has(element) ? null : onlyChild(element);
  const picture = inside ?? element;
  const address = failed.get(picture);
  if (address === undefined || (addressOf(picture) || backgroundsOf(picture)) !== address) return false;
  if (picture instanceof HTMLImageElement && picture.naturalWidth > 0) return false;
  if (picture instanceof HTMLVideoElement && !picture.paused) return false;
  if (inside) return isLarge(element);
  const { width, height } = picture.getBoundingClientRect();
  const words = (picture.getAttribute("alt") ?? "").trim() !== "";
  return isLarge(picture) || (words && width > 0 && height > 0);
}

/** A script was to load it and has not: nothing, or a picture of nothing, stands in its place. */
export function isUnloaded(element: Element): boolean {
  if (!(element instanceof HTMLImageElement) || !KEPT.some((name) => element.getAttribute(name))) return false;
  const address = addressOf(element);
  if (address === "") return true;
  if (!address.startsWith("data:") || !element.complete) return false;
  return element.naturalWidth <= 2 || (address.startsWith("data:image/svg") && address.length < DRAWN);
}

function isLarge(element: Element): boolean {
  const { width, height } = element.getBoundingClientRect();
  return width >= SMALLEST_PX && height >= SMALLEST_PX;
}

/** What is left where the picture should be: its own box, else that which holds it and nothing else. */
function frameOf(picture: Element): Element {
  const frame = parentOf(picture);
  const { width, height } = picture.getBoundingClientRect();
  const gone = picture instanceof HTMLImageElement && width * height === 0 && isVisible(picture);
  return gone && frame && frame !== document.body && onlyChild(frame) === picture ? frame : picture;
}

const onlyChild = (element: Element): Element | null =>
  element.childElementCount === 1 && (element.textContent ?? "").trim() === "" ? element.firstElementChild : null;
