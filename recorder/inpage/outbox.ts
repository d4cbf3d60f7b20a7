// From events to batches to whoever stores them, in order and without loss: what was not
// acknowledged when a document ends is kept in sessionStorage and sent by the next one.

import { attempt, cancel, guard, later, now, parseJson, settle, toJson, wallClock, withoutToJson } from "./safe";

export type Stream = "signals" | "replay";

/** Hands batches (a JSON array) over. `undefined`: there is no way out yet. A promise: stored when kept. */
export interface Transport {
  send(batches: string): unknown;
}

/** The Playwright binding. Looked up at each call: it may be missing at first. */
export class BindingTransport implements Transport {
  constructor(private readonly name: string) {}

  send(batch: string): unknown {
    const binding = (window as unknown as Record<string, unknown>)[this.name];
    if (typeof binding !== "function") return undefined;
    return withoutToJson(() => (binding as (batch: string) => unknown)(batch)) ?? null;
  }
}

interface Parcel {
  stream: Stream;
  json: string;
  state: "waiting" | "sent";
}

const KEPT = "kitka.outbox.";
/** Characters; sessionStorage counts two bytes for each and gives an origin about 5 MB. */
const KEPT_MAX = 1_000_000;
const RETRY_FIRST = 250;
const RETRY_MAX = 8000;
const DELAY: Record<Stream, number> = { signals: 200, replay: 1000 };
const SIZE: Record<Stream, number> = { signals: 200, replay: 50 };

export class Outbox {
  private readonly queued: Record<Stream, unknown[]> = { signals: [], replay: [] };
  private readonly timers: Record<Stream, number> = { signals: 0, replay: 0 };
  private readonly seq: Record<Stream, number> = { signals: 0, replay: 0 };
  private readonly clockOrigin = wallClock() - now();
  private parcels: Parcel[] = [];
  private readonly kept: string;
  private retryTimer = 0;
  private closing: (() => void) | undefined;
  private closed = false;
  private retryDelay = RETRY_FIRST;

  constructor(
    readonly page: string,
    private readonly transport: Transport,
    session: string,
  ) {
    this.kept = KEPT + session;
    this.takeKept();
  }

  push(stream: Stream, event: unknown, urgent = false): void {
    if (this.closed) return;
    const queue = this.queued[stream];
    queue[queue.length] = event;
    if (queue.length >= SIZE[stream]) this.flush();
    else if (this.timers[stream] === 0 || urgent) {
      cancel(this.timers[stream]);
      const delay = urgent ? DELAY.signals : DELAY[stream];
      this.timers[stream] = later(delay, () => this.flush());
    }
  }

  /** Packs what is queued and hands over everything that waits, signals first. */
  flushAll(): void {
    this.pack("signals");
    this.pack("replay");
    this.retryDelay = RETRY_FIRST;
    this.handOver();
  }

  /** Takes nothing more. Resolves when everything is acknowledged; late answers do not hold it up
   * for longer than the driver waits. */
  close(): Promise<void> {
    this.flushAll();
    this.closed = true;
    return new Promise((resolve) => {
      this.closing = resolve;
      this.settled();
      later(2000, resolve);
    });
  }

  private settled(): void {
    if (this.parcels.length === 0) this.closing?.();
  }

  /** Leaves what nobody has acknowledged to the next page of this origin. */
  keep(): void {
    if (this.closed) return;
    this.pack("signals");
    this.pack("replay");
    attempt(() => {
      const kept: string[] = [];
      let size = 0;
      for (const stream of ["signals", "replay"] as const) {
        for (const parcel of this.parcels) {
          // A call of the binding arrives even when its answer cannot any more. Signals are kept all
          // the same (doubles are free); a snapshot sent twice would cost more than it saves.
          if (parcel.stream !== stream || (stream === "replay" && parcel.state === "sent")) continue;
          if (size + parcel.json.length > KEPT_MAX) continue;
          kept.push(parcel.json);
          size += parcel.json.length;
        }
      }
      if (kept.length > 0) sessionStorage.setItem(this.kept, toJson(kept));
      else sessionStorage.removeItem(this.kept);
    });
  }

  private takeKept(): void {
    attempt(() => {
      const kept = sessionStorage.getItem(this.kept);
      if (kept === null) return;
      sessionStorage.removeItem(this.kept);
      for (const json of parseJson(kept) as string[]) {
        const stream = json.includes('"stream":"signals"') ? "signals" : "replay";
        this.parcels.push({ stream, json, state: "waiting" });
      }
      this.timers.signals = later(DELAY.signals, () => this.flush());
    });
  }

  /** Whatever is due takes along what is not. */
  private flush(): void {
    this.pack("signals");
    this.pack("replay");
    if (this.retryTimer === 0) this.handOver();
  }

  private pack(stream: Stream): void {
    cancel(this.timers[stream]);
    this.timers[stream] = 0;
    const events = this.queued[stream];
    if (events.length === 0) return;
    this.queued[stream] = [];
    const head = { producer: "page", stream, page: this.page, seq: this.seq[stream]++ };
    const batch = { ...head, clock_origin: this.clockOrigin, sent: now(), events };
    this.parcels.push({ stream, json: toJson(batch), state: "waiting" });
  }

  private handOver(): void {
    cancel(this.retryTimer);
    this.retryTimer = 0;
    const waiting = this.parcels.filter((parcel) => parcel.state === "waiting");
    if (waiting.length === 0) return;
    // One call for all: each costs a way through four processes and back.
    const answer = guard(() => this.transport.send(`[${waiting.map((parcel) => parcel.json).join()}]`))();
    // A binding that throws at once is one that is not there: the batches wait.
    if (answer === undefined) return this.retryLater();
    for (const parcel of waiting) parcel.state = "sent";
    settle(
      answer,
      () => {
        this.retryDelay = RETRY_FIRST;
        this.parcels = this.parcels.filter((parcel) => !waiting.includes(parcel));
        this.settled();
      },
      () => {
        for (const parcel of waiting) parcel.state = "waiting";
        this.retryLater();
      },
    );
  }

  private retryLater(): void {
    if (this.retryTimer !== 0) return;
    this.retryTimer = later(this.retryDelay, () => this.handOver());
    this.retryDelay = Math.min(this.retryDelay * 2, RETRY_MAX);
  }
}
