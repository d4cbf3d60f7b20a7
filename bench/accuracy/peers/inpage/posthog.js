import posthog from "posthog-js/dist/module.no-external";
import "posthog-js/dist/dead-clicks-autocapture";

import { endpoint } from "./nowhere.js";
import { pressedAt, tell } from "./presses.js";

/** What it usually fetches later (dead clicks) is in the bundle. */
export function start() {
  posthog.init("phc_bench", {
    api_host: endpoint("posthog"),
    autocapture: true,
    rageclick: true,
    capture_dead_clicks: true,
    capture_pageview: true,
    disable_session_recording: true,
    disable_surveys: true,
    disable_external_dependency_loading: true,
    advanced_disable_flags: true,
    opt_out_useragent_filter: true, // it takes a headless browser for a bot
    before_send(event) {
      const properties = event?.properties ?? {};
      const text = properties.$el_text || properties.$elements?.find((one) => one.$el_text)?.$el_text;
      if (event?.event === "$dead_click") {
        tell("posthog", "dead_click", properties.$dead_click_event_timestamp, { text });
      } else if (event?.event === "$rageclick") {
        tell("posthog", "rage_click", pressedAt(), { text });
      }
      return null;
    },
  });
}
