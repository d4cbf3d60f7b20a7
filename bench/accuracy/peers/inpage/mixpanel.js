import mixpanel from "mixpanel-browser/dist/mixpanel-core.cjs";

import { endpoint } from "./nowhere.js";
import { pressedAt, tell } from "./presses.js";

const DEAD_AFTER_MS = 500;

export function start() {
  mixpanel.init("bench", {
    api_host: endpoint("mixpanel"),
    autocapture: { rage_click: true, dead_click: true, capture_text_content: true },
    persistence: "localStorage",
    batch_requests: false,
    record_sessions_percent: 0,
    hooks: {
      before_track(name, properties) {
        const at = { x: properties.$pageX, y: properties.$pageY };
        const text = properties.$el_text || properties.$elements?.[0]?.["$attr-aria-label"];
        if (name === "$mp_dead_click") {
          tell("mixpanel", "dead_click", pressedAt({ ...at, olderMs: DEAD_AFTER_MS - 20 }), { text });
        } else if (name === "$mp_rage_click") {
          tell("mixpanel", "rage_click", pressedAt(at), { text });
        }
        return null;
      },
    },
  });
}
