// Beside a person: what happens, how long it takes, and notes by key or thumb. A note belongs to
// the moment at which its key was pressed, and is sent until the server has it.

import { NoteBox, type Note } from "./notes";
import { ago, byId, make, Poll, timeOfDay, type Watcher } from "./poll";

interface Entry {
  at: string;
  text: string;
  detail: string;
  level: string;
}

interface Beside {
  state: string;
  tone: string;
  step: string;
  page: string;
  started: number;
  last_sign: number;
  paused: boolean;
  over: boolean;
  entries: Entry[];
  notes: Note[];
}

const EVERY_MS = 1_500;

function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const rest = String(seconds % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${rest}`;
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}:${rest}`;
}

class BesidePage implements Watcher<Beside> {
  private readonly part = byId("beside");
  private readonly trouble = byId("beside-trouble");
  private readonly poll = new Poll<Beside>(this.part.dataset.now!, EVERY_MS, this);
  private readonly notes = new NoteBox(this.part.dataset.notes!, {
    elapsed: () => this.elapsed(),
    sent: () => this.poll.soon(),
  });
  private started = Number(this.part.dataset.started);
  private lastSign = 0;
  private offset = 0;
  private over = false;

  start(): void {
    this.poll.start();
    window.setInterval(() => this.tick(), 250);
  }

  changed(data: Beside): void {
    this.started = data.started;
    this.lastSign = data.last_sign;
    this.over = data.over;
    const state = byId("state");
    if (state.textContent !== data.state) state.textContent = data.state;
    state.className = `state tone-${data.tone}`;
    byId("step").textContent = data.step;
    byId("page-title").textContent = data.page;
    byId("happened").replaceChildren(...data.entries.map(entry));
    this.notes.show(data.notes, data.paused, data.over);
  }

  heard(now: number): void {
    this.offset = now - Date.now();
    this.trouble.hidden = true;
    this.notes.sendAgain();
    if (this.over) this.poll.stop();
  }

  silent(since: number, why: string): void {
    this.trouble.hidden = false;
    this.trouble.textContent =
      `The server has not answered since ${timeOfDay(since)} (${why}). ` +
      "Go on: your notes are kept here and sent when it is back.";
  }

  /** Seconds of the session, by the server's clock. */
  private elapsed(): number {
    return Math.max(0, (Date.now() + this.offset - this.started) / 1000);
  }

  private tick(): void {
    if (document.hidden) return;
    const end = this.over ? this.lastSign : Date.now() + this.offset;
    byId("elapsed").textContent = clock(end - this.started);
    if (this.lastSign) byId("last-sign").textContent = ago(this.lastSign, Date.now() + this.offset);
  }
}

function entry(one: Entry): HTMLElement {
  const what = make("span", "what", make("bdi", "", one.text));
  if (one.detail) what.append(make("span", "note", make("bdi", "", one.detail)));
  return make("li", `level-${one.level || "plain"}`, make("span", "at", one.at), what);
}

new BesidePage().start();
