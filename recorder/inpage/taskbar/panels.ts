// What the bar opens: the task, the details, the menu and the questions that it asks back.

import { CLOSE, element, icon } from "./elements";
import type { AsideWhat, Bar } from "./types";

export type PanelName =
  | "task" | "details" | "menu" | "pause" | "done" | "stop" | "leave" | "keep" | "erase" | "wait"
  | "failed" | "thanks" | "onward";

/** Whose time it is while the panel stands open. */
export const ASIDES: Partial<Record<PanelName, AsideWhat>> = {
  task: "task", details: "buyer", menu: "menu", pause: "pause", done: "menu", stop: "menu",
  leave: "menu", keep: "menu", erase: "menu",
};
/** These take the bar's place instead of opening beside it. */
export const STRIPS: readonly PanelName[] = ["pause", "wait", "failed", "thanks", "onward"];

export type Text = (key: string) => string;

/** What pressing the buttons of a panel does. */
export interface Deeds {
  open(panel: PanelName): void;
  close(): void;
  resume(): void;
  say(what: "done" | "stop" | "leave", keep: boolean): void;
  again(): void;
  onward(): void;
  copy(key: string, value: string, button: HTMLButtonElement): void;
}

export class Panels {
  private readonly presses = new WeakMap<HTMLButtonElement, () => void>();

  constructor(private readonly bar: Bar, private readonly text: Text, private readonly deeds: Deeds) {}

  press(button: HTMLButtonElement): void {
    this.presses.get(button)?.();
  }

  button(label: string | Node, press: () => void, attributes: Record<string, string> = {}): HTMLButtonElement {
    const made = element("button", { type: "button", ...attributes }, label);
    this.presses.set(made, press);
    return made;
  }

  /** The contents of one panel; its heading has the id `title`. */
  build(name: PanelName): Node[] {
    const { text, deeds } = this;
    const head = element("div", { class: "head" }, element("h2", { id: "title" }, text(TITLES[name])));
    if (!STRIPS.includes(name)) {
      head.append(this.button(icon(CLOSE), () => deeds.close(), { "aria-label": text("close") }));
    }
    return [head, ...this.body(name)];
  }

  private body(name: PanelName): Node[] {
    const { deeds, bar } = this;
    switch (name) {
      case "task":
        return [element("p", { class: "goal" }, bar.goal)];
      case "details":
        return this.details();
      case "menu":
        return this.menu();
      case "done":
        return [this.choices(["done_yes", () => deeds.say("done", true)], ["done_no", () => deeds.close()])];
      case "stop":
        return [this.note("stop_note"), this.choices(["stop_yes", () => deeds.say("stop", true)], ["stop_no", () => deeds.close()])];
      case "leave":
        return [this.note("leave_note"), element("div", { class: "list" },
          this.item("leave_keep", () => deeds.open("keep"), "framed"),
          this.item("leave_erase", () => deeds.open("erase"), "framed"),
          this.item("leave_no", () => deeds.close(), "framed"))];
      case "keep":
      case "erase":
        return [this.note(name === "keep" ? "keep_note" : "erase_note"),
          this.choices(["leave_yes", () => deeds.say("leave", name === "keep")], ["leave_no", () => deeds.close()])];
      case "pause":
        return [this.choices(["resume", () => deeds.resume()])];
      case "failed":
        return [this.choices(["again", () => deeds.again()], ["back", () => deeds.close()])];
      case "onward":
        return [this.choices(["resume", () => deeds.onward()])];
      default:
        return [];
    }
  }

  private details(): Node[] {
    const list = element("dl");
    for (const { key, label, value } of this.bar.buyer ?? []) {
      const copy = this.button(this.text("copy"), () => this.deeds.copy(key, value, copy), {
        class: "framed",
        "aria-label": `${this.text("copy")}: ${label}`,
      });
      list.append(element("div", {}, element("dt", {}, label), element("dd", {}, value), element("dd", {}, copy)));
    }
    return [this.note("details_note"), list];
  }

  private menu(): Node[] {
    const items = element("div", { class: "list" }, this.item("pause", () => this.deeds.open("pause")));
    const another = this.another(this.bar.next);
    if (another) items.append(another);
    items.append(this.item("leave", () => this.deeds.open("leave")));
    return [items];
  }

  /** To our own page, which shows the code for another browser: the shop's pages never hold it. */
  private another(next = ""): Node | undefined {
    if (!/^https?:/.test(next)) return undefined;
    return element("a", { href: next, target: "_blank", rel: "noopener" }, this.text("another"));
  }

  private note(key: string): Node {
    return element("p", { class: "note" }, this.text(key));
  }

  private item(key: string, press: () => void, look = ""): Node {
    return this.button(this.text(key), press, { class: look });
  }

  /** The answer that goes on stands first and strong. */
  private choices(...answers: [key: string, press: () => void][]): Node {
    const buttons = answers.map(([key, press], i) => this.button(this.text(key), press, { class: i === 0 ? "strong" : "framed" }));
    return element("div", { class: "choices" }, ...buttons);
  }
}

const TITLES: Record<PanelName, string> = {
  task: "task", details: "details", menu: "menu", pause: "paused", done: "done_ask", stop: "stop_ask",
  leave: "leave", keep: "leave_ask", erase: "leave_ask", wait: "wait", failed: "failed",
  thanks: "thanks", onward: "thanks",
};
