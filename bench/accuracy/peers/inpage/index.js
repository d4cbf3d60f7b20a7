// The other tools' own recorders, started as a bundle is that a shop loads with `defer`. What they
// detect goes to the benchmark; what they would send goes nowhere.
import { bridle } from "./nowhere.js";
import { pending, watchPresses } from "./presses.js";
import * as amplitude from "./amplitude.js";
import * as datadog from "./datadog.js";
import * as mixpanel from "./mixpanel.js";
import * as posthog from "./posthog.js";
import * as sentry from "./sentry.js";

watchPresses();
bridle();
window.__kitka_peers = { pending, started: [], failed: {} };
for (const [name, peer] of Object.entries({ datadog, posthog, mixpanel, amplitude, sentry })) {
  try {
    peer.start();
    window.__kitka_peers.started.push(name);
  } catch (error) {
    window.__kitka_peers.failed[name] = String(error);
  }
}
