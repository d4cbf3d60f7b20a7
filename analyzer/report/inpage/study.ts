// The study page: who is where now, without reload; links that are copied with a press.

import { ago, byId, make, Poll, timeOfDay, type Watcher } from "./poll";

interface Row {
  participant: string;
  marks: string[];
  state: string;
  tone: string;
  task: string;
  step: string;
  page: string;
  href: string;
  last_sign: number;
}

interface Live {
  rows: Row[];
  ended: number;
  count: string;
}

const EVERY_MS = 2_000;

/** The list of people. Only what somebody would want to be told is said aloud. */
class LiveList implements Watcher<Live> {
  private readonly list = byId<HTMLUListElement>("live-rows");
  private readonly count = byId("live-count");
  private readonly trouble = byId("live-trouble");
  private readonly aloud = byId("live-aloud");
  private readonly stale = byId("live-stale");
  private readonly loadedWith: number;
  private before = new Map<string, string>();
  private rows: Row[] = [];
  private offset = 0;

  constructor(part: HTMLElement) {
    this.loadedWith = Number(part.dataset.ended);
    const poll = new Poll<Live>(part.dataset.live!, EVERY_MS, this);
    poll.start();
    window.setInterval(() => this.tick(), 1_000);
  }

  changed(live: Live): void {
    this.rows = live.rows;
    this.count.textContent = live.count;
    this.list.replaceChildren(...live.rows.map((row) => item(row)));
    this.announce(live.rows);
    this.stale.hidden = live.ended === this.loadedWith;
  }

  heard(now: number): void {
    this.offset = now - Date.now();
    this.trouble.hidden = true;
    this.list.classList.remove("stale");
    this.tick();
  }

  silent(since: number, why: string): void {
    const text = `The server has not answered since ${timeOfDay(since)} (${why}). Trying again.`;
    if (this.trouble.textContent !== text) this.trouble.textContent = text;
    this.trouble.hidden = false;
    this.list.classList.add("stale");
  }

  private tick(): void {
    if (document.hidden) return;
    const now = Date.now() + this.offset;
    const signs = this.list.querySelectorAll<HTMLElement>(".ago");
    this.rows.forEach((row, index) => {
      const sign = signs[index];
      if (sign) sign.textContent = ago(row.last_sign, now);
    });
  }

  private announce(rows: Row[]): void {
    const now = new Map(rows.map((row) => [row.participant, `${row.state}. ${row.step}`]));
    const first = this.before.size === 0;
    const news = rows
      .filter((row) => this.before.get(row.participant) !== now.get(row.participant))
      .map((row) => `${row.participant}: ${now.get(row.participant)}`);
    for (const gone of this.before.keys()) if (!now.has(gone)) news.push(`${gone}: no longer under way`);
    this.before = now;
    if (!first && news.length) this.aloud.textContent = news.join(". ");
  }
}

function item(row: Row): HTMLElement {
  const who = row.href
    ? Object.assign(make("a", "who", row.participant), { href: row.href })
    : make("span", "who", row.participant);
  const marks = row.marks.map((mark) => make("span", "mark-text", mark));
  const state = make("span", `state tone-${row.tone}`, row.state);
  const sign = make("span", "ago", "");
  const where = make("span", "where", make("bdi", "", row.step || row.task));
  const page = make("bdi", "page", row.page);
  return make("li", "", make("span", "head", who, ...marks), state, sign, where, page);
}

function copyButtons(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-copy]")) {
    button.hidden = false;
    const label = button.textContent ?? "";
    button.addEventListener("click", () => {
      void copy(button.dataset.copy!).then((done) => {
        button.textContent = done ? "Copied" : "Press Ctrl+C";
        window.setTimeout(() => (button.textContent = label), 2_500);
      });
    });
  }
}

/** Plain http beyond this machine has no clipboard: there the text is marked for Ctrl+C. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = Array.from(document.querySelectorAll<HTMLInputElement>("input[readonly]")).find(
      (one) => one.value === text,
    );
    field?.focus();
    field?.select();
    return false;
  }
}

const part = document.getElementById("live");
if (part) new LiveList(part);
copyButtons();
