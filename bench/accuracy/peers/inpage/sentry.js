import * as Sentry from "@sentry/browser";

import { endpoint } from "./nowhere.js";
import { tell } from "./presses.js";

const TOLD = new Set(["ui.slowClickDetected", "ui.multiClick"]);

/** It tells facts; which of them is a dead or a rage click, its server says (`detections.py`). */
export function start() {
  Sentry.init({
    dsn: `${endpoint("sentry").replace("://", "://key@")}/1`,
    sendClientReports: false,
    replaysSessionSampleRate: 1,
    replaysOnErrorSampleRate: 0,
    beforeSend: () => null,
    transport: (options) => Sentry.createTransport(options, async () => ({ statusCode: 200 })),
    integrations: [
      Sentry.replayIntegration({
        maskAllText: false,
        useCompression: false,
        beforeAddRecordingEvent(event) {
          const { tag, payload } = event.data;
          if (tag === "breadcrumb" && TOLD.has(payload.category)) {
            const { node, clickCount, endReason, timeAfterClickMs } = payload.data;
            tell("sentry", payload.category, payload.timestamp * 1000, {
              text: node?.textContent,
              selector: payload.message,
              tag: String(node?.tagName ?? ""),
              clicks: clickCount ?? 0,
              end: endReason ?? "",
              after_ms: timeAfterClickMs ?? 0,
            });
          }
          return event;
        },
      }),
    ],
  });
}
