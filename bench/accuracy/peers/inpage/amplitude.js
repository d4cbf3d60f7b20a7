import * as amplitude from "@amplitude/analytics-browser";

import { endpoint } from "./nowhere.js";
import { pressedAt, tell } from "./presses.js";

const RULES = {
  "[Amplitude] Dead Click": "dead_click",
  "[Amplitude] Rage Click": "rage_click",
  "[Amplitude] Error Click": "error_click",
};

export function start() {
  amplitude.add({
    name: "bench",
    type: "before",
    setup: async () => {},
    execute: async (event) => {
      const rule = RULES[event.event_type];
      if (rule) {
        const properties = event.event_properties ?? {};
        const at = rule === "error_click" ? pressedAt() : event.time;
        tell("amplitude", rule, at, { text: properties["[Amplitude] Element Text"] });
      }
      return null;
    },
  });
  amplitude.init("bench", {
    serverUrl: endpoint("amplitude"),
    transportProvider: { send: async () => null },
    fetchRemoteConfig: false,
    remoteConfig: { fetchRemoteConfig: false },
    logLevel: 0,
    autocapture: {
      elementInteractions: true,
      frustrationInteractions: { deadClicks: true, rageClicks: true, errorClicks: true },
    },
  });
}
