// Asks one address again and again for what has changed, as long as somebody looks at the page.

export interface Watcher<T> {
  /** What is new; `now` is the server's clock (ms since 1970). */
  changed(data: T, now: number): void;
  /** After every answer, whether anything is new or not. */
  heard(now: number): void;
  /** The server does not answer; `since` is our clock (ms) at its last answer. */
  silent(since: number, why: string): void;
}

const PATIENCE_MS = 8_000;
const SLOWEST_MS = 15_000;

export class Poll<T> {
  private etag = "";
  private timer = 0;
  private failures = 0;
  private lastAnswer = Date.now();
  private asking = false;
  private over = false;

  constructor(
    private readonly address: string,
    private readonly every: number,
    private readonly watcher: Watcher<T>,
  ) {}

  start(): void {
    document.getElementById("as-of")?.remove(); // from now on it is as of now
    document.addEventListener("visibilitychange", () => {
      if (document.hidden) window.clearTimeout(this.timer);
      else this.soon();
    });
    window.addEventListener("pageshow", () => this.soon());
    this.soon();
  }

  /** Asks at once: something was done whose effect should be seen. */
  soon(): void {
    window.clearTimeout(this.timer);
    if (!this.asking && !this.over) void this.ask();
  }

  stop(): void {
    this.over = true;
    window.clearTimeout(this.timer);
  }

  private async ask(): Promise<void> {
    this.asking = true;
    try {
      await this.answer();
      this.failures = 0;
      this.lastAnswer = Date.now();
    } catch (error) {
      this.failures += 1;
      this.watcher.silent(this.lastAnswer, error instanceof Error ? error.message : String(error));
    }
    this.asking = false;
    if (!document.hidden && !this.over) {
      const wait = Math.min(this.every * 2 ** this.failures, SLOWEST_MS);
      this.timer = window.setTimeout(() => void this.ask(), this.failures ? wait : this.every);
    }
  }

  private async answer(): Promise<void> {
    const response = await fetch(this.address, {
      cache: "no-store", // the tag is kept here, so that 304 is seen as such
      headers: this.etag ? { "If-None-Match": this.etag } : {},
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const now = Number(response.headers.get("Kitka-Now")) || Date.now();
    if (response.status === 304) return this.watcher.heard(now);
    if (!response.ok) throw new Error(`it answered with ${response.status}`);
    const data = (await response.json()) as T;
    this.etag = response.headers.get("ETag") ?? "";
    this.watcher.changed(data, now);
    this.watcher.heard(now);
  }
}

/** `4 s ago`, `3 min ago`: how long before `now` something was (ms). */
export function ago(then: number, now: number): string {
  const seconds = Math.max(0, Math.round((now - then) / 1000));
  return seconds < 60 ? `${seconds}\u00a0s ago` : `${Math.floor(seconds / 60)}\u00a0min ago`;
}

export function timeOfDay(milliseconds: number): string {
  return new Intl.DateTimeFormat("en-GB", { timeStyle: "medium" }).format(milliseconds);
}

/** An element with text in it: whatever a participant wrote can only ever be text. */
export function make(name: string, className: string, ...inside: (string | Node)[]): HTMLElement {
  const element = document.createElement(name);
  if (className) element.className = className;
  element.append(...inside);
  return element;
}

export function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as unknown as T;
}
