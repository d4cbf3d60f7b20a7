// Pictures that a style or an attribute asks for: no element says that they failed, only the list of
// what was fetched does.

import { guard } from "../safe";

const ELEMENTS_MAX = 3000;
const FAILED_MAX = 50;
const NO_PICTURE = /\.(?:css|woff2?|ttf|otf|eot)(?:$|[?#])/i;
/** What may fetch one without an element that tells of its failure. */
const ASKED_BY = new Set(["css", "video"]);

/** Calls `found` with each element all of whose background pictures failed, or whose poster did, and
 * their addresses; elements are gone through only after something has failed. */
export function watchBackgrounds(found: (element: Element, addresses: string) => void): void {
  const failed = new Set<string>();
  const take = (entries: PerformanceEntryList): void => {
    const before = failed.size;
    for (const entry of entries as PerformanceResourceTiming[]) {
      if (ASKED_BY.has(entry.initiatorType) && !NO_PICTURE.test(entry.name) && hasFailed(entry) && failed.size < FAILED_MAX) failed.add(entry.name);
    }
    if (failed.size > before) search(failed, found);
  };
  new PerformanceObserver(guard((list: PerformanceObserverEntryList) => take(list.getEntries()))).observe({ type: "resource", buffered: true });
}

/** A page for people, sent with 200 where the picture should be, is one of error, too. */
function hasFailed(entry: PerformanceResourceTiming): boolean {
  const { contentType = "" } = entry as { contentType?: string };
  return (entry.responseStatus ?? 0) >= 400 || contentType.startsWith("text/html");
}

function search(failed: Set<string>, found: (element: Element, addresses: string) => void): void {
  let left = ELEMENTS_MAX;
  for (const element of document.body.getElementsByTagName("*")) {
    if (left-- === 0) return;
    if (element instanceof HTMLVideoElement && failed.has(element.poster)) found(element, element.poster);
    const addresses = backgroundsOf(element);
    if (addresses !== "" && addresses.split(" ").every((address) => failed.has(address))) found(element, addresses);
  }
}

/** The addresses of its background pictures, parted by spaces; `""` for none. */
export function backgroundsOf(element: Element): string {
  const { backgroundImage } = getComputedStyle(element);
  return backgroundImage === "none" ? "" : [...backgroundImage.matchAll(/url\("([^"]+)"\)/g)].map(([, address]) => address).join(" ");
}
