// The stage: rebuilds recorded documents in rrweb's sandboxed iframe (no scripts) and plays them.
// It obeys the session page; alone (a still of one moment) it reads its own address.

import { Replayer } from "@rrweb/replay";
import { EventType, type eventWithTime, type metaEvent } from "@rrweb/types";
import { fragment, listen, momentOf, send, type Command, type Notice } from "./messages";
import { scrollAt } from "./scroll";

const SKIP_AFTER_MS = 4000;
const SPOT_AIR = 7;
const ROUNDING_MS = 50; // addresses name tenths of a second
const root = document.getElementById("root")!;
const state = document.getElementById("state")!;

function tell(notice: Notice): void {
  if (window.parent !== window) send(window.parent, notice);
}

class Stage {
  private readonly replayer: Replayer;
  private readonly start: number;
  private readonly end: number;
  private readonly metas: (metaEvent & eventWithTime)[];
  private readonly snapshots: eventWithTime[];
  private size = { width: 0, height: 0 };
  private playing = false;
  private skipping = false;
  private url = "";

  constructor(private readonly events: eventWithTime[]) {
    this.start = events[0]!.timestamp;
    this.end = events[events.length - 1]!.timestamp;
    this.metas = events.filter((event) => event.type === EventType.Meta) as typeof this.metas;
    this.snapshots = events.filter((event) => event.type === EventType.FullSnapshot);
    this.replayer = new Replayer(events, {
      root,
      skipInactive: true,
      inactivePeriodThreshold: SKIP_AFTER_MS,
      loadTimeout: 5000,
      mouseTail: false,
      triggerFocus: false,
      showWarning: false,
      insertStyleRules: ["html { scroll-behavior: auto !important; }"],
    });
    // Nothing in the recorded document may take the keyboard.
    this.replayer.iframe.inert = true;
    this.replayer.iframe.title = "Recorded view";
    this.replayer.on("resize", (size) => this.resized(size as { width: number; height: number }));
    this.replayer.on("fullsnapshot-rebuilded", () => this.watchLoading());
    this.replayer.on("finish", () => this.stopped());
    window.addEventListener("resize", () => this.fit());
  }

  open(at: number | null, exact: boolean): void {
    this.seek(at ?? this.start / 1000, exact);
    this.greet();
  }

  /** Everything that a listener who came late has to know. */
  private greet(): void {
    if (this.size.width) tell({ kind: "size", ...this.size });
    tell({ kind: "address", url: this.url });
    tell({ kind: "ready", start: this.start / 1000, end: this.end / 1000 });
    this.report();
  }

  obey(command: Command): void {
    switch (command.kind) {
      case "hello":
        return this.greet();
      case "play":
        return this.play();
      case "pause":
        return this.pause();
      case "seek":
        return this.seek(command.at);
      case "speed":
        return this.replayer.setConfig({ speed: command.speed });
      case "skip":
        return this.replayer.setConfig({ skipInactive: command.on });
    }
  }

  mark(rect: number[]): void {
    const [x = 0, y = 0, width = 0, height = 0] = rect;
    const spot = document.createElement("div");
    spot.className = "spot";
    Object.assign(spot.style, {
      left: `${x - SPOT_AIR}px`,
      top: `${y - SPOT_AIR}px`,
      width: `${width + 2 * SPOT_AIR}px`,
      height: `${height + 2 * SPOT_AIR}px`,
    });
    this.replayer.wrapper.append(spot);
  }

  private now(): number {
    return Math.min(this.replayer.getCurrentTime() + this.start, this.end);
  }

  private play(): void {
    const at = this.now() >= this.end ? 0 : this.replayer.getCurrentTime();
    this.replayer.play(at);
    this.playing = true;
    tell({ kind: "playing", on: true });
    this.follow();
  }

  private pause(): void {
    this.replayer.pause();
    this.stopped();
  }

  private stopped(): void {
    this.playing = false;
    this.report();
    tell({ kind: "playing", on: false });
  }

  private seek(seconds: number, exact = false): void {
    const named = Math.min(Math.max(seconds * 1000, this.start), this.end);
    const at = (exact ? named : this.drawn(named)) - this.start + 1; // rrweb applies what lies before, not at, a moment
    if (this.playing) this.replayer.play(at);
    else this.replayer.pause(at);
    this.report();
  }

  /** A document is drawn a little after it began: within that time its first sight is meant. */
  private drawn(at: number): number {
    const began = this.metas.filter((event) => event.timestamp <= at + ROUNDING_MS).at(-1);
    const drawn = began && this.snapshots.find((event) => event.timestamp >= began.timestamp);
    return drawn ? Math.max(at, drawn.timestamp) : at;
  }

  /** Each rebuilt document forgets its listeners. */
  private watchLoading(): void {
    this.replayer.iframe.contentDocument?.addEventListener("load", () => this.rescroll(), true);
  }

  private rescroll(): void {
    const offset = this.playing ? null : scrollAt(this.events, this.now() + 1);
    if (offset) this.replayer.iframe.contentWindow?.scrollTo(offset.left, offset.top);
  }

  private follow(): void {
    if (!this.playing || this.skipping) return;
    this.skipping = true;
    requestAnimationFrame(() => {
      this.skipping = false;
      this.report();
      this.follow();
    });
  }

  private report(): void {
    const at = this.now();
    tell({ kind: "time", at: at / 1000 });
    const shown = this.metas.filter((event) => event.timestamp <= at).at(-1);
    const url = shown?.data.href ?? "";
    if (url !== this.url) tell({ kind: "address", url: (this.url = url) });
  }

  private resized(size: { width: number; height: number }): void {
    this.size = size;
    this.fit();
    tell({ kind: "size", ...size });
  }

  private fit(): void {
    const { width, height } = this.size;
    if (!width || !height) return;
    const scale = Math.min(root.clientWidth / width, root.clientHeight / height);
    const left = (root.clientWidth - width * scale) / 2;
    Object.assign(this.replayer.wrapper.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(${left}px, 0) scale(${scale})`,
    });
  }
}

async function read(): Promise<eventWithTime[]> {
  const response = await fetch(document.body.dataset.events!);
  if (!response.ok) throw new Error(`the replay could not be read (${response.status})`);
  const events = (await response.json()) as eventWithTime[];
  if (events.length < 2) throw new Error("no document of this session was recorded whole");
  return events;
}

function start(events: eventWithTime[]): void {
  const stage = new Stage(events);
  state.hidden = true;
  const wanted = fragment();
  const still = wanted.has("still");
  if (!still) listen<Command>(window.parent, (command) => stage.obey(command));
  stage.open(momentOf(window.location.hash), still);
  const rect = wanted.get("rect");
  if (rect) stage.mark(rect.split(",").map(Number));
}

function broken(error: unknown): void {
  const why = error instanceof Error ? error.message : String(error);
  state.hidden = false;
  state.textContent = `No replay: ${why}.`;
  tell({ kind: "broken", why });
  listen<Command>(window.parent, () => tell({ kind: "broken", why }));
}

read().then(start).catch(broken);
