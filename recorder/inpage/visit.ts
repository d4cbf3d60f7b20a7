// What the loader hands to the bundles that it loads. They are built apart from each other, so
// these names are their contract.

import type { Context } from "./context";
import type { Dom } from "./dom";
import type { Outbox } from "./outbox";
import type { PageConfig, PageEvent } from "./types";

/** recorder/model/page_config.py, Awake. */
export interface Awake {
  config: PageConfig;
  bundles: { signals: string; replay?: string; taskbar?: string; notices?: string };
  bar?: unknown;
  /** ".shop.example", "host" or nothing: which cookie carries the session to other origins. */
  share?: string;
  fresh?: string;
  idle_ms: number;
}

/** One page of a session, as the loader knows it. */
export interface Visit {
  key: string;
  /** Of the recorder's address, without a slash at its end. */
  base: string;
  awake: Awake;
  /** The session has ended and there may be batches of it that nobody has acknowledged. */
  over: boolean;
  /** Whether a click on a link to that host takes the session along by itself. */
  reaches(host: string): boolean;
  /** False where another tab has ended the session, as far as this one can tell. */
  isLive(): boolean;
  /** Somebody is here. */
  sign(): void;
  /** Nothing begins any more; what is kept is still to be sent. */
  end(): void;
  /** Deletes every trace of the session. */
  forget(): void;
  load<Bundle>(address: string, begin: (bundle: Bundle) => void): void;
}

/** What signals.js gives to the loader. */
export type BeginSignals = (visit: Visit) => void;

/** What replay.js gives to signals.js. */
export type BeginReplay = (to: { visit: Visit; ctx: Context; outbox: Outbox; fetch: typeof fetch }) => void;

/** What notices.js gives to signals.js. */
export type BeginNotices = (ctx: Context, dom: Dom) => void;

/** What taskbar.js leaves in the page. */
export interface TaskBar {
  start(bar: unknown, host: { emit(event: PageEvent): void; say(what: string, keep: boolean): Promise<void> }): void;
}

/** On the script element of a bundle: where it hands itself over. No global of the shop's is touched. */
export const DELIVERY = "kitka";

export function deliver(bundle: unknown): void {
  const script = document.currentScript as unknown as Record<string, ((bundle: unknown) => void) | undefined> | null;
  script?.[DELIVERY]?.(bundle);
}
