// The task bar inside a shop: `kitkaBar.start(bar, host)`. A bundle of its own, loaded only for
// somebody who takes part in a study.

import { attempt, guard } from "../safe";
import { TaskBar } from "./bar";
import { whenSettled } from "./frame";
import type { Bar, Host, Options } from "./types";

let started = false;

/**
 * Shows `bar` in this page. `host.emit` takes what is to be recorded; `host.say` tells the server
 * what the person said and resolves when it knows: then the bar goes on to `bar.next`.
 */
export function start(bar: Bar, host: Host, options: Options = {}): void {
  attempt(() => {
    if (started || window !== window.top) return;
    started = true;
    const emit = guard((event: Parameters<Host["emit"]>[0]) => host.emit(event));
    const say = host.say.bind(host);
    whenSettled(() => new TaskBar(bar, { emit, say }, options));
  });
}
