// The bar itself: one row of buttons, at most one open panel, and what the person says with it. It
// never tells whether the task is done: only the person does.

import { attempt, callNative, guard, later, listen } from "../safe";
import { Asides } from "./asides";
import { copy } from "./copy";
import { MARK, MORE, element, icon } from "./elements";
import { Frame } from "./frame";
import { rememberPause, wasPaused } from "./memory";
import { ASIDES, Panels, STRIPS, type PanelName } from "./panels";
import { Placing, type Placed } from "./placing";
import { Quiet } from "./quiet";
import type { Size } from "./spots";
import type { Bar, Host, Options, SaidWhat } from "./types";

const COPIED_MS = 2500;
/** A shop may ask whether its page shall really be left, and the person may say no. */
const ONWARD_MS = 5000;
const WIDE = "(min-width: 720px)";

export class TaskBar implements Placed {
  readonly dock = element("div", { class: "dock" });
  private readonly frame: Frame;
  private readonly panels: Panels;
  private readonly placing: Placing;
  private readonly asides: Asides;
  private readonly row: HTMLElement;
  private readonly pill: HTMLButtonElement;
  private readonly panel = element("div", { role: "dialog", "aria-labelledby": "title", tabindex: "-1", id: "panel", hidden: "" });
  private readonly status = element("div", { role: "status", class: "unseen" });
  private readonly openers = new Map<PanelName, HTMLButtonElement>();
  private open: PanelName | null = null;
  /** The person has unfolded the pill. */
  private unfolded = false;
  private folded = false;
  private byKey = false;
  /** The person did something with the bar after whatever they did in the shop. */
  private inHand = false;
  private ending: { what: SaidWhat; keep: boolean } | null = null;
  private readonly text = (key: string): string => this.bar.texts?.[key] ?? key;

  constructor(private readonly bar: Bar, private readonly host: Host, { open = false }: Options) {
    this.asides = new Asides(host);
    this.frame = new Frame(open, bar.language, () => this.placing.soon());
    this.panels = new Panels(bar, this.text, {
      open: (panel) => this.show(panel),
      close: () => this.close(),
      resume: () => this.close(),
      say: (what, keep) => this.say(what, keep),
      again: () => this.send(),
      onward: () => this.onward(),
      copy: (key, value, button) => this.copy(key, value, button),
    });
    this.row = this.makeRow();
    this.pill = this.panels.button(icon(MARK), () => this.unfold(true), {
      class: "pill", hidden: "", "aria-expanded": "false", "aria-label": this.text("unfold"),
    });
    this.pill.append(element("span", {}, this.text("task")));
    const region = element("div", { role: "region", "aria-label": this.text("bar") }, this.dock);
    this.dock.append(this.row, this.pill, this.panel, this.status);
    this.frame.root.append(region);
    this.frame.attach();
    this.placing = new Placing(this.frame, this);
    this.placing.begin();
    this.listen();
    if (wasPaused()) this.show("pause", false);
  }

  private makeRow(): HTMLElement {
    const { text } = this;
    const opener = (panel: PanelName, label: string | Node, attributes: Record<string, string> = {}): HTMLButtonElement => {
      const made = this.panels.button(label, () => (this.open === panel ? this.close() : this.show(panel)), {
        "aria-expanded": "false", "aria-controls": "panel", ...attributes,
      });
      this.openers.set(panel, made);
      return made;
    };
    const row = element("div", { class: "row" }, element("span", { class: "mark" }, icon(MARK)), opener("task", text("task")));
    if (this.bar.buyer?.length) row.append(opener("details", text("details")));
    row.append(
      element("span", { class: "gap" }),
      opener("done", text("done"), { class: "strong" }),
      opener("stop", text("stop"), { class: "framed" }),
      opener("menu", icon(MORE), { class: "more", "aria-label": text("menu") }),
    );
    return row;
  }

  private listen(): void {
    new Quiet(this.frame.host, this.frame.root, {
      press: (button, byKey) => {
        this.byKey = byKey;
        this.panels.press(button);
      },
      escape: (event) => this.escape(event),
      inBar: () => {
        this.inHand = true;
        this.asides.inBar();
      },
      inShop: (event) => this.inShop(event),
    });
    listen(window, "pagehide", () => {
      if (this.open && !STRIPS.includes(this.open)) this.close();
    });
  }

  // ---------------------------------------------------------------- panels

  private show(name: PanelName, mayFocus = true): void {
    const strip = STRIPS.includes(name);
    this.open = name;
    if (name === "pause") rememberPause(true);
    this.panel.replaceChildren(...this.panels.build(name));
    this.panel.className = strip ? "panel strip" : "panel";
    this.panel.hidden = false;
    this.row.hidden = strip;
    for (const [panel, button] of this.openers) button.setAttribute("aria-expanded", String(panel === name));
    this.status.textContent = strip ? this.text(name === "pause" ? "paused" : name) : "";
    this.panel.scrollTop = 0;
    this.changed();
    if (mayFocus && (this.byKey || !isInField(this.frame.host))) this.panel.focus({ preventScroll: true });
  }

