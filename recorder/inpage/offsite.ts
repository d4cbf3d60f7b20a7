// The trip to a payment provider and back, as far as a page of the shop can tell.

import { hear } from "./barmarks";
import type { Context } from "./context";
import { attempt } from "./safe";

const AWAY = "kitka.away";

export function watchOffSite(ctx: Context): void {
  const { elsewhere = [] } = ctx.config;
  if (elsewhere.length === 0) return;
  let bound = "";
  const originOf = (address: unknown): string => attempt(() => new URL(String(address), document.baseURI).origin) ?? "";
  const tell = (origin: string, away: boolean): void => void ctx.emit({ kind: "off_site", origin, away, payment: true });
  const cameBack = (): void => {
    const from = sessionStorage.getItem(AWAY);
    sessionStorage.removeItem(AWAY);
    const [navigation] = performance.getEntriesByType("navigation") as PerformanceNavigationTiming[];
    const referrer = document.referrer && navigation?.type === "navigate" ? originOf(document.referrer) : "";
    const origin = elsewhere.includes(referrer) ? referrer : from;
    if (origin) tell(origin, false);
  };
  ctx.on("view", () => ctx.view === 0 && cameBack());
  // Back out of the back/forward cache.
  hear<PageTransitionEvent>(window, "pageshow", ({ persisted }) => {
    bound = "";
    if (persisted) cameBack();
  });
  const leaving = (): void => {
    if (!elsewhere.includes(bound)) return;
    tell(bound, true);
    sessionStorage.setItem(AWAY, bound);
    bound = "";
  };
  ctx.on("unloading", leaving);
  ctx.on("leaving", leaving);
  const { navigation } = window as { navigation?: EventTarget };
  if (navigation) {
    hear<Event & { destination: { url: string } }>(navigation, "navigate", ({ destination }) => {
      bound = originOf(destination.url);
    });
    return;
  }
  hear(window, "click", (event) => {
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (link) bound = originOf((link as HTMLAnchorElement).href);
  });
  hear<SubmitEvent>(window, "submit", ({ target, submitter }) => {
    bound = originOf(submitter?.getAttribute("formaction") ?? (target as Element).getAttribute("action") ?? "");
  });
}
