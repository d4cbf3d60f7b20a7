// Time that is the study's and not the shop's: one stretch at a time, told when it begins and ends.

import { listen } from "../safe";
import type { AsideWhat, Host } from "./types";

export class Asides {
  private current: AsideWhat | null = null;
  private told: AsideWhat | null = null;

  constructor(private readonly host: Host) {
    // A page that is left ends it, while the recorder still listens: by `pagehide` it may have sent
    // its last. One that comes back from the history goes on with it.
    for (const type of ["beforeunload", "pagehide"]) listen(window, type, () => this.tell(null));
    listen<PageTransitionEvent>(window, "pageshow", (event) => event.persisted && this.tell(this.current));
  }

  /** What the bar shows now. */
  set(what: AsideWhat | null): void {
    this.current = what;
    this.tell(what);
  }

  /** The person works in the shop while the details stand open beside it: that is no reading. */
  inShop(): void {
    if (this.current === "buyer" || this.current === "task") this.tell(null);
  }

  inBar(): void {
    this.tell(this.current);
  }

  private tell(what: AsideWhat | null): void {
    if (what === this.told) return;
    if (this.told) this.host.emit({ kind: "aside", what: this.told, state: "end" });
    this.told = what;
    if (what) this.host.emit({ kind: "aside", what, state: "begin" });
  }
}
