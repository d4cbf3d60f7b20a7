import { datadogRum } from "@datadog/browser-rum";

import { MINE, endpoint } from "./nowhere.js";
import { tell } from "./presses.js";

/** Its clicks are finished, and hand over their frustrations, when the chain of clicks ends. */
export function start() {
  datadogRum.init({
    applicationId: "00000000-0000-0000-0000-000000000000",
    clientToken: "pub00000000000000000000000000000000",
    service: "bench",
    sessionSampleRate: 100,
    sessionReplaySampleRate: 0,
    telemetrySampleRate: 0,
    trackUserInteractions: true,
    trackResources: true,
    trackLongTasks: true,
    excludedActivityUrls: [MINE], // the others' sending is no answer of the page
    proxy: () => endpoint("datadog"),
    beforeSend(event) {
      if (event.type === "action") {
        for (const rule of event.action.frustration?.type ?? []) {
          const { name } = event.action.target ?? {};
          tell("datadog", rule, event.date, { text: name, selector: event._dd?.action?.target?.selector });
        }
      }
      return true;
    },
  });
}
