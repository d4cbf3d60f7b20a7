// What the session page and the player document say to each other. Times: seconds of the session.

export type Command =
  | { kind: "hello" }
  | { kind: "play" }
  | { kind: "pause" }
  | { kind: "seek"; at: number }
  | { kind: "speed"; speed: number }
  | { kind: "skip"; on: boolean };

export type Notice =
  | { kind: "ready"; start: number; end: number }
  | { kind: "time"; at: number }
  | { kind: "playing"; on: boolean }
  | { kind: "size"; width: number; height: number }
  | { kind: "address"; url: string }
  | { kind: "broken"; why: string };

/** Calls `handle` with messages of our own origin from `sender` only. */
export function listen<T>(sender: Window | null, handle: (message: T) => void): void {
  window.addEventListener("message", (event: MessageEvent<T>) => {
    if (event.source === sender && event.origin === window.location.origin) handle(event.data);
  });
}

export function send<T>(receiver: Window | null, message: T): void {
  receiver?.postMessage(message, window.location.origin);
}

/** `#t=12.3&still=1` → its parts. */
export function fragment(): URLSearchParams {
  return new URLSearchParams(window.location.hash.slice(1));
}

/** The moment that an address names, or null. */
export function momentOf(hash: string): number | null {
  const value = new URLSearchParams(hash.replace(/^[^#]*#/, "")).get("t");
  const at = value === null ? NaN : Number.parseFloat(value);
  return Number.isFinite(at) && at >= 0 ? at : null;
}
