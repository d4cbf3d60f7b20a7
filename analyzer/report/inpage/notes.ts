// Notes beside a person: buttons and keys make them, a queue keeps them until the server has them.

import { byId, make } from "./poll";

export interface Note {
  id: string;
  at: string;
  tag: string;
  label: string;
  text: string;
  author: string;
}

interface Asked {
  id: string;
  tag: string;
  text: string;
  author: string;
  at_s: number;
}

export interface Session {
  elapsed(): number;
  sent(): void;
}

const KEYS: Record<string, string> = {
  n: "note", t: "tag", a: "assist", p: "pause", s: "sync", e: "end",
};
// Of a closed dialog a button may keep the focus until the next frame.
const TYPING = "input:not([type=checkbox]), textarea, select, dialog[open] *";
const FLASH_MS = 350;

function randomId(): string {
  // crypto.randomUUID does not exist on plain http beyond this machine
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class NoteBox {
  private readonly form = byId<HTMLFormElement>("note-form");
  private readonly text = byId<HTMLTextAreaElement>("note-text");
  private readonly author = byId<HTMLInputElement>("note-author");
  private readonly keys = byId<HTMLInputElement>("keys");
  private readonly list = byId("notes");
  private readonly said = byId("note-said");
  private readonly store: string;
  private waiting: Asked[];
  private sending = false;
  private paused = false;
  private begun: number | null = null;
  private known: Note[] = [];

  constructor(private readonly address: string, private readonly session: Session) {
    this.store = `kitka.notes ${address}`;
    this.waiting = this.kept();
    this.author.value = localStorage.getItem("kitka.author") ?? "";
    this.author.addEventListener("change", () => localStorage.setItem("kitka.author", this.author.value));
    document.addEventListener("keydown", (event) => this.key(event));
    for (const button of document.querySelectorAll<HTMLButtonElement>("button[data-tag]")) {
      button.addEventListener("click", (event) => {
        event.preventDefault();
        this.press(button.dataset.tag!);
      });
    }
    this.form.addEventListener("submit", (event) => this.submit(event));
    this.text.addEventListener("keydown", (event) => this.typing(event));
    // A note belongs to the moment at which its first letter was typed.
    this.text.addEventListener("input", () => (this.begun ??= this.session.elapsed()));
    byId<HTMLDialogElement>("end-dialog").addEventListener("close", (event) => this.closed(event));
  }

  show(notes: Note[], paused: boolean, over: boolean): void {
    this.paused = paused;
    const pause = document.querySelector<HTMLButtonElement>('button[data-tag="pause"]');
    pause?.setAttribute("aria-pressed", String(paused));
    const label = pause?.querySelector(".label");
    if (label) label.textContent = paused ? "Go on" : "Pause";
    const end = document.querySelector<HTMLButtonElement>('button[data-tag="end"]');
    if (end) end.disabled = over;
    this.known = notes;
    this.draw();
  }

  /** What is not sent yet stands first, so that nothing seems lost. */
  private draw(): void {
    this.list.replaceChildren(
      ...this.waiting.map((one) => item(one.text || one.tag, "not sent", "", "kept on this device")).reverse(),
      ...this.known.map((note) => this.row(note)),
    );
  }

  sendAgain(): void {
    if (this.waiting.length) void this.send();
  }

  private row(note: Note): HTMLElement {
    const remove = make("button", "remove", "Remove") as HTMLButtonElement;
    remove.setAttribute("aria-label", `Remove the note at ${note.at}`);
    remove.addEventListener("click", () => void this.remove(note.id));
    const row = item(note.text, note.at, note.label, note.author);
    row.append(remove);
    return row;
  }

  private async remove(id: string): Promise<void> {
    try {
      const response = await fetch(`${this.address}/${id}`, { method: "DELETE" });
      this.tell(response.ok || response.status === 404 ? "Removed." : `Not removed (${response.status}).`);
    } catch {
      this.tell("Not removed: the server does not answer.");
    }
    this.session.sent();
  }

  private key(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const busy = event.altKey || event.ctrlKey || event.metaKey || event.repeat;
    if (busy || !this.keys.checked || target.matches(TYPING)) return;
    const tag = KEYS[event.key.toLowerCase()];
    if (!tag) return;
    event.preventDefault();
    this.press(tag);
  }

  private press(tag: string): void {
    if (tag === "note") {
      this.begun = this.session.elapsed();
      this.text.focus();
      return;
    }
    if (tag === "end") {
      if (!document.querySelector<HTMLButtonElement>('button[data-tag="end"]')?.disabled) {
        byId<HTMLDialogElement>("end-dialog").showModal();
      }
      return;
    }
    if (tag === "pause" && this.paused) tag = "resume";
    if (tag === "pause" || tag === "resume") this.paused = tag === "pause";
    this.add(tag, "", this.session.elapsed());
    if (tag === "sync") flashAndBeep();
  }

  private closed(event: Event): void {
    const dialog = event.target as HTMLDialogElement;
    if (dialog.returnValue === "end") this.add("end", "", this.session.elapsed());
    dialog.returnValue = "";
  }

  private typing(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      this.text.value = "";
      this.begun = null;
      this.text.blur();
    } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      this.form.requestSubmit();
    }
  }

  private submit(event: SubmitEvent): void {
    event.preventDefault();
    const text = this.text.value.trim();
    if (!text) return this.text.focus();
    this.add("note", text, this.begun ?? this.session.elapsed());
    this.text.value = "";
    this.begun = null;
    this.text.blur();
  }

  private add(tag: string, text: string, at: number): void {
    const at_s = Math.round(at * 100) / 100;
    this.waiting.push({ id: randomId(), tag, text, author: this.author.value.trim(), at_s });
    this.keep();
    void this.send();
  }

  /** One after another, the oldest first. What the server refuses is told and dropped. */
  private async send(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let note = this.waiting[0]; note; note = this.waiting[0]) {
        const body = JSON.stringify(note);
        const headers = { "Content-Type": "application/json" };
        const response = await fetch(this.address, { method: "POST", headers, body });
        if (response.status >= 500 || response.status === 429) throw new Error(String(response.status));
        this.waiting.shift();
        this.keep();
        this.tell(response.ok ? `${(await response.json() as Note).label} kept.` : `Not kept (${response.status}).`);
      }
    } catch {
      this.tell("Not sent yet: the server does not answer.");
      this.draw();
    }
    this.sending = false;
    this.session.sent();
  }

  private tell(text: string): void {
    this.said.textContent = text;
  }

  private kept(): Asked[] {
    try {
      return JSON.parse(localStorage.getItem(this.store) ?? "[]") as Asked[];
    } catch {
      return [];
    }
  }

  private keep(): void {
    if (this.waiting.length) localStorage.setItem(this.store, JSON.stringify(this.waiting));
    else localStorage.removeItem(this.store);
  }
}

function item(text: string, at: string, label = "", author = ""): HTMLElement {
  const words = make("span", "what", make("b", "", label), " ", make("bdi", "", text));
  if (author) words.append(make("span", "note", make("bdi", "", author)));
  return make("li", "", make("span", "at", at), words);
}

/** Seen by a camera and heard by a microphone that record from outside. */
function flashAndBeep(): void {
  document.body.classList.add("flash");
  window.setTimeout(() => document.body.classList.remove("flash"), FLASH_MS);
  const sound = new AudioContext();
  const tone = sound.createOscillator();
  tone.frequency.value = 1_000;
  tone.connect(sound.destination);
  tone.addEventListener("ended", () => void sound.close());
  tone.start();
  tone.stop(sound.currentTime + 0.2);
}
