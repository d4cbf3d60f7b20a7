// From events to batches to whoever stores them, in order and without loss: what was not
// acknowledged when a document ends is kept in the browser's storage and sent by the next one.

import { attempt, cancel, guard, later, now, settle, toJson, wallClock } from "./safe";

export type Stream = "signals" | "replay";

/** What an outlet says of batches: taken (nothing), not in the form of the contract, or too late. */
export type Verdict = "refused" | "over" | undefined;

/** Hands batches over to whoever stores them. */
export interface Outlet {
  /** Where waiting batches are kept for the next page, and what their names there begin with. */
  readonly storage: () => Storage;
  readonly kept: string;
  /** Kept batches whose names begin so are taken along, those of earlier sessions perhaps. */
  readonly takes: string;
  /** Characters of batches in one call. */
  readonly most: number;
  /** A call arrives even when its answer cannot any more: then no replay needs to be sent twice. */
  readonly arrives: boolean;
  /**
   * `undefined`: there is no way out yet. A promise: stored when kept (see `Verdict`), to be tried
   * again when broken, after as many ms as it says. `name` is one of the kept names.
   */
  send(batches: string[], name: string): unknown;
  /** For when the document may end: no answer comes. False: no room for it. */
  beacon?(batches: string[], name: string): boolean;
  /** The session is over. */
  over?(): void;
}

interface Parcel {
  stream: Stream;
  json: string;
  /** Under which it is kept; begins with what the outlet says. */
  name: string;
  sent: boolean;
  stored: boolean;
  /** Refused in company: the others may be innocent. */
  alone: boolean;
}

/** Characters; a browser's storage counts two bytes for each and gives an origin about 5 MB. */
const KEPT_MAX = 1_000_000;
/** Characters that may wait. Beyond, the oldest replay goes: its sequence shows the gap. */
const WAITING_MAX = 8_000_000;
const RETRY_FIRST = 250;
const RETRY_MAX = 8000;
/** When what was sent without an answer is sent once more, should the page still be there. */
const UNANSWERED_MS = 3000;
const STREAMS: readonly Stream[] = ["signals", "replay"];
const DELAY: Record<Stream, number> = { signals: 200, replay: 1000 };
const SIZE: Record<Stream, number> = { signals: 200, replay: 50 };

export class Outbox {
  private readonly _queued: Record<Stream, unknown[]> = { signals: [], replay: [] };
  private readonly _timers: Record<Stream, number> = { signals: 0, replay: 0 };
  private readonly _seq: Record<Stream, number> = { signals: 0, replay: 0 };
  private readonly _clockOrigin = wallClock() - now();
  private _parcels: Parcel[] = [];
  private _retryTimer = 0;
  private _retryDelay = RETRY_FIRST;
  private _closing: (() => void) | undefined;
  private _closed = false;

  constructor(
    readonly page: string,
    private readonly _outlet: Outlet,
  ) {
    this._takeKept();
  }

  push(stream: Stream, event: unknown, urgent = false): void {
    if (this._closed) return;
    const queue = this._queued[stream];
    queue[queue.length] = event;
    if (queue.length >= SIZE[stream]) this._flush();
    else if (this._timers[stream] === 0 || urgent) {
      cancel(this._timers[stream]);
      this._timers[stream] = later(urgent ? DELAY.signals : DELAY[stream], () => this._flush());
    }
  }

  /** Packs what is queued and hands over everything that waits, signals first. */
  flushAll(): void {
    this._packAll();
    this._retryDelay = RETRY_FIRST;
    this._handOver();
  }

  /** Takes nothing more. Resolves when everything is acknowledged; late answers do not hold it up
   * for longer than `patience` ms. */
  close(patience = 2000): Promise<void> {
    this.flushAll();
    this._closed = true;
    return new Promise((resolve) => {
      this._closing = resolve;
      this._settled();
      later(patience, resolve);
    });
  }

  /** Whether everything was acknowledged. */
  get empty(): boolean {
    return this._parcels.length === 0;
  }

  /** The document may end now: hands over what it can. */
  part(): void {
    if (!this._outlet.beacon) return this.flushAll();
    this._packAll();
    let sent = false;
    // What flies when a tab is closed does not always land: signals go once more, doubles are free.
    let rest = this._inOrder().filter((parcel) => !parcel.sent || parcel.stream === "signals");
    while (rest.length > 0) {
      const piece = this._piece(rest);
      rest = rest.slice(piece.length);
      const [first] = piece as [Parcel];
      if (!attempt(() => this._outlet.beacon?.(piece.map((parcel) => parcel.json), first.name))) break;
      for (const parcel of piece) parcel.sent = sent = true;
    }
    this.keep();
    if (!sent) return;
    later(UNANSWERED_MS, () => {
      for (const parcel of this._parcels) parcel.sent = false;
      this._handOver();
    });
  }

  /** Leaves what nobody has acknowledged to the next page of this origin. */
  keep(streams = STREAMS): void {
    if (this._closed && this._outlet.arrives) return;
    this._packAll();
    let size = 0;
    const wanted = this._inOrder().filter((parcel) => {
      // Signals are kept even where they have been sent (doubles are free).
      if (this._outlet.arrives && parcel.stream === "replay" && parcel.sent) return false;
      size += parcel.json.length;
      if (size <= KEPT_MAX) return true;
      size -= parcel.json.length;
      return false;
    });
    attempt(() => {
      const storage = this._outlet.storage();
      for (const parcel of this._parcels) if (parcel.stored && !wanted.includes(parcel)) this._unstore(parcel);
      for (const parcel of wanted) {
        if (parcel.stored || !streams.includes(parcel.stream)) continue;
        storage.setItem(parcel.name, parcel.json);
        parcel.stored = true;
      }
    });
  }

