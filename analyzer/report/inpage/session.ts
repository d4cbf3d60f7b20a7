// The session page: timeline, track and replay move together.

import { Media } from "./media";
import { listen, momentOf, send, type Command, type Notice } from "./messages";
import { drawTrack, type Marker } from "./track";

const STEP_S = 5;

function byId<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as unknown as T;
}

function clock(seconds: number): string {
  const tenths = Math.max(0, Math.round(seconds * 10));
  const rest = String(Math.floor(tenths / 10) % 60).padStart(2, "0");
  return `${Math.floor(tenths / 600)}:${rest}.${tenths % 10}`;
}

class Watch {
  private readonly player = byId<HTMLElement>("player");
  private readonly stage = byId<HTMLIFrameElement>("stage");
  private readonly seekbar = byId<HTMLInputElement>("seek");
  private readonly entries = Array.from(document.querySelectorAll<HTMLElement>("#entries > li"));
  private readonly markers = JSON.parse(byId("markers").textContent ?? "[]") as Marker[];
  private readonly frictions = this.markers.filter((mark) => mark.kind === "friction");
  private readonly duration = Number(this.player.dataset.duration);
  private readonly media = new Media({ seek: (at) => this.seek(at) });
  private readonly track = drawTrack(byId("marks"), this.markers, this.duration);
  private at = 0;
  private playing = false;
  private ready = false;

  start(): void {
    listen<Notice>(this.stage.contentWindow, (notice) => this.hear(notice));
    this.seekbar.addEventListener("input", () => this.seek(Number(this.seekbar.value)));
    byId("play").addEventListener("click", () => this.toggle());
    byId("next").addEventListener("click", () => this.hop(1));
    byId("previous").addEventListener("click", () => this.hop(-1));
    for (const id of ["next", "previous"]) {
      byId<HTMLButtonElement>(id).disabled = this.frictions.length === 0;
    }
    const speed = byId<HTMLSelectElement>("speed");
    speed.addEventListener("change", () => {
      this.order({ kind: "speed", speed: Number(speed.value) });
      this.media.speed(Number(speed.value));
    });
    const skip = byId<HTMLInputElement>("skip");
    skip.addEventListener("change", () => this.order({ kind: "skip", on: skip.checked }));
    this.player.addEventListener("keydown", (event) => this.key(event));
    for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-jump]")) {
      link.addEventListener("click", () => this.jump(link.hash));
    }
    const missed = document.querySelector<HTMLInputElement>("#missing [name=at]");
    missed?.closest("details")?.addEventListener("toggle", () => {
      missed.value ||= clock(this.at);
    });
    window.addEventListener("hashchange", () => this.jump(window.location.hash));
    // The player may have spoken before this script listened, or not have loaded yet.
    this.stage.addEventListener("load", () => this.order({ kind: "hello" }));
    this.order({ kind: "hello" });
  }

  private hear(notice: Notice): void {
    switch (notice.kind) {
      case "ready":
        this.track.limit(notice.start, notice.end);
        if (!this.ready) {
          this.ready = true;
          this.order({ kind: "skip", on: byId<HTMLInputElement>("skip").checked });
          this.jump(window.location.hash);
        }
        break;
      case "time":
        this.show(notice.at);
        break;
      case "playing":
        this.playing = notice.on;
        this.media.play(notice.on);
        this.player.classList.toggle("playing", notice.on);
        byId("play-label").textContent = notice.on ? "Pause" : "Play";
        break;
      case "size":
        this.stage.style.aspectRatio = `${notice.width} / ${notice.height}`;
        break;
      case "address":
        byId("address").textContent = notice.url;
        break;
      case "broken":
        this.broken(notice.why);
        break;
    }
  }

  private broken(why: string): void {
    this.stage.hidden = true;
    const message = byId("broken");
    message.hidden = false;
    message.textContent = `The replay cannot be shown: ${why}.`;
    for (const button of this.player.querySelectorAll("button")) button.disabled = true;
  }

  private order(command: Command): void {
    send(this.stage.contentWindow, command);
  }

  private toggle(): void {
    this.order({ kind: this.playing ? "pause" : "play" });
  }

  private seek(at: number): void {
    this.order({ kind: "seek", at: Math.min(Math.max(at, 0), this.duration) });
  }

  private jump(hash: string): void {
    const at = momentOf(hash);
    if (at === null || !this.ready) return;
    this.seek(at);
    if (this.player.getBoundingClientRect().bottom < 80) this.player.scrollIntoView({ block: "start" });
  }

  private hop(direction: 1 | -1): void {
    const ahead = this.frictions.filter((mark) => (mark.seconds - this.at) * direction > 0.3);
    const target = direction > 0 ? ahead[0] : ahead[ahead.length - 1];
    if (target) this.seek(target.seconds);
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    if (event.altKey || event.ctrlKey || event.metaKey || target.matches("select")) return;
    if (event.key === "ArrowLeft" || event.key === "ArrowRight") {
      this.seek(this.at + (event.key === "ArrowLeft" ? -STEP_S : STEP_S));
    } else if (event.key === " " && !target.matches("button, input[type=checkbox]")) {
      this.toggle();
    } else {
      return;
    }
    event.preventDefault();
  }

  private show(at: number): void {
    this.at = at;
    this.media.at(at);
    this.seekbar.value = String(at);
    this.seekbar.setAttribute("aria-valuetext", `${clock(at)} of ${clock(this.duration)}`);
    byId("clock").textContent = `${clock(at)} / ${clock(this.duration)}`;
    this.track.progress(at);
    this.follow(at);
  }

  /** Marks the entry that is being replayed and keeps it in sight within its list. */
  private follow(at: number): void {
    const current = this.entries.filter((entry) => Number(entry.dataset.at) <= at + 0.05).at(-1);
    if (current?.hasAttribute("aria-current")) return;
    for (const entry of this.entries) entry.removeAttribute("aria-current");
    if (!current) return;
    current.setAttribute("aria-current", "true");
    const list = byId("entries");
    const above = current.offsetTop;
    if (above < list.scrollTop || above > list.scrollTop + list.clientHeight - 60) {
      list.scrollTop = above - list.clientHeight / 3;
    }
  }
}

export function watchSession(): void {
  const brief = document.getElementById("brief") as HTMLInputElement | null;
  brief?.addEventListener("change", () => byId("entries").classList.toggle("brief", brief.checked));
  if (document.getElementById("player")) new Watch().start();
  else jumpInMedia(new Media(null));
}

/** Without a replay, moments are gone to in what was recorded beside it. */
function jumpInMedia(media: Media): void {
  if (!media.any) return;
  for (const link of document.querySelectorAll<HTMLAnchorElement>("a[data-jump]")) {
    link.addEventListener("click", () => {
      const at = momentOf(link.hash);
      if (at !== null) media.at(at);
    });
  }
}
