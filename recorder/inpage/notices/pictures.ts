// Pictures whose load failed.

import { hear } from "../barmarks";
import { settle } from "../safe";

const SMALLEST_PX = 24;
const SCANNED_MAX = 400;

const failed = new WeakMap<Element, string>();

/** Not `src`, which is the page's own address where nothing is given. */
const addressOf = (element: Element): string => (element as HTMLImageElement).currentSrc || (element.getAttribute("src") ?? "");

/** `found` is called for each picture that did not come, those before now included. */
export function watchPictures(found: (picture: Element) => void): void {
  const note = (picture: Element): void => {
    if (addressOf(picture) === "") return;
    failed.set(picture, addressOf(picture));
    found(picture);
  };
  hear(window, "error", ({ target }) => {
    if (target instanceof HTMLImageElement || (target instanceof HTMLInputElement && target.type === "image")) note(target);
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
}

/** Failed, not replaced by another one since, and a place or words are left where it should be. */
export function isBroken(picture: Element): boolean {
  const address = failed.get(picture);
  if (address === undefined || addressOf(picture) !== address) return false;
  if (picture instanceof HTMLImageElement && picture.naturalWidth > 0) return false;
  const { width, height } = picture.getBoundingClientRect();
  const words = (picture.getAttribute("alt") ?? "").trim() !== "";
  return (width >= SMALLEST_PX && height >= SMALLEST_PX) || (words && width > 0 && height > 0);
}
