// When and where people pressed: some tools hand over a detection without the time of the press.
const presses = [];
const LONGEST_MS = 8_000; // Sentry makes up its mind 7 s after a press, looking once a second

export function watchPresses() {
  addEventListener(
    "click",
    (event) => {
      presses.push({ at: Date.now(), x: event.pageX, y: event.pageY });
      if (presses.length > 50) presses.shift();
    },
    true,
  );
}

/** ms since 1970 of the last press, or of the last one there that is at least `olderMs` old. */
export function pressedAt({ x, y, olderMs = 0 } = {}) {
  const now = Date.now();
  const known = presses.filter(
    (press) => now - press.at >= olderMs && (x === undefined || Math.hypot(press.x - x, press.y - y) < 2),
  );
  return (known.at(-1) ?? { at: now }).at;
}

/** For how many ms more some tool may still think about the last press. */
export function pending() {
  const last = presses.at(-1);
  return last ? Math.max(0, LONGEST_MS - (Date.now() - last.at)) : 0;
}

/** `at` in ms since 1970. What is told is a fact of `vendor`, not yet one of ours. */
export function tell(vendor, rule, at, { text = "", selector = "", ...facts } = {}) {
  window.__kitka_peer?.({
    vendor,
    rule,
    at_ms: at,
    told_ms: Date.now(),
    text: String(text).replace(/\s+/g, " ").trim().slice(0, 200),
    selector: String(selector).slice(0, 300),
    facts,
  });
}
