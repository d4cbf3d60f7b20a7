// The way out of a page that the driver records: a Playwright binding.

import type { Outlet } from "./outbox";
import { withoutToJson } from "./safe";

/** Looked up at each call: the binding may be missing at first. */
export function bindingOutlet(name: string, session: string): Outlet {
  const kept = `kitka.outbox.${session}.`;
  return {
    kept,
    takes: kept,
    storage: () => sessionStorage,
    most: Infinity,
    arrives: true,
    send(batches) {
      const binding = (window as unknown as Record<string, unknown>)[name];
      if (typeof binding !== "function") return undefined;
      return withoutToJson(() => (binding as (batches: string) => unknown)(`[${batches.join()}]`)) ?? null;
    },
  };
}