  private _unstore(parcel: Parcel): void {
    if (parcel.stored) attempt(() => this._outlet.storage().removeItem(parcel.name));
    parcel.stored = false;
  }

  /** Another tab may be about to send the same: whoever stores them takes each batch once. */
  private _takeKept(): void {
    attempt(() => {
      const storage = this._outlet.storage();
      for (const name of Object.keys(storage)) {
        const json = name.startsWith(this._outlet.takes) && storage.getItem(name);
        if (!json) continue;
        const stream = name.includes(".replay.") ? "replay" : "signals";
        this._parcels.push({ stream, json, name, sent: false, stored: true, alone: false });
      }
      if (this._parcels.length > 0) this._timers.signals = later(DELAY.signals, () => this._flush());
    });
  }

  /** Whatever is due takes along what is not. */
  private _flush(): void {
    this._packAll();
    if (this._retryTimer === 0) this._handOver();
    else if (!this._outlet.arrives) this.keep(["signals"]);
  }

  private _packAll(): void {
    if (!this._closed) STREAMS.forEach((stream) => this._pack(stream));
  }

  private _pack(stream: Stream): void {
    cancel(this._timers[stream]);
    this._timers[stream] = 0;
    const events = this._queued[stream];
    const count = events.length;
    if (count === 0) return;
    const seq = this._seq[stream];
    const { page } = this;
    const json = toJson({ producer: "page", stream, page, seq, clock_origin: this._clockOrigin, sent: now(), events });
    const name = `${this._outlet.kept}${page}.${stream}.${seq}`;
    // At the end and at once: Firefox cuts a handler off between two calls when a tab is closed.
    this._parcels.push({ stream, json, name, sent: false, stored: false, alone: false });
    this._seq[stream] = seq + 1;
    this._queued[stream] = events.slice(count);
    this._bound();
  }

  /** Signals are never dropped in silence; they are small. */
  private _bound(): void {
    let size = this._parcels.reduce((sum, parcel) => sum + parcel.json.length, 0);
    while (size > WAITING_MAX) {
      const oldest = this._parcels.find((parcel) => parcel.stream === "replay");
      if (!oldest) return;
      size -= oldest.json.length;
      this._remove([oldest]);
    }
  }

  private _remove(parcels: Parcel[]): void {
    for (const parcel of parcels) this._unstore(parcel);
    this._parcels = this._parcels.filter((parcel) => !parcels.includes(parcel));
    this._settled();
  }

  private _settled(): void {
    if (this.empty) this._closing?.();
  }

  private _inOrder(): Parcel[] {
    return STREAMS.flatMap((stream) => this._parcels.filter((parcel) => parcel.stream === stream));
  }

  private _waiting(): Parcel[] {
    return this._inOrder().filter((parcel) => !parcel.sent);
  }

  private _handOver(): void {
    cancel(this._retryTimer);
    this._retryTimer = 0;
    // One call for many: each costs a way through four processes and back.
    for (let waiting = this._waiting(); waiting.length > 0 && this._retryTimer === 0; waiting = this._waiting()) {
      this._hand(this._piece(waiting));
      // Where the last one failed, one is enough to ask whether it works again.
      if (this._retryDelay > RETRY_FIRST) return;
    }
  }

  private _piece(waiting: Parcel[]): Parcel[] {
    const [first] = waiting as [Parcel];
    const mark = markOf(first);
    let size = 0;
    const end = waiting.findIndex((parcel) => {
      size += parcel.json.length;
      return parcel !== first && (size > this._outlet.most || first.alone || parcel.alone || markOf(parcel) !== mark);
    });
    return end < 0 ? waiting : waiting.slice(0, end);
  }

  private _hand(piece: Parcel[]): void {
    const [first] = piece as [Parcel];
    const answer = guard(() => this._outlet.send(piece.map((parcel) => parcel.json), first.name))();
    // A binding that throws at once is one that is not there: the batches wait.
    if (answer === undefined) return this._retryLater();
    for (const parcel of piece) parcel.sent = true;
    settle<Verdict>(
      answer,
      (verdict) => this._answered(piece, verdict),
      (wait) => {
        for (const parcel of piece) parcel.sent = false;
        this._retryLater(Number(wait) || 0);
        if (!this._outlet.arrives) this.keep(["signals"]);
      },
    );
  }

  private _answered(piece: Parcel[], verdict: Verdict): void {
    const failed = this._retryDelay > RETRY_FIRST;
    this._retryDelay = RETRY_FIRST;
    const [first] = piece as [Parcel];
    if (verdict === "refused" && piece.length > 1) for (const parcel of piece) (parcel.alone = true), (parcel.sent = false);
    else if (verdict === "over") {
      // Of the earlier session whose batches these are, or of this one.
      this._remove(this._parcels.filter((parcel) => markOf(parcel) === markOf(first)));
      if (first.name.startsWith(this._outlet.kept)) this.stop();
    } else this._remove(piece);
    if (failed || verdict) this._handOver();
  }

  /** For good, with whatever still waits. */
  stop(): void {
    this._closed = true;
    this._remove(this._parcels);
    this._outlet.over?.();
  }

  private _retryLater(least = 0): void {
    if (this._retryTimer !== 0) return;
    const delay = Math.max(least, this._retryDelay * (0.75 + Math.random() / 4));
    this._retryTimer = later(delay, () => this._handOver());
    this._retryDelay = Math.min(this._retryDelay * 2, RETRY_MAX);
  }
}

/** `kitka.outbox.<session>`: whose batch it is. */
const markOf = ({ name }: Parcel): string => name.split(".", 3).join(".");