  private close(): void {
    const was = this.open;
    if (was === null || was === "wait" || was === "thanks" || was === "onward") return;
    if (was === "pause") rememberPause(false);
    const inside = this.frame.root.activeElement !== null && this.panel.contains(this.frame.root.activeElement);
    this.open = null;
    this.panel.hidden = true;
    this.row.hidden = false;
    this.status.textContent = "";
    for (const button of this.openers.values()) button.setAttribute("aria-expanded", "false");
    this.changed();
    const opener = this.openers.get(was) ?? this.openers.get("menu");
    if (inside) (this.folded ? this.pill : opener)?.focus({ preventScroll: true });
  }

  private unfold(unfolded: boolean): void {
    const inside = this.frame.root.activeElement !== null;
    this.unfolded = unfolded;
    this.changed();
    if (inside) (unfolded ? this.openers.get("task") : this.pill)?.focus({ preventScroll: true });
  }

  private changed(): void {
    this.asides.set(this.open ? (ASIDES[this.open] ?? null) : this.unfolded ? "menu" : null);
    this.placing.used();
  }

  // ---------------------------------------------------------------- Placed

  inUse(): boolean {
    return this.open !== null || this.unfolded;
  }

  fold(pill: boolean, small: boolean): void {
    if (this.open && STRIPS.includes(this.open)) pill = false;
    else this.row.hidden = pill;
    this.folded = pill;
    this.pill.hidden = !pill;
    this.pill.classList.toggle("small", small);
  }

  size(): Size {
    const shown = this.row.getBoundingClientRect();
    this.pill.hidden = false;
    const pill = Math.ceil(this.pill.getBoundingClientRect().width);
    this.pill.hidden = true;
    return { width: Math.ceil(shown.width), height: Math.ceil(shown.height), pill };
  }

  // ---------------------------------------------------------------- the shop

  private escape(event: KeyboardEvent): void {
    if (this.open && !STRIPS.includes(this.open)) this.close();
    else if (this.unfolded) this.unfold(false);
    else return;
    // It was meant for the bar: a dialog of the shop's must not close, too.
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  private inShop(event: Event): void {
    // What was opened with the pointer has no focus, so that the key goes to the shop.
    if (this.inHand && (event as KeyboardEvent).key === "Escape") return this.escape(event as KeyboardEvent);
    this.inHand = false;
    this.asides.inShop();
    if (event.type !== "pointerdown") return;
    const stays = (this.open === "task" || this.open === "details") && matchMedia(WIDE).matches;
    if (this.open && !stays && !STRIPS.includes(this.open)) this.close();
    if (this.unfolded && !this.open) this.unfold(false);
  }

  private copy(key: string, value: string, button: HTMLButtonElement): void {
    copy(value, this.frame.root, guard((copied) => {
      if (copied) this.host.emit({ kind: "copied", field: key });
      this.status.textContent = "";
      this.status.textContent = this.text(copied ? "copied" : "copy_failed");
      button.textContent = this.text(copied ? "copied" : "copy_failed");
      later(COPIED_MS, () => (button.textContent = this.text("copy")));
    }));
  }

  // ---------------------------------------------------------------- the end

  private say(what: SaidWhat, keep: boolean): void {
    this.asides.set(null);
    this.host.emit({ kind: "said", what });
    this.ending = { what, keep };
    this.send();
  }

  private send(): void {
    if (!this.ending) return;
    const { what, keep } = this.ending;
    this.show("wait");
    const failed = guard(() => this.show("failed"));
    try {
      const said: unknown = this.host.say(what, keep);
      // Not `instanceof`: a shop may have put a Promise of its own in the browser's place.
      const then = (said as PromiseLike<void> | undefined)?.then;
      if (then) callNative(then, said, [guard(() => this.ended()), failed]);
      else this.ended();
    } catch {
      failed();
    }
  }

  private ended(): void {
    rememberPause(false);
    this.show(this.bar.next ? "wait" : "thanks");
    this.placing.end();
    this.onward();
  }

  private onward(): void {
    const next = attempt(() => new URL(this.bar.next || "about:blank", location.href));
    if (!next || !/^https?:$/.test(next.protocol)) return;
    listen(window, "beforeunload", (event) => event.stopImmediatePropagation());
    later(ONWARD_MS, () => this.show("onward"));
    location.assign(next.href);
  }
}

/** Whether the shop has the focus in something that the bar must not take it from. */
function isInField(own: Element): boolean {
  const active = document.activeElement;
  return active !== null && active !== document.body && active !== document.documentElement && active !== own;
}
