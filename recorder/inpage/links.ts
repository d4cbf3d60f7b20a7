// Takes the session along to another of the shop's origins where no cookie can: by a fragment, as
// it came, put on a link for the moment of the click.

import { hear } from "./barmarks";
import { later } from "./safe";
import type { Visit } from "./visit";

export function watchLinks({ key, awake, reaches }: Visit): void {
  const { origins } = awake.config;
  hear(window, "click", (event) => {
    for (const link of event.composedPath()) {
      if (!(link instanceof HTMLAnchorElement) || !link.href) continue;
      const { origin, hostname, hash, href } = link;
      if (origin === location.origin || !origins.includes(origin) || reaches(hostname) || hash.includes("kitka=")) return;
      const before = link.getAttribute("href") ?? "";
      link.href = `${href.split("#")[0]}${hash || "#"}${hash ? "&" : ""}kitka=${key}`;
      // Followed by now, or not at all.
      later(0, () => link.setAttribute("href", before));
      return;
    }
  });
}
